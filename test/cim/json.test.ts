import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CimDateTime } from "../../src/cim/datetime.ts";
import {
  classFromJson,
  classToJson,
  instanceFromJson,
  instanceToJson,
  qualifierTypeFromJson,
  qualifierTypeToJson,
  valueFromJson,
  valueToJson,
} from "../../src/cim/json.ts";
import type { CimClass, CimInstance, CimPropertyValue, QualifierType } from "../../src/cim/model.ts";
import { parseObjectPath } from "../../src/cim/parse-object-path.ts";
import { parsedPath, scalarOf, typedValue } from "./arbitraries.ts";

/** Through text and back, as a store and a script see it. */
function throughText<Json>(json: Json): Json {
  return JSON.parse(JSON.stringify(json));
}

const path = parseObjectPath('A.K="x"');
const key = { name: "Key", type: "boolean", isArray: false, value: true, flavor: { overridable: false } } as const;

describe("values as JSON", () => {
  test.each([
    [true, "boolean", true],
    ["INF", "string", "INF"],
    [7, "uint8", 7],
    [18446744073709551615n, "uint64", "18446744073709551615"],
    [-1n, "sint64", "-1"],
    [0.1, "real64", 0.1],
    [Number.POSITIVE_INFINITY, "real64", "INF"],
    [Number.NEGATIVE_INFINITY, "real32", "-INF"],
    [Number.NaN, "real64", "NaN"],
    [-0, "real64", "-0"],
    [new CimDateTime("00000007121314.000000:000"), "datetime", "00000007121314.000000:000"],
    [path, "reference", 'A.K="x"'],
    [null, "uint64", null],
    [[1n, null], "uint64", ["1", null]],
    [[], "uint64", []],
  ] as const)("%o", (value, type, json) => {
    expect(valueToJson(value as never)).toEqual(json);
    expect(valueFromJson(throughText(json as never), type)).toStrictEqual(value);
  });

  test("of every type read back", () => {
    const references = scalarOf("reference").map((value) => ({ type: "reference" as const, value }));
    fc.assert(
      fc.property(fc.oneof(typedValue, references), ({ type, value }) => {
        expect(valueFromJson(throughText(valueToJson(value)), type)).toStrictEqual(value);
      }),
      { numRuns: 1000 },
    );
  });

  test("a stored reference that is none is a fault of the store", () => {
    expect(() => valueFromJson("A.", "reference")).toThrow(SyntaxError);
  });
});

describe("instances as JSON", () => {
  test("have their values by name and leave out what is absent", () => {
    const instance: CimInstance = {
      kind: "instance",
      className: "CIM_Thing",
      properties: [
        { name: "Name", value: "a" },
        { name: "Size", value: 12n },
        { name: "Parts", value: null },
      ],
    };
    expect(JSON.stringify(instanceToJson(instance))).toBe(
      '{"className":"CIM_Thing","values":{"Name":"a","Size":"12","Parts":null}}',
    );
  });

  test("keep qualifiers; properties without a value come last", () => {
    const instance: CimInstance = {
      kind: "instance",
      className: "A",
      qualifiers: [key],
      properties: [
        { name: "Only", qualifiers: [key] },
        { name: "Bare" },
        { name: "Both", value: 1, qualifiers: [key] },
        { name: "Plain", value: 2 },
      ],
    };
    const read = instanceFromJson(throughText(instanceToJson(instance)));
    expect(read.qualifiers).toEqual([key]);
    expect(read.properties).toEqual([
      { name: "Both", value: 1, qualifiers: [key] },
      { name: "Plain", value: 2 },
      { name: "Only", qualifiers: [key] },
      { name: "Bare", qualifiers: [] },
    ]);
  });

  test("embedded instances carry the types that JSON has no form for", () => {
    const inner: CimInstance = {
      kind: "instance",
      className: "Inner",
      properties: [
        { name: "Wide", value: 5n },
        { name: "Negative", value: [null, -5n] },
        { name: "When", value: new CimDateTime("00000007121314.000000:000") },
        { name: "Far", value: path as never },
        { name: "Real", value: Number.NaN },
        { name: "Text", value: "5" },
      ],
    };
    const outer: CimInstance = {
      kind: "instance",
      className: "Outer",
      properties: [{ name: "E", value: [inner, null] }],
    };
    const json = throughText(instanceToJson(outer));
    expect(json.values.E).toMatchObject([
      { types: { Wide: "uint64", Negative: "sint64", When: "datetime", Far: "reference", Real: "real64" } },
      null,
    ]);
    expect(instanceFromJson(json, () => "string")).toStrictEqual(outer);
  });

  test("embedded classes", () => {
    const outer: CimInstance = { kind: "instance", className: "Outer", properties: [{ name: "E", value: definition }] };
    expect(instanceFromJson(throughText(instanceToJson(outer)))).toEqual(outer);
  });

  test("names that objects have of their own are only names", () => {
    const properties = ["__proto__", "constructor", "toString", "hasOwnProperty"].map(
      (name): CimPropertyValue => ({ name, value: 5n }),
    );
    const inner: CimInstance = { kind: "instance", className: "A", properties };
    const qualified: CimInstance = {
      kind: "instance",
      className: "A",
      properties: properties.map((property) => ({ ...property, qualifiers: [key] })),
    };
    const plain: CimInstance = {
      kind: "instance",
      className: "A",
      properties: [
        { name: "constructor", value: "x" },
        { name: "E", value: inner },
      ],
    };
    expect(instanceFromJson(throughText(instanceToJson(inner)), () => "uint64")).toEqual(inner);
    expect(instanceFromJson(throughText(instanceToJson(qualified)), () => "uint64")).toEqual(qualified);
    expect(instanceFromJson(throughText(instanceToJson(plain)))).toEqual(plain);
  });

  test("the type of a property is asked for only where its JSON is text", () => {
    const asked: string[] = [];
    instanceFromJson({ className: "A", values: { a: 1, b: "x", c: true, d: null, e: ["x"], f: 1.5 } }, (name) => {
      asked.push(name);
      return "string";
    });
    expect(asked).toEqual(["b", "e"]);
  });

  test("with values of every type read back", () => {
    const property = fc.tuple(fc.stringMatching(/^[a-z_]{1,6}$/), typedValue);
    fc.assert(
      fc.property(fc.uniqueArray(property, { selector: ([name]) => name, maxLength: 6 }), (properties) => {
        const types = new Map(properties.map(([name, { type }]) => [name, type]));
        const instance: CimInstance = {
          kind: "instance",
          className: "A",
          properties: properties.map(([name, { value }]) => ({ name, value })),
        };
        expect(instanceFromJson(throughText(instanceToJson(instance)), (name) => types.get(name))).toStrictEqual(
          instance,
        );
      }),
    );
  });
});

const definition: CimClass = {
  kind: "class",
  name: "CIM_A",
  superclass: "CIM_B",
  qualifiers: [
    { name: "Abstract", type: "boolean", isArray: false, value: true, flavor: {} },
    { name: "Bare", type: "boolean", isArray: false, flavor: { toSubclass: false } },
    { name: "Values", type: "string", isArray: true, value: ["a", null], flavor: {}, propagated: true },
  ],
  properties: [
    { name: "Id", type: "uint64", isArray: false, qualifiers: [key], value: 5n },
    {
      name: "None",
      type: "string",
      isArray: true,
      qualifiers: [],
      value: null,
      classOrigin: "CIM_B",
      propagated: true,
    },
    { name: "Sized", type: "uint8", isArray: true, arraySize: 4, qualifiers: [], value: [] },
    { name: "Far", type: "reference", isArray: false, className: "CIM_C", qualifiers: [], value: path as never },
    { name: "Any", type: "object", isArray: false, qualifiers: [] },
  ],
  methods: [
    { name: "Stop", returnType: "void", qualifiers: [], parameters: [] },
    {
      name: "Change",
      returnType: { type: "reference", isArray: true, arraySize: 2, className: "CIM_C" },
      qualifiers: [key],
      parameters: [{ name: "How", type: "real64", isArray: true, qualifiers: [key], value: [Number.NaN, 1] }],
      classOrigin: "CIM_B",
      propagated: true,
    },
  ],
};

describe("classes as JSON", () => {
  test("read back as they were", () => {
    expect(classFromJson(throughText(classToJson(definition)))).toStrictEqual(definition);
  });

  test("leave out what is absent and what is at its default", () => {
    const empty: CimClass = { kind: "class", name: "A", qualifiers: [], properties: [], methods: [] };
    expect(JSON.stringify(classToJson(empty))).toBe('{"name":"A"}');
    expect(classFromJson({ name: "A" })).toStrictEqual(empty);
    const { properties } = classToJson({
      ...empty,
      properties: [{ name: "P", type: "uint8", isArray: false, qualifiers: [] }],
    });
    expect(JSON.stringify(properties)).toBe('[{"name":"P","type":"uint8"}]');
  });
});

describe("qualifier types as JSON", () => {
  test.each<QualifierType>([
    {
      kind: "qualifier",
      name: "Key",
      type: "boolean",
      isArray: false,
      value: false,
      scopes: ["property", "reference"],
      flavor: { overridable: false, toSubclass: true },
    },
    { kind: "qualifier", name: "Values", type: "string", isArray: true, scopes: ["any"], flavor: {} },
    {
      kind: "qualifier",
      name: "Sized",
      type: "uint64",
      isArray: true,
      arraySize: 3,
      value: [1n],
      scopes: [],
      flavor: {},
    },
    { kind: "qualifier", name: "Units", type: "string", isArray: false, value: null, scopes: ["any"], flavor: {} },
  ])("$name", (type) => {
    expect(qualifierTypeFromJson(throughText(qualifierTypeToJson(type)))).toStrictEqual(type);
  });
});

test("a path of any form is stored as text and read as what it was", () => {
  fc.assert(
    fc.property(parsedPath, (value) => {
      expect(valueFromJson(throughText(valueToJson(value)), "reference")).toEqual(value);
    }),
  );
});
