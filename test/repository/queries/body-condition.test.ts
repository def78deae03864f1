import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CimDateTime } from "../../../src/cim/datetime.ts";
import type { CimClass, CimInstance, CimValue } from "../../../src/cim/model.ts";
import { openRepository } from "../../../src/repository/repository.ts";
import type { RowCondition } from "../../../src/repository/row-condition.ts";
import type { Store, StoreReader } from "../../../src/repository/store.ts";
import { MemoryStore } from "../../../src/repository/stores/memory.ts";
import { openSqliteStore } from "../../../src/repository/stores/sqlite.ts";
import type { WbemConnection } from "../../../src/wbem/connection.ts";
import { WBEM_FLAG_UPDATE_SAFE_MODE } from "../../../src/wbem/flags.ts";
import { openEmptyPostgresStore } from "../../support/postgres-repositories.ts";
import { postgresServer } from "../../support/postgres-server.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { cimClass, instance, property, qualifier } from "../builders.ts";

/** Properties by type; `types`, `values` and `kind` are names that bodies use themselves or that have a K. */
const properties = (values: Readonly<Record<string, CimValue>> = {}) =>
  ["string S", "uint32 N", "sint64 L", "uint64 types", "real64 R", "real32 F", "boolean B", "datetime D", "char16 C"]
    .concat(["sint16 kind", "string values"])
    .map((text) => property(text, [], values[text.slice(text.indexOf(" ") + 1)]));

const classes: readonly CimClass[] = [
  cimClass("Plain", { properties: [property("uint32 Id", ["Key"]), ...properties()] }),
  cimClass("WithDefaults", {
    properties: [
      property("uint32 Id", ["Key"]),
      ...properties({ S: "k", N: 5, L: -5n, types: 5n, R: 0.5, B: true, C: "k", kind: 5, values: "k", D: date("20") }),
    ],
  }),
  cimClass("Lower : Plain", { properties: [property("uint32 n", ["Override"], 5), property("string More")] }),
  cimClass("Holder : Plain", { properties: [property("object Inner"), property("uint32 N", ["Override"], 5)] }),
];

function date(day: string, zone = "+000", second = "00"): CimDateTime {
  return new CimDateTime(`202601${day}1200${second}.000000${zone}`);
}

/** Text of which some folds to the same as other text, or needs escapes, or looks like a part of a body. */
const text = fc.oneof(
  fc.constantFrom("", "k", "K", "\u212a", "i", "İ", "i̇", "kk", 'a"b', "a\\b", "a\nb", "ä", "Ä", "\u0001", "5", "null"),
  fc.constantFrom('"n":5', '"S":"k"', "\ud83d\udea2", "ſ", "%_[", "abcabc"),
  fc.string({ unit: fc.constantFrom("a", "b", "k", "K", "\u212a", '"'), maxLength: 4 }),
);
const wide = fc.constantFrom(0n, 5n, -5n, 50n, 9007199254740993n, 9223372036854775807n, -9223372036854775808n);
const unsigned = fc.constantFrom(0n, 5n, 51n, 9223372036854775808n, 18446744073709551614n, 18446744073709551615n);
const small = fc.constantFrom(0, 5, 50, 51, 100, 4294967295);
const real = fc.oneof(
  fc.constantFrom(0, -0, 0.1, 0.5, 5, 1e21, 1e-7, -1.5e300, Number.NaN, Infinity, -Infinity, 0.30000000000000004),
  fc.double(),
);
const datetime = fc.constantFrom(
  date("19"),
  date("20"),
  date("20", "+060"),
  date("20", "-300"),
  date("20", "+000", "**"),
  new CimDateTime("00000001000000.000000:000"),
  new CimDateTime("00000002000000.000000:000"),
);

const byType: Readonly<Record<string, fc.Arbitrary<CimValue>>> = {
  S: text,
  N: small,
  L: wide,
  types: unsigned,
  R: real,
  F: real.map(Math.fround),
  B: fc.boolean(),
  D: datetime,
  C: fc.constantFrom("k", "K", "\u212a", "5", '"', "ä"),
  kind: fc.constantFrom(0, 5, -5, 50),
  values: text,
};

const values: fc.Arbitrary<Readonly<Record<string, CimValue>>> = fc.record<Record<string, CimValue>>(
  Object.fromEntries(Object.entries(byType).map(([name, value]) => [name, fc.option(value, { freq: 6 })])),
  { requiredKeys: [] },
);

const someInstance = fc
  .tuple(fc.constantFrom("Plain", "WithDefaults", "Lower", "Holder"), values, values, fc.nat(9))
  .map(([className, own, inner, more]): Omit<CimInstance, "kind"> => {
    const made = instance(className, own);
    const held: CimInstance["properties"] =
      className === "Holder" && more < 7 ? [{ name: "Inner", value: instance("Plain", { Id: 1, ...inner }) }] : [];
    const qualified = more < 2 ? [{ name: "S", qualifiers: [qualifier("Description", '"n":5')] }] : [];
    const shown = [
      ...held,
      ...made.properties.filter(({ name }) => qualified.length === 0 || name !== "S"),
      ...qualified,
    ];
    return { ...made, properties: shown, ...(more === 3 && { qualifiers: [qualifier("types", "k")] }) };
  });

function quote(value: string): string {
  return `"${value.replace(/[\\"]/g, "\\$&")}"`;
}

const orders = fc.constantFrom("=", "<>", "<", "<=", ">", ">=");

/** A constant of WQL for a property. */
function constantOf(name: string): fc.Arbitrary<string> {
  return (byType[name] as fc.Arbitrary<CimValue>).map((value) => {
    if (value instanceof CimDateTime) return quote(value.text);
    if (typeof value === "string") return quote(value);
    if (typeof value === "number" && !Number.isFinite(value)) return "1.5";
    return String(value);
  });
}

const comparison = fc
  .constantFrom(...Object.keys(byType))
  .chain((name) =>
    fc.tuple(
      fc.constantFrom(name, name.toUpperCase(), name.toLowerCase()),
      ["B"].includes(name) ? fc.constantFrom("=", "<>") : orders,
      constantOf(name),
    ),
  )
  .map((parts) => parts.join(" "))
  // There is no order with asterisks.
  .filter((written) => !/[<>]=? .*\*/.test(written) || written.includes("<>"));
const pattern = fc
  .array(fc.oneof(text, fc.constantFrom("%", "_", "[a-k]")), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join("").replaceAll("%_[", ""));
const like = fc.tuple(fc.constantFrom("S", "values", "C"), pattern).map(([name, of]) => `${name} LIKE ${quote(of)}`);
const nullTest = fc.constantFrom("S IS NULL", "N IS NOT NULL");

const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.oneof({ arbitrary: comparison, weight: 4 }, like, nullTest),
    fc
      .tuple(tie("condition"), fc.constantFrom("AND", "OR"), tie("condition"))
      .map(([a, join, b]) => `(${a} ${join} ${b})`),
    tie("condition").map((inner) => `NOT (${inner})`),
  ),
}));

/** Counts what scans hand over, and whether they were told what is wanted. */
class Watched {
  given = 0;
  conditions: (RowCondition | undefined)[] = [];

  watch<Reader extends StoreReader>(reader: Reader): Reader {
    return new Proxy(reader, {
      get: (target, name) => {
        if (name === "scanInstances") return this.#scan(target);
        const value = Reflect.get(target, name);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
  }

  #scan(target: StoreReader): StoreReader["scanInstances"] {
    const count = (rows: number) => {
      this.given += rows;
    };
    const { conditions } = this;
    return async function* (...parameters) {
      conditions.push(parameters[2]);
      for await (const rows of target.scanInstances(...parameters)) {
        count(rows.length);
        yield rows;
      }
    };
  }
}

const folder = temporaryFolder();
const server = await postgresServer();

/** The store that gives all rows, and those that look into them. */
const openers: Readonly<Record<string, () => Promise<Store>>> = {
  memory: async () => new MemoryStore(),
  sqlite: () => openSqliteStore(join(folder, "a.db"), { access: "write" }),
  ...(server && { postgres: () => openEmptyPostgresStore(server) }),
};

const watched = new Map<string, Watched>();
const connections = new Map<string, WbemConnection>();
const instances: CimInstance[] = fc.sample(someInstance, { numRuns: 300, seed: 7 }).map((made, index) => ({
  kind: "instance",
  ...made,
  properties: [{ name: "Id", value: index }, ...made.properties],
}));

async function fill(connection: WbemConnection): Promise<void> {
  await connection.transaction(async (transaction) => {
    const root = await transaction.openNamespace("root");
    for (const each of classes) await root.putClass(each);
    await root.putInstances(instances);
  });
  // The same class spelled otherwise, and a default that was not there when its instances were put.
  const root = await connection.openNamespace("root");
  const respelled = cimClass("PLAIN", {
    properties: [
      property("uint32 ID", ["Key"]),
      ...properties({ N: 50 }).map((each) => ({ ...each, name: each.name.toLowerCase() })),
    ],
  });
  await root.putClass(respelled, WBEM_FLAG_UPDATE_SAFE_MODE);
}

beforeAll(async () => {
  for (const [name, open] of Object.entries(openers)) {
    const watch = new Watched();
    watched.set(name, watch);
    const connection = await openRepository(watch.watch(await open()), { name });
    connections.set(name, connection);
    await fill(connection);
  }
});
afterAll(async () => {
  for (const connection of connections.values()) await connection.close();
});

async function ids(store: string, query: string): Promise<readonly CimValue[]> {
  const root = await (connections.get(store) as WbemConnection).openNamespace("root");
  const found: CimValue[] = [];
  for await (const each of root.execQuery("WQL", query)) {
    if (each.kind === "instance")
      found.push(each.properties.find(({ name }) => name.toLowerCase() === "id")?.value ?? null);
  }
  return found;
}

describe.each(Object.keys(openers).filter((name) => name !== "memory"))("%s", (store) => {
  test("finds by any condition what is found by judging every instance", async () => {
    let [given, all] = [0, 0];
    const watch = watched.get(store) as Watched;
    const every = watched.get("memory") as Watched;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom("Plain", "WithDefaults", "Lower", "Holder"), condition, async (from, where) => {
        const query = `SELECT * FROM ${from} WHERE ${where}`;
        watch.given = 0;
        every.given = 0;
        expect(await ids(store, query), query).toEqual(await ids("memory", query));
        given += watch.given;
        all += every.given;
      }),
      { numRuns: 200 },
    );
    expect(given).toBeLessThan(0.97 * all);
  });

  test.each([
    ["N = 51", 0.6],
    ["S = 'kk'", 0.3],
    ["S LIKE 'abc%'", 0.3],
    ["L = 9007199254740993", 0.3],
    ["L > 9007199254740992 AND R < 3", 0.6],
    ["D >= '20260120120000.000000+000'", 0.9],
    ["B = TRUE", 0.7],
    ["kind = 50 OR S = 'abcabc'", 0.5],
  ])("is handed few of the instances for %s", async (where, share) => {
    const watch = watched.get(store) as Watched;
    watch.given = 0;
    const found = await ids(store, `SELECT * FROM Lower WHERE ${where}`);
    const all = (await ids("memory", "SELECT * FROM Lower")).length;
    expect(watch.given).toBeGreaterThanOrEqual(found.length);
    expect(watch.given / all).toBeLessThan(share);
  });
});

test("a NOT, a reference and what is in an array are left to the evaluation", async () => {
  const watch = watched.get("memory") as Watched;
  watch.conditions = [];
  await ids("memory", "SELECT * FROM Lower WHERE NOT N = 5");
  await ids("memory", "SELECT * FROM Lower WHERE F = 0.5");
  await ids("memory", "SELECT * FROM Lower WHERE S = 'ä'");
  await ids("memory", "SELECT * FROM Lower WHERE N = 5 OR S IS NULL");
  expect(watch.conditions).toEqual([undefined, undefined, undefined, undefined]);
});

test("only two characters outside of ASCII fold to one within", () => {
  const folding: string[] = [];
  for (let code = 0x80; code < 0x110000; code++) {
    const character = String.fromCodePoint(code);
    if (/[\0-\x7f]/.test(character.toLowerCase())) folding.push(character);
  }
  expect(folding).toEqual(["İ", "\u212a"]);
});
