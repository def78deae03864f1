import { globSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import type { CimClass, CimQualifier } from "../../src/cim/model.ts";
import { foldName } from "../../src/cim/names.ts";
import { load } from "../../src/loader/load.ts";
import { openRepository } from "../../src/repository/repository.ts";
import { findStaleAmendments } from "../../src/repository/stale-amendments.ts";
import { MemoryStore } from "../../src/repository/stores/memory.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { WBEM_FLAG_USE_AMENDED_QUALIFIERS } from "../../src/wbem/flags.ts";
import { collect } from "../contract/contract-helpers.ts";
import { corpusFolder, corpusTitle } from "../support/corpus.ts";
import { exceptions } from "./compile-exceptions.ts";

const corpus = corpusFolder ?? "";

const registration = "dsc/PSDesiredStateConfiguration/src/PSDesiredStateConfiguration/Configuration/BaseRegistration";

/** From what every resource of DSC derives, and its localized class, which names the namespaces itself. */
const base = [`${registration}/BaseResource.schema.mof`, `${registration}/en-US/BaseResource.Schema.mfl`] as const;

/** Copied from the neutral file: none of its texts is amended, so it localizes nothing. */
const unlocalized = "DSC_SmbServerConfiguration.schema.mfl";

const namespace = "root/default";
const localeNamespace = "root/default/ms_409";

/** Files that are no MOF as they were published. */
const excepted = new Set(exceptions.flatMap(({ files }) => Object.keys(files)));

/** Neutral files and the localized ones that belong to them: `X/Name.mof` and `X/en-US/Name.mfl`. */
function findPairs(): readonly (readonly [neutral: string, localized: string])[] {
  const files = globSync("dsc/**/*.{mof,mfl}", { cwd: corpus }).map((file) => file.replaceAll("\\", "/"));
  const byName = new Map(files.map((file) => [file.toLowerCase(), file]));
  return files
    .filter((file) => file.endsWith(".mfl") && basename(dirname(file)) === "en-US" && !excepted.has(file))
    .flatMap((file) => {
      const neutral = join(dirname(file), "..", basename(file).replace(/mfl$/, "mof")).replaceAll("\\", "/");
      const found = byName.get(neutral.toLowerCase());
      return found === undefined ? [] : [[found, file] as const];
    })
    .sort();
}

async function compile(connection: WbemConnection, [neutral, localized]: readonly [string, string]): Promise<void> {
  for (const [file, target] of [
    [neutral, namespace],
    [localized, localeNamespace],
  ] as const) {
    const report = await load(connection, [{ kind: "file", path: join(corpus, file) }], {
      namespace: target,
      onDiagnostic: () => undefined,
    });
    expect(report.committed, file).toBe(true);
  }
}

/** Every text of a class by where it stands: `Ensure Description`. */
function textsOf({ qualifiers, properties, methods }: CimClass): ReadonlyMap<string, CimQualifier> {
  const texts = new Map<string, CimQualifier>();
  const add = (place: string, list: readonly CimQualifier[]) => {
    for (const one of list) {
      if (one.flavor.amended && one.propagated !== true) texts.set(foldName(`${place} ${one.name}`), one);
    }
  };
  add("class", qualifiers);
  for (const { name, qualifiers: own } of properties) add(name, own);
  for (const { name, qualifiers: own, parameters } of methods) {
    add(`${name}()`, own);
    for (const parameter of parameters) add(`${name}(${parameter.name})`, parameter.qualifiers);
  }
  return texts;
}

describe.skipIf(corpusFolder === undefined)(`localized classes of the corpus${corpusTitle}`, () => {
  const pairs = corpusFolder === undefined ? [] : findPairs();

  test("are there", () => expect(pairs.length).toBeGreaterThanOrEqual(12));

  test.each(pairs)("are read back text by text, but for what verify calls stale: %s", async (neutral, localized) => {
    const connection = await openRepository(new MemoryStore(), { name: "corpus", locale: "MS_409" });
    await compile(connection, base);
    const english = await connection.openNamespace(localeNamespace);
    const known = new Set((await collect(english.createClassEnum(null))).map(({ name }) => name));
    await compile(connection, [neutral, localized]);

    const services = await connection.openNamespace(namespace);
    const stale = new Set<string>();
    for await (const { object, violations } of findStaleAmendments(connection, localeNamespace)) {
      for (const { target } of violations) stale.add(foldName(`${object.path} ${target.property ?? "class"}`));
    }
    let shown = 0;
    for (const definition of await collect(english.createClassEnum(null))) {
      const texts = textsOf(definition);
      const isThere = !stale.has(foldName(`${definition.name} class`));
      const read = isThere
        ? textsOf(await services.getClass(definition.name, WBEM_FLAG_USE_AMENDED_QUALIFIERS))
        : undefined;
      for (const [place, { value }] of texts) {
        if (read === undefined || stale.has(foldName(`${definition.name} ${place.split(" ")[0]}`))) continue;
        expect(read.get(place)?.value, `${definition.name}: ${place}`).toEqual(value);
        if (neutral === base[0] || !known.has(definition.name)) shown++;
      }
    }
    if (localized.endsWith(unlocalized)) expect(shown).toBe(0);
    else expect(shown).toBeGreaterThan(3);
  });
});
