import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Node, NodeKind } from "../../src/ast/nodes.ts";
import schema from "../../src/ast/tree-schema.json" with { type: "json" };
import { children, visit } from "../../src/ast/visit.ts";
import { type ParseResult, parse } from "../../src/parser/parse.ts";
import { openSource } from "../../src/source/open-source.ts";
import { SourceError } from "../../src/source/source-error.ts";
import { parseWhole } from "../parser/support.ts";
import { corpusFolder, corpusTitle } from "../support/corpus.ts";
import { treeProblems } from "../support/json-schemas.ts";

const root = join(import.meta.dirname, "../..");

/** The kinds of nodes that the types declare: one left out, or one too many, does not compile. */
const declaredKinds = Object.keys({
  Identifier: true,
  Alias: true,
  IntegerLiteral: true,
  RealLiteral: true,
  CharacterLiteral: true,
  StringPart: true,
  StringLiteral: true,
  BooleanLiteral: true,
  NullLiteral: true,
  NameValue: true,
  ObjectPathValue: true,
  ArrayValue: true,
  InstanceValue: true,
  StructureValue: true,
  PrimitiveType: true,
  ReferenceType: true,
  ObjectType: true,
  VoidType: true,
  ArraySpecifier: true,
  Qualifier: true,
  PropertyDeclaration: true,
  ParameterDeclaration: true,
  MethodDeclaration: true,
  ClassDeclaration: true,
  AssociationDeclaration: true,
  StructureDeclaration: true,
  EnumerationElement: true,
  EnumerationDeclaration: true,
  ForwardClassDeclaration: true,
  PropertyInitializer: true,
  InstanceDeclaration: true,
  StructureValueDeclaration: true,
  QualifierTypeDeclaration: true,
  QualifierFlavorsDeclaration: true,
  Pragma: true,
} satisfies Record<NodeKind, true>);

/** The kinds of nodes that the schema has. */
const kinds = Object.values(schema.$defs).flatMap((definition) => {
  const kind = "properties" in definition ? definition.properties.kind : {};
  return "const" in kind ? [kind.const as NodeKind] : [];
});

/** Every node below a value, found by looking at all properties. */
function nodesWithin(value: unknown, found: Set<unknown> = new Set()): Set<unknown> {
  if (typeof value !== "object" || value === null) return found;
  if ("kind" in value) found.add(value);
  for (const part of Object.values(value)) nodesWithin(part, found);
  return found;
}

/** What is wrong with a tree by itself, each as a sentence. */
function problemsOf({ declarations, comments }: Pick<ParseResult, "declarations" | "comments">): string[] {
  const problems: string[] = [];
  let end = 0;
  for (const declaration of declarations) {
    if (declaration.start < end) problems.push(`the declaration at ${declaration.start} begins before ${end}`);
    end = declaration.end;
    const unseen = nodesWithin(declaration);
    visit(declaration, {
      enter: (node) => {
        if (!unseen.delete(node)) problems.push(`the ${node.kind} at ${node.start} is visited again`);
        problems.push(...orderProblems(node));
        return undefined;
      },
    });
    for (const node of unseen) problems.push(`the ${(node as Node).kind} at ${(node as Node).start} is not visited`);
    problems.push(...treeProblems("Declaration", JSON.parse(JSON.stringify(declaration))));
  }
  for (const comment of comments) problems.push(...treeProblems("Comment", comment));
  return problems;
}

/** Children that are not within their parent, or not behind each other. */
function orderProblems(node: Node): string[] {
  const problems: string[] = [];
  let previous = node.start;
  for (const child of children(node)) {
    if (child.start < previous || child.end > node.end || child.end < child.start) {
      problems.push(`the ${child.kind} at ${child.start} is out of place in the ${node.kind} at ${node.start}`);
    }
    previous = child.end;
  }
  return problems;
}

describe("each node is in the schema, is visited once, nests in its parent and follows the one before", () => {
  const files = globSync(["samples/**/*.mof", "test/conformance/**/*.mof"], { cwd: root }).sort();

  test.each(files)("%s", (name) => {
    expect(problemsOf(parseWhole(readFileSync(join(root, name), "utf8")))).toEqual([]);
  });

  test.skipIf(corpusFolder === undefined)(`real files${corpusTitle}`, async () => {
    const found: string[] = [];
    let declarations = 0;
    for (const name of globSync("**/*.{mof,mfl}", { cwd: corpusFolder as string })) {
      try {
        const source = await openSource(join(corpusFolder as string, name));
        const result = await parse(source);
        source.close();
        declarations += result.declarations.length;
        found.push(...problemsOf(result).map((problem) => `${name}: ${problem}`));
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
      }
    }
    expect(found.slice(0, 20)).toEqual([]);
    expect(declarations).toBeGreaterThan(5_000);
  });
});

test("the schema has each kind of node", () => {
  expect(kinds.toSorted()).toEqual(declaredKinds.toSorted());
});

test("each kind of node is in some sample", () => {
  const shown = new Set<NodeKind>();
  for (const name of globSync("samples/**/*.mof", { cwd: root })) {
    for (const declaration of parseWhole(readFileSync(join(root, name), "utf8")).declarations) {
      visit(declaration, { leave: ({ kind }) => shown.add(kind) });
    }
  }
  expect([...shown].toSorted()).toEqual(declaredKinds.toSorted());
});

describe("the schema refuses", () => {
  const [declaration] = parseWhole("class A { uint8 P = 1; };").declarations;

  test.each([
    ["a kind that there is none of", { ...declaration, kind: "Klass" }],
    ["a property that the kind has not", { ...declaration, colour: "red" }],
    ["an offset that is none", { ...declaration, start: -1 }],
    ["a missing name", { ...declaration, name: undefined }],
    ["a node where another kind belongs", { ...declaration, features: [{ kind: "NullLiteral", start: 0, end: 4 }] }],
  ])("%s", (_, value) => {
    expect(treeProblems("Declaration", JSON.parse(JSON.stringify(declaration)))).toEqual([]);
    expect(treeProblems("Declaration", JSON.parse(JSON.stringify(value)))).not.toEqual([]);
  });
});
