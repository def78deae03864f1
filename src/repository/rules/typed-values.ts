import { foldName } from "../../cim/names.ts";
import type { ElementType } from "../../cim/types.ts";
import { violation } from "../../wbem/error.ts";
import type { Embedding, ResolvedParameter, ResolvedProperty } from "../resolved-class.ts";
import { type ClassRule, type ClassSubject, qualifierTarget, Report, reportValue, targetOf } from "./rule.ts";
import { elementTrait, useTrait } from "./traits.ts";

/** The type of the values of an element that may embed objects in strings. */
export function valueType(declaration: ElementType, embedding: Embedding | undefined): ElementType {
  if (embedding === undefined || declaration.type === "object") return declaration;
  const { isArray } = declaration;
  return embedding.className === undefined
    ? { type: "object", isArray }
    : { type: "object", isArray, className: embedding.className };
}

/** The class of an element that is not there, or not yet. */
function unknownClass({ type, className }: ElementType, { resolved, context }: ClassSubject): string | undefined {
  if (type !== "object" || className === undefined || foldName(className) === resolved.key) return undefined;
  return context.findClass(className) === undefined ? className : undefined;
}

function checkDefault(element: ResolvedProperty | ResolvedParameter, subject: ClassSubject, report: Report): void {
  const { context } = subject;
  const { declaration, embedding } = element;
  const { value, arraySize } = declaration;
  if (value === undefined || value === null) return;
  const unknown = unknownClass(declaration, subject);
  const found = unknown === undefined ? report : new Report();
  reportValue(value, valueType(declaration, embedding), embedding, () => targetOf(element), context, found);
  // Unless the class comes, the type is what is wrong, and not the value. An instance needs its class to be checked.
  if (unknown !== undefined) {
    for (const broken of found.violations) {
      if (broken.code === "unknown-class") report.add(broken);
      else context.defer({ className: unknown, violation: broken });
    }
  }
  if (arraySize === undefined || !Array.isArray(value) || value.length === arraySize) return;
  // WMI takes the size for a suggestion.
  if (context.dialect !== "dmtf" && context.dialect !== "dmtf3") return;
  const parameters = { size: arraySize, count: value.length };
  report.add(violation("array-size-differs", parameters, { ...targetOf(element), part: "value" }));
}

/**
 * Typed values
 *
 * A default and the value of a qualifier are of the declared type and in its range; in the DMTF dialects the default of a
 * fixed array has exactly its size (DSP0004, 5.2 and 5.5.2; WBEM_E_TYPE_MISMATCH).
 */
export const typedValues: ClassRule = {
  name: "typed-values",
  elements: elementTrait.value,
  uses: useTrait.value,
  checkProperty: checkDefault,
  checkParameter: checkDefault,
  checkQualifier(use, element, { context }, report) {
    const { value, type, isArray } = use.qualifier;
    if (value === undefined || value === null) return;
    // The commonest by far, without a closure for a target.
    if (typeof value === type && !isArray) return;
    reportValue(value, { type, isArray }, undefined, () => qualifierTarget(use, element), context, report);
  },
};
