import { describe, expect, test } from "vitest";
import { isKnownLocale } from "../../src/cim/known-locales.ts";
import {
  defaultLocale,
  findLocale,
  localeFallbacks,
  localeNamespaceName,
  localeOfNamespace,
} from "../../src/cim/locale.ts";
import { WbemError } from "../../src/wbem/error.ts";
import { parseLocale } from "../../src/wbem/locale.ts";

describe("a locale", () => {
  test.each([
    ["MS_409", 0x409, "MS_409"],
    ["ms_40c", 0x40c, "MS_40C"],
    ["mS_00000409", 0x409, "MS_409"],
    ["MS_7", 7, "MS_7"],
    // German with the sort order of a phone book.
    ["ms_10407", 0x10407, "MS_10407"],
    ["MS_FFFFF", 0xfffff, "MS_FFFFF"],
  ])("is read by its number: %s", (text, id, name) => {
    expect(findLocale(text)).toEqual({ id, name });
    expect(parseLocale(text)).toEqual({ id, name });
  });

  test.each([
    "",
    "MS_",
    "409",
    "0x409",
    "MS-409",
    "MS_0",
    "MS_000",
    "MS_100000",
    "MS_40G",
    "xMS_409",
    "MS_409x",
    "de-DE",
  ])("is none: %j", (text) => {
    expect(findLocale(text)).toBeUndefined();
    expect(() => parseLocale(text)).toThrow(WbemError);
  });

  test("names the namespace of its localized classes in lower case", () => {
    expect(localeNamespaceName(parseLocale("MS_040C"))).toBe("ms_40c");
  });

  test.each([
    ["root/cimv2/ms_409", "MS_409"],
    ["root/MS_00407", "MS_407"],
    ["root/ms_409/below", undefined],
    ["root/cimv2", undefined],
    ["ms_409", undefined],
  ])("is that of a namespace by the last name of its path: %s", (path, name) => {
    expect(localeOfNamespace(path)?.name).toBe(name);
  });

  test.each([
    ["MS_409", ["MS_409", "MS_9"]],
    ["MS_809", ["MS_809", "MS_9", "MS_409"]],
    ["MS_C07", ["MS_C07", "MS_7", "MS_407", "MS_409"]],
    ["MS_7", ["MS_7", "MS_407", "MS_409"]],
    ["MS_10407", ["MS_10407", "MS_7", "MS_407", "MS_409"]],
    ["MS_400", ["MS_400", "MS_409"]],
  ])("falls back to its language and to American English, each once: %s", (text, names) => {
    expect(localeFallbacks(parseLocale(text)).map(({ name }) => name)).toEqual(names);
    expect(defaultLocale.name).toBe("MS_409");
  });

  test.each([
    ["MS_409", true],
    ["MS_0407", true],
    ["MS_7", true],
    ["MS_C07", true],
    ["MS_4C09", true],
    ["MS_804", true],
    ["MS_C0A", true],
    ["MS_10407", true],
    ["MS_1033", false],
    ["MS_1031", false],
    ["MS_1036", false],
    ["MS_400", false],
    ["MS_800", false],
    ["MS_7F", false],
  ])("is known to be that of a language, or not: %s %s", (name, isKnown) => {
    expect(isKnownLocale(parseLocale(name))).toBe(isKnown);
  });
});
