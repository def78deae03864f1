import { foldName } from "../../cim/names.ts";
import type { ElementType } from "../../cim/types.ts";
import { intrinsicTypes } from "../../cim/types.ts";
import { suggest } from "../../codes/suggest.ts";
import { type ViolationTarget, violation } from "../../wbem/error.ts";
import type { ResolvedElement } from "../resolved-class.ts";
import { type ClassRule, type ClassSubject, targetOf } from "./rule.ts";

/** A word that stands where a type is due and is none: perhaps a misspelt type. */
export function unknownType(type: string, target: ViolationTarget) {
  const suggestion = suggest(type, intrinsicTypes);
  return violation("unknown-type", { type }, target, suggestion === undefined ? {} : { suggestion });
}

/** @param embedded the class that EmbeddedInstance names */
function checkNamedClass(
  element: ResolvedElement,
  { type, className: named }: ElementType,
  embedded: string | undefined,
  { resolved, context }: ClassSubject,
): void {
  const isStrict = context.dialect === "dmtf" || context.dialect === "dmtf3";
  const className = type === "object" || isStrict ? (named ?? embedded) : undefined;
  if (className === undefined || foldName(className) === resolved.key || context.findClass(className)) return;
  // The law of key types says it.
  if (type === "object" && element.kind === "property" && element.isKey && !element.declaration.isArray) return;
  const target = { ...targetOf(element), part: "class" as const };
  const missing =
    type === "object"
      ? unknownType(className, target)
      : violation("unknown-element-class", { class: className }, target);
  context.defer({ className, missing });
}

/**
 * Known classes of elements
 *
 * A class that stands as the type of a property, parameter or method is there when the transaction ends; otherwise the word is
 * probably a misspelt type (WBEMMOF_E_UNRECOGNIZED_TYPE). In the DMTF dialects that holds for the class of a reference or
 * of EmbeddedInstance too; WMI and DSC name classes of other files and namespaces there (DSP0004, 5.1.2.7).
 */
export const knownElementClasses: ClassRule = {
  name: "known-element-classes",
  checkProperty(property, subject) {
    checkNamedClass(property, property.declaration, property.embedding?.className, subject);
  },
  checkParameter(parameter, subject) {
    checkNamedClass(parameter, parameter.declaration, parameter.embedding?.className, subject);
  },
  checkMethod(method, subject) {
    const { returnType } = method.declaration;
    if (returnType !== "void") checkNamedClass(method, returnType, undefined, subject);
  },
};
