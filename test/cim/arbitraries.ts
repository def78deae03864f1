import fc from "fast-check";
import { CimDateTime } from "../../src/cim/datetime.ts";
import type { CimScalar, CimValue } from "../../src/cim/model.ts";
import type { KeyBinding, ObjectPath } from "../../src/cim/object-path.ts";
import { sortKeys } from "../../src/cim/object-path.ts";
import {
  type CimType,
  type IntegerType,
  type IntrinsicType,
  integerRange,
  intrinsicTypes,
} from "../../src/cim/types.ts";

/** A name; few letters, so that names meet again in another case. */
export const cimName = fc.stringMatching(/^[A-Ca-c_äÄ][A-Ca-c0-1_]{0,4}$/);

/** Text in which everything stands that quoting has to mind. */
export const cimText = fc.string({
  unit: fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom("a", "B", " ", '"', "'", "\\", "\n", "=", ",", ".", "x41", "/*", "//", "*/"),
    },
    { weight: 1, arbitrary: fc.string({ unit: "binary", minLength: 1, maxLength: 1 }) },
    { weight: 1, arbitrary: fc.constantFrom("\ud800", "\udc00", "\u2028", "\ufeff", "\u0085", "\u202e", "é", "😀") },
  ),
  maxLength: 12,
});

const dateTime = fc
  .constantFrom("20240229123456.789012+060", "00000007121314.000000:000", "****0401******.00****+***")
  .map((text) => new CimDateTime(text));

/** Keys as a path that was parsed has them: named once, in canonical order, untyped. */
const parsedKeys: fc.Arbitrary<readonly KeyBinding[]> = fc
  .uniqueArray(
    fc.tuple(
      cimName,
      fc.oneof(
        cimText,
        fc.boolean(),
        fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
      ),
    ),
    {
      selector: ([name]) => name.toLowerCase(),
      minLength: 1,
      maxLength: 3,
    },
  )
  .map((keys) => sortKeys(keys.map(([name, value]) => ({ name, value: parsedNumber(value) }))));

/** A number as parsing gives it: an integer beyond the safe ones is a `bigint`, also where it was written from a real. */
function parsedNumber(value: CimScalar): CimScalar {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (typeof value !== "number" || !Number.isInteger(value) || Number.isSafeInteger(value))
    return value === 0 ? 0 : value;
  return String(value).includes("e") ? value : BigInt(String(value));
}

/** A path as parsing gives it. */
export const parsedPath: fc.Arbitrary<ObjectPath> = fc
  .record(
    {
      server: fc.constantFrom("server", "s.example.org"),
      namespace: fc.constantFrom("root", "root/cimv2", "Root/A-1"),
      className: cimName,
      keys: fc.oneof(
        fc.constant([]),
        parsedKeys,
        cimText.map((value) => [{ name: "", value }]),
      ),
    },
    { requiredKeys: ["className"] },
  )
  .filter(({ server, namespace }) => server === undefined || namespace !== undefined)
  .map((path) => ({ kind: "path", ...path }));

const realNumber = fc.double();

/** Values of a type that the law of values allows; a reference as parsing gives it. */
export function scalarOf(type: CimType): fc.Arbitrary<CimScalar> {
  switch (type) {
    case "boolean":
      return fc.boolean();
    case "string":
      return cimText;
    case "char16":
      return fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
    case "datetime":
      return dateTime;
    case "reference":
      return parsedPath;
    case "real32":
      return fc.float();
    case "real64":
      return realNumber;
    case "object":
      throw new TypeError("embedded objects are made where their class is known");
    default:
      return integerOf(type);
  }
}

function integerOf(type: IntegerType): fc.Arbitrary<CimScalar> {
  const [minimum, maximum] = integerRange(type);
  const value = fc.oneof(fc.bigInt({ min: minimum, max: maximum }), fc.constantFrom(minimum, maximum, 0n));
  return type === "uint64" || type === "sint64" ? value : value.map(Number);
}

/** A type with a value of it: one, an array perhaps with NULL in it, or NULL. */
export const typedValue: fc.Arbitrary<{
  readonly type: IntrinsicType;
  readonly isArray: boolean;
  readonly value: CimValue;
}> = fc.constantFrom(...intrinsicTypes).chain((type) =>
  fc.oneof(
    scalarOf(type).map((value) => ({ type, isArray: false, value })),
    fc
      .array(fc.oneof({ weight: 5, arbitrary: scalarOf(type) }, { weight: 1, arbitrary: fc.constant(null) }), {
        maxLength: 4,
      })
      .map((value) => ({ type, isArray: true, value })),
    fc.boolean().map((isArray) => ({ type, isArray, value: null })),
  ),
);
