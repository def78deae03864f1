import { describe, expect, test } from "vitest";
import type { CimClass, CimInstance } from "../../src/cim/model.ts";
import { findMarked, instanceAt, loadInto, loadText, openMemory } from "./harness.ts";

async function classesOf(text: string, settings: Parameters<typeof loadText>[1] = {}): Promise<Map<string, CimClass>> {
  const { diagnostics, connection } = await loadText(text, settings);
  expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
  const services = await connection.openNamespace("root/cimv2");
  const classes = new Map<string, CimClass>();
  for await (const definition of services.createClassEnum(null)) classes.set(definition.name, definition);
  return classes;
}

async function classOf(text: string, name = "C", settings: Parameters<typeof loadText>[1] = {}): Promise<CimClass> {
  const found = (await classesOf(text, settings)).get(name);
  if (!found) throw new Error(`there is no class ${name}`);
  return found;
}

function propertiesOf({ properties }: CimClass): unknown {
  return properties.map(({ name, type, isArray, className, enumeration, value }) => ({
    name,
    type: `${type}${isArray ? "[]" : ""}`,
    ...(className !== undefined && { className }),
    ...(enumeration !== undefined && { enumeration }),
    ...(value !== undefined && { value }),
  }));
}

const color =
  'enumeration Color : uint16 { Red = 1, Green = 2, Blue = 0x10 };\nenumeration Flag : string { NO, SE = "se" };\n';

describe("an enumeration", () => {
  test("is kept as a class with a property for each element", async () => {
    const classes = await classesOf(
      `${color}[Description("all")] enumeration More : Color { [Deprecated] Gray = 030 };`,
    );
    expect(propertiesOf(classes.get("Color") as CimClass)).toEqual([
      { name: "Red", type: "uint16", value: 1 },
      { name: "Green", type: "uint16", value: 2 },
      { name: "Blue", type: "uint16", value: 16 },
    ]);
  });

  test.each([
    ["enumeration E { A = 1, B = -2 };", "sint64", [1n, -2n]],
    ["enumeration E : integer { A = 1 };", "sint64", [1n]],
    ["enumeration E { A, B };", "string", ["A", "B"]],
    ['enumeration E { A = "x", B };', "string", ["x", "B"]],
    ["enumeration E : STRING { };", "string", []],
    ["enumeration E : uint64 { A = 18446744073709551615 };", "uint64", [18446744073709551615n]],
    ["enumeration Base { X }; enumeration E : Base { A };", "string", ["A", "X"]],
    // What it extends may come later.
    ["enumeration E : Base { A }; enumeration Base { X };", "string", ["A", "X"]],
  ])("%s has values of a type", async (text, type, values) => {
    const read = await classOf(text, "E");
    expect(read.properties.map((property) => property.value)).toEqual(values);
    expect(read.qualifiers).toMatchObject([{ name: "Enumeration", value: type, implied: true }]);
  });

  test("as a type is the type of its values, with their names as qualifiers", async () => {
    const read = await classOf(`${color}
class C {
  Color One = Red;
  color Many[3] = { Color.Blue, NULL, COLOR.green };
  Flag Country = SE;
  [Values{"a"}] Flag Written;
  Color Ask([In] Color What = Red, [Out] Flag Which[]);
  Flag[] All();
};`);
    expect(propertiesOf(read)).toEqual([
      { name: "One", type: "uint16", enumeration: "Color", value: 1 },
      { name: "Many", type: "uint16[]", enumeration: "Color", value: [16, null, 2] },
      { name: "Country", type: "string", enumeration: "Flag", value: "se" },
      { name: "Written", type: "string", enumeration: "Flag" },
    ]);
    expect(
      read.properties.map(({ qualifiers }) => qualifiers.map(({ name, value, implied }) => [name, value, implied])),
    ).toEqual([
      [
        ["ValueMap", ["1", "2", "16"], true],
        ["Values", ["Red", "Green", "Blue"], true],
      ],
      [
        ["ValueMap", ["1", "2", "16"], true],
        ["Values", ["Red", "Green", "Blue"], true],
      ],
      [
        ["ValueMap", ["NO", "se"], true],
        ["Values", ["NO", "SE"], true],
      ],
      [
        ["Values", ["a"], undefined],
        ["ValueMap", ["NO", "se"], true],
      ],
    ]);
    expect(read.methods).toMatchObject([
      {
        returnType: { type: "uint16", isArray: false, enumeration: "Color" },
        qualifiers: [{ name: "ValueMap" }, { name: "Values" }],
        parameters: [
          { type: "uint16", enumeration: "Color", value: 1 },
          { type: "string", isArray: true, enumeration: "Flag" },
        ],
      },
      { returnType: { type: "string", isArray: true, enumeration: "Flag" } },
    ]);
  });

  test("may come after its use, and from an earlier load", async () => {
    const text = "class C { [Key] string K; Late L = A; }; enumeration Late { A };";
    expect(propertiesOf(await classOf(text))).toMatchObject([{}, { type: "string", enumeration: "Late", value: "A" }]);
    const connection = await openMemory();
    await loadInto(connection, ["enumeration Late { A, B };"]);
    const { diagnostics } = await loadInto(connection, ["class C { LATE L = B; };"]);
    expect(diagnostics).toEqual([]);
    const read = await (await connection.openNamespace("root/cimv2")).getClass("C");
    expect(propertiesOf(read)).toEqual([{ name: "L", type: "string", enumeration: "Late", value: "B" }]);
  });

  test("keeps the meaning it has at a use, where a second declaration follows", async () => {
    expect(
      await findMarked(
        "enumeration E : uint8 { A = 1, B = 2 }; class ‹C› { [Key] uint8 K; E P = B; }; enumeration «E» : uint8 { A = 1 };",
      ),
    ).toEqual(["enumeration-in-use"]);
  });

  test("gives values to qualifiers, and to what has its type without its name", async () => {
    const read = await classOf(`${color}
class C { [Q(Color.Blue), R{Color.Red, Color.Green}, S(Flag.SE)] uint64 U = Color.Green; };`);
    const [property] = read.properties;
    expect(property?.value).toBe(2n);
    expect(property?.qualifiers.map(({ name, type, value }) => [name, type, value])).toEqual([
      ["Q", "uint16", 16],
      ["R", "uint16", [1, 2]],
      ["S", "string", "se"],
    ]);
  });

  test("is the type of a qualifier", async () => {
    const { connection, diagnostics } = await loadText(`${color}
Qualifier Paint : Color[] = { Red } Scope(property) Policy(disableoverride);
Qualifier Later : Late = A, Scope(any), Flavor(EnableOverride);
enumeration Late { A };
class C { [Paint{Blue, Color.Red}, Later(A)] string S; };`);
    expect(diagnostics).toEqual([]);
    const services = await connection.openNamespace("root/cimv2");
    expect(await services.getQualifier("Paint")).toMatchObject({
      type: "uint16",
      isArray: true,
      enumeration: "Color",
      value: [1],
      flavor: { overridable: false, toSubclass: true },
    });
    expect((await services.getClass("C")).properties[0]?.qualifiers).toMatchObject([
      { value: [16, 1] },
      { value: "A" },
    ]);
  });

  test.each([
    ["restricted", { overridable: true, toSubclass: false }],
    ["EnableOverride", { overridable: true, toSubclass: true }],
    ["DISABLEOVERRIDE", { overridable: false, toSubclass: true }],
  ])("policy %s is a pair of flavors", async (policy, flavor) => {
    const { connection } = await loadText(`Qualifier Q : string = NULL Scope(any) Policy(${policy});`);
    expect((await (await connection.openNamespace("root/cimv2")).getQualifier("Q")).flavor).toMatchObject(flavor);
  });

  test("has names for values in instances, of the enumerations too that it extends", async () => {
    const { connection, diagnostics } = await loadText(`${color}
enumeration More : Color { Gray = 3 };
class C { [Key] string K; More M[]; Flag F; };
instance of C { K = "a"; M = { Gray, More.Red, Color.Blue, 2 }; F = se; };
instance of C { K = "b"; M = NULL; F = "NO"; };`);
    expect(diagnostics).toEqual([]);
    const read = await instanceAt(connection, 'C.K="a"');
    expect(read).toEqual({ K: "a", M: [3, 1, 16, 2], F: "se" });
  });

  test("needs no declared qualifier types", async () => {
    const text = `Qualifier Key : boolean Scope(property, reference);
enumeration E : string { A }; structure S { E P; octetstring O; };
class C { [Key] string K; E V = A; S T; E M(E X); };
association D { [Key] C ref A; [Key] C ref B; };`;
    expect((await classesOf(text)).size).toBe(4);
    expect((await classesOf(text, { dialect: "dmtf3" })).size).toBe(4);
  });

  test.each([
    ["enumeration E : uint8 { A = 1, B = «256» };", ["value-out-of-range"]],
    ['enumeration E : uint8 { A = «"x"» };', ["value-type-mismatch"]],
    ["enumeration E : uint8 { ‹A› = 1, «a» = 2 };", ["duplicate-enumeration-element"]],
    ["enumeration E : uint8 { A = 1, B = «0x1» };", ["duplicate-enumeration-value"]],
    ['enumeration E { A = "B", «B» };', ["duplicate-enumeration-value"]],
    ["enumeration E : sint8 { A = 1, «B» };", ["enumeration-element-without-value"]],
    ["enumeration ‹E› { A }; enumeration F : E { «a» };", ["duplicate-enumeration-element"]],
    ["enumeration E : «real32» { };", ["invalid-enumeration-type"]],
    ["enumeration E : «Missing» { A };", ["unknown-base-enumeration"]],
    ["class X { }; enumeration E : «X» { A };", ["unknown-base-enumeration"]],
    ["enumeration ‹E› { A }; class C : «E» { };", ["class-under-enumeration"]],
    ["enumeration ‹E› { A }; instance of «E» { };", ["instance-of-enumeration"]],
    ["enumeration ‹E› { A }; instance of «E» as $e { };", ["instance-of-enumeration"]],
    ["enumeration E { Alpha }; class C { E P = «Alfa»; };", ["unknown-enumeration-element"]],
    ["enumeration E { Alpha }; class C { E P[] = {Alpha, E.«Beta»}; };", ["unknown-enumeration-element"]],
    ["enumeration E { A }; enumeration F { A }; class C { E P = «F.A»; };", ["no-enumeration-value"]],
    [
      'enumeration E { A }; class C { E P = «"B"»; E Q[] = {"A", «"C"»}; };',
      ["no-enumeration-value", "no-enumeration-value"],
    ],
    [
      'enumeration E : uint8 { A = 1 }; class C { [Key] string K; E P; }; instance of C { K = "a"; P = «2»; };',
      ["no-enumeration-value"],
    ],
    ["class C { string P = «A»; };", ["bare-word"]],
    ["class C { «Missing» P = A; };", ["unknown-type"]],
  ])("%s is refused", async (marked, codes) => {
    expect(await findMarked(marked)).toEqual(codes);
  });

  test("that failed is not said to be no value where it is named", async () => {
    const { diagnostics } = await loadText(
      "enumeration E : uint8 { A = 256 }; class C { string P = E.A; }; Qualifier Q : E = A, Scope(any);",
    );
    expect(diagnostics.map(({ code }) => code)).toEqual(["value-out-of-range"]);
  });

  test("suggests the element that was meant", async () => {
    const { diagnostics } = await loadText("enumeration E { Alpha, Beta }; class C { E P = Alpa; };");
    expect(diagnostics.map(({ hint }) => hint)).toEqual(["did you mean `Alpha`?"]);
  });

  test("that failed is not said to be unknown", async () => {
    const { diagnostics } = await loadText(
      'enumeration E : uint8 { A = 256 }; class C { [Key] string K; E P = A; }; instance of C { K = "a"; P = A; };',
    );
    expect(diagnostics.map(({ code }) => code)).toEqual(["value-out-of-range"]);
  });
});

describe("a structure", () => {
  const text = `
structure Place { real64 X = 0.5; real64 Y; };
structure Berth : Place { uint32 Depth; };
class Ship { [Key] string Name; Place At = value of Place { Y = 1.5; }; Place Past[]; };`;

  test("is kept as a class of the qualifier Structure", async () => {
    const classes = await classesOf(text);
    expect(classes.get("Berth")).toMatchObject({
      superclass: "Place",
      qualifiers: [{ name: "Structure", value: true, implied: true }],
    });
    expect(propertiesOf(classes.get("Ship") as CimClass)).toMatchObject([
      {},
      { name: "At", type: "object", className: "Place", value: { className: "Place" } },
      { name: "Past", type: "object[]", className: "Place" },
    ]);
  });

  test("has values, which aliases name and nothing stores", async () => {
    const { connection, diagnostics, report } = await loadText(`${text}
instance of Ship { Name = "a"; At = $later; Past = { value of Berth { Depth = 3; }, $later, instance of Place { Y = 2.0; } }; };
value of Berth as $later { X = 2.0; Depth = 7; };
value of Place as $unused { Y = 1.0; };
value of Ship as $keyed { Name = "never stored"; };`);
    expect(diagnostics).toEqual([]);
    expect(report.counts.instances.created).toBe(1);
    const { At, Past } = await instanceAt(connection, 'Ship.Name="a"');
    expect((At as CimInstance).className).toBe("Berth");
    expect((Past as CimInstance[]).map(({ className }) => className)).toEqual(["Berth", "Berth", "Place"]);
  });

  test.each([
    ["structure S { [Key] string «K»; };", ["key-in-structure"]],
    ["class ‹C› { }; structure S : «C» { };", ["structure-under-class"]],
    ["structure ‹S› { }; instance of «S» { };", ["instance-of-structure"]],
    ["structure ‹S› { }; instance of «S» as $s { };", ["instance-of-structure"]],
    ["[Structure] class ‹S› { }; instance of «S» { };", ["instance-of-structure"]],
    ["structure S { }; value of «S» { };", ["value-without-alias"]],
    ["structure S { uint8 A; }; value of S as $s { A = «256»; };", ["value-out-of-range"]],
    ["structure S { uint8 A; }; class C { S P = value of S { A = «256»; }; };", ["value-out-of-range"]],
    ["structure S { }; class C { S P = value of «T» { }; };", ["unknown-class"]],
    ["[Terminal] structure ‹S› { }; structure T : «S» { };", ["terminal-superclass"]],
  ])("%s is refused", async (marked, codes) => {
    expect(await findMarked(marked)).toEqual(codes);
  });
});

describe("an association", () => {
  test("is a class of the qualifier", async () => {
    const read = await classOf("class A { [Key] string K; }; association C { [Key] A ref X; [Key] A ref Y; };");
    expect(read.qualifiers).toMatchObject([{ name: "Association", value: true, implied: true }]);
    expect(await classOf("[Association] association C { object ref X; object ref Y; };")).not.toMatchObject({
      qualifiers: [{ implied: true }],
    });
  });

  test("derives from an association", async () => {
    expect(await findMarked("class ‹A› { }; association B : «A» { object ref X; object ref Y; };")).toEqual([
      "kind-added",
    ]);
  });
});

describe("what is declared in a class", () => {
  const text = `
class Outer {
  structure Inner : Base { Level L = High; structure Deep { Level D; }; Deep P; };
  structure Base { uint8 B; };
  enumeration Level { Low, High };
  [Key] string K;
  Inner I = value of Inner { L = Level.Low; };
  Level Ask(Level L);
};
class Sub : Outer { Level Mine = Low; Inner Many[]; };
class Other { structure Inner { string Of; }; Inner I; };`;

  test("is kept under both names, and known in the class and below by its own", async () => {
    const classes = await classesOf(text);
    expect([...classes.keys()].sort()).toEqual([
      "Other",
      "Other_Inner",
      "Outer",
      "Outer_Base",
      "Outer_Inner",
      "Outer_Inner_Deep",
      "Outer_Level",
      "Sub",
    ]);
    expect(classes.get("Outer")?.nested).toEqual(["Inner", "Base", "Level"]);
    expect(classes.get("Outer_Inner")).toMatchObject({ outer: "Outer", superclass: "Outer_Base", nested: ["Deep"] });
    expect(classes.get("Outer_Inner_Deep")).toMatchObject({ outer: "Outer_Inner" });
    expect(propertiesOf(classes.get("Sub") as CimClass)).toMatchObject([
      { name: "Mine", enumeration: "Outer_Level", value: "Low" },
      { name: "Many", className: "Outer_Inner" },
      { name: "K" },
      { name: "I", className: "Outer_Inner" },
    ]);
    expect(propertiesOf(classes.get("Other") as CimClass)).toMatchObject([{ className: "Other_Inner" }]);
  });

  test("is known in instances of the class", async () => {
    const { connection, diagnostics } = await loadText(
      `${text} instance of Sub { K = "a"; I = value of Inner { L = Level.High; B = 1; }; Mine = Level.High; };`,
    );
    expect(diagnostics).toEqual([]);
    expect(await instanceAt(connection, 'Outer.K="a"')).toMatchObject({
      K: "a",
      I: { className: "Outer_Inner" },
      Mine: "High",
    });
  });

  test("is known in values of a structure that declares it, however deep these stand", async () => {
    const structures = `structure S {
  structure A { structure B { Kind K; enumeration Kind { P, Q }; }; B One; B Many[]; Mark M; };
  enumeration Mark { X, Y };
  A Held;
};`;
    const value = "A { One = value of B { K = Q; }; Many = { value of B { K = Kind.P; } }; M = Mark.Y; }";
    const { connection, diagnostics } = await loadText(`${structures}
class C { structure A { string Other; }; [Key] string K; S Direct; S Named; A Own; S Default = value of S { Held = value of ${value}; }; };
value of S as $S { Held = value of ${value}; };
instance of C { K = "a"; Direct = value of S { Held = value of ${value}; }; Named = $S; Own = value of A { Other = "o"; }; };`);
    expect(diagnostics).toEqual([]);
    const held = {
      className: "S",
      properties: [{ name: "Held", value: { className: "S_A", properties: [{}, {}, { name: "M", value: "Y" }] } }],
    };
    expect(await instanceAt(connection, 'C.K="a"')).toMatchObject({
      Direct: held,
      Named: held,
      Own: { className: "C_A" },
    });
  });

  test("does not hide the type of an inherited property from its values", async () => {
    const { connection, diagnostics } = await loadText(`structure X { uint8 A; };
class Base { [Key] string K; X Inherited; X Many[]; };
class Sub : Base { structure X { string B; }; X Own; };
instance of Sub { K = "a"; Inherited = value of X { A = 1; }; Many = { value of X { A = 2; } }; Own = value of X { B = "b"; }; };`);
    expect(diagnostics).toEqual([]);
    expect(await instanceAt(connection, 'Sub.K="a"')).toMatchObject({
      Inherited: { className: "X" },
      Many: [{ className: "X" }],
      Own: { className: "Sub_X" },
    });
  });

  test("goes with the class, and when the class does not declare it any more", async () => {
    const connection = await openMemory();
    await loadInto(connection, [text]);
    const services = await connection.openNamespace("root/cimv2");
    await loadInto(connection, ["class Other { string I; };"]);
    await expect(services.getClass("Other_Inner")).rejects.toThrow("Other_Inner");
    await connection.transaction(async (transaction) => {
      await (await transaction.openNamespace("root/cimv2")).deleteClass("Outer");
    });
    const left: string[] = [];
    for await (const { name } of services.createClassEnum(null)) left.push(name);
    expect(left).toEqual(["Other"]);
  });

  test.each([
    ["class ‹A_B› { }; class A { structure «B» { }; };", ["nested-name-taken"]],
    ["class A { structure ‹B› { }; }; class «A_B» { };", ["nested-name-taken"]],
    ["class A { structure B { }; enumeration «b» { X }; };", ["duplicate-nested-type"]],
  ])("%s is refused", async (marked, codes) => {
    expect(await findMarked(marked)).toEqual(codes);
  });

  test("shows what is wrong with it at its place", async () => {
    expect(await findMarked("class A { structure S { «Missing» P; }; S I; };")).toEqual(["unknown-type"]);
    expect(await findMarked("class A { enumeration E : uint8 { X = «300» }; E P = X; };")).toEqual([
      "value-out-of-range",
    ]);
  });
});

describe("octet strings and integers", () => {
  test("are kept as CIM 2 has them", async () => {
    const read = await classOf(
      'class C { octetstring A = "0x0aFF"; octetstring B[] = { "0x", "0x" "01", NULL }; octetstring D = NULL; integer I = -1; octetstring M(octetstring P); };',
    );
    expect(propertiesOf(read)).toEqual([
      { name: "A", type: "uint8[]", value: [0, 0, 0, 6, 10, 255] },
      { name: "B", type: "string[]", value: ["0x00000004", "0x0000000501", null] },
      { name: "D", type: "uint8[]", value: null },
      { name: "I", type: "sint64", value: -1n },
    ]);
    expect(read.properties.slice(0, 3)).toMatchObject(
      Array(3).fill({ octetString: true, qualifiers: [{ name: "OctetString", value: true, implied: true }] }),
    );
    expect(read.methods).toMatchObject([
      { returnType: { type: "uint8", isArray: true, octetString: true }, parameters: [{ octetString: true }] },
    ]);
  });

  test.each([
    ['class C { octetstring A = «"0x1"»; };', ["invalid-octet-string"]],
    [
      'class C { octetstring A = «"zz"»; octetstring B[] = {"0x", «"1"»}; };',
      ["invalid-octet-string", "invalid-octet-string"],
    ],
    ["class C { octetstring A = «5»; };", ["array-expected"]],
  ])("%s is refused", async (marked, codes) => {
    expect(await findMarked(marked)).toEqual(codes);
  });
});

describe("what is wrong is called by its name", () => {
  test.each([
    ["a cycle of enumerations", "enumeration A : B { X }; enumeration B : «A» { Y };", ["circular-derivation"]],
    [
      "a longer cycle of structures",
      "structure A : B { }; structure B : C { }; structure C : «A» { };",
      ["circular-derivation"],
    ],
    ["an enumeration of itself", "enumeration Z : «z» { Y };", ["derivation-from-itself"]],
    ["a nested enumeration of itself", "class C { enumeration Z : «Z» { Y }; };", ["derivation-from-itself"]],
    [
      "a structure as the type of a qualifier",
      "structure S { }; Qualifier Q : «S», Scope(any);",
      ["class-as-qualifier-type"],
    ],
    ["an element of no enumeration", "class C { uint8 P = «M.x»; };", ["unknown-enumeration"]],
    [
      "a default that needs what derives from its structure",
      "structure A { B P = value of B { }; }; structure B : «A» { };",
      ["unknown-superclass"],
    ],
  ])("%s", async (_, text, codes) => {
    expect(await findMarked(text)).toEqual(codes);
  });
});
