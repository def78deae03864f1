import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatDiagnosticText } from "../../src/diagnostics/formats/text.ts";
import { openBytes, readAll } from "../source/support.ts";
import { diagnosticAt, placeIn } from "./support.ts";

/** The diagnostic as text between two line ends, so that snapshots read as pictures. */
function picture(marked: string, width = 60, name = "disk.mof"): string {
  return `\n${formatDiagnosticText(diagnosticAt(placeIn(marked, name)), { color: false, width })}\n`;
}

describe("a diagnostic", () => {
  test("shows its place, what is related, the next step and the status", () => {
    const diagnostic = diagnosticAt(
      placeIn('#pragma locale("en_US")\n\nclass ACME_Disk : «CIM_Elemnt»\n{\n};', "disk.mof"),
      {
        message: "superclass `CIM_Elemnt` does not exist",
        related: [
          { message: "the nearest name", place: placeIn(`${"\n".repeat(119)}class «CIM_Element» {`, "base.mof") },
        ],
        hint: "did you mean `CIM_Element`?",
        status: "WBEM_E_INVALID_SUPERCLASS",
      },
    );
    expect(`\n${formatDiagnosticText(diagnostic, { color: false, width: 80 })}\n`).toBe(`
disk.mof:3:19 - error file-not-found: superclass \`CIM_Elemnt\` does not exist
    3 | class ACME_Disk : CIM_Elemnt
      |                   ^^^^^^^^^^
  base.mof:120:7: the nearest name
  120 | class CIM_Element {
      |       ^^^^^^^^^^^
  hint: did you mean \`CIM_Element\`?
  status: WBEM_E_INVALID_SUPERCLASS 0x8004100D
`);
  });

  test("without a place is one line", () => {
    const diagnostic = diagnosticAt(undefined, { severity: "warning", message: "`disk.mof` does not exist" });
    expect(formatDiagnosticText(diagnostic, { color: false, width: 80 })).toBe(
      "warning file-not-found: `disk.mof` does not exist",
    );
  });

  test("is coloured when asked for, with the same text", () => {
    const diagnostic = diagnosticAt(placeIn("class A : «B» {};"), { hint: "declare it", status: "WBEM_E_NOT_FOUND" });
    const colored = formatDiagnosticText(diagnostic, { color: true, width: 80 });
    expect(colored).toContain("\u001b[1m\u001b[31merror\u001b[39m\u001b[22m");
    expect(colored).toContain("\u001b[31m^");
    expect(colored.replace(/\u001b\[\d+m/g, "")).toBe(formatDiagnosticText(diagnostic, { color: false, width: 80 }));
  });
});

describe("the mark", () => {
  test("is one column where a place has no length", () => {
    expect(picture("class A {\n  uint32 B«»\n};")).toBe(`
disk.mof:2:11 - error file-not-found: superclass \`B\` does not exist
  2 |   uint32 B
    |           ^
`);
  });

  test("goes to the end of the first line of several", () => {
    expect(picture('  «Description("a"\r\n    "b"») string C;')).toBe(`
disk.mof:1:3 - error file-not-found: superclass \`B\` does not exist
  1 |   Description("a"
    |   ^^^^^^^^^^^^^^^
`);
  });

  test("stands in an empty line and in an empty file", () => {
    const expected = (line: number) => `
disk.mof:${line}:1 - error file-not-found: superclass \`B\` does not exist
  ${line} |
    | ^
`;
    expect(picture("class A {};\n«»")).toBe(expected(2));
    expect(picture("«»")).toBe(expected(1));
    expect(picture("class A {};\r«\r»class B {};")).toBe(expected(2));
  });

  test("stands under tabs, wide and combining characters", () => {
    expect(picture('\tstring\tA = «"x"»;')).toBe(`
disk.mof:1:13 - error file-not-found: superclass \`B\` does not exist
  1 |     string  A = "x";
    |                 ^^^
`);
    expect(picture('string A = "漢字😀" «B»;')).toBe(`
disk.mof:1:19 - error file-not-found: superclass \`B\` does not exist
  1 | string A = "漢字😀" B;
    |                     ^
`);
    expect(picture('string A = "e\u0301" «漢e\u0301ｶ»;')).toBe(`
disk.mof:1:17 - error file-not-found: superclass \`B\` does not exist
  1 | string A = "e\u0301" 漢e\u0301ｶ;
    |                ^^^^
`);
  });
});

describe("a long line", () => {
  const words = Array.from({ length: 100 }, (_, index) => `word${index}`);
  const longLine = (marked: number) => words.map((word, index) => (index === marked ? `«${word}»` : word)).join(" ");

  test("is cut behind", () => {
    expect(picture(longLine(1), 46)).toBe(`
disk.mof:1:7 - error file-not-found: superclass \`B\` does not exist
  1 | word0 word1 word2 word3 word4 word5 w...
    |       ^^^^^
`);
  });

  test("is cut on both sides", () => {
    expect(picture(longLine(50), 46)).toBe(`
disk.mof:1:341 - error file-not-found: superclass \`B\` does not exist
  1 | ...48 word49 word50 word51 word52 wor...
    |              ^^^^^^
`);
  });

  test("is cut before", () => {
    expect(picture(longLine(99), 46)).toBe(`
disk.mof:1:684 - error file-not-found: superclass \`B\` does not exist
  1 | ...94 word95 word96 word97 word98 word99
    |                                   ^^^^^^
`);
    expect(picture(`${words.join(" ")}«»`, 46)).toBe(`
disk.mof:1:690 - error file-not-found: superclass \`B\` does not exist
  1 | ...4 word95 word96 word97 word98 word99
    |                                        ^
`);
  });

  test("shows the beginning of a mark that is longer", () => {
    expect(picture(`Description("«${words.join(" ")}»")`, 46)).toBe(`
disk.mof:1:14 - error file-not-found: superclass \`B\` does not exist
  1 | Description("word0 word1 word2 word3 ...
    |              ^^^^^^^^^^^^^^^^^^^^^^^^
`);
  });

  test("of a megabyte in wide characters is cut as well", () => {
    expect(picture(`${"漢".repeat(500_000)}«x»${"漢".repeat(500_000)}`, 46)).toBe(`
disk.mof:1:500001 - error file-not-found: superclass \`B\` does not exist
  1 | ...漢漢漢漢漢x漢漢漢漢漢漢漢漢漢漢漢...
    |              ^
`);
  });

  test("of a file is read again where it was not kept", async () => {
    const text = `class A {};\n// ${words.join(" ")}\n`;
    const source = await openBytes(Buffer.from(text), { chunkSize: 10, keptTextLimit: 0 });
    await readAll(source);
    const start = text.indexOf("word50");
    const diagnostic = diagnosticAt({ source, start, end: start + 6 });
    expect(`\n${formatDiagnosticText(diagnostic, { color: false, width: 46 })}\n`).toBe(`
example.mof:2:344 - error file-not-found: superclass \`B\` does not exist
  2 | ...48 word49 word50 word51 word52 wor...
    |              ^^^^^^
`);
  });

  test("never takes more than the width, and the mark never leaves it", () => {
    const parts = fc.array(fc.constantFrom("ab ", "\t", "漢", "😀", "e\u0301", "\u0000", "\u202e", "🇩🇪"), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(parts, parts, parts, fc.integer({ min: 30, max: 80 }), (before, marked, after, width) => {
        const place = placeIn(`${before.join("")}«${marked.join("")}»${after.join("")}`);
        const [, line, mark] = formatDiagnosticText(diagnosticAt(place), { color: false, width }).split("\n");
        expect(mark).toMatch(/^ {4}\| *\^+$/);
        expect(mark?.length).toBeLessThanOrEqual(width);
        // Every shown character takes two columns at most, so this bounds the columns from below.
        const wide = line?.match(/[漢😀]/gu)?.length ?? 0;
        const none = line?.match(/\u0301/gu)?.length ?? 0;
        expect(Array.from(line as string).length + wide - none).toBeLessThanOrEqual(width);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("hostile text", () => {
  const hostile = "\u001b]0;title\u0007\u0000\u009b2J\u202e\u2066\r\n\u2028\u200b\ud800\u{e0041}";

  test("is spelled out in the line, the message, the name and the hint", () => {
    const place = placeIn("// \u001b[2J \u202eabc\u202c «x»\u0000", "a\u001b[31m.mof");
    const diagnostic = diagnosticAt(place, {
      message: "no class `\u009b2J\n`",
      hint: "did you mean `\u202e`?",
      related: [{ message: "\u0007", place }],
    });
    expect(`\n${formatDiagnosticText(diagnostic, { color: false, width: 100 })}\n`).toBe(`
a<U+001B>[31m.mof:1:15 - error file-not-found: no class \`<U+009B>2J<U+000A>\`
  1 | // <U+001B>[2J <U+202E>abc<U+202C> x<U+0000>
    |                                    ^
  a<U+001B>[31m.mof:1:15: <U+0007>
  1 | // <U+001B>[2J <U+202E>abc<U+202C> x<U+0000>
    |                                    ^
  hint: did you mean \`<U+202E>\`?
`);
  });

  test("leaves nothing that a terminal would obey", () => {
    const place = placeIn(`«${hostile}»`, hostile);
    const diagnostic = diagnosticAt(place, { message: hostile, hint: hostile, related: [{ message: hostile, place }] });
    const text = formatDiagnosticText(diagnostic, { color: false, width: 500 });
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
    expect(text.split("\n")).toHaveLength(7);
  });
});
