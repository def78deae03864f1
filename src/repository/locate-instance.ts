import { describeValue } from "../cim/describe-value.ts";
import { foldKey } from "../cim/fold-key.ts";
import { bindKeys } from "../cim/instance-keys.ts";
import { foldName } from "../cim/names.ts";
import { formatObjectPath, type KeyBinding, maximumReferenceDepth, type ObjectPath } from "../cim/object-path.ts";
import { parseObjectPath } from "../cim/parse-object-path.ts";
import { pathProblem } from "../cim/path-problem.ts";
import { checkText } from "../wbem/check-arguments.ts";
import { violation, WbemError } from "../wbem/error.ts";
import { instanceTableOf } from "./instance-table.ts";
import type { NamespaceView } from "./namespace-view.ts";
import { isClassOrSubclass, type ResolvedClass } from "./resolved-class.ts";
import type { InstanceRow } from "./store.ts";

/** How much of a path a message shows. */
const maximumShownLength = 200;

function shown(path: string | ObjectPath): string {
  const text = typeof path === "string" ? path : formatObjectPath(path);
  return text.length <= maximumShownLength ? text : `${text.slice(0, maximumShownLength)}…`;
}

/** A path that was made by hand; refused where no text could say it. */
function madePath(path: ObjectPath): ObjectPath {
  const problem =
    typeof path === "object" && path !== null ? pathProblem(path) : { reason: `it is ${describeValue(path)}` };
  if (problem === undefined) return path;
  throw WbemError.fromViolations([
    problem === "too-deep"
      ? violation("reference-too-deep", { maximum: maximumReferenceDepth })
      : violation("malformed-path", problem),
  ]);
}

/** Reads a path and refuses one of another namespace. `WBEM_E_INVALID_OBJECT_PATH`. */
export function localPath(view: NamespaceView, path: string | ObjectPath): ObjectPath {
  const parsed = typeof path === "string" ? parseObjectPath(path) : madePath(path);
  if (parsed.kind === "problem") {
    const { expected, position } = parsed;
    throw WbemError.fromViolations([
      violation("invalid-object-path", { path: shown(path), expected, character: position + 1 }),
    ]);
  }
  const isForeign = parsed.namespace !== undefined && foldName(parsed.namespace) !== view.key;
  if (isForeign || parsed.server !== undefined) {
    const parameters = { path: shown(path), namespace: view.path };
    throw WbemError.fromViolations([violation("path-in-another-namespace", parameters)]);
  }
  return parsed;
}

/** The error for an instance that is not there. */
export function instanceNotFound(view: NamespaceView, path: string | ObjectPath): WbemError {
  return WbemError.fromViolations([violation("instance-not-found", { path: shown(path) })], {
    object: { kind: "instance", namespace: view.path, path: shown(path) },
  });
}

/** The class that a path names. `WBEM_E_NOT_FOUND`. */
export async function classOfPath(view: NamespaceView, path: ObjectPath): Promise<ResolvedClass> {
  checkText(path.className, "the name of the class");
  const found = await view.findClass(path.className);
  if (found !== undefined) return found;
  await view.loadClassNames();
  const suggestion = view.suggestClass(path.className);
  const more = suggestion === undefined ? {} : { suggestion };
  throw WbemError.fromViolations([violation("class-not-found", { class: path.className }, {}, more)]);
}

/** The one instance of a singleton class, or of the first of its subclasses that has one. */
async function locateSingleton(view: NamespaceView, named: ResolvedClass): Promise<InstanceRow | undefined> {
  const keys = [{ keyClass: named.key, key: "@" }];
  for await (const { key } of view.descendantsOf(named)) keys.push({ keyClass: key, key: "@" });
  return (await view.reader.getInstances(view.key, keys)).find((row) => row !== undefined);
}

/** The keys of a path as the class that it names declares them. `WBEM_E_INVALID_OBJECT_PATH` where they are others. */
export function keysOfPath(path: ObjectPath, named: ResolvedClass): readonly KeyBinding[] {
  const keys = bindKeys(path, instanceTableOf(named).keyDefinition);
  if (!("kind" in keys) && keys.length > 0) return keys;
  const reason = "kind" in keys ? keys.reason : `\`${named.declaration.name}\` has no keys`;
  throw WbemError.fromViolations([violation("invalid-instance-path", { path: shown(path), reason })]);
}

/**
 * Finds the row of an instance by its path, also by one that names an ancestor of its class. `undefined` where there is
 * none. `WBEM_E_INVALID_OBJECT_PATH` where the keys are not those of the class.
 */
export async function locateInstance(
  view: NamespaceView,
  path: ObjectPath,
  named: ResolvedClass,
): Promise<InstanceRow | undefined> {
  if (named.isSingleton && path.keys?.length === 0) return locateSingleton(view, named);
  const table = instanceTableOf(named);
  const key = foldKey(keysOfPath(path, named), { exactKeys: view.exactKeys, namespace: view.key });
  const [row] = await view.reader.getInstances(view.key, [{ keyClass: table.keyClass, key }]);
  if (row === undefined) return undefined;
  const holder = await view.findClass(row.className);
  if (holder === undefined) throw view.damaged(`${row.className}.${row.key}`);
  return isClassOrSubclass(holder, named.key) ? row : undefined;
}
