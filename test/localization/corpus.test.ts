import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { load } from "../../src/loader/load.ts";
import { mergeLocalized } from "../../src/localization/merge-localized.ts";
import { splitMaster } from "../../src/localization/split-master.ts";
import { openRepository } from "../../src/repository/repository.ts";
import { MemoryStore } from "../../src/repository/stores/memory.ts";
import { openSource } from "../../src/source/open-source.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { collect } from "../contract/contract-helpers.ts";
import { corpusFolder, corpusTitle } from "../support/corpus.ts";
import { readLocalized } from "./split-helpers.ts";

const corpus = corpusFolder ?? "";
const namespace = "root/default";

/** Empty classes for those from which a text derives some and which it does not declare, in all of its namespaces. */
function standIns(text: string, target: string): string {
  const declared = new Set(Array.from(text.matchAll(/^\s*class\s+(\w+)/gim), ([, name]) => name?.toLowerCase()));
  const superclasses = Array.from(text.matchAll(/^\s*class\s+\w+\s*:\s*(\w+)/gim), ([, name]) => name ?? "");
  const missing = new Set(superclasses.filter((name) => !declared.has(name.toLowerCase())));
  const namespaces = Array.from(text.matchAll(/#pragma\s+namespace\s*\(\s*("[^"]*")/gi), ([, path]) => path);
  return [`"${target}"`, ...namespaces]
    .map((path) => `#pragma namespace(${path})\n${[...missing].map((name) => `class ${name} { };\n`).join("")}`)
    .join("");
}

/** Neutral files with the localized one beside them or in `en-US`. */
function findPairs(): readonly (readonly [neutral: string, localized: string])[] {
  const files = globSync("dsc/**/*.{mof,mfl}", { cwd: corpus }).map((file) => file.replaceAll("\\", "/"));
  const byName = new Map(files.map((file) => [file.toLowerCase(), file]));
  return files
    .filter((file) => file.endsWith(".mfl"))
    .flatMap((file) => {
      const found = byName.get(
        file
          .replace(/en-US\//, "")
          .replace(/mfl$/, "mof")
          .toLowerCase(),
      );
      return found === undefined ? [] : [[found, file] as const];
    })
    .sort();
}

/** A repository with these texts, each in its namespace, and what they derive from. */
async function compiled(
  ...texts: readonly (readonly [text: string, namespace: string])[]
): Promise<readonly [WbemConnection, boolean]> {
  const connection = await openRepository(new MemoryStore(), { name: "corpus", locale: "MS_409" });
  let isComplete = true;
  for (const [text, target] of texts) {
    for (const part of [standIns(text, target), text]) {
      const report = await load(connection, [{ kind: "text", text: part, name: "text.mof" }], {
        namespace: target,
        onDiagnostic: () => undefined,
      });
      isComplete &&= report.committed;
    }
  }
  return [connection, isComplete];
}

async function readText(file: string): Promise<string> {
  const source = await openSource(join(corpus, file));
  let text = "";
  for (let chunk = await source.nextChunk(); chunk !== undefined; chunk = await source.nextChunk()) text += chunk;
  source.close();
  return text;
}

/** Every class of a repository with its texts, by namespace and name. */
async function readAll(connection: WbemConnection): Promise<Record<string, object>> {
  const all: Record<string, object> = {};
  for await (const path of connection.namespaces()) {
    if (/\/ms_\w+$/i.test(path)) continue;
    const services = await connection.openNamespace(path);
    for (const { name } of await collect(services.createClassEnum(null))) {
      if (!name.startsWith("__")) all[`${path}:${name}`] = await readLocalized(connection, path, name);
    }
  }
  return all;
}

describe.skipIf(corpusFolder === undefined)(`masters of the corpus${corpusTitle}`, () => {
  const pairs = corpusFolder === undefined ? [] : findPairs();
  let compared = 0;

  test.each(pairs)("a pair that is merged and split again means the same: %s", async (neutral, localized) => {
    const sources = [await openSource(join(corpus, neutral)), await openSource(join(corpus, localized))] as const;
    const options = { namespace, locale: "MS_409", onDiagnostic: () => undefined };
    const merged = await mergeLocalized(sources[0], [sources[1]], options);
    if (merged === undefined) {
      // As it was published it is no MOF; which ones these are the tests of the parser know.
      const { diagnostics } = (await import("../../src/parser/parse.ts")).parseText(await readText(localized));
      expect(diagnostics.some(({ severity }) => severity === "error")).toBe(true);
      return;
    }
    const { sourceFromText } = await import("../../src/source/text-source.ts");
    const parts = await splitMaster(sourceFromText(merged.text, "merged.mof"), options);
    const localizedText = await readText(localized);
    const isPlaced = /#pragma\s+namespace/i.test(localizedText);
    const [published, isComplete] = await compiled(
      [await readText(neutral), namespace],
      [localizedText, isPlaced ? namespace : `${namespace}/ms_409`],
    );
    const [remade, isRemade] = await compiled([parts?.neutral ?? "", namespace], [parts?.localized ?? "", namespace]);
    if (!isComplete) return;
    compared++;
    expect(isRemade).toBe(true);
    expect(await readAll(remade)).toEqual(await readAll(published));
    for (const source of sources) source.close();
  });

  test("nearly all of them could be compared", () => expect(compared).toBeGreaterThanOrEqual(20));

  const drivers = corpusFolder === undefined ? [] : globSync("windows-samples/**/*.mof", { cwd: corpus }).sort();
  const texts = drivers.filter((file) =>
    /:\s*(?:tosubclass\s+)?amended/i.test(readFileSync(join(corpus, file), "latin1")),
  );
  let split = 0;

  test.each(texts)("a sample with amended texts is read from its parts as it is itself: %s", async (file) => {
    const source = await openSource(join(corpus, file));
    const parts = await splitMaster(source, { namespace, locale: "MS_409", onDiagnostic: () => undefined });
    source.close();
    const [whole, isComplete] = await compiled([await readText(file), namespace]);
    if (!isComplete || parts === undefined) return;
    split++;
    expect(parts.neutral).not.toMatch(/\)\s*:\s*(?:tosubclass\s+)?amended/i);
    const [both, isRemade] = await compiled([parts.neutral, namespace], [parts.localized, namespace]);
    expect(isRemade).toBe(true);
    expect(await readAll(both)).toEqual(await readAll(whole));
  });

  test("most of the samples could be split", () => expect(split).toBeGreaterThanOrEqual(5));
});
