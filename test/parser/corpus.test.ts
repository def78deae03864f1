import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "../../src/parser/parse.ts";
import { openSource } from "../../src/source/open-source.ts";
import { corpusFolder, corpusTitle } from "../support/corpus.ts";
import { CorpusTable } from "../support/corpus-table.ts";
import { describeDiagnostic } from "./support.ts";

const preprocessor = "it is written for the C preprocessor, which has to run first";

/** Files that are no well-formed MOF by themselves: the line at which the text first goes wrong, and why. */
const broken: Readonly<Record<string, readonly [line: number, reason: string]>> = {
  "omi/tests/mof/syntaxerror.mof": [97, "a string is never closed, on purpose"],
  "windows-samples/Windows-driver-samples/storage/iscsi/src/iscsihba.mof": [
    12462,
    "a backslash that the C preprocessor left behind",
  ],
  "windows-samples/Windows-driver-samples/storage/iscsi/src/mgmt.mof": [13, preprocessor],
  "windows-samples/Windows-driver-samples/storage/iscsi/src/def.mof": [16, preprocessor],
  "windows-samples/Windows-driver-samples/storage/iscsi/src/common.mof": [16, preprocessor],
  "windows-samples/Windows-driver-samples/storage/iscsi/src/config.mof": [13, preprocessor],
  "dsc/xPSDesiredStateConfiguration/source/DSCResources/DSC_xUserResource/en-US/DSC_xUserResource.schema.mfl": [
    8,
    "as published a qualifier name is missing",
  ],
  "dsc/xPSDesiredStateConfiguration/source/DSCResources/DSC_xWindowsOptionalFeature/en-US/DSC_xWindowsOptionalFeature.schema.mfl":
    [4, "as published the quote that opens a string is missing"],
};

const folder = corpusFolder ?? "";

function filesBelow(name: string): string[] {
  return readdirSync(join(folder, name), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(?:mof|mfl)$/i.test(file))
    .map((file) => `${name}/${file.replaceAll("\\", "/")}`);
}

/** The errors of a file, and how many declarations it has. */
async function read(name: string): Promise<{ errors: string[]; declarations: number }> {
  const source = await openSource(join(folder, name));
  try {
    const { declarations, diagnostics } = await parse(source);
    const errors = diagnostics.filter(({ severity }) => severity === "error").map(describeDiagnostic);
    return { errors, declarations: declarations.length };
  } finally {
    source.close();
  }
}

describe.skipIf(corpusFolder === undefined)(`real files${corpusTitle}`, () => {
  const folders = corpusFolder === undefined ? [] : readdirSync(folder, { withFileTypes: true });

  const table = new CorpusTable("read by the parser:");

  afterAll(() => {
    if (corpusFolder !== undefined) console.log(table.format());
  });

  test.each(folders.filter((entry) => entry.isDirectory()).map(({ name }) => name))("%s", async (name) => {
    const wrong: string[] = [];
    for (const file of filesBelow(name)) {
      if (file in broken) continue;
      const { errors, declarations } = await read(file);
      table.accept([file], declarations);
      wrong.push(...errors.map((error) => `${file}:${error}`));
    }
    expect(wrong).toEqual([]);
  });

  test.each(Object.entries(broken))("%s goes wrong at its line", async (file, [line, reason]) => {
    const { errors, declarations } = await read(file);
    table.reject(file, declarations, reason);
    expect(errors[0]).toMatch(new RegExp(`^${line}:`));
  });

  test("the CIM schema has all its classes and qualifier types", async () => {
    let declarations = 0;
    for (const file of filesBelow("cim-2.49.0")) declarations += (await read(file)).declarations;
    const includesAndLocales = 1631 + 2 + 1;
    expect(declarations).toBe(1631 + 70 + includesAndLocales);
  });
});
