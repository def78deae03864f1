import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { endOf } from "../../src/parser/node-factories.ts";
import { TokenWindow } from "../../src/parser/token-window.ts";
import { sourceFromText } from "../../src/source/text-source.ts";
import { corpusFolder } from "../support/corpus.ts";
import { checkTree, outcome, outcomeInPieces, parseWhole } from "./support.ts";

/** Printed with every failure; `SEED=… npx vitest run test/parser` runs the same cases again. */
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);

const samples = join(import.meta.dirname, "../../samples");
const texts = [
  ...mofFilesBelow(samples),
  ...(corpusFolder === undefined
    ? []
    : ["omi/tests/mof", "openwbem/test", "windows-samples"].flatMap((folder) =>
        mofFilesBelow(join(corpusFolder as string, folder)),
      )),
].filter((text) => text.length < 20_000);

function mofFilesBelow(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.filter((name) => /\.mof$/i.test(name)).map((name) => readFileSync(join(folder, name), "latin1"));
}

/** The pieces of a text: each token with what stands before it, and what stands behind the last. */
function piecesOf(text: string): string[] {
  const { tokens } = new TokenWindow(sourceFromText(text), text, 0, true);
  const ends = tokens.map(endOf);
  const pieces = ends.map((end, index) => text.slice(index === 0 ? 0 : ends[index - 1], end));
  return [...pieces, text.slice(ends.at(-1) ?? 0)];
}

type Change = readonly [kind: "delete" | "repeat" | "swap" | "insert", at: number, piece: string];

const hostile = [
  "{",
  "}",
  "(",
  ")",
  "[",
  "]",
  ";",
  ",",
  ":",
  "=",
  '"',
  "'",
  "/*",
  "*/",
  "#",
  "$",
  "\\",
  "\n",
  "class ",
  "\nclass A {",
  " instance of B ",
  "\nQualifier ",
  "\u0000",
  "5",
  '"x"',
];

function change(text: string, changes: readonly Change[]): string {
  const pieces = piecesOf(text);
  for (const [kind, position, piece] of changes) {
    const at = position % pieces.length;
    if (kind === "delete") pieces.splice(at, 1);
    else if (kind === "repeat") pieces.splice(at, 0, pieces[at] as string);
    else if (kind === "insert") pieces.splice(at, 0, piece);
    else pieces.splice(at, 2, ...pieces.slice(at, at + 2).reverse());
  }
  return pieces.join("");
}

const kinds = ["delete", "repeat", "swap", "insert"] as const satisfies readonly Change[0][];

const changes = (most: number, ...allowed: readonly Change[0][]): fc.Arbitrary<Change[]> =>
  fc.array(fc.tuple(fc.constantFrom(...allowed), fc.nat(), fc.constantFrom(...hostile)), {
    minLength: 1,
    maxLength: most,
  });

describe(`files with tokens deleted, repeated, swapped and inserted (SEED=${seed})`, () => {
  test("give a tree or diagnostics and never throw", () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), changes(6, ...kinds), (text, list) => {
        const changed = change(text, list);
        const { declarations, diagnostics } = parseWhole(changed);
        checkTree(changed, declarations);
        for (const { place } of diagnostics) {
          expect(place?.start).toBeGreaterThanOrEqual(0);
          expect(place?.end).toBeGreaterThanOrEqual(place?.start ?? 0);
          expect(place?.end).toBeLessThanOrEqual(changed.length);
        }
      }),
      { seed, numRuns: 400 },
    );
  });

  test("one token deleted, repeated or swapped costs at most two declarations and three messages", () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), changes(1, "delete", "repeat", "swap"), (text, list) => {
        const before = parseWhole(text);
        if (before.diagnostics.length > 0) return;
        const after = parseWhole(change(text, list));
        const errors = after.diagnostics.filter(({ severity }) => severity === "error");
        expect(errors.length).toBeLessThanOrEqual(3);
        expect(after.declarations.length).toBeGreaterThanOrEqual(before.declarations.length - 2);
      }),
      { seed, numRuns: 1_000 },
    );
  });

  test("give the same in pieces as in whole", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...texts),
        changes(6, ...kinds),
        fc.array(fc.nat(20_000), { maxLength: 12 }),
        async (text, list, cuts) => {
          const changed = change(text, list);
          expect(await outcomeInPieces(changed, cuts)).toEqual(outcome(parseWhole(changed)));
        },
      ),
      { seed, numRuns: 150 },
    );
  });
});
