import { describe, expect, test } from "vitest";
import { Random } from "../../../bench/random.ts";
import { KeyFilter } from "../../../src/repository/stores/shared-key-filter.ts";

/** Random hashes of 47 bits. */
function hashes(seed: number, count: number): number[] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => random.integer(0, 0x7fffff) * 0x1000000 + random.integer(0, 0xffffff));
}

describe("a filter of keys", () => {
  test("has nothing at first", () => {
    const filter = new KeyFilter();
    expect(hashes(1, 1000).some((hash) => filter.mayHave(hash))).toBe(false);
  });

  test("never denies what was added, while it grows through several parts", () => {
    const filter = new KeyFilter();
    const added = hashes(2, 700_000);
    for (const hash of added) filter.add(hash);
    expect(added.every((hash) => filter.mayHave(hash))).toBe(true);
  });

  test("is hardly ever wrong about what was not added", () => {
    const filter = new KeyFilter();
    for (const hash of hashes(3, 700_000)) filter.add(hash);
    expect(hashes(4, 20_000).some((hash) => filter.mayHave(hash))).toBe(false);
  });

  test("says of every key that it may have been added when it holds as many as it can", () => {
    const filter = new KeyFilter(2 ** 14);
    const [added, others] = [hashes(5, 100_000), hashes(6, 100)];
    for (const hash of added.slice(0, 60_000)) filter.add(hash);
    expect(others.some((hash) => filter.mayHave(hash))).toBe(false);
    for (const hash of added.slice(60_000)) filter.add(hash);
    expect([...added, ...others].every((hash) => filter.mayHave(hash))).toBe(true);
    expect(filter.count).toBe(100_000);
  });
});
