import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import {
  DiagnosticCollector,
  type DiagnosticCollectorOptions,
  defaultMaximumShown,
  rememberedDiagnostics,
} from "../../src/diagnostics/collector.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { sourceFromText } from "../../src/source/text-source.ts";
import { diagnosticAt } from "./support.ts";

const source = sourceFromText(" ".repeat(100_000), "example.mof");

function at(start: number, more: Partial<Diagnostic> = {}): Diagnostic {
  return { ...diagnosticAt({ source, start, end: start + 1 }), ...more };
}

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

function collect(options: Omit<DiagnosticCollectorOptions, "show"> = {}) {
  const shown: Diagnostic[] = [];
  const collector = new DiagnosticCollector({ ...options, show: (diagnostic) => shown.push(diagnostic) });
  return { collector, shown };
}

function counts(collector: DiagnosticCollector) {
  const { errorCount, warningCount, hiddenCount } = collector;
  return { errorCount, warningCount, hiddenCount };
}

test("diagnostics are shown at once and counted", () => {
  const { collector, shown } = collect();
  collector.report(at(1));
  expect(shown).toEqual([at(1)]);
  collector.report(at(2, { severity: "warning" }));
  collector.report(at(3, { severity: "information" }));
  expect(shown).toHaveLength(3);
  expect(counts(collector)).toEqual({ errorCount: 1, warningCount: 1, hiddenCount: 0 });
});

test("warnings count as errors and are shown as such when asked for", () => {
  const { collector, shown } = collect({ warningsAsErrors: true });
  const warning = at(1, { severity: "warning" });
  collector.report(warning);
  collector.report(at(2, { severity: "information" }));
  expect(shown.map(({ severity }) => severity)).toEqual(["error", "information"]);
  expect(warning.severity).toBe("warning");
  expect(counts(collector)).toEqual({ errorCount: 1, warningCount: 0, hiddenCount: 0 });
});

describe("repetitions", () => {
  test("are dropped and not counted", () => {
    const { collector, shown } = collect();
    for (let index = 0; index < 3; index++) collector.report(at(1));
    for (let index = 0; index < 3; index++) collector.report(diagnosticAt(undefined));
    expect(shown).toHaveLength(2);
    expect(collector.errorCount).toBe(2);
  });

  test("in a file that is opened again are recognised", () => {
    const { collector, shown } = collect();
    for (const path of ["/a.mof", "/a.mof", "/b.mof"]) {
      const opened = sourceFromText("class A {};", "a.mof", path);
      collector.report(diagnosticAt({ source: opened, start: 6, end: 7 }));
    }
    expect(shown).toHaveLength(2);
  });

  test.each([
    ["place", at(2)],
    ["end", at(1, { place: { source, start: 1, end: 5 } })],
    ["source", at(1, { place: { source: sourceFromText("", "example.mof"), start: 1, end: 2 } })],
    ["code", at(1, { code: "file-not-readable" })],
    ["message", at(1, { message: "another" })],
  ])("are none with another %s", (_, other) => {
    const { collector, shown } = collect();
    collector.report(at(1));
    collector.report(other);
    expect(shown).toEqual([at(1), other]);
  });
});

describe("the limit", () => {
  test("holds for each severity, so that warnings hide no error", () => {
    const { collector, shown } = collect({ maximumShown: 2 });
    for (let index = 0; index < 5; index++) collector.report(at(index, { severity: "warning" }));
    for (let index = 5; index < 9; index++) collector.report(at(index));
    expect(shown.map(({ place }) => place?.start)).toEqual([0, 1, 5, 6]);
    expect(counts(collector)).toEqual({ errorCount: 4, warningCount: 5, hiddenCount: 5 });
  });

  test("may be none", () => {
    const { collector, shown } = collect({ maximumShown: Number.POSITIVE_INFINITY });
    for (let index = 0; index < 1000; index++) collector.report(at(index));
    expect(shown).toHaveLength(1000);
    expect(collector.hiddenCount).toBe(0);
  });

  test("is the default with 50,000 errors, which take no memory", () => {
    const { collector, shown } = collect();
    const heapAfter = (count: number) => {
      for (let index = 0; index < count; index++) collector.report(at(index, { message: "x".repeat(5000) + index }));
      collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    const before = heapAfter(2 * rememberedDiagnostics);
    expect(heapAfter(50_000) - before).toBeLessThan(2_000_000);
    expect(shown).toHaveLength(defaultMaximumShown);
    const errorCount = 50_000 + 2 * rememberedDiagnostics;
    expect(counts(collector)).toEqual({ errorCount, warningCount: 0, hiddenCount: errorCount - defaultMaximumShown });
  });

  test("of what is remembered lets an old repetition through and counts it", () => {
    const { collector } = collect();
    for (let index = 0; index <= rememberedDiagnostics; index++) collector.report(at(index));
    collector.report(at(rememberedDiagnostics));
    expect(collector.errorCount).toBe(rememberedDiagnostics + 1);
    collector.report(at(0));
    expect(collector.errorCount).toBe(rememberedDiagnostics + 2);
  });
});
