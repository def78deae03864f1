import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import {
  createDiagnosticWriter,
  type DiagnosticFormat,
  diagnosticFormats,
} from "../../src/diagnostics/formats/index.ts";
import type { FinishedRun } from "../../src/diagnostics/formats/writer.ts";
import { sourceFromText } from "../../src/source/text-source.ts";
import { sarifProblems } from "./sarif-schema.ts";
import { diagnosticAt, placeIn } from "./support.ts";

const folder = resolve("/work place");
const options = { color: false, width: 80, folder, version: "1.2.3" };
const good: FinishedRun = { successful: true, exitCode: 0 };

/** All that a format writes for diagnostics. */
async function written(format: DiagnosticFormat, diagnostics: readonly Diagnostic[], run = good): Promise<string> {
  const writer = await createDiagnosticWriter(format, options);
  return diagnostics.map((diagnostic) => writer.diagnostic(diagnostic)).join("") + (writer.end?.(run) ?? "");
}

const text = "class A\n: B\n{};";
const base = placeIn("class «A» {};", "base.mof");

/** With all that a diagnostic can have. */
const full = diagnosticAt(
  { source: sourceFromText(text, "mof/disk, 100%.mof", join(folder, "mof", "disk, 100%.mof")), start: 10, end: 11 },
  {
    code: "unknown-superclass",
    related: [{ message: "the nearest name", place: base }],
    hint: "did you mean `A`?",
    status: "WBEM_E_INVALID_SUPERCLASS",
  },
);
const overLines = diagnosticAt(
  { source: sourceFromText(text, "../b.mof", resolve("/elsewhere/b.mof")), start: 6, end: 14 },
  { code: "stray-semicolon", severity: "warning", message: "a" },
);
const ofText = diagnosticAt(
  { source: sourceFromText(text, "<stdin>"), start: 15, end: 15 },
  { code: "stray-semicolon", severity: "information", message: "b" },
);
const placeless = diagnosticAt(undefined, { severity: "warning", message: "c", hint: "d" });
const hostile = diagnosticAt(undefined, { message: "\u001b[2J\n::error::x\u202e\ud800%0A" });

test("every format writes something for every diagnostic, and text as always", async () => {
  for (const format of diagnosticFormats) {
    const output = await written(format, [full, overLines, ofText, placeless]);
    for (const part of ["superclass `B` does not exist", "stray-semicolon", "file-not-found"]) {
      expect(output).toContain(part);
    }
    expect(output).toMatch(/[^\n]\n$/);
  }
  expect(await written("text", [placeless])).toBe("warning file-not-found: c\n  hint: d\n");
  expect(await written("json", [placeless])).toBe(
    '{"severity":"warning","code":"file-not-found","message":"c","related":[],"hint":"d"}\n',
  );
});

test.each(diagnosticFormats)("as %s nothing is written that a terminal would obey", async (format) => {
  const output = await written(format, [hostile]);
  expect(output.replaceAll("\n", "")).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
  expect(output.split("\n").filter((line) => line.startsWith("::error::"))).toEqual([]);
});

test("msvs is what MSBuild reads", async () => {
  expect(await written("msvs", [full, overLines, ofText, placeless])).toBe(
    "mof/disk, 100%.mof(2,3): error unknown-superclass: superclass `B` does not exist; did you mean `A`?\n" +
      "base.mof(1,7): note: the nearest name\n" +
      "../b.mof(1,7): warning stray-semicolon: a\n" +
      "<stdin>(3,4): info stray-semicolon: b\n" +
      "mofkit : warning file-not-found: c; d\n",
  );
});

test("github is a workflow command for each", async () => {
  const elsewhere = resolve("/elsewhere/b.mof").replaceAll(":", "%3A");
  expect(await written("github", [full, overLines, ofText, placeless])).toBe(
    "::error file=mof/disk%2C 100%25.mof,line=2,endLine=2,col=3,endColumn=4,title=unknown-superclass::" +
      "superclass `B` does not exist; did you mean `A`?%0Abase.mof:1:7: the nearest name\n" +
      `::warning file=${elsewhere},line=1,endLine=3,title=stray-semicolon::a\n` +
      "::notice title=stray-semicolon::<stdin>:3:4: b\n" +
      "::warning title=file-not-found::c; d\n",
  );
});

describe("sarif", () => {
  test("is one document with results, rules and notifications", async () => {
    const output = await written("sarif", [full, overLines, placeless, { ...full, severity: "warning" }, ofText], {
      successful: false,
      exitCode: 130,
      signal: "SIGINT",
    });
    const document = JSON.parse(output);
    expect(sarifProblems(document)).toEqual([]);
    const { $schema, runs, ...rest } = document;
    expect([new URL($schema).pathname.split("/").at(-1), rest]).toEqual([
      "sarif-schema-2.1.0.json",
      { version: "2.1.0" },
    ]);
    const [{ tool, ...run }] = runs;
    const inFolder = { uri: "mof/disk%2C%20100%25.mof", uriBaseId: "%SRCROOT%" };
    const result = {
      ruleId: "unknown-superclass",
      ruleIndex: 0,
      level: "error",
      message: { text: "superclass `B` does not exist; did you mean `A`?" },
      properties: { hint: "did you mean `A`?", status: { name: "WBEM_E_INVALID_SUPERCLASS", number: 0x8004100d } },
      locations: [
        {
          physicalLocation: {
            artifactLocation: inFolder,
            region: { startLine: 2, startColumn: 3, endLine: 2, endColumn: 4 },
          },
        },
      ],
      relatedLocations: [
        {
          physicalLocation: {
            artifactLocation: { index: 0 },
            region: { startLine: 1, startColumn: 7, endLine: 1, endColumn: 8 },
          },
          message: { text: "the nearest name" },
        },
      ],
    };
    expect(run).toEqual({
      results: [
        result,
        {
          ruleId: "stray-semicolon",
          ruleIndex: 1,
          level: "warning",
          message: { text: "a" },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: pathToFileURL(resolve("/elsewhere/b.mof")).href },
                region: { startLine: 1, startColumn: 7, endLine: 3, endColumn: 3 },
              },
            },
          ],
        },
        { ...result, level: "warning" },
        {
          ruleId: "stray-semicolon",
          ruleIndex: 1,
          level: "note",
          message: { text: "b" },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { index: 1 },
                region: { startLine: 3, startColumn: 4, endLine: 3, endColumn: 4 },
              },
            },
          ],
        },
      ],
      invocations: [
        {
          executionSuccessful: false,
          exitCode: 130,
          exitSignalName: "SIGINT",
          toolExecutionNotifications: [
            {
              descriptor: { id: "file-not-found", index: 0 },
              level: "warning",
              message: { text: "c; d" },
              properties: { hint: "d" },
            },
          ],
        },
      ],
      originalUriBaseIds: { "%SRCROOT%": { uri: `${pathToFileURL(folder).href}/` } },
      artifacts: [{ description: { text: "base.mof" } }, { description: { text: "<stdin>" } }],
      columnKind: "utf16CodeUnits",
      newlineSequences: ["\r\n", "\n", "\r"],
    });
    expect(tool.driver).toMatchObject({ name: "mofkit", version: "1.2.3", notifications: [{ id: "file-not-found" }] });
    expect(tool.driver.rules).toMatchObject([
      {
        id: "unknown-superclass",
        shortDescription: { text: "superclass `<superclass>` does not exist" },
        fullDescription: { text: expect.stringContaining(" ") },
        help: { text: expect.stringContaining("`mofkit explain unknown-superclass`") },
        defaultConfiguration: { level: "error" },
      },
      { id: "stray-semicolon", defaultConfiguration: { level: "warning" } },
    ]);
  });

  test("is one document when nothing was said", async () => {
    const document = JSON.parse(await written("sarif", []));
    expect(sarifProblems(document)).toEqual([]);
    expect(document.runs[0]).toMatchObject({
      results: [],
      tool: { driver: { rules: [] } },
      invocations: [{ executionSuccessful: true, exitCode: 0 }],
    });
  });

  test("locates what a diagnostic without a place is about", async () => {
    const diagnostic = { ...placeless, related: full.related };
    const document = JSON.parse(await written("sarif", [diagnostic]));
    expect(sarifProblems(document)).toEqual([]);
    expect(document.runs[0].invocations[0].toolExecutionNotifications[0].locations).toMatchObject([
      { message: { text: "the nearest name" } },
    ]);
  });

  test("names files as URIs can", async () => {
    const names = ["ä漢😀.mof", "a:b.mof", "a b/c#d?.mof", "\ud800.mof"];
    const diagnostics = names.map((name) =>
      diagnosticAt({ source: sourceFromText("x", name, join(folder, name)), start: 0, end: 1 }),
    );
    const document = JSON.parse(await written("sarif", diagnostics));
    expect(sarifProblems(document)).toEqual([]);
    const uris = document.runs[0].results.map(
      (result: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }) =>
        result.locations[0]?.physicalLocation.artifactLocation.uri,
    );
    expect(uris).toEqual(["%C3%A4%E6%BC%A2%F0%9F%98%80.mof", "a%3Ab.mof", "a%20b/c%23d%3F.mof", "%EF%BF%BD.mof"]);
  });

  test("the schema that it is held to refuses what is none", () => {
    expect(sarifProblems({ version: "2.1.0", runs: [{}] })).not.toEqual([]);
  });
});
