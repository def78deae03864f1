import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CimDateTime } from "../../src/cim/datetime.ts";
import type { CimInstance } from "../../src/cim/model.ts";
import type { ObjectPath } from "../../src/cim/object-path.ts";
import { openRepository, type RepositoryOptions } from "../../src/repository/repository.ts";
import type { ImmediateWriter } from "../../src/repository/store.ts";
import { openSqliteStore } from "../../src/repository/stores/sqlite.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { WBEM_FLAG_CREATE_ONLY, WBEM_FLAG_RETURN_IMMEDIATELY, WBEM_FLAG_UPDATE_ONLY } from "../../src/wbem/flags.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { openServed } from "../contract/provider-helpers.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { cimClass, instance, key, property, qualifier, qualifierType } from "./builders.ts";
import { errorOf } from "./expect-error.ts";

const folder = temporaryFolder();
let files = 0;
let file: string;
let connection: WbemConnection;
let root: WbemServices;

/** Files are where everything can be done at once. */
async function open(options: Partial<RepositoryOptions> = {}): Promise<WbemConnection> {
  return openRepository(await openSqliteStore(file, { access: "write" }), { name: file, ...options });
}

async function openAnew(options: Partial<RepositoryOptions> = {}): Promise<void> {
  await connection.close();
  connection = await open(options);
  root = await connection.openNamespace("root");
}

beforeEach(async () => {
  file = join(folder, `${files++}.db`);
  connection = await open({ generateKey: () => "generated" });
  root = await connection.openNamespace("root");
  await root.putClass(cimClass("A", { properties: [key(), property("string S")] }));
  await root.putClass(cimClass("B : A"));
  await root.putInstance(instance("A", { K: "1" }));
});

function inside(work: (services: WbemServices) => Promise<void>): Promise<void> {
  return connection.transaction(async (transaction) => work(await transaction.openNamespace("root")));
}

/** The code that a call is refused with. */
async function codeOf(call: PromiseLike<unknown>): Promise<string | undefined> {
  return (await errorOf(Promise.resolve(call))).violations[0]?.code;
}

afterEach(() => connection.close());

/** An object whose name of a class cannot be read the first time, as after a mistake of this program. */
function brokenOnce<Value extends { readonly className: string }>(value: Value): Value {
  let reads = 0;
  return {
    ...value,
    get className(): string {
      if (reads++ === 0) throw new TypeError("broken");
      return value.className;
    },
  };
}

const one: CimInstance = instance("A", { K: "2" });
const path: ObjectPath = { kind: "path", className: "A", keys: [{ name: "K", value: "1" }] };

describe("a mistake in what is done at once is not hidden by doing it again", () => {
  test("in a read", async () => {
    expect((await root.getInstance(path)).className).toBe("A");
    await expect(root.getInstance(brokenOnce(path))).rejects.toThrow("broken");
    await expect(root.getObject(brokenOnce(path))).rejects.toThrow("broken");
  });

  test("in a transaction", async () => {
    await connection.transaction(async (transaction) => {
      const inside = await transaction.openNamespace("root");
      expect((await inside.getInstance(path)).className).toBe("A");
      await expect(inside.getInstance(brokenOnce(path))).rejects.toThrow("broken");
      await expect(inside.getObject(brokenOnce(path))).rejects.toThrow("broken");
      await expect(inside.putInstance(brokenOnce(one))).rejects.toThrow("broken");
    });
  });

  test("and fails the transaction where nobody looks at the put", async () => {
    const working = connection.transaction(async (transaction) => {
      const inside = await transaction.openNamespace("root");
      inside.putInstance(brokenOnce(one));
    });
    await expect(working).rejects.toThrow("broken");
  });
});

describe("what is read at once", () => {
  test("is of this namespace and server", async () => {
    await inside(async (services) => {
      for (const reads of [root, services]) {
        for (const foreign of [{ namespace: "root/other" }, { server: "server", namespace: "root" }]) {
          expect(await codeOf(reads.getInstance({ ...path, ...foreign }))).toBe("path-in-another-namespace");
        }
        expect((await reads.getInstance({ ...path, namespace: "ROOT" })).className).toBe("A");
      }
    });
  });

  test("is no instance of another class that has the keys", async () => {
    await root.getClass("B");
    expect(await codeOf(root.getInstance('B.K="1"'))).toBe("instance-not-found");
  });

  test("is found by references however they are spelled", async () => {
    await root.putClass(cimClass("Link", { properties: [key("A ref To")] }));
    await root.putInstance(instance("Link", { To: { ...path, namespace: "root" } }));
    expect((await root.getInstance('Link.To="A.K=\\"1\\""')).className).toBe("Link");
  });

  test("has exact keys where they compare so", async () => {
    file = join(folder, `${files++}.db`);
    await openAnew({ keys: "exact" });
    await root.putClass(cimClass("A", { properties: [key()] }));
    await root.putInstances([instance("A", { K: "a" }), instance("A", { K: "A" })]);
    for (const K of ["a", "A"]) expect(await root.getInstance(`A.K="${K}"`)).toEqual(instance("A", { K }));
  });

  test("comes from a provider where one has a part in it", async () => {
    file = join(folder, `${files++}.db`);
    await connection.close();
    const served = await openServed(open);
    connection = served.connection;
    served.serve("C");
    await served.root.putInstance(instance("D", { K: "1" }));
    expect((await served.root.getInstance('A.K="1"')).className).toBe("D");
    served.serve("D").instances.set("1", instance("D", { K: "1", Height: 5 }));
    expect(await served.root.getInstance('D.K="1"')).toEqual(instance("D", { K: "1", Height: 5 }));
  });

  test("is what another connection has written", async () => {
    const other = await open();
    const theirs = await other.openNamespace("root");
    for (const S of ["first", "second", "third"]) {
      await theirs.putInstance(instance("A", { K: "1", S }));
      expect(await root.getInstance(path)).toEqual(instance("A", { K: "1", S }));
    }
    await theirs.deleteClass("B");
    await theirs.deleteClass("A");
    await theirs.putClass(cimClass("A", { properties: [key(), property("datetime S")] }));
    const S = new CimDateTime("00000001000000.000000:000");
    await theirs.putInstance(instance("A", { K: "1", S }));
    // Only the class as it is now tells that it is no text.
    expect(await root.getInstance(path)).toEqual(instance("A", { K: "1", S }));
    await theirs.deleteInstance(path);
    expect(await codeOf(root.getInstance(path))).toBe("instance-not-found");
    await other.close();
  });
});

describe("what is put at once", () => {
  test("keeps to flags in any combination", async () => {
    const flags = WBEM_FLAG_CREATE_ONLY | WBEM_FLAG_RETURN_IMMEDIATELY;
    const updated = WBEM_FLAG_UPDATE_ONLY | WBEM_FLAG_RETURN_IMMEDIATELY;
    await inside(async (services) => {
      for (const createOnly of [WBEM_FLAG_CREATE_ONLY, flags]) {
        expect(await codeOf(services.putInstances([instance("A", { K: "1" })], createOnly))).toBe("instance-exists");
      }
      for (const updateOnly of [WBEM_FLAG_UPDATE_ONLY, updated]) {
        const put = services.putInstances([instance("A", { K: "2" })], updateOnly);
        expect(await codeOf(put)).toBe("instance-to-update-missing");
      }
    });
  });

  test("is an instance, and one that is not amended", async () => {
    await inside(async (services) => {
      const notOne = cimClass("A") as unknown as CimInstance;
      expect(await codeOf(services.putInstance(notOne))).toBe("not-an-instance");
      expect(await codeOf(services.putInstance({ ...instance("A", { K: "2" }), amended: true }))).toBe(
        "amended-object",
      );
    });
  });

  test("is not put into a namespace of localized classes", async () => {
    await root.putInstance(instance("__Namespace", { Name: "ms_407" }));
    await connection.transaction(async (transaction) => {
      const localized = await transaction.openNamespace("root/ms_407");
      await localized.putClass(cimClass("A", { properties: [key()] }));
      expect(await codeOf(localized.putInstance(instance("A", { K: "1" })))).toBe("instance-in-locale-namespace");
    });
  });

  test("goes through the providers of its ancestors", async () => {
    file = join(folder, `${files++}.db`);
    await connection.close();
    const served = await openServed(open);
    connection = served.connection;
    served.serve("A");
    await served.root.putInstance(instance("B", { K: "1" }));
    expect(served.log).toEqual(["A: put A 1"]);
  });

  test("tells of a key that was generated with that instance alone", async () => {
    await inside(async (services) => {
      const puts = [await services.putInstance(instance("A", { K: null })), await services.putInstance(one)];
      expect(puts.map(({ warnings }) => warnings.map(({ code }) => code))).toEqual([["generated-key"], []]);
    });
  });

  test("is refused where a rule is broken, and what comes then is not", async () => {
    await inside(async (services) => {
      expect(await codeOf(services.putInstance(instance("A", { K: "2", Nothing: 1 })))).toBe("unknown-property");
      expect(await codeOf(services.putInstance(instance("A", { K: "\ud800" })))).toBe("malformed-key");
      expect((await services.putInstance(one)).outcome).toBe("created");
    });
  });

  test("is refused for what only a class tells that has to be loaded", async () => {
    await root.putClass(cimClass("Holder", { properties: [key(), property("object Held")] }));
    for (const [className, code] of Object.entries({ Unknown: "unknown-class", A: "unknown-property" })) {
      await openAnew();
      await inside(async (services) => {
        await services.putInstance(instance("Holder", { K: "1" }));
        const held = instance("Holder", { K: "2", Held: instance(className, { K: "3", Nothing: 1 }) });
        expect(await codeOf(services.putInstance(held))).toBe(code);
      });
    }
  });

  test("does not take the place of an instance of another class", async () => {
    await inside(async (services) => {
      await services.getClass("B");
      expect(await codeOf(services.putInstance(instance("B", { K: "1" })))).toBe("key-held-by-another-class");
    });
  });

  test("is no instance that only a provider could keep", async () => {
    const qualifiers = [qualifier("Dynamic", true), qualifier("Provider", "P")];
    await root.putClass(cimClass("Dyn", { qualifiers, properties: [key()] }));
    await inside(async (services) => {
      expect((await errorOf(services.putInstance(instance("Dyn", { K: "1" })))).status).toMatch(/PROVIDER/);
    });
  });

  test("is a namespace where it is the instance of one", async () => {
    await connection.transaction(async (transaction) => {
      const services = await transaction.openNamespace("root");
      await services.putInstance(instance("__Namespace", { Name: "made" }));
      expect((await transaction.openNamespace("root/made")).namespace).toBe("root/made");
    });
  });

  test("is checked by the class and the qualifier types as they are then", async () => {
    await inside(async (services) => {
      await services.putInstance(instance("A", { K: "2", S: "x" }));
      await services.setQualifier(qualifierType("Note : string"));
      const noted = { ...one, qualifiers: [qualifier("Note", "text")] };
      expect((await services.putInstance(noted)).outcome).toBe("updated");
      expect((await services.putInstance(noted)).outcome).toBe("unchanged");
      await services.deleteInstance('A.K="2"');
      await services.setQualifier(qualifierType("Note : uint32"));
      expect((await errorOf(services.putInstance(noted))).violations).not.toEqual([]);
      await services.deleteInstance(path);
      await services.deleteClass("B");
      await services.deleteClass("A");
      await services.putClass(cimClass("A", { properties: [key()] }));
      expect(await codeOf(services.putInstance(instance("A", { K: "2", S: "x" })))).toBe("unknown-property");
    });
  });

  test("waits for what was begun before it, and so do reads", async () => {
    await inside(async (services) => {
      const first = services.putInstance(instance("A", { K: "1", S: "1" }), WBEM_FLAG_RETURN_IMMEDIATELY);
      const second = services.putInstance(instance("A", { K: "1", S: "2" }));
      expect(await services.getInstance(path)).toEqual(instance("A", { K: "1", S: "2" }));
      await Promise.all([first, second]);
    });
  });

  test("is nothing in a namespace that was deleted, or after the end of the transaction", async () => {
    await root.putInstance(instance("__Namespace", { Name: "gone" }));
    let kept: WbemServices | undefined;
    await connection.transaction(async (transaction) => {
      const gone = await transaction.openNamespace("root/gone");
      await gone.putClass(cimClass("A", { properties: [key()] }));
      await gone.putInstance(instance("A", { K: "1" }));
      kept = await transaction.openNamespace("root");
      await kept.deleteInstance('__Namespace.Name="gone"');
      expect(await codeOf(gone.putInstance(one))).toBe("unknown-namespace");
      expect(await codeOf(gone.getInstance(path))).toBe("unknown-namespace");
    });
    await expect(kept?.putInstance(one)).rejects.toThrow("has ended");
  });
});

describe("rows that are put at once", () => {
  const row = { keyClass: "a", key: 'k="1"', className: "a", body: "body" };

  test("are put anew where they were deleted after the look, and once where they were put", async () => {
    await connection.close();
    const store = await openSqliteStore(file, { access: "write" });
    await store.transaction(async (writer) => {
      const immediate = writer.immediate as ImmediateWriter;
      expect(immediate.getInstance("root", row)).toBeDefined();
      await writer.deleteInstances("root", [row]);
      immediate.putInstance("root", row);
      expect(immediate.getInstance("root", row)).toEqual(row);
      const other = { ...row, key: 'k="2"' };
      expect(immediate.getInstance("root", other)).toBeUndefined();
      await writer.putInstances("root", [other]);
      immediate.putInstance("root", { ...other, body: "again" });
      const scanned = [];
      for await (const batch of writer.scanInstances("root", "a")) scanned.push(...batch);
      expect(scanned).toEqual([row, { ...other, body: "again" }]);
    });
    await store.close();
    connection = await open();
  });

  test("are where they are, although something else was looked for or the look was long ago", async () => {
    await connection.close();
    const [store, other] = [
      await openSqliteStore(file, { access: "write" }),
      await openSqliteStore(file, { access: "write" }),
    ];
    const second = { ...row, keyClass: "z", className: "z" };
    await store.transaction(async (writer) => {
      const immediate = writer.immediate as ImmediateWriter;
      immediate.getInstance("root", row);
      immediate.putInstance("root", second);
      expect(await writer.getInstances("root", [row, second])).toMatchObject([{ className: "a" }, second]);
      const third = { ...row, key: 'k="3"' };
      await writer.getInstances("root", [third]);
      immediate.putInstance("root", third);
      await writer.putInstances("root", [{ ...third, body: "once" }]);
      const scanned = [];
      for await (const batch of writer.scanInstances("root", "a")) scanned.push(...batch);
      expect(scanned.map(({ key: each }) => each)).toEqual(['k="1"', 'k="3"']);
      immediate.getInstance("root", row);
    });
    await other.transaction((writer) => writer.deleteInstances("root", [row]));
    await store.transaction(async (writer) => writer.immediate?.putInstance("root", row));
    expect(await other.getInstances("root", [row])).toEqual([row]);
    await store.close();
    await other.close();
    connection = await open();
  });

  test("are of the namespace and the key class that is asked for", async () => {
    await root.putInstance(instance("__Namespace", { Name: "other" }));
    await connection.close();
    const store = await openSqliteStore(file, { access: "write" });
    const rows = ["a", "z"].map((keyClass) => ({ ...row, keyClass, className: keyClass, body: keyClass }));
    await store.transaction(async (writer) => {
      const immediate = writer.immediate as ImmediateWriter;
      for (const each of rows) {
        for (const namespace of ["root", "root/other"]) {
          immediate.putInstance(namespace, { ...each, body: `${namespace} ${each.body}` });
        }
      }
      for (const namespace of ["root", "root/other"]) {
        for (const each of rows) {
          expect(immediate.getInstance(namespace, each)?.body).toBe(`${namespace} ${each.body}`);
        }
      }
    });
    await store.close();
    connection = await open();
  });
});

describe("classes of a namespace that the transaction created", () => {
  async function insideNew(work: (services: WbemServices) => Promise<void>): Promise<void> {
    await connection.transaction(async (transaction) => {
      const parent = await transaction.openNamespace("root");
      await parent.putInstance(instance("__Namespace", { Name: "harbor" }));
      await work(await transaction.openNamespace("root/harbor"));
    });
  }

  test("are put by the time the call returns, and kept", async () => {
    await insideNew(async (services) => {
      await services.putClass(cimClass("A", { properties: [key()] }));
      expect(services.putClass(cimClass("B : A")).done?.outcome).toBe("created");
      expect(services.putClass(cimClass("b : A")).done).toBeUndefined();
    });
    const harbor = await connection.openNamespace("root/harbor");
    expect((await harbor.getClass("B")).superclass).toBe("A");
  });

  test("are refused as anywhere, with the same code", async () => {
    await insideNew(async (services) => {
      expect(await codeOf(services.putClass(cimClass("B : Missing")))).toBe("unknown-superclass");
      expect(await codeOf(services.putClass(cimClass("B : B")))).toBe("derivation-from-itself");
      expect(await codeOf(services.getClass("B"))).toBe("class-not-found");
    });
  });

  test("are gone where the namespace is deleted and created anew", async () => {
    await insideNew(async (services) => {
      await services.putClass(cimClass("A", { properties: [key()] }));
    });
    await connection.transaction(async (transaction) => {
      const parent = await transaction.openNamespace("root");
      await parent.deleteInstance('__Namespace.Name="harbor"');
      await parent.putInstance(instance("__Namespace", { Name: "harbor" }));
      const harbor = await transaction.openNamespace("root/harbor");
      expect(await codeOf(harbor.getClass("A"))).toBe("class-not-found");
      expect((await harbor.putClass(cimClass("A", { properties: [key()] }))).outcome).toBe("created");
    });
  });
});
