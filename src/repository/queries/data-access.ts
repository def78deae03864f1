import { compareCodePoints } from "../../cim/code-point-order.ts";
import { bindKeys } from "../../cim/instance-keys.ts";
import type { CimScalar } from "../../cim/model.ts";
import { formatObjectPath, type KeyBinding, type ObjectPath } from "../../cim/object-path.ts";
import { parseObjectPath } from "../../cim/parse-object-path.ts";
import type { Equalities, QueryBounds } from "../../query/prepared-query.ts";
import { type InstanceTable, instanceTableOf } from "../instance-table.ts";
import type { NamespaceView } from "../namespace-view.ts";
import { classAndDescendants } from "../read-objects.ts";
import { isClassOrSubclass, type ResolvedClass } from "../resolved-class.ts";
import type { QueryRead } from "./query-read.ts";
import { identityOf, isLocalPath, referenceForms } from "./reference-target.ts";

/** Where the objects are that a data query can mean. */
export type DataAccess =
  | {
      readonly kind: "lookup";
      /** The class of which the object is, or an ancestor of that. */
      readonly top: ResolvedClass;
      /**
       * The paths under which objects can be kept, each once and in the order of their keys: several where a condition names
       * several, and where a key is a reference.
       */
      readonly paths: readonly ObjectPath[];
      /** What was used of the condition, by the folded names of properties. */
      readonly used: ReadonlySet<string>;
    }
  | {
      readonly kind: "scan";
      readonly top: ResolvedClass;
      /** Only instances of just this class. */
      readonly isExact: boolean;
      readonly used: ReadonlySet<string>;
    }
  | { readonly kind: "nothing"; readonly used: ReadonlySet<string> };

/** Keys that are references are looked up in every form they can have, up to so many; with more, the class is read. */
const maximumForms = 16;

/** So many objects are looked up for one query; where a condition names more, the class is read. */
export const maximumLookups = 100;

/** Finds out where to look for what a condition allows in a class. Of instances only those that keys refer to are read. */
export async function dataAccess(read: QueryRead, from: ResolvedClass, bounds: QueryBounds): Promise<DataAccess> {
  const { view } = read;
  const used = new Set<string>();
  let top = from;
  if (bounds.exactClass !== undefined) {
    used.add("__class");
    const exact = await below(view, bounds.exactClass, top);
    if (exact === undefined) return { kind: "nothing", used };
    top = exact;
  }
  for (const name of bounds.isaClasses) {
    used.add("__this");
    const wanted = await view.findClass(name);
    if (wanted === undefined) return { kind: "nothing", used };
    if (isClassOrSubclass(top, wanted.key)) continue;
    if (bounds.exactClass !== undefined || !isClassOrSubclass(wanted, top.key)) return { kind: "nothing", used };
    top = wanted;
  }
  const byPath = await pathAccess(view, top, bounds);
  if (byPath !== undefined) return byPath;
  const table = instanceTableOf(top);
  const paths = await keyPaths(read, table, bounds.alternatives);
  if (paths !== undefined) {
    for (const { key } of table.keys) used.add(key);
    return { kind: "lookup", top, paths, used };
  }
  return { kind: "scan", top, isExact: bounds.exactClass !== undefined, used };
}

/**
 * The path of the one object that can match, where it is told by keys that need no reading and nothing else says where to
 * look; {@link dataAccess} finds the same.
 */
export function lookupNow(view: NamespaceView, from: ResolvedClass, bounds: QueryBounds): ObjectPath | undefined {
  const { alternatives, exactClass, isaClasses, path, relpath } = bounds;
  const [equalities] = alternatives;
  if (equalities === undefined || alternatives.length > 1) return undefined;
  if (exactClass !== undefined || isaClasses.length > 0 || path !== undefined || relpath !== undefined)
    return undefined;
  const table = instanceTableOf(from);
  return table.hasReferenceKey ? undefined : keyPath(view, table, equalities);
}

/** A class by its name, where it is `top` or derives from it. */
async function below(view: NamespaceView, name: string, top: ResolvedClass): Promise<ResolvedClass | undefined> {
  const found = await view.findClass(name);
  return found !== undefined && isClassOrSubclass(found, top.key) ? found : undefined;
}

/** The look-up of a path, which may name the class of the object or any other in line with it. */
async function pathAccess(
  view: NamespaceView,
  top: ResolvedClass,
  bounds: QueryBounds,
): Promise<DataAccess | undefined> {
  const text = bounds.path ?? bounds.relpath;
  if (text === undefined) return undefined;
  const used = new Set([bounds.path !== undefined ? "__path" : "__relpath"]);
  const path = parseObjectPath(text);
  if (path.kind === "problem" || path.keys === undefined || !isLocalPath(view, path)) return { kind: "nothing", used };
  const named = await view.findClass(path.className);
  if (named === undefined || identityOf(view, path, named) === undefined) return { kind: "nothing", used };
  const lower = isClassOrSubclass(named, top.key) ? named : isClassOrSubclass(top, named.key) ? top : undefined;
  if (lower === undefined) return { kind: "nothing", used };
  return {
    kind: "lookup",
    top: lower,
    paths: [{ kind: "path", className: lower.declaration.name, keys: path.keys }],
    used,
  };
}

/** The path of the one object that has such values for its keys; `undefined` where they do not tell it. */
function keyPath(
  view: NamespaceView,
  { keys, resolved }: InstanceTable,
  equalities: Equalities,
): ObjectPath | undefined {
  if (keys.length === 0) return undefined;
  const bound: KeyBinding[] = [];
  for (const { key, name, type } of keys) {
    const value = equalities.get(key);
    if (value === undefined || value === null) return undefined;
    // Conditions compare text without case, and a look-up would compare it exactly.
    const isText = type.type === "string" || type.type === "char16";
    if (view.exactKeys && (isText || type.type === "reference")) return undefined;
    bound.push({ name, value });
  }
  return { kind: "path", className: resolved.declaration.name, keys: bound };
}

/** The paths of the objects that can match in one of some ways; `undefined` where they do not tell them. */
async function keyPaths(
  read: QueryRead,
  table: InstanceTable,
  alternatives: readonly Equalities[],
): Promise<readonly ObjectPath[] | undefined> {
  const paths = new Map<string, ObjectPath>();
  for (const equalities of alternatives) {
    const path = keyPath(read.view, table, equalities);
    const forms = path && (table.hasReferenceKey ? await pathForms(read, path) : [path]);
    if (forms === undefined) return undefined;
    for (const form of forms) {
      paths.set(identityOf(read.view, form, table.resolved) ?? formatObjectPath(form), form);
    }
    if (paths.size > maximumLookups) return undefined;
  }
  return Array.from(paths)
    .sort(([left], [right]) => compareCodePoints(left, right))
    .map(([, path]) => path);
}

/** A path in every form that the references in it can have. */
async function pathForms(read: QueryRead, path: ObjectPath): Promise<readonly ObjectPath[] | undefined> {
  let bindings: readonly (readonly KeyBinding[])[] = [[]];
  for (const { name, value } of path.keys ?? []) {
    const isReference = typeof value === "object" && value !== null && value.kind === "path";
    const forms = isReference ? await formsOf(read, value) : [value];
    if (forms === undefined || forms.length * bindings.length > maximumForms) return undefined;
    bindings = bindings.flatMap((begun) => forms.map((form) => [...begun, { name, value: form }]));
  }
  return bindings.map((keys) => ({ ...path, keys }));
}

/** The forms of the references that are equal to a path; `undefined` where they cannot be told. */
async function formsOf(read: QueryRead, value: CimScalar): Promise<readonly ObjectPath[] | undefined> {
  if (typeof value !== "object" || value === null || value.kind !== "path") return undefined;
  const { view } = read;
  const isInstance = isLocalPath(view, value) && value.keys !== undefined && value.keys.length > 0;
  const named = isInstance ? await view.findClass(value.className) : undefined;
  const keys = named && bindKeys(value, instanceTableOf(named).keyDefinition);
  // What names no instance that can be here is equal to what is written so.
  if (named === undefined || keys === undefined || "kind" in keys || keys.length === 0) return [value];
  const top = named.keyClass ?? named;
  const found = await read.findHere({ ...value, className: top.declaration.name });
  const actual = found && (await view.findClass(found.className));
  if (actual !== undefined && isClassOrSubclass(actual, named.key)) return referenceForms(view, actual, keys);
  const ofNamed = referenceForms(view, named, keys)?.slice(0, 1);
  // Of an object that is of another class only this name is equal, and of one that is not there the name of any class.
  if (actual !== undefined || ofNamed === undefined) return ofNamed;
  const forms: ObjectPath[] = [];
  for await (const { declaration } of classAndDescendants(view, top)) {
    if (forms.length === maximumForms) return undefined;
    forms.push({ kind: "path", className: declaration.name, keys });
  }
  return forms;
}
