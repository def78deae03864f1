import { shorten } from "../codes/shorten.ts";
import { CimDateTime } from "./datetime.ts";

const kindNames: ReadonlyMap<unknown, string> = new Map([
  ["path", "an object path"],
  ["class", "a class"],
  ["instance", "an instance"],
  ["qualifier", "a qualifier type"],
]);

/**
 * A value in words, for a message: "a string", "an integer", "an object path". Whatever a program can hand over has some, also
 * what no value of CIM can be: "a function", "an object of the class `Date`".
 */
export function describeValue(value: unknown): string {
  switch (typeof value) {
    case "string":
      return "a string";
    case "boolean":
      return "a boolean";
    case "bigint":
      return "an integer";
    case "number":
      return Number.isInteger(value) ? "an integer" : "a real number";
    case "undefined":
      return "nothing";
    case "function":
      return "a function";
    case "symbol":
      return "a symbol";
    default:
      return value === null ? "NULL" : describeObject(value as object);
  }
}

/** As {@link describeValue}, text as itself: for what is to be a name. */
export function showValue(value: unknown): string {
  return typeof value === "string" ? `\`${shorten(value)}\`` : describeValue(value);
}

function describeObject(value: object): string {
  if (Array.isArray(value)) return "an array";
  if (value instanceof CimDateTime) return "a datetime";
  const { kind } = value as { readonly kind?: unknown };
  if (kind === "datetime") return "an object of kind `datetime` that is no `CimDateTime`";
  const known = kindNames.get(kind);
  if (known !== undefined) return known;
  const { name } = Object.getPrototypeOf(value)?.constructor ?? Object;
  return typeof name !== "string" || name === "Object" || name === ""
    ? "an object of no known `kind`"
    : `an object of the class \`${shorten(name)}\``;
}
