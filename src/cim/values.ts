import type { cimMessages } from "../codes/cim-messages.ts";
import { shorten } from "../codes/shorten.ts";
import { CimDateTime, datetimeProblem } from "./datetime.ts";
import { describeValue } from "./describe-value.ts";
import type { CimScalar, CimValue } from "./model.ts";
import { maximumReferenceDepth } from "./object-path.ts";
import { parseObjectPath } from "./parse-object-path.ts";
import { pathProblem } from "./path-problem.ts";
import { type ElementType, formatType, type IntegerType, integerRange } from "./types.ts";

export { valuesEqual } from "./values-equal.ts";

/** What keeps a value from being one of its element's type: a code of the table of messages with its parameters. */
export interface ValueProblem {
  readonly code: keyof typeof cimMessages.table;
  readonly parameters: Readonly<Record<string, string | number | bigint>>;
  /** Which element of an array, from 0; absent for the value as a whole. */
  readonly element?: number;
}

/** How many problems of one value are told; what is wrong in a thousand elements is known from the first hundred. */
export const maximumValueProblems = 100;

const noProblems: readonly ValueProblem[] = Object.freeze([]);

/** The largest finite single, (2 - 2^-23) * 2^127 (IEEE 754). */
const largestReal32 = 3.4028234663852886e38;

/**
 * Checks type and range of a value: the law that every value of a repository obeys. Reports every element of an array
 * that breaks it, up to {@link maximumValueProblems}. NULL is a value of every type, and an element of every array.
 * The number of elements is not looked at, nor whether an embedded object is of the declared class.
 *
 * An element that a qualifier makes hold embedded objects is handed in as `valueTypeOf` says.
 *
 * @example checkValue(256, { type: "uint8", isArray: false }) // one problem, "value-out-of-range"
 */
export function checkValue(value: CimValue, element: ElementType): readonly ValueProblem[] {
  if (value === null) return noProblems;
  if (Array.isArray(value)) {
    if (!element.isArray) return [{ code: "scalar-expected", parameters: { type: typeName(element) } }];
    return checkElements(value, element);
  }
  if (element.isArray) {
    return [
      { code: "array-expected", parameters: { type: typeName(element), found: describeValue(value as CimScalar) } },
    ];
  }
  const problem = checkScalar(value as CimScalar, element);
  return problem === undefined ? noProblems : [problem];
}

/** Whether {@link checkValue} finds nothing wrong. */
export function isValueOf(value: CimValue, element: ElementType): boolean {
  return checkValue(value, element).length === 0;
}

function checkElements(values: readonly CimScalar[], element: ElementType): readonly ValueProblem[] {
  let problems: ValueProblem[] | undefined;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as CimScalar;
    if (value === null) continue;
    const problem = checkScalar(value, element);
    if (problem === undefined) continue;
    problems ??= [];
    problems.push({ ...problem, element: index });
    if (problems.length === maximumValueProblems) break;
  }
  return problems ?? noProblems;
}

function checkScalar(value: CimScalar, element: ElementType): ValueProblem | undefined {
  switch (element.type) {
    case "string":
      return typeof value === "string" ? undefined : mismatch(value, element);
    case "boolean":
      return typeof value === "boolean" ? undefined : mismatch(value, element);
    case "uint8":
      return checkInteger(value, element, 0, 0xff);
    case "sint8":
      return checkInteger(value, element, -0x80, 0x7f);
    case "uint16":
      return checkInteger(value, element, 0, 0xffff);
    case "sint16":
      return checkInteger(value, element, -0x8000, 0x7fff);
    case "uint32":
      return checkInteger(value, element, 0, 0xffffffff);
    case "sint32":
      return checkInteger(value, element, -0x80000000, 0x7fffffff);
    case "uint64":
    case "sint64":
      return checkWideInteger(value, element, element.type);
    case "real32":
    case "real64":
      return checkReal(value, element);
    case "char16":
      return checkCharacter(value, element);
    case "datetime":
      return checkDateTime(value, element);
    case "reference":
      return checkReference(value, element);
    case "object":
      return isObject(value) && (value.kind === "instance" || value.kind === "class")
        ? undefined
        : mismatch(value, element);
  }
}

function checkInteger(
  value: CimScalar,
  element: ElementType,
  minimum: number,
  maximum: number,
): ValueProblem | undefined {
  if (typeof value === "number" && Number.isInteger(value)) {
    return value >= minimum && value <= maximum ? undefined : outOfRange(value, element, minimum, maximum);
  }
  if (typeof value !== "bigint") return mismatch(value, element);
  if (value < minimum || value > maximum) return outOfRange(value, element, minimum, maximum);
  return mismatch(value, element, `the bigint \`${value}n\` (up to 32 bits are a number: \`${value}\`)`);
}

function checkWideInteger(value: CimScalar, element: ElementType, type: IntegerType): ValueProblem | undefined {
  if (typeof value !== "bigint") {
    return typeof value === "number" && Number.isInteger(value)
      ? mismatch(value, element, `the number \`${value}\` (64 bits are a bigint: \`${BigInt(value)}n\`)`)
      : mismatch(value, element);
  }
  const [minimum, maximum] = integerRange(type);
  return value >= minimum && value <= maximum ? undefined : outOfRange(value, element, minimum, maximum);
}

function checkReal(value: CimScalar, element: ElementType): ValueProblem | undefined {
  const isSingle = element.type === "real32";
  const largest = isSingle ? largestReal32 : Number.MAX_VALUE;
  if (typeof value === "number") {
    const isTooLarge = isSingle && Number.isFinite(value) && !Number.isFinite(Math.fround(value));
    return isTooLarge ? outOfRange(value, element, -largest, largest) : undefined;
  }
  // A literal beyond the range of a double has stayed text.
  return typeof value === "string" && Math.abs(Number(value)) === Number.POSITIVE_INFINITY
    ? outOfRange(value, element, -largest, largest)
    : mismatch(value, element);
}

function checkCharacter(value: CimScalar, element: ElementType): ValueProblem | undefined {
  if (typeof value === "string") {
    if (value.length === 1) return undefined;
    const found = value.length === 0 ? "empty text" : `text of ${value.length} code units`;
    return { code: "invalid-character", parameters: { found } };
  }
  const isInteger = typeof value === "bigint" || (typeof value === "number" && Number.isInteger(value));
  return isInteger ? outOfRange(value, element, 0, 0xffff) : mismatch(value, element);
}

function checkDateTime(value: CimScalar, element: ElementType): ValueProblem | undefined {
  if (value instanceof CimDateTime && CimDateTime.isParsed(value)) return undefined;
  const text = value instanceof CimDateTime ? value.text : value;
  if (typeof text !== "string") return mismatch(value, element);
  const reason = datetimeProblem(text);
  if (reason !== undefined) return { code: "invalid-datetime", parameters: { value: shorten(text), reason } };
  return typeof value === "string" ? mismatch(value, element) : undefined;
}

function checkReference(value: CimScalar, element: ElementType): ValueProblem | undefined {
  if (isObject(value) && value.kind === "path") {
    const problem = pathProblem(value);
    if (problem === undefined) return undefined;
    return problem === "too-deep"
      ? { code: "reference-too-deep", parameters: { maximum: maximumReferenceDepth } }
      : { code: "unreadable-reference", parameters: { reason: problem.reason } };
  }
  if (typeof value !== "string") return mismatch(value, element);
  const path = parseObjectPath(value);
  if (path.kind === "path") return mismatch(value, element);
  return {
    code: "invalid-object-path",
    parameters: { path: shorten(value), expected: path.expected, character: path.position + 1 },
  };
}

function isObject(value: CimScalar): value is Exclude<CimScalar, null | string | boolean | bigint | number> {
  return typeof value === "object" && value !== null;
}

function mismatch(value: CimScalar, element: ElementType, found: string = describeValue(value)): ValueProblem {
  return { code: "value-type-mismatch", parameters: { type: typeName(element), found } };
}

function outOfRange(
  value: CimScalar,
  element: ElementType,
  minimum: number | bigint,
  maximum: number | bigint,
): ValueProblem {
  return {
    code: "value-out-of-range",
    parameters: { value: shorten(String(value)), type: typeName(element), minimum, maximum },
  };
}

/** The type of one value of an element. */
function typeName(element: ElementType): string {
  return formatType({ ...element, isArray: false });
}
