import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readReportLines } from "./support/report-lines.ts";
import { spawnMofkit } from "./support/spawn-mofkit.ts";

const root = join(import.meta.dirname, "..");
const samples = globSync("samples/**/*.mof", { cwd: root }).sort();

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "mofkit-samples-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The comment a sample begins with: a sentence on what it shows, the command that runs it, and what that does. */
function head(sample: string): { shows: string; command: readonly string[]; result: string } {
  const lines: string[] = [];
  for (const line of readFileSync(join(root, sample), "utf8").split("\n")) {
    if (!line.startsWith("//")) break;
    lines.push(line.replace(/^\/\/ ?/, ""));
  }
  const at = lines.findIndex((line) => line.startsWith("$ mofkit "));
  return {
    shows: lines.slice(0, at).join(" ").trim(),
    command: (lines[at] ?? "").split(" ").slice(2),
    result: lines[at + 1] ?? "",
  };
}

/** "creates 2 classes, 1 instance" as the counts of a report. */
function expectedCounts(result: string): Record<string, number> {
  const plural: Record<string, string> = {
    class: "classes",
    instance: "instances",
    qualifier: "qualifiers",
    namespace: "namespaces",
  };
  return Object.fromEntries(
    [...result.matchAll(/(\d+) (class|instance|qualifier|namespace)(?:es|s)?\b/g)].map(([, count, kind]) => [
      plural[kind as string],
      Number(count),
    ]),
  );
}

test("there are samples", () => {
  expect(samples.length).toBeGreaterThanOrEqual(8);
});

describe.each(samples)("%s", (sample) => {
  const { shows, command, result } = head(sample);

  test("says what it shows", () => {
    expect(shows.length).toBeGreaterThan(40);
  });

  test("does what its first comment says", async () => {
    const repository = command[0] === "compile" ? ["-r", join(folder, `${sample.replaceAll(/\W/g, "-")}.db`)] : [];
    if (result.startsWith("fails as ")) {
      const expected = readFileSync(join(root, result.split(" ")[2] as string), "utf8");
      const run = await spawnMofkit(command, { cwd: root, environment: { COLUMNS: "120" } });
      expect(run.stderr).toBe(expected);
      expect(run.code).toBe(3);
      return;
    }
    const run = await spawnMofkit([...command, ...repository, "--json"], { cwd: root });
    expect(run.stderr).toBe("");
    const counts = readReportLines(run.stdout).summary.counts as Record<string, { created: number }>;
    const created = Object.entries(counts).flatMap(([kind, { created }]) => (created > 0 ? [[kind, created]] : []));
    expect(Object.fromEntries(created)).toEqual(expectedCounts(result));
    expect(run.code).toBe(0);
  });
});
