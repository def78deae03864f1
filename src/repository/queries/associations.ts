import { bindKeys } from "../../cim/instance-keys.ts";
import type { CimClass, CimInstance, CimScalar } from "../../cim/model.ts";
import { foldName } from "../../cim/names.ts";
import { formatObjectPath, type ObjectPath } from "../../cim/object-path.ts";
import type { QueryAccess, QueryPlan } from "../../wbem/query-plan.ts";
import { storedInstances } from "../../wbem/stored-instances.ts";
import { type InstanceProperty, instanceTableOf, PlacedInstance } from "../instance-table.ts";
import { localPath } from "../locate-instance.ts";
import { isClassOrSubclass, type ResolvedClass } from "../resolved-class.ts";
import {
  type AssociationFilters,
  type AssociationQuery,
  type AssociationStep,
  associationSteps,
  hasQualifier,
} from "./association-steps.ts";
import type { QueryRead } from "./query-read.ts";
import { classIn, pathRefusal } from "./query-refusal.ts";
import { identityOf, ReferenceTarget } from "./reference-target.ts";
import type { ResultShape } from "./result-shape.ts";

/** An ASSOCIATORS OF or REFERENCES OF whose names have been found in the namespace. */
interface PreparedAssociations {
  readonly query: AssociationQuery;
  readonly filters: AssociationFilters;
  readonly named: ResolvedClass;
  readonly path: ObjectPath;
  readonly identity: string;
}

async function prepare({ view }: QueryRead, text: string, query: AssociationQuery): Promise<PreparedAssociations> {
  const { source } = query;
  const path = localPath(view, source.path);
  const name = { name: path.className, key: foldName(path.className), start: source.start, end: source.end };
  const named = await classIn(view, text, name);
  const result = query.resultClass === undefined ? null : await classIn(view, text, query.resultClass);
  const association =
    query.kind === "references"
      ? result
      : query.assocClass === undefined
        ? null
        : await classIn(view, text, query.assocClass);
  let identity = named.key;
  if (!query.schemaOnly) {
    const found = identityOf(view, path, named);
    if (found === undefined) {
      const bound = bindKeys(path, instanceTableOf(named).keyDefinition);
      const reason = "kind" in bound ? bound.reason : `\`${named.declaration.name}\` has no keys`;
      throw pathRefusal(text, source, formatObjectPath(path), reason);
    }
    identity = found;
  }
  return { query, filters: { association, result }, named, path, identity };
}

/**
 * The object as references are compared with it.
 *
 * @param holder the class of the object that has the keys; of a class that is asked for, itself
 */
function targetOf(
  { view }: QueryRead,
  { path, named, identity, query }: PreparedAssociations,
  holder: ResolvedClass | undefined,
): ReferenceTarget {
  const bound = query.schemaOnly ? [] : bindKeys(path, instanceTableOf(named).keyDefinition);
  const keys = "kind" in bound ? [] : bound;
  if (holder === undefined) return new ReferenceTarget(view, named, "missing", identity, keys);
  return isClassOrSubclass(holder, named.key)
    ? new ReferenceTarget(view, holder, "there", identity, keys)
    : new ReferenceTarget(view, named, "taken", identity, keys);
}

/** The class of the object that has the keys of a path; one that is with a provider that is not here is not there. */
async function holderOf(read: QueryRead, { path, named }: PreparedAssociations): Promise<ResolvedClass | undefined> {
  const found = await read.findHere({ ...path, className: (named.keyClass ?? named).declaration.name });
  return found && read.view.findClass(found.className);
}

/** The objects or classes that an ASSOCIATORS OF or REFERENCES OF asks for. */
export async function* readAssociations(
  read: QueryRead,
  text: string,
  query: AssociationQuery,
  shape: ResultShape,
): AsyncGenerator<CimInstance | CimClass> {
  const prepared = await prepare(read, text, query);
  if (query.schemaOnly) {
    yield* relatedClasses(read, prepared);
    return;
  }
  const target = targetOf(read, prepared, await holderOf(read, prepared));
  const results = query.kind === "associators" ? associators : references;
  if (!query.classDefsOnly) {
    for await (const result of results(read, prepared, target)) {
      yield result.kind === "class" ? result : await shape.shaped(result);
    }
    return;
  }
  const seen = new Set<string>();
  for await (const result of results(read, prepared, target)) {
    const name = result.kind === "class" ? result.name : result.className;
    if (seen.has(foldName(name))) continue;
    seen.add(foldName(name));
    yield await read.class(name);
  }
}

/** How {@link readAssociations} goes about it. */
export async function planAssociations(read: QueryRead, text: string, query: AssociationQuery): Promise<QueryPlan> {
  const prepared = await prepare(read, text, query);
  const scanned: string[] = [];
  const access: QueryAccess[] = [];
  // Which class the object really has is found out when the query is executed.
  const target = targetOf(read, prepared, prepared.named);
  for await (const { resolved, paths } of associationSteps(read.view, query, prepared.filters, target)) {
    const { name } = resolved.declaration;
    if (paths !== undefined) access.push({ kind: "reference-lookup", classes: [name] });
    else scanned.push(name);
  }
  if (scanned.length > 0) {
    access.push({ kind: query.schemaOnly ? "class-lookup" : "association-scan", classes: scanned });
  }
  if (access.length === 0) access.push({ kind: "nothing" });
  return {
    kind: query.kind,
    returns: query.schemaOnly || query.classDefsOnly ? "classes" : "instances",
    namespace: read.view.path,
    access,
    used: [],
    left: [],
  };
}

/** Every association that refers to the object, once. */
async function* references(
  read: QueryRead,
  { query, filters }: PreparedAssociations,
  target: ReferenceTarget,
): AsyncGenerator<CimInstance> {
  for await (const step of associationSteps(read.view, query, filters, target)) {
    for await (const instance of instancesOf(read, step, filters, target)) {
      await read.turn();
      if ((await rolesOf(step, new PlacedInstance(instance, step.table), target)).length > 0) yield instance;
    }
  }
}

/** For every association that refers to the object, each other object that it refers to, once. */
async function* associators(
  read: QueryRead,
  { query, filters }: PreparedAssociations,
  target: ReferenceTarget,
): AsyncGenerator<CimInstance | CimClass> {
  const { view } = read;
  const required = query.requiredQualifier;
  for await (const step of associationSteps(view, query, filters, target)) {
    for await (const instance of instancesOf(read, step, filters, target)) {
      await read.turn();
      const placed = new PlacedInstance(instance, step.table);
      const roles = await rolesOf(step, placed, target);
      if (roles.length === 0) continue;
      // Of an association that refers to one object twice, that object is one result.
      const given = new Set<string>();
      for (const end of step.ends) {
        if (roles.length === 1 && roles[0] === end) continue;
        for (const reference of referencesIn(placed, end)) {
          const object = await resultAt(read, reference);
          if (object === undefined) continue;
          const resolved = await view.findClass(object.kind === "class" ? object.name : object.className);
          if (resolved === undefined || !hasQualifier(resolved, required)) continue;
          if (filters.result !== null && !isClassOrSubclass(resolved, filters.result.key)) continue;
          const identity = object.kind === "class" ? resolved.key : (identityOf(view, reference, resolved) ?? "");
          if (given.has(identity)) continue;
          given.add(identity);
          yield object;
        }
      }
    }
  }
}

/** What a reference refers to, where it is in the namespace. */
async function resultAt(read: QueryRead, reference: ObjectPath): Promise<CimInstance | CimClass | undefined> {
  if (reference.keys !== undefined) return read.find(reference);
  return (await read.view.findClass(reference.className)) === undefined ? undefined : read.class(reference.className);
}

async function* instancesOf(
  read: QueryRead,
  { resolved, roles, paths }: AssociationStep,
  { association }: AssociationFilters,
  target: ReferenceTarget,
): AsyncGenerator<CimInstance> {
  const { name } = resolved.declaration;
  if (paths === undefined) {
    // Of one that sets nothing the default of the class refers to the object.
    const hasDefault = roles.some((role) => role.default !== null);
    const condition = hasDefault ? undefined : target.bodyCondition;
    const instances = read.instancesOfJust(name, () => condition);
    // Real schemas hold many associations whose provider is not here. That of one that nobody has named is not missed.
    yield* association === null ? storedInstances(instances) : read.whatIsHere(instances);
    return;
  }
  for (const path of paths) {
    const found = await read.find(path);
    // One of a subclass is found by the step of the subclass.
    if (found !== undefined && foldName(found.className) === resolved.key) yield found;
  }
}

/** The references through which an association refers to the object. */
async function rolesOf(
  { roles }: AssociationStep,
  placed: PlacedInstance,
  target: ReferenceTarget,
): Promise<readonly InstanceProperty[]> {
  const meant: InstanceProperty[] = [];
  for (const role of roles) {
    for (const reference of referencesIn(placed, role)) {
      if (!(await target.isMeantBy(reference))) continue;
      meant.push(role);
      break;
    }
  }
  return meant;
}

function referencesIn(placed: PlacedInstance, property: InstanceProperty): readonly ObjectPath[] {
  const value = placed.valueOf(property);
  if (!Array.isArray(value)) return isPath(value as CimScalar) ? [value as ObjectPath] : none;
  return (value as readonly CimScalar[]).filter(isPath);
}

const none: readonly ObjectPath[] = Object.freeze([]);

function isPath(value: CimScalar): value is ObjectPath {
  return typeof value === "object" && value !== null && value.kind === "path";
}

/** With SchemaOnly: the associations that are declared for a class, or the classes at their other ends, each once. */
async function* relatedClasses(read: QueryRead, prepared: PreparedAssociations): AsyncGenerator<CimClass> {
  const { query, filters } = prepared;
  const { view } = read;
  const target = targetOf(read, prepared, prepared.named);
  const seen = new Set<string>();
  for await (const { resolved, roles, ends } of associationSteps(view, query, filters, target)) {
    if (query.kind === "references") {
      yield await read.class(resolved.declaration.name);
      continue;
    }
    for (const end of ends) {
      const { className } = end.type;
      if (className === undefined || (roles.length === 1 && roles[0] === end)) continue;
      const related = await view.findClass(className);
      if (related === undefined || seen.has(related.key) || !hasQualifier(related, query.requiredQualifier)) continue;
      if (filters.result !== null && !isClassOrSubclass(related, filters.result.key)) continue;
      seen.add(related.key);
      yield await read.class(className);
    }
  }
}
