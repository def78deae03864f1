import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "../../src/parser/parse.ts";
import { openSource } from "../../src/source/open-source.ts";
import { corpusFolder, corpusTitle } from "../support/corpus.ts";
import { describeDiagnostic } from "./support.ts";

/** Files that are no well-formed MOF by themselves, and the line at which the text first goes wrong. */
const broken: Readonly<Record<string, number>> = {
  "omi/tests/mof/syntaxerror.mof": 97,
  "windows-samples/Windows-driver-samples/storage/iscsi/src/iscsihba.mof": 12462,
  "windows-samples/Windows-driver-samples/storage/iscsi/src/mgmt.mof": 13,
  "windows-samples/Windows-driver-samples/storage/iscsi/src/def.mof": 16,
  "windows-samples/Windows-driver-samples/storage/iscsi/src/common.mof": 16,
  "windows-samples/Windows-driver-samples/storage/iscsi/src/config.mof": 13,
  "dsc/xPSDesiredStateConfiguration/source/DSCResources/DSC_xUserResource/en-US/DSC_xUserResource.schema.mfl": 8,
  "dsc/xPSDesiredStateConfiguration/source/DSCResources/DSC_xWindowsOptionalFeature/en-US/DSC_xWindowsOptionalFeature.schema.mfl": 4,
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

  test.each(folders.filter((entry) => entry.isDirectory()).map(({ name }) => name))("%s", async (name) => {
    const wrong: string[] = [];
    for (const file of filesBelow(name)) {
      if (file in broken) continue;
      const { errors } = await read(file);
      wrong.push(...errors.map((error) => `${file}:${error}`));
    }
    expect(wrong).toEqual([]);
  });

  test.each(Object.entries(broken))("%s goes wrong at line %i", async (file, line) => {
    const { errors } = await read(file);
    expect(errors[0]).toMatch(new RegExp(`^${line}:`));
  });

  test("the CIM schema has all its classes and qualifier types", async () => {
    let declarations = 0;
    for (const file of filesBelow("cim-2.49.0")) declarations += (await read(file)).declarations;
    const includesAndLocales = 1631 + 2 + 1;
    expect(declarations).toBe(1631 + 70 + includesAndLocales);
  });
});
