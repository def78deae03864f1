import { expect, test } from "vitest";
import { cimClass, key } from "../builders.ts";
import { findings } from "./findings.ts";

test("refuses a class that derives from itself", async () => {
  expect(await findings([cimClass("A : a")])).toEqual(["A: derivation-from-itself @part superclass"]);
});

test("refuses a class that would derive from its own subclass", async () => {
  const classes = [cimClass("A", { properties: [key()] }), cimClass("B : A"), cimClass("C : B"), cimClass("A : C")];
  expect(await findings(classes)).toEqual(["A: circular-derivation @part superclass"]);
});
