import { expect, test } from "vitest";
import { maximumPropertiesOfWmi } from "../../../src/repository/rules/property-count.ts";
import { cimClass, key, property, qualifier } from "../builders.ts";
import { findings } from "./findings.ts";

const many = (count: number) => Array.from({ length: count }, (_, index) => property(`uint8 P${index}`));
const full = cimClass("A", { properties: [key(), ...many(maximumPropertiesOfWmi - 1)] });

test("allows 1024 in WMI, overridden ones counted once", async () => {
  const override = cimClass("B : A", { properties: [property("uint8 P1", [qualifier("Override", "P1")])] });
  expect(await findings([full, override], "wmi")).toEqual([]);
});

test("refuses one more in WMI, inherited ones included, and in no other dialect", async () => {
  const one = cimClass("B : A", { properties: [property("string More")] });
  expect(await findings([full, one], "wmi")).toEqual(["B: too-many-properties"]);
  expect(await findings([full, one])).toEqual([]);
});
