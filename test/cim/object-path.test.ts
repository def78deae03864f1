import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CimDateTime } from "../../src/cim/datetime.ts";
import { formatKeys, formatObjectPath, maximumReferenceDepth, type ObjectPath } from "../../src/cim/object-path.ts";
import { parseObjectPath } from "../../src/cim/parse-object-path.ts";
import { parsedPath } from "./arbitraries.ts";

describe("parsing an object path", () => {
  test.each<[string, Omit<ObjectPath, "kind">]>([
    ["CIM_System", { className: "CIM_System" }],
    ["__Namespace", { className: "__Namespace" }],
    ["A=@", { className: "A", keys: [] }],
    ['A="x"', { className: "A", keys: [{ name: "", value: "x" }] }],
    ["A=5", { className: "A", keys: [{ name: "", value: 5 }] }],
    ['A.K="v"', { className: "A", keys: [{ name: "K", value: "v" }] }],
    ["A.K='v'", { className: "A", keys: [{ name: "K", value: "v" }] }],
    ["A.K='say \"x\"'", { className: "A", keys: [{ name: "K", value: 'say "x"' }] }],
    ['A.K="it\'s"', { className: "A", keys: [{ name: "K", value: "it's" }] }],
    ['A.K="a\\"b\\\\c"', { className: "A", keys: [{ name: "K", value: 'a"b\\c' }] }],
    ['A.K="C:\\temp"', { className: "A", keys: [{ name: "K", value: "C:\\temp" }] }],
    ['A.K="a b"', { className: "A", keys: [{ name: "K", value: "a b" }] }],
    [
      "A.K=TRUE,L=false",
      {
        className: "A",
        keys: [
          { name: "K", value: true },
          { name: "L", value: false },
        ],
      },
    ],
    [
      "A.L=2,K=1",
      {
        className: "A",
        keys: [
          { name: "K", value: 1 },
          { name: "L", value: 2 },
        ],
      },
    ],
    ["A.K=-5", { className: "A", keys: [{ name: "K", value: -5 }] }],
    ["A.K=+5", { className: "A", keys: [{ name: "K", value: 5 }] }],
    ["A.K=007", { className: "A", keys: [{ name: "K", value: 7 }] }],
    ["A.K=999999999999999", { className: "A", keys: [{ name: "K", value: 999999999999999 }] }],
    ["A.K=9007199254740993", { className: "A", keys: [{ name: "K", value: 9007199254740993n }] }],
    ["A.K=0x1F", { className: "A", keys: [{ name: "K", value: 31 }] }],
    ["A.K=-0X1f", { className: "A", keys: [{ name: "K", value: -31 }] }],
    ["A.K=18446744073709551615", { className: "A", keys: [{ name: "K", value: 18446744073709551615n }] }],
    ["A.K=-9223372036854775808", { className: "A", keys: [{ name: "K", value: -9223372036854775808n }] }],
    ["A.K=1.5", { className: "A", keys: [{ name: "K", value: 1.5 }] }],
    ["A.K=-.5e-3", { className: "A", keys: [{ name: "K", value: -0.0005 }] }],
    ["A.K=1e3", { className: "A", keys: [{ name: "K", value: 1000 }] }],
    ["root:A", { namespace: "root", className: "A" }],
    ["root\\default:A", { namespace: "root/default", className: "A" }],
    ["/root/cimv2:A", { namespace: "root/cimv2", className: "A" }],
    ["\\\\.\\root\\cimv2:A.K=1", { namespace: "root/cimv2", className: "A", keys: [{ name: "K", value: 1 }] }],
    ["//server/root/cimv2:A", { server: "server", namespace: "root/cimv2", className: "A" }],
    ['A.K="root:B.L=\\"x\\""', { className: "A", keys: [{ name: "K", value: 'root:B.L="x"' }] }],
    ['A.K="a:b/c"', { className: "A", keys: [{ name: "K", value: "a:b/c" }] }],
    ["//./root:A=@", { namespace: "root", className: "A", keys: [] }],
    ["\\\\.\\root\\cimv2:A=@", { namespace: "root/cimv2", className: "A", keys: [] }],
    [
      "\\\\server\\root\\ns:A='x'",
      { server: "server", namespace: "root/ns", className: "A", keys: [{ name: "", value: "x" }] },
    ],
    [
      "root/a:__Namespace.Name='b'",
      { namespace: "root/a", className: "__Namespace", keys: [{ name: "Name", value: "b" }] },
    ],
    ['A.K="a%20b"', { className: "A", keys: [{ name: "K", value: "a%20b" }] }],
    ['A.K="20240229123456.789012+060"', { className: "A", keys: [{ name: "K", value: "20240229123456.789012+060" }] }],
    ["Größe.Straße=1", { className: "Größe", keys: [{ name: "Straße", value: 1 }] }],
  ])("%s", (text, path) => {
    expect(parseObjectPath(text)).toEqual({ kind: "path", ...path });
  });

  // The caret stands where the text goes wrong.
  test.each([
    ["", 0, "the name of a class"],
    ["1A", 0, "the name of a class"],
    ["root/cimv2", 10, "`:`"],
    ["//server:A", 2, "a server"],
    ["//", 2, "a server"],
    ["root//a:B", 5, "a namespace"],
    ["root/cimv2:", 11, "the name of a class"],
    ["A B", 1, "`.`, `=`"],
    ["A.", 2, "the name of a key"],
    ["A.K", 3, "`=`"],
    ["A.K=", 4, "a number"],
    ["A.K=x", 4, "a number"],
    ["A.K=@", 4, "a number"],
    ["A.K= 1", 4, "a number"],
    ["A.K=1 ", 5, "`,`"],
    ["A.K=1,", 6, "the name of a key"],
    ["A.K=1, L=2", 6, "the name of a key"],
    ["A.K=1,k=2", 6, "not named yet"],
    ['A.K="x', 6, '`"`'],
    ["A.K='x\"", 7, "`'`"],
    ['A.K="x\\"', 8, '`"`'],
    ["A=@x", 3, "the end"],
    ["A=1,B=2", 3, "the end"],
    ["\\\\server", 2, "a server"],
    ["\\\\server\\root", 13, "`:`"],
    ['A%20.K="x"', 1, "`.`, `=`"],
    ["A.K=0o17", 5, "`,`"],
    ["A.K=NULL", 4, "a number"],
    ["A.K=1e999", 4, "a number"],
    [`A.K=${"9".repeat(200)}`, 4, "a number"],
  ])("%s goes wrong at %i", (text, position, expected) => {
    const problem = parseObjectPath(text);
    expect(problem).toMatchObject({ kind: "problem", position });
    expect(problem.kind === "problem" && problem.expected).toContain(expected);
  });

  test("any text is a path or has a place where it goes wrong", () => {
    const text = fc.string({
      unit: fc.constantFrom("A", "k", "1", ".", "=", ",", '"', "'", "\\", "/", ":", "@", "-", "x", " "),
    });
    fc.assert(
      fc.property(text, (source) => {
        const path = parseObjectPath(source);
        if (path.kind === "path") expect(parseObjectPath(formatObjectPath(path))).toEqual(path);
        else expect(path.position >= 0 && path.position <= Math.max(source.length, 2)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  test("a long path is read in time that grows with its length", () => {
    const text = `A.K="${"\\\\".repeat(500_000)}"`;
    expect(parseObjectPath(text)).toMatchObject({ kind: "path" });
    expect(parseObjectPath(`A.K=${"1".repeat(500_000)}.`)).toMatchObject({ kind: "problem" });
  });
});

describe("formatting an object path", () => {
  test("is the inverse of parsing", () => {
    fc.assert(
      fc.property(parsedPath, (path) => {
        expect(parseObjectPath(formatObjectPath(path))).toEqual(path);
      }),
      { numRuns: 2000 },
    );
  });

  test("gives a form that it gives again", () => {
    fc.assert(
      fc.property(parsedPath, (path) => {
        const form = formatObjectPath(path);
        expect(formatObjectPath(parseObjectPath(form) as ObjectPath)).toBe(form);
      }),
      { numRuns: 2000 },
    );
  });

  test("brings keys into the order of their folded names", () => {
    const keys = [
      { name: "b", value: 2n },
      { name: "A", value: true },
      { name: "C", value: "x" },
    ];
    expect(formatObjectPath({ kind: "path", className: "K", keys })).toBe('K.A=TRUE,b=2,C="x"');
    expect(formatKeys(keys)).toBe('A=TRUE,b=2,C="x"');
    expect(keys[0]?.name).toBe("b");
  });

  test("writes datetimes and references as text", () => {
    const inner: ObjectPath = { kind: "path", namespace: "root", className: "B", keys: [{ name: "L", value: 'a"\\' }] };
    const keys = [
      { name: "D", value: new CimDateTime("00000007121314.000000:000") },
      { name: "R", value: inner },
    ];
    const text = formatObjectPath({ kind: "path", server: "s", namespace: "root/cimv2", className: "A", keys });
    expect(text).toBe('//s/root/cimv2:A.D="00000007121314.000000:000",R="root:B.L=\\"a\\\\\\"\\\\\\\\\\""');
    expect(parseObjectPath(text)).toMatchObject({ keys: [{}, { name: "R", value: formatObjectPath(inner) }] });
  });

  test("a reference deeper than the limit is cut, so that its text does not grow with the power of its depth", () => {
    const nested = (depth: number): ObjectPath => ({
      kind: "path",
      className: "A",
      keys: [{ name: "K", value: depth === 0 ? 1 : nested(depth - 1) }],
    });
    expect(formatObjectPath(nested(maximumReferenceDepth))).not.toContain("…");
    expect(formatObjectPath(nested(maximumReferenceDepth + 1))).toContain("…");
    expect(formatObjectPath(nested(1000)).length).toBeLessThan(10_000);
  });
});
