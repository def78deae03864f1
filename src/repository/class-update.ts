import type { CimClass, CimQualifier } from "../cim/model.ts";
import { foldName, sameName } from "../cim/names.ts";
import { messageDefinition } from "../codes/index.ts";
import type { StatusName } from "../codes/status.ts";
import { type Violation, type ViolationTarget, violation, violationMessage, WbemError } from "../wbem/error.ts";
import { WBEM_FLAG_UPDATE_FORCE_MODE, WBEM_FLAG_UPDATE_SAFE_MODE } from "../wbem/flags.ts";
import { type CheckedClass, checkClass } from "./check-class.ts";
import { classChange } from "./class-change.ts";
import type { NamespaceSession } from "./namespace-session.ts";
import type { ResolvedClass } from "./resolved-class.ts";
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

/** Whether an update by force may solve a conflict by dropping the subclass's qualifier. */
function isDroppable({ code, target }: Violation): boolean {
  return target.qualifier !== undefined && code === "override-not-allowed";
}

interface CheckedSubclass extends CheckedClass {
  /** Whether qualifiers of its own were dropped. */
  readonly isRewritten: boolean;
}

async function checkSubclass(
  session: NamespaceSession,
  before: ResolvedClass,
  superclass: ResolvedClass,
  isForced: boolean,
): Promise<CheckedSubclass> {
  let declaration = before.declaration;
  for (;;) {
    const checked = await checkClass(session, declaration, superclass, "known");
    const { violations } = checked.report;
    if (violations.length === 0) return { ...checked, isRewritten: declaration !== before.declaration };
    const stays = violations.find((conflict) => !isForced || !isDroppable(conflict));
    if (stays !== undefined) {
      const { name } = before.declaration;
      const conflict = violation(
        "subclass-conflict",
        { subclass: name, reason: violationMessage(stays) },
        {},
        { related: name },
      );
      const own = messageDefinition(stays.code).status;
      const status = (own && statusOfConflict[own]) ?? "WBEM_E_CLASS_HAS_CHILDREN";
      throw new WbemError(status, violationMessage(conflict), {
        violations: [conflict],
        object: session.refused("class", superclass.declaration.name),
      });
    }
    for (const { target } of violations) declaration = dropQualifier(declaration, target);
  }
}

/**
 * Decides whether a class may be replaced, by its mode (Microsoft, "IWbemServices::PutClass"), and checks everything that
 * derives from it against its new form.
 *
 * | mode | subclasses exist | instances exist |
 * | --- | --- | --- |
 * | compatible | unimportant qualifiers only | unimportant qualifiers only |
 * | safe | what conflicts with none of them | what instances do not rest on |
 * | force | conflicting qualifiers of theirs are dropped | what instances do not rest on |
 */
export async function planUpdate(
  session: NamespaceSession,
  before: ResolvedClass,
  after: ResolvedClass,
  flags: number,
): Promise<ClassUpdate> {
  const { name } = after.declaration;
  const refuse = (code: "class-has-subclasses" | "class-has-instances"): WbemError =>
    WbemError.fromViolations([violation(code, { class: name })], { object: session.refused("class", name) });
  const change = classChange(before.declaration, after.declaration);
  const isForced = (flags & WBEM_FLAG_UPDATE_FORCE_MODE) !== 0;
  const isCompatible = !isForced && (flags & WBEM_FLAG_UPDATE_SAFE_MODE) === 0;

  const descendants: ResolvedClass[] = [];
  for await (const descendant of session.descendantsOf(before)) descendants.push(descendant);
  if (isCompatible && change !== "unimportant" && descendants.length > 0) throw refuse("class-has-subclasses");
  if (change === "instances" || (isCompatible && change !== "unimportant")) {
    const keys = [before.key, ...descendants.map(({ key }) => key)];
    if (await session.reader.hasInstances(session.key, keys)) throw refuse("class-has-instances");
  }

  const renewed = new Map([[after.key, after]]);
  const [rewritten, refreshed]: [ResolvedClass[], ResolvedClass[]] = [[], []];
  const deferred = new Map<ResolvedClass, readonly DeferredClassCheck[]>();
  for (const descendant of descendants) {
    const superclass = renewed.get(foldName(descendant.declaration.superclass as string)) as ResolvedClass;
    const checked = await checkSubclass(session, descendant, superclass, isForced);
    renewed.set(descendant.key, checked.resolved);
    (checked.isRewritten ? rewritten : refreshed).push(checked.resolved);
    deferred.set(checked.resolved, checked.deferred);
  }
  return { rewritten, refreshed, deferred };
}
