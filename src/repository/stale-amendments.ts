import { type Locale, localeOfNamespace } from "../cim/locale.ts";
import type { CimClass, CimMethod, CimQualifier } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import { hasTrueQualifier } from "../cim/qualifiers.ts";
import type { WbemNamespaces } from "../wbem/connection.ts";
import { type RefusedObject, type Violation, type ViolationTarget, violation, WbemError } from "../wbem/error.ts";
import type { WbemServices } from "../wbem/services.ts";

/** A localized class of which texts are never shown. */
export interface StaleAmendment {
  readonly object: RefusedObject;
  readonly violations: readonly Violation[];
}

interface Qualified {
  readonly qualifiers: readonly CimQualifier[];
}

interface Member extends Qualified {
  readonly name: string;
  readonly propagated?: boolean;
}

function hasTexts({ qualifiers }: Qualified): boolean {
  return qualifiers.some(({ flavor, propagated }) => flavor.amended === true && propagated !== true);
}

function methodHasTexts(method: CimMethod): boolean {
  return hasTexts(method) || method.parameters.some(hasTexts);
}

function isLocalized(definition: CimClass): boolean {
  const { qualifiers, properties, methods } = definition;
  const hasAny = hasTexts(definition) || properties.some(hasTexts) || methods.some(methodHasTexts);
  return hasAny || hasTrueQualifier(qualifiers, "Amendment");
}

/** The member of a name that a class declares itself: texts are merged class by class. */
function declared<Found extends Member>(members: readonly Found[], name: string): Found | undefined {
  return members.find((member) => member.propagated !== true && foldName(member.name) === foldName(name));
}

/** What of a localized class has texts and is not there in the class that it belongs to. */
function* staleElements(localized: CimClass, neutral: CimClass): Generator<readonly [string, ViolationTarget]> {
  for (const property of localized.properties) {
    const { name } = property;
    if (!hasTexts(property) || declared(neutral.properties, name) !== undefined) continue;
    yield [`property \`${name}\``, { property: name }];
  }
  for (const method of localized.methods) {
    if (!methodHasTexts(method)) continue;
    const known = declared(neutral.methods, method.name);
    if (known === undefined) {
      yield [`method \`${method.name}\``, { method: method.name }];
      continue;
    }
    for (const parameter of method.parameters) {
      if (!hasTexts(parameter) || declared<Member>(known.parameters, parameter.name) !== undefined) continue;
      const target = { method: method.name, parameter: parameter.name };
      yield [`parameter \`${parameter.name}\` of method \`${method.name}\``, target];
    }
  }
}

/** The class of a name; `undefined` where there is none, `damaged` where it cannot be read. */
async function findClass(services: WbemServices, name: string): Promise<CimClass | "damaged" | undefined> {
  try {
    return await services.getClass(name);
  } catch (error) {
    if (error instanceof WbemError && error.status === "WBEM_E_NOT_FOUND") return undefined;
    if (error instanceof WbemError && error.status === "WBEM_E_CRITICAL_ERROR") return "damaged";
    throw error;
  }
}

function violationsOf(
  localized: CimClass,
  neutral: CimClass | undefined,
  { name: locale }: Locale,
  parent: string,
): readonly Violation[] {
  const { name } = localized;
  if (neutral === undefined) return [violation("orphaned-localized-class", { class: name, locale, parent })];
  return Array.from(staleElements(localized, neutral), ([element, target]) =>
    violation("stale-localized-element", { element, class: neutral.name, locale, parent }, target),
  );
}

/**
 * What the localized classes of a locale namespace have that no read ever shows: classes that the namespace above does not
 * have, as when one was deleted, and texts of properties, methods and parameters that its classes do not declare. Nothing is
 * found in any other namespace.
 *
 * @example for await (const { object, violations } of findStaleAmendments(connection, "root/cimv2/ms_407")) …
 */
export async function* findStaleAmendments(
  connection: WbemNamespaces,
  namespace: string,
): AsyncGenerator<StaleAmendment> {
  const locale = localeOfNamespace(namespace);
  if (locale === undefined) return;
  const parent = namespace.slice(0, namespace.lastIndexOf("/"));
  const neutral = await connection.openNamespace(parent);
  const services = await connection.openNamespace(namespace);
  for await (const localized of services.createClassEnum(null)) {
    if (!isLocalized(localized)) continue;
    const found = await findClass(neutral, localized.name);
    const violations = found === "damaged" ? [] : violationsOf(localized, found, locale, parent);
    if (violations.length > 0) yield { object: { kind: "class", namespace, path: localized.name }, violations };
  }
}
