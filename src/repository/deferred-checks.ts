import { foldName } from "../cim/names.ts";
import { type RefusedObject, type Violation, violation, violationMessage, WbemError } from "../wbem/error.ts";
import { canonicalQualifier } from "./canonical-qualifiers.ts";
import { CheckContext } from "./check-context.ts";
import { checkEmbeddedInstances } from "./embedded-instances.ts";
import { instanceTableOf, PlacedInstance } from "./instance-table.ts";
import type { NamespaceSession } from "./namespace-session.ts";
import { qualifiedInstances, qualifiersIn } from "./qualified-instances.ts";
import {
  elementsOf,
  isClassOrSubclass,
  type QualifierUse,
  type ResolvedClass,
  type ResolvedElement,
} from "./resolved-class.ts";
import { qualifierUseRules } from "./rules/index.ts";
import { instanceQualifiers } from "./rules/instance-qualifiers.ts";
import { requiredClasses } from "./rules/known-element-classes.ts";
import { type DeferredClassCheck, Report } from "./rules/rule.ts";

/**
 * What can only be judged when the transaction ends: classes that were named before they came, classes that were deleted,
 * perhaps to be declared anew, classes that changed while instances of them were embedded, and qualifier types that were
 * declared anew or deleted while classes used them. The last is one walk over the classes for all types of a transaction:
 * with a walk for each type, checking a file that declares qualifier types anew over CIM 2.49 took 12 s and not 2.
 */
export class DeferredChecks {
  /** By the key of the class whose put they belong to: what it is put as last counts. */
  readonly classes = new Map<
    string,
    { readonly checks: readonly DeferredClassCheck[]; readonly object: RefusedObject }
  >();
  /** Classes that were deleted, by folded name; what is declared anew is no matter. */
  readonly deletedClasses = new Map<string, string>();
  /** What was changed or deleted, by the folded names of the classes whose embedded instances rest on it. */
  readonly embeddedClasses = new Map<string, string>();
  /** Folded names of qualifier types that were declared. */
  readonly qualifierTypes = new Set<string>();
  /** Qualifier types that were deleted, by folded name; what is declared anew is no matter. */
  readonly deletedQualifiers = new Map<string, string>();

  setClass(key: string, checks: readonly DeferredClassCheck[], object: RefusedObject): void {
    if (checks.length > 0) this.classes.set(key, { checks, object });
    else this.classes.delete(key);
  }
}

/** Makes the checks that waited: one error for each object that breaks a law. */
export async function checkDeferred(session: NamespaceSession): Promise<readonly WbemError[]> {
  const errors = [
    ...(await checkQualifierTypes(session)),
    ...(await checkClasses(session)),
    ...(await checkDeletedClasses(session)),
  ];
  // Where a class is missed, what is embedded of it only follows from that.
  const left = errors.length > 0 ? undefined : await checkEmbeddedInstances(session, session.deferred.embeddedClasses);
  return left === undefined ? errors : [left];
}

/** Refuses what was deleted for good while a class has it for a type. */
async function checkDeletedClasses(session: NamespaceSession): Promise<readonly WbemError[]> {
  const gone = new Map(session.deferred.deletedClasses);
  for (const key of gone.keys()) if ((await session.findClass(key)) !== undefined) gone.delete(key);
  if (gone.size === 0) return [];
  const errors: WbemError[] = [];
  for await (const candidate of session.descendantsOf(null)) {
    // What was put in this transaction has missed it already.
    const missed = new Set(
      session.deferred.classes.get(candidate.key)?.checks.map((check) => foldName(check.className)),
    );
    for (const required of requiredClasses(candidate, session.settings.dialect)) {
      const key = foldName(required);
      const deleted = missed.has(key) ? undefined : gone.get(key);
      if (deleted === undefined) continue;
      gone.delete(key);
      const user = candidate.declaration.name;
      errors.push(
        WbemError.fromViolations([violation("class-in-use", { class: deleted, user }, {}, { related: user })], {
          object: session.refused("class", deleted),
        }),
      );
    }
    if (gone.size === 0) break;
  }
  return errors;
}

async function checkClasses(session: NamespaceSession): Promise<readonly WbemError[]> {
  const errors: WbemError[] = [];
  for (const { checks, object } of session.deferred.classes.values()) {
    const violations: Violation[] = [];
    for (const { className, ancestor, violation: broken, missing, ofEnumeration } of checks) {
      const found = await session.findClass(className);
      if (found === undefined) {
        if (missing) violations.push(missing);
      } else if (found.isEnumeration && ofEnumeration) violations.push(ofEnumeration);
      else if (broken && (ancestor === undefined || !isClassOrSubclass(found, ancestor))) violations.push(broken);
    }
    if (violations.length > 0) errors.push(WbemError.fromViolations(violations, { object }));
  }
  return errors;
}

async function checkQualifierTypes(session: NamespaceSession): Promise<readonly WbemError[]> {
  const definitions = await session.definitions();
  const left = new Set<string>();
  for (const key of session.deferred.qualifierTypes) if (definitions.types.has(key)) left.add(key);
  const deleted = new Map(session.deferred.deletedQualifiers);
  for (const key of deleted.keys()) if (definitions.types.has(key)) deleted.delete(key);
  if (left.size === 0 && deleted.size === 0) return [];
  const errors: WbemError[] = [];
  const context = new CheckContext(session, definitions);
  for await (const owner of session.descendantsOf(null)) {
    for (const element of elementsOf(owner)) {
      for (const use of element.uses) {
        const { key, type } = use.definition;
        if (use.qualifier.implied) continue;
        const gone = deleted.get(key);
        if (gone !== undefined) {
          deleted.delete(key);
          errors.push(qualifierInUse(session, gone, owner.declaration.name));
        }
        const conflict = type && left.has(key) ? findConflict(use, element, owner, context) : undefined;
        if (!type || !conflict) continue;
        left.delete(key);
        errors.push(typeInUse(session, type.name, owner.declaration.name, conflict));
      }
    }
  }
  if (left.size > 0 || deleted.size > 0)
    errors.push(...(await checkInstanceQualifiers(session, left, deleted, context)));
  return errors;
}

/** The error for a qualifier type that was deleted although a class or instance, by its path, uses it. */
function qualifierInUse(session: NamespaceSession, qualifier: string, user: string): WbemError {
  return WbemError.fromViolations([violation("qualifier-in-use", { qualifier, user }, {}, { related: user })], {
    object: session.refused("qualifier", qualifier),
  });
}

/** The error for a qualifier type that a class or instance, by its path, uses otherwise. */
function typeInUse(session: NamespaceSession, qualifier: string, user: string, conflict: Violation): WbemError {
  const parameters = { qualifier, user, reason: violationMessage(conflict) };
  return WbemError.fromViolations([violation("qualifier-type-in-use", parameters, {}, { related: user })], {
    object: session.refused("qualifier", qualifier),
  });
}

async function checkInstanceQualifiers(
  session: NamespaceSession,
  left: Set<string>,
  deleted: Map<string, string>,
  context: CheckContext,
): Promise<readonly WbemError[]> {
  const errors: WbemError[] = [];
  for await (const { instance, resolved, path } of qualifiedInstances(session)) {
    for (const { name } of qualifiersIn(instance)) {
      const gone = deleted.get(foldName(name));
      if (gone !== undefined && deleted.delete(foldName(name))) errors.push(qualifierInUse(session, gone, path));
    }
    const report = new Report();
    instanceQualifiers.checkInstance(new PlacedInstance(instance, instanceTableOf(resolved)), false, context, report);
    for (const conflict of report.violations) {
      const { key, type } = context.definitions.find(conflict.target.qualifier ?? "");
      if (type !== undefined && left.delete(key)) errors.push(typeInUse(session, type.name, path, conflict));
    }
    if (left.size === 0 && deleted.size === 0) break;
  }
  return errors;
}

/** What a use breaks of the laws that its declared type sets. */
function findConflict(
  use: QualifierUse,
  element: ResolvedElement,
  owner: ResolvedClass,
  context: CheckContext,
): Violation | undefined {
  const definition = context.definitions.find(use.qualifier.name);
  const changed = { qualifier: canonicalQualifier(use.qualifier, definition), definition };
  const superclass = owner.superclass === undefined ? "none" : "known";
  const report = new Report();
  for (const rule of qualifierUseRules) {
    if (rule.concerns?.(definition) === false) continue;
    rule.checkQualifier?.(changed, element, { resolved: owner, superclass, context }, report);
  }
  return report.violations[0];
}
