import type { ElementType } from "../../cim/types.ts";
import { formatType, isIntegerType } from "../../cim/types.ts";
import { violation } from "../../wbem/error.ts";
import type { ResolvedElement } from "../resolved-class.ts";
import { type ClassRule, describeElement, qualifierTarget } from "./rule.ts";

/** A qualifier that means something only on some types. */
interface Applicability {
  readonly code: "range-qualifier-on-non-integer" | "embedding-on-non-string";
  applies(type: ElementType): boolean;
}

const range: Applicability = {
  code: "range-qualifier-on-non-integer",
  applies: ({ type }) => isIntegerType(type),
};
const embedding: Applicability = {
  code: "embedding-on-non-string",
  applies: ({ type }) => type === "string" || type === "object",
};

/** By folded name. */
const applicabilities: ReadonlyMap<string, Applicability> = new Map([
  ["minvalue", range],
  ["maxvalue", range],
  ["embeddedinstance", embedding],
  ["embeddedobject", embedding],
]);

function typeOf(element: ResolvedElement): ElementType | undefined {
  switch (element.kind) {
    case "class":
      return undefined;
    case "method":
      return element.declaration.returnType === "void" ? undefined : element.declaration.returnType;
    default:
      return element.declaration;
  }
}

/**
 * Applicable qualifier
 *
 * MinValue and MaxValue stand on integers, EmbeddedInstance and EmbeddedObject on strings, in WMI also on embedded objects
 * (DSP0004, 5.6.3). CIM 2.49 has bounds on datetimes and reals, so it only warns; the qualifier then has no effect.
 */
export const applicableQualifier: ClassRule = {
  name: "applicable-qualifier",
  concerns: ({ key }) => applicabilities.has(key),
  checkQualifier(use, element, _subject, report) {
    const applicability = applicabilities.get(use.definition.key);
    const type = typeOf(element);
    if (applicability === undefined || type === undefined || applicability.applies(type)) return;
    const parameters = { qualifier: use.qualifier.name, element: describeElement(element), type: formatType(type) };
    report.add(violation(applicability.code, parameters, qualifierTarget(use, element)));
  },
};
