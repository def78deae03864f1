import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { NamedDialect } from "../../src/codes/dialects.ts";
import { parse } from "../../src/parser/parse.ts";
import { openSource } from "../../src/source/open-source.ts";
import { corpusFolder, corpusTitle } from "../support/corpus.ts";

/** Real files are the judge of what a dialect has. */
const judges: readonly (readonly [folder: string, dialect: NamedDialect])[] = [
  ["cim-2.49.0", "dmtf"],
  ["openwbem", "dmtf"],
  ["windows-samples", "wmi"],
  ["dsc", "wmi"],
];

/** Folders with constructs of several dialects, and what of them each refuses: files, and how often, by code. */
const mixed: readonly (readonly [folder: string, dialect: NamedDialect, refused: Readonly<Record<string, number>>])[] =
  [
    // Schemas of Windows: paths with single backslashes, and a description over two lines.
    ["omi/share", "dmtf", { "unknown-escape": 10, "multi-line-string": 1 }],
    // A test of OMI's generator for what it takes beyond DMTF's.
    [
      "omi/tests",
      "dmtf",
      {
        "class-type-not-in-dialect": 1,
        "empty-array-not-in-dialect": 1,
        "empty-instance-not-in-dialect": 1,
        "inline-instance-not-in-dialect": 4,
        "property-without-value-not-in-dialect": 1,
        "type-not-in-dialect": 2,
      },
    ],
  ];

async function errorsBelow(name: string, dialect: NamedDialect): Promise<string[]> {
  const folder = join(corpusFolder ?? "", name);
  const errors: string[] = [];
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!/\.(?:mof|mfl)$/i.test(file)) continue;
    errors.push(...(await errorsOfDialect(join(folder, file), dialect)));
  }
  return errors;
}

/** The codes of the errors in a file that `auto` reads without any. */
async function errorsOfDialect(path: string, dialect: NamedDialect): Promise<string[]> {
  if ((await errorsOf(path, "auto")).length > 0) return [];
  return errorsOf(path, dialect);
}

async function errorsOf(path: string, dialect: NamedDialect | "auto"): Promise<string[]> {
  const source = await openSource(path);
  try {
    const { diagnostics } = await parse(source, { dialect });
    return diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code);
  } finally {
    source.close();
  }
}

describe.skipIf(corpusFolder === undefined)(`real files in their dialect${corpusTitle}`, () => {
  test.each(judges)("%s is %s", async (folder, dialect) => {
    expect(await errorsBelow(folder, dialect)).toEqual([]);
  });

  test.each(mixed)("%s is not all %s", async (folder, dialect, refused) => {
    const counts: Record<string, number> = {};
    for (const code of await errorsBelow(folder, dialect)) counts[code] = (counts[code] ?? 0) + 1;
    expect(counts).toEqual(refused);
  });
});
