import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Node, NodeKind } from "../../src/ast/nodes.ts";
import { visit } from "../../src/ast/visit.ts";
import { parse, parseText } from "../../src/parser/parse.ts";
import { printNode } from "../../src/printer/print-node.ts";
import { openSource } from "../../src/source/open-source.ts";
import { sourceFromText } from "../../src/source/text-source.ts";
import { corpusFolder, corpusTitle } from "../support/corpus.ts";

/** A tree without its offsets. */
function withoutOffsets(nodes: readonly Node[]): string {
  return JSON.stringify(nodes, (name, value) => (name === "start" || name === "end" ? undefined : value));
}

function declarationsOf(text: string): readonly Node[] {
  return parseText(text, sourceFromText(text)).declarations;
}

/** Prints and parses again; both trees must be the same. */
function printAndCompare(nodes: readonly Node[]): string {
  const text = nodes.map(printNode).join("\n\n");
  expect(withoutOffsets(declarationsOf(text))).toBe(withoutOffsets(nodes));
  return text;
}

const samples = [
  '#pragma namespace("root")',
  "#pragma autorecover",
  '#PRAGMA deleteclass("A", NOFAIL)',
  "#pragma classflags(64)",
  '#pragma include("a" "b.mof")',
  '#include ("x.mof")',
  "class A { };",
  'CLASS A AS $B : C { String S = "a"; };',
  "class A;",
  "[Abstract] class A;",
  '[Association, Version("1") : ToSubclass Amended, Values{"a", "b"}, Empty{}] class A { A ref R; object ref W; object O; B E; };',
  "class A { uint8 a[]; uint8 b[0x10] = {0x1, 0b, 017, +5}; real64 r = 1.5E+3; char16 c = 'x'; boolean t = true; string n = null; };",
  'class A { string s = "a" "b\\n" /* between */ "c"; };',
  "class A { real64 r[] = {INF, -INF, NaN, 5., .5, 1e5}; };",
  "class A { void M(); [Static] uint32 N([In] uint8 a[], [Out] A ref b = NULL); uint8[] P(); uint8[3] Q(B c, object d); };",
  "instance of A { };",
  '[Q] instance of A as $X { S = "a"; [Q("x")] T; U = $Y; V = {$Y, NULL}; W = Enumeration.Value; R = A.K="x"; };',
  "instance of A { E = instance of B { X = 1; }; F = {instance of B as $Z { }, [Q] instance of C { Y = {}; }}; };",
  "Qualifier Key : boolean = false, Scope(property, reference), Flavor(DisableOverride, ToSubclass);",
  'Qualifier Values : string[] = {"a"}, Scope(any);',
  "Qualifier Sized : uint8[3];",
  "Qualifier Description : ToSubclass Amended;",
  "class class { string instance; uint8 of; A ref ref; };",
  "[Terminal] association A : B { A ref R; void M(); };",
  "structure S : T { uint8 A = 1; T B = value of T { X = 1; }; octetstring O; };",
  "class C { [Q] structure S { enumeration E : string { A }; E P = A; }; enumeration F { }; uint8 X; };",
  'enumeration E : UINT16 { A = 0x1, [Description("b")] B = +2 };',
  'enumeration E : Base { A = "a" "b", B };',
  "enumeration E { };",
  "[Q] value of S as $s { A = 1; B = {value of T { }, $x}; };",
  "Qualifier Q : E[] = {A, E.B} Scope(structure, enumerationvalue) Policy(restricted);",
];

describe("a printed tree parses to the same tree", () => {
  test.each(samples)("%s", (text) => {
    const nodes = declarationsOf(text);
    expect(nodes).toHaveLength(1);
    const printed = printAndCompare(nodes);
    expect(declarationsOf(printed).map(printNode).join("\n\n")).toBe(printed);
  });

  test("the samples have every kind of node", () => {
    const kinds = new Set<NodeKind>();
    for (const node of samples.flatMap(declarationsOf)) visit(node, { leave: ({ kind }) => kinds.add(kind) });
    expect([...kinds].sort()).toEqual([
      "Alias",
      "ArraySpecifier",
      "ArrayValue",
      "AssociationDeclaration",
      "BooleanLiteral",
      "CharacterLiteral",
      "ClassDeclaration",
      "EnumerationDeclaration",
      "EnumerationElement",
      "ForwardClassDeclaration",
      "Identifier",
      "InstanceDeclaration",
      "InstanceValue",
      "IntegerLiteral",
      "MethodDeclaration",
      "NameValue",
      "NullLiteral",
      "ObjectPathValue",
      "ObjectType",
      "ParameterDeclaration",
      "Pragma",
      "PrimitiveType",
      "PropertyDeclaration",
      "PropertyInitializer",
      "Qualifier",
      "QualifierFlavorsDeclaration",
      "QualifierTypeDeclaration",
      "RealLiteral",
      "ReferenceType",
      "StringLiteral",
      "StringPart",
      "StructureDeclaration",
      "StructureValue",
      "StructureValueDeclaration",
      "VoidType",
    ] satisfies NodeKind[]);
  });

  test.skipIf(corpusFolder === undefined)(`every real file${corpusTitle}`, async () => {
    const files = readdirSync(corpusFolder as string, { recursive: true, encoding: "utf8" }).filter((name) =>
      /\.(mof|mfl)$/i.test(name),
    );
    expect(files.length).toBeGreaterThan(2000);
    const changed: string[] = [];
    for (const name of files) {
      const { declarations } = await parse(await openSource(join(corpusFolder as string, name)));
      const text = declarations.map(printNode).join("\n\n");
      if (withoutOffsets(declarationsOf(text)) !== withoutOffsets(declarations)) changed.push(name);
    }
    expect(changed).toEqual([]);
  });
});

describe("layout", () => {
  const printed = (text: string): string => declarationsOf(text).map(printNode).join("\n");

  test("of a class", () => {
    expect(
      printed('[Key,Description("a" "b")]class A as $X:B{[Key]string S="x";uint8 M([In]uint8 a,A ref b);};'),
    ).toBe(`\
[Key, Description("a" "b")]
class A as $X : B {
  [Key]
  string S = "x";

  uint8 M([In] uint8 a, A ref b);
};`);
  });

  test("of an instance, whose literals stay as they were written", () => {
    const long = `"${"word ".repeat(15)}"`;
    expect(printed(`instance of A as $X{N=0x1F;R=1.50;C='\\x41';S=${long}${long};E=instance of B{};P=$Y;};`)).toBe(`\
instance of A as $X {
  N = 0x1F;
  R = 1.50;
  C = '\\x41';
  S =
    ${long}
    ${long};
  E = instance of B {
  };
  P = $Y;
};`);
  });

  test("a literal with a line end in it stays as it is at any depth", () => {
    printAndCompare(declarationsOf('instance of A { E = instance of B { S = "a\n  b" "c"; }; };'));
  });

  test("every node can be printed by itself", () => {
    for (const node of samples.flatMap(declarationsOf)) {
      visit(node, {
        leave: (part) => expect(printNode(part)).not.toBe(""),
      });
    }
    const [definition] = declarationsOf("[Key : ToSubclass] class A { uint8[2] M([In] uint8 a[] = {1}); };");
    const texts: string[] = [];
    visit(definition as Node, { leave: (part) => texts.push(printNode(part)) });
    expect(texts).toContain("Key : ToSubclass");
    expect(texts).toContain("[In]\nuint8 a[] = {1}");
    expect(texts).toContain("[2]");
  });
});
