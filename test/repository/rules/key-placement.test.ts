import { expect, test } from "vitest";
import { cimClass, key, method, parameter, standardQualifiers } from "../builders.ts";
import { findings } from "./findings.ts";

const misplaced = cimClass("A", {
  qualifiers: ["Key"],
  properties: [key("string K")],
  methods: [method("uint32 Run", [parameter("string P", ["Key"])], ["key"])],
});

test("accepts Key on properties and refuses it elsewhere, also where nobody declared it", async () => {
  expect(await findings([misplaced])).toEqual([
    "A: misplaced-key @qualifier Key",
    "A: misplaced-key @method Run qualifier key",
    "A: misplaced-key @method Run parameter P qualifier Key",
  ]);
});

test("leaves it to the scope where it is declared", async () => {
  expect(await findings([...standardQualifiers, misplaced])).toEqual([
    "A: qualifier-outside-scope @qualifier Key",
    "A: qualifier-outside-scope @method Run qualifier key",
    "A: qualifier-outside-scope @method Run parameter P qualifier Key",
  ]);
});
