import type { CimClass } from "../../cim/model.ts";
import { matches } from "../../query/matches.ts";
import type { SchemaQuery } from "../../query/nodes.ts";
import { prepareSchemaQuery } from "../../query/prepare-query.ts";
import type { PreparedQuery, QueryBounds } from "../../query/prepared-query.ts";
import type { QueryPlan } from "../../wbem/query-plan.ts";
import type { NamespaceView } from "../namespace-view.ts";
import { classAndDescendants } from "../read-objects.ts";
import type { ResolvedClass } from "../resolved-class.ts";
import { systemClasses } from "../system-classes.ts";
import { conditionParts } from "./condition-parts.ts";
import { NamespaceEnvironment } from "./query-environment.ts";
import type { QueryRead } from "./query-read.ts";
import { queryRefusal } from "./query-refusal.ts";

/** Which classes are read for a schema query. */
interface SchemaAccess {
  readonly kind: "class-lookup" | "schema-scan";
  readonly classes: AsyncIterable<ResolvedClass>;
  /** Whether those are all classes of the namespace. */
  readonly areAll: boolean;
  /** What was used of the condition, by the folded names of properties. */
  readonly used: ReadonlySet<string>;
}

function prepare(text: string, query: SchemaQuery): PreparedQuery {
  const prepared = prepareSchemaQuery(query, text);
  if ("kind" in prepared) throw queryRefusal(prepared.problems);
  return prepared;
}

/** The classes that can match: the fewest that one part of the condition leaves. */
function schemaAccess(view: NamespaceView, bounds: QueryBounds): SchemaAccess {
  const { exactClass, superclass, dynasty, isaClasses } = bounds;
  const below = (classes: AsyncIterable<ResolvedClass>, name: string): SchemaAccess => {
    return { kind: "schema-scan", classes, areAll: false, used: new Set([name]) };
  };
  if (exactClass !== undefined) return { ...below(named(view, exactClass), "__class"), kind: "class-lookup" };
  if (superclass !== undefined) return below(directSubclasses(view, superclass), "__superclass");
  const [isa] = isaClasses;
  if (isa !== undefined && isaClasses.length === 1) return below(family(view, isa), "__this");
  if (dynasty !== undefined) return below(family(view, dynasty, true), "__dynasty");
  return { kind: "schema-scan", classes: allClasses(view), areAll: true, used: new Set() };
}

async function* named(view: NamespaceView, name: string): AsyncGenerator<ResolvedClass> {
  const found = await view.findClass(name);
  if (found !== undefined) yield found;
}

async function* family(view: NamespaceView, name: string, isTop = false): AsyncGenerator<ResolvedClass> {
  const top = await view.findClass(name);
  if (top === undefined || (isTop && top.superclass !== undefined)) return;
  yield* classAndDescendants(view, top);
}

async function* directSubclasses(view: NamespaceView, name: string | null): AsyncGenerator<ResolvedClass> {
  const superclass = name === null ? null : await view.findClass(name);
  if (superclass === undefined) return;
  for (const system of systemClasses().values()) {
    if (system.superclass?.key === superclass?.key) yield system;
  }
  yield* await view.subclassesOf(superclass);
}

/** Also the system classes, which enumerations leave out: otherwise a condition would add to what there is without it. */
async function* allClasses(view: NamespaceView): AsyncGenerator<ResolvedClass> {
  yield* systemClasses().values();
  yield* view.descendantsOf(null);
}

async function* matching(read: QueryRead, text: string, query: SchemaQuery): AsyncGenerator<ResolvedClass> {
  const prepared = prepare(text, query);
  const environment = new NamespaceEnvironment(read);
  await environment.load(prepared.condition);
  for await (const resolved of schemaAccess(read.view, prepared.bounds).classes) {
    // Conditions ask for names and ancestors, which the declaration tells.
    environment.judge(resolved.declaration);
    if (prepared.condition === undefined || matches(prepared, resolved.declaration, environment)) yield resolved;
  }
}

/** The classes that a schema query asks for. */
export async function* readSchema(read: QueryRead, text: string, query: SchemaQuery): AsyncGenerator<CimClass> {
  for await (const { declaration } of matching(read, text, query)) yield await read.class(declaration.name);
}

/** How {@link readSchema} goes about it. */
export async function planSchema(read: QueryRead, text: string, query: SchemaQuery): Promise<QueryPlan> {
  const { kind, classes, areAll, used } = schemaAccess(read.view, prepare(text, query).bounds);
  const names: string[] = [];
  if (!areAll) for await (const { declaration } of classes) names.push(declaration.name);
  return {
    kind: "schema",
    returns: "classes",
    namespace: read.view.path,
    access: [areAll ? { kind } : names.length === 0 ? { kind: "nothing" } : { kind, classes: names }],
    ...conditionParts(text, query.condition, used),
  };
}
