import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bareInserts, recordForms, textToDisk } from "../scale/generate.ts";
import { machineLine } from "./machine.ts";
import { type Panel, plotSvg, type Series } from "./plot.ts";
import type { Figure, Results } from "./results.ts";
import { judgementCells } from "./targets.ts";

const bench = join(import.meta.dirname, "..");
const begin = "<!-- figures: written by npm run bench -- --publish -->";
const end = "<!-- end of figures -->";

/** The results that a folder keeps, one file for each section. */
function readResults(folder: string): Results[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
  return files.sort().map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as Results);
}

/** The figures of a measure over size, a line for each subject that has more than one. */
function seriesOf(
  figures: readonly Figure[],
  measure: string,
  scale: (value: number, size: number) => number,
): Series[] {
  const lines = new Map<string, (readonly [number, number])[]>();
  for (const { subject, size, measure: own, base, median } of figures) {
    if (own !== measure || base !== undefined || size === undefined || size === 0) continue;
    lines.set(subject, [...(lines.get(subject) ?? []), [size, scale(median, size)]]);
  }
  return Array.from(lines, ([name, points]) => ({ name, points })).filter(({ points }) => points.length > 1);
}

/** What the plot shows: bare inserts of one form stand for all, whose lines would lie on each other. */
const plotted = new Set([...recordForms.map(textToDisk), bareInserts("plain")]);

/** Time and memory over size, of compiling instances and of bare inserts. */
function panelsOfScale(results: Results): readonly Panel[] {
  const figures = results.figures.filter(({ subject }) => plotted.has(subject));
  const xLabel = "instances";
  return [
    { title: "Time", xLabel, yLabel: "seconds", series: seriesOf(figures, "rate", (rate, size) => size / rate) },
    { title: "Peak memory", xLabel, yLabel: "MiB", series: seriesOf(figures, "memory", (memory) => memory) },
  ];
}

/** The limits and what was measured, as a table in Markdown, with where and of what. */
function tableOfTargets(results: readonly Results[]): string {
  const [first] = results;
  if (first === undefined) return "";
  const sources = new Map<string, string[]>();
  for (const { machine, revision, date, section } of results) {
    const source = `${machineLine(machine)}; ${date.slice(0, 10)}, revision ${revision?.commit ?? "unknown"}${revision?.isClean === false ? " with changes" : ""}`;
    sources.set(source, [...(sources.get(source) ?? []), section]);
  }
  const rows = results.flatMap(({ section, targets }) =>
    targets.map((target) => `| ${[section, ...judgementCells(target)].join(" | ")} |`),
  );
  const where = Array.from(sources, ([source, sections]) => `${sections.join(", ")}: ${source}`);
  return `${where.join("  \n")}\n\n| Section | What | Measured | Limit | |\n|---|---|--:|--:|---|\n${rows.join("\n")}\n`;
}

/** The text with what stands between the two marks replaced. Throws where they are not there. */
export function withFigures(readme: string, figures: string): string {
  const [from, to] = [readme.indexOf(begin), readme.indexOf(end)];
  if (from < 0 || to < from) throw new Error("bench/README.md has no place for the figures");
  return `${readme.slice(0, from + begin.length)}\n\n${figures}\n${readme.slice(to)}`;
}

/**
 * Writes the plot and the table of bench/README.md out of kept results.
 *
 * @returns the files that were written; none where nothing is kept
 */
export function publish(folder: string): string[] {
  const results = readResults(folder);
  if (results.length === 0) return [];
  const written: string[] = [];
  let image = "";
  const scale = results.find(({ section }) => section === "scale");
  const panels = scale === undefined ? [] : panelsOfScale(scale);
  if (panels.length > 0 && panels.every(({ series }) => series.length > 0)) {
    const plot = join(bench, "scale.svg");
    writeFileSync(plot, plotSvg(panels));
    written.push(plot);
    image = "\n![Time and peak memory over the number of instances, next to bare inserts](scale.svg)\n";
  }
  const readme = join(bench, "README.md");
  writeFileSync(readme, withFigures(readFileSync(readme, "utf8"), tableOfTargets(results) + image));
  return [...written, readme];
}
