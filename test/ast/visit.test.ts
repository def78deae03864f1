import { expect, test } from "vitest";
import type { Node } from "../../src/ast/nodes.ts";
import { children, visit } from "../../src/ast/visit.ts";
import { parseWhole } from "../parser/support.ts";

const text = '[Key(1)] class A : B as $a { [D("x" "y")] uint8 X[2] = { 1, $b }; void M(C ref P); };';

function declared(): Node {
  return parseWhole(text).declarations[0] as Node;
}

test("children come in the order of the text, whatever the order of the properties", () => {
  const parts = children(declared()).map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`);
  expect(parts).toEqual([
    "Qualifier: Key(1)",
    "Identifier: A",
    "Identifier: B",
    "Alias: $a",
    'PropertyDeclaration: [D("x" "y")] uint8 X[2] = { 1, $b };',
    "MethodDeclaration: void M(C ref P);",
  ]);
});

test("enter comes before the parts and leave behind them, with the parent", () => {
  const log: string[] = [];
  visit(declared(), {
    enter: (node, parent) => {
      log.push(`+${node.kind}<${parent?.kind ?? ""}`);
      return node.kind !== "Qualifier";
    },
    leave: ({ kind }) => log.push(`-${kind}`),
  });
  expect(log.slice(0, 6)).toEqual([
    "+ClassDeclaration<",
    "+Qualifier<ClassDeclaration",
    "-Qualifier",
    "+Identifier<ClassDeclaration",
    "-Identifier",
    "+Identifier<ClassDeclaration",
  ]);
  expect(log.at(-1)).toBe("-ClassDeclaration");
  expect(log.filter((line) => line.startsWith("+")).length).toBe(log.filter((line) => line.startsWith("-")).length);
  expect(log).not.toContain("+StringPart<StringLiteral");
});

test("a visitor may leave out either function", () => {
  const aliases: string[] = [];
  visit(declared(), { leave: (node) => node.kind === "Alias" && aliases.push(node.name) });
  expect(aliases).toEqual(["a", "b"]);
  expect(() => visit(declared(), {})).not.toThrow();
});
