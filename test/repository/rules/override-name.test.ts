import { expect, test } from "vitest";
import { cimClass, key, method, property, qualifier } from "../builders.ts";
import { findings } from "./findings.ts";

const base = cimClass("A", { properties: [key(), property("uint32 N")], methods: [method("uint32 Run")] });

test("accepts the name, in any case and with the class before it", async () => {
  const b = cimClass("B : A", {
    properties: [property("uint32 N", [qualifier("Override", "A.n")])],
    methods: [method("uint32 Run", [], [qualifier("Override", "RUN")])],
  });
  expect(await findings([base, b])).toEqual([]);
});

test("warns where it is left out, names another or nothing", async () => {
  const b = cimClass("B : A", {
    properties: [
      property("uint32 N"),
      property("string S", [qualifier("Override", "N")]),
      property("string T", [qualifier("Override", "T")]),
    ],
    methods: [method("uint32 Run")],
  });
  expect(await findings([base, b])).toEqual([
    "B warns: redeclared-without-override @property N",
    "B warns: override-of-another-name @property S qualifier Override",
    "B warns: override-of-nothing @property T qualifier Override",
    "B warns: redeclared-without-override @method Run",
  ]);
});
