import { describe, expect, test } from "vitest";
import { ClassCache } from "../../src/repository/class-cache.ts";
import { QualifierDefinitions } from "../../src/repository/qualifier-definitions.ts";
import { openRepository } from "../../src/repository/repository.ts";
import { resolveClass } from "../../src/repository/resolve-class.ts";
import type { ResolvedClass } from "../../src/repository/resolved-class.ts";
import { MemoryStore } from "../../src/repository/stores/memory.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { cimClass, key, property, qualifierType } from "./builders.ts";
import { errorOf } from "./expect-error.ts";

const undeclared = new QualifierDefinitions([]);
const resolve = (name: string): ResolvedClass => resolveClass(cimClass(name), undefined, undeclared);

describe("a layer", () => {
  test("shows what is below until it says otherwise, and changes nothing there", () => {
    const base = new ClassCache(1);
    const [one, two, changed] = [resolve("One"), resolve("Two"), resolve("Two")];
    base.set(one);
    base.set(two);
    const layer = new ClassCache(1, base);
    layer.set(changed);
    layer.forget(["one"]);
    expect([layer.find("one"), layer.find("two")]).toEqual([undefined, changed]);
    expect([base.find("one"), base.find("two")]).toEqual([one, two]);
    expect(base.find("two")).not.toBe(changed);
  });

  test("is merged when its transaction lasts", () => {
    const base = new ClassCache(1);
    base.set(resolve("One"));
    const layer = new ClassCache(1, base);
    const two = resolve("Two");
    layer.set(two);
    layer.forget(["one"]);
    layer.generation = 2;
    const { epoch } = base;
    expect(base.merge(layer)).toBe(true);
    expect([base.find("one"), base.find("two"), base.generation]).toEqual([undefined, two, 2]);
    expect(base.epoch).toBeGreaterThan(epoch);
  });

  test("tells who reads meanwhile of every change", () => {
    const changes: ((cache: ClassCache) => void)[] = [
      (cache) => cache.change([resolve("One")]),
      (cache) => cache.forget(["one"]),
      (cache) => cache.redefine(undeclared),
    ];
    for (const change of changes) {
      const layer = new ClassCache(1, new ClassCache(1));
      layer.set(resolve("One"));
      const { epoch } = layer;
      change(layer);
      expect(layer.epoch).toBeGreaterThan(epoch);
    }
  });

  test("that redefined its qualifiers replaces what is below", () => {
    const base = new ClassCache(1);
    base.set(resolve("One"));
    base.extendedSystemClasses = new Set(["__event"]);
    const layer = new ClassCache(1, base);
    layer.redefine(new QualifierDefinitions([qualifierType("Tag : string")]));
    expect(layer.find("one")).toBeUndefined();
    expect(layer.extendedSystemClasses).toEqual(new Set(["__event"]));
    expect(base.merge(layer)).toBe(false);
    expect(base.find("one")).toBeDefined();
  });
});

test("who misses a class looks at all the others once for each state of the namespace", async () => {
  const store = new MemoryStore();
  let lists = 0;
  const counting = new Proxy(store, {
    get(target, name) {
      const value = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      return (...parameters: unknown[]) => {
        if (name === "listSubclasses") lists++;
        return Reflect.apply(value, target, parameters);
      };
    },
  });
  const connection = await openRepository(counting, { name: "counting" });
  const root = await connection.openNamespace("root");
  for (const name of ["Apple", "Pear"]) await root.putClass(cimClass(name, { properties: [key()] }));
  const missedBy = async (services: WbemServices, name: string): Promise<string | undefined> =>
    (await errorOf(services.getClass(name))).violations[0]?.suggestion;
  const missed = (name: string): Promise<string | undefined> => missedBy(root, name);
  expect(await missed("Aple")).toBe("Apple");
  const once = lists;
  expect([await missed("Aple"), await missed("Paer"), await missed("Plum_Tree")]).toEqual(["Apple", "Pear", undefined]);
  expect(lists).toBe(once);
  await root.putClass(cimClass("Plum_Trees", { properties: [key()] }));
  expect(await missed("Plum_Tree")).toBe("Plum_Trees");
  await root.deleteClass("Apple");
  expect(await missed("Aple")).toBeUndefined();
  await connection
    .transaction(async (transaction) => {
      const services = await transaction.openNamespace("root");
      await services.putClass(cimClass("Apple", { properties: [key()] }));
      expect(await missedBy(services, "Aple")).toBe("Apple");
      await services.deleteClass("Pear");
      throw new Error("stop");
    })
    .catch(() => undefined);
  expect([await missed("Aple"), await missed("Paer")]).toEqual([undefined, "Pear"]);
});

describe("two connections to one store", () => {
  test("see each other's classes and qualifier types at once", async () => {
    const store = new MemoryStore();
    const [one, other] = await Promise.all(
      ["one", "other"].map(async (name) => (await openRepository(store, { name })).openNamespace("root")),
    );
    if (one === undefined || other === undefined) throw new Error("not opened");
    await one.putClass(cimClass("A", { properties: [key()] }));
    expect((await other.getClass("A")).properties).toHaveLength(1);
    await one.putClass(cimClass("A", { properties: [key(), property("uint32 N")] }));
    expect((await other.getClass("A")).properties).toHaveLength(2);
    await one.setQualifier(qualifierType("Tag : string", ["class"]));
    expect((await other.getQualifier("Tag")).scopes).toEqual(["class"]);
    await one.deleteClass("A");
    await expect(other.getClass("A")).rejects.toMatchObject({ status: "WBEM_E_NOT_FOUND" });
  });

  test("do not take a namespace for an earlier one of its name", async () => {
    const store = new MemoryStore();
    const [one, other] = await Promise.all(["one", "other"].map((name) => openRepository(store, { name })));
    if (one === undefined || other === undefined) throw new Error("not opened");
    const namespace = {
      kind: "instance",
      className: "__Namespace",
      properties: [{ name: "Name", value: "a" }],
    } as const;
    const root = await one.openNamespace("root");
    for (const name of ["First", "Second"]) {
      await root.putInstance(namespace);
      await (await one.openNamespace("root/a")).putClass(cimClass(name, { properties: [key()] }));
      const seen = await other.openNamespace("root/a");
      expect((await seen.getClass(name)).name).toBe(name);
      await root.deleteInstance('__Namespace="a"');
    }
    await root.putInstance(namespace);
    const seen = await other.openNamespace("root/a");
    await expect(seen.getClass("Second")).rejects.toMatchObject({ status: "WBEM_E_NOT_FOUND" });
  });
});
