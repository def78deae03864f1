/**
 * The words of MOF. Words compare without regard to case and none but TRUE, FALSE and NULL is reserved:
 * the parser decides by position, so that `Class`, `Key`, `Schema` and `Indication` stay names, as real schemas use them.
 */

/** Types that the language itself names (DSP0004 2.x, "intrinsic data types"). */
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

/** Words that begin a declaration of MOF 2.x or WMI. */
export const declarationWords = ["class", "instance", "qualifier"] as const;

/** Words that begin a declaration only in MOF 3. */
const laterDeclarationWords = ["structure", "enumeration", "association", "value"] as const;

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

const flavors: ReadonlySet<string> = new Set(flavorWords.map((word) => word.toLowerCase()));
const scopes: ReadonlySet<string> = new Set(scopeWords);
const primitiveTypes: ReadonlySet<string> = new Set(primitiveTypeWords);
const laterDeclarations: ReadonlySet<string> = new Set(laterDeclarationWords);

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

/** Whether a word, in any case, begins a declaration of MOF 3 only. */
export function isLaterDeclarationWord(word: string): boolean {
  return laterDeclarations.has(word.toLowerCase());
}

/** Whether a word is a directive of the C preprocessor. */
export function isPreprocessorWord(word: string): boolean {
  return preprocessorWords.has(word);
}
