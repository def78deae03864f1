import type { Diagnostic } from "../diagnostic.ts";
import { describeTargets } from "./affected-targets.ts";
import { printable } from "./printable.ts";

/**
 * What a diagnostic says, with its next step and the targets it is about where there are several, for formats that have one text for both.
 *
 * @example "superclass `CIM_Elemnt` does not exist; did you mean `CIM_Element`?"
 */
export function messageOnOneLine({ message, hint, targets }: Pick<Diagnostic, "message" | "hint" | "targets">): string {
  const said = printable(hint === undefined ? message : `${message}; ${hint}`);
  return targets === undefined ? said : `${said} (in ${describeTargets(targets)})`;
}
