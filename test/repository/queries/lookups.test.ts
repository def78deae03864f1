import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CimDateTime } from "../../../src/cim/datetime.ts";
import type { CimClass, CimInstance } from "../../../src/cim/model.ts";
import { formatObjectPath, type ObjectPath } from "../../../src/cim/object-path.ts";
import { parseObjectPath } from "../../../src/cim/parse-object-path.ts";
import { maximumLookups } from "../../../src/repository/queries/data-access.ts";
import { openRepository } from "../../../src/repository/repository.ts";
import { openSqliteStore } from "../../../src/repository/stores/sqlite.ts";
import type { WbemConnection } from "../../../src/wbem/connection.ts";
import { WBEM_FLAG_ENSURE_LOCATABLE } from "../../../src/wbem/flags.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { cimClass, instance, key, property } from "../builders.ts";

const classes: readonly CimClass[] = [
  cimClass("A", { properties: [key("string K"), property("uint32 N", [], 1), property("string S")] }),
  cimClass("B : A", { properties: [property("boolean F")] }),
  cimClass("C : B"),
  cimClass("P", { properties: [key("uint8 X"), key("sint64 Y"), property("uint32 N")] }),
  cimClass("L", { qualifiers: ["Association"], properties: [key("A ref From"), key("A ref To")] }),
  cimClass("O", { qualifiers: ["Association"], properties: [key("A ref Only"), property("P ref Pair")] }),
  cimClass("T", { properties: [key("sint64 I"), key("boolean F"), key("datetime D")] }),
  cimClass("U : T"),
  cimClass("M", { qualifiers: ["Association"], properties: [key("T ref From"), key("T ref To")] }),
  cimClass("Q", { qualifiers: ["Association"], properties: [key("T ref Only")] }),
];

const dates = ["00000001000000.000000:000", "20240229123456.789012+060"];

/** Paths of instances of T and U, there or not, spelled in every way, some of which no instance has. */
const typedPath = fc
  .tuple(
    fc.constantFrom("T", "u"),
    fc.constantFrom("", "root:", "\\\\.\\ROOT:"),
    fc.constantFrom("-1", '"-1"', "2", "0x2", '"2"', "+02", '"02"', "9007199254740993", '"9007199254740993"', "7"),
    fc.constantFrom("TRUE", "false", "'True'", "1"),
    fc.constantFrom(...dates, "00000009000000.000000:000"),
  )
  .map(([className, namespace, i, f, d]) => `${namespace}${className}.D="${d}",I=${i},F=${f}`);

function typedInstances(): CimInstance[] {
  const result: CimInstance[] = [];
  [-1n, 2n, 9007199254740993n].forEach((I, index) => {
    const D = new CimDateTime(dates[index % 2] as string);
    for (const F of [true, false]) {
      result.push(instance(F ? "T" : "U", { I, F, D }));
      const keys = Object.entries({ I, F, D }).map(([name, value]) => ({ name, value }));
      result.push(instance("Q", { Only: { kind: "path", className: "T", keys } }));
    }
  });
  const texts = fc.sample(typedPath, { numRuns: 80, seed: 1 });
  const ends = texts.map((text) => parseObjectPath(text) as ObjectPath);
  ends.forEach((end, index) => {
    result.push(instance("Q", { Only: end }));
    result.push(instance("M", { From: end, To: ends[(index + 1) % ends.length] as ObjectPath }));
  });
  return result;
}

const texts = ["a", "B", "c d", 'q"u', "b\\s", "ä"];

function pathTo(className: string, text: string): ObjectPath {
  return { kind: "path", className, keys: [{ name: "K", value: text }] };
}

function instances(): CimInstance[] {
  const result: CimInstance[] = [];
  const names = ["A", "B", "C"];
  texts.forEach((text, index) => {
    const className = names[index % names.length] as string;
    result.push(instance(className, { K: text, ...(index % 2 === 0 && { N: index }), S: texts[index + 1] ?? null }));
    result.push(instance("L", { From: pathTo("A", text), To: pathTo(className, texts[(index + 2) % 6] as string) }));
    result.push(instance("L", { From: pathTo(className, text.toUpperCase()), To: pathTo("A", text) }));
    if (index < 4) {
      const pair: ObjectPath = {
        kind: "path",
        className: "P",
        keys: [
          { name: "X", value: index },
          { name: "Y", value: 2n },
        ],
      };
      result.push(instance("O", { Only: pathTo(index % 2 === 0 ? "A" : className, text), Pair: pair }));
    }
    for (const y of [-1n, 2n]) result.push(instance("P", { X: index, Y: y, N: index * 2 }));
  });
  return result;
}

let connection: WbemConnection;

beforeAll(async () => {
  // A file, of which only the rows are given that a condition on their text leaves.
  const file = join(temporaryFolder(), "lookups.db");
  connection = await openRepository(await openSqliteStore(file, { access: "write" }), { name: file });
  await connection.transaction(async (transaction) => {
    const root = await transaction.openNamespace("root");
    for (const definition of classes) await root.putClass(definition);
    // The ends of some associations are spelled as others are, which makes them the same ones.
    for (const one of [...instances(), ...typedInstances()]) await root.putInstance(one);
  });
});

afterAll(() => connection.close());

function quote(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

async function paths(text: string): Promise<string[]> {
  const root = await connection.openNamespace("root");
  const found: string[] = [];
  for await (const object of root.execQuery("WQL", text, WBEM_FLAG_ENSURE_LOCATABLE)) {
    if (object.kind === "instance") {
      found.push(String(object.properties.find(({ name }) => name === "__RELPATH")?.value));
    }
  }
  return found.sort();
}

const someText = fc.constantFrom(...texts, "b", "Ä", "nothing");
const someClass = fc.constantFrom("A", "B", "C");
const somePath = fc
  .tuple(someClass, someText, fc.constantFrom("", "root:", "\\\\.\\ROOT:"), fc.boolean())
  .map(([className, text, namespace, isNamed]) => {
    const path = formatObjectPath({ kind: "path", className, keys: [{ name: isNamed ? "k" : "", value: text }] });
    return namespace + path;
  });

const ofA = fc.oneof(
  someText.map((text) => `K = ${quote(text)}`),
  someText.map((text) => `${quote(text)} = K`),
  fc.nat(5).map((number) => `N = ${number}`),
  fc.nat(5).map((number) => `NOT N > ${number}`),
  someClass.map((name) => `__CLASS = "${name}"`),
  someClass.map((name) => `__this ISA "${name}"`),
  somePath.map((path) => `__RELPATH = ${quote(path)}`),
  somePath.map((path) => `__PATH = ${quote(path)}`),
  fc.constantFrom("S IS NULL", '__SUPERCLASS = "A"', '__DYNASTY = "A"'),
);
const ofP = fc.oneof(
  fc.nat(6).map((number) => `X = ${number}`),
  fc.constantFrom("Y = -1", "Y = 2", "2 = Y", "N > 3", 'Y = "2"'),
);
const ofL = fc.oneof(
  somePath.map((path) => `From = ${quote(path)}`),
  somePath.map((path) => `To = ${quote(path)}`),
);
const ofO = somePath.map((path) => `Only = ${quote(path)}`);

const ofQ = typedPath.map((path) => `Only = ${quote(path)}`);
const ofM = fc.oneof(
  typedPath.map((path) => `From = ${quote(path)}`),
  typedPath.map((path) => `To = ${quote(path)}`),
);

const ends = fc.oneof(
  fc.tuple(somePath, fc.constantFrom("L", "O")),
  // Of a path that no instance can have there are no associations.
  fc.tuple(
    typedPath.filter((path) => !/"02"|F=1/.test(path)),
    fc.constantFrom("M", "Q"),
  ),
);

const queries = fc.oneof(
  fc.tuple(fc.constant("Q"), fc.array(ofQ, { minLength: 1, maxLength: 2 }), fc.constant("Only IS NULL")),
  fc.tuple(fc.constant("M"), fc.array(ofM, { minLength: 1, maxLength: 3 }), fc.constant("From IS NULL")),
  fc.tuple(fc.constantFrom("A", "B", "C"), fc.array(ofA, { minLength: 1, maxLength: 4 }), fc.constant("K IS NULL")),
  fc.tuple(fc.constant("P"), fc.array(ofP, { minLength: 1, maxLength: 3 }), fc.constant("X IS NULL")),
  fc.tuple(fc.constant("L"), fc.array(ofL, { minLength: 1, maxLength: 3 }), fc.constant("From IS NULL")),
  fc.tuple(fc.constant("O"), fc.array(ofO, { minLength: 1, maxLength: 2 }), fc.constant("Only IS NULL")),
);

test("a look-up finds what reading the whole class finds", async () => {
  let lookups = 0;
  const root = await connection.openNamespace("root");
  await fc.assert(
    fc.asyncProperty(queries, async ([className, conditions, never]) => {
      const condition = conditions.join(" AND ");
      const text = `SELECT * FROM ${className} WHERE ${condition}`;
      // A condition that is never true, joined by OR, leaves nothing that could be looked up.
      const scanned = `SELECT * FROM ${className} WHERE (${condition}) OR ${never}`;
      const { access } = await root.explainQuery("WQL", text);
      if (access[0]?.kind === "key-lookup") lookups++;
      expect((await root.explainQuery("WQL", scanned)).access[0]?.kind).toBe("class-scan");
      expect(await paths(text)).toEqual(await paths(scanned));
    }),
    { numRuns: 500 },
  );
  expect(lookups).toBeGreaterThan(50);
});

/** Relpaths as they come. */
async function inOrder(text: string): Promise<string[]> {
  const root = await connection.openNamespace("root");
  const found: string[] = [];
  for await (const { kind, properties } of root.execQuery("WQL", text, WBEM_FLAG_ENSURE_LOCATABLE)) {
    if (kind === "instance") found.push(String(properties.find(({ name }) => name === "__RELPATH")?.value));
  }
  return found;
}

/** Conditions that tell the keys and perhaps more, to be joined by OR. */
const ways = fc.oneof(
  ...(
    [
      ["A", someText.map((text) => `K = ${quote(text)}`), ofA, "K IS NULL"],
      ["P", fc.tuple(fc.nat(3), fc.constantFrom(-1, 2)).map(([x, y]) => `X = ${x} AND Y = ${y}`), ofP, "X IS NULL"],
      ["O", ofO, fc.constant("Pair IS NOT NULL"), "Only IS NULL"],
    ] as const
  ).map(([className, keys, other, never]) => {
    const way = fc.tuple(keys, fc.option(other)).map(([key, more]) => (more === null ? key : `(${key} AND ${more})`));
    return fc.tuple(fc.constant(className), fc.array(way, { minLength: 2, maxLength: 5 }), fc.constant(never));
  }),
);

test("what an OR names by its keys is looked up, each once and in the order of a scan", async () => {
  let several = 0;
  const root = await connection.openNamespace("root");
  await fc.assert(
    fc.asyncProperty(ways, async ([className, conditions, never]) => {
      const text = `SELECT * FROM ${className} WHERE ${conditions.join(" OR ")}`;
      const { access } = await root.explainQuery("WQL", text);
      const found = await inOrder(text);
      if (access[0]?.kind === "key-lookup" && found.length > 1) several++;
      expect(found).toEqual(await inOrder(`${text} OR ${never}`));
    }),
    { numRuns: 200 },
  );
  expect(several).toBeGreaterThan(20);
});

test("the plan of an OR says every look-up, and what is left to be asked", async () => {
  const root = await connection.openNamespace("root");
  const plan = (condition: string) => root.explainQuery("WQL", `SELECT * FROM A WHERE ${condition}`);
  const lookups = ["a", "c d"].map((text) => ({ kind: "key-lookup", path: `A.K="${text}"` }));
  expect(await plan('(K = "c d" OR K = "a" OR K = "A") AND N > 1')).toMatchObject({
    access: [{ ...lookups[0], path: 'A.K="A"' }, lookups[1]],
    used: ['(K = "c d" OR K = "a" OR K = "A")'],
    left: ["N > 1"],
  });
  const mixed = 'K = "a" OR (K = "c d" AND N > 1)';
  expect(await plan(mixed)).toMatchObject({ access: lookups, used: [mixed], left: [mixed] });
  expect(await plan('K = "a" OR N > 1')).toMatchObject({ access: [{ kind: "class-scan" }], used: [] });
});

test("more objects than are looked up for one query are found by a scan", async () => {
  const root = await connection.openNamespace("root");
  const named = (count: number) => Array.from({ length: count }, (_, index) => `K = "${index}"`).join(" OR ");
  const kindsOf = async (count: number) => {
    const { access } = await root.explainQuery("WQL", `SELECT * FROM A WHERE ${named(count)}`);
    return access.map(({ kind }) => kind);
  };
  expect(await kindsOf(maximumLookups)).toEqual(Array(maximumLookups).fill("key-lookup"));
  expect(await kindsOf(maximumLookups + 1)).toEqual(["class-scan"]);
});

test("references to keys of every type are found, by look-up", async () => {
  const root = await connection.openNamespace("root");
  let found = 0;
  const stored = typedInstances().filter(({ className }) => className === "M");
  for (const { properties } of stored) {
    const conditions = properties.map(({ name, value }) => {
      const text = formatObjectPath(value as ObjectPath);
      return `${name} = ${quote(text)}`;
    });
    const text = `SELECT * FROM M WHERE ${conditions.join(" AND ")}`;
    expect((await root.explainQuery("WQL", text)).access[0]?.kind, text).toBe("key-lookup");
    const all = await paths(text);
    expect(all.length, text).toBeGreaterThan(0);
    expect(all).toEqual(await paths(`SELECT * FROM M WHERE (${conditions.join(" AND ")}) OR From IS NULL`));
    found += all.length;
  }
  expect(found).toBeGreaterThan(50);
});

test("the associations of an object with keys of every type are found, by look-up", async () => {
  const root = await connection.openNamespace("root");
  const path = `T.I=2,F=TRUE,D="${dates[1]}"`;
  const text = `REFERENCES OF {${path}} WHERE ResultClass = Q`;
  expect((await root.explainQuery("WQL", text)).access[0]?.kind).toBe("reference-lookup");
  expect(await paths(text)).toHaveLength(1);
});

test("references are found by look-up or scan as comparing each with the path finds them", async () => {
  await fc.assert(
    fc.asyncProperty(ends, async ([path, association]) => {
      const roles = association === "L" || association === "M" ? ["From", "To"] : ["Only"];
      const compared = roles.map((role) => `${role} = ${quote(path)}`).join(" OR ");
      const expected = await paths(`SELECT * FROM ${association} WHERE ${compared}`);
      expect(await paths(`REFERENCES OF {${path}} WHERE ResultClass = ${association}`)).toEqual(expected);
    }),
    { numRuns: 200 },
  );
});
