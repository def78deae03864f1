import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import fc from "fast-check";
import { type FuzzProperty, fuzzProperties } from "./properties.ts";

/**
 * Fuzzing for as long as one likes, outside of the tests: rounds over all properties, each with a seed of its own, until the
 * time is over or one does not hold.
 *
 * `npm run fuzz -- --minutes 10 --seed 42 --only tree`; `--path` replays the one case that a failure names.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "5" },
    seed: { type: "string", default: String(Date.now() % 2 ** 31) },
    only: { type: "string", default: "" },
    path: { type: "string" },
  },
});

/** A round of every property takes some ten seconds. */
const runsFactor = 4;

const firstSeed = Number(values.seed);
const milliseconds = Number(values.minutes) * 60_000;
const properties = fuzzProperties.filter(({ name }) => name.includes(values.only));

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

if (!Number.isInteger(firstSeed) || !(milliseconds > 0)) fail("--seed takes an integer and --minutes a number above 0");
if (properties.length === 0) fail(`no property has \`${values.only}\` in its name`);

/** Checks one property; tells of a failure and how to see it again, and writes its input to a file. */
async function run({ name, input, check, text, runs }: FuzzProperty, seed: number): Promise<boolean> {
  const parameters =
    values.path === undefined ? { numRuns: runs * runsFactor } : { path: values.path, endOnFailure: true };
  const result = await fc.check(
    fc.asyncProperty(input, async (value) => check(value)),
    { seed, ...parameters },
  );
  if (!result.failed || result.counterexample === null) return true;
  const file = join(mkdtempSync(join(tmpdir(), "mofkit-fuzz-")), "input.mof");
  writeFileSync(file, text(result.counterexample[0]));
  const error = result.errorInstance instanceof Error ? result.errorInstance.stack : String(result.errorInstance);
  console.error(
    `\nDoes not hold: ${name}\n${error}\n\nThe input, after ${result.numShrinks} steps of shrinking: ${file}\n` +
      `To see it again: npm run fuzz -- --seed ${seed} --only "${name}" --path "${result.counterexamplePath}"`,
  );
  return false;
}

console.log(`seed ${firstSeed}, ${values.path === undefined ? `${values.minutes} minutes` : "one case"}`);
const end = Date.now() + milliseconds;
for (let round = 0; Date.now() < end; round++) {
  const seed = (firstSeed + round) % 2 ** 31;
  for (const property of properties) {
    if (!(await run(property, seed))) process.exit(1);
    if (Date.now() >= end) break;
  }
  console.log(`round ${round + 1} with seed ${seed}: all hold`);
  if (values.path !== undefined) break;
}
