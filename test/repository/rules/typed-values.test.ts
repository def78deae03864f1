import { expect, test } from "vitest";
import { cimClass, instance, key, method, parameter, property, qualifier, qualifierType } from "../builders.ts";
import { findings } from "./findings.ts";

const types = [
  qualifierType("Limit : uint8"),
  qualifierType("Wide : sint64"),
  qualifierType("Tags : string[]"),
  qualifierType("Half : real32"),
  qualifierType("Mode : string", ["any"], {}, "usual"),
  qualifierType("Key : boolean"),
  qualifierType("In : boolean"),
];

test("accepts values of the declared type, and integers before their type was known", async () => {
  const a = cimClass("A", {
    qualifiers: [
      qualifier("Limit", 255),
      qualifier("Wide", 5),
      qualifier("Tags", ["a", null]),
      qualifier("Half", 1),
      qualifier("Mode"),
    ],
    properties: [property("uint8 N", [], 7), property("string[] L", [], ["a"]), property("uint64 W", [], null)],
    methods: [method("uint32 Run", [parameter("sint8 P", ["In"], -128)])],
  });
  expect(await findings([...types, a])).toEqual([]);
});

test("refuses all others, each where it is", async () => {
  const a = cimClass("A", {
    qualifiers: [qualifier("Limit", 256), qualifier("Wide", "x"), qualifier("Tags", "one"), qualifier("Half", [1])],
    properties: [
      property("uint8 N", ["Key"], 256),
      property("uint8[] L", [], [1, 999, -1]),
      property("string S", [qualifier("Limit", true)], 5),
      property("uint64 W", [], 5),
      property("string[] T", [], "x"),
    ],
    methods: [method("uint32 Run", [parameter("sint8 P", ["In"], 128)], [qualifier("Mode", 1)])],
  });
  expect(await findings([...types, a])).toEqual([
    "A: value-out-of-range @qualifier Limit part value",
    "A: value-type-mismatch @qualifier Wide part value",
    "A: array-expected @qualifier Tags part value",
    "A: scalar-expected @qualifier Half part value",
    "A: value-out-of-range @property N part value",
    "A: value-out-of-range @property L element 1 part value",
    "A: value-out-of-range @property L element 2 part value",
    "A: value-type-mismatch @property S part value",
    "A: value-type-mismatch @property S qualifier Limit part value",
    "A: value-type-mismatch @property W part value",
    "A: array-expected @property T part value",
    "A: value-type-mismatch @method Run qualifier Mode part value",
    "A: value-out-of-range @method Run parameter P part value",
  ]);
});

test("takes an undeclared qualifier for what its value is", async () => {
  const wrong = { ...qualifier("Any", "x"), type: "uint8" } as const;
  expect(await findings([cimClass("A", { qualifiers: [qualifier("Any", ["x"]), qualifier("Bare")] })])).toEqual([]);
  expect(await findings([cimClass("A", { qualifiers: [wrong] })])).toEqual([
    "A: value-type-mismatch @qualifier Any part value",
  ]);
});

test("looks into embedded instances that are defaults", async () => {
  const inner = cimClass("Inner", { properties: [property("uint8 X")] });
  const outer = (value: Parameters<typeof instance>[1]) =>
    cimClass("Outer", { properties: [key(), property("Inner I", [], instance("Inner", value))] });
  const declared = types.filter(({ name }) => name === "Key");
  expect(await findings([...declared, inner, outer({ X: 1 })])).toEqual([]);
  expect(await findings([...declared, inner, outer({ X: 300, Y: 1 })])).toEqual([
    "Outer: unknown-property @property I > property Y",
    "Outer: value-out-of-range @property I > property X part value",
  ]);
});

test("insists on the size of an array in the DMTF dialects only", async () => {
  const objects = [...types, cimClass("A", { properties: [property("uint8[3] L", [], [1, 2])] })];
  expect(await findings(objects)).toEqual([]);
  expect(await findings(objects, "dmtf")).toEqual(["A: array-size-differs @property L part value"]);
});
