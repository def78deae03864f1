import { expect, test } from "vitest";
import { EnumerationElements, enumerationQualifiers, listElements } from "../../src/cim/enumeration-elements.ts";
import type { CimQualifier } from "../../src/cim/model.ts";

const base = new EnumerationElements([
  { name: "Red", value: 1 },
  { name: "Große", value: 2n },
]);
const extended = new EnumerationElements([{ name: "Blue", value: 4 }], base);
const words = new EnumerationElements([
  { name: "One", value: "1" },
  { name: "Two", value: "zwei" },
]);

test("elements are found by name in any case, those that are inherited too", () => {
  expect(extended.named("BLUE")).toEqual({ name: "Blue", value: 4 });
  expect(extended.named("große")?.value).toBe(2n);
  expect(base.named("Blue")).toBeUndefined();
});

test("elements are found by value, an integer in either form and no string as one", () => {
  expect(extended.valued(4n)?.name).toBe("Blue");
  expect(extended.valued(2)?.name).toBe("Große");
  expect(extended.valued("4")).toBeUndefined();
  expect(words.valued("1")?.name).toBe("One");
  expect(words.valued(1)).toBeUndefined();
  expect(words.valued("ZWEI")).toBeUndefined();
  expect(words.valued(null)).toBeUndefined();
});

test("elements come in order, the inherited ones first", () => {
  expect(Array.from(extended, ({ name }) => name)).toEqual(["Red", "Große", "Blue"]);
  expect(enumerationQualifiers(extended, []).map(({ value }) => value)).toEqual([
    ["1", "2", "4"],
    ["Red", "Große", "Blue"],
  ]);
});

test("what has an enumeration for a type shares what CIM 2 says of it", () => {
  const [map, names] = enumerationQualifiers(extended, []);
  expect(enumerationQualifiers(extended, [])).toEqual([map, names]);
  const [shared] = enumerationQualifiers(extended, [{ ...(names as CimQualifier), name: "VALUES" }]);
  expect(shared).toBe(map);
});

test("a message names ten elements", () => {
  const many = new EnumerationElements(Array.from({ length: 11 }, (_, value) => ({ name: `V${value}`, value })));
  expect(listElements(many)).toMatch(/^`V0`, .*`V9` and others$/);
  expect(listElements(extended)).toBe("`Red`, `Große`, `Blue`");
  expect(listElements(new EnumerationElements([]))).toBe("none");
});
