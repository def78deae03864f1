import type { CimClass, CimMethod, CimParameter, CimProperty, CimQualifier } from "../cim/model.ts";
import { findUse, type QualifierUse, type ResolvedClass, type ResolvedMethod } from "./resolved-class.ts";

/** Whether a qualifier is text to be localized: it is written `: Amended`, or its declared type says so. */
export function isAmended({ qualifier, definition }: QualifierUse): boolean {
  return qualifier.flavor.amended ?? definition.flavor.amended;
}

/** The qualifiers that an element of a localized class is there for. */
function amendedUses(uses: readonly QualifierUse[]): readonly QualifierUse[] {
  return uses.filter(isAmended);
}

/** Whether a class localizes anything: texts of its own, of a property, a method or a parameter. */
export function hasAmendedUse({ uses, properties, methods }: ResolvedClass): boolean {
  return (
    uses.some(isAmended) ||
    properties.some((property) => property.uses.some(isAmended)) ||
    methods.some((method) => method.uses.some(isAmended) || method.parameters.some((one) => one.uses.some(isAmended)))
  );
}

/**
 * A localized qualifier as it stands in the place of the neutral one: what flavors it leaves open are those of the neutral
 * one, so that a text reaches as far as the one that it replaces.
 */
function localized({ qualifier, definition }: QualifierUse, neutral: QualifierUse | undefined): CimQualifier {
  const { name, type, isArray, value = null } = qualifier;
  const declared = definition.type === undefined ? {} : definition.flavor;
  const flavor = { ...declared, ...neutral?.qualifier.flavor, ...qualifier.flavor, amended: true };
  return { name, type, isArray, value, flavor };
}

/** Neutral qualifiers, each replaced by the localized one of its name; then those that are only localized. */
function mergeQualifiers(
  neutral: readonly QualifierUse[],
  texts: readonly QualifierUse[],
  given: readonly CimQualifier[],
): readonly CimQualifier[] {
  const amended = amendedUses(texts);
  if (amended.length === 0) return given;
  const merged = neutral.map((use) => {
    const text = findUse(amended, use.definition.key);
    return text === undefined ? use.qualifier : localized(text, use);
  });
  for (const text of amended) {
    if (findUse(neutral, text.definition.key) === undefined) merged.push(localized(text, undefined));
  }
  return merged;
}

interface ResolvedMember<Declaration> {
  readonly key: string;
  readonly uses: readonly QualifierUse[];
  readonly declaration: Declaration;
}

/** The declarations of some elements with the texts of those of the same name; the given ones where there are none. */
function mergeMembers<Declaration extends { readonly qualifiers: readonly CimQualifier[] }>(
  members: readonly ResolvedMember<Declaration>[],
  find: (key: string) => ResolvedMember<Declaration> | undefined,
): readonly Declaration[] {
  return members.map(({ key, uses, declaration }) => {
    const text = find(key);
    if (text === undefined) return declaration;
    const qualifiers = mergeQualifiers(uses, text.uses, declaration.qualifiers);
    return qualifiers === declaration.qualifiers ? declaration : { ...declaration, qualifiers };
  });
}

function mergeMethod(neutral: ResolvedMethod, text: ResolvedMethod | undefined): CimMethod {
  const { declaration, parameters, uses } = neutral;
  if (text === undefined) return declaration;
  return {
    ...declaration,
    qualifiers: mergeQualifiers(uses, text.uses, declaration.qualifiers),
    parameters: mergeMembers<CimParameter>(parameters, (key) => text.parameters.find((one) => one.key === key)),
  };
}

/**
 * The declaration of a class with the amended qualifiers of its localized class, element by element of the same name. The
 * localized one wins, and nothing else of it counts: neither its other qualifiers, such as Locale and Amendment, nor what
 * the class itself does not declare.
 */
export function mergeAmendment(neutral: ResolvedClass, text: ResolvedClass): CimClass {
  const { declaration, uses, properties, methods } = neutral;
  return {
    ...declaration,
    qualifiers: mergeQualifiers(uses, text.uses, declaration.qualifiers),
    properties: mergeMembers<CimProperty>(properties, (key) => text.propertiesByKey.get(key)),
    methods: methods.map((method) => mergeMethod(method, text.methodsByKey.get(method.key))),
  };
}
