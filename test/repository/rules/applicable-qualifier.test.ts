import { expect, test } from "vitest";
import { cimClass, method, parameter, property, qualifier } from "../builders.ts";
import { findings } from "./findings.ts";

const bounds = [qualifier("MinValue", 0), qualifier("MaxValue", 9)];

test("accepts bounds on integers and embedding in strings and objects", async () => {
  const a = cimClass("A", {
    properties: [
      property("uint8 N", bounds),
      property("sint64[] L", bounds),
      property("string E", [qualifier("EmbeddedInstance", "A")]),
      property("A O", [qualifier("EmbeddedInstance", "A")]),
    ],
    methods: [method("uint32 Run", [parameter("uint16 P", bounds)], bounds), method("void Stop", [], bounds)],
  });
  expect(await findings([a])).toEqual([]);
});

test("warns of them elsewhere", async () => {
  const a = cimClass("A", {
    properties: [
      property("datetime D", [qualifier("MinValue", 0)]),
      property("real32 R", [qualifier("MaxValue", 9)]),
      property("uint32 E", ["EmbeddedObject"]),
    ],
    methods: [method("string Run", [], [qualifier("MinValue", 0)])],
  });
  expect(await findings([a])).toEqual([
    "A warns: range-qualifier-on-non-integer @property D qualifier MinValue",
    "A warns: range-qualifier-on-non-integer @property R qualifier MaxValue",
    "A warns: embedding-on-non-string @property E qualifier EmbeddedObject",
    "A warns: range-qualifier-on-non-integer @method Run qualifier MinValue",
  ]);
});
