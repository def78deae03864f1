import { expect, test } from "vitest";
import { cimClass, property, qualifier, qualifierType } from "../builders.ts";
import { findings } from "./findings.ts";

const types = [
  qualifierType("Fixed : string", ["any"], { overridable: false, toSubclass: true }),
  qualifierType("Own : string", ["any"], { toSubclass: false }),
  qualifierType("Free : string"),
];

test("accepts what the type says too, stricter overriding, and flavors that CIM does not declare", async () => {
  const a = cimClass("A", {
    qualifiers: [
      qualifier("Fixed", "x", { overridable: false, toSubclass: true, toInstance: true }),
      qualifier("Own", "x", { toSubclass: false }),
      qualifier("Free", "x", { overridable: false, toSubclass: true, amended: true }),
    ],
  });
  expect(await findings([...types, a])).toEqual([]);
});

test("refuses what contradicts the type; propagation flavors only in the DMTF dialects", async () => {
  const a = cimClass("A", {
    qualifiers: [qualifier("Fixed", "x", { overridable: true })],
    properties: [
      property("string P", [
        qualifier("Own", "x", { toSubclass: true }),
        qualifier("Free", "x", { toSubclass: false }),
      ]),
    ],
  });
  expect(await findings([...types, a], "dmtf")).toEqual([
    "A: contradictory-flavor @qualifier Fixed part flavor",
    "A: contradictory-flavor @property P qualifier Own part flavor",
    "A: contradictory-flavor @property P qualifier Free part flavor",
  ]);
  expect(await findings([...types, a])).toEqual([
    "A: contradictory-flavor @qualifier Fixed part flavor",
    "A: flavor-without-effect @property P qualifier Own part flavor",
    "A: flavor-without-effect @property P qualifier Free part flavor",
  ]);
});

test("leaves undeclared qualifiers to themselves", async () => {
  const a = cimClass("A", { qualifiers: [qualifier("Any", "x", { overridable: true, toSubclass: true })] });
  expect(await findings([a])).toEqual([]);
});
