import { violation } from "../../wbem/error.ts";
import { findUse, type ResolvedClass } from "../resolved-class.ts";
import type { ClassRule, Report } from "./rule.ts";

const kinds = [
  { kind: "association", key: "association", flag: "isAssociation" },
  { kind: "indication", key: "indication", flag: "isIndication" },
] as const;

function checkKind(resolved: ResolvedClass, { kind, key, flag }: (typeof kinds)[number], report: Report): void {
  const { superclass, uses } = resolved;
  const use = findUse(uses, key);
  if (use === undefined || superclass === undefined) return;
  const value = use.qualifier.value === true;
  if (value === superclass[flag]) return;
  const target = use.qualifier.implied ? { part: "superclass" as const } : { qualifier: use.qualifier.name };
  const { name } = superclass.declaration;
  if (value) report.add(violation("kind-added", { kind, superclass: name }, target, { related: name }));
  else report.add(violation("kind-revoked", { kind, superclass: name }, target, { related: name }));
}

/**
 * Constant kind
 *
 * A subclass is an association exactly when its superclass is one, and an indication exactly when its superclass is one;
 * it may leave the qualifier out, and no class is both (DSP0004, 5.6.3).
 */
export const constantKind: ClassRule = {
  name: "constant-kind",
  needsWholeClass: true,
  checkClass({ resolved, superclass }, report) {
    if (superclass === "known") for (const kind of kinds) checkKind(resolved, kind, report);
    const { isAssociation, isIndication, uses } = resolved;
    if (!isAssociation || !isIndication) return;
    const own = findUse(uses, "indication") ?? findUse(uses, "association");
    if (own !== undefined) {
      report.add(violation("association-and-indication", {}, { qualifier: own.qualifier.name }));
    }
  },
};
