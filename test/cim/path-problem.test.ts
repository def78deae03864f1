import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CimDateTime } from "../../src/cim/datetime.ts";
import { samePath } from "../../src/cim/fold-key.ts";
import { formatObjectPath, maximumReferenceDepth, type ObjectPath } from "../../src/cim/object-path.ts";
import { parseObjectPath } from "../../src/cim/parse-object-path.ts";
import { pathProblem } from "../../src/cim/path-problem.ts";
import { parsedPath } from "./arbitraries.ts";

const path = (parts: object): object => ({ kind: "path", className: "A", ...parts });
const withKey = (value: unknown): object => path({ keys: [{ name: "K", value }] });

describe("a path can be written and read again", () => {
  test.each<readonly [object, string]>([
    [{}, "it has no `kind` that is `path`"],
    [{ kind: "path" }, "nothing is no name of a class"],
    [path({ className: "" }), "`` is no name of a class"],
    [path({ className: "P Q" }), "`P Q` is no name of a class"],
    [path({ className: "P-1" }), "`P-1` is no name of a class"],
    [path({ className: 5 }), "an integer is no name of a class"],
    [path({ namespace: "" }), "`` is no namespace in the form `root/cimv2`"],
    [path({ namespace: "a b" }), "`a b` is no namespace in the form `root/cimv2`"],
    [path({ namespace: "root\\cimv2" }), "`root\\cimv2` is no namespace in the form `root/cimv2`"],
    [path({ namespace: "/root" }), "`/root` is no namespace in the form `root/cimv2`"],
    [path({ namespace: "root/" }), "`root/` is no namespace in the form `root/cimv2`"],
    [path({ namespace: "root//a" }), "`root//a` is no namespace in the form `root/cimv2`"],
    [path({ namespace: null }), "NULL is no namespace in the form `root/cimv2`"],
    [path({ server: "s" }), "it names a server and no namespace"],
    [path({ server: "my host", namespace: "root" }), "`my host` is no name of a server"],
    [path({ server: ".", namespace: "root" }), "`.` is no name of a server"],
    [path({ server: "", namespace: "root" }), "`` is no name of a server"],
    [path({ keys: null }), "its `keys` are no list"],
    [path({ keys: {} }), "its `keys` are no list"],
    [path({ keys: [null] }), "its key 0 is NULL"],
    [path({ keys: new Array(1) }), "its key 0 is nothing"],
    [path({ keys: [{ name: "a b", value: 1 }] }), "`a b` is no name of a key"],
    [path({ keys: [{ value: 1 }] }), "nothing is no name of a key"],
    [
      path({
        keys: [
          { name: "", value: 1 },
          { name: "", value: 2 },
        ],
      }),
      "`` is no name of a key",
    ],
    [
      path({
        keys: [
          { name: "K", value: 1 },
          { name: "k", value: 2 },
        ],
      }),
      "it has the key `k` twice",
    ],
    [withKey(null), "the value of its key `K` is NULL"],
    [withKey(undefined), "the value of its key `K` is nothing"],
    [withKey(Number.NaN), "the value of its key `K` is `NaN`"],
    [withKey(Number.NEGATIVE_INFINITY), "the value of its key `K` is `-Infinity`"],
    [withKey(10n ** 100n), "the value of its key `K` is an integer"],
    [withKey(() => 1), "the value of its key `K` is a function"],
    [withKey([1]), "the value of its key `K` is an array"],
    [withKey(new Date(0)), "the value of its key `K` is an object of the class `Date`"],
    [
      withKey({ kind: "datetime" }),
      "the value of its key `K` is an object of kind `datetime` that is no `CimDateTime`",
    ],
    [withKey({ kind: "instance", className: "A", properties: [] }), "the value of its key `K` is an instance"],
    [withKey(path({ className: "" })), "`` is no name of a class"],
  ])("%o is refused: %s", (given, reason) => {
    expect(pathProblem(given)).toEqual({ reason });
  });

  test("paths stand in the keys of paths up to a limit", () => {
    const nested = (depth: number): object => withKey(depth === 0 ? 1 : nested(depth - 1));
    expect(pathProblem(nested(maximumReferenceDepth - 1))).toBeUndefined();
    expect(pathProblem(nested(maximumReferenceDepth))).toBe("too-deep");
  });

  test("every path that was read has no problem", () => {
    fc.assert(fc.property(parsedPath, (given) => pathProblem(given) === undefined));
  });

  test("every path without a problem is read as the path it was written from", () => {
    const piece = fc.constantFrom("A", "k", "root", "/", "\\", ":", ".", " ", "", "1", "-", "=", "é", "\ud800", '"');
    const odd = fc.array(piece, { maxLength: 3 }).map((pieces) => pieces.join(""));
    const text = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom("A", "K", "root", "é1") },
      { weight: 1, arbitrary: odd },
    );
    const anyText = fc.option(text, { nil: undefined });
    const value = fc.oneof(
      text,
      // An integer beyond the safe ones is read as a `bigint`, which tells more digits than the number was written with.
      fc.double().filter((real) => !Number.isInteger(real) || Number.isSafeInteger(real)),
      fc.bigInt({ min: -(10n ** 101n), max: 10n ** 101n }),
      fc.constantFrom(null, undefined, true, new CimDateTime("20240229123456.789012+060"), withKey(1), {}),
    );
    const keys = fc.option(fc.array(fc.record({ name: text, value }), { maxLength: 2 }), { nil: undefined });
    let accepted = 0;
    fc.assert(
      fc.property(anyText, anyText, text, keys, (server, namespace, className, list) => {
        const given = path({
          className,
          ...(server !== undefined && { server }),
          ...(namespace !== undefined && { namespace }),
          ...(list !== undefined && { keys: list }),
        }) as ObjectPath;
        if (pathProblem(given) !== undefined) return;
        accepted++;
        const read = parseObjectPath(formatObjectPath(given));
        expect(read.kind).toBe("path");
        expect(samePath(read as ObjectPath, given, { exactKeys: true })).toBe(true);
        expect(formatObjectPath(read as ObjectPath)).toBe(formatObjectPath(given));
      }),
      { numRuns: 5000, seed: 4 },
    );
    expect(accepted).toBeGreaterThan(100);
  });
});
