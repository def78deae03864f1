import { nestedName } from "../cim/class-kinds.ts";
import { classToJson } from "../cim/json.ts";
import type { CimClass } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import { classShapeProblem } from "../cim/shapes.ts";
import { violation, WbemError } from "../wbem/error.ts";
import { WBEM_FLAG_CREATE_ONLY, WBEM_FLAG_UPDATE_ONLY } from "../wbem/flags.ts";
import { checkFlags } from "../wbem/operation-flags.ts";
import type { PutOutcome, PutResult } from "../wbem/services.ts";
import { amendedClassRefusal, storableClass } from "./amended-writes.ts";
import { checkClass, checkClassNow } from "./check-class.ts";
import { planUpdate } from "./class-update.ts";
import { deleteNested } from "./delete-objects.ts";
import { refuseChangeInUse, renewUsers } from "./enumeration-users.ts";
import { withFirstSpelling } from "./first-spelling.ts";
import type { NamespaceSession } from "./namespace-session.ts";
import { isClassOrSubclass, type ResolvedClass } from "./resolved-class.ts";
import { nestedNameLaw } from "./rules/nested-name.ts";
import type { ClassSubject, DeferredClassCheck } from "./rules/rule.ts";
import type { ImmediateWriter } from "./store.ts";

interface FoundSuperclass {
  readonly superclass: ResolvedClass | undefined;
  readonly state: ClassSubject["superclass"];
}

async function findSuperclass(session: NamespaceSession, definition: CimClass, key: string): Promise<FoundSuperclass> {
  if (definition.superclass === undefined) return { superclass: undefined, state: "none" };
  if (foldName(definition.superclass) === key) return { superclass: undefined, state: "circular" };
  const superclass = await session.findClass(definition.superclass);
  if (superclass === undefined) return { superclass, state: "unknown" };
  return isClassOrSubclass(superclass, key)
    ? { superclass: undefined, state: "circular" }
    : { superclass, state: "known" };
}

function isUnchanged(before: ResolvedClass, after: CimClass): boolean {
  return JSON.stringify(classToJson(before.declaration)) === JSON.stringify(classToJson(after));
}

const lists = ["qualifiers", "properties", "methods"] as const;

/** Refuses what is no class or lacks a part of one, as programs that no compiler checks may give it. */
function checkWhole(definition: CimClass): void {
  const given: Partial<Record<keyof CimClass, unknown>> | null = definition;
  if (given?.kind !== "class") {
    const kind = typeof given?.kind === "string" ? `of kind \`${given.kind}\`` : "no object of CIM";
    throw WbemError.fromViolations([violation("not-a-class", { kind })]);
  }
  const isNamed = typeof given.name === "string" && given.name !== "";
  const missing = isNamed ? lists.find((list) => !Array.isArray(given[list])) : "name";
  if (missing !== undefined) throw WbemError.fromViolations([violation("incomplete-class", { missing })]);
}

/** Creates or updates a class: see `WbemServices.putClass`. */
export async function putClass(session: NamespaceSession, given: CimClass, flags: number): Promise<PutResult> {
  checkFlags("putClass", flags);
  checkWhole(given);
  try {
    return await putWhole(session, given, flags);
  } catch (error) {
    // What is not there inside of a class is not looked for in every class that is put.
    const reason = error instanceof TypeError ? classShapeProblem(given) : undefined;
    if (reason === undefined) throw error;
    throw WbemError.fromViolations([violation("malformed-class", { reason })], {
      object: session.refused("class", given.name),
    });
  }
}

/**
 * Puts a new class at once where nothing has to be waited for and nothing is wrong: everything that it rests on is in memory, and
 * the store answers at once. All 1,631 classes of CIM 2.49 are put so into a new repository.
 *
 * @returns `undefined` where nothing was done; {@link putClass} then does it, or says what is wrong
 */
export function putClassNow(session: NamespaceSession, given: CimClass): PutResult | undefined {
  const { immediate } = session.writer;
  if (immediate === undefined) return undefined;
  try {
    checkWhole(given);
    return putNewClass(session, given, immediate);
  } catch (error) {
    if (error instanceof TypeError && classShapeProblem(given) !== undefined) return undefined;
    throw error;
  }
}

function putNewClass(session: NamespaceSession, given: CimClass, writer: ImmediateWriter): PutResult | undefined {
  const key = foldName(given.name);
  if (!session.lacksClass(given.name) || given.amended === true) return undefined;
  const superclass = given.superclass === undefined ? undefined : session.findLoadedClass(given.superclass);
  if (given.superclass !== undefined && superclass === undefined) return undefined;
  const definition = withFirstSpelling(given, undefined, superclass);
  const checked = checkClassNow(session, {
    definition,
    superclass,
    state: superclass === undefined ? "none" : "known",
  });
  if (checked === undefined || checked.report.violations.length > 0) return undefined;
  const { resolved, report, deferred } = checked;
  session.writeClassNow(resolved, writer);
  session.deferred.setClass(key, deferred, session.refused("class", resolved.declaration.name));
  return { path: resolved.declaration.name, outcome: "created", warnings: report.warnings };
}

async function putWhole(session: NamespaceSession, given: CimClass, flags: number): Promise<PutResult> {
  const key = foldName(given.name);
  const object = session.refused("class", given.name);
  const refusal = amendedClassRefusal(given, flags);
  if (refusal !== undefined) throw WbemError.fromViolations([refusal], { object });
  const existing = key.startsWith("__") ? undefined : await session.findClass(given.name);
  if (existing !== undefined && (flags & WBEM_FLAG_CREATE_ONLY) !== 0) {
    throw WbemError.fromViolations([violation("class-exists", { class: existing.declaration.name })], { object });
  }
  if (existing === undefined && (flags & WBEM_FLAG_UPDATE_ONLY) !== 0) {
    throw WbemError.fromViolations([violation("class-to-update-missing", { class: given.name })], { object });
  }

  const definition = await storableClass(session, given, flags, existing);
  const { superclass, state } = await findSuperclass(session, definition, key);
  const spelled = withFirstSpelling(definition, existing, superclass);
  const { resolved, report, deferred } = await checkClass(session, { definition: spelled, superclass, state });
  if (existing !== undefined) nestedNameLaw.checkExisting(resolved.declaration, existing.declaration, report);
  if (report.violations.length > 0) throw WbemError.fromViolations(report.all, { object });

  const outcome = await store(session, existing, resolved, flags, deferred);
  return { path: resolved.declaration.name, outcome, warnings: report.warnings };
}

async function store(
  session: NamespaceSession,
  existing: ResolvedClass | undefined,
  resolved: ResolvedClass,
  flags: number,
  deferred: readonly DeferredClassCheck[],
): Promise<PutOutcome> {
  if (existing !== undefined && isUnchanged(existing, resolved.declaration)) return "unchanged";
  const update = existing && (await planUpdate(session, existing, resolved, flags));
  if (existing !== undefined) await refuseChangeInUse(session, existing, resolved);
  await session.writeClasses([resolved, ...(update?.rewritten ?? [])], update?.refreshed);
  for (const [{ key, declaration }, checks] of [[resolved, deferred] as const, ...(update?.deferred ?? [])]) {
    session.deferred.setClass(key, checks, session.refused("class", declaration.name));
  }
  if (existing === undefined) return "created";
  if (resolved.isEnumeration) await renewUsers(session, resolved);
  await removeNested(session, existing, resolved);
  return "updated";
}

/** Deletes what was declared in a class and is not declared in it any more. */
async function removeNested(session: NamespaceSession, before: ResolvedClass, after: ResolvedClass): Promise<void> {
  const { name, nested = [] } = after.declaration;
  const kept = new Set(nested.map(foldName));
  for (const local of before.declaration.nested ?? []) {
    if (!kept.has(foldName(local))) await deleteNested(session, nestedName(name, local));
  }
}
