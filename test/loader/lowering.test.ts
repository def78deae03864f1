import { describe, expect, test } from "vitest";
import { formatObjectPath, type ObjectPath } from "../../src/cim/object-path.ts";
import { findMarked, instanceAt, loadText, valuesOf } from "./harness.ts";

async function classOf(text: string, name = "C", settings: Parameters<typeof loadText>[1] = {}) {
  const { diagnostics, connection } = await loadText(text, settings);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return (await connection.openNamespace("root/cimv2")).getClass(name);
}

describe("a class", () => {
  test("keeps types, arrays, defaults, methods and parameters", async () => {
    const read = await classOf(`class Other { };
class C : Other {
  [Key] UINT32 Id = 0x10;
  string Names[4] = { "a" "b", NULL };
  Other ref Where = NULL;
  object ref Any;
  Other Inside;
  object Weak[];
  sint64 Big = -9223372036854775808;
  datetime When = "20260101000000.000000+000";
  char16 Letter = 'x';
  real32 Half = 0.5;
  boolean Yes = true;
  void Run();
  uint32[] Ask([In] string Text = "none", [In, Out] Other ref Whom[], [Out] Other Answer);
};`);
    expect(
      read.properties.map(({ name, type, isArray, arraySize, className, value }) => ({
        name,
        type,
        isArray,
        ...(arraySize !== undefined && { arraySize }),
        ...(className !== undefined && { className }),
        ...(value !== undefined && {
          value: typeof value === "object" && value && "text" in value ? value.text : value,
        }),
      })),
    ).toEqual([
      { name: "Id", type: "uint32", isArray: false, value: 16 },
      { name: "Names", type: "string", isArray: true, arraySize: 4, value: ["ab", null] },
      { name: "Where", type: "reference", isArray: false, className: "Other", value: null },
      { name: "Any", type: "reference", isArray: false },
      { name: "Inside", type: "object", isArray: false, className: "Other" },
      { name: "Weak", type: "object", isArray: true },
      { name: "Big", type: "sint64", isArray: false, value: -9223372036854775808n },
      { name: "When", type: "datetime", isArray: false, value: "20260101000000.000000+000" },
      { name: "Letter", type: "char16", isArray: false, value: "x" },
      { name: "Half", type: "real32", isArray: false, value: 0.5 },
      { name: "Yes", type: "boolean", isArray: false, value: true },
    ]);
    const [run, ask] = read.methods;
    expect(run).toMatchObject({ name: "Run", returnType: "void", parameters: [] });
    expect(ask).toMatchObject({
      name: "Ask",
      returnType: { type: "uint32", isArray: true },
      parameters: [
        { name: "Text", type: "string", value: "none" },
        { name: "Whom", type: "reference", isArray: true, className: "Other" },
        { name: "Answer", type: "object", className: "Other" },
      ],
    });
  });

  test("may have embedded defaults, inline and as text", async () => {
    const read = await classOf(
      `class Inner { uint8 X; };\nclass C { Inner I = instance of Inner { X = 1; }; [EmbeddedInstance("Inner")] string T = "instance of Inner { X = 2; };"; };`,
    );
    expect(read.properties.map(({ value }) => valuesOf(value))).toEqual([{ X: 1 }, { X: 2 }]);
  });

  test("announced by `class Name;` is not declared by that", async () => {
    const { report } = await loadText("class C;");
    expect(report.counts.classes.created).toBe(0);
  });
});

describe("a qualifier", () => {
  const types = `Qualifier Level : uint8, Scope(any);
Qualifier Texts : string[], Scope(any);
Qualifier Big : uint64, Scope(any);
`;

  test("has the type its namespace declares, in any case of its name", async () => {
    const { qualifiers } = await classOf(`${types}[LEVEL(5), Texts{"a"}, Big(7)] class C { };`);
    expect(qualifiers.map(({ name, type, isArray, value }) => [name, type, isArray, value])).toEqual([
      ["LEVEL", "uint8", false, 5],
      ["Texts", "string", true, ["a"]],
      ["Big", "uint64", false, 7n],
    ]);
  });

  test("takes one value for an array of one", async () => {
    const { qualifiers } = await classOf(`${types}[Texts("a")] class C { };`);
    expect(qualifiers[0]?.value).toEqual(["a"]);
  });

  test("that nobody declares has the type of its value", async () => {
    const { qualifiers } = await classOf(
      '[A, B(1), C2(4294967296), D("x"), E{1, 2.5}, F(false), G{}, H("a", "b")] class C { };',
    );
    expect(qualifiers.map(({ name, type, isArray, value }) => [name, type, isArray, value])).toEqual([
      ["A", "boolean", false, true],
      ["B", "sint32", false, 1],
      ["C2", "sint64", false, 4294967296n],
      ["D", "string", false, "x"],
      ["E", "real64", true, [1, 2.5]],
      ["F", "boolean", false, false],
      ["G", "string", true, []],
      ["H", "string", true, ["a", "b"]],
    ]);
  });

  test("has the flavors of its use, over those of a statement before", async () => {
    const { qualifiers } = await classOf(`Qualifier Note : ToSubclass Amended;
[NOTE("x"), Other("y") : DisableOverride, Third("z") : Restricted Translatable] class C { };
[Note("x") : NotToSubclass ToInstance] class D { };`);
    expect(qualifiers.map(({ flavor }) => flavor)).toMatchObject([
      { toSubclass: true, amended: true, overridable: true },
      { overridable: false },
      { toSubclass: false, toInstance: false, translatable: true },
    ]);
    const { qualifiers: later } = await classOf(
      'Qualifier Note : ToSubclass Amended;\n[Note("x") : NotToSubclass ToInstance] class C { };',
    );
    expect(later[0]?.flavor).toMatchObject({ toSubclass: false, toInstance: true, amended: true });
  });

  test("has no flavors of a statement behind it or in another input", async () => {
    const { qualifiers } = await classOf('[Note("x")] class C { };\nQualifier Note : ToSubclass Amended;');
    expect(qualifiers[0]?.flavor).toMatchObject({ toSubclass: false, amended: false });
  });

  test("has the type declared later for later uses", async () => {
    const read = await classOf(`[Level(5)] class Before { };\n${types}[Level(5)] class C { };`);
    expect(read.qualifiers[0]?.type).toBe("uint8");
  });

  test.each([
    ["[Q : «EnableOverride DisableOverride»] class C { };", "contradicting-flavors"],
    ["[Q : «ToSubclass NotToSubclass»] class C { };", "contradicting-flavors"],
    ["[Q : «Restricted ToSubclass»] class C { };", "restricted-flavor-propagates"],
    ["Qualifier Q : «ToInstance Amended Restricted»;", "restricted-flavor-propagates"],
    ["Qualifier Q : string, Scope(any), Flavor(«EnableOverride, DisableOverride»);", "contradicting-flavors"],
    ["class A { };\n[Q(«instance of A { }»)] class C { };", "unexpected-instance"],
    ["[Q(«Word»)] class C { };", "bare-word"],
  ])("is refused in %s", async (text, code) => {
    expect(await findMarked(text)).toContain(code);
  });
});

describe("a misspelt word", () => {
  test.each([
    ["class C { «unit32» P = 5; };", "did you mean `uint32`?"],
    ["class C { «unit32» P[] = { 1, 2 }; };", "did you mean `uint32`?"],
    ['class C { «strng» P = "text"; };', "did you mean `string`?"],
    ["class C { «strng» P = word; };", "did you mean `string`?"],
    ["class C { void M(«boolen» P = true); };", "did you mean `boolean`?"],
    ["Qualifier Q : «unit32»[] = { A }, Scope(any);", "did you mean `uint32`?"],
    ["class C { boolean P = «flase»; };", "did you mean `false`?"],
    ["class C { string P = «nul»; };", "did you mean `null`?"],
    ["class C { string P = «words»; };", 'put text into quotes: `"words"`'],
    [
      "class C { string P = «Later.A»; };",
      'declare `Later` in the same namespace, or put text into quotes: `"Later.A"`',
    ],
  ])("is all that is wrong with %s", async (marked, hint) => {
    await findMarked(marked);
    const { diagnostics } = await loadText(marked.replace(/[«»]/g, ""));
    expect(diagnostics.map((diagnostic) => diagnostic.hint)).toEqual([hint]);
  });

  test.each([
    ["class C { Later P = «5»; };", "value-type-mismatch"],
    ['class C { Later P = «"text"»; };', "value-type-mismatch"],
    ["class C { Later P = «word»; };", "value-type-mismatch"],
  ])("is not what a class is that comes later: %s", async (marked, code) => {
    expect(await findMarked(`${marked} class Later { };`)).toEqual([code]);
  });
});

describe("an instance", () => {
  test("has values of the types of its class", async () => {
    const { diagnostics, connection } = await loadText(`class A { [Key] string K; };
class C { [Key] uint8 N; uint64 Big; sint64 Texts[]; real64 R; datetime D; char16 Ch[]; A ref Ref; string S; boolean B; uint32 None; };
instance of c { n = 0x0F; BIG = 18446744073709551615; Texts = { "1", -2 }; R = 1; D = "00000001000000.000000:000";
  Ch = { 'a', 98 }; Ref = "A.K=\\"x\\""; S = "a\\x41" "b"; B = TRUE; None = NULL; };`);
    expect(diagnostics).toEqual([]);
    const { Ref, D, ...values } = await instanceAt(connection, "C.N=15");
    expect(values).toEqual({
      N: 15,
      Big: 18446744073709551615n,
      Texts: [1n, -2n],
      R: 1,
      Ch: ["a", "b"],
      S: "aAb",
      B: true,
      None: null,
    });
    expect(formatObjectPath(Ref as ObjectPath)).toBe('A.K="x"');
    expect(D).toMatchObject({ text: "00000001000000.000000:000" });
  });

  test("may have qualifiers, and properties that have nothing else", async () => {
    const { diagnostics, connection } = await loadText(`class C { [Key] string K; string P; };
[Dynamic, InstanceContext("x") : ToInstance] instance of C { [Own] K = "1"; [PropertyContext("path"), Dynamic] P; };`);
    expect(diagnostics).toEqual([]);
    const instance = await (await connection.openNamespace("root/cimv2")).getInstance('C.K="1"');
    expect(instance.qualifiers?.map(({ name, value }) => [name, value])).toEqual([
      ["Dynamic", true],
      ["InstanceContext", "x"],
    ]);
    const properties = new Map(instance.properties.map((property) => [property.name, property]));
    expect(properties.get("P")?.qualifiers?.map(({ name }) => name)).toEqual(["PropertyContext", "Dynamic"]);
    expect(properties.get("K")?.qualifiers?.map(({ name }) => name)).toEqual(["Own"]);
  });

  test("sees its class as it was put last", async () => {
    const { diagnostics, connection } = await loadText(
      'class C { [Key] string K; };\ninstance of C { K = "1"; };\n#pragma deleteclass("C", FAIL)\nclass C { [Key] uint8 K; uint64 N; };\ninstance of C { K = 2; N = 3; };',
    );
    expect(diagnostics).toEqual([]);
    expect(await instanceAt(connection, "C.K=2")).toEqual({ K: 2, N: 3n });
  });
});

describe("an embedded instance", () => {
  const schema = `class Inner { uint8 X; uint64 Big; Inner More; };
class Outer { [Key] string K; Inner I; Inner All[]; object Any; [EmbeddedInstance("Inner")] string T; [EmbeddedObject] string O; [EmbeddedInstance("Inner")] string Ts[]; };
`;

  test("is the same inline and as text", async () => {
    const { diagnostics, connection } = await loadText(`${schema}instance of Outer { K = "1";
  I = instance of Inner { X = 1; Big = 5; More = instance of Inner { X = 2; }; };
  All = { instance of Inner { X = 3; }, instance of Inner { X = 4; } };
  Any = instance of Inner { X = 5; };
  T = "instance of Inner { X = 6; Big = 5; };";
  O = "class Shown { string S; };";
  Ts = { "instance of Inner { X = 7; };", instance of Inner { X = 8; } }; };`);
    expect(diagnostics).toEqual([]);
    const { I, All, Any, T, O, Ts } = await instanceAt(connection, 'Outer.K="1"');
    expect(valuesOf(I)).toMatchObject({ X: 1, Big: 5n });
    expect(valuesOf(valuesOf(I).More)).toEqual({ X: 2 });
    expect((All as readonly unknown[]).map(valuesOf)).toEqual([{ X: 3 }, { X: 4 }]);
    expect(valuesOf(Any)).toEqual({ X: 5 });
    expect(valuesOf(T)).toEqual({ X: 6, Big: 5n });
    expect(O).toMatchObject({ kind: "class", name: "Shown" });
    expect((Ts as readonly unknown[]).map(valuesOf)).toEqual([{ X: 7 }, { X: 8 }]);
  });

  test("is one in a subclass that the qualifier does not reach", async () => {
    const { diagnostics, connection } = await loadText(
      `${schema}class Sub : Outer { };\ninstance of Sub { K = "1"; T = "instance of Inner { X = 6; };"; };`,
    );
    expect(diagnostics).toEqual([]);
    expect(valuesOf((await instanceAt(connection, 'Sub.K="1"')).T)).toEqual({ X: 6 });
  });

  test.each([
    ["text that is no MOF", 'T = «"this is no MOF"»;', "invalid-embedded-text"],
    ["text with nothing in it", 'T = «" // nothing"»;', "invalid-embedded-text"],
    ["text of two instances", 'T = «"instance of Inner { }; instance of Inner { };"»;', "invalid-embedded-text"],
    ["text of a pragma", 'T = «"#pragma locale(\\"en_US\\")"»;', "invalid-embedded-text"],
    ["text that uses an alias", 'T = «"instance of Inner { More = $X; };"»;', "invalid-embedded-text"],
    ["a value inside", "I = instance of Inner { X = «300»; };", "value-out-of-range"],
    ["a property inside", "I = instance of Inner { «Y» = 1; };", "unknown-property"],
    [
      "a value deep inside",
      "I = instance of Inner { More = instance of Inner { X = «300»; }; };",
      "value-out-of-range",
    ],
    [
      "a value inside an element",
      "All = { instance of Inner { }, instance of Inner { X = «300»; } };",
      "value-out-of-range",
    ],
    [
      "a value inside text",
      'Ts = { "instance of Inner { };", «"instance of Inner { X = 300; };"» };',
      "value-out-of-range",
    ],
    ["an unknown class", "I = instance of «Innr» { X = 1; };", "unknown-class"],
  ])("is refused for %s, where it is", async (_, property, code) => {
    const shown = code === "unknown-property" ? schema.replace("Inner", "‹Inner›") : schema;
    expect(await findMarked(`${shown}instance of Outer { K = "1"; ${property} };`)).toEqual([code]);
  });
});
