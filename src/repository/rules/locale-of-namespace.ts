import { hintOfUnknownLocale, isKnownLocale } from "../../cim/known-locales.ts";
import { findLocaleNumber, localeOfNamespace } from "../../cim/locale.ts";
import { findQualifier } from "../../cim/qualifiers.ts";
import { violation } from "../../wbem/error.ts";
import type { ClassRule } from "./rule.ts";

/**
 * Locale of the namespace
 *
 * A localized class is of the language that its namespace is named after, and that is one that somebody asks for (Microsoft,
 * "Localized namespaces"). The base of the numbers differs: hexadecimal in the name, decimal in the qualifier unless it says
 * otherwise. Warnings, as the name decides whatever the qualifier says.
 */
export const localeOfClass: ClassRule = {
  name: "locale-of-namespace",
  checkClass({ resolved, context }, report) {
    const locale = localeOfNamespace(context.namespace);
    if (locale === undefined) return;
    if (!isKnownLocale(locale)) {
      const hint = hintOfUnknownLocale(locale);
      report.add(violation("unknown-locale", { locale: locale.name }, {}, hint === undefined ? {} : { hint }));
    }
    const value = findQualifier(resolved.declaration.qualifiers, "Locale")?.value;
    const number = typeof value === "string" ? findLocaleNumber(value) : Number(value ?? locale.id);
    if (number === undefined || number === locale.id) return;
    const parameters = { number: String(value), locale: locale.name, digits: locale.id.toString(16) };
    report.add(violation("locale-mismatch", parameters, { qualifier: "Locale", part: "value" }));
  },
};
