import { describe, expect, test } from "vitest";
import { formatChange, verdictOf } from "../../bench/harness/compare.ts";
import { parseOptions, parseSize, parseSizes, UsageError } from "../../bench/harness/options.ts";
import { logarithmicTicks, plotSvg } from "../../bench/harness/plot.ts";
import { withFigures } from "../../bench/harness/publish.ts";
import { figuresOf, Recorder } from "../../bench/harness/results.ts";
import { runGroup } from "../../bench/harness/run.ts";
import type { Group, Section } from "../../bench/harness/section.ts";
import { changeBetween, median } from "../../bench/harness/statistics.ts";
import { judge } from "../../bench/harness/targets.ts";

describe("a change between two revisions", () => {
  const noisy = [100, 103, 98, 101, 99, 104, 97, 102, 100, 101];

  test("that is larger than the noise is said, with an interval around it", () => {
    const after = noisy.map((value, round) => value * (round % 2 === 0 ? 0.89 : 0.91));
    const change = changeBetween(noisy, after);
    expect(change.estimate).toBeCloseTo(-0.1, 2);
    expect(change.interval?.[0]).toBeLessThan(-0.1);
    expect(change.interval?.[1]).toBeGreaterThan(-0.1);
    expect(verdictOf(change)).toBe("smaller");
  });

  test("that is none is said to be none", () => {
    expect(verdictOf(changeBetween(noisy, noisy.toReversed()))).toBe("no change");
    expect(verdictOf(changeBetween(noisy, noisy))).toBe("no change");
  });

  test("is not judged by fewer than eight rounds", () => {
    expect(verdictOf(changeBetween(noisy.slice(0, 7), noisy.slice(0, 7)))).toBe("too few rounds");
    expect(
      verdictOf(
        changeBetween(
          noisy.slice(0, 8),
          noisy.slice(0, 8).map((value) => value * 2),
        ),
      ),
    ).toBe("larger");
  });

  test("is written with its sign", () => {
    expect([0.0123, -0.1, 0.0001, -0.0001].map(formatChange)).toEqual(["+1.2 %", "-10.0 %", "0.0 %", "0.0 %"]);
  });
});

test("the median of an even number is the lower of the two in the middle", () => {
  expect([median([3, 1, 2]), median([4, 1, 3, 2])]).toEqual([2, 2]);
});

describe("a group", () => {
  const order: string[] = [];
  const subject = (name: string, wall: number) => ({
    name,
    run: async () => {
      order.push(name);
      return { wall };
    },
  });
  const group: Group = {
    title: "whole processes",
    subjects: [subject("empty Node start", 10), subject("mofkit --version", 12)],
    columns: [
      { heading: "wall ms", measure: "wall", unit: "ms" },
      { heading: "x start", measure: "wall", unit: "x", base: "empty Node start" },
    ],
  };

  test("runs in turn, is printed, and held against its targets", async () => {
    const results = await runGroup(group, 2, new AbortController().signal, () => undefined);
    const round = ["empty Node start", "mofkit --version"];
    expect(order).toEqual([...round, ...round, ...round]);
    const figures = figuresOf("processes", group, results);
    expect(figures.map(({ subject: name, base, values }) => [name, base, values])).toEqual([
      ["empty Node start", undefined, [10, 10]],
      ["mofkit --version", undefined, [12, 12]],
      ["mofkit --version", "empty Node start", [1.2, 1.2]],
    ]);
    expect(judge("processes", figures).map(({ subject: name, isMet }) => [name, isMet])).toEqual([
      ["mofkit --version", true],
    ]);
    const lines: string[] = [];
    new Recorder("processes", (line) => lines.push(line)).record(group, results);
    expect(lines.at(-1)).toMatch(/^mofkit --version +12 +1\.20$/);
  });
});

describe("the command line", () => {
  const section: Section = { name: "one", summary: "", seconds: () => 1, async *groups() {} };

  test("takes sections and sizes", () => {
    const { sections, settings } = parseOptions(["one", "--sizes", "20,10,20"], [section]);
    expect([sections, settings.sizes]).toEqual([[section], [10, 20]]);
    expect([parseSizes("10,2000"), parseSize("64MB")]).toEqual([[10, 2000], 64 * 2 ** 20]);
  });

  test.each([
    ["two"],
    ["--sise", "1"],
    ["--rounds"],
    ["--rounds", "0"],
    ["--sizes", "10,none"],
    ["--stream", "5"],
    ["--cim", import.meta.dirname],
    ["--cim", import.meta.filename],
    ["--keep=1"],
  ])("refuses %s %s", (...words) => {
    expect(() => parseOptions(words, [section])).toThrow(UsageError);
  });
});

test("ticks hold all values", () => {
  expect(logarithmicTicks([10_000, 1_000_000])).toEqual([10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000]);
  expect(logarithmicTicks([63])).toEqual([50, 100]);
});

test("a plot has its labels, and a line and a point for each size", () => {
  const points = [[10, 1] as const, [1000, 90] as const];
  const svg = plotSvg([{ title: "Time", xLabel: "a & b", yLabel: "seconds", series: [{ name: "compile", points }] }]);
  expect(svg).toContain("a &amp; b");
  expect(svg.match(/<circle/g)).toHaveLength(2);
  expect(() => plotSvg([{ title: "", xLabel: "", yLabel: "", series: [] }])).toThrow(RangeError);
});

test("figures are replaced in their place", () => {
  const marks = ["<!-- figures: written by npm run bench -- --publish -->", "<!-- end of figures -->"] as const;
  expect(withFigures(`a\n${marks[0]}\nold\n${marks[1]}\nb`, "new")).toBe(`a\n${marks[0]}\n\nnew\n${marks[1]}\nb`);
  expect(() => withFigures("a", "new")).toThrow();
});
