import type { CimClass, CimInstance } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import type { ObjectPath } from "../cim/object-path.ts";
import { checkText } from "../wbem/check-arguments.ts";
import type { WbemContext } from "../wbem/context.ts";
import { violation, WbemError } from "../wbem/error.ts";
import { WBEM_FLAG_DIRECT_READ, WBEM_FLAG_SHALLOW } from "../wbem/flags.ts";
import { checkFlags } from "../wbem/operation-flags.ts";
import { amendedReader, withoutAmended } from "./amended-reads.ts";
import { type InstanceTable, instanceTableOf } from "./instance-table.ts";
import { classOfPath, instanceNotFound, keysOfPath, localPath, locateInstance } from "./locate-instance.ts";
import {
  childrenOf,
  isHidden,
  namespaceClass,
  namespaceInstance,
  thisNamespaceClass,
  thisNamespaceInstance,
} from "./namespace-instances.ts";
import type { NamespaceView } from "./namespace-view.ts";
import { checkListed, type PartialRead, partialReadOf, selectProperties, wantedProperties } from "./partial-read.ts";
import { judgeContext } from "./providers/judge-context.ts";
import { findMissingProvider } from "./providers/missing-provider.ts";
import { providersOf } from "./providers/provider-access.ts";
import { enumerateProvided, getProvided, mergeInstances } from "./providers/read-provided.ts";
import { readClass } from "./read-class.ts";
import { isClassOrSubclass, type ResolvedClass } from "./resolved-class.ts";
import type { RowCondition } from "./row-condition.ts";
import type { InstanceRow } from "./store.ts";
import { readInstance } from "./stored-instance.ts";
import { systemClasses } from "./system-classes.ts";

/** See `WbemServices.getClass`. */
export async function getClass(view: NamespaceView, name: string, flags = 0): Promise<CimClass> {
  checkFlags("getObject", flags);
  const resolved = await classOfPath(view, { kind: "path", className: name });
  const amended = amendedReader(view, flags);
  return amended === undefined ? readClass(resolved) : (await amended).readClass(resolved);
}

async function findNamespace(view: NamespaceView, name: string): Promise<CimInstance | undefined> {
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
  const partial = judgeContext(view, () => partialReadOf(context));
  const found = await findInstance(view, path, flags, context);
  const amended = amendedReader(view, flags);
  const instance = amended === undefined ? found : await (await amended).amendInstance(found);
  if (partial === undefined) return instance;
  const resolved = (await view.findClass(instance.className)) as ResolvedClass;
  const isProvided = providersOf(view)?.find(resolved) !== undefined;
  if (partial instanceof WbemError) {
    if (isProvided) return instance;
    throw partial;
  }
  const table = instanceTableOf(resolved);
  if (!isProvided) checkListed(partial, table);
  return selectProperties(instance, wantedProperties(partial, table));
}

async function findInstance(
  view: NamespaceView,
  path: string | ObjectPath,
  flags: number,
  context: WbemContext | null,
): Promise<CimInstance> {
  const local = localPath(view, path);
  const named = await classOfPath(view, local);
  if (named.key === thisNamespaceClass && local.keys?.length === 0) return thisNamespaceInstance();
  if (named.key === namespaceClass) {
    const found = await findNamespace(view, keysOfPath(local, named)[0]?.value as string);
    if (found === undefined) throw instanceNotFound(view, path);
    return found;
  }
  const row = await locateInstance(view, local, named);
  const resolved = row && ((await view.findClass(row.className)) as ResolvedClass);
  const isDirect = (flags & WBEM_FLAG_DIRECT_READ) !== 0;
  const providers = providersOf(view);
  const isStored = resolved !== undefined && !(isDirect && resolved !== named);
  if (isStored && providers?.find(resolved) === undefined) {
    return readInstance(view, row as InstanceRow, instanceTableOf(resolved), await view.definitions());
  }
  const provided = providers && (await getProvided(view, providers, named, local, flags, context));
  if (provided !== undefined) return provided;
  const missing = await findMissingProvider(view, named);
  throw missing === undefined ? instanceNotFound(view, path) : WbemError.fromViolations([missing]);
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
  checkText(name, "the name of the class");
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
  const top = superclass === null || superclass === "" ? null : await knownClass(view, superclass);
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

/** What the stored instances of a class have to fulfil, to be asked for each class that is read. */
export type ConditionOfClass = (table: InstanceTable) => RowCondition | undefined;

/** The instances of exactly a class: those of its provider, or those that are stored. */
async function* instancesOf(
  view: NamespaceView,
  resolved: ResolvedClass,
  flags: number,
  context: WbemContext | null,
  conditionOf?: ConditionOfClass,
): AsyncGenerator<CimInstance> {
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
  const provider = providersOf(view)?.find(resolved);
  if (provider !== undefined) {
    yield* enumerateProvided(view, { resolved, provider }, flags, context);
    return;
  }
  const table = instanceTableOf(resolved);
  const definitions = await view.definitions();
  for await (const rows of view.reader.scanInstances(view.key, resolved.key, conditionOf?.(table))) {
    for (const row of rows) yield readInstance(view, row, table, definitions);
  }
}

/**
 * See `WbemServices.createInstanceEnum`.
 *
 * @param conditionOf what instances are wanted; stored ones that do not fulfil it may be left out
 */
export async function* enumerateInstances(
  view: NamespaceView,
  className: string,
  flags: number,
  context: WbemContext | null = null,
  conditionOf?: ConditionOfClass,
): AsyncGenerator<CimInstance> {
  checkFlags("createInstanceEnum", flags);
  const judged = judgeContext(view, () => partialReadOf(context));
  const [partial, refusal] = judged instanceof WbemError ? [undefined, judged] : [judged, undefined];
  const amended = amendedReader(view, flags);
  if (amended !== undefined) {
    const instances = (await amended).amendInstances(
      enumerateInstances(view, className, withoutAmended(flags), context),
    );
    yield* partial === undefined ? instances : selected(view, partial, instances);
    return;
  }
  const top = await knownClass(view, className);
  const providers = providersOf(view);
  if (partial !== undefined && providers?.find(top) === undefined) checkListed(partial, instanceTableOf(top));
  const isShallow = (flags & (WBEM_FLAG_SHALLOW | WBEM_FLAG_DIRECT_READ)) !== 0;
  const classes = isShallow ? [top] : classAndDescendants(view, top);
  const read = (resolved: ResolvedClass) => {
    if (refusal !== undefined && !resolved.isAbstract && providers?.find(resolved) === undefined) throw refusal;
    return instancesOf(view, resolved, flags, context, conditionOf);
  };
  if (partial !== undefined) yield* selected(view, partial, mergeInstances(view, providers, classes, read));
  else if (providers !== undefined) yield* mergeInstances(view, providers, classes, read);
  else for await (const resolved of classes) yield* read(resolved);
  // What the repository holds has been given; the rest is with a provider that is not here.
  const missing = await findMissingProvider(view, top);
  if (missing !== undefined) throw WbemError.fromViolations([missing]);
}

/** Instances with the properties that are wanted. */
async function* selected(
  view: NamespaceView,
  partial: PartialRead,
  instances: AsyncIterable<CimInstance>,
): AsyncGenerator<CimInstance> {
  let className: string | undefined;
  let wanted: ReturnType<typeof wantedProperties> | undefined;
  for await (const instance of instances) {
    if (wanted === undefined || className !== instance.className) {
      className = instance.className;
      wanted = wantedProperties(partial, instanceTableOf((await view.findClass(className)) as ResolvedClass));
    }
    yield selectProperties(instance, wanted);
  }
}
