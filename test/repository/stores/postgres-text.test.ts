import fc from "fast-check";
import { expect, test } from "vitest";
import { fromPostgresText, hashNumber, hashOf, toPostgresText } from "../../../src/repository/stores/postgres-text.ts";

/** Text in which the characters that are written as two come often. */
const text = fc.string({ unit: fc.constantFrom("\0", "\x01", "\x02", "a", "é", "\u{1f600}") });

function compareBytes(left: string, right: string): number {
  return Math.sign(Buffer.compare(Buffer.from(left), Buffer.from(right)));
}

test("text comes back, never has U+0000 on the way, and keeps its order", () => {
  fc.assert(
    fc.property(text, text, (left, right) => {
      const [one, other] = [toPostgresText(left), toPostgresText(right)];
      expect(fromPostgresText(one)).toBe(left);
      expect(one).not.toContain("\0");
      expect(compareBytes(one, other)).toBe(compareBytes(left, right));
    }),
  );
});

test("a hash has 128 bits, 47 of them as a number", () => {
  const hash = hashOf("root/cimv2", "cim_thing", 'name="x"');
  expect(Buffer.from(hash, "latin1").toString("hex")).toHaveLength(32);
  expect(hashNumber(hash)).toBe(Number(Buffer.from(hash, "latin1").readBigUInt64BE() >> 16n) % 2 ** 47);
});

test("names that only end elsewhere have other hashes", () => {
  const hashes = [["a", "bc"], ["ab", "c"], ["abc"], ["", "abc"], ["1:a", "bc"], ["a", "b", "c"]].map((names) =>
    hashOf(...names),
  );
  expect(new Set(hashes).size).toBe(hashes.length);
});
