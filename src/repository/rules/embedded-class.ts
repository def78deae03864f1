import type { CimInstance } from "../../cim/model.ts";
import { foldName } from "../../cim/names.ts";
import { violation } from "../../wbem/error.ts";
import { type Embedding, isClassOrSubclass, type ResolvedClass } from "../resolved-class.ts";
import type { Report } from "./rule.ts";

/**
 * Embedded class
 *
 * An embedded instance is one of the class that its element names, or of a subclass (DSP0004, 5.6.3.14; Microsoft,
 * "Embedded objects").
 */
export const embeddedClass = {
  name: "embedded-class",
  checkEmbeddedClass(instance: CimInstance, resolved: ResolvedClass, { className }: Embedding, report: Report): void {
    if (className === undefined || isClassOrSubclass(resolved, foldName(className))) return;
    const parameters = { class: instance.className, expected: className };
    report.add(violation("embedded-class-mismatch", parameters, { part: "class" }, { related: className }));
  },
};
