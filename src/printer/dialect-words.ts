import type { QualifierScope } from "../cim/model.ts";
import type { Dialect } from "../codes/dialects.ts";

type Substitutes<Word extends string> = Readonly<Partial<Record<string, readonly Word[]>>>;

/** The scopes that stand for those of MOF 3, which CIM 2 has no words for: what it keeps of them is a class. */
const scopesOfTypes = { structure: ["class"], enumeration: ["class"], enumerationvalue: ["property"] } as const;

/** By dialect the scopes that it has not, each with what serves for it there. */
const scopesByDialect: Readonly<Partial<Record<Dialect, Substitutes<QualifierScope>>>> = {
  dmtf: { ...scopesOfTypes, qualifiertype: ["qualifier"], instance: [] },
  dmtf3: { schema: [], qualifier: ["qualifiertype"], indication: ["class"], instance: [] },
  wmi: { ...scopesOfTypes, qualifiertype: [], schema: [], qualifier: [] },
};

/** By dialect the flavors that it has not. */
const flavorsByDialect: Readonly<Partial<Record<Dialect, Substitutes<string>>>> = {
  dmtf: { Amended: [], NotToInstance: [], NotToSubclass: ["Restricted"] },
};

function substituted<Word extends string>(
  words: readonly Word[],
  substitutes: Substitutes<Word> = {},
): readonly Word[] {
  return [...new Set(words.flatMap((word) => substitutes[word] ?? [word]))];
}

/** The scopes of a qualifier type in the words of a dialect; `any` where it has none of them, as it demands one. */
export function scopesIn(dialect: Dialect, scopes: readonly QualifierScope[]): readonly QualifierScope[] {
  const words = substituted(scopes, scopesByDialect[dialect]);
  return words.length === 0 && scopes.length > 0 ? ["any"] : words;
}

/** Flavors in the words of a dialect. */
export function flavorsIn(dialect: Dialect, flavors: readonly string[]): readonly string[] {
  return dialect === "dmtf3" ? [] : substituted(flavors, flavorsByDialect[dialect]);
}

/** A type word in a dialect: MOF 3.0.1 has one integer, which is kept as sint64; those of another size stay. */
export function typeWordIn(dialect: Dialect, word: string): string {
  return dialect === "dmtf3" && word === "sint64" ? "integer" : word;
}
