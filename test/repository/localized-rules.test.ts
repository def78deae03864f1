import { describe, expect, test } from "vitest";
import { loadText } from "../loader/harness.ts";

async function codesOf(text: string): Promise<readonly (readonly [string, string])[]> {
  const { diagnostics } = await loadText(text);
  return diagnostics.map(({ code, severity }) => [code, severity]);
}

function localizedIn(name: string, locale: string): string {
  return `#pragma namespace("root/cimv2/${name}")\n[Amendment, Locale(${locale}), Description("d") : Amended] class A { };`;
}

describe("a localized class is of the language of its namespace", () => {
  test.each([
    ["ms_409", "0x409"],
    ["MS_0409", "1033"],
    ["ms_409", '"ms_409"'],
    ["ms_409", '"MS\\\\0x409"'],
    ["ms_40c", '"0x40C"'],
    ["ms_409", '"whatever"'],
    ["english", "0x407"],
  ])("with nothing to say: %s, Locale(%s)", async (name, locale) => {
    expect(await codesOf(localizedIn(name, locale))).toEqual([]);
  });

  test.each([
    ["ms_409", "409"],
    ["ms_409", "0x407"],
    ["ms_407", '"MS_409"'],
  ])("or a warning says of which: %s, Locale(%s)", async (name, locale) => {
    expect(await codesOf(localizedIn(name, locale))).toEqual([["locale-mismatch", "warning"]]);
  });

  test("or a warning says that it is none", async () => {
    expect(await codesOf(localizedIn("ms_1033", "0x1033"))).toEqual([["unknown-locale", "warning"]]);
  });
});

test("a ValueMap is neutral, or a warning says so, whether the class or what it declares above makes it amended", async () => {
  const amended = `class A { [ValueMap { "0" } : Amended, Values { "a" } : Amended] uint8 P; };`;
  const declared = `Qualifier ValueMap : Amended;\nclass A { [ValueMap { "0" }, Values { "a" } : Amended] uint8 P; };`;
  const neutral = `class A { [ValueMap { "0" }, Values { "a" } : Amended] uint8 P; };`;
  expect(await codesOf(amended)).toEqual([["amended-value-map", "warning"]]);
  expect(await codesOf(declared)).toEqual([["amended-value-map", "warning"]]);
  expect(await codesOf(neutral)).toEqual([]);
});
