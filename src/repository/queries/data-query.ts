import type { CimInstance } from "../../cim/model.ts";
import { foldName } from "../../cim/names.ts";
import { formatObjectPath } from "../../cim/object-path.ts";
import { matches } from "../../query/matches.ts";
import type { DataQuery } from "../../query/nodes.ts";
import { prepareDataQuery } from "../../query/prepare-query.ts";
import type { PreparedCondition, PreparedQuery } from "../../query/prepared-query.ts";
import type { QueryClass } from "../../query/query-environment.ts";
import { WbemError } from "../../wbem/error.ts";
import type { QueryAccess, QueryPlan } from "../../wbem/query-plan.ts";
import { type InstanceTable, instanceTableOf } from "../instance-table.ts";
import type { NamespaceView } from "../namespace-view.ts";
import { readInstanceNow } from "../read-instance-now.ts";
import { classAndDescendants } from "../read-objects.ts";
import type { ResolvedClass } from "../resolved-class.ts";
import type { ImmediateRows } from "../store.ts";
import { bodyCondition } from "./body-condition.ts";
import { conditionParts } from "./condition-parts.ts";
import { type DataAccess, dataAccess, lookupNow } from "./data-access.ts";
import { NamespaceEnvironment, needsLoading } from "./query-environment.ts";
import { QueryRead } from "./query-read.ts";
import { classIn, queryRefusal } from "./query-refusal.ts";
import type { ResultShape } from "./result-shape.ts";

/** A data query that has been checked against its class, and where its objects are. */
interface PreparedData {
  readonly from: ResolvedClass;
  readonly prepared: PreparedQuery;
}

async function prepare({ view }: QueryRead, text: string, query: DataQuery): Promise<PreparedData> {
  return prepareFor(await classIn(view, text, query.className), text, query);
}

function prepareFor(from: ResolvedClass, text: string, query: DataQuery): PreparedData {
  const table = instanceTableOf(from);
  const definition: QueryClass = {
    name: from.declaration.name,
    propertyType: (key) => table.find(key)?.type,
    propertyNames: () => table.propertyNames,
  };
  const prepared = prepareDataQuery(query, definition, text);
  if ("kind" in prepared) throw queryRefusal(prepared.problems);
  return { from, prepared };
}

/**
 * The answer where the query names one instance by its keys, and nothing has to be waited for: of {@link readData} promises
 * take three quarters of the time then.
 *
 * @param rows in the state that `view` shows
 * @returns `undefined` where it has to be read the other way
 */
export function readDataNow(
  view: NamespaceView,
  rows: ImmediateRows,
  text: string,
  query: DataQuery,
  shape: ResultShape,
): readonly CimInstance[] | undefined {
  const from = view.findLoadedClass(query.className.name);
  if (from === undefined) return undefined;
  const { prepared } = prepareFor(from, text, query);
  const path = needsLoading(prepared.condition) ? undefined : lookupNow(view, from, prepared.bounds);
  const instance = path && readInstanceNow(view, rows, path);
  const actual = instance && view.findLoadedClass(instance.className);
  if (instance === undefined || actual === undefined) return undefined;
  const environment = new NamespaceEnvironment(new QueryRead(view, 0, null));
  environment.judge(instance);
  return matches(prepared, instance, environment) ? [shape.shapedBy(instance, instanceTableOf(actual))] : [];
}

/** The instances that a data query asks for, class by class. */
export async function* readData(
  read: QueryRead,
  text: string,
  query: DataQuery,
  shape: ResultShape,
): AsyncGenerator<CimInstance> {
  const { from, prepared } = await prepare(read, text, query);
  const access = await dataAccess(read, from, prepared.bounds);
  const environment = new NamespaceEnvironment(read);
  await environment.load(prepared.condition);
  for await (const instance of instancesIn(read, access, prepared.condition)) {
    await read.turn();
    if (prepared.condition !== undefined) {
      if (environment.looksInside) await environment.lookInside(instance);
      environment.judge(instance);
      if (!matches(prepared, instance, environment)) continue;
    }
    yield await shape.shaped(instance);
  }
}

async function* instancesIn(
  read: QueryRead,
  access: DataAccess,
  condition: PreparedCondition | undefined,
): AsyncGenerator<CimInstance> {
  switch (access.kind) {
    case "lookup":
      try {
        yield* await lookedUp(read, access);
      } catch (error) {
        // A provider may only be able to give all its instances.
        if (!(error instanceof WbemError) || error.status !== "WBEM_E_PROVIDER_NOT_CAPABLE") throw error;
        yield* read.instances(access.top.declaration.name);
      }
      return;
    case "scan": {
      const { name } = access.top.declaration;
      const conditionOf = (table: InstanceTable) => bodyCondition(condition, table);
      yield* access.isExact ? read.instancesOfJust(name, conditionOf) : read.instances(name, conditionOf);
    }
  }
}

/** What is found under some paths, in the order of a scan: class by class, and by key as the paths are. */
async function lookedUp(
  read: QueryRead,
  { top, paths }: Extract<DataAccess, { kind: "lookup" }>,
): Promise<readonly CimInstance[]> {
  const found: CimInstance[] = [];
  for (const path of paths) {
    const instance = await read.find(path);
    if (instance !== undefined) found.push(instance);
  }
  if (found.every(({ className }) => className === found[0]?.className)) return found;
  const places = new Map<string, number>();
  for await (const { key } of classAndDescendants(read.view, top)) places.set(key, places.size);
  const placeOf = ({ className }: CimInstance): number => places.get(foldName(className)) ?? 0;
  return found.sort((left, right) => placeOf(left) - placeOf(right));
}

/** An instance of the form that the results have; nothing is read but the class. */
export async function sampleOfData(
  read: QueryRead,
  text: string,
  query: DataQuery,
  shape: ResultShape,
): Promise<CimInstance> {
  const { from } = await prepare(read, text, query);
  return shape.sample(instanceTableOf(from));
}

/** How {@link readData} goes about it. */
export async function planData(read: QueryRead, text: string, query: DataQuery): Promise<QueryPlan> {
  const { from, prepared } = await prepare(read, text, query);
  const access = await dataAccess(read, from, prepared.bounds);
  return {
    kind: "data",
    returns: "instances",
    namespace: read.view.path,
    access: await accessOf(read, access),
    ...conditionParts(text, query.condition, access.used),
  };
}

async function accessOf(read: QueryRead, access: DataAccess): Promise<readonly QueryAccess[]> {
  switch (access.kind) {
    case "nothing":
      return [{ kind: "nothing" }];
    case "lookup":
      return access.paths.map((path) => ({ kind: "key-lookup", path: formatObjectPath(path) }));
    case "scan": {
      const classes: string[] = [];
      for await (const { declaration, isAbstract } of classAndDescendants(read.view, access.top)) {
        if (!isAbstract) classes.push(declaration.name);
        if (access.isExact) break;
      }
      return [{ kind: "class-scan", classes }];
    }
  }
}
