import { describeValue, showValue } from "./describe-value.ts";
import { type ElementType, intrinsicTypes } from "./types.ts";

const typesOfQualifiers: ReadonlySet<unknown> = new Set(intrinsicTypes);
const typesOfElements: ReadonlySet<unknown> = new Set([...intrinsicTypes, "reference", "object"]);

/**
 * What a type is that is none of CIM, as a clause for a message: "`strin`", "`uint8[-1]`"; `undefined` for one that is. The
 * class of a reference is not looked for.
 */
export function elementTypeProblem(element: ElementType, of: "element" | "qualifier" = "element"): string | undefined {
  if (typeof element !== "object" || element === null) return showValue(element);
  const { type, isArray, arraySize, className } = element;
  if (!(of === "qualifier" ? typesOfQualifiers : typesOfElements).has(type)) return showValue(type);
  if (typeof isArray !== "boolean") return `\`${type}\` with an \`isArray\` that is ${describeValue(isArray)}`;
  if (arraySize !== undefined && !(Number.isSafeInteger(arraySize) && arraySize > 0)) {
    return typeof arraySize === "number"
      ? `\`${type}[${arraySize}]\``
      : `an array whose size is ${describeValue(arraySize)}`;
  }
  if (className === undefined || typeof className === "string") return undefined;
  return `\`${type}\` whose class is ${describeValue(className)}`;
}
