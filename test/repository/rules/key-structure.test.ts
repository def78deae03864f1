import { expect, test } from "vitest";
import { cimClass, key, property, qualifier } from "../builders.ts";
import { findings } from "./findings.ts";

const override = (name: string) => qualifier("Override", name);
const base = cimClass("A", { properties: [key(), property("uint32 N")] });

test("accepts keys that begin below a class without keys, also on an inherited property", async () => {
  const classes = [
    cimClass("Top", { properties: [property("string Id")] }),
    cimClass("One : Top", { properties: [property("string Id", ["Key", override("Id")])] }),
    cimClass("Two : Top", { properties: [key("uint32 Number")] }),
    cimClass("Three : Two", { properties: [property("uint32 Number", ["Key", override("Number")])] }),
  ];
  expect(await findings(classes)).toEqual([]);
});

test("refuses keys below keys", async () => {
  const classes = [
    base,
    cimClass("B : A", { properties: [key("string Second")] }),
    cimClass("C : A", { properties: [property("uint32 N", ["Key", override("N")])] }),
    cimClass("D : A"),
    cimClass("E : D", { properties: [key("string Third")] }),
  ];
  expect(await findings(classes)).toEqual([
    "B: key-below-keyed-class @property Second qualifier Key",
    "C: key-below-keyed-class @property N qualifier Key",
    "E: key-below-keyed-class @property Third qualifier Key",
  ]);
});

test("refuses a key that ceases to be one", async () => {
  const off = cimClass("B : A", { properties: [property("string K", [override("K"), qualifier("Key", false)])] });
  expect(await findings([base, off])).toEqual(["B: key-revoked @property K qualifier Key"]);
});
