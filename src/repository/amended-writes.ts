import type { CimClass, CimInstance, CimPropertyValue, CimQualifier } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import { type Violation, violation } from "../wbem/error.ts";
import { WBEM_FLAG_USE_AMENDED_QUALIFIERS } from "../wbem/flags.ts";
import { isAmended } from "./merge-amendment.ts";
import { namespaceClass } from "./namespace-instances.ts";
import type { NamespaceSession } from "./namespace-session.ts";
import type { QualifierDefinitions } from "./qualifier-definitions.ts";
import { findUse, type QualifierUse, type ResolvedClass } from "./resolved-class.ts";

/** Whether a put leaves out amended qualifiers. */
function stripsAmended(flags: number): boolean {
  return (flags & WBEM_FLAG_USE_AMENDED_QUALIFIERS) !== 0;
}

/**
 * Why a class cannot be put with these flags; `undefined` where it can. One that was read with localized qualifiers is not
 * stored with them (Microsoft, "Amended Class Considerations": WBEM_E_AMENDED_OBJECT).
 */
export function amendedClassRefusal({ name, amended }: CimClass, flags: number): Violation | undefined {
  return amended === true && !stripsAmended(flags) ? violation("amended-object", { object: name }) : undefined;
}

/** Why an instance cannot be put into a namespace with these flags, as to localization; `undefined` where it can. */
export function amendedInstanceRefusal(
  { className, amended }: CimInstance,
  { localizes, path }: NamespaceSession,
  flags: number,
): Violation | undefined {
  const target = { part: "class" } as const;
  if (amended === true && !stripsAmended(flags)) return violation("amended-object", { object: className }, target);
  if (localizes === undefined || foldName(className) === namespaceClass) return undefined;
  const parent = path.slice(0, path.lastIndexOf("/"));
  return violation("instance-in-locale-namespace", { namespace: path, locale: localizes.name, parent }, target);
}

/**
 * Qualifiers without the amended ones. In the place of one that the object got from a localized class stands the neutral one
 * that it hid, so that a class which was read and is put back keeps its neutral texts.
 */
function neutralQualifiers(
  given: readonly CimQualifier[],
  definitions: QualifierDefinitions,
  hidden: readonly QualifierUse[],
): readonly CimQualifier[] {
  return given.flatMap((qualifier) => {
    const definition = definitions.find(qualifier.name);
    if (qualifier.propagated === true || !isAmended({ qualifier, definition })) return [qualifier];
    const neutral = findUse(hidden, definition.key);
    return neutral === undefined || isAmended(neutral) ? [] : [neutral.qualifier];
  });
}

const nothingHidden: readonly QualifierUse[] = Object.freeze([]);

/** What of a class is stored: with the flag all but its amended qualifiers, otherwise the class as it is. */
export async function storableClass(
  session: NamespaceSession,
  definition: CimClass,
  flags: number,
  existing: ResolvedClass | undefined,
): Promise<CimClass> {
  if (!stripsAmended(flags)) return definition;
  const definitions = await session.definitions();
  const stored = definition.amended === true ? existing : undefined;
  const strip = <Element extends { readonly qualifiers: readonly CimQualifier[] }>(
    element: Element,
    neutral: { readonly uses: readonly QualifierUse[] } | undefined,
  ): Element => ({
    ...element,
    qualifiers: neutralQualifiers(element.qualifiers, definitions, neutral?.uses ?? nothingHidden),
  });
  return {
    ...strip(definition, stored),
    properties: definition.properties.map((property) =>
      strip(property, stored?.propertiesByKey.get(foldName(property.name))),
    ),
    methods: definition.methods.map((method) => {
      const neutral = stored?.methodsByKey.get(foldName(method.name));
      return {
        ...strip(method, neutral),
        parameters: method.parameters.map((parameter) => {
          const key = foldName(parameter.name);
          return strip(
            parameter,
            neutral?.parameters.find((one) => one.key === key),
          );
        }),
      };
    }),
  };
}

/** What of an instance is stored, as {@link storableClass} has it; an instance has no texts that another one hides. */
export function storableInstance(instance: CimInstance, flags: number, definitions: QualifierDefinitions): CimInstance {
  if (!stripsAmended(flags)) return instance;
  const strip = <Qualified extends { readonly qualifiers?: readonly CimQualifier[] }>(element: Qualified): Qualified =>
    element.qualifiers === undefined
      ? element
      : { ...element, qualifiers: neutralQualifiers(element.qualifiers, definitions, nothingHidden) };
  return { ...strip(instance), properties: instance.properties.map((one): CimPropertyValue => strip(one)) };
}
