import { expect, test } from "vitest";
import { diagnosticToJson, formatDiagnosticJson } from "../../src/diagnostics/formats/json.ts";
import { sourceFromText } from "../../src/source/text-source.ts";
import { diagnosticAt, placeIn } from "./support.ts";

test("a diagnostic is a plain object with both ends of every place", () => {
  const source = sourceFromText("class A\n: B\n{};", "disk.mof", "/home/ada/disk.mof");
  const diagnostic = diagnosticAt(
    { source, start: 10, end: 14 },
    {
      related: [{ message: "declared here", place: placeIn("class «B» {};", "base.mof") }],
      hint: "declare it",
      status: "WBEM_E_INVALID_SUPERCLASS",
    },
  );
  const expected = {
    severity: "error",
    code: "file-not-found",
    message: "superclass `B` does not exist",
    place: {
      file: "disk.mof",
      path: "/home/ada/disk.mof",
      start: { line: 2, column: 3, offset: 10 },
      end: { line: 3, column: 3, offset: 14 },
    },
    related: [
      {
        message: "declared here",
        place: {
          file: "base.mof",
          start: { line: 1, column: 7, offset: 6 },
          end: { line: 1, column: 8, offset: 7 },
        },
      },
    ],
    hint: "declare it",
    status: { name: "WBEM_E_INVALID_SUPERCLASS", number: 0x8004100d },
  };
  expect(diagnosticToJson(diagnostic)).toStrictEqual(expected);
  expect(JSON.parse(formatDiagnosticJson(diagnostic))).toStrictEqual(expected);
});

test("what a diagnostic does not have is absent", () => {
  expect(diagnosticToJson(diagnosticAt(undefined, { severity: "warning", message: "a" }))).toStrictEqual({
    severity: "warning",
    code: "file-not-found",
    message: "a",
    related: [],
  });
});

test("a line of JSON has no invisible character and means the same", () => {
  const message = 'a\u0000\u001b\u007f\u009b2J\\\u202e\u2028\ud800"\n\u{e0041}漢';
  const line = formatDiagnosticJson(diagnosticAt(undefined, { message }));
  expect(line).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
  expect(JSON.parse(line).message).toBe(message);
});
