import { violation } from "../../wbem/error.ts";
import type { ResolvedClass } from "../resolved-class.ts";
import type { Report } from "./rule.ts";

/**
 * One instance per key
 *
 * All classes below the one that introduces the keys share one set of key values: an instance whose keys another class of
 * that tree holds is not put (Microsoft, "IWbemServices::PutInstance": no moving between sibling classes).
 */
export const oneInstancePerKey = {
  name: "one-instance-per-key",
  checkHolder(path: string, resolved: ResolvedClass, holder: string, holderPath: string, report: Report): void {
    if (holder === resolved.key) return;
    const { keyClass = resolved } = resolved;
    const parameters = { path, holder: holderPath, keyClass: keyClass.declaration.name };
    report.add(violation("key-held-by-another-class", parameters, {}, { related: holderPath }));
  },
};
