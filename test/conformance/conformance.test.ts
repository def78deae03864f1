import { existsSync, globSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { MofParser } from "../../src/parser/mof-parser.ts";
import { beside, casesOf, readBeside } from "./conformance-case.ts";
import { compile, file } from "./run-case.ts";

/**
 * `UPDATE_EXPECTED=literals/reals,planted npx vitest run test/conformance` writes what stands beside the cases that have one
 * of these in their names; read the difference.
 */
const updated = process.env.UPDATE_EXPECTED?.split(",") ?? [];

function isUpdated(name: string): boolean {
  return updated.some((part) => name.includes(part));
}

function write(path: string, extension: "dump" | "expected", text: string, isNeeded: boolean): void {
  if (isNeeded) writeFileSync(beside(path, extension), text);
  else rmSync(beside(path, extension), { force: true });
}

const runs = (kind: "accept" | "reject") =>
  casesOf(kind).flatMap((item) => item.dialects.map((dialect) => [item.name, dialect, item] as const));

describe("accepted: compiles, and means what is said beside it", () => {
  test.each(runs("accept"))("%s (%s)", async (name, dialect, { path, prelude }) => {
    const { diagnostics, report, dump } = await compile(file(path), prelude, dialect);
    if (isUpdated(name)) {
      write(path, "expected", report, report !== "");
      write(path, "dump", dump, true);
    }
    expect(diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message)).toEqual([]);
    expect(report).toBe(readBeside(path, "expected"));
    expect(existsSync(beside(path, "dump")), "its .dump is missing").toBe(true);
    expect(dump).toBe(readBeside(path, "dump"));
  });

  test.each(casesOf("accept"))("$name: the dump compiles into itself", async ({ path, prelude }) => {
    const text = readBeside(path, "dump");
    const again = await compile({ kind: "text", name: "dump", text }, prelude, "auto");
    expect(again.diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message)).toEqual([]);
    expect(again.dump).toBe(text);
  });
});

describe("rejected: fails with exactly the diagnostics beside it", () => {
  test.each(runs("reject"))("%s (%s)", async (name, dialect, { path, prelude, mistakes }) => {
    const { diagnostics, report, dump } = await compile(file(path), prelude, dialect);
    if (isUpdated(name)) write(path, "expected", report, true);
    expect(report).toBe(readBeside(path, "expected"));
    expect(diagnostics.filter(({ severity }) => severity === "error")).not.toEqual([]);
    if (mistakes !== undefined) expect(diagnostics.length).toBe(mistakes);
    expect(dump, "what a failed compile leaves").toBe("");
  });
});

/** Rules that read nothing of their own: each is one of several forms that have cases under the name of the whole. */
const partsOfOthers: Readonly<Record<string, string>> = {
  constantValue: "literals",
  value: "literals",
  namedValue: "name",
  pathKey: "objectPath",
  bareArgument: "pragmaArgument",
  fileName: "includeDirective",
  enumerationBody: "enumerationDeclaration",
  structureBody: "structureDeclaration",
  structureFeature: "structureDeclaration",
  scopeClause: "qualifierClause",
  qualifierType: "qualifierDeclaration",
};

describe("each production of the grammar has cases", () => {
  const productions = Object.keys(new MofParser(true).getGAstProductions());
  const folders = new Set(
    (["accept", "reject"] as const).flatMap((kind) => casesOf(kind).map(({ name }) => `${kind}/${name.split("/")[1]}`)),
  );

  test.each(productions.filter((name) => partsOfOthers[name] === undefined))("%s", (name) => {
    expect([...folders].filter((folder) => folder.endsWith(`/${name}`))).toEqual([`accept/${name}`, `reject/${name}`]);
  });

  test("and each folder is named after one", () => {
    const named = (["accept", "reject"] as const).flatMap((kind) =>
      casesOf(kind).flatMap(({ name }) => (name.startsWith("grammar/") ? [name.split("/")[1] as string] : [])),
    );
    expect([...new Set(named)].filter((name) => !productions.includes(name))).toEqual([]);
  });
});

test("nothing stands beside no case", () => {
  const orphans = ["accept", "reject"].flatMap((kind) =>
    globSync("**/*.{dump,expected}", { cwd: join(import.meta.dirname, kind) })
      .filter((name) => !existsSync(join(import.meta.dirname, kind, name.replace(/\.\w+$/, ".mof"))))
      .map((name) => `${kind}/${basename(name)}`),
  );
  expect(orphans).toEqual([]);
});
