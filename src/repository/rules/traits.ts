import type { QualifierUse, ResolvedMethod, ResolvedParameter, ResolvedProperty } from "../resolved-class.ts";

/** Names up to so long are too long in no dialect. */
export const longestCommonName = 255;

/** What of a property, method or parameter decides which laws can be about it, as bits; most have none. */
export const elementTrait = Object.freeze({
  /** A property that is a key. */
  key: 1,
  /** A property or method that stands in the place of an inherited one, or says so. */
  override: 2,
  /** Its type names a class or an enumeration. */
  named: 4,
  reference: 8,
  /** A property or parameter that has a default. */
  value: 16,
  /** Its name may be too long. */
  long: 32,
  method: 64,
});

/** What of a qualifier decides which laws can be about it, as bits; most have none. */
export const useTrait = Object.freeze({
  /** It states how it propagates. */
  flavor: 1,
  /** Its value is none that is obviously of its type. */
  value: 2,
  /** It stands on what something is inherited by. */
  heir: 4,
});

function isLong(key: string): number {
  return key.length > longestCommonName ? elementTrait.long : 0;
}

export function traitsOfProperty(property: ResolvedProperty): number {
  let traits = traitsOfParameter(property);
  if (property.isKey) traits |= elementTrait.key;
  if (property.isOverride) traits |= elementTrait.override;
  if (property.declaration.type === "reference") traits |= elementTrait.reference;
  return traits;
}

export function traitsOfParameter({ key, declaration, embedding }: ResolvedProperty | ResolvedParameter): number {
  const { className, enumeration, value } = declaration;
  let traits = isLong(key);
  if (className !== undefined || enumeration !== undefined || embedding !== undefined) traits |= elementTrait.named;
  if (value !== undefined && value !== null) traits |= elementTrait.value;
  return traits;
}

export function traitsOfMethod({ key, isOverride, declaration: { returnType } }: ResolvedMethod): number {
  let traits = isLong(key) | elementTrait.method;
  if (isOverride) traits |= elementTrait.override;
  if (returnType === "void") return traits;
  if (returnType.className !== undefined || returnType.enumeration !== undefined) traits |= elementTrait.named;
  return traits;
}

/** @param heir `useTrait.heir` where the element has something above it, else 0 */
export function traitsOfUse({ qualifier }: QualifierUse, heir: number): number {
  const { type, isArray, value, flavor } = qualifier;
  let traits = heir;
  if (typeof value !== type || isArray) traits |= useTrait.value;
  if (flavor.overridable !== undefined || flavor.toSubclass !== undefined) traits |= useTrait.flavor;
  return traits;
}
