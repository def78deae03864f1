import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { runForOutput } from "./measure.ts";
import { bundle } from "./parser/bundle.ts";
import type { ColdRun } from "./parser/cold-run.ts";
import { median, range, row } from "./table.ts";

const subjects = ["bare", "mofkit"] as const;
type Subject = (typeof subjects)[number];

const wallOf = ({ start, parse }: ColdRun): number => start + parse;
const cpuOf = ({ cpu }: ColdRun): number => cpu;

/** The ratio is the median of those of each round, whose two runs come one after the other. */
function figures(name: string, runs: readonly ColdRun[], bare: readonly ColdRun[]): string {
  const middle = (numberOf: (run: ColdRun) => number) => median(runs.map(numberOf)).toFixed(0);
  const ratio = (numberOf: (run: ColdRun) => number) =>
    median(runs.map((run, round) => numberOf(run) / numberOf(bare[round] as ColdRun))).toFixed(2);
  return row(
    name,
    middle(({ start }) => start),
    middle(({ parse }) => parse),
    middle(wallOf),
    range(runs.map(wallOf)),
    ratio(wallOf),
    middle(cpuOf),
    ratio(cpuOf),
  );
}

/** A schema that consists of a file and those that it includes. */
export function filesOfSchema(path: string): string[] {
  const includes = readFileSync(path, "utf8").matchAll(/^\s*#pragma\s+include\s*\(\s*"([^"]+)"/gim);
  return [path, ...Array.from(includes, ([, file]) => join(dirname(path), file as string))];
}

/**
 * mofkit's lexer and parser next to the bare ones of `parser/bare-lexer.ts` and `parser/bare-parser.ts`, each in a process of
 * its own, bundled alike, in turn, over the same files.
 *
 * @param schemas by name, the file that includes all of each
 */
export async function benchColdParser(
  folder: string,
  schemas: ReadonlyMap<string, string>,
  rounds: number,
): Promise<void> {
  const child = await bundle("cold-run", folder);
  const bundles = { bare: await bundle("bare", folder), mofkit: await bundle("mofkit", folder) };
  console.log(
    row("lexing and parsing, cold", "start ms", "parse ms", "both ms", "range", "x bare", "CPU ms", "x bare"),
  );
  for (const [name, schema] of schemas) {
    const list = join(folder, "files.json");
    writeFileSync(list, JSON.stringify(filesOfSchema(schema)));
    const runs: Record<Subject, ColdRun[]> = { bare: [], mofkit: [] };
    for (let round = 0; round <= rounds; round++) {
      for (const subject of subjects) {
        const run = JSON.parse(await runForOutput([child, bundles[subject], list])) as ColdRun;
        // The first fills the compile cache.
        if (round > 0) runs[subject].push(run);
      }
    }
    if (runs.bare[0]?.declarations !== runs.mofkit[0]?.declarations) {
      throw new Error(`${name}: the two parsers read different numbers of declarations`);
    }
    for (const subject of subjects) console.log(figures(`${name}, ${subject}`, runs[subject], runs.bare));
  }
}
