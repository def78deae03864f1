import { violation } from "../../wbem/error.ts";
import { type ClassRule, qualifierTarget } from "./rule.ts";

/**
 * Declared qualifier
 *
 * A qualifier has a declared type (DSP0004, 5.5.2). WMI declares none, so this is silent where the namespace declares
 * none, warns where it declares others, and refuses in the DMTF dialects.
 */
export const declaredQualifier: ClassRule = {
  name: "declared-qualifier",
  concerns: ({ type }) => type === undefined,
  checkQualifier(use, element, { context }, report) {
    const { definitions, dialect } = context;
    const refuses = dialect === "dmtf" || dialect === "dmtf3";
    if (definitions.types.size === 0 && !refuses) return;
    const { name, type, isArray } = use.qualifier;
    const parameters = { qualifier: name, type: isArray ? `${type}[]` : type };
    const suggestion = definitions.suggest(name);
    const more = suggestion === undefined ? {} : { suggestion };
    const target = qualifierTarget(use, element);
    report.add(
      refuses
        ? violation("unknown-qualifier", parameters, target, more)
        : violation("undeclared-qualifier", parameters, target, more),
    );
  },
};
