import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ObjectPrinter } from "../../src/cli/object-printer.ts";
import type { Dialect } from "../../src/codes/dialects.ts";
import { openConnection } from "../../src/open.ts";
import { objectsOf } from "../../src/project/repository-walk.ts";
import { verify } from "../../src/repository/verify.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { loadInto } from "../loader/harness.ts";
import { runMofkit } from "../support/run-mofkit.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const sample = readFileSync(join(import.meta.dirname, "../../samples/structures-and-enumerations.mof"), "utf8");

/** All that MOF 3 can declare, and odd values of it. */
const rich = `
Qualifier Key : boolean, Scope(property, reference), Flavor(DisableOverride);
Qualifier Structure : boolean, Scope(class), Flavor(DisableOverride);
Qualifier ValueMap : string[], Scope(property, parameter, method);
Qualifier Description : string, Scope(any), Flavor(Translatable);
Qualifier Paint : Color[] = {Red, Blue} Scope(any) Policy(disableoverride);
enumeration Color : uint16 { Red = 1, Blue = 3, [Description("x"), Paint{1}] Green = 7 };
`;

/** Declared where an object of CIM 2 is to be compiled by a dialect that wants every qualifier declared. */
const standardTypes = `
Qualifier Key : boolean = false, Scope(property, reference), Flavor(DisableOverride);
Qualifier Association : boolean = false, Scope(association), Flavor(DisableOverride);
Qualifier Structure : boolean = false, Scope(class), Flavor(DisableOverride);
Qualifier In : boolean = true, Scope(parameter);
Qualifier ValueMap : string[], Scope(property, parameter, method, qualifiertype);
Qualifier Values : string[], Scope(property, parameter, method);
Qualifier OctetString : boolean = false, Scope(property, parameter, method), Flavor(DisableOverride);
Qualifier EmbeddedInstance : string, Scope(property, parameter, method);
Qualifier EmbeddedObject : boolean = false, Scope(property, parameter, method), Flavor(DisableOverride);
`;

const types = `
[Description("wide")] enumeration Wide : uint64 { Least = 0, Most = 18446744073709551615 };
enumeration Text : string { A, B = "b b", C = "\\"quoted\\"" };
enumeration Text2 : Text { D };
enumeration None : sint8 { };
enumeration Open { Minus = -5 };
structure Zed { Text T = B; Zed Next; octetstring O = "0x00"; };
structure Yankee : Zed { Color Cs[] = {Red, NULL}; object ref R; };
association Link { [Key] Host ref A; [Key] Host ref B; Zed Z = value of Yankee { T = C; Cs = {Green}; }; };
[Association] class OldLink { [Key] Host ref A; [Key] Host ref B; };
[Structure] class OldStructure { string S; };
class Host {
  enumeration Kind : uint8 { One = 1, Two = 2 };
  structure Part { Kind K = Two; structure Screw : Part { Kind L = One; }; Screw S; Zed Z; };
  structure Kit : Part { Part Parts[]; };
  [Key] string Name;
  [Paint{Color.Green}] Wide W = Most;
  [ValueMap{"1"}, Paint{}] Color Own;
  Open O = Minus;
  Text2 Ts[4] = {A, D};
  octetstring Os[] = {"0x", NULL, "0xABCDEF"};
  Kit K = value of Kit { K = Kind.One; Parts = {value of Part { S = NULL; }}; };
  OldStructure Old;
  uint8 Kind_;
  Kind[] Ask([In] Kind K[] = {One}, [Out] octetstring O, Text T = Text.A);
  void Nothing();
};
class Guest : Host { [Override("W")] Wide W = Least; Kind Mine = One; Kit Kits[]; enumeration Kind2 : Kind { Three = 3 }; Kind2 M; };
class Hider : Guest { enumeration Kind { Own }; Kind K2 = Own; Host_Kind K3 = Two; };
value of Yankee as $y { T = A; Cs = {}; };
instance of Guest { Name = "g"; W = 18446744073709551615; Mine = Host_Kind.Two; M = Three; Kits = {value of Kit { K = One; Z = $y; }};
  Ts = NULL; Os = {}; O = -5; Old = instance of OldStructure { S = "s"; }; };
instance of Hider { Name = "h"; K2 = Own; K3 = One; M = One; };
instance of Link { A = "Guest.Name=\\"g\\""; B = "Hider.Name=\\"h\\""; };
`;

async function dump(connection: WbemConnection, dialect: Dialect = "auto"): Promise<string> {
  const services = await connection.openNamespace("root/cimv2");
  const printer = new ObjectPrinter(services, dialect);
  let text = "";
  for await (const object of objectsOf(services)) {
    if (!printer.isInner(object)) text += `${await printer.print(object)}\n`;
  }
  return text;
}

/** The objects of a dump in another order: enumerations come first in one, and what CIM 2 keeps of them is a class. */
function objectsIn(dumped: string): readonly string[] {
  return dumped.split(/(?<=;)\n\n(?=\S)/).sort();
}

async function compiled(target: string, text: string, dialect: Dialect = "auto"): Promise<WbemConnection> {
  const connection = await openConnection(target, { access: "write", dialect });
  const { diagnostics, report } = await loadInto(connection, [text]);
  expect(diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message)).toEqual([]);
  expect(report.committed).toBe(true);
  return connection;
}

describe.each(["memory:", "a file"])("in %s", (kind) => {
  const target = (name: string) => (kind === "memory:" ? kind : join(temporaryFolder(), name));

  test.each([
    ["the sample", sample],
    ["all that MOF 3 can declare", rich + types],
  ])("%s comes back out as it was declared", async (_name, text) => {
    const first = await compiled(target("first.db"), text);
    const dumped = await dump(first);
    for (const word of ["enumeration ", "structure ", "association ", "value of ", "octetstring "]) {
      expect(dumped).toContain(word);
    }
    expect(dumped).not.toMatch(/Enumeration\(|OctetString|_Part|Values\{/);
    const second = await compiled(target("second.db"), dumped);
    expect(await dump(second)).toBe(dumped);

    const findings: string[] = [];
    const openEmpty = () => openConnection("memory:", { access: "write" });
    for await (const { object, violations } of verify(first, openEmpty)) {
      findings.push(`${object.path}: ${violations.map(({ code }) => code).join()}`);
    }
    expect(findings).toEqual([]);
    const again = await loadInto(first, [text]);
    expect(again.report.counts.classes).toMatchObject({ created: 0, updated: 0 });
    expect(again.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    await first.close();
    await second.close();
  });
});

describe("without the words of MOF 3", () => {
  test.each(["dmtf", "wmi"] as const)("%s prints what CIM 2 keeps, which compiles as that", async (dialect) => {
    const connection = await compiled("memory:", rich + types);
    const plain = await dump(connection, dialect);
    expect(plain).not.toMatch(/^\s*(enumeration|structure|association) |value of|octetstring/m);
    expect(plain).toContain("class Host_Part_Screw : Host_Part {");
    expect(plain).toContain('[ValueMap{"1", "3", "7"}, Values{"Red", "Blue", "Green"}]');
    expect(plain).toContain("[OctetString]");
    if (dialect === "dmtf") expect(plain).toContain('[EmbeddedInstance("Host_Kit")]\n  string K =');
    // Names that only "auto" knows (undeclared qualifiers, defaults of parameters) are not what this is about.
    const second = await compiled("memory:", plain);
    expect(objectsIn(await dump(second, dialect))).toEqual(objectsIn(plain));
  });
});

describe("a dump in a dialect compiles in that dialect", () => {
  const plain = `
Qualifier Tint : Color[] = {Red, Blue}, Scope(structure, enumeration, enumerationvalue, property);
Qualifier Mark : boolean, Scope(structure);
Qualifier Shade : boolean, Scope(enumeration, enumerationvalue);
Qualifier Note : string, Scope(enumeration, class, qualifiertype, any), Flavor(Translatable);
enumeration Wide : integer { Least = -9223372036854775808, Most = 9223372036854775807 };
enumeration Color : string { Red, Blue = "b" };
[Note("inner"), Shade] enumeration Deep : Color { [Shade] Green };
[Mark, Tint{Blue}] structure Zed { [Tint{Red}] Wide W = Least; integer Count = 5; octetstring O = "0x00"; integer Counts[]; };
structure Yankee : Zed { Color Cs[] = {Red, NULL}; real64 R = 1.5; };
association Link { [Key] Host ref A; [Key] Host ref B; Zed Z; };
class Host {
  enumeration Kind : string { One, Two };
  structure Part { Kind K = Two; Zed Z; };
  [Key] string Name;
  [Tint{Blue}] Wide W = Most;
  Part P; Part Ps[];
  octetstring Os[] = {"0x", "0xABCDEF"};
  datetime When;
  integer Ask([In] Kind K[], Zed Z);
};
value of Yankee as $y { W = Most; Cs = {Blue}; };
instance of Host { Name = "h"; P = value of Part { K = One; Z = $y; }; When = "20200101000000.000000+000"; };
instance of Link { A = "/root/cimv2:Host.Name=\\"h\\""; B = "/root/cimv2:Host.Name=\\"h\\""; };
`;
  test.each(["dmtf", "dmtf3", "wmi"] as const)("%s", async (dialect) => {
    const connection = await compiled("memory:", standardTypes + plain);
    const dumped = await dump(connection, dialect);
    const again = await compiled("memory:", dumped, dialect);
    expect(objectsIn(await dump(again, dialect))).toEqual(objectsIn(dumped));
    if (dialect === "dmtf3") expect(dumped).not.toContain("sint64");
    else expect(dumped).not.toMatch(/Scope\([^)]*\b(?:structure|enumeration|enumerationvalue|qualifiertype)\b/);
  });
});

describe("the commands", () => {
  test("print a class with all that is declared in it, also where that was asked for", async () => {
    const repository = join(temporaryFolder(), "repository.db");
    await (await compiled(repository, rich + types)).close();
    const get = (...more: string[]) => runMofkit(["get", "-r", repository, ...more]);
    const whole = (await get("Host")).stdout;
    expect(whole).toMatch(/^class Host \{\n {2}enumeration Kind : uint8 \{\n {4}One = 1,\n {4}Two = 2\n {2}\};\n/);
    expect((await get("Host_Part_Screw")).stdout).toBe(whole);
    expect((await get("Color")).stdout).toBe(
      'enumeration Color : uint16 {\n  Red = 1,\n  Blue = 3,\n\n  [Description("x"), Paint{1}]\n  Green = 7\n};\n',
    );
    expect((await get("Color", "--dialect", "dmtf")).stdout).toContain("class Color {\n  uint16 Red = 1;");
    expect((await get("Guest", "--effective")).stdout).toContain("// Open O = Minus;");
    expect((await get("Paint", "--dialect", "dmtf3")).stdout).toBe(
      "Qualifier Paint : Color[] = {Red, Blue}\n  Scope(any)\n  Policy(DisableOverride);\n",
    );
    const { object } = JSON.parse((await get("Host", "--json")).stdout);
    expect(object).toMatchObject({ nested: ["Kind", "Part", "Kit"] });
    expect(object.properties[1]).toMatchObject({ type: "uint64", enumeration: "Wide", value: "18446744073709551615" });
    expect((await runMofkit(["dump", "-r", repository])).stdout).not.toContain("class Host_");
  });
});
