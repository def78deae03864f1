import { findLocale, type Locale } from "../cim/locale.ts";
import { violation, WbemError } from "./error.ts";

/**
 * Reads the locale of a connection.
 *
 * @throws `WbemError` `WBEM_E_INVALID_PARAMETER` with the violation `invalid-locale`, as ConnectServer answers it
 */
export function parseLocale(text: string): Locale {
  const locale = findLocale(text);
  if (locale !== undefined) return locale;
  throw WbemError.fromViolations([violation("invalid-locale", { locale: text })]);
}
