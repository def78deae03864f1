import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { hashKey } from "../../../src/repository/stores/sqlite-key-hash.ts";

const initial = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];
const order = [2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8];
const quarters = [
  [0, 4, 8, 12],
  [1, 5, 9, 13],
  [2, 6, 10, 14],
  [3, 7, 11, 15],
  [0, 5, 10, 15],
  [1, 6, 11, 12],
  [2, 7, 8, 13],
  [3, 4, 9, 14],
] as const;

/** BLAKE3 of at most 64 bytes, with arrays, as its authors describe it. */
function blake3(message: Uint8Array): Buffer {
  const padded = new Uint8Array(64);
  padded.set(message);
  let words = [...new Uint32Array(padded.buffer)];
  const state = Uint32Array.from([...initial, ...initial.slice(0, 4), 0, 0, message.length, 11]);
  const at = (index: number) => state[index] as number;
  const turn = (index: number, other: number, bits: number) => {
    const word = (at(index) ^ at(other)) >>> 0;
    state[index] = (word >>> bits) | (word << (32 - bits));
  };
  for (let round = 0; round < 7; round++) {
    quarters.forEach(([a, b, c, d], index) => {
      state[a] = at(a) + at(b) + (words[2 * index] as number);
      turn(d, a, 16);
      state[c] = at(c) + at(d);
      turn(b, c, 12);
      state[a] = at(a) + at(b) + (words[2 * index + 1] as number);
      turn(d, a, 8);
      state[c] = at(c) + at(d);
      turn(b, c, 7);
    });
    words = order.map((from) => words[from] as number);
  }
  const digest = Buffer.alloc(32);
  for (let index = 0; index < 8; index++) digest.writeUInt32LE((at(index) ^ at(index + 8)) >>> 0, 4 * index);
  return digest;
}

function ofBlock(keyClassId: number, key: string): number {
  const message = Buffer.alloc(4 + key.length);
  message.writeUInt32LE(keyClassId);
  message.write(key, 4, "latin1");
  return Number(blake3(message).readBigUInt64LE() & (2n ** 47n - 1n));
}

function ofSha256(keyClassId: number, key: string): number {
  return createHash("sha256").update(`${keyClassId}:${key}`).digest().readUIntBE(0, 6) % 2 ** 47;
}

const classIds = [1, 2, 70_000, 2 ** 21 - 1];

describe("the hash of a key", () => {
  test("is compared with a BLAKE3 that gives the published digests", () => {
    expect(blake3(Buffer.from("")).toString("hex")).toBe(
      "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262",
    );
    expect(blake3(Buffer.from("abc")).toString("hex")).toBe(
      "6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85",
    );
  });

  test("is the BLAKE3 of the class and a key of up to 60 characters of ASCII", () => {
    for (let length = 0; length <= 60; length++) {
      const key = `name="\u0000\u007f${"abcdefghij".repeat(6)}`.slice(0, length);
      for (const id of classIds) expect(hashKey(id, key), `${id} ${key}`).toBe(ofBlock(id, key));
    }
  });

  test("is the SHA-256 of what is longer or not ASCII", () => {
    for (const key of [
      "x".repeat(61),
      "y".repeat(10_001),
      "ä",
      'name="\u0080"',
      "\u{1f600}",
      `${"x".repeat(59)}\u0100`,
    ]) {
      for (const id of classIds) expect(hashKey(id, key), `${id} ${key}`).toBe(ofSha256(id, key));
    }
  });

  test("does not depend on the key before", () => {
    const short = hashKey(1, "a");
    hashKey(3, "z".repeat(60));
    expect(hashKey(1, "a")).toBe(short);
    hashKey(3, `${"z".repeat(30)}ä`);
    expect(hashKey(1, "a")).toBe(short);
  });

  test("is spread over 47 bits", () => {
    const hashes = Array.from({ length: 20_000 }, (_, index) => hashKey(1, `name="record ${index}"`));
    expect(new Set(hashes).size).toBe(hashes.length);
    for (let bit = 0; bit < 47; bit++) {
      const set = hashes.filter((hash) => Math.floor(hash / 2 ** bit) % 2 === 1).length;
      expect(set, `bit ${bit}`).toBeGreaterThan(9500);
      expect(set, `bit ${bit}`).toBeLessThan(10_500);
    }
    expect(Math.max(...hashes)).toBeLessThan(2 ** 47);
  });
});
