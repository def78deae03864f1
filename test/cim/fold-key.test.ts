import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CimDateTime } from "../../src/cim/datetime.ts";
import { type FoldOptions, foldKey, foldPath } from "../../src/cim/fold-key.ts";
import { foldName } from "../../src/cim/names.ts";
import { formatKeys, formatObjectPath, type KeyBinding, type ObjectPath } from "../../src/cim/object-path.ts";
import { parseObjectPath } from "../../src/cim/parse-object-path.ts";
import { cimText, parsedPath } from "./arbitraries.ts";

const key = (name: string, value: KeyBinding["value"]): KeyBinding => ({ name, value });
const path = (text: string): ObjectPath => {
  const parsed = parseObjectPath(text);
  if (parsed.kind === "problem") throw new Error(`${text}: ${parsed.expected}`);
  return parsed;
};
const exact: FoldOptions = { exactKeys: true };

describe("the folded form of keys", () => {
  test("folds names, and text unless it is compared exactly", () => {
    expect(foldKey([key("Name", "Disk 1")])).toBe('name="disk 1"');
    expect(foldKey([key("Name", "Disk 1")], exact)).toBe('name="Disk 1"');
    expect(foldKey([key("B", 2), key("a", true)])).toBe("a=true,b=2");
    expect(foldKey([])).toBe("@");
  });

  test("does not depend on the order of keys or on how wide a number is", () => {
    expect(foldKey([key("b", 2n), key("A", "x")])).toBe(foldKey([key("a", "X"), key("B", 2)]));
  });

  test("counts a reference by what it names", () => {
    const home: FoldOptions = { namespace: "root/cimv2" };
    const form = foldKey([key("R", path('A.K="x",L=1'))], home);
    for (const text of ["a.l=1,k='X'", 'ROOT\\cimv2:A.K="x",L=1', '\\\\.\\root\\cimv2:A.K="x",L=0x1']) {
      expect(foldKey([key("R", path(text))], home)).toBe(form);
    }
    for (const text of ['root/other:A.K="x",L=1', '//server/root/cimv2:A.K="x",L=1', 'A.K="y",L=1']) {
      expect(foldKey([key("R", path(text))], home)).not.toBe(form);
    }
  });

  test("with exact text a reference still folds its names", () => {
    expect(foldKey([key("R", path('Root:A.K="x"'))], exact)).toBe(foldKey([key("r", path('root:a.k="x"'))], exact));
    expect(foldKey([key("R", path('A.K="x"'))], exact)).not.toBe(foldKey([key("R", path('A.K="X"'))], exact));
  });

  test("of keys without references is their folded canonical form", () => {
    fc.assert(
      fc.property(parsedPath, ({ keys = [] }) => {
        expect(foldKey(keys, { namespace: "root" })).toBe(foldName(formatKeys(keys)));
      }),
    );
  });

  test.each([
    ["folded", {}],
    ["exact", exact],
  ])("a reference has one form, parsed or built (%s)", (_, options) => {
    const built: ObjectPath = {
      kind: "path",
      className: "A",
      keys: [key("R", path('B.K="it\\"s"')), key("D", new CimDateTime("00000007121314.000000:000")), key("N", 5n)],
    };
    const parsed = path(formatObjectPath(built));
    expect(foldKey([key("X", parsed)], options)).toBe(foldKey([key("X", built)], options));
    expect(foldPath(parsed, options)).toBe(foldPath(built, options));
  });
});

describe("different keys never meet", () => {
  // Text that imitates the form of keys, so that a missing escape would show.
  const hostile = fc.oneof(
    cimText,
    fc.string({ unit: fc.constantFrom('"', "\\", ",", "=", "a", "b", "1"), maxLength: 8 }),
  );
  const values = fc.array(fc.oneof(hostile, fc.integer(), fc.boolean()), { minLength: 1, maxLength: 3 });
  const keysOf = (list: readonly (string | number | boolean)[]): KeyBinding[] =>
    list.map((value, index) => key("ab"[index % 2] + String(index), value));

  test("compared exactly", () => {
    fc.assert(
      fc.property(values, values, (left, right) => {
        const same = JSON.stringify(left) === JSON.stringify(right);
        expect(foldKey(keysOf(left), exact) === foldKey(keysOf(right), exact)).toBe(same);
      }),
      { numRuns: 5000 },
    );
  });

  test("compared without case: only by case", () => {
    const fold = (list: readonly (string | number | boolean)[]): string =>
      JSON.stringify(list.map((value) => (typeof value === "string" ? foldName(value) : value)));
    fc.assert(
      fc.property(values, values, (left, right) => {
        expect(foldKey(keysOf(left)) === foldKey(keysOf(right))).toBe(fold(left) === fold(right));
      }),
      { numRuns: 5000 },
    );
  });

  test("short texts over the characters that have a meaning, all pairs", () => {
    const alphabet = ['"', "\\", ",", "=", "k", "@"];
    let texts = [""];
    for (let length = 0; length < 4; length++)
      texts = [...texts, ...texts.flatMap((text) => alphabet.map((letter) => text + letter))];
    const distinct = [...new Set(texts)];
    const forms = new Set(distinct.map((text) => foldKey([key("k", text)])));
    expect(forms.size).toBe(distinct.length);
    const references = new Set(
      distinct.map((text) => foldKey([key("k", { kind: "path", className: "A", keys: [key("k", text)] })])),
    );
    expect(references.size).toBe(distinct.length);
  });
});
