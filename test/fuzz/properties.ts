import assert from "node:assert/strict";
import fc from "fast-check";
import type { Node } from "../../src/ast/nodes.ts";
import { printNode } from "../../src/printer/print-node.ts";
import { compile } from "../conformance/run-case.ts";
import { checkTree, describeDiagnostic, outcome, outcomeInPieces, parseWhole } from "../parser/support.ts";
import { applyChanges, changesOf, hostilePiece } from "./changes.ts";
import { shortTexts, texts } from "./texts.ts";
import { declaration } from "./trees.ts";

/** What holds of every input of a kind. */
export interface FuzzProperty<Input = never> {
  readonly name: string;
  readonly input: fc.Arbitrary<Input>;
  /** Throws where it does not hold. */
  check(input: Input): void | Promise<void>;
  /** The MOF of an input, for people who look into a failure. */
  text(input: Input): string;
  /** How many inputs are tried in a test, which takes about a second. */
  readonly runs: number;
}

function property<Input>(definition: FuzzProperty<Input>): FuzzProperty {
  return definition as unknown as FuzzProperty;
}

const changed = (most: number, ...kinds: Parameters<typeof changesOf>[1][]): fc.Arbitrary<string> =>
  fc.tuple(fc.constantFrom(...texts), changesOf(most, ...kinds)).map(([text, changes]) => applyChanges(text, changes));

const mangled = changed(6, "delete", "repeat", "swap", "insert");

/** Nothing but what upsets a parser. */
const hostile = fc.array(hostilePiece, { maxLength: 60 }).map((pieces) => pieces.join(""));

const cuts = fc.array(fc.nat(20_000), { minLength: 1, maxLength: 12 });

const itself = (text: string): string => text;

/** The text was read without an exception: what came of it is well formed. */
function checkRead(text: string): void {
  const { declarations, diagnostics } = parseWhole(text);
  checkTree(text, declarations);
  let before = 0;
  for (const { place } of diagnostics) {
    assert.ok(place !== undefined, "a diagnostic has no place");
    assert.ok(place.start >= before, "diagnostics are not in the order of the text");
    assert.ok(place.end >= place.start && place.end <= text.length, "a place lies outside the text");
    before = place.start;
  }
  if (text.trim() !== "" && declarations.length === 0 && diagnostics.length === 0) {
    assert.match(
      text.replace(/\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\r\n]*/g, "").replace(/\x1a$/, ""),
      /^\s*$/,
      "text vanished",
    );
  }
}

/** Whether only white space stands before a place on its line: what recovery takes for the beginning of a declaration. */
function beginsLine(text: string, offset: number): boolean {
  return /(?:^|[\r\n])[ \t]*$/.test(text.slice(Math.max(0, offset - 200), offset));
}

/** A tree without its places. */
function withoutPlaces(nodes: readonly Node[]): unknown {
  return JSON.parse(JSON.stringify(nodes, (name, value) => (name === "start" || name === "end" ? undefined : value)));
}

export const fuzzProperties: readonly FuzzProperty[] = [
  property({
    name: "a tree that is printed is parsed as the same tree",
    input: fc.array(declaration, { minLength: 1, maxLength: 4 }),
    runs: 500,
    text: (nodes) => nodes.map(printNode).join("\n\n"),
    check: (nodes) => {
      const text = nodes.map(printNode).join("\n\n");
      const { declarations, diagnostics } = parseWhole(text);
      const errors = diagnostics.filter(({ severity }) => severity === "error");
      assert.deepEqual(errors.map(describeDiagnostic), []);
      assert.deepEqual(withoutPlaces(declarations), withoutPlaces(nodes));
      checkTree(text, declarations);
    },
  }),
  property({
    name: "a mangled file gives a tree or diagnostics",
    input: mangled,
    runs: 400,
    text: itself,
    check: checkRead,
  }),
  property({
    name: "hostile text gives a tree or diagnostics",
    input: hostile,
    runs: 400,
    text: itself,
    check: checkRead,
  }),
  property({
    name: "one token deleted, repeated or swapped costs at most two declarations and three messages",
    input: fc.tuple(fc.constantFrom(...texts), changesOf(1, "delete", "repeat", "swap")),
    runs: 700,
    text: ([text, changes]) => applyChanges(text, changes),
    check: ([text, changes]) => {
      const before = parseWhole(text);
      if (before.diagnostics.length > 0 || !before.declarations.every(({ start }) => beginsLine(text, start))) return;
      const after = parseWhole(applyChanges(text, changes));
      const errors = after.diagnostics.filter(({ severity }) => severity === "error");
      assert.ok(errors.length <= 3, `${errors.length} messages:\n${errors.map(describeDiagnostic).join("\n")}`);
      // Behind a missing brace they are members of what is open.
      const nestable = before.declarations.filter(({ kind }) =>
        /^(?:Structure|Enumeration)Declaration$/.test(kind),
      ).length;
      assert.ok(
        after.declarations.length >= before.declarations.length - 2 - nestable,
        `${before.declarations.length} declarations became ${after.declarations.length}`,
      );
    },
  }),
  property({
    name: "a mangled file in pieces is parsed as the whole is",
    input: fc.tuple(mangled, cuts),
    runs: 150,
    text: ([text]) => text,
    check: async ([text, offsets]) => {
      const whole = outcome(parseWhole(text));
      assert.deepEqual(
        await outcomeInPieces(
          text,
          offsets.map((offset) => offset % (text.length + 1)),
        ),
        whole,
      );
    },
  }),
  property({
    name: "a file cut at any offset is parsed as the whole is",
    input: fc.constantFrom(...shortTexts),
    runs: 12,
    text: itself,
    check: async (text) => {
      const whole = outcome(parseWhole(text));
      for (let offset = 0; offset <= text.length; offset++) {
        assert.deepEqual(await outcomeInPieces(text, [offset]), whole, `cut at ${offset}`);
      }
    },
  }),
  property({
    name: "a mangled file leaves a repository as it was, or loads without an error",
    input: fc.tuple(fc.constantFrom(...shortTexts), changesOf(4, "delete", "repeat", "swap", "insert")),
    runs: 100,
    text: ([text, changes]) => applyChanges(text, changes),
    check: async ([text, changes]) => {
      const mangledText = applyChanges(text, changes);
      const { diagnostics, dump } = await compile({ kind: "text", name: "mangled.mof", text: mangledText }, [], "auto");
      if (diagnostics.some(({ severity }) => severity === "error")) assert.equal(dump, "");
      else {
        const again = await compile({ kind: "text", name: "dump.mof", text: dump }, [], "auto");
        assert.equal(again.dump, dump, "the dump of what was loaded compiles into something else");
      }
    },
  }),
];
