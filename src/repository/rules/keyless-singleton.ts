import { violation } from "../../wbem/error.ts";
import { findUse } from "../resolved-class.ts";
import type { ClassRule } from "./rule.ts";

/**
 * Keyless singleton
 *
 * A class of which there is one instance has no keys, and only a singleton or a class without instances stands above it
 * (Microsoft, "Singleton qualifier"; WBEM_E_CANNOT_BE_SINGLETON).
 */
export const keylessSingleton: ClassRule = {
  name: "keyless-singleton",
  needsWholeClass: true,
  checkClass({ resolved }, report) {
    if (!resolved.isSingleton) return;
    const use = findUse(resolved.uses, "singleton");
    const target = use === undefined ? {} : { qualifier: use.qualifier.name };
    const { keyClass, superclass } = resolved;
    if (keyClass !== undefined) {
      const [key] = resolved.keys;
      const parameters = { property: key?.declaration.name ?? "", keyClass: keyClass.declaration.name };
      report.add(violation("singleton-with-key", parameters, target));
    } else if (superclass !== undefined && !superclass.isSingleton && !superclass.isAbstract) {
      const { name } = superclass.declaration;
      report.add(violation("singleton-under-plain-class", { superclass: name }, target, { related: name }));
    }
  },
};
