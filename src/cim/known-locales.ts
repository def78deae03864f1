import { findLocale, type Locale } from "./locale.ts";

/** The bits of an LCID that say the language; those above say which variety of it, 0 for none in particular. */
const languageBits = 0x3ff;
const varietyShift = 10;
const varietyBits = 0x3f;

/** The highest number of a language that Windows knows, and the numbers below it that stand for none. */
const lastLanguage = 0x92;
const unusedLanguages: ReadonlySet<number> = new Set([0x7b, 0x7d, 0x7f, 0x89, 0x8a, 0x8b, 0x8d, 0x8e, 0x8f, 0x90]);

/**
 * The last variety of the languages that have more than one: English, 0x09, goes from 0x409 to 0x4C09. Within them no gap is
 * looked at, as a number there is no slip of the base either.
 */
const lastVarieties: ReadonlyMap<number, number> = new Map([
  [0x01, 0x10], // Arabic
  [0x04, 0x1f], // Chinese
  [0x07, 0x05], // German
  [0x09, 0x13], // English
  [0x0a, 0x17], // Spanish
  [0x0c, 0x0f], // French
  [0x10, 0x02], // Italian
  [0x13, 0x02], // Dutch
  [0x14, 0x1f], // Norwegian
  [0x16, 0x02], // Portuguese
  [0x18, 0x02], // Romanian
  [0x19, 0x02], // Russian
  [0x1a, 0x1f], // Croatian, Serbian, Bosnian
  [0x1d, 0x02], // Swedish
  [0x20, 0x02], // Urdu
  [0x28, 0x1f], // Tajik
  [0x2c, 0x1e], // Azerbaijani
  [0x2e, 0x02], // Sorbian
  [0x32, 0x02], // Setswana
  [0x3b, 0x1f], // Sami
  [0x3c, 0x02], // Irish
  [0x3e, 0x02], // Malay
  [0x43, 0x1f], // Uzbek
  [0x45, 0x02], // Bengali
  [0x46, 0x02], // Punjabi
  [0x49, 0x02], // Tamil
  [0x50, 0x1f], // Mongolian
  [0x51, 0x03], // Tibetan, Dzongkha
  [0x59, 0x02], // Sindhi
  [0x5d, 0x1f], // Inuktitut
  [0x5f, 0x1f], // Tamazight
  [0x60, 0x02], // Kashmiri
  [0x61, 0x02], // Nepali
  [0x67, 0x02], // Fulah
  [0x6b, 0x03], // Quechua
  [0x73, 0x02], // Tigrinya
]);

/**
 * Whether an LCID is that of a language, in a variety that there may be (MS-LCID). A locale that is none has texts that nobody
 * asks for: nearly always its number is decimal where WMI reads hexadecimal.
 *
 * @example isKnownLocale(parseLocale("MS_409")) // true
 * @example isKnownLocale(parseLocale("MS_1033")) // false: 1033 is 0x409 in decimal
 */
export function isKnownLocale({ id }: Locale): boolean {
  const language = id & languageBits;
  const variety = (id >>> varietyShift) & varietyBits;
  if (language === 0 || language > lastLanguage || unusedLanguages.has(language)) return false;
  return variety <= (lastVarieties.get(language) ?? 1);
}

/**
 * What to do about a locale that is none, where its digits are the number of a language in decimal; `undefined` elsewhere.
 *
 * @example hintOfUnknownLocale(parseLocale("MS_1033")) // "… did you mean `MS_409`?"
 */
export function hintOfUnknownLocale({ name }: Locale): string | undefined {
  const decimal = /^MS_(\d+)$/.exec(name)?.[1];
  const meant = decimal === undefined ? undefined : findLocale(`MS_${Number(decimal).toString(16)}`);
  if (meant === undefined || !isKnownLocale(meant)) return undefined;
  return `the number of the language is hexadecimal: did you mean \`${meant.name}\`?`;
}
