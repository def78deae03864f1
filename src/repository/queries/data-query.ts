import type { CimInstance } from "../../cim/model.ts";
import { formatObjectPath } from "../../cim/object-path.ts";
import { matches } from "../../query/matches.ts";
import type { DataQuery } from "../../query/nodes.ts";
import { prepareDataQuery } from "../../query/prepare-query.ts";
import type { PreparedCondition, PreparedQuery } from "../../query/prepared-query.ts";
import type { QueryClass } from "../../query/query-environment.ts";
import { WbemError } from "../../wbem/error.ts";
import type { QueryAccess, QueryPlan } from "../../wbem/query-plan.ts";
import { type InstanceTable, instanceTableOf } from "../instance-table.ts";
import { classAndDescendants } from "../read-objects.ts";
import type { ResolvedClass } from "../resolved-class.ts";
import { bodyCondition } from "./body-condition.ts";
import { conditionParts } from "./condition-parts.ts";
import { type DataAccess, dataAccess } from "./data-access.ts";
import { NamespaceEnvironment } from "./query-environment.ts";
import type { QueryRead } from "./query-read.ts";
import { classIn, queryRefusal } from "./query-refusal.ts";
import type { ResultShape } from "./result-shape.ts";

/** A data query that has been checked against its class, and where its objects are. */
interface PreparedData {
  readonly from: ResolvedClass;
  readonly prepared: PreparedQuery;
}

async function prepare({ view }: QueryRead, text: string, query: DataQuery): Promise<PreparedData> {
  const from = await classIn(view, text, query.className);
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
        for (const path of access.paths) {
          const found = await read.find(path);
          if (found !== undefined) yield found;
        }
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
