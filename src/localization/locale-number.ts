import type { Qualifier, StringLiteral } from "../ast/nodes.ts";
import { parseInteger } from "../cim/integer-literal.ts";
import { findLocale } from "../cim/locale.ts";
import { decodeString } from "../cim/string-literal.ts";

/**
 * The LCID that a Locale qualifier says, in the forms that are written: `0x409`, `1033`, `"MS_409"`, `"MS\\0x409"`, `"0x409"`,
 * `"1033"`; `undefined` for any other.
 */
export function localeNumberOf({ value }: Qualifier): number | undefined {
  if (value?.kind === "IntegerLiteral") return Number(parseInteger(value.text));
  return value?.kind === "StringLiteral" ? localeNumberIn(value) : undefined;
}

function localeNumberIn({ parts }: StringLiteral): number | undefined {
  const text = decodeString(parts).trim();
  const locale = findLocale(text);
  if (locale !== undefined) return locale.id;
  const digits = /^(?:ms\\)?0x([\da-f]+)$/i.exec(text)?.[1];
  if (digits !== undefined) return Number.parseInt(digits, 16);
  return /^\d+$/.test(text) ? Number(text) : undefined;
}
