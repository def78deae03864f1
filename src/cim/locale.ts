import { foldName } from "./names.ts";

/**
 * A language as WMI names it: by its LCID, whose low ten bits are the primary language and whose bits above say which
 * variety of it. Written in hexadecimal after `MS_`.
 */
export interface Locale {
  /** `0x409` for American English. */
  readonly id: number;
  /** In its canonical form, without leading zeros: `MS_409`. */
  readonly name: string;
}

const localeForm = /^ms_([\da-f]+)$/i;

/** The bits of an LCID that say the language, without the country. */
const primaryLanguageBits = 0x3ff;

/** What stands above the language in the LCID of the country that stands for it: 0x407 is German as in Germany. */
const defaultCountry = 0x400;

/** The largest LCID: 16 bits of language and 4 of sort order; those above are reserved. */
const maximumLocaleId = 0xfffff;

/** American English, whose texts stand in for those that a locale has not. */
export const defaultLocale: Locale = Object.freeze(localeOf(0x409));

function localeOf(id: number): Locale {
  return { id, name: `MS_${id.toString(16).toUpperCase()}` };
}

/**
 * Reads a locale in any case, with any number of leading zeros; `undefined` for what is none.
 *
 * @example findLocale("ms_0409")?.name // "MS_409"
 */
export function findLocale(text: string): Locale | undefined {
  const digits = localeForm.exec(text)?.[1];
  if (digits === undefined) return undefined;
  const id = Number.parseInt(digits, 16);
  return id > 0 && id <= maximumLocaleId ? localeOf(id) : undefined;
}

/** The name of the child namespace that holds the localized classes of a locale: `ms_409`. */
export function localeNamespaceName({ name }: Locale): string {
  return foldName(name);
}

/** The locale whose localized classes a namespace holds, by its path; `undefined` for every other namespace. */
export function localeOfNamespace(path: string): Locale | undefined {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? undefined : findLocale(path.slice(slash + 1));
}

/**
 * Where the texts of a locale are looked for, the best first: the locale, its language without a country, its language in the
 * country that stands for it (SUBLANG_DEFAULT of Windows), American English.
 *
 * @example localeFallbacks(parseLocale("MS_C07")).map(({ name }) => name) // ["MS_C07", "MS_7", "MS_407", "MS_409"]
 */
export function localeFallbacks(locale: Locale): readonly Locale[] {
  const language = locale.id & primaryLanguageBits;
  const ofLanguage = language === 0 ? [] : [language, language | defaultCountry];
  return Array.from(new Set([locale.id, ...ofLanguage, defaultLocale.id]), localeOf);
}

/**
 * The LCID that the text of a Locale qualifier says: hexadecimal as `MS_409`, `MS\\0x409` or `0x409`, decimal as `1033`;
 * `undefined` for any other.
 *
 * @example findLocaleNumber("1033") === findLocaleNumber("ms_409")
 */
export function findLocaleNumber(text: string): number | undefined {
  const locale = findLocale(text.trim());
  if (locale !== undefined) return locale.id;
  const digits = /^(?:ms\\)?0x([\da-f]+)$/i.exec(text.trim())?.[1];
  if (digits !== undefined) return Number.parseInt(digits, 16);
  return /^\d+$/.test(text.trim()) ? Number(text) : undefined;
}
