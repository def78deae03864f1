import { expect, test } from "vitest";
import { cimClass, key, property, qualifier } from "../builders.ts";
import { findings } from "./findings.ts";

test("accepts every single value but objects", async () => {
  const types = ["string", "char16", "boolean", "uint8", "sint64", "datetime", "A ref"];
  const classes = types.map((type, index) => cimClass(`A${index}`, { properties: [key(`${type} K`)] }));
  expect(await findings(classes)).toEqual([]);
});

test("refuses arrays and embedded objects, warns of reals and embedded text", async () => {
  const embedded = property("string K", ["Key", qualifier("EmbeddedInstance", "A")]);
  const classes = [
    cimClass("A", { properties: [key("string[] K")] }),
    cimClass("B", { properties: [key("object K")] }),
    cimClass("C", { properties: [embedded] }),
    cimClass("D", { properties: [property("string K", ["Key", "EmbeddedObject"])] }),
    cimClass("E", { properties: [key("real64 K")] }),
    cimClass("F", { properties: [property("string[] K", [qualifier("Key", false)])] }),
  ];
  expect(await findings(classes)).toEqual([
    "A: array-key @property K part type",
    "B: embedded-key @property K part type",
    "C warns: embedded-text-key @property K part type",
    "D warns: embedded-text-key @property K part type",
    "E warns: real-key @property K part type",
  ]);
});
