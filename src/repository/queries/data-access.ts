import { bindKeys } from "../../cim/instance-keys.ts";
import type { CimScalar } from "../../cim/model.ts";
import type { KeyBinding, ObjectPath } from "../../cim/object-path.ts";
import { parseObjectPath } from "../../cim/parse-object-path.ts";
import type { QueryBounds } from "../../query/prepared-query.ts";
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
      /** The paths under which the object can be kept: more than one where a key is a reference. */
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
  const paths = await keyPaths(read, table, bounds.equalities);
  if (paths !== undefined) {
    for (const { key } of table.keys) used.add(key);
    return { kind: "lookup", top, paths, used };
  }
  return { kind: "scan", top, isExact: bounds.exactClass !== undefined, used };
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

/** The paths of the one object that has such values for its keys; `undefined` where they do not tell it. */
async function keyPaths(
  read: QueryRead,
  { keys, resolved }: InstanceTable,
  equalities: ReadonlyMap<string, CimScalar>,
): Promise<readonly ObjectPath[] | undefined> {
  if (keys.length === 0) return undefined;
  let bindings: readonly (readonly KeyBinding[])[] = [[]];
  for (const { key, name, type } of keys) {
    const value = equalities.get(key);
    if (value === undefined || value === null) return undefined;
    // Conditions compare text without case, and a look-up would compare it exactly.
    const isText = type.type === "string" || type.type === "char16";
    if (read.view.exactKeys && (isText || type.type === "reference")) return undefined;
    const forms = type.type === "reference" ? await formsOf(read, value) : [value];
    if (forms === undefined || forms.length * bindings.length > maximumForms) return undefined;
    bindings = bindings.flatMap((begun) => forms.map((form) => [...begun, { name, value: form }]));
  }
  const { name: className } = resolved.declaration;
  return bindings.map((bound) => ({ kind: "path", className, keys: bound }));
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
