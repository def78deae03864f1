import { expect, test } from "vitest";
import { cimClass, fixed, key, method, parameter, property, qualifier, qualifierType } from "../builders.ts";
import { findings } from "./findings.ts";

const types = [
  qualifierType("Fixed : string", ["any"], fixed, "default"),
  qualifierType("Hidden : string", ["any"], { overridable: false, toSubclass: false }),
  qualifierType("Free : string"),
  qualifierType("List : string[]", ["any"], fixed),
  qualifierType("Override : string", ["any"], { toSubclass: false }),
];
const every = (value: string) => [
  qualifier("Fixed", value),
  qualifier("Hidden", value),
  qualifier("Free", value),
  qualifier("List", [value, "x"]),
];
const declare = (text: string, value: string) =>
  cimClass(text, {
    qualifiers: every(value),
    properties: [property("string P", [qualifier("Override", "P"), ...every(value)])],
    methods: [
      method("uint32 Run", [parameter("string Q", every(value))], [qualifier("Override", "Run"), ...every(value)]),
    ],
  });

test("accepts the same value, and another where it may be overridden or is not propagated", async () => {
  const own = cimClass("C : B", { qualifiers: [qualifier("Hidden", "z"), qualifier("Free", "z")] });
  const found = await findings([...types, declare("A", "one"), declare("B : A", "one"), own]);
  expect(found.filter((line) => !line.includes("override-of-nothing"))).toEqual([]);
});

test("refuses another value where it is fixed, also from further above", async () => {
  const between = cimClass("B : A");
  const found = await findings([...types, declare("A", "one"), between, declare("C : B", "two")]);
  expect(found.filter((line) => line.startsWith("C"))).toEqual([
    "C: override-not-allowed @qualifier Fixed part value",
    "C: override-not-allowed @qualifier List part value",
    "C: override-not-allowed @property P qualifier Fixed part value",
    "C: override-not-allowed @property P qualifier List part value",
    "C: override-not-allowed @method Run qualifier Fixed part value",
    "C: override-not-allowed @method Run qualifier List part value",
    "C: override-not-allowed @method Run parameter Q qualifier Fixed part value",
    "C: override-not-allowed @method Run parameter Q qualifier List part value",
  ]);
});

test("is bound by what was specified and never by a declared default", async () => {
  const classes = [
    cimClass("A", { properties: [key(), property("string P")] }),
    cimClass("B : A", {
      properties: [property("string P", [qualifier("Override", "P"), qualifier("Fixed", "other")])],
    }),
  ];
  const declared = [...types, qualifierType("Key : boolean", ["any"], fixed, false)];
  expect(await findings([...declared, ...classes])).toEqual([]);
});

test("knows flavors that are written at the use", async () => {
  const flavor = { overridable: false, toSubclass: true };
  const classes = [
    cimClass("A", { qualifiers: [qualifier("Own", 1, flavor), qualifier("Kept", 1, { overridable: false })] }),
    cimClass("B : A", { qualifiers: [qualifier("Own", 2), qualifier("Kept", 2)] }),
  ];
  expect(await findings(classes)).toEqual(["B: override-not-allowed @qualifier Own part value"]);
});
