import { elementTypeProblem } from "../../cim/element-type-problem.ts";
import { violation } from "../../wbem/error.ts";
import { type ClassRule, qualifierTarget, targetOf } from "./rule.ts";

/**
 * Known types
 *
 * Properties, parameters, what methods return and qualifiers are of the types that CIM has (DSP0004, 5.2), in arrays of a size
 * from 1 on where one is given (WBEM_E_INVALID_PROPERTY_TYPE, WBEM_E_INVALID_CIM_TYPE, WBEM_E_INVALID_QUALIFIER_TYPE). A
 * compiler knows no others; a program may hand over anything.
 */
export const knownTypes: ClassRule = {
  name: "known-types",
  checkProperty(property, _subject, report) {
    const found = elementTypeProblem(property.declaration);
    if (found === undefined) return;
    report.add(violation("invalid-property-type", { found }, { ...targetOf(property), part: "type" }));
  },
  checkMethod(method, _subject, report) {
    const { returnType } = method.declaration;
    if (returnType === "void") return;
    const found = elementTypeProblem(returnType);
    if (found === undefined) return;
    const element = `what method \`${method.declaration.name}\` returns`;
    report.add(violation("invalid-cim-type", { found, element }, { ...targetOf(method), part: "type" }));
  },
  checkParameter(parameter, _subject, report) {
    const found = elementTypeProblem(parameter.declaration);
    if (found === undefined) return;
    const element = `parameter \`${parameter.declaration.name}\``;
    report.add(violation("invalid-cim-type", { found, element }, { ...targetOf(parameter), part: "type" }));
  },
  // A declared qualifier has the type of its declaration.
  concerns: ({ type }) => type === undefined,
  checkQualifier(use, element, _subject, report) {
    const found = elementTypeProblem(use.qualifier, "qualifier");
    if (found === undefined) return;
    report.add(violation("invalid-qualifier-type", { found }, { ...qualifierTarget(use, element), part: "type" }));
  },
};
