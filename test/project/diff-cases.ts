import type { ChangeCode } from "../../src/project/diff-rules.ts";

/** Two sources and what a comparison tells of them. */
export interface DiffCase {
  readonly before: string;
  readonly after: string;
  /** Every change, as `path element code: before -> after`. */
  readonly told: readonly string[];
}

const key = "[Key] string Name; ";

/** A class with a key and some members, before and after. */
function members(before: string, after: string, ...told: string[]): DiffCase {
  return { before: `class T { ${key}${before} };`, after: `class T { ${key}${after} };`, told };
}

function mof(before: string, after: string, ...told: string[]): DiffCase {
  return { before, after, told };
}

/** Keeps the namespace where nothing else is in it. */
const other = "class Other { };";

const classes = "class A { [Key] string Name; }; class B : A { }; class C : B { };";

/** For every kind of change pairs of sources that bring it about. */
export const diffCases: Readonly<Record<ChangeCode, readonly DiffCase[]>> = {
  "removed-namespace": [
    mof('#pragma namespace("root/x")\nclass T { };', "", "root/x removed-namespace", "T removed-class"),
  ],
  "added-namespace": [mof("", '#pragma namespace("root/x")\nclass T { };', "root/x added-namespace", "T added-class")],

  "removed-qualifier-type": [
    mof(`Qualifier Q : string = null, Scope(any); ${other}`, other, "Q removed-qualifier-type"),
  ],
  "added-qualifier-type": [mof(other, `Qualifier Q : string = null, Scope(any); ${other}`, "Q added-qualifier-type")],
  "retyped-qualifier-type": [
    mof(
      "Qualifier Q : uint32, Scope(any);",
      "Qualifier Q : uint32[], Scope(any);",
      "Q retyped-qualifier-type: uint32 -> uint32[]",
    ),
    mof(
      "Qualifier Q : uint32, Scope(any);",
      "Qualifier Q : string, Scope(any);",
      "Q retyped-qualifier-type: uint32 -> string",
    ),
  ],
  "narrowed-scope": [
    mof("Qualifier Q : string, Scope(any);", "Qualifier Q : string, Scope(class);", "Q narrowed-scope: any -> class"),
    mof(
      "Qualifier Q : string, Scope(class, method);",
      "Qualifier Q : string, Scope(class, property);",
      "Q narrowed-scope: class, method -> class, property",
      "Q widened-scope: class, method -> class, property",
    ),
  ],
  "widened-scope": [
    mof(
      "Qualifier Q : string, Scope(class);",
      "Qualifier Q : string, Scope(class, method);",
      "Q widened-scope: class -> class, method",
    ),
  ],
  "fixed-qualifier-type": [
    mof(
      "Qualifier Q : string, Scope(any);",
      "Qualifier Q : string, Scope(any), Flavor(DisableOverride);",
      "Q fixed-qualifier-type: EnableOverride ToSubclass -> DisableOverride ToSubclass",
    ),
  ],
  "changed-qualifier-type-flavor": [
    mof(
      "Qualifier Q : string, Scope(any);",
      "Qualifier Q : string, Scope(any), Flavor(Restricted);",
      "Q changed-qualifier-type-flavor: EnableOverride ToSubclass -> EnableOverride Restricted",
    ),
  ],
  "changed-qualifier-type-default": [
    mof(
      "Qualifier Q : uint32 = 1, Scope(any);",
      "Qualifier Q : uint32 = 2, Scope(any);",
      "Q changed-qualifier-type-default: 1 -> 2",
    ),
  ],

  "removed-class": [mof(`class T { }; ${other}`, other, "T removed-class")],
  "added-class": [mof(other, `class T { }; ${other}`, "T added-class")],
  "changed-superclass": [
    mof(`${classes} class T : C { };`, `${classes} class T : A { };`, "T changed-superclass: C -> A"),
    mof(
      "class A { uint32 X; }; class T : A { };",
      "class A { uint32 X; }; class T { };",
      "T changed-superclass: A",
      "T property X removed-property: uint32",
    ),
  ],
  "inserted-superclass": [
    mof(`${classes} class T : A { };`, `${classes} class T : C { };`, "T inserted-superclass: A -> C"),
  ],
  "became-abstract": [mof("class T { };", "[Abstract] class T { };", "T qualifier Abstract became-abstract: -> TRUE")],
  "no-longer-abstract": [
    mof("[Abstract] class T { };", "class T { };", "T qualifier Abstract no-longer-abstract: TRUE"),
  ],
  "became-terminal": [mof("class T { };", "[Terminal] class T { };", "T qualifier Terminal became-terminal: -> TRUE")],
  "no-longer-terminal": [
    mof(
      "[Terminal] class T { };",
      "[Terminal(false)] class T { };",
      "T qualifier Terminal no-longer-terminal: TRUE -> FALSE",
    ),
  ],
  "changed-class-kind": [
    mof("class T { };", "[Indication] class T { };", "T changed-class-kind: class -> indication"),
    mof("class T { };", "structure T { };", "T changed-class-kind: class -> structure"),
  ],
  "changed-keys": [
    mof(
      "class T { [Key] string Name; uint32 Id; };",
      "class T { [Key] string Name; [Key] uint32 Id; };",
      "T changed-keys: Name -> Id, Name",
    ),
    mof("class T { };", "[Singleton] class T { };", "T changed-keys: -> Singleton"),
    mof(
      "class T { [Key] string Name; }; class U : T { };",
      "class T { string Name; }; class U : T { };",
      "T changed-keys: Name",
    ),
  ],

  "removed-property": [members("uint32 X;", "", "T property X removed-property: uint32")],
  "added-property": [
    members("", "uint32 X;", "T property X added-property: -> uint32"),
    members("", "[Required] uint32 X = 1;", "T property X added-property: -> uint32"),
  ],
  "added-required-property": [
    members("", "[Required] uint32 X;", "T property X added-required-property: -> uint32"),
    members("", "[Not_Null] string X;", "T property X added-required-property: -> string"),
  ],
  "now-required": [
    members(
      "uint32 X;",
      "[Required] uint32 X;",
      "T property X now-required: may be NULL; no default -> Required; no default",
    ),
    members(
      "[Required] uint32 X = 1;",
      "[Required] uint32 X;",
      "T property X changed-default: 1",
      "T property X now-required: Required; default 1 -> Required; no default",
    ),
    members(
      "uint32 M([In, Optional] uint32 P);",
      "uint32 M([In] uint32 P);",
      "T method M, parameter P now-required: Optional; no default -> may be NULL; no default",
    ),
    members(
      "uint32 M([In] uint32 P);",
      "uint32 M([In, Required] uint32 P);",
      "T method M, parameter P now-required: may be NULL; no default -> Required; no default",
    ),
  ],
  "no-longer-required": [
    members(
      "[Required, Read(false)] uint32 X;",
      "[Read(false)] uint32 X;",
      "T property X no-longer-required: Required; no default -> may be NULL; no default",
    ),
    members(
      "[Required] uint32 X;",
      "[Required] uint32 X = 1;",
      "T property X changed-default: -> 1",
      "T property X no-longer-required: Required; no default -> Required; default 1",
    ),
    members(
      "uint32 M([In, Required] uint32 P);",
      "uint32 M([In] uint32 P);",
      "T method M, parameter P no-longer-required: Required; no default -> may be NULL; no default",
    ),
  ],
  "no-longer-guaranteed": [
    members(
      "[Required] uint32 X;",
      "uint32 X;",
      "T property X no-longer-guaranteed: Required; no default -> may be NULL; no default",
    ),
    members(
      "[Not_Null] uint32 X = 1;",
      "uint32 X = 1;",
      "T property X no-longer-guaranteed: Not_Null; default 1 -> may be NULL; default 1",
    ),
    members(
      "uint32 M([In(false), Out, Required] uint32 P);",
      "uint32 M([In(false), Out] uint32 P);",
      "T method M, parameter P no-longer-guaranteed: Required -> may be NULL",
    ),
    members(
      "uint32 M([In, Out, Required] uint32 P);",
      "uint32 M([In, Out] uint32 P);",
      "T method M, parameter P no-longer-guaranteed: Required; no default -> may be NULL; no default",
    ),
    members("[Required] uint32 M();", "uint32 M();", "T method M no-longer-guaranteed: Required -> may be NULL"),
  ],
  "retyped-property": [
    members("uint32 X;", "uint64 X;", "T property X retyped-property: uint32 -> uint64"),
    members("uint32 X = 5;", "uint64 X = 5;", "T property X retyped-property: uint32 -> uint64"),
    members("uint32 X;", "uint32 X[];", "T property X retyped-property: uint32 -> uint32[]"),
    members("uint8 X[];", "[OctetString] uint8 X[];", "T property X retyped-property: uint8[] -> octetstring"),
    mof(
      `${classes} class D { }; [Association] class T { [Key] B ref L; [Key] A ref R; };`,
      `${classes} class D { }; [Association] class T { [Key] D ref L; [Key] A ref R; };`,
      "T property L retyped-property: B ref -> D ref",
    ),
    mof(
      `${classes} class T { string X; };`,
      `${classes} class T { [EmbeddedInstance("A")] string X; };`,
      "T property X retyped-property: string -> A",
    ),
  ],
  "narrowed-type": [
    mof(
      `${classes} [Association] class T { [Key] A ref L; [Key] A ref R; };`,
      `${classes} [Association] class T { [Key] C ref L; [Key] A ref R; };`,
      "T property L narrowed-type: A ref -> C ref",
    ),
    mof(
      `${classes} class T { [EmbeddedObject] string X; };`,
      `${classes} class T { [EmbeddedInstance("A")] string X; };`,
      "T property X narrowed-type: object -> A",
    ),
  ],
  "widened-type": [
    mof(
      `${classes} class T { [EmbeddedInstance("B")] string X; };`,
      `${classes} class T { [EmbeddedInstance("A")] string X; };`,
      "T property X widened-type: B -> A",
    ),
  ],
  "fixed-array-size": [members("uint8 X[];", "uint8 X[4];", "T property X fixed-array-size: uint8[] -> uint8[4]")],
  "freed-array-size": [members("uint8 X[4];", "uint8 X[];", "T property X freed-array-size: uint8[4] -> uint8[]")],
  "weakened-array-order": [
    members(
      '[ArrayType("Indexed")] string X[];',
      '[ArrayType("Bag")] string X[];',
      'T property X, qualifier ArrayType weakened-array-order: "Indexed" -> "Bag"',
    ),
    members(
      '[ArrayType("Ordered")] string X[];',
      "string X[];",
      'T property X, qualifier ArrayType weakened-array-order: "Ordered"',
    ),
  ],
  "narrowed-range": [
    members("[MaxLen(9)] string X;", "[MaxLen(8)] string X;", "T property X, qualifier MaxLen narrowed-range: 9 -> 8"),
    members("string X;", "[MaxLen(8)] string X;", "T property X, qualifier MaxLen narrowed-range: -> 8"),
    members(
      "[MinValue(-1)] sint32 X;",
      "[MinValue(0)] sint32 X;",
      "T property X, qualifier MinValue narrowed-range: -1 -> 0",
    ),
    members(
      '[ValueMap{"1", "2", ".."}] uint16 X;',
      '[ValueMap{"1", ".."}] uint16 X;',
      'T property X, qualifier ValueMap narrowed-range: {"1", "2", ".."} -> {"1", ".."}',
    ),
    members(
      '[ValueMap{"1", ".."}] uint16 X;',
      '[ValueMap{"1"}] uint16 X;',
      'T property X, qualifier ValueMap narrowed-range: {"1", ".."} -> {"1"}',
    ),
    members(
      '[ValueMap{"1", "2"}] uint16 X;',
      '[ValueMap{"1", "3"}] uint16 X;',
      'T property X, qualifier ValueMap narrowed-range: {"1", "2"} -> {"1", "3"}',
      'T property X, qualifier ValueMap widened-range: {"1", "2"} -> {"1", "3"}',
    ),
    members(
      "uint32 M([In] string P);",
      "uint32 M([In, MaxLen(3)] string P);",
      "T method M, parameter P, qualifier MaxLen narrowed-range: -> 3",
    ),
    members(
      '[Values{"Off", "On", "Dim"}] uint16 X;',
      '[Values{"Off", "On"}] uint16 X;',
      'T property X, qualifier Values narrowed-range: {"Off", "On", "Dim"} -> {"Off", "On"}',
    ),
    members(
      '[BitMap{"0", "1"}] uint16 X;',
      '[BitMap{"0"}] uint16 X;',
      'T property X, qualifier BitMap narrowed-range: {"0", "1"} -> {"0"}',
    ),
  ],
  "widened-range": [
    members("[MaxValue(9)] uint8 X;", "uint8 X;", "T property X, qualifier MaxValue widened-range: 9"),
    members(
      '[ValueMap{"5..10"}] uint16 X;',
      '[ValueMap{"5..7", "8..0x0B"}] uint16 X;',
      'T property X, qualifier ValueMap widened-range: {"5..10"} -> {"5..7", "8..0x0B"}',
    ),
  ],
  "narrowed-result": [
    members(
      '[ValueMap{"0", "1"}] uint32 M();',
      '[ValueMap{"0"}] uint32 M();',
      'T method M, qualifier ValueMap narrowed-result: {"0", "1"} -> {"0"}',
    ),
    mof(
      `${classes} class T { uint32 M([In(false), Out] A ref P); };`,
      `${classes} class T { uint32 M([In(false), Out] B ref P); };`,
      "T method M, parameter P narrowed-result: A ref -> B ref",
    ),
  ],
  "renamed-value": [
    members(
      '[ValueMap{"1", "2"}, Values{"Off", "On"}] uint16 X;',
      '[ValueMap{"1", "2"}, Values{"Off", "Dim"}] uint16 X;',
      'T property X, qualifier Values renamed-value: 2 = "On" -> 2 = "Dim"',
    ),
    members(
      '[ValueMap{"1", "2..", "0x8000.."}, Values{"On", "Reserved", "Of vendors"}] uint16 X;',
      '[ValueMap{"1", "2", "3..", "0x8000.."}, Values{"On", "Dim", "Reserved", "Of vendors"}] uint16 X;',
      'T property X, qualifier Values renamed-value: 2 = "Reserved" -> 2 = "Dim"',
    ),
    members(
      '[ValueMap{"on", ".."}, Values{"On", "Reserved"}] string X;',
      '[ValueMap{"on", "dim", ".."}, Values{"On", "Dim", "For later"}] string X;',
      'T property X, qualifier Values renamed-value: dim = "Reserved" -> dim = "Dim"',
      'T property X, qualifier Values renamed-value: .. = "Reserved" -> .. = "For later"',
    ),
  ],
  "rearranged-values": [
    members(
      '[ValueMap{"5..10"}, Values{"On"}] uint16 X;',
      '[ValueMap{"5..7", "8..0x0A"}, Values{"On", "On"}] uint16 X;',
      'T property X, qualifier ValueMap rearranged-values: {"5..10"} -> {"5..7", "8..0x0A"}',
    ),
    members(
      '[ValueMap{"1", "2", ".."}, Values{"Off", "On", "Reserved"}] uint16 X;',
      '[ValueMap{"2", "1", ".."}, Values{"On", "Off", "Reserved"}] uint16 X;',
      'T property X, qualifier ValueMap rearranged-values: {"1", "2", ".."} -> {"2", "1", ".."}',
    ),
    members(
      '[Values{"Off", "On"}] uint16 X;',
      '[ValueMap{"0", "1"}, Values{"Off", "On"}] uint16 X;',
      'T property X, qualifier ValueMap rearranged-values: -> {"0", "1"}',
    ),
    members(
      '[ValueMap{"1"}, Values{"On", "Off"}] uint16 X;',
      '[ValueMap{"1"}, Values{"On"}] uint16 X;',
      'T property X, qualifier Values rearranged-values: {"On", "Off"} -> {"On"}',
    ),
  ],
  "widened-result": [
    mof(
      `${classes} class T { [EmbeddedInstance("B")] string M(); };`,
      `${classes} class T { [EmbeddedInstance("A")] string M(); };`,
      "T method M widened-result: B -> A",
    ),
    mof(
      `${classes} class T { uint32 M([In(false), Out] B ref P); };`,
      `${classes} class T { uint32 M([In(false), Out] A ref P); };`,
      "T method M, parameter P widened-result: B ref -> A ref",
    ),
    mof(
      `${classes} class T { uint32 M([In, Out] B ref P); };`,
      `${classes} class T { uint32 M([In, Out] A ref P); };`,
      "T method M, parameter P widened-result: B ref -> A ref",
    ),
  ],
  "reassigned-value": [
    members(
      '[ValueMap{"1", "2"}, Values{"Off", "On"}] uint16 X;',
      '[ValueMap{"1", "2"}, Values{"On", "Off"}] uint16 X;',
      'T property X, qualifier Values reassigned-value: 1 = "Off" -> 1 = "On"',
      'T property X, qualifier Values reassigned-value: 2 = "On" -> 2 = "Off"',
    ),
    members(
      '[Values{"Off", "On"}] uint16 X;',
      '[Values{"Off", "Dim", "On"}] uint16 X;',
      'T property X, qualifier Values reassigned-value: 1 = "On" -> 1 = "Dim"',
      'T property X, qualifier Values widened-range: {"Off", "On"} -> {"Off", "Dim", "On"}',
    ),
    members(
      '[ValueMap{"1", "2"}, Values{"Off", "On"}] uint16 X;',
      '[ValueMap{"1", "2", "3"}, Values{"Off", "Dim", "On"}] uint16 X;',
      'T property X, qualifier Values reassigned-value: 2 = "On" -> 2 = "Dim"',
      'T property X, qualifier ValueMap widened-range: {"1", "2"} -> {"1", "2", "3"}',
    ),
    members(
      '[ValueMap{"1..5", "6.."}, Values{"Low", "High"}] uint8 X;',
      '[ValueMap{"1..", "0"}, Values{"Low", "High"}] uint8 X;',
      'T property X, qualifier Values reassigned-value: 6..255 = "High" -> 6..255 = "Low"',
      'T property X, qualifier ValueMap widened-range: {"1..5", "6.."} -> {"1..", "0"}',
    ),
  ],
  "changed-weak": [
    mof(
      `${classes} [Association] class T { [Key] A ref L; [Key] A ref R; };`,
      `${classes} [Association] class T { [Key] A ref L; [Key, Weak] A ref R; };`,
      "T property R, qualifier Weak changed-weak: -> TRUE",
    ),
  ],
  "changed-default": [
    members("uint32 X = 1;", "uint32 X = 2;", "T property X changed-default: 1 -> 2"),
    members("uint32 X;", "uint32 X = 2;", "T property X changed-default: -> 2"),
  ],
  "removed-read-access": [
    members("uint32 X;", "[Read(false)] uint32 X;", "T property X, qualifier Read removed-read-access: -> FALSE"),
  ],
  "added-read-access": [
    members(
      "[Read(false)] uint32 X;",
      "[Read] uint32 X;",
      "T property X, qualifier Read added-read-access: FALSE -> TRUE",
    ),
  ],
  "removed-write-access": [
    members("[Write] uint32 X;", "uint32 X;", "T property X, qualifier Write removed-write-access: TRUE"),
    members(
      "[Write] uint32 X;",
      "[Write(false)] uint32 X;",
      "T property X, qualifier Write removed-write-access: TRUE -> FALSE",
    ),
  ],
  "added-write-access": [
    members("uint32 X;", "[Write] uint32 X;", "T property X, qualifier Write added-write-access: -> TRUE"),
  ],
  "changed-unit": [
    members(
      '[Units("Bytes")] uint32 X;',
      '[Units("Bits")] uint32 X;',
      'T property X, qualifier Units changed-unit: "Bytes" -> "Bits"',
    ),
    members('[PUnit("byte")] uint32 X;', "uint32 X;", 'T property X, qualifier PUnit changed-unit: "byte"'),
  ],
  "changed-static": [
    members("uint32 M();", "[Static] uint32 M();", "T method M, qualifier Static changed-static: -> TRUE"),
    members("[Static] uint32 X;", "uint32 X;", "T property X, qualifier Static changed-static: TRUE"),
  ],

  "removed-enumeration-value": [
    mof(
      "enumeration E : uint8 { A = 1, B = 2 };",
      "enumeration E : uint8 { A = 1 };",
      "E property B removed-enumeration-value: 2",
    ),
  ],
  "added-enumeration-value": [
    mof(
      "enumeration E : string { A };",
      "enumeration E : string { A, B };",
      'E property B added-enumeration-value: -> "B"',
    ),
  ],
  "changed-enumeration-value": [
    mof(
      "enumeration E : uint8 { A = 1 };",
      "enumeration E : uint8 { A = 2 };",
      "E property A changed-enumeration-value: 1 -> 2",
    ),
    mof(
      "enumeration E : uint8 { A = 1 }; class T { E X; };",
      "enumeration E : uint8 { A = 2 }; class T { E X; };",
      "E property A changed-enumeration-value: 1 -> 2",
    ),
  ],

  "removed-method": [members("uint32 M(uint8 P);", "", "T method M removed-method: uint32 M(uint8 P)")],
  "added-method": [members("", "void M();", "T method M added-method: -> void M()")],
  "changed-return-type": [
    members("uint32 M();", "uint64 M();", "T method M changed-return-type: uint32 -> uint64"),
    members("uint32 M();", "void M();", "T method M changed-return-type: uint32 -> void"),
  ],
  "removed-parameter": [
    members("uint32 M([In] uint8 P);", "uint32 M();", "T method M, parameter P removed-parameter: [In] uint8"),
  ],
  "added-parameter": [
    members("uint32 M();", "uint32 M([Out] uint8 P);", "T method M, parameter P added-parameter: -> [Out] uint8"),
    members(
      "uint32 M();",
      "uint32 M([In, Optional] uint8 P);",
      "T method M, parameter P added-parameter: -> [In, Optional] uint8",
    ),
    members("uint32 M();", "uint32 M([In] uint8 P = 1);", "T method M, parameter P added-parameter: -> [In] uint8 = 1"),
    members(
      "uint32 M([In] uint8 P);",
      "uint32 M([In] uint8 P, [Out] uint8 Q, [In, Optional] uint8 R);",
      "T method M, parameter Q added-parameter: -> [Out] uint8",
      "T method M, parameter R added-parameter: -> [In, Optional] uint8",
    ),
  ],
  "inserted-parameter": [
    members(
      "uint32 M([In] uint8 P);",
      "uint32 M([In, Optional] uint8 Q, [In] uint8 P);",
      "T method M, parameter Q inserted-parameter: -> [In, Optional] uint8",
    ),
    members(
      "uint32 M([In] uint8 P, [In] uint8 R);",
      "uint32 M([In] uint8 P, [Out] uint8 Q, [In] uint8 R);",
      "T method M, parameter Q inserted-parameter: -> [Out] uint8",
    ),
  ],
  "added-required-parameter": [
    members("uint32 M();", "uint32 M(uint8 P);", "T method M, parameter P added-required-parameter: -> [In] uint8"),
    members(
      "uint32 M();",
      "uint32 M([In, Out] uint8 P);",
      "T method M, parameter P added-required-parameter: -> [In, Out] uint8",
    ),
  ],
  "retyped-parameter": [
    members(
      "uint32 M([OctetString] string P[]);",
      "uint32 M(string P[]);",
      "T method M, parameter P retyped-parameter: octetstring[] -> string[]",
    ),
    members(
      "uint32 M(uint8 P);",
      "uint32 M(uint8 P[]);",
      "T method M, parameter P retyped-parameter: uint8 -> uint8[]",
    ),
  ],
  "changed-direction": [
    members(
      "uint32 M([In] uint8 P);",
      "uint32 M([In(false), Out] uint8 P);",
      "T method M, parameter P changed-direction: In -> Out",
    ),
    members(
      "uint32 M([Out] uint8 P);",
      "uint32 M([In, Out] uint8 P);",
      "T method M, parameter P changed-direction: Out -> In, Out",
    ),
    members(
      "uint32 M([Out, Optional] uint8 P);",
      "uint32 M([In, Out] uint8 P);",
      "T method M, parameter P changed-direction: Out -> In, Out",
      "T method M, parameter P, qualifier Optional removed-qualifier: TRUE",
    ),
  ],
  "reordered-parameters": [
    members(
      "uint32 M(uint8 P, uint8 Q);",
      "uint32 M(uint8 Q, uint8 P);",
      "T method M reordered-parameters: P, Q -> Q, P",
    ),
  ],

  deprecated: [
    members("uint32 X;", '[Deprecated{"T.Y"}] uint32 X;', 'T property X, qualifier Deprecated deprecated: -> {"T.Y"}'),
  ],
  "no-longer-deprecated": [
    mof('[Deprecated{"U"}] class T { };', "class T { };", 'T qualifier Deprecated no-longer-deprecated: {"U"}'),
  ],
  "added-qualifier": [
    members("uint32 X;", "[Counter] uint32 X;", "T property X, qualifier Counter added-qualifier: -> TRUE"),
    members(
      "uint16 X;",
      "[MinValue(0), MaxValue(65535)] uint16 X;",
      "T property X, qualifier MinValue added-qualifier: -> 0",
      "T property X, qualifier MaxValue added-qualifier: -> 65535",
    ),
    members(
      "sint32 X;",
      "[MinValue(-2147483648)] sint32 X;",
      "T property X, qualifier MinValue added-qualifier: -> -2147483648",
    ),
    members(
      "uint8 X;",
      '[ValueMap{"0..255"}] uint8 X;',
      'T property X, qualifier ValueMap added-qualifier: -> {"0..255"}',
    ),
    members(
      "uint16 X;",
      '[ValueMap{"0", "1", ".."}] uint16 X;',
      'T property X, qualifier ValueMap added-qualifier: -> {"0", "1", ".."}',
    ),
  ],
  "removed-qualifier": [
    members("[Counter] uint32 X;", "uint32 X;", "T property X, qualifier Counter removed-qualifier: TRUE"),
  ],
  "changed-qualifier": [
    mof("[Harbor(1)] class T { };", "[Harbor(2)] class T { };", "T qualifier Harbor changed-qualifier: 1 -> 2"),
  ],
  "changed-flavor": [
    mof(
      "[Harbor(1) : ToSubclass] class T { };",
      "[Harbor(1) : ToSubclass ToInstance] class T { };",
      "T qualifier Harbor changed-flavor: EnableOverride ToSubclass -> EnableOverride ToSubclass ToInstance",
    ),
  ],
  "changed-documentation": [
    members(
      '[ValueMap{"1", "2"}, Values{"Off", "On"}] uint16 X;',
      '[ValueMap{"1", "2", "3"}] uint16 X;',
      'T property X, qualifier ValueMap widened-range: {"1", "2"} -> {"1", "2", "3"}',
      'T property X, qualifier Values changed-documentation: {"Off", "On"}',
    ),
    mof(
      '[Description("a")] class T { };',
      '[Description("b")] class T { };',
      'T qualifier Description changed-documentation: "a" -> "b"',
    ),
    mof(
      '#pragma namespace("root/ms_409")\nclass T { uint32 X; };',
      '#pragma namespace("root/ms_409")\nclass T { uint32 X; };\n[Description("b")] class T { uint32 X; };',
      'T qualifier Description changed-documentation: -> "b"',
    ),
  ],
  "moved-declaration": [
    mof(
      "class T { }; class U : T { uint32 X; };",
      "class T { uint32 X; }; class U : T { };",
      "T property X added-property: -> uint32",
      "U property X moved-declaration: declared here -> inherited",
    ),
  ],
  respelled: [
    members("uint32 Size;", "uint32 SIZE;", "T property SIZE respelled: Size -> SIZE"),
    mof(
      "class Lamp { uint32 M(uint8 P); };",
      "class LAMP { uint32 m(uint8 p); };",
      "LAMP respelled: Lamp -> LAMP",
      "LAMP method m respelled: M -> m",
      "LAMP method m, parameter p respelled: P -> p",
    ),
  ],

  "removed-instance": [
    mof(`class T { ${key} }; instance of T { Name = "a"; };`, `class T { ${key} };`, 'T.Name="a" removed-instance'),
  ],
  "added-instance": [
    mof(`class T { ${key} };`, `class T { ${key} }; instance of T { Name = "a"; };`, 'T.Name="a" added-instance'),
  ],
  "changed-value": [
    mof(
      `class T { ${key} uint32 X = 1; }; instance of T { Name = "a"; X = 5; };`,
      `class T { ${key} uint32 X = 1; }; instance of T { Name = "a"; };`,
      'T.Name="a" property X changed-value: 5 -> 1',
    ),
    mof(
      `class T { ${key} }; instance of T { Name = "a"; };`,
      `class T { ${key} }; instance of T { Name = "A"; };`,
      'T.Name="A" property Name changed-value: "a" -> "A"',
    ),
    mof(
      `class T { ${key} T ref Next; }; instance of T { Name = "a"; Next = "T.Name=\\"a\\""; };`,
      `class T { ${key} T ref Next; }; instance of T { Name = "a"; Next = "root/other:T.Name=\\"a\\""; };`,
      'T.Name="a" property Next changed-value: "T.Name=\\"a\\"" -> "root/other:T.Name=\\"a\\""',
    ),
  ],
};

/** Pairs of sources that hold the same. */
export const equalCases: Readonly<Record<string, readonly [before: string, after: string]>> = {
  "declared in another order": [
    `${classes} class T { uint32 X; uint32 Y; uint32 M(); uint32 N(); };`,
    "class T { uint32 Y; uint32 N(); uint32 X; uint32 M(); }; class A { [Key] string Name; }; class B : A { }; class C : B { };",
  ],
  "with instances in another order": [
    'class T { [Key] string Name; }; instance of T { Name = "a"; }; instance of T { Name = "b"; };',
    'class T { [Key] string Name; }; instance of T { Name = "b"; }; instance of T { Name = "a"; };',
  ],
  "with a value that is the default": [
    'class T { [Key] string Name; uint32 X = 1; }; instance of T { Name = "a"; };',
    'class T { [Key] string Name; uint32 X = 1; }; instance of T { Name = "a"; X = 1; };',
  ],
  "with comments and another layout": ["class T { uint32 X; };", "/* of it */ class T\n{\n  uint32 X; // so\n};"],
  "with references to the same object in other words": [
    `class A { [Key] uint8 K; }; class T { [Key] string Name; A ref One; A ref Many[]; };
     instance of T { Name = "a"; One = "A.K=2"; Many = {"A.K=2", null}; };`,
    `class A { [Key] uint8 K; }; class T { [Key] string Name; A ref One; A ref Many[]; };
     instance of T { Name = "a"; One = "//./root/cimv2:a.k=2"; Many = {"root/CIMV2:A=2", null}; };`,
  ],
  "with the keyword of MOF 3 for a qualifier": [
    "class A { [Key] string N; }; [Association] class T { [Key] A ref L; [Key] A ref R; };",
    "class A { [Key] string N; }; association T { [Key] A ref L; [Key] A ref R; };",
  ],
};
