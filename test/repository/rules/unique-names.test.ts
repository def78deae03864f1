import { expect, test } from "vitest";
import { cimClass, method, parameter, property, qualifier } from "../builders.ts";
import { findings } from "./findings.ts";

test("accepts a method, a property and a qualifier of one name", async () => {
  const a = cimClass("A", {
    qualifiers: [qualifier("X", 1)],
    properties: [property("string X", [qualifier("X", 1)])],
    methods: [method("uint32 X", [parameter("string X")])],
  });
  expect(await findings([a])).toEqual([]);
});

test("refuses every repetition, in any case, and says which it is", async () => {
  const a = cimClass("A", {
    qualifiers: [qualifier("Q", 1), qualifier("q", 2), qualifier("Q", 1)],
    properties: [property("uint32 N"), property("string n"), property("uint32 N", ["Big", "BIG"])],
    methods: [method("uint32 Run", [parameter("string p"), parameter("uint8 P")]), method("uint32 RUN")],
  });
  expect(await findings([a])).toEqual([
    "A: duplicate-qualifier @qualifier q occurrence 1",
    "A: duplicate-qualifier @qualifier Q occurrence 2",
    "A: duplicate-property @property n occurrence 1",
    "A: duplicate-qualifier @property N qualifier BIG occurrence 1",
    "A: duplicate-property @property N occurrence 2",
    "A: duplicate-parameter @method Run parameter P occurrence 1",
    "A: duplicate-method @method RUN occurrence 1",
  ]);
});

test("finds repetitions among many qualifiers", async () => {
  const many = Array.from({ length: 40 }, (_, index) => qualifier(`Q${index}`, index));
  expect(await findings([cimClass("A", { qualifiers: many })])).toEqual([]);
  expect(await findings([cimClass("A", { qualifiers: [...many, qualifier("q39", 1)] })])).toEqual([
    "A: duplicate-qualifier @qualifier q39 occurrence 1",
  ]);
});
