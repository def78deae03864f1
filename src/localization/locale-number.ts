import type { Qualifier } from "../ast/nodes.ts";
import { parseInteger } from "../cim/integer-literal.ts";
import { findLocaleNumber } from "../cim/locale.ts";
import { decodeString } from "../cim/string-literal.ts";

/** The LCID that a Locale qualifier says, as a number or in one of the forms of {@link findLocaleNumber}. */
export function localeNumberOf({ value }: Qualifier): number | undefined {
  if (value?.kind === "StringLiteral") return findLocaleNumber(decodeString(value.parts));
  if (value?.kind !== "IntegerLiteral") return undefined;
  const number = parseInteger(value.text);
  return number === undefined ? undefined : Number(number);
}
