import { foldName } from "../../cim/names.ts";
import { violation } from "../../wbem/error.ts";
import type { ClassRule } from "./rule.ts";

/**
 * Known outer class
 *
 * What is declared in a class is there with that class, when the transaction ends at the latest: it is read and printed with
 * it. Its name begins with that of the class.
 */
export const knownOuterClass: ClassRule = {
  name: "known-outer-class",
  checkClass({ resolved, context }, report) {
    const { name, outer } = resolved.declaration;
    if (outer === undefined) return;
    if (!resolved.key.startsWith(`${foldName(outer)}_`)) report.add(violation("invalid-name", { name }));
    context.defer({ className: outer, missing: violation("unknown-element-class", { class: outer }) });
  },
};
