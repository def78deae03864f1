import { sameName } from "../../cim/names.ts";
import { type ElementType, formatType } from "../../cim/types.ts";
import { violation } from "../../wbem/error.ts";
import type { ResolvedMethod, ResolvedParameter } from "../resolved-class.ts";
import { type ClassRule, type Report, targetOf } from "./rule.ts";
import { elementTrait } from "./traits.ts";

/** Whether two declared types are one. A class that is named is left to narrowing, as for properties. */
function sameType(own: ElementType, inherited: ElementType): boolean {
  return own.type === inherited.type && own.isArray === inherited.isArray;
}

function formatReturnType(type: ElementType | "void"): string {
  return type === "void" ? type : formatType(type);
}

function checkReturnType(method: ResolvedMethod, overridden: ResolvedMethod, report: Report): void {
  const own = method.declaration.returnType;
  const inherited = overridden.declaration.returnType;
  const same = own === "void" || inherited === "void" ? own === inherited : sameType(own, inherited);
  if (same) return;
  const { name } = method.declaration;
  const parameters = { method: name, type: formatReturnType(own), inherited: formatReturnType(inherited) };
  const target = { ...targetOf(method), part: "type" as const };
  report.add(violation("method-return-type-changed", parameters, target, { related: overridden.origin }));
}

function checkParameter(own: ResolvedParameter, inherited: ResolvedParameter, report: Report): void {
  const { name } = own.declaration;
  const related = { related: inherited.method.origin };
  const method = own.method.declaration.name;
  if (!sameName(name, inherited.declaration.name)) {
    const parameters = { parameter: name, method, inherited: inherited.declaration.name };
    report.add(violation("method-parameter-renamed", parameters, targetOf(own), related));
  } else if (!sameType(own.declaration, inherited.declaration)) {
    const [type, expected] = [formatType(own.declaration), formatType(inherited.declaration)];
    const parameters = { parameter: name, method, type, inherited: expected };
    report.add(violation("method-parameter-type-changed", parameters, { ...targetOf(own), part: "type" }, related));
  }
}

/**
 * Method signature
 *
 * A method that is declared again keeps its return type and its parameters, their names, order and types (DSP0004,
 * 5.6.3.34; WBEM_E_PROPAGATED_METHOD). There is no overloading.
 */
export const methodSignature: ClassRule = {
  name: "method-signature",
  elements: elementTrait.override,
  needsSuperclass: true,
  needsWholeClass: true,
  checkMethod(method, _subject, report) {
    const { overridden } = method;
    if (overridden === undefined) return;
    checkReturnType(method, overridden, report);
    const [own, inherited] = [method.parameters, overridden.parameters];
    if (own.length !== inherited.length) {
      const parameters = { method: method.declaration.name, count: own.length, inherited: inherited.length };
      report.add(violation("method-parameters-changed", parameters, targetOf(method), { related: overridden.origin }));
      return;
    }
    own.forEach((parameter, index) => {
      checkParameter(parameter, inherited[index] as ResolvedParameter, report);
    });
  },
};
