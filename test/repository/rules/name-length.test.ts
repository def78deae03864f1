import { expect, test } from "vitest";
import { maximumNameLength, maximumNameLengthOfWmi } from "../../../src/repository/rules/name-length.ts";
import { cimClass, method, parameter, property, qualifier } from "../builders.ts";
import { findings } from "./findings.ts";

const named = (length: number) => {
  const name = (letter: string) => letter.repeat(length);
  return cimClass(name("C"), {
    qualifiers: [qualifier(name("Q"), 1)],
    properties: [property(`string ${name("P")}`)],
    methods: [method(`uint32 ${name("M")}`, [parameter(`string ${name("R")}`, [])])],
  });
};
const codes = (lines: readonly string[]) => lines.map((line) => /: ([a-z-]+)/.exec(line)?.[1]);
const all = [
  "class-name-too-long",
  "qualifier-name-too-long",
  "property-name-too-long",
  "method-name-too-long",
  "property-name-too-long",
];

test.each([
  ["auto", maximumNameLength],
  ["dmtf3", maximumNameLength],
  ["wmi", maximumNameLengthOfWmi],
] as const)("allows in %s %d characters and no more", async (dialect, maximum) => {
  const tooLong = (lines: readonly string[]) => codes(lines).filter((code) => code?.endsWith("too-long"));
  expect(tooLong(await findings([named(maximum)], dialect))).toEqual([]);
  expect(tooLong(await findings([named(maximum + 1)], dialect))).toEqual(all);
});
