import type { ObjectPath } from "../../cim/object-path.ts";
import type { AssociatorsQuery, QueryName, ReferencesQuery } from "../../query/nodes.ts";
import { findEffectiveUse } from "../effective-qualifiers.ts";
import { type InstanceProperty, type InstanceTable, instanceTableOf } from "../instance-table.ts";
import type { NamespaceView } from "../namespace-view.ts";
import { classAndDescendants } from "../read-objects.ts";
import { isClassOrSubclass, type ResolvedClass } from "../resolved-class.ts";
import { associationClasses } from "./association-classes.ts";
import { type ReferenceTarget, referenceForms } from "./reference-target.ts";

export type AssociationQuery = AssociatorsQuery | ReferencesQuery;

/** One association and what of it can answer a query. */
export interface AssociationStep {
  readonly resolved: ResolvedClass;
  readonly table: InstanceTable;
  /** The references through which it can refer to the object. */
  readonly roles: readonly InstanceProperty[];
  /** The references at which a result can stand; empty where the associations themselves are the result. */
  readonly ends: readonly InstanceProperty[];
  /** The paths of the instances that can be meant, where they follow from the object; absent: all of them are read. */
  readonly paths: readonly ObjectPath[] | undefined;
}

/** The classes that a query names; `null` where it names none. */
export interface AssociationFilters {
  /** The association is of this class or derives from it. */
  readonly association: ResolvedClass | null;
  /** The result of ASSOCIATORS OF is of this class or derives from it. */
  readonly result: ResolvedClass | null;
}

/** Whether a class has what RequiredQualifier asks for, specified or propagated. */
export function hasQualifier(resolved: ResolvedClass, required: QueryName | undefined): boolean {
  return required === undefined || findEffectiveUse(resolved, required.key) !== undefined;
}

/**
 * The associations that can answer a query, by what their references are declared for. Nothing of an instance is read.
 *
 * @param isOfClass the classes themselves are asked for, so that abstract associations count
 */
export async function* associationSteps(
  view: NamespaceView,
  query: AssociationQuery,
  filters: AssociationFilters,
  target: ReferenceTarget,
): AsyncGenerator<AssociationStep> {
  const { association } = filters;
  const candidates = association === null ? associationClasses(view) : classAndDescendants(view, association);
  const required = query.kind === "associators" ? query.requiredAssocQualifier : query.requiredQualifier;
  for await (const resolved of candidates) {
    if (!resolved.isAssociation || !hasQualifier(resolved, required)) continue;
    if (resolved.isAbstract && !query.schemaOnly) continue;
    const table = instanceTableOf(resolved);
    const references = table.properties.filter(({ type }) => type.type === "reference");
    const roles: InstanceProperty[] = [];
    for (const reference of references) {
      if (!isNamed(reference, query.role)) continue;
      if (await target.canBeOf(reference.type.className)) roles.push(reference);
    }
    const ends = query.kind === "associators" ? await endsOf(view, query, filters.result, references) : [];
    if (roles.length === 0) continue;
    if (query.kind === "associators" && !ends.some((end) => roles.some((role) => role !== end))) continue;
    yield { resolved, table, roles, ends, paths: query.schemaOnly ? undefined : pathsOf(view, table, roles, target) };
  }
}

function isNamed({ key }: InstanceProperty, name: QueryName | undefined): boolean {
  return name === undefined || key === name.key;
}

async function endsOf(
  view: NamespaceView,
  query: AssociatorsQuery,
  result: ResolvedClass | null,
  references: readonly InstanceProperty[],
): Promise<readonly InstanceProperty[]> {
  const ends: InstanceProperty[] = [];
  for (const reference of references) {
    if (!isNamed(reference, query.resultRole)) continue;
    const { className } = reference.type;
    const declared = className === undefined || result === null ? undefined : await view.findClass(className);
    // A result of the class can stand where a class above or below it is declared.
    const canHold =
      declared === undefined ||
      result === null ||
      isClassOrSubclass(declared, result.key) ||
      isClassOrSubclass(result, declared.key);
    if (canHold) ends.push(reference);
  }
  return ends;
}

/** The paths of the associations that refer to the object through their only key. */
function pathsOf(
  view: NamespaceView,
  { keys, resolved }: InstanceTable,
  roles: readonly InstanceProperty[],
  target: ReferenceTarget,
): readonly ObjectPath[] | undefined {
  const [key] = keys;
  if (key === undefined || keys.length > 1 || roles.length > 1 || roles[0] !== key || target.presence !== "there")
    return undefined;
  const { name: className } = resolved.declaration;
  return referenceForms(view, target.resolved, target.keys)?.map((value) => {
    return { kind: "path", className, keys: [{ name: key.name, value }] };
  });
}
