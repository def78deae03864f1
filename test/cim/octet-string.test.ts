import fc from "fast-check";
import { expect, test } from "vitest";
import { lengthenedText, octetsOfText, textOfOctets } from "../../src/cim/octet-string.ts";

test.each([
  ["0x", [0, 0, 0, 4], "0x00000004"],
  ["0x0aFF", [0, 0, 0, 6, 10, 255], "0x000000060AFF"],
  ["0X00", [0, 0, 0, 5, 0], "0x0000000500"],
])("%s has its length before it", (text, octets, lengthened) => {
  expect(octetsOfText(text)).toEqual(octets);
  expect(lengthenedText(text)).toBe(lengthened);
});

test.each(["", "0", "00", "0x0", "0xgg", "x00", " 0x00", "0x00\n"])("%j is none", (text) => {
  expect(octetsOfText(text)).toBeUndefined();
  expect(lengthenedText(text)).toBeUndefined();
});

test("come back as they were, but for case", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (octets) => {
      const text = `0x${Buffer.from(octets).toString("hex").toUpperCase()}`;
      expect(textOfOctets(octetsOfText(text) ?? null)).toBe(text);
      expect(textOfOctets(lengthenedText(text) ?? null)).toBe(text);
    }),
  );
});

test.each([
  [null],
  [[]],
  [[0, 0, 0]],
  [[0, 0, 0, 3]],
  [[0, 0, 0, 5]],
  [[0, 0, 0, 4, 1]],
  ["0x"],
  ["0x00000005"],
  ["x"],
  [["a"]],
])("%j is not what it says", (value) => {
  expect(textOfOctets(value)).toBeUndefined();
});
