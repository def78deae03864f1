import type { CimClass, CimInstance } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import type { ObjectPath } from "../cim/object-path.ts";
import type { WbemContext } from "../wbem/context.ts";
import { violation, WbemError } from "../wbem/error.ts";
import { WBEM_FLAG_SHALLOW } from "../wbem/flags.ts";
import { checkFlags } from "../wbem/operation-flags.ts";
import { amendedReader, withoutAmended } from "./amended-reads.ts";
import { instanceTableOf } from "./instance-table.ts";
import { classOfPath, instanceNotFound, localPath, locateInstance } from "./locate-instance.ts";
import {
  childrenOf,
  isHidden,
  namespaceClass,
  namespaceInstance,
  thisNamespaceClass,
  thisNamespaceInstance,
} from "./namespace-instances.ts";
import type { NamespaceView } from "./namespace-view.ts";
import { checkListed, partialReadOf, selectProperties, wantedProperties } from "./partial-read.ts";
import { readClass } from "./read-class.ts";
import { isClassOrSubclass, type ResolvedClass } from "./resolved-class.ts";
import { readInstance } from "./stored-instance.ts";
import { systemClasses } from "./system-classes.ts";

/** See `WbemServices.getClass`. */
export async function getClass(view: NamespaceView, name: string, flags = 0): Promise<CimClass> {
  checkFlags("getObject", flags);
  const resolved = await classOfPath(view, { kind: "path", className: name });
  const amended = amendedReader(view, flags);
  return amended === undefined ? readClass(resolved) : (await amended).readClass(resolved);
}

async function findNamespace(view: NamespaceView, path: ObjectPath): Promise<CimInstance | undefined> {
  const name = path.keys?.[0]?.value;
  if (typeof name !== "string") return undefined;
  const row = await view.reader.getNamespace(`${view.key}/${foldName(name)}`);
  return row && childrenOf([row], view.key).length === 1 ? namespaceInstance(row) : undefined;
}

/** See `WbemServices.getInstance`. */
export async function getInstance(
  view: NamespaceView,
  path: string | ObjectPath,
  flags = 0,
  context: WbemContext | null = null,
): Promise<CimInstance> {
  checkFlags("getObject", flags);
  const partial = partialReadOf(context);
  const amended = amendedReader(view, flags);
  const found = await findInstance(view, path);
  const instance = amended === undefined ? found : await (await amended).amendInstance(found);
  if (partial === undefined) return instance;
  const table = instanceTableOf((await view.findClass(instance.className)) as ResolvedClass);
  checkListed(partial, table);
  return selectProperties(instance, wantedProperties(partial, table));
}

async function findInstance(view: NamespaceView, path: string | ObjectPath): Promise<CimInstance> {
  const local = localPath(view, path);
  const named = await classOfPath(view, local);
  if (named.key === thisNamespaceClass && local.keys?.length === 0) return thisNamespaceInstance();
  if (named.key === namespaceClass) {
    const found = await findNamespace(view, local);
    if (found === undefined) throw instanceNotFound(view, path);
    return found;
  }
  const row = await locateInstance(view, local, named);
  if (row === undefined) throw instanceNotFound(view, path);
  const resolved = (await view.findClass(row.className)) as ResolvedClass;
  return readInstance(view, row, instanceTableOf(resolved), await view.definitions());
}

/** What a program fills in to put a class of its own. */
function emptyClass(): CimClass {
  return { kind: "class", name: "", qualifiers: [], properties: [], methods: [] };
}

/** See `WbemServices.getObject`. */
export async function getObject(
  view: NamespaceView,
  path: string | ObjectPath | null,
  flags = 0,
  context: WbemContext | null = null,
): Promise<CimClass | CimInstance> {
  if (path === null || path === "") {
    checkFlags("getObject", flags);
    return emptyClass();
  }
  const local = localPath(view, path);
  return local.keys === undefined ? getClass(view, local.className, flags) : getInstance(view, local, flags, context);
}

async function knownClass(view: NamespaceView, name: string): Promise<ResolvedClass> {
  const found = await view.findClass(name);
  if (found !== undefined) return found;
  await view.loadClassNames();
  const suggestion = view.suggestClass(name);
  const more = suggestion === undefined ? {} : { suggestion };
  throw WbemError.fromViolations([violation("unknown-class", { class: name }, {}, more)]);
}

/** See `WbemServices.createClassEnum`. */
export async function* enumerateClasses(
  view: NamespaceView,
  superclass: string | null,
  flags: number,
): AsyncGenerator<CimClass> {
  checkFlags("createClassEnum", flags);
  const top = superclass === null ? null : await knownClass(view, superclass);
  const amended = await amendedReader(view, flags);
  const isShallow = (flags & WBEM_FLAG_SHALLOW) !== 0;
  for await (const resolved of isShallow ? await view.subclassesOf(top) : view.descendantsOf(top)) {
    yield amended === undefined ? readClass(resolved) : await amended.readClass(resolved);
  }
}

/** The class, everything derived from it among the system classes, then what is derived from any of them. */
export async function* classAndDescendants(view: NamespaceView, top: ResolvedClass): AsyncGenerator<ResolvedClass> {
  yield top;
  if (top.isSystem) {
    for (const system of systemClasses().values()) {
      if (system !== top && isClassOrSubclass(system, top.key)) yield system;
    }
  }
  yield* view.descendantsOf(top);
}

async function* instancesOf(view: NamespaceView, resolved: ResolvedClass): AsyncGenerator<CimInstance> {
  if (resolved.key === thisNamespaceClass) {
    yield thisNamespaceInstance();
    return;
  }
  if (resolved.key === namespaceClass) {
    for (const row of childrenOf(await view.reader.listNamespaces(), view.key)) {
      if (!isHidden(row.key)) yield namespaceInstance(row);
    }
    return;
  }
  const table = instanceTableOf(resolved);
  const definitions = await view.definitions();
  for await (const rows of view.reader.scanInstances(view.key, resolved.key)) {
    for (const row of rows) yield readInstance(view, row, table, definitions);
  }
}

/** See `WbemServices.createInstanceEnum`. */
export async function* enumerateInstances(
  view: NamespaceView,
  className: string,
  flags: number,
  context: WbemContext | null = null,
): AsyncGenerator<CimInstance> {
  checkFlags("createInstanceEnum", flags);
  const partial = partialReadOf(context);
  const amended = amendedReader(view, flags);
  if (amended !== undefined) {
    yield* (await amended).amendInstances(enumerateInstances(view, className, withoutAmended(flags), context));
    return;
  }
  const top = await knownClass(view, className);
  if (partial !== undefined) checkListed(partial, instanceTableOf(top));
  const isShallow = (flags & WBEM_FLAG_SHALLOW) !== 0;
  for await (const resolved of isShallow ? [top] : classAndDescendants(view, top)) {
    if (partial === undefined) {
      yield* instancesOf(view, resolved);
      continue;
    }
    const wanted = wantedProperties(partial, instanceTableOf(resolved));
    for await (const instance of instancesOf(view, resolved)) yield selectProperties(instance, wanted);
  }
}
