import { expect, test } from "vitest";
import { cimClass, key, method, parameter, property, qualifier, qualifierType } from "../builders.ts";
import { findings } from "./findings.ts";

test("accepts letters, digits, underscores and anything beyond ASCII", async () => {
  const named = cimClass("_Größe_1", {
    qualifiers: [qualifier("Q_1", "x")],
    properties: [key("string _K1"), property("string カタカナ・語")],
    methods: [method("uint32 R", [parameter("string p")])],
  });
  expect(await findings([named])).toEqual([]);
});

test("refuses everything else, wherever it stands", async () => {
  const named = cimClass("1A", {
    qualifiers: [qualifier("a-b", "x")],
    properties: [property("string 9"), property("string \uD800")],
    methods: [method("uint32 R!", [parameter("string p.q", [qualifier("", "x")])])],
  });
  expect(await findings([named])).toEqual([
    "1A: invalid-name",
    "1A: invalid-name @qualifier a-b",
    "1A: invalid-name @property 9",
    "1A: invalid-name @property \uD800",
    "1A: invalid-name @method R!",
    "1A: invalid-name @method R! parameter p.q",
    "1A: invalid-name @method R! parameter p.q qualifier ",
  ]);
  expect(await findings([cimClass(" ")])).toEqual([" : invalid-name"]);
  expect(await findings([qualifierType("a b : string")])).toEqual(["a b: invalid-name"]);
});

test("leaves names with two underscores to the system", async () => {
  expect(await findings([cimClass("__Mine"), cimClass("__EventFilter")])).toEqual([
    "__Mine: system-class-name",
    "__EventFilter: system-class-name",
  ]);
});
