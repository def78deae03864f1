import { describe, expect, test } from "vitest";
import { findProperty, keyPropertiesOf, localDeclaration, valueTypeOf } from "../../src/cim/class-elements.ts";
import { CimDateTime } from "../../src/cim/datetime.ts";
import { bindKeys, instanceKeys, instancePath } from "../../src/cim/instance-keys.ts";
import type { CimClass, CimInstance, CimProperty, CimQualifier, CimValue } from "../../src/cim/model.ts";
import { formatObjectPath, type ObjectPath } from "../../src/cim/object-path.ts";
import { parseObjectPath } from "../../src/cim/parse-object-path.ts";
import { findQualifier, hasTrueQualifier, isTrue } from "../../src/cim/qualifiers.ts";
import type { CimType } from "../../src/cim/types.ts";

const flag = (name: string, value?: boolean): CimQualifier => ({
  name,
  type: "boolean",
  isArray: false,
  flavor: {},
  ...(value !== undefined && { value }),
});
const keyProperty = (name: string, type: CimType = "string", value?: CimValue): CimProperty => ({
  name,
  type,
  isArray: false,
  qualifiers: [flag("KEY", true)],
  ...(value !== undefined && { value }),
});
const classOf = (properties: CimProperty[], qualifiers: CimQualifier[] = []): CimClass => ({
  kind: "class",
  name: "CIM_A",
  qualifiers,
  properties,
  methods: [],
});
const instanceOf = (values: Record<string, CimValue>): CimInstance => ({
  kind: "instance",
  className: "cim_a",
  properties: Object.entries(values).map(([name, value]) => ({ name, value })),
});
const path = (text: string): ObjectPath => parseObjectPath(text) as ObjectPath;

describe("qualifiers", () => {
  test("are found in any case", () => {
    expect(findQualifier([flag("Key"), flag("Read")], "rEAD")?.name).toBe("Read");
    expect(findQualifier([flag("Key")], "Ke")).toBeUndefined();
  });

  test("a boolean one written bare is TRUE", () => {
    expect(isTrue(flag("Key"))).toBe(true);
    expect(isTrue(flag("Key", true))).toBe(true);
    expect(isTrue(flag("Key", false))).toBe(false);
    expect(isTrue(undefined)).toBe(false);
    expect(hasTrueQualifier([flag("key")], "Key")).toBe(true);
  });
});

describe("keys of an instance", () => {
  test("come in the order of their folded names with the spelling of the class", () => {
    const definition = classOf([
      keyProperty("b"),
      { ...keyProperty("x"), qualifiers: [flag("Key", false)] },
      keyProperty("A", "uint8"),
    ]);
    expect(keyPropertiesOf(definition).map(({ name }) => name)).toEqual(["A", "b"]);
    const keys = instancePath(instanceOf({ B: "v", X: "no key", a: 1 }), definition);
    expect(keys && formatObjectPath(keys)).toBe('CIM_A.A=1,b="v"');
  });

  test("have the default of the class where the instance says nothing", () => {
    const definition = classOf([keyProperty("K", "string", "default")]);
    expect(instanceKeys(instanceOf({}), definition)).toEqual([{ name: "K", value: "default" }]);
    expect(instanceKeys({ ...instanceOf({}), properties: [{ name: "K" }] }, definition)).toEqual([
      { name: "K", value: "default" },
    ]);
    expect(instanceKeys(instanceOf({ K: null }), definition)).toBeUndefined();
  });

  test("there are none without a value for each, and without key properties", () => {
    expect(instanceKeys(instanceOf({ A: 1 }), classOf([keyProperty("A"), keyProperty("B")]))).toBeUndefined();
    expect(instanceKeys(instanceOf({ A: [1] }), classOf([keyProperty("A")]))).toBeUndefined();
    expect(instancePath(instanceOf({}), classOf([]))).toBeUndefined();
  });

  test("a singleton has no keys and a path", () => {
    const singleton = instancePath(instanceOf({}), classOf([], [flag("Singleton")]));
    expect(singleton && formatObjectPath(singleton)).toBe("CIM_A=@");
  });
});

describe("keys of a path for a class", () => {
  const date = "00000007121314.000000:000";

  test.each<[CimType, string, unknown]>([
    ["string", '"x"', "x"],
    ["uint8", "5", 5],
    ["uint8", '"5"', 5],
    ["uint64", "5", 5n],
    ["uint64", '"18446744073709551615"', 18446744073709551615n],
    ["sint64", "-5", -5n],
    ["sint8", '"-5"', -5],
    ["sint8", '"0"', 0],
    ["boolean", "TRUE", true],
    ["boolean", '"False"', false],
    ["real64", "5", 5],
    ["real64", '"1.5"', 1.5],
    ["char16", '"c"', "c"],
    ["datetime", `"${date}"`, new CimDateTime(date)],
    ["reference", '"B.L=1"', { kind: "path", className: "B", keys: [{ name: "L", value: 1 }] }],
  ])("%s from %s", (type, text, value) => {
    expect(bindKeys(path(`CIM_A.k=${text}`), classOf([keyProperty("K", type)]))).toStrictEqual([{ name: "K", value }]);
    expect(bindKeys(path(`CIM_A=${text}`), classOf([keyProperty("K", type)]))).toStrictEqual([{ name: "K", value }]);
  });

  test.each<[CimType, string]>([
    ["string", "5"],
    ["uint8", "256"],
    ["uint8", "1.5"],
    ["uint8", '"x"'],
    ["uint8", '"05"'],
    ["uint8", '"+5"'],
    ["sint8", '"-0"'],
    ["uint64", '""'],
    ["uint64", "-1"],
    ["boolean", '"yes"'],
    ["boolean", "1"],
    ["real64", '"05"'],
    ["real64", '"Infinity"'],
    ["real64", '""'],
    ["char16", '"cc"'],
    ["datetime", '"2024"'],
    ["reference", '"B."'],
    ["reference", "5"],
    ["object", '"x"'],
  ])("%s not from %s", (type, text) => {
    expect(bindKeys(path(`CIM_A.K=${text}`), classOf([keyProperty("K", type)]))).toMatchObject({
      kind: "problem",
      reason: expect.stringContaining(`\`K\` is of type \`${type}\``),
    });
  });

  test("values that have their type already stay as they are", () => {
    const keys = [
      { name: "D", value: new CimDateTime(date) },
      { name: "R", value: path("B.L=1") },
      { name: "W", value: 5n },
    ];
    const definition = classOf([
      keyProperty("D", "datetime"),
      keyProperty("R", "reference"),
      keyProperty("W", "uint64"),
    ]);
    expect(bindKeys({ kind: "path", className: "CIM_A", keys }, definition)).toStrictEqual(keys);
  });

  test("a path names every key and nothing else", () => {
    const two = classOf([keyProperty("B"), keyProperty("A")]);
    expect(bindKeys(path('CIM_A.b="2",a="1"'), two)).toEqual([
      { name: "A", value: "1" },
      { name: "B", value: "2" },
    ]);
    const reasonOf = (text: string, definition: CimClass): string => {
      const result = bindKeys(path(text), definition);
      return "kind" in result ? result.reason : "";
    };
    expect(reasonOf('CIM_A.A="1"', two)).toContain("no value for the key `B`");
    expect(reasonOf('CIM_A.A="1",B="2",C=3', two)).toContain("`C` is no key");
    expect(reasonOf('CIM_A="1"', two)).toContain("no value for the key");
    expect(reasonOf("CIM_A=@", two)).toContain("no value for the key");
    expect(reasonOf('CIM_A.A="1"', classOf([]))).toContain("`A` is no key");
    expect(bindKeys(path("CIM_A=@"), classOf([], [flag("Singleton")]))).toEqual([]);
  });
});

describe("elements of a class", () => {
  test("are found in any case", () => {
    expect(findProperty([keyProperty("Name")], "NAME")?.name).toBe("Name");
    expect(findProperty([keyProperty("Name")], "Nam")).toBeUndefined();
  });

  test("a string that embeds holds objects", () => {
    const text = { type: "string", isArray: true, arraySize: 2 } as const;
    const embedded: CimQualifier = {
      name: "embeddedinstance",
      type: "string",
      isArray: false,
      value: "CIM_B",
      flavor: {},
    };
    expect(valueTypeOf({ ...text, qualifiers: [embedded] })).toEqual({
      type: "object",
      isArray: true,
      arraySize: 2,
      className: "CIM_B",
    });
    expect(valueTypeOf({ ...text, qualifiers: [flag("EmbeddedObject", true)] })).toEqual({
      type: "object",
      isArray: true,
      arraySize: 2,
    });
    expect(valueTypeOf({ ...text, qualifiers: [flag("EmbeddedObject", false)] }).type).toBe("string");
    expect(valueTypeOf({ ...text, qualifiers: [{ ...embedded, value: null }] }).type).toBe("string");
    expect(valueTypeOf({ type: "uint8", isArray: false, qualifiers: [embedded] }).type).toBe("uint8");
  });

  test("the local declaration has nothing of what was inherited", () => {
    const inherited = { ...flag("Abstract", true), propagated: true };
    const read: CimClass = {
      kind: "class",
      name: "B",
      superclass: "A",
      qualifiers: [inherited, flag("Terminal")],
      properties: [
        { ...keyProperty("P"), qualifiers: [inherited, flag("Key")], classOrigin: "A" },
        { ...keyProperty("Q"), classOrigin: "A", propagated: true },
      ],
      methods: [
        {
          name: "M",
          returnType: "void",
          qualifiers: [inherited],
          parameters: [{ name: "X", type: "uint8", isArray: false, qualifiers: [inherited] }],
          classOrigin: "B",
        },
        { name: "N", returnType: "void", qualifiers: [], parameters: [], classOrigin: "A", propagated: true },
      ],
    };
    expect(localDeclaration(read)).toEqual({
      kind: "class",
      name: "B",
      superclass: "A",
      qualifiers: [flag("Terminal")],
      properties: [{ name: "P", type: "string", isArray: false, qualifiers: [flag("Key")] }],
      methods: [
        {
          name: "M",
          returnType: "void",
          qualifiers: [],
          parameters: [{ name: "X", type: "uint8", isArray: false, qualifiers: [] }],
        },
      ],
    });
    const { superclass: _, ...top } = read;
    expect(localDeclaration(top)).not.toHaveProperty("superclass");
  });

  test("the local declaration of a class with localized texts says so still, as it has them", () => {
    const read: CimClass = { kind: "class", name: "A", qualifiers: [], properties: [], methods: [], amended: true };
    expect(localDeclaration(read)).toEqual(read);
  });
});
