import type { CimClass, CimQualifier } from "../cim/model.ts";
import { foldName, sameName } from "../cim/names.ts";
import { messageDefinition } from "../codes/index.ts";
import type { StatusName } from "../codes/status.ts";
import { type Violation, type ViolationTarget, violation, violationMessage, WbemError } from "../wbem/error.ts";
import { WBEM_FLAG_UPDATE_FORCE_MODE, WBEM_FLAG_UPDATE_SAFE_MODE } from "../wbem/flags.ts";
import { type CheckedClass, checkClass } from "./check-class.ts";
import { classChange } from "./class-change.ts";
import type { NamespaceSession } from "./namespace-session.ts";
import { findUse, isClassOrSubclass, type ResolvedClass, type ResolvedProperty } from "./resolved-class.ts";
import type { DeferredClassCheck } from "./rules/rule.ts";

/** What has to be stored with a changed class: its subclasses, resolved anew. */
export interface ClassUpdate {
  /** Subclasses whose own declaration has changed, because conflicting qualifiers were dropped. */
  readonly rewritten: readonly ResolvedClass[];
  /** All other subclasses, which are resolved anew but stay as they were stored. */
  readonly refreshed: readonly ResolvedClass[];
  /** What has to wait for the end of the transaction, by subclass. */
  readonly deferred: ReadonlyMap<ResolvedClass, readonly DeferredClassCheck[]>;
}

/** What WMI says in place of a rule's own status when the rule is broken in a subclass of what is put. */
const statusOfConflict: Partial<Record<StatusName, StatusName>> = {
  WBEM_E_TYPE_MISMATCH: "WBEM_E_UPDATE_TYPE_MISMATCH",
  WBEM_E_PROPAGATED_METHOD: "WBEM_E_UPDATE_PROPAGATED_METHOD",
  WBEM_E_OVERRIDE_NOT_ALLOWED: "WBEM_E_UPDATE_OVERRIDE_NOT_ALLOWED",
  WBEM_E_CANNOT_BE_KEY: "WBEM_E_CANNOT_CHANGE_KEY_INHERITANCE",
};

function withoutQualifier(
  qualifiers: readonly CimQualifier[],
  { qualifier = "", occurrence = 0 }: ViolationTarget,
): readonly CimQualifier[] {
  let seen = 0;
  return qualifiers.filter(({ name }) => !sameName(name, qualifier) || seen++ !== occurrence);
}

/** A declaration without the qualifier that a target names. */
function dropQualifier(declaration: CimClass, target: ViolationTarget): CimClass {
  const { property, method, parameter } = target;
  if (property !== undefined) {
    const properties = declaration.properties.map((element) =>
      sameName(element.name, property)
        ? { ...element, qualifiers: withoutQualifier(element.qualifiers, target) }
        : element,
    );
    return { ...declaration, properties };
  }
  if (method === undefined) return { ...declaration, qualifiers: withoutQualifier(declaration.qualifiers, target) };
  const methods = declaration.methods.map((element) => {
    if (!sameName(element.name, method)) return element;
    if (parameter === undefined) return { ...element, qualifiers: withoutQualifier(element.qualifiers, target) };
    const parameters = element.parameters.map((inner) =>
      sameName(inner.name, parameter) ? { ...inner, qualifiers: withoutQualifier(inner.qualifiers, target) } : inner,
    );
    return { ...element, parameters };
  });
  return { ...declaration, methods };
}

/** What an update by force may solve by dropping the subclass's qualifier: it says otherwise than what is inherited. */
function isDroppable({ code, target }: Violation): boolean {
  return target.qualifier !== undefined && (code === "override-not-allowed" || code === "kind-revoked");
}

interface CheckedSubclass extends CheckedClass {
  /** Whether qualifiers of its own were dropped. */
  readonly isRewritten: boolean;
  /** What stays wrong with it under the changed class. */
  readonly conflicts: readonly Violation[];
}

async function checkSubclass(
  session: NamespaceSession,
  before: ResolvedClass,
  superclass: ResolvedClass,
  isForced: boolean,
): Promise<CheckedSubclass> {
  let declaration = before.declaration;
  for (;;) {
    const checked = await checkClass(session, { definition: declaration, superclass, state: "known" });
    const { violations } = checked.report;
    const conflicts = violations.filter((conflict) => !isForced || !isDroppable(conflict));
    if (violations.length === 0 || conflicts.length > 0) {
      return { ...checked, isRewritten: declaration !== before.declaration, conflicts };
    }
    for (const { target } of violations) declaration = dropQualifier(declaration, target);
  }
}

/** The error for subclasses that do not go with a change, with the status of the first conflict. */
function conflictError(
  session: NamespaceSession,
  changed: string,
  conflicts: ReadonlyMap<string, readonly Violation[]>,
): WbemError {
  const violations: Violation[] = [];
  for (const [subclass, broken] of conflicts) {
    for (const conflict of broken) {
      const own = messageDefinition(conflict.code).status;
      const status = (own && statusOfConflict[own]) ?? "WBEM_E_CLASS_HAS_CHILDREN";
      const parameters = { subclass, reason: violationMessage(conflict) };
      violations.push(violation("subclass-conflict", parameters, {}, { related: subclass, status }));
    }
  }
  return new WbemError(
    violations[0]?.status ?? "WBEM_E_CLASS_HAS_CHILDREN",
    violations.map(violationMessage)[0] ?? "a subclass does not go with the change",
    { violations, object: session.refused("class", changed) },
  );
}

/** Whether a property that is never NULL has lost the default that instances without a value of their own have. */
function takesNeededDefault(before: ResolvedClass, after: ResolvedClass): boolean {
  return after.properties.some(({ key, notNull, isKey, declaration }) => {
    const needed = notNull && !isKey && (declaration.value ?? null) === null;
    return needed && (before.propertiesByKey.get(key)?.declaration.value ?? null) !== null;
  });
}

function keysIn({ keys }: ResolvedClass): string {
  const parts = keys.map(({ key, declaration: { type, className } }) => [key, type, className && foldName(className)]);
  return JSON.stringify(parts.sort());
}

function indexesIn({ properties }: ResolvedClass): string {
  const isIndexed = ({ uses }: ResolvedProperty): boolean => findUse(uses, "indexed")?.qualifier.value === true;
  return JSON.stringify(
    properties
      .filter(isIndexed)
      .map(({ key }) => key)
      .sort(),
  );
}

/**
 * Decides whether a class may be replaced, by its mode (Microsoft, "IWbemServices::PutClass"), and checks everything that
 * derives from it against its new form.
 *
 * | mode | subclasses exist | the class or a subclass has instances |
 * | --- | --- | --- |
 * | compatible | unimportant qualifiers only | unimportant qualifiers only |
 * | safe | what conflicts with none of them; keys and indexes stay | what instances do not rest on |
 * | force | as safe, and conflicting qualifiers of theirs are dropped | as safe; none is dropped from a class with instances |
 */
export async function planUpdate(
  session: NamespaceSession,
  before: ResolvedClass,
  after: ResolvedClass,
  flags: number,
): Promise<ClassUpdate> {
  const { name } = after.declaration;
  const object = session.refused("class", name);
  const refuse = (code: "class-has-subclasses" | "class-has-instances", className = name): WbemError =>
    WbemError.fromViolations([violation(code, { class: className })], { object });
  const hasInstances = (classes: readonly ResolvedClass[]): Promise<boolean> =>
    session.reader.hasInstances(
      session.key,
      classes.map(({ key }) => key),
    );
  const change = takesNeededDefault(before, after) ? "instances" : classChange(before.declaration, after.declaration);
  const isForced = (flags & WBEM_FLAG_UPDATE_FORCE_MODE) !== 0;
  const isCompatible = !isForced && (flags & WBEM_FLAG_UPDATE_SAFE_MODE) === 0;

  const descendants: ResolvedClass[] = [];
  for await (const descendant of session.descendantsOf(before)) descendants.push(descendant);
  if (isCompatible && change !== "unimportant" && descendants.length > 0) throw refuse("class-has-subclasses");
  if (change === "instances" || (isCompatible && change !== "unimportant")) {
    if (await hasInstances([before, ...descendants])) throw refuse("class-has-instances");
  }
  const [first] = descendants;
  if (change === "instances" && first !== undefined) {
    const parameters = { class: name, subclass: first.declaration.name };
    const related = { related: parameters.subclass };
    const violations = [
      ...(keysIn(before) === keysIn(after) ? [] : [violation("keys-in-use", parameters, {}, related)]),
      ...(indexesIn(before) === indexesIn(after) ? [] : [violation("indexes-in-use", parameters, {}, related)]),
    ];
    if (violations.length > 0) throw WbemError.fromViolations(violations, { object });
  }

  const renewed = new Map([[after.key, after]]);
  const [rewritten, refreshed]: [ResolvedClass[], ResolvedClass[]] = [[], []];
  const deferred = new Map<ResolvedClass, readonly DeferredClassCheck[]>();
  const conflicts = new Map<string, readonly Violation[]>();
  for (const descendant of descendants) {
    const superclass = renewed.get(foldName(descendant.declaration.superclass as string));
    // What derives from one that does not go with the change is not judged.
    if (superclass === undefined) continue;
    const checked = await checkSubclass(session, descendant, superclass, isForced);
    if (checked.conflicts.length > 0) {
      conflicts.set(descendant.declaration.name, checked.conflicts);
      continue;
    }
    renewed.set(descendant.key, checked.resolved);
    (checked.isRewritten ? rewritten : refreshed).push(checked.resolved);
    deferred.set(checked.resolved, checked.deferred);
  }
  if (conflicts.size > 0) throw conflictError(session, name, conflicts);
  for (const subclass of rewritten) {
    const below = [...renewed.values()].filter((candidate) => isClassOrSubclass(candidate, subclass.key));
    if (await hasInstances(below)) throw refuse("class-has-instances", subclass.declaration.name);
  }
  if (change === "instances") {
    for (const key of renewed.keys()) session.deferred.embeddedClasses.set(key, name);
  }
  return { rewritten, refreshed, deferred };
}
