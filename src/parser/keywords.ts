import type { Dialect, NamedDialect } from "../codes/dialects.ts";

/**
 * The words of MOF. Words compare without regard to case and none but TRUE, FALSE and NULL is reserved:
 * the parser decides by position, so that `Class`, `Key`, `Schema` and `Indication` stay names, as real schemas use them.
 */

/** Types that the language itself names: those of DSP0004 2.x, and behind them the two that are new in DSP0221. */
export const primitiveTypeWords = [
  "boolean",
  "string",
  "datetime",
  "char16",
  "real32",
  "real64",
  "uint8",
  "uint16",
  "uint32",
  "uint64",
  "sint8",
  "sint16",
  "sint32",
  "sint64",
  "integer",
  "octetstring",
] as const;

/** Words that say how a qualifier propagates: those of DSP0004, ToInstance of CIM 2.0, and those of WMI. */
export const flavorWords = [
  "EnableOverride",
  "DisableOverride",
  "Restricted",
  "ToSubclass",
  "Translatable",
  "ToInstance",
  "Amended",
  "NotToInstance",
  "NotToSubclass",
] as const;

/** Words of a `Scope(…)`: those of DSP0004 2.x, of CIM 2.2 (schema, qualifier), of MOF 3 and of WMI (instance). */
export const scopeWords = [
  "class",
  "association",
  "indication",
  "property",
  "reference",
  "method",
  "parameter",
  "any",
  "schema",
  "qualifier",
  "structure",
  "enumeration",
  "enumerationvalue",
  "qualifiertype",
  "instance",
] as const;

/** What the `Policy(…)` of a qualifier type says (DSP0221). */
export const policyWords = ["DisableOverride", "EnableOverride", "Restricted"] as const;

/** Words that begin a declaration; those behind the first three only in MOF 3. */
export const declarationWords = [
  "class",
  "instance",
  "qualifier",
  "association",
  "structure",
  "enumeration",
  "value",
] as const;

/** Words that begin a declaration inside a class or structure. */
export const nestedDeclarationWords = ["structure", "enumeration"] as const;

/** Directives of the C preprocessor, which the sources of drivers go through first; they are lower case. */
const preprocessorWords: ReadonlySet<string> = new Set([
  "define",
  "undef",
  "if",
  "ifdef",
  "ifndef",
  "elif",
  "else",
  "endif",
  "error",
  "line",
]);

const dmtf2AndWmi: readonly NamedDialect[] = ["dmtf", "wmi"];

/** The dialects of types that not all have: DSP0221 3.0.1 has one integer, without a size, and no char16. */
const dialectsOfTypes: ReadonlyMap<string, readonly NamedDialect[]> = new Map([
  ["integer", ["dmtf3"]],
  ["octetstring", ["dmtf3"]],
  ["object", ["wmi"]],
  ...["char16", "uint8", "uint16", "uint32", "uint64", "sint8", "sint16", "sint32", "sint64"].map(
    (word): [string, readonly NamedDialect[]] => [word, dmtf2AndWmi],
  ),
]);

/** The dialects of flavors that not all have but `dmtf3`, which has policies in their place. */
const dialectsOfFlavors: ReadonlyMap<string, readonly NamedDialect[]> = new Map([
  ["toinstance", dmtf2AndWmi],
  ["amended", ["wmi"]],
  ["nottoinstance", ["wmi"]],
  ["nottosubclass", ["wmi"]],
]);

/** The dialects of scopes that not all have. */
const dialectsOfScopes: ReadonlyMap<string, readonly NamedDialect[]> = new Map([
  ["schema", ["dmtf"]],
  ["qualifier", ["dmtf"]],
  ["indication", dmtf2AndWmi],
  ["instance", ["wmi"]],
  ["structure", ["dmtf3"]],
  ["enumeration", ["dmtf3"]],
  ["enumerationvalue", ["dmtf3"]],
  ["qualifiertype", ["dmtf3"]],
]);

/** Whether a dialect has a word, in any case. */
function has(words: ReadonlyMap<string, readonly NamedDialect[]>, word: string, dialect: Dialect): boolean {
  if (dialect === "auto") return true;
  return words.get(word.toLowerCase())?.includes(dialect) ?? true;
}

/** Whether a dialect has a type of the language. */
export function hasType(dialect: Dialect, word: string): boolean {
  return has(dialectsOfTypes, word, dialect);
}

/** Whether a dialect has a flavor. */
export function hasFlavor(dialect: Dialect, word: string): boolean {
  return has(dialectsOfFlavors, word, dialect);
}

/** Whether a dialect has a scope. */
export function hasScope(dialect: Dialect, word: string): boolean {
  return has(dialectsOfScopes, word, dialect);
}

const flavors: ReadonlySet<string> = new Set(flavorWords.map((word) => word.toLowerCase()));
const scopes: ReadonlySet<string> = new Set(scopeWords);
const primitiveTypes: ReadonlySet<string> = new Set(primitiveTypeWords);
const policies: ReadonlySet<string> = new Set(policyWords.map((word) => word.toLowerCase()));

/** Whether a word, in any case, is a flavor. */
export function isFlavorWord(word: string): boolean {
  return flavors.has(word.toLowerCase());
}

/** Whether a word, in any case, names a scope. */
export function isScopeWord(word: string): boolean {
  return scopes.has(word.toLowerCase());
}

/** Whether a word, in any case, is a type of the language itself. */
export function isPrimitiveTypeWord(word: string): boolean {
  return primitiveTypes.has(word.toLowerCase());
}

/** Whether a word, in any case, is a policy of a qualifier type. */
export function isPolicyWord(word: string): boolean {
  return policies.has(word.toLowerCase());
}

/** Whether a word is a directive of the C preprocessor. */
export function isPreprocessorWord(word: string): boolean {
  return preprocessorWords.has(word);
}
