import { expect, test } from "vitest";
import type { FileRecord } from "../../src/project/compilation-record.ts";
import { planRecompile } from "../../src/project/plan-recompile.ts";
import { scanWords } from "../../src/project/source-words.ts";

const state = { namespace: "root/cimv2", classFlags: 0, instanceFlags: 0, flavors: {} };

/** A file that declares a class below one of another file, and says a hundred words. */
function fileOf(index: number): FileRecord {
  const words = Array.from({ length: 100 }, (_, word) => `word_of_a_description_${word}`).join(" ");
  return {
    id: index,
    path: `/class${index}`,
    includes: 0,
    before: state,
    after: state,
    words: ` ${words} class${index} class${Math.floor((index - 1) / 3)} `,
    declares: [`class${index}`],
    hasQualifierTypes: false,
    hasAliases: false,
    objects: [],
    chunks: 0,
    links: [],
    warnings: 0,
  };
}

// Looking for each name in each file took 8 seconds for 2,000 files and grew with the square of the files.
test("finds all that thousands of files touch in a time that grows with their number only", {
  timeout: 4_000,
}, async () => {
  const files = Array.from({ length: 6_000 }, (_, index) => fileOf(index));
  const units = files.map((file) => ({ input: file.path ?? "", files: [file] }));
  const inputs = units.map(({ input }) => ({ key: input, input: { kind: "file", path: input } as const }));
  const details = { isSeparable: true, nextId: files.length, units };
  const plan = await planRecompile(details, inputs, new Set(["/class1"]), async () => scanWords("class class1 { };"));
  // Class 1 has three subclasses, these have nine, and so on.
  expect(plan?.inputs.length).toBeGreaterThan(1_500);
  expect(plan?.removed.every(({ id }) => isBelow(id, 1))).toBe(true);
});

function isBelow(index: number, top: number): boolean {
  for (let current = index; current >= top; current = Math.floor((current - 1) / 3)) if (current === top) return true;
  return false;
}
