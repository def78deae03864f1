import type { CimClass, CimInstance, CimScalar, CimValue } from "../cim/model.ts";
import { formatObjectPath } from "../cim/object-path.ts";
import type { CimType } from "../cim/types.ts";
import type { PrintedInstance, PrintedText, PrintedValue } from "./layout.ts";
import { quoteCharacter, quoteText } from "./mof-text.ts";

/** How the objects that values embed are printed: an instance in place or as MOF text, a class as MOF text. */
export interface EmbeddedPrinter {
  printInstance(instance: CimInstance): PrintedInstance | PrintedText;
  printClass(definition: CimClass): string;
}

/**
 * A value as MOF. With its type a real and a char16 have the form of their own; without one (`undefined`) they are a
 * number and text, which an element of those types takes as the same value.
 */
export function printValue(value: CimValue, type: CimType | undefined, embedded: EmbeddedPrinter): PrintedValue {
  return Array.isArray(value)
    ? (value as readonly CimScalar[]).map((element) => printScalar(element, type, embedded))
    : printScalar(value as CimScalar, type, embedded);
}

/** A real in the shortest form that reads back as the same double, always with a point. */
export function printReal(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "INF" : "-INF";
  if (Object.is(value, -0)) return "-0.0";
  const text = String(value);
  if (text.includes(".")) return text;
  const exponent = text.indexOf("e");
  return exponent < 0 ? `${text}.0` : `${text.slice(0, exponent)}.0${text.slice(exponent)}`;
}

/** By JSON, because V8 keeps thousands of the texts that `String` makes of numbers: 8 MiB more in a dump of a million. */
function printInteger(value: number): string {
  return JSON.stringify(value);
}

function printScalar(value: CimScalar, type: CimType | undefined, embedded: EmbeddedPrinter): PrintedValue {
  switch (typeof value) {
    case "string":
      return type === "char16" ? quoteCharacter(value) : { kind: "text", text: value };
    case "boolean":
      return value ? "TRUE" : "FALSE";
    case "bigint":
      return String(value);
    case "number":
      return isWritableInteger(value) && type !== "real32" && type !== "real64"
        ? printInteger(value)
        : printReal(value);
    default:
  }
  if (value === null) return "NULL";
  switch (value.kind) {
    case "datetime":
      return quoteText(value.text);
    case "path":
      return quoteText(formatObjectPath(value));
    case "instance":
      return embedded.printInstance(value);
    case "class":
      return { kind: "text", text: embedded.printClass(value) };
  }
}

function isWritableInteger(value: number): boolean {
  return Number.isSafeInteger(value) && !Object.is(value, -0);
}
