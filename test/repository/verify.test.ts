import { expect, test } from "vitest";
import { openRepository } from "../../src/repository/repository.ts";
import type { StoreWriter } from "../../src/repository/store.ts";
import { MemoryStore } from "../../src/repository/stores/memory.ts";
import { verify } from "../../src/repository/verify.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { ensureNamespace } from "../../src/wbem/ensure-namespace.ts";
import { cimClass, instance, key, property, qualifier, standardQualifiers } from "./builders.ts";
import { describeViolation } from "./expect-error.ts";

const openEmpty = () => openRepository(new MemoryStore(), { name: "scratch" });

/** A repository in two namespaces, and what may be done to its rows behind its back. */
async function openSample(
  damage: (writer: StoreWriter) => Promise<void> = async () => undefined,
): Promise<WbemConnection> {
  const store = new MemoryStore();
  const connection = await openRepository(store, { name: "memory:" });
  await connection.transaction(async (transaction) => {
    const { services } = await ensureNamespace(transaction, "root/a");
    for (const type of standardQualifiers) await services.setQualifier(type);
    await services.putClass(cimClass("Base", { properties: [key(), property("uint8 N")] }));
    await services.putClass(cimClass("Below : Base", { qualifiers: [qualifier("Description", "text")] }));
    const many = Array.from({ length: 2500 }, (_, index) => instance("Below", { K: `${index}`, N: 1 }));
    await services.putInstances(many);
    await services.putInstance(instance("__EventFilter", { Name: "f" }));
  });
  await store.transaction(damage);
  // A connection that has read nothing yet: caches hold as long as the generation of a namespace does.
  return openRepository(store, { name: "memory:" });
}

async function findingsOf(connection: WbemConnection): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const { object, violations } of verify(connection, openEmpty)) {
    lines.push(`${object.kind} ${object.namespace}:${object.path} ${violations.map(describeViolation).join(", ")}`);
  }
  return lines;
}

async function changeClass(writer: StoreWriter, className: string, change: (body: string) => string): Promise<void> {
  const [row] = await writer.getClasses("root/a", [className]);
  if (row === undefined) throw new Error(`no row ${className}`);
  await writer.putClasses("root/a", [{ ...row, body: change(row.body) }]);
}

test("finds nothing in a sound repository", async () => {
  expect(await findingsOf(await openSample())).toEqual([]);
});

test("finds what the rules would refuse, and not what rests on it", async () => {
  const connection = await openSample((writer) =>
    changeClass(writer, "base", (body) => body.replace('"type":"string"', '"type":"string","array":true')),
  );
  expect(await findingsOf(connection)).toEqual(["class root/a:Base array-key @property K part type"]);
});

test("finds types that there are not", async () => {
  const connection = await openSample((writer) =>
    changeClass(writer, "base", (body) => body.replace('"type":"uint8"', '"type":"uint65"')),
  );
  expect(await findingsOf(connection)).toEqual(["class root/a:Base invalid-property-type @property N part type"]);
});

test("finds every instance that its class does not allow", async () => {
  const connection = await openSample(async (writer) => {
    const keys = ["7", "1500"].map((value) => ({ keyClass: "base", key: `k="${value}"` }));
    for (const row of await writer.getInstances("root/a", keys)) {
      if (row === undefined) throw new Error("no row");
      await writer.putInstances("root/a", [{ ...row, body: row.body.replace('"N":1', '"N":300') }]);
    }
  });
  expect((await findingsOf(connection)).toSorted()).toEqual([
    "instance root/a:Below value-out-of-range @property N part value",
    "instance root/a:Below value-out-of-range @property N part value",
  ]);
});

test("finds rows that cannot be read, and goes on in the next namespace", async () => {
  const connection = await openSample(async (writer) => {
    await changeClass(writer, "below", () => "{ no JSON");
    await writer.putClasses("root", [{ key: "x", superclass: null, body: "" }]);
  });
  expect(await findingsOf(connection)).toEqual(["class root:x damaged-object", "class root/a:below damaged-object"]);
});
