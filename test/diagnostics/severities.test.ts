import { describe, expect, test } from "vitest";
import { type FixedSeverity, fixedSeverity, refuses, weighed } from "../../src/diagnostics/severities.ts";
import { diagnosticAt } from "./support.ts";

const warning = diagnosticAt(undefined, { code: "unknown-pragma", severity: "warning" });
const error = diagnosticAt(undefined, { code: "unknown-superclass", severity: "error" });

describe("a severity that is set", () => {
  test("replaces that of a warning", () => {
    expect(weighed(warning)).toBe(warning);
    expect(weighed(warning, { "unknown-pragma": "error" })).toEqual({ ...warning, severity: "error" });
    expect(weighed(warning, { "unknown-pragma": "information" })).toEqual({ ...warning, severity: "information" });
    expect(weighed(warning, { "unknown-pragma": "warning" })).toBe(warning);
    expect(weighed(warning, { "unknown-pragma": "off" })).toBeUndefined();
    expect(weighed(warning, { "stray-semicolon": "off" })).toBe(warning);
  });

  test("leaves an error what it is", () => {
    for (const setting of ["off", "warning"] as const) {
      expect(weighed(error, { "unknown-superclass": setting })).toBe(error);
    }
  });
});

test("what refuses a run", () => {
  expect(refuses(error, {})).toBe(true);
  expect(refuses(warning, {})).toBe(false);
  expect(refuses(warning, { warningsAsErrors: true })).toBe(true);
  expect(refuses(warning, { warningsAsErrors: true, severities: { "unknown-pragma": "warning" } })).toBe(false);
  expect(refuses({ ...warning, severity: "information" }, { warningsAsErrors: true })).toBe(false);
});

test.each<[Parameters<typeof fixedSeverity>[0], FixedSeverity | undefined]>([
  ["unknown-pragma", undefined],
  ["messages-not-shown", undefined],
  ["unknown-superclass", "error"],
  ["stray-semicolon", undefined],
  ["real-not-in-dialect", "error-by-dialect"],
])("the severity of %s is fixed: %s", (code, expected) => {
  expect(fixedSeverity(code)).toBe(expected);
});
