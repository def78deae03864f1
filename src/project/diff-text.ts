import type { CimMethod, CimQualifier, CimScalar, CimValue } from "../cim/model.ts";
import { type CimType, type ElementType, formatType } from "../cim/types.ts";
import { valuesEqual } from "../cim/values-equal.ts";
import { quoteCharacter, quoteText } from "../printer/mof-text.ts";
import { printObject } from "../printer/print-object.ts";
import { printValue } from "../printer/print-value.ts";

/** A value as MOF on one line; `undefined` for none. */
export function valueText(value: CimValue | undefined, type?: CimType): string | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) return scalarText(value as CimScalar, type);
  return `{${(value as readonly CimScalar[]).map((element) => scalarText(element, type)).join(", ")}}`;
}

/** Whether two values are the same for a client, where their types may have changed: 5 is 5 in any integer type. */
export function sameValue(left: CimValue | undefined, right: CimValue | undefined): boolean {
  return (
    valuesEqual(left, right) ||
    (left !== undefined && typeof left !== typeof right && valueText(left) === valueText(right))
  );
}

function scalarText(value: CimScalar, type: CimType | undefined): string {
  if (typeof value === "string") return type === "char16" ? quoteCharacter(value) : quoteText(value);
  if (typeof value === "object" && value !== null && (value.kind === "instance" || value.kind === "class")) {
    return printObject(value).trimEnd().replaceAll(/\n\s*/g, " ");
  }
  // Only embedded objects need the printer of another kind, and those are done.
  return printValue(value, type, { printInstance: noObject, printClass: noObject }) as string;
}

function noObject(): never {
  throw new TypeError("an embedded object is not printed as a scalar");
}

/** The value of a qualifier as MOF: `64`, `{"a"}`; of one that was written bare `TRUE`. */
export function qualifierText({ type, isArray, value = true }: CimQualifier): string {
  const text = valueText(value, type) as string;
  return isArray && !text.startsWith("{") ? `{${text}}` : text;
}

/** `uint32`, `void`. */
export function typeText(type: ElementType | "void"): string {
  if (type === "void") return type;
  if (!type.octetString) return formatType(type);
  return type.type === "uint8" ? "octetstring" : "octetstring[]";
}

/** `uint32 Reset(boolean Force)`. */
export function methodText({ name, returnType, parameters }: CimMethod): string {
  return `${typeText(returnType)} ${name}(${parameters.map((parameter) => `${typeText(parameter)} ${parameter.name}`).join(", ")})`;
}
