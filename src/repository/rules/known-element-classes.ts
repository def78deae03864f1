import { foldName } from "../../cim/names.ts";
import { violation } from "../../wbem/error.ts";
import type { ResolvedParameter, ResolvedProperty } from "../resolved-class.ts";
import { type ClassRule, type ClassSubject, targetOf } from "./rule.ts";

function checkNamedClass(element: ResolvedProperty | ResolvedParameter, { resolved, context }: ClassSubject): void {
  if (context.dialect !== "dmtf" && context.dialect !== "dmtf3") return;
  const className = element.declaration.className ?? element.embedding?.className;
  if (className === undefined || foldName(className) === resolved.key || context.findClass(className)) return;
  const target = { ...targetOf(element), part: "class" as const };
  context.defer({ className, violation: violation("unknown-class", { class: className }, target) });
}

/**
 * Known classes of elements
 *
 * In the DMTF dialects the class that a reference or an embedded object names is there when the transaction ends. WMI and
 * DSC name classes of other files and namespaces, so elsewhere nothing is asked (DSP0004, 5.1.2.7).
 */
export const knownElementClasses: ClassRule = {
  name: "known-element-classes",
  checkProperty: (property, subject) => checkNamedClass(property, subject),
  checkParameter: (parameter, subject) => checkNamedClass(parameter, subject),
};
