import { expect, test } from "vitest";
import type { CimClass } from "../../src/cim/model.ts";
import { classChange, importantQualifiers } from "../../src/repository/class-change.ts";
import { fact, QualifierDefinitions } from "../../src/repository/qualifier-definitions.ts";
import { cimClass, key, method, parameter, property, qualifier, qualifiers } from "./builders.ts";

const before = cimClass("A : Top", {
  qualifiers: [qualifier("Description", "old"), "Abstract"],
  properties: [key(), property("uint32 N", [qualifier("Units", "m")], 5), property("A ref R")],
  methods: [method("uint32 Run", [parameter("string P")], ["Static"])],
});
const [keyProperty, number, reference] = before.properties as [
  CimClass["properties"][number],
  CimClass["properties"][number],
  CimClass["properties"][number],
];

test.each<[string, CimClass]>([
  ["the order of elements", { ...before, properties: [reference, number, keyProperty] }],
  [
    "the case of names",
    { ...before, name: "a", superclass: "TOP", properties: [keyProperty, { ...number, name: "n" }, reference] },
  ],
  ["an unimportant qualifier", { ...before, qualifiers: qualifiers([qualifier("Description", "new"), "Abstract"]) }],
  [
    "an unimportant qualifier that goes",
    { ...before, properties: [keyProperty, { ...number, qualifiers: [] }, reference] },
  ],
])("is unimportant: %s", (_name, after) => {
  expect(classChange(before, after)).toBe("unimportant");
});

test.each<[string, CimClass]>([
  ["a method that is added", { ...before, methods: [...before.methods, method("void Stop")] }],
  ["another default", { ...before, properties: [keyProperty, { ...number, value: 6 }, reference] }],
  ["another signature", { ...before, methods: [method("uint32 Run", [parameter("uint8 P")], ["Static"])] }],
  ["an important qualifier of a method", { ...before, methods: [method("uint32 Run", [parameter("string P")])] }],
])("is of the declaration only: %s", (_name, after) => {
  expect(classChange(before, after)).toBe("declaration");
});

test.each<[string, CimClass]>([
  ["another superclass", { ...before, superclass: "Other" }],
  ["a property that is added", { ...before, properties: [...before.properties, property("string S")] }],
  ["a property that goes", { ...before, properties: [keyProperty, number] }],
  ["another type", { ...before, properties: [keyProperty, { ...number, type: "sint32" }, reference] }],
  ["another class of a reference", { ...before, properties: [keyProperty, number, { ...reference, className: "B" }] }],
  ["a key that goes", { ...before, properties: [{ ...keyProperty, qualifiers: [] }, number, reference] }],
  ["an important qualifier of the class", { ...before, qualifiers: [] }],
])("touches instances: %s", (_name, after) => {
  expect(classChange(before, after)).toBe("instances");
});

test("counts every qualifier as important that decides what a class is, and those that WMI fixes", () => {
  const definitions = new QualifierDefinitions([]);
  const ofWmi = [
    "Key",
    "Indexed",
    "Singleton",
    "Dynamic",
    "Abstract",
    "Provider",
    "Association",
    "Not_Null",
    "Override",
  ];
  for (const name of [...ofWmi, "CIMTYPE"]) expect(importantQualifiers).toContain(name.toLowerCase());
  const deciding = ["EmbeddedInstance", "EmbeddedObject", ...Object.keys(fact).filter((name) => name !== "embeds")];
  for (const name of deciding.filter((one) => one !== "notNull")) {
    expect(definitions.find(name).fact, name).not.toBe(0);
    expect(importantQualifiers).toContain(name.toLowerCase());
  }
  for (const name of ["Description", "DisplayName", "Values", "ValueMap", "Version"]) {
    expect(importantQualifiers).not.toContain(name.toLowerCase());
  }
});
