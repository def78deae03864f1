import type { CimClass } from "../../cim/model.ts";
import { sameName } from "../../cim/names.ts";
import { violation } from "../../wbem/error.ts";
import type { Report } from "./rule.ts";

/**
 * Nested name
 *
 * What is declared in a class is kept under a name made of both names. Where a class has this name that was declared
 * elsewhere, neither takes the place of the other (WBEM_E_ALREADY_EXISTS). It takes the class that is there, which the
 * put has looked up already.
 */
export const nestedNameLaw = {
  name: "nested-name",
  checkExisting({ name, outer }: CimClass, existing: CimClass, report: Report): void {
    const isSame =
      outer === undefined || existing.outer === undefined ? outer === existing.outer : sameName(outer, existing.outer);
    if (!isSame) report.add(violation("nested-name-taken", { class: name }, {}, { related: existing.name }));
  },
};
