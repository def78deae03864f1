import assert from "node:assert/strict";
import type { Node } from "../../src/ast/nodes.ts";
import { children } from "../../src/ast/visit.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { type ParseResult, parse, parseText } from "../../src/parser/parse.ts";
import type { ReadableSource } from "../../src/source/readable-source.ts";
import { sourceFromText } from "../../src/source/text-source.ts";

/** Parses a text in one piece. */
export function parseWhole(text: string): ParseResult {
  return parseText(text, sourceFromText(text));
}

/** A source that hands out a text in pieces, cut at offsets. */
export function sourceInPieces(text: string, cuts: readonly number[]): ReadableSource {
  const whole = sourceFromText(text);
  const offsets = [0, ...[...cuts].sort((left, right) => left - right), text.length];
  const pieces = offsets.slice(1).map((end, index) => text.slice(offsets[index], end));
  return {
    name: whole.name,
    length: text.length,
    bytes: text.length,
    encoding: "utf-8",
    encodingProblem: undefined,
    locate: (offset) => whole.locate(offset),
    line: (offset, width) => whole.line(offset, width),
    nextChunk: async () => pieces.shift(),
    again: async () => sourceInPieces(text, cuts),
    close: () => {},
  };
}

/** What was parsed as plain data, for comparison: a diagnostic by its code and place. */
export function outcome(result: ParseResult): unknown {
  return {
    ...result,
    declarations: JSON.parse(JSON.stringify(result.declarations)),
    diagnostics: result.diagnostics.map(describeDiagnostic),
  };
}

export async function outcomeInPieces(text: string, cuts: readonly number[]): Promise<unknown> {
  return outcome(await parse(sourceInPieces(text, cuts)));
}

/** `line:column-line:column severity code: message`, with the hint in parentheses. */
export function describeDiagnostic({ severity, code, message, hint, place, related }: Diagnostic): string {
  const at = (offset: number) => {
    const { line, column } = place?.source.locate(offset) ?? { line: 0, column: 0 };
    return `${line}:${column}`;
  };
  const span = place === undefined ? "" : `${at(place.start)}-${at(place.end)} `;
  const more = related.map((other) => ` [${other.message} ${at(other.place.start)}]`).join("");
  return `${span}${severity} ${code}: ${message}${hint === undefined ? "" : ` (${hint})`}${more}`;
}

/** Every node below one, found by looking at all properties. */
function nodesWithin(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesWithin);
  if (typeof value !== "object" || value === null) return [];
  const inside = Object.values(value).flatMap(nodesWithin);
  return "kind" in value ? [value as Node, ...inside] : inside;
}

/** Every node below one, found by visiting. */
function visited(node: Node): Node[] {
  return [node, ...children(node).flatMap(visited)];
}

/** Kinds whose text is exactly one of their properties. */
function spelling(node: Node): string | undefined {
  switch (node.kind) {
    case "Identifier":
    case "PrimitiveType":
      return node.name;
    case "Alias":
      return `$${node.name}`;
    case "IntegerLiteral":
    case "RealLiteral":
    case "CharacterLiteral":
    case "StringPart":
    case "ObjectPathValue":
      return node.text;
    default:
      return undefined;
  }
}

/** What the text of a node begins and ends with. */
const edges: Partial<Record<Node["kind"], RegExp>> = {
  StringLiteral: /^"[\s\S]*"$/,
  BooleanLiteral: /^(?:true|false)$/i,
  NullLiteral: /^null$/i,
  ArrayValue: /^(?:\{[\s\S]*\}|\([\s\S]*\))$/,
  InstanceValue: /^(?:\[|instance\b)[\s\S]*\}$/i,
  ArraySpecifier: /^\[[\s\S]*\]$/,
  ReferenceType: /\bref$/i,
  VoidType: /^void$/i,
  PropertyDeclaration: /;$/,
  MethodDeclaration: /;$/,
  PropertyInitializer: /;$/,
  ClassDeclaration: /^(?:\[|class\b)[\s\S]*[;}]$/i,
  ForwardClassDeclaration: /^(?:\[|class\b)[\s\S]*;$/i,
  InstanceDeclaration: /^(?:\[|instance\b)[\s\S]*[;}]$/i,
  StructureValue: /^value\b[\s\S]*\}$/i,
  AssociationDeclaration: /^(?:\[|association\b)[\s\S]*[;}]$/i,
  StructureDeclaration: /^(?:\[|structure\b)[\s\S]*[;}]$/i,
  EnumerationDeclaration: /^(?:\[|enumeration\b)[\s\S]*[;}]$/i,
  StructureValueDeclaration: /^(?:\[|value\b)[\s\S]*[;}]$/i,
  QualifierTypeDeclaration: /^(?:\[|qualifier\b)[\s\S]*;$/i,
  QualifierFlavorsDeclaration: /^(?:\[|qualifier\b)[\s\S]*;$/i,
  Pragma: /^#/,
};

/**
 * What holds of every tree: it is plain data, children are complete, in order and inside their parent, and a node's text is
 * the text between its offsets.
 */
export function checkTree(text: string, roots: readonly Node[]): void {
  let end = 0;
  for (const root of roots) {
    assert.ok(root.start >= end, "declarations overlap");
    end = root.end;
    const all = visited(root);
    const visitedNodes = new Set(all);
    const nodes = nodesWithin(root);
    assert.equal(visitedNodes.size, all.length, "a node is visited twice");
    assert.equal(nodes.length, all.length, "a node is not visited");
    for (const node of nodes) assert.ok(visitedNodes.has(node), `${node.kind} is not visited`);
    for (const node of all) checkNode(text, node);
  }
}

function checkNode(text: string, node: Node): void {
  const written = text.slice(node.start, node.end);
  assert.equal(written, written.trim(), node.kind);
  assert.notEqual(written, "", node.kind);
  for (const value of Object.values(node)) assert.ok(isPlain(value), `${node.kind} holds what is no plain data`);
  const spelt = spelling(node);
  if (spelt !== undefined) assert.equal(written, spelt, node.kind);
  const edge = edges[node.kind];
  if (edge !== undefined) assert.match(written, edge, node.kind);
  let previous = node.start;
  for (const child of children(node)) {
    assert.ok(child.start >= previous, `${child.kind} in ${node.kind} begins too early`);
    assert.ok(child.end <= node.end, `${child.kind} in ${node.kind} ends too late`);
    previous = child.end;
  }
}

function isPlain(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return typeof value !== "function" && value !== null;
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}
