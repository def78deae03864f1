import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { generateInstances, generateSchema } from "../../bench/generate-schema.ts";
import { parse } from "../../bench/parser/bare-parser.ts";
import { filesOfSchema } from "../../bench/parser.ts";
import { parseText } from "../../src/parser/parse.ts";
import { corpusFolder, corpusTitle } from "../support/corpus.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** What mofkit is measured against has to do the work: the same declarations, in the same places. */
function expectSameDeclarations(files: readonly string[]): number {
  let count = 0;
  for (const file of files) {
    const text = readFileSync(file, "utf8");
    const { declarations, diagnostics } = parseText(text);
    expect(diagnostics, file).toEqual([]);
    const places = ({ start, end }: { start: number; end: number }) => [start, end];
    expect(parse(text).map(places), file).toEqual(declarations.map(places));
    count += declarations.length;
  }
  return count;
}

describe("the bare parser reads what mofkit reads", () => {
  const folder = temporaryFolder();

  test("of the generated schema", () => {
    expect(expectSameDeclarations(filesOfSchema(generateSchema(join(folder, "schema"))))).toBe(3283);
  });

  test("of instances", () => {
    const path = join(folder, "instances.mof");
    generateInstances(path, 100);
    expect(expectSameDeclarations([path])).toBe(101);
  });

  test.skipIf(corpusFolder === undefined)(`of CIM 2.49${corpusTitle}`, () => {
    const schema = join(corpusFolder as string, "cim-2.49.0/cim_schema_2.49.0.mof");
    expect(expectSameDeclarations(filesOfSchema(schema))).toBe(1631 + 70 + 1634);
  });
});

test("the bare parser refuses what is no MOF", () => {
  expect(() => parse("class A { uint32 };")).toThrow();
  expect(() => parse("class A { ! };")).toThrow();
});
