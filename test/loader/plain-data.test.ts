import { expect, test } from "vitest";
import { CimDateTime } from "../../src/cim/datetime.ts";
import { PlainData } from "../../src/loader/plain-data.ts";

function copied(codec: PlainData, data: unknown): unknown {
  return codec.decode(Buffer.from(codec.encode(data)), 0);
}

test.each([
  ["numbers", [0, -0, 1, 127, 128, -1, 2 ** 31, 2 ** 37, 2 ** 53 - 1, 2 ** 53, 1.5, Number.NaN, Infinity, -Infinity]],
  ["integers of any length", [0n, -1n, 2n ** 64n - 1n, -(2n ** 63n)]],
  ["text", ["", "a", "ÿ", "Ā", "\0", "\ud800", "😀", "x".repeat(100), "ж".repeat(100_000), "y".repeat(100_000)]],
  ["what is no value", [undefined, null, true, false]],
  ["objects", { a: 1, b: { a: undefined, c: [{ b: 2 }, { a: 1, b: 3 }] }, "": {} }],
  [
    "datetimes",
    { at: new CimDateTime("20260101120000.000000+000"), for: [new CimDateTime("00000001000000.000000:000")] },
  ],
  [
    "instances",
    {
      kind: "instance",
      className: "A",
      properties: [
        { name: "Größe", value: 2n ** 53n - 1n },
        { name: "R", value: { kind: "path", className: "A", keys: [{ name: "K", value: "ж" }] } },
      ],
    },
  ],
  [
    "instances with qualifiers",
    { kind: "instance", className: "A", properties: [{ name: "K", qualifiers: [] }], qualifiers: [] },
  ],
  [
    "paths",
    [
      { kind: "path", className: "A" },
      { kind: "path", className: "A", keys: [] },
      { kind: "path", server: "s", namespace: "n", className: "A", keys: [{ name: "", value: 1 }] },
    ],
  ],
  ["sets", { said: new Set(["a", "b"]), none: new Set() }],
])("%s are made again of their bytes", (_, data) => {
  const codec = new PlainData();
  expect(copied(codec, data)).toStrictEqual(data);
  // With all words and keys known.
  expect(copied(codec, data)).toStrictEqual(data);
});

test("more words than are numbered are made again of their bytes", () => {
  const codec = new PlainData();
  const paths = Array.from({ length: 5000 }, (_, index) => ({ kind: "path", className: `Class${index}` }));
  expect(copied(codec, paths)).toEqual(paths);
  expect(copied(codec, paths.toReversed())).toEqual(paths.toReversed());
});

test("keys stay in their order", () => {
  const codec = new PlainData();
  for (const data of [{ a: 1, b: 2 }, { b: 1, a: 2 }, { a: 1 }])
    expect(Object.keys(copied(codec, data) as object)).toEqual(Object.keys(data));
});

test("a function is no plain data", () => {
  expect(() => new PlainData().encode([() => 1])).toThrow(TypeError);
});
