import { CimDateTime } from "../../src/cim/datetime.ts";
import { foldPath } from "../../src/cim/fold-key.ts";
import type { CimInstance, CimValue } from "../../src/cim/model.ts";
import { foldName } from "../../src/cim/names.ts";
import type { ObjectPath } from "../../src/cim/object-path.ts";
import { parseObjectPath } from "../../src/cim/parse-object-path.ts";
import type { CimType, ElementType } from "../../src/cim/types.ts";
import { matches } from "../../src/query/matches.ts";
import type { DataQuery } from "../../src/query/nodes.ts";
import { parseQuery } from "../../src/query/parse-query.ts";
import { prepareDataQuery } from "../../src/query/prepare-query.ts";
import type { PreparedQuery } from "../../src/query/prepared-query.ts";
import type { QueryClass, QueryEnvironment } from "../../src/query/query-environment.ts";
import type { QueryProblem } from "../../src/query/query-problem.ts";

/** A property of each type, named after it. */
const types: Readonly<Record<string, CimType>> = {
  Boolean: "boolean",
  String: "string",
  Char16: "char16",
  Uint8: "uint8",
  Sint32: "sint32",
  Uint64: "uint64",
  Sint64: "sint64",
  Real32: "real32",
  Real64: "real64",
  DateTime: "datetime",
  Reference: "reference",
  Object: "object",
};

const byKey = new Map<string, ElementType>(
  Object.entries(types).map(([name, type]) => [foldName(name), { type, isArray: false }]),
);
byKey.set("list", { type: "uint32", isArray: true });

/** The class `Sample`, which has all of them and an array. */
export const sampleClass: QueryClass = {
  name: "Sample",
  propertyType: (key) => byKey.get(key),
  propertyNames: () => [...Object.keys(types), "List"],
};

export function instanceOf(className: string, values: Readonly<Record<string, CimValue>>): CimInstance {
  return {
    kind: "instance",
    className,
    properties: Object.entries(values).map(([name, value]) => ({ name, value })),
  };
}

/** `Sub` derives from `Base`; an instance has the properties that it sets, and `Sample` all others as NULL. */
export const environment: QueryEnvironment = {
  valueOf(object, { key }) {
    if (object.kind === "class") return undefined;
    if (key === "__class") return object.className;
    if (key === "__relpath") return 'Sample.Key="a"';
    const found = object.properties.find(({ name }) => foldName(name) === key);
    if (found !== undefined) return found.value;
    return object.className === "Sample" && byKey.has(key) ? null : undefined;
  },
  isA(object, { key }) {
    const name = foldName(object.kind === "class" ? object.name : object.className);
    return name === key || (name === "sub" && key === "base");
  },
  foldReference: (path) => foldPath(path, { namespace: "root/cimv2" }),
};

export function pathOf(text: string): ObjectPath {
  const path = parseObjectPath(text);
  if (path.kind !== "path") throw new Error(`no path: ${text}`);
  return path;
}

export function timeOf(text: string): CimDateTime {
  const time = CimDateTime.parse(text);
  if (time === undefined) throw new Error(`no datetime: ${text}`);
  return time;
}

/** A condition on `Sample`, prepared, or what is wrong with it. */
export function prepare(condition: string): PreparedQuery | readonly QueryProblem[] {
  const text = `SELECT * FROM Sample WHERE ${condition}`;
  const query = parseQuery(text);
  if (query.kind === "problems") return query.problems;
  const prepared = prepareDataQuery(query as DataQuery, sampleClass, text);
  return "kind" in prepared ? prepared.problems : prepared;
}

export function prepared(condition: string): PreparedQuery {
  const result = prepare(condition);
  if (!("bounds" in result)) throw new Error(`${condition}: ${JSON.stringify(result)}`);
  return result;
}

/** Whether an instance of `Sample` with these values fulfils a condition. */
export function fulfils(condition: string, values: Readonly<Record<string, CimValue>>): boolean {
  return matches(prepared(condition), instanceOf("Sample", values), environment);
}
