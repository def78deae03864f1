import { describe, expect, test } from "vitest";
import type { Node, NodeKind } from "../../src/ast/nodes.ts";
import { visit } from "../../src/ast/visit.ts";
import { checkTree, describeDiagnostic, parseWhole } from "./support.ts";

/** Snippets that are accepted without a word, by what they show. */
const accepted: Readonly<Record<string, readonly string[]>> = {
  nothing: ["", " \t\r\n\f\v", "// comment", "/* comment */", "/**/", "/***/", "/* one /* is just text */", "\u001a"],
  pragmas: [
    '#pragma namespace("root\\\\cimv2")',
    '#pragma include ("a.mof")',
    "#pragma autorecover",
    "# pragma autorecover",
    "#PRAGMA AUTORECOVER",
    '#pragma classflags("createonly", "forceupdate")',
    "#pragma classflags (64)",
    "#pragma instanceflags(updateonly)",
    '#pragma deleteclass("A", NOFAIL)',
    "#pragma anything()",
    '#pragma locale("en" "_US");',
    "#pragma autorecover class A {};",
    '#include("a.mof")',
    '#include "a.mof"',
    '#INCLUDE ( "a" ".mof" );',
    '#pragma namespace("a") #pragma namespace("b") class A {}; #pragma autorecover',
  ],
  "qualifier declarations": [
    "Qualifier Q : boolean;",
    "Qualifier Q : boolean = false, Scope(any);",
    'qualifier Q : string = "a" "b", scope(class, association), flavor(ToSubclass, Translatable);',
    "Qualifier Q : uint8[], Scope(property);",
    "Qualifier Q : sint32[4] = { 1, -2 }, Flavor(DisableOverride), Scope(method);",
    "Qualifier Q : boolean = null Scope(any) Flavor(Restricted);",
    "Qualifier Q : boolean = true; Scope(any), Flavor(EnableOverride);",
    "Qualifier Q : boolean = true;, Scope(any);",
    "QUALIFIER Class : STRING, SCOPE(SCHEMA, QUALIFIER, INSTANCE);",
    "Qualifier Description : ToSubclass Amended;",
    "Qualifier Description : NotToInstance;",
  ],
  classes: [
    "class A {};",
    "class A : B {};",
    "class A as $a {};",
    "class A as $a : B {};",
    "class A : B as $a {};",
    "[Association] class A { B ref X; C REF Y; };",
    "[] class A {};",
    "[Abstract, ] class A {};",
    "CLASS A { STRING S; };",
    "class Größe_Maß { string Ängström; };",
    "class クラス・名 {};",
  ],
  qualifiers: [
    "[Abstract] class A {};",
    "[A(1), B(-2.5), C(true), D(null), E('x'), F(\"s\"), G(INF)] class A {};",
    '[Values { "a", "b" }, ValueMap { "1", "2", }, MappingStrings { }] class A {};',
    "[BitMap(1, 2, 3)] class A {};",
    "[Abstract()] class A {};",
    '[Description("x") : Amended] class A {};',
    '[Description("x") : Amended ToSubclass, Key : DisableOverride] class A {};',
    '[Description("x") ToSubclass, Key DisableOverride ToInstance] class A {};',
    "[Association, Indication, class, of, instance(1), ref, uint32] class A {};",
    "[Q(instance of B { X = 1; })] class A {};",
  ],
  properties: [
    "class A { uint32 X; };",
    "class A { boolean a; string b; datetime c; char16 d; real32 e; real64 f; uint8 g; uint16 h; uint64 i; sint8 j; sint16 k; sint32 l; sint64 m; };",
    "class A { uint8 X[]; uint8 Y[16]; uint8 Z[0x10]; };",
    "class A { uint8 X = 5; string Y = null; string Z[] = {}; boolean B[2] = { true, false }; };",
    "class A { [Key, Read] string X; [Key] B ref Y; };",
    "class A { B ref X[]; B Y; B Z[2]; object O; object ref P; Object Q[]; };",
    'class A { B ref R = "B.K=1"; B ref S = $b; B T = instance of B { X = 1; }; };',
    "class A { string ref; B ref; object ref; uint32 ref[]; B ref = null; };",
    "class A { ref ref ref; of of; as as; class class; };",
  ],
  methods: [
    "class A { uint32 M(); };",
    "class A { void M(); boolean N([In] string A, [In, Out] uint8 B[], [Out] C ref D); };",
    'class A { uint32 M(uint32 X = 5, string Y[] = { "a" }, B Z, object O, object ref P, B ref Q[4]); };',
    "class A { uint8[] M(); string[4] N(); B ref O(); };",
    'class A { [Static, Description("x")] uint32 M([In(false)] uint32 X); };',
    "class A { uint32 ref(uint32 ref, B ref); };",
  ],
  instances: [
    "instance of A {};",
    'instance of A { X = 1; Y = "a"; };',
    "instance of A as $a { X = $b; Y = { $c, $d }; };",
    "INSTANCE OF A AS $A { };",
    '[Dynamic] instance of A { [PropertyContext("x")] X; [Q] Y = 2; Z; };',
    "instance of A { X = instance of B { Y = { instance of C {}, instance of D as $d { } }; }; };",
    "instance of A { X = [Q(1)] instance of B {}; };",
    "instance of A { X =\ninstance of B {\nY = {\ninstance of C {},\ninstance of C {}\n};\n};\n};",
    "instance of instance { of = 1; instance = 2; class = 3; qualifier = 4; };",
  ],
  structures: [
    "structure A { string X; };",
    '[Description("x")] structure A : B { [Key] string X = "a"; B Y; C ref Z[]; uint8 W[] = { 1 }; };',
    "structure A { structure B { string C; }; enumeration E : uint8 { F = 1 }; E G = F; B H; };",
    "class A { structure B : C { string D; }; B E; };",
    "association A { structure B { string C; }; D ref E; };",
    "class A { structure X; structure Y[]; structure structure; structure M(); };",
    "STRUCTURE structure { string structure; };",
  ],
  enumerations: [
    "enumeration E : uint8 { A = 1, B = 0x2, C = -3 };",
    'enumeration E : string { A, B = "b" "c", [Description("x")] C };',
    "enumeration E : Integer { A = 1, B = 2, };",
    "enumeration E : F { A = 3 };",
    "enumeration E : string {};",
    "enumeration E { A, B = 1 };",
    '[Description("x")] ENUMERATION enumeration : string { enumeration, structure, value, class };',
    "class A { enumeration E : sint64 { F = 1 }; E G = F; E H[] = { F, E.F }; enumeration X; enumeration Y = F; };",
  ],
  associations: [
    "association A { B ref C; D ref E; };",
    "[Aggregation] association A : B { [Aggregate] C ref D; uint32 M(); };",
    "ASSOCIATION Association { string association; };",
  ],
  "values of structures": [
    "value of A as $a { X = 1; };",
    "VALUE OF value AS $a { value = value; };",
    "value of A as $a { X = value of B { Y = { value of C {}, value of C { Z = $b; } }; }; };",
    "instance of A { X = value of B { Y = 1; }; Y = value; Z = { value, instance }; };",
    "class A { B C = value of B { D = 1; }; [Q(value of B {})] string E; };",
  ],
  "what MOF 3 has besides": [
    "Qualifier Q : string = null Scope(any) Policy(restricted);",
    "Qualifier Q : boolean Scope(class, structure, enumeration, enumerationvalue, qualifiertype) Policy(EnableOverride);",
    '[Description("x")] Qualifier Q : E = F Scope(any);',
    "Qualifier Q : E[] = { F, E.G } Policy(DisableOverride) Scope(any);",
    "Qualifier Q : E = null Scope(any);",
    "class A { integer X; octetstring Y; integer[] M(octetstring Z[] = {}); };",
    "class A { string Policy; string association; };",
  ],
  values: [
    "instance of A { X = { 0, 7, +5, -5, 017, 00, 0x1F, 0XfF, -0x10, 101b, 1B, 0b, 1b, 18446744073709551616 }; };",
    "instance of A { X = { 1.5, .5, -.5, +1.0e10, 1.0E-5, 5., 1e5, 1E+5, -INF, +NaN, -inf }; };",
    "instance of A { X = { 'a', '\\n', '\\'', '\\\\', '\\x41', '\\X263A', '\"', 'ä' }; };",
    'instance of A { X = { "", "\\b\\t\\n\\f\\r\\"\\\'\\\\", "\\x41" "42", "\\X1", "\ttab" }; };',
    'instance of A { X = "a" /* comment */ "b" // another\n "c"; };',
    "instance of A { X = True; Y = FALSE; Z = NULL; N = nUlL; };",
    "instance of A { X = INF; Y = Name; Z = Enumeration.Name; };",
    "instance of A { X = A.K=1; Y = A.K=\"a\",L='x',M=true; Z = root/cimv2:A.K=1; W = root:A.K=-1; };",
    "instance of A { X = { A.K=1, A.K=2,L=3, B }; };",
  ],
  "names that are keywords": [
    `class A { ${[
      "as any class of instance qualifier scope flavor property reference method parameter schema ref void object pragma",
      "include string boolean uint32 association indication enumeration structure key value restricted amended",
    ]
      .join(" ")
      .split(" ")
      .map((word) => `string ${word};`)
      .join(" ")} };`,
    "class instance : class {};",
    "class A { uint32 of(uint32 as); };",
    "Qualifier Flavor : string, Scope(any);",
  ],
  "white space and comments between all tokens": [
    '/*1*/class/*2*/A/*3*/{/*4*/[/*5*/Key/*6*/]/*7*/string/*8*/K/*9*/=/*10*/"a"/*11*/"b"/*12*/;/*13*/}/*14*/;/*15*/',
    "class\rA\r\n{\n[Key]\fstring\vK;\r};\r",
    'class A{[Key]string K;uint8 X[]={1,2};void M(uint8 Y);};instance of A{K="a";};',
    "// comment\rclass A { // to the end of a line that ends with CR\r string X; };",
  ],
};

describe.each(Object.entries(accepted))("%s", (_, snippets) => {
  test.each(snippets)("%s", (text) => {
    const { declarations, failed, diagnostics, abandoned } = parseWhole(text);
    expect(diagnostics.map(describeDiagnostic)).toEqual([]);
    expect(failed).toEqual([]);
    expect(abandoned).toBe(false);
    checkTree(text, declarations);
  });
});

/** Snippets that are accepted with a warning. */
const warned: readonly (readonly [text: string, declarations: number, diagnostics: readonly string[]])[] = [
  ["class A {}", 1, ["1:11-1:11 warning omitted-semicolon: expected `;` after class `A`; other compilers refuse this"]],
  [
    "instance of A {}\nclass B {};",
    2,
    ["1:17-1:17 warning omitted-semicolon: expected `;` after instance of `A`; other compilers refuse this"],
  ],
  [
    "class A {};;",
    1,
    [
      "1:12-1:13 warning stray-semicolon: there is nothing that this `;` could end; other compilers refuse it (remove it)",
    ],
  ],
  [
    "class A { string X;; };",
    1,
    [
      "1:20-1:21 warning stray-semicolon: there is nothing that this `;` could end; other compilers refuse it (remove it)",
    ],
  ],
  [
    "instance of A { ; X = { instance of B {}; , instance of B {}; }; };",
    1,
    [
      "1:17-1:18 warning stray-semicolon: there is nothing that this `;` could end; other compilers refuse it (remove it)",
      "1:41-1:42 warning stray-semicolon: there is nothing that this `;` could end; other compilers refuse it (remove it)",
      "1:61-1:62 warning stray-semicolon: there is nothing that this `;` could end; other compilers refuse it (remove it)",
    ],
  ],
  [
    "class A;",
    1,
    [
      "1:1-1:9 warning forward-class: this declares nothing; a class may be used before it is declared (remove it, other compilers refuse it)",
    ],
  ],
  [
    "class String {};",
    1,
    [
      "1:7-1:13 warning class-named-as-type: class `String` is named like a type, which always wins where a type is wanted",
    ],
  ],
  [
    '[Description("x") : Amended, ToSubclass, Key] class A {};',
    1,
    [
      "1:30-1:40 warning flavor-after-comma: `ToSubclass` is taken for a flavor of qualifier `Description` (put white space between flavors, a comma ends their list)",
    ],
  ],
  [
    'class A { string X = "a\\qb\\"\\w"; };',
    1,
    [
      "1:24-1:26 warning unknown-escape: `\\q` is no escape and is kept as it is written (write a backslash as two)",
      "1:29-1:31 warning unknown-escape: `\\w` is no escape and is kept as it is written (write a backslash as two)",
    ],
  ],
  [
    'class A { string X = "a\\x0000b"; };',
    1,
    ["1:24-1:30 warning null-character: the string holds a null character, at which other programs may cut it off"],
  ],
  [
    'instance of A { X = "#!/bin/sh\n\techo \\"\\"\n"; Y = 1; };',
    1,
    [
      "1:21-3:2 warning multi-line-string: the string goes on over the end of its line; other compilers refuse it (write several strings one after the other, with `\\n` for a line end)",
    ],
  ],
  [
    "class A {};\n/* class B {};",
    1,
    [
      "2:1-2:3 warning unterminated-comment: the comment is not closed before the end of the file (add `*/`; comments do not nest)",
    ],
  ],
];

describe("accepted with a warning", () => {
  test.each(warned)("%s", (text, count, expected) => {
    const { declarations, failed, diagnostics } = parseWhole(text);
    expect(diagnostics.map(describeDiagnostic)).toEqual(expected);
    expect(declarations).toHaveLength(count);
    expect(failed).toEqual([]);
    checkTree(text, declarations);
  });
});

test("every kind of node comes from some snippet", () => {
  const kinds = new Set<NodeKind>();
  const note = ({ kind }: Node): undefined => void kinds.add(kind);
  for (const text of [...Object.values(accepted).flat(), ...warned.map(([snippet]) => snippet)]) {
    for (const declaration of parseWhole(text).declarations) visit(declaration, { enter: note });
  }
  const all: Record<NodeKind, true> = {
    Identifier: true,
    Alias: true,
    IntegerLiteral: true,
    RealLiteral: true,
    CharacterLiteral: true,
    StringLiteral: true,
    StringPart: true,
    BooleanLiteral: true,
    NullLiteral: true,
    NameValue: true,
    ObjectPathValue: true,
    ArrayValue: true,
    InstanceValue: true,
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
    ForwardClassDeclaration: true,
    PropertyInitializer: true,
    InstanceDeclaration: true,
    QualifierTypeDeclaration: true,
    QualifierFlavorsDeclaration: true,
    AssociationDeclaration: true,
    StructureDeclaration: true,
    EnumerationDeclaration: true,
    EnumerationElement: true,
    StructureValueDeclaration: true,
    StructureValue: true,
    Pragma: true,
  };
  expect([...kinds].sort()).toEqual(Object.keys(all).sort());
});

describe("what the tree says", () => {
  const first = (text: string) => parseWhole(text).declarations[0] as unknown as Record<string, unknown>;

  test("an array in parentheses is a value like one in braces, and empty parentheses are none", () => {
    const declaration = first("[A(1, 2), B{1, 2}, C(), D(1)] class X {};");
    const values = (declaration.qualifiers as { value?: { kind: string } }[]).map(({ value }) => value?.kind);
    expect(values).toEqual(["ArrayValue", "ArrayValue", undefined, "IntegerLiteral"]);
  });

  test("a base type wins over a class of that name, and `ref` is a name where none follows", () => {
    const declaration = first("class X { string ref; B ref; B ref C; object ref; object ref O; object P; };");
    const features = declaration.features as { type: { kind: string }; name: { name: string } }[];
    expect(features.map(({ type, name }) => `${type.kind} ${name.name}`)).toEqual([
      "PrimitiveType ref",
      "ObjectType ref",
      "ReferenceType C",
      "ObjectType ref",
      "ReferenceType O",
      "ObjectType P",
    ]);
  });

  test("the brackets before a method's name are those of its result", () => {
    const declaration = first("class X { uint8[] M(uint8 P[4]); };");
    expect(declaration.features).toMatchObject([
      {
        kind: "MethodDeclaration",
        returnArray: { start: 15, end: 17 },
        parameters: [{ array: { size: { text: "4" } } }],
      },
    ]);
  });

  test("flavors keep their spelling, with colon and without, and a bare one behind a comma joins them", () => {
    const declaration = first("[A(1) : tosubclass AMENDED, B Restricted, C : Amended, ToInstance] class X {};");
    const flavors = (declaration.qualifiers as { flavors: { name: string }[] }[]).map((qualifier) =>
      qualifier.flavors.map(({ name }) => name),
    );
    expect(flavors).toEqual([["tosubclass", "AMENDED"], ["Restricted"], ["Amended", "ToInstance"]]);
  });

  test("an include has its own directive", () => {
    expect(first('#include "a.mof"')).toMatchObject({ directive: "include", name: { name: "include" } });
    expect(first('#pragma include("a.mof")')).toMatchObject({ directive: "pragma", name: { name: "include" } });
  });

  test("a byte order mark, Ctrl-Z in the middle and U+00A0 are no white space", () => {
    for (const character of ["\ufeff", "\u001a", "\u00a0", "\u2028"]) {
      const { diagnostics } = parseWhole(`class A {};${character}class B {};`);
      expect(diagnostics.map(({ code }) => code)).toEqual(["unexpected-character"]);
    }
  });
});
