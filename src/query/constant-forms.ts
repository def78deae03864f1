import { type CimDateTime, datetimeProblem } from "../cim/datetime.ts";
import { parseQuotedInteger } from "../cim/integer-literal.ts";
import type { CimScalar } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import type { ObjectPath } from "../cim/object-path.ts";
import { parseObjectPath } from "../cim/parse-object-path.ts";
import { type CimType, integerRange, isIntegerType, isWideInteger } from "../cim/types.ts";
import { parseQueryDateTime } from "./datetime-order.ts";
import type { Constant } from "./nodes.ts";
import { parseQueryNumber } from "./query-literals.ts";

/**
 * What a constant is for values of each kind. Against a property of a known type it has the one form that the type asks for;
 * against a property of an embedded object, whose class only shows with the object, every form that it can have.
 */
export interface ConstantForms {
  /** Folded, for text and characters. */
  readonly text: string | undefined;
  /** For integers and reals. */
  readonly number: number | bigint | undefined;
  readonly boolean: boolean | undefined;
  readonly datetime: CimDateTime | undefined;
  /** For references, and for text that is compared as the path it shows. */
  readonly path: ObjectPath | undefined;
  /** Whether numbers are compared as `real32`, of which more digits are written than it holds. */
  readonly isSingle: boolean;
}

/** A constant that is a value of no kind, from which the others are made. */
const noForm: ConstantForms = {
  text: undefined,
  number: undefined,
  boolean: undefined,
  datetime: undefined,
  path: undefined,
  isSingle: false,
};

/** Why a constant is no value of a type: a hint, empty where there is nothing more to say. */
export interface ConstantProblem {
  readonly kind: "problem";
  readonly hint: string;
}

/** A constant as a value of a type. */
export interface TypedConstant {
  readonly kind: "typed";
  readonly forms: ConstantForms;
  /** The value itself, not folded. */
  readonly value: CimScalar;
}

/** Types of system properties that are paths in text: compared as the paths they are, whatever their spelling. */
export type ConditionType = CimType | "path";

/**
 * A constant as a value of the declared type of a property:
 *
 * | type | constants |
 * | --- | --- |
 * | integer | integers in its range, also as text; reals without a fraction; TRUE as 1, FALSE as 0 |
 * | real | numbers, also as text |
 * | boolean | TRUE, FALSE, 1, 0, also as text |
 * | string | text |
 * | char16 | text of one character, the number of a UTF-16 code unit |
 * | datetime | text as `parseQueryDateTime` takes it |
 * | reference | an object path in text |
 */
export function typeConstant(constant: Constant, type: ConditionType): TypedConstant | ConstantProblem {
  if (isIntegerType(type)) {
    const integer = integerOf(constant);
    if (integer === undefined) return problem("it takes integers");
    const [minimum, maximum] = integerRange(type);
    if (integer < minimum || integer > maximum) return problem(`its values are ${minimum} to ${maximum}`);
    const value = isWideInteger(type) ? BigInt(integer) : Number(integer);
    return typed({ number: value }, value);
  }
  switch (type) {
    case "real32":
    case "real64": {
      const number = realOf(constant);
      if (number === undefined) return problem("it takes numbers");
      const isSingle = type === "real32";
      return typed({ number: isSingle ? Math.fround(number) : number, isSingle }, number);
    }
    case "boolean": {
      const boolean = booleanOf(constant);
      return boolean === undefined ? problem("it takes TRUE and FALSE, or 1 and 0") : typed({ boolean }, boolean);
    }
    case "string":
      return constant.kind === "string"
        ? typed({ text: foldName(constant.value) }, constant.value)
        : problem(`text stands in quotes: \`"${constant.value}"\``);
    case "char16": {
      const character = characterOf(constant);
      return character === undefined
        ? problem("it takes one character in quotes, or its number, 0 to 65535")
        : typed({ text: foldName(character) }, character);
    }
    case "datetime": {
      const datetime = constant.kind === "string" ? parseQueryDateTime(constant.value) : undefined;
      return datetime === undefined ? problem(datetimeHint(constant)) : typed({ datetime }, datetime);
    }
    case "reference": {
      const path = pathOf(constant);
      return path === undefined ? problem("it takes an object path in quotes") : typed({ path }, path);
    }
    case "path": {
      if (constant.kind !== "string") return problem("it takes an object path in quotes");
      const path = pathOf(constant);
      return typed(path === undefined ? { text: foldName(constant.value) } : { path }, constant.value);
    }
    case "object":
      return problem("it holds an object");
  }
}

/** A constant as a value of each type that it can be of; a number is no character, which here nothing tells from text. */
export function everyForm(constant: Constant): ConstantForms {
  return {
    text: constant.kind === "string" ? foldName(constant.value) : undefined,
    number: integerOf(constant) ?? realOf(constant),
    boolean: booleanOf(constant),
    datetime: constant.kind === "string" ? parseQueryDateTime(constant.value) : undefined,
    path: pathOf(constant),
    isSingle: false,
  };
}

function problem(hint: string): ConstantProblem {
  return { kind: "problem", hint };
}

function typed(form: Partial<ConstantForms>, value: CimScalar): TypedConstant {
  return { kind: "typed", forms: { ...noForm, ...form }, value };
}

/** Text that begins as a DMTF datetime is one that was mistyped. */
function datetimeHint(constant: Constant): string {
  const reason =
    constant.kind === "string" && /^[\d*]{14}/.test(constant.value) ? datetimeProblem(constant.value) : undefined;
  const forms = 'it takes a time in quotes, `"yyyymmddHHMMSS.mmmmmm+UUU"` or `"yyyy-mm-dd HH:MM:SS"`';
  return reason === undefined ? forms : `${forms}; ${reason}`;
}

function integerOf(constant: Constant): number | bigint | undefined {
  switch (constant.kind) {
    case "integer":
      return constant.value;
    case "real":
      return Number.isSafeInteger(constant.value) ? constant.value : undefined;
    case "boolean":
      return Number(constant.value);
    case "string":
      return parseQuotedInteger(constant.value);
  }
}

function realOf(constant: Constant): number | undefined {
  switch (constant.kind) {
    case "integer":
    case "real":
      return Number(constant.value);
    case "string": {
      const number = parseQueryNumber(constant.value);
      return number && Number(number.value);
    }
    case "boolean":
      return undefined;
  }
}

function booleanOf(constant: Constant): boolean | undefined {
  if (constant.kind === "boolean") return constant.value;
  if (constant.kind !== "string") return constant.value === 1 ? true : constant.value === 0 ? false : undefined;
  switch (constant.value.toUpperCase()) {
    case "TRUE":
    case "1":
      return true;
    case "FALSE":
    case "0":
      return false;
    default:
      return undefined;
  }
}

function characterOf(constant: Constant): string | undefined {
  if (constant.kind === "string") return constant.value.length === 1 ? constant.value : undefined;
  if (constant.kind !== "integer" || constant.value < 0 || constant.value > 0xffff) return undefined;
  return String.fromCharCode(Number(constant.value));
}

function pathOf(constant: Constant): ObjectPath | undefined {
  if (constant.kind !== "string") return undefined;
  const path = parseObjectPath(constant.value);
  return path.kind === "path" ? path : undefined;
}
