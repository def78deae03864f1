import { describe, expect, test } from "vitest";
import { dialectMessages } from "../../src/codes/dialect-messages.ts";
import { type Dialect, dialects, type NamedDialect } from "../../src/codes/dialects.ts";
import { parseText } from "../../src/parser/parse.ts";
import { sourceFromText } from "../../src/source/text-source.ts";
import { describeDiagnostic } from "./support.ts";

type DialectCode = keyof typeof dialectMessages.table;

const dmtf: readonly NamedDialect[] = ["dmtf", "dmtf3"];
const notDmtf3: readonly NamedDialect[] = ["dmtf", "wmi"];
const everywhere: readonly NamedDialect[] = ["dmtf", "dmtf3", "wmi"];

/** A snippet that `auto` takes without a word, and the dialects in which it gives the code. */
type Foreign = readonly [text: string, forbiddenIn: readonly NamedDialect[]];

const foreign: Readonly<Record<DialectCode, readonly Foreign[]>> = {
  "white-space-not-in-dialect": [
    ["class A {\f};", dmtf],
    ["class A { /* \f */ \v };", dmtf],
    ['class A { string X = "\f"; }; /* \f */', []],
  ],
  "control-z-not-in-dialect": [["class A {};\n\u001a", dmtf]],
  "non-ascii-name-not-in-dialect": [
    ["class Größe {};", ["dmtf3"]],
    ["instance of A as $Größe { X = 1; };", ["dmtf3"]],
    ['class A { string X = "Größe"; };', []],
  ],
  "real-not-in-dialect": [
    ["class A { real32 X = 1e5; };", dmtf],
    ["class A { real32 X = 5.; };", dmtf],
    ["class A { real32 X = -.5e-3; };", []],
  ],
  "infinity-not-in-dialect": [["class A { real32 X[] = { -INF, +NaN }; };", everywhere]],
  "character-not-in-dialect": [["[Q('x')] class A {};", ["dmtf3"]]],
  "include-directive-not-in-dialect": [['#include("a.mof")', dmtf]],
  "bare-include-not-in-dialect": [['#include "a.mof"', ["wmi"]]],
  "bare-directive-not-in-dialect": [
    ["#pragma autorecover", dmtf],
    ['#pragma include "a.mof"', dmtf],
  ],
  "pragma-argument-not-in-dialect": [
    ['#pragma deleteclass("A", NOFAIL)', dmtf],
    ["#pragma classflags(64)", dmtf],
    ["#pragma p()", dmtf],
    ['#pragma p("a" "b")', []],
  ],
  "directive-semicolon-not-in-dialect": [['#pragma locale("en_US");', everywhere]],
  "separate-hash-not-in-dialect": [['# pragma locale("en_US")', dmtf]],
  "structure-not-in-dialect": [
    ["structure A { string X; };", notDmtf3],
    ["class A { structure B { string X; }; };", notDmtf3],
  ],
  "enumeration-not-in-dialect": [
    ["enumeration A : string { B };", notDmtf3],
    ["class A { enumeration B : string { C }; };", notDmtf3],
  ],
  "enumeration-without-type-not-in-dialect": [["enumeration A { B };", ["dmtf3"]]],
  "association-not-in-dialect": [["association A { B ref C; D ref E; };", notDmtf3]],
  "class-alias-not-in-dialect": [["class A as $a : B {};", ["dmtf3"]]],
  "alias-behind-superclass-not-in-dialect": [["class A : B as $a {};", notDmtf3]],
  "type-not-in-dialect": [
    ["class A { integer X; };", notDmtf3],
    ["Qualifier A : octetstring, Scope(any);", notDmtf3],
    ["class A { uint8 X; };", ["dmtf3"]],
    ["class A { char16 X; };", ["dmtf3"]],
    ["class A { uint32 M(object X); };", dmtf],
    ["class A { object ref X; };", dmtf],
  ],
  "class-type-not-in-dialect": [
    ["class A { B C; };", ["dmtf"]],
    ["class A { uint32 M(B C); };", ["dmtf"]],
    ["class A { B ref C; };", []],
  ],
  "void-not-in-dialect": [["class A { void M(); };", ["dmtf"]]],
  "array-result-not-in-dialect": [["class A { string[] M(); };", notDmtf3]],
  "reference-result-not-in-dialect": [["class A { B ref M(); };", ["dmtf"]]],
  "reference-array-not-in-dialect": [
    ["class A { B ref C[]; };", ["dmtf"]],
    ["class A { uint32 M(B ref C[]); };", []],
  ],
  "array-size-not-in-dialect": [["class A { string X[5]; };", ["dmtf3"]]],
  "array-size-form-not-in-dialect": [
    ["class A { string X[0x5]; };", ["dmtf"]],
    ["class A { string X[5]; };", []],
  ],
  "parameter-default-not-in-dialect": [["class A { uint32 M(string X = null); };", ["dmtf"]]],
  "flavors-not-in-dialect": [["[Q : ToSubclass] class A {};", ["dmtf3"]]],
  "flavors-without-colon-not-in-dialect": [["[Q ToSubclass] class A {};", notDmtf3]],
  "flavor-not-in-dialect": [
    ["[Q : Amended] class A {};", ["dmtf"]],
    ["[Q : ToSubclass NotToInstance] class A {};", ["dmtf"]],
    ["Qualifier A : string, Scope(any), Flavor(Amended);", ["dmtf"]],
    ["[Q : ToInstance Translatable] class A {};", []],
  ],
  "values-in-parentheses-not-in-dialect": [["[Q(1, 2)] class A {};", dmtf]],
  "empty-parentheses-not-in-dialect": [["[Q()] class A {};", everywhere]],
  "empty-qualifier-list-not-in-dialect": [["[] class A {};", everywhere]],
  "trailing-comma-not-in-dialect": [
    ["[Q,] class A {};", everywhere],
    ["class A { string X[] = { null, }; };", everywhere],
    ["enumeration A : string { B, };", everywhere],
  ],
  "qualifier-flavors-not-in-dialect": [["Qualifier A : ToSubclass Amended;", dmtf]],
  "qualified-qualifier-type-not-in-dialect": [["[Q] Qualifier A : string, Scope(any);", notDmtf3]],
  "qualifier-without-scope-not-in-dialect": [["Qualifier A : string;", dmtf]],
  "scope-not-in-dialect": [
    ["Qualifier A : string, Scope(class, instance);", dmtf],
    ["Qualifier A : string, Scope(schema);", ["dmtf3", "wmi"]],
    ["Qualifier A : string, Scope(indication);", ["dmtf3"]],
    ["Qualifier A : string, Scope(Structure);", notDmtf3],
    ["Qualifier A : string, Scope(any, association, class, method, parameter, property, reference);", []],
  ],
  "flavor-clause-not-in-dialect": [["Qualifier A : string, Scope(any), Flavor(Restricted);", ["dmtf3"]]],
  "policy-not-in-dialect": [["Qualifier A : string Scope(any) Policy(Restricted);", notDmtf3]],
  "clause-without-comma-not-in-dialect": [["Qualifier A : string Scope(any);", notDmtf3]],
  "clause-comma-not-in-dialect": [["Qualifier A : string, Scope(any);", ["dmtf3"]]],
  "clause-semicolon-not-in-dialect": [["Qualifier A : string; Scope(any);", everywhere]],
  "clause-order-not-in-dialect": [["Qualifier A : string, Flavor(Restricted), Scope(any);", everywhere]],
  "structure-value-not-in-dialect": [
    ["value of A as $a { X = 1; };", notDmtf3],
    ["instance of A { X = value of B { Y = 1; }; };", notDmtf3],
  ],
  "inline-instance-not-in-dialect": [["instance of A { X = instance of B { Y = 1; }; };", dmtf]],
  "empty-instance-not-in-dialect": [["instance of A {};", ["dmtf"]]],
  "property-without-value-not-in-dialect": [["instance of A { X; };", dmtf]],
  "qualifier-on-value-not-in-dialect": [
    ["instance of A { [Q] X = 1; };", ["dmtf3"]],
    ["[Q] value of A as $a { X = 1; };", ["dmtf3"]],
  ],
  "name-not-in-dialect": [
    ["instance of A { X = B; };", notDmtf3],
    ["instance of A { X = { B.C }; };", notDmtf3],
  ],
  "bare-object-path-not-in-dialect": [["instance of A { X = B.K=1; };", notDmtf3]],
  "empty-array-not-in-dialect": [["instance of A { X = {}; };", ["dmtf"]]],
  "empty-qualifier-array-not-in-dialect": [["[Q {}] class A {};", ["dmtf3"]]],
};

function parseIn(text: string, dialect: Dialect) {
  return parseText(text, sourceFromText(text), { dialect });
}

describe.each(Object.entries(foreign))("%s", (code, snippets) => {
  test.each(snippets)("%j is refused in %j", (text, forbiddenIn) => {
    expect(parseIn(text, "auto").diagnostics.map(describeDiagnostic)).toEqual([]);
    const refusing = dialects.filter((dialect) =>
      parseIn(text, dialect).diagnostics.some((diagnostic) => diagnostic.code === code),
    );
    expect(refusing).toEqual(forbiddenIn);
  });

  test("is an error in all the dialects of the table, and names each", () => {
    const { errorIn } = dialectMessages.table[code as DialectCode];
    const refusing = new Set(snippets.flatMap(([, forbiddenIn]) => forbiddenIn));
    expect(errorIn.filter((dialect) => refusing.has(dialect))).toEqual(errorIn);
    for (const [text, forbiddenIn] of snippets) {
      for (const dialect of forbiddenIn) {
        const found = parseIn(text, dialect).diagnostics.filter((diagnostic) => diagnostic.code === code);
        expect(found.map(({ severity }) => severity)).not.toContain("warning");
        for (const { message } of found) expect(message).toContain(`dialect \`${dialect}\``);
      }
    }
  });
});

/** What `auto` warns of, and the dialects in which it is an error. */
const tolerated: Readonly<Record<string, Foreign>> = {
  "multi-line-string": ['class A { string X = "a\nb"; };', ["dmtf"]],
  "unterminated-comment": ["class A {}; /* ", notDmtf3],
  "unknown-escape": ['class A { string X = "\\q"; };', dmtf],
  "omitted-semicolon": ["class A {}", everywhere],
  "stray-semicolon": ["class A {};;", everywhere],
  "forward-class": ["class A;", everywhere],
  "flavor-after-comma": ['[Q("x") : Amended, ToSubclass] class A {};', everywhere],
  "null-character": ['class A { string X = "\\x0"; };', []],
  "class-named-as-type": ["class string {};", []],
};

test.each(Object.entries(tolerated))("%s warns but where it is refused", (code, [text, forbiddenIn]) => {
  const severities = dialects.map((dialect) =>
    parseIn(text, dialect)
      .diagnostics.filter((diagnostic) => diagnostic.code === code)
      .map(({ severity }) => severity),
  );
  const isForbidden = (dialect: Dialect) => dialect !== "auto" && forbiddenIn.includes(dialect);
  expect(severities).toEqual(dialects.map((dialect) => [isForbidden(dialect) ? "error" : "warning"]));
});

/** What each named dialect takes without a word: its own way to write it all. */
const own: Readonly<Record<NamedDialect, readonly string[]>> = {
  dmtf: [
    '#pragma locale("en_US")',
    "Qualifier Key : boolean = false, Scope(property, reference), Flavor(DisableOverride, ToSubclass);",
    '[Description("x") : ToSubclass Translatable, Abstract] class A as $A : B { [Key] string K; uint8 U[5] = { 1 }; };',
    "[Association] class A { B ref C; D ref E = null; };",
    "class A { [Q] uint32 M([In] string X[], [Out] B ref C[]); };",
    '[Q] instance of A as $a { [Q] X = 017; Y = { 0x1F, 101b, -1.5e-3, \'c\', "a" "b", $b, TRUE, NULL }; };',
    "class Größe {};",
  ],
  dmtf3: [
    '#pragma include("a.mof")',
    '[Description("x")] Qualifier Q : string = null Scope(any) Policy(EnableOverride);',
    "Qualifier Q : E = F Scope(structure, enumerationvalue);",
    'enumeration E : string { A, B = "b" }; enumeration F : integer { A = 1 }; enumeration G : F { B = 2 };',
    "[Abstract] structure S : T { string X; enumeration E : string { A }; structure U { V W[]; }; };",
    "association A : B { C ref D; E ref F[]; void M(); string[] N([In] integer X = 5, octetstring Y); };",
    'instance of A as $a { X = value of S { Y = E.A; }; Z = {}; W = { value of S {}, $s }; V = "\\x1F600"; };',
    "value of S as $s { X = A; Y = B.K=1; };",
    "[Q { 1, 2 }] class A { A B; };",
  ],
  wmi: [
    "#pragma autorecover",
    '#pragma deleteclass("A", NOFAIL)',
    '#include("a.mof")',
    "Qualifier Description : ToSubclass Amended;",
    '[Description("x") : Amended ToSubclass, BitMap(1, 2)] class A as $a : B { object X; C D; C ref E[]; };',
    "class A { void M([in] uint32 X = 5, C D); object ref R; real32 F = 1e5; string S[0x10]; };",
    "[Dynamic] instance of A { [Q(1)] X; Y = instance of B as $b { Z = {}; }; };",
    "instance of A {};",
  ],
};

describe.each(Object.entries(own))("%s has of its own", (dialect, snippets) => {
  test.each(snippets)("%s", (text) => {
    const { diagnostics, failed } = parseIn(text, dialect as NamedDialect);
    expect(diagnostics.map(describeDiagnostic)).toEqual([]);
    expect(failed).toEqual([]);
  });
});

describe("what else a dialect decides", () => {
  test("an error of the dialect does not hide what else is wrong in a declaration", () => {
    const { diagnostics } = parseIn("class A { void M()\n string X };\nclass B { void N();", "dmtf");
    expect(diagnostics.map(({ code }) => code)).toEqual([
      "void-not-in-dialect",
      "missing-semicolon",
      "missing-semicolon",
      "void-not-in-dialect",
      "missing-brace",
    ]);
  });

  test("a declaration that the dialect refuses is handed on, so that what else is wrong in it is found", () => {
    const { declarations, failed, diagnostics } = parseIn("structure A { string X; };", "wmi");
    expect(declarations.map(({ kind }) => kind)).toEqual(["StructureDeclaration"]);
    expect(failed).toEqual([]);
    expect(diagnostics.map(({ code }) => code)).toEqual(["structure-not-in-dialect"]);
  });

  test("a word that is no type of a qualifier may be an enumeration only in MOF 3", () => {
    for (const text of ["Qualifier Q : Color Scope(any);", "Qualifier Q : Color = Red Scope(any);"]) {
      for (const dialect of ["auto", "dmtf3"] as const) expect(parseIn(text, dialect).diagnostics).toEqual([]);
      for (const dialect of ["dmtf", "wmi"] as const) {
        expect(parseIn(text, dialect).diagnostics.map(({ code }) => code)).toContain("unknown-qualifier-type");
      }
    }
  });

  test("a type of the language that is misspelt is suggested, also where a class would be a type", () => {
    const hint = (text: string, dialect: Dialect) => parseIn(text, dialect).diagnostics[0]?.hint;
    expect(hint('Qualifier Q : strin = "a", Scope(any);', "auto")).toBe("did you mean `string`?");
    expect(hint("Qualifier Q : strin Scope(any);", "dmtf")).toBe("did you mean `string`?");
    expect(hint("class A { strng X; };", "dmtf")).toBe("did you mean `string`?");
  });

  test("an escape has one to six digits in MOF 3, and four elsewhere", () => {
    const codes = (text: string, dialect: Dialect) =>
      parseIn(`class A { string X = "${text}"; };`, dialect).diagnostics.map(({ code }) => code);
    for (const dialect of dialects) expect(codes("\\x1F600", dialect)).toEqual([]);
    expect(codes("\\x110000", "dmtf3")).toEqual(["escape-out-of-range"]);
    expect(codes("\\x110000", "auto")).toEqual([]);
    expect(codes("\\x00001", "dmtf")).toEqual(["null-character"]);
    expect(codes("\\x00001", "dmtf3")).toEqual([]);
  });
});
