import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type FoldOptions, samePath } from "../../src/cim/fold-key.ts";
import type { KeyBinding, ObjectPath } from "../../src/cim/object-path.ts";
import { parseObjectPath } from "../../src/cim/parse-object-path.ts";
import { parsedPath } from "./arbitraries.ts";
import { respelledPath } from "./respelled-path.ts";

const home: FoldOptions = { namespace: "root/cimv2" };
const exact: FoldOptions = { ...home, exactKeys: true };
const parsed = (text: string): ObjectPath => {
  const path = parseObjectPath(text);
  if (path.kind === "problem") throw new Error(`${text}: ${path.expected}`);
  return path;
};

describe("two paths are the same", () => {
  test.each([
    ['A.K="x"', 'a.k="X"'],
    ['A.K="x"', 'A="x"'],
    ['A.K="x"', "A='x'"],
    ["A.K=1,L=2", "A.L=2,K=1"],
    ["A.K=31", "A.K=0x1F"],
    ["A.K=TRUE", "A.K=true"],
    ["A.K=7", "A.K=007"],
    ["A.K=1.5", "A.K=15e-1"],
    ["A.K=5", 'A.K="5"'],
    ["A.K=0x5,L=TRUE", "A.L='true',K='5'"],
    ["A.K=18446744073709551615", 'A="18446744073709551615"'],
    ["A.K=12345678901234567168", "A.K=1.2345678901234567168e19"],
    ['A.K="x"', 'root/cimv2:A.K="x"'],
    ['A.K="x"', '\\\\.\\ROOT\\CIMV2:A.K="x"'],
    ['//s/root/cimv2:A.K="x"', '\\\\S\\root\\cimv2:A.K="x"'],
    ["A=@", "a=@"],
    ["A", "root/cimv2:a"],
  ])("%s and %s", (left, right) => {
    expect(samePath(parsed(left), parsed(right), home)).toBe(true);
  });

  test.each([
    ['A.K="x"', 'B.K="x"'],
    ['A.K="x"', 'A.K="y"'],
    ['A.K="x"', 'root:A.K="x"'],
    ['A.K="x"', '//s/root/cimv2:A.K="x"'],
    ["A.K=1,L=2", "A.K=1,M=2"],
    ["A.K=1,L=2", "A.K=1"],
    ["A=@", "A"],
    ['A.K="05"', "A.K=5"],
    ["A.K=TRUE", "A.K=1"],
    ['A.K="a b"', 'A.K="a%20b"'],
  ])("not %s and %s", (left, right) => {
    expect(samePath(parsed(left), parsed(right), home)).toBe(false);
  });

  test("where text compares exactly only without its case", () => {
    expect(samePath(parsed('A.K="x"'), parsed('a.k="x"'), exact)).toBe(true);
    expect(samePath(parsed('A.K="x"'), parsed('A="x"'), exact)).toBe(true);
    expect(samePath(parsed('A.K="x"'), parsed('A.K="X"'), exact)).toBe(false);
  });

  test("where keys that are references name the same", () => {
    const link = (text: string): ObjectPath => ({
      kind: "path",
      className: "Link",
      keys: [
        { name: "From", value: parsed(text) },
        { name: "To", value: 1 },
      ],
    });
    const same = (left: string, right: string) => samePath(link(left), link(right), home);
    // Compared with a path, what stands in its keys is text.
    expect(same('A.K="x"', 'a.k="X"')).toBe(true);
    expect(same('A.K="x"', 'A.K="y"')).toBe(false);
  });
});

describe.each([
  ["without case", home],
  ["exactly", exact],
])("sameness of paths compared %s", (_title, options) => {
  test("does not depend on how a path is spelled", () => {
    fc.assert(
      fc.property(
        parsedPath.chain((path) => fc.tuple(fc.constant(path), respelledPath(path))),
        ([path, text]) => {
          expect(samePath(path, parsed(text), options), text).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test("is an equivalence", () => {
    fc.assert(
      fc.property(fc.array(parsedPath, { minLength: 3, maxLength: 6 }), (paths) => {
        for (const one of paths) {
          expect(samePath(one, one, options)).toBe(true);
          for (const other of paths) {
            const isSame = samePath(one, other, options);
            expect(samePath(other, one, options)).toBe(isSame);
            for (const third of paths) {
              if (isSame && samePath(other, third, options)) expect(samePath(one, third, options)).toBe(true);
            }
          }
        }
      }),
    );
  });

  test("tells values apart", () => {
    const values = fc.oneof(
      fc.string({ maxLength: 4 }),
      fc.constantFrom("1", "-1", "01", "TRUE", "False"),
      fc.integer({ min: -3, max: 3 }),
      fc.boolean(),
    );
    const pathOf = (value: KeyBinding["value"]): ObjectPath => ({
      kind: "path",
      className: "A",
      keys: [{ name: "K", value }],
    });
    // Only quotes do not tell them apart.
    const form = (value: unknown) => {
      const text = typeof value === "boolean" ? String(value).toUpperCase() : String(value);
      return options.exactKeys ? text : text.toLowerCase();
    };
    fc.assert(
      fc.property(values, values, (left, right) => {
        expect(samePath(pathOf(left), pathOf(right), options)).toBe(form(left) === form(right));
      }),
      { numRuns: 2000 },
    );
  });
});
