import type { Diagnostic } from "../diagnostic.ts";
import { printable } from "./printable.ts";

/**
 * What a diagnostic says, with its next step, for formats that have one text for both.
 *
 * @example "superclass `CIM_Elemnt` does not exist; did you mean `CIM_Element`?"
 */
export function messageOnOneLine({ message, hint }: Pick<Diagnostic, "message" | "hint">): string {
  return printable(hint === undefined ? message : `${message}; ${hint}`);
}
