import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CimClass } from "../../src/cim/model.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { ensureNamespace } from "../../src/wbem/ensure-namespace.ts";
import { WBEM_FLAG_RETURN_IMMEDIATELY, WBEM_FLAG_UPDATE_SAFE_MODE } from "../../src/wbem/flags.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { cimClass, instance, key, property, qualifier, qualifierType } from "../repository/builders.ts";
import { errorOf, violationsOf } from "../repository/expect-error.ts";
import { collect, namesOf, type OpenConnection } from "./contract-helpers.ts";

/** Transactions: all or nothing, one at a time, and what is seen of them from outside. */
export function describeTransactions(name: string, open: OpenConnection): void {
  describe(name, () => {
    let connection: WbemConnection;
    let root: WbemServices;

    beforeEach(async () => {
      connection = await open();
      root = await connection.openNamespace("root");
    });

    afterEach(async () => {
      await connection.close();
    });

    describe("the revision", () => {
      test("is raised by every transaction that lasts, also one that puts what is there", async () => {
        const before = (await connection.revision()) as number;
        await root.putClass(cimClass("A", { properties: [key()] }));
        expect(await connection.revision()).toBe(before + 1);
        await root.putClass(cimClass("A", { properties: [key()] }));
        await root.putInstance(instance("A", { K: "1" }));
        await root.deleteInstance('A.K="1"');
        expect(await connection.revision()).toBe(before + 4);
      });

      test("is known to a transaction before it lasts, and stays after one that fails", async () => {
        const before = (await connection.revision()) as number;
        const failing = connection.transaction(async (transaction) => {
          await (await transaction.openNamespace("root")).putClass(cimClass("A", { properties: [key()] }));
          expect(transaction.revision).toBe(before + 1);
          throw new Error("stop");
        });
        await expect(failing).rejects.toThrow("stop");
        expect(await connection.revision()).toBe(before);
        const promised = await connection.transaction(async (transaction) => {
          await (await transaction.openNamespace("root")).putClass(cimClass("A", { properties: [key()] }));
          return transaction.revision;
        });
        expect(await connection.revision()).toBe(promised);
      });

      test("is not raised by reads", async () => {
        await root.putClass(cimClass("A", { properties: [key()] }));
        const before = await connection.revision();
        await root.getClass("A");
        await collect(root.createInstanceEnum("A"));
        expect(await connection.revision()).toBe(before);
      });
    });

    describe("transactions", () => {
      test("last over all namespaces when they end well", async () => {
        const result = await connection.transaction(async (transaction) => {
          const { services, created } = await ensureNamespace(transaction, "root/a/b");
          await services.putClass(cimClass("A", { properties: [key()] }));
          await (await transaction.openNamespace("root")).putClass(cimClass("R", { properties: [key()] }));
          return created;
        });
        expect(result).toEqual(["root/a", "root/a/b"]);
        expect((await (await connection.openNamespace("root/a/b")).getClass("A")).name).toBe("A");
        expect((await root.getClass("R")).name).toBe("R");
      });

      test("leave nothing when they fail, not even in caches", async () => {
        await root.putClass(cimClass("A", { properties: [key(), property("uint32 N")] }));
        await root.getClass("A");
        const failing = connection.transaction(async (transaction) => {
          const inside = await transaction.openNamespace("root");
          await inside.putClass(cimClass("A", { properties: [key(), property("string Other")] }));
          await inside.putClass(cimClass("B : A"));
          await inside.setQualifier(qualifierType("Tag : string"));
          await inside.putInstance(instance("B", { K: "1", Other: "x" }));
          await inside.putInstance(instance("__Namespace", { Name: "child" }));
          throw new Error("stop");
        });
        await expect(failing).rejects.toThrow("stop");
        expect((await root.getClass("A")).properties.map(({ name }) => name)).toEqual(["K", "N"]);
        expect(await namesOf(root.createClassEnum(null))).toEqual(["A"]);
        expect(await collect(root.enumerateQualifiers())).toEqual([]);
        expect(await collect(connection.namespaces())).toEqual(["root"]);
        expect((await root.putInstance(instance("A", { K: "1", N: 5 }))).outcome).toBe("created");
        expect(await violationsOf(root.putInstance(instance("A", { K: "2", Other: "x" })))).toEqual([
          "unknown-property @property Other",
        ]);
      });

      test("see what they have written, readers outside see the state before", async () => {
        await root.putClass(cimClass("A", { properties: [key()] }));
        await connection.transaction(async (transaction) => {
          const inside = await transaction.openNamespace("root");
          await inside.putClass(cimClass("A", { properties: [key(), property("uint32 N")] }));
          await inside.putInstance(instance("A", { K: "1", N: 1 }));
          expect((await inside.getClass("A")).properties).toHaveLength(2);
          expect(await collect(inside.createInstanceEnum("A"))).toHaveLength(1);
          expect((await root.getClass("A")).properties).toHaveLength(1);
          expect(await collect(root.createInstanceEnum("A"))).toEqual([]);
        });
        expect((await root.getClass("A")).properties).toHaveLength(2);
        expect(await collect(root.createInstanceEnum("A"))).toHaveLength(1);
      });

      test("go on after a put that is refused", async () => {
        await connection.transaction(async (transaction) => {
          const inside = await transaction.openNamespace("root");
          await errorOf(inside.putClass(cimClass("B : Missing")));
          await inside.putClass(cimClass("A", { properties: [key()] }));
          await errorOf(inside.putInstance(instance("A", { Nope: 1 })));
          await inside.putInstance(instance("A", { K: "1" }));
        });
        expect(await collect(root.createInstanceEnum("A"))).toHaveLength(1);
        expect(await namesOf(root.createClassEnum(null))).toEqual(["A"]);
      });

      test("run one after another", async () => {
        const order: string[] = [];
        const run = (label: string) =>
          connection.transaction(async (transaction) => {
            order.push(`${label} begins`);
            const inside = await transaction.openNamespace("root");
            await inside.putClass(cimClass(label, { properties: [key()] }));
            order.push(`${label} ends`);
          });
        await Promise.all([run("A"), run("B"), run("C")]);
        expect(order).toEqual(["A begins", "A ends", "B begins", "B ends", "C begins", "C ends"]);
        expect(await namesOf(root.createClassEnum(null))).toEqual(["A", "B", "C"]);
      });

      test("put in order what is put without waiting", async () => {
        await connection.transaction(async (transaction) => {
          const inside = await transaction.openNamespace("root");
          const outcomes = await Promise.all([
            inside.putClass(cimClass("A", { properties: [key()] })),
            inside.putClass(cimClass("B : A")),
            inside.putInstance(instance("B", { K: "1" })),
            inside.putInstance(instance("B", { K: "1" })),
          ]);
          expect(outcomes.map(({ outcome }) => outcome)).toEqual(["created", "created", "created", "unchanged"]);
        });
      });

      test("are of no use when they are over", async () => {
        let late: WbemServices | undefined;
        await connection.transaction(async (transaction) => {
          late = await transaction.openNamespace("root");
        });
        await expect(late?.putClass(cimClass("A"))).rejects.toThrow("the transaction has ended");
      });

      test("check a reference narrowed to a class that comes later", async () => {
        const ref = (type: string) => property(`${type} ref R`, [qualifier("Override", "R")]);
        const work = (later: CimClass) =>
          connection.transaction(async (transaction) => {
            const inside = await transaction.openNamespace("root");
            await inside.putClass(cimClass("Base", { properties: [key()] }));
            await inside.putClass(cimClass("Link", { properties: [key("Base ref R")] }));
            await inside.putClass(cimClass("Narrow : Link", { properties: [ref("Later")] }));
            await inside.putClass(later);
          });
        const error = await errorOf(work(cimClass("Later", { properties: [key()] })));
        expect(error.object).toEqual({ kind: "class", namespace: "root", path: "Narrow" });
        expect(error.violations).toMatchObject([
          { code: "override-not-narrowed", target: { property: "R", part: "class" } },
        ]);
        expect(await namesOf(root.createClassEnum(null))).toEqual([]);
        const missing = await errorOf(work(cimClass("Elsewhere", { properties: [key()] })));
        expect(missing.violations).toMatchObject([
          { code: "unknown-element-class", target: { property: "R", part: "class" } },
        ]);
        await work(cimClass("Later : Base"));
        expect((await root.getClass("Narrow")).properties[0]?.className).toBe("Later");
      });

      test("tell every object that breaks a deferred rule before they end", async () => {
        const found: unknown[] = [];
        const work = connection.transaction(async (transaction) => {
          const inside = await transaction.openNamespace("root");
          await inside.putClass(cimClass("One", { properties: [key(), property("Nowhere X")] }));
          await inside.putClass(cimClass("Two", { properties: [key(), property("Nowhere X"), property("strng Y")] }));
          await inside.putClass(cimClass("Mended", { properties: [key(), property("Nowhere X")] }));
          await inside.putClass(cimClass("Mended", { properties: [key()] }));
          for (const { object, violations } of await transaction.checkDeferred()) {
            found.push([object?.path, violations.map(({ code }) => code)]);
          }
        });
        expect((await errorOf(work)).object?.path).toBe("One");
        expect(found).toEqual([
          ["One", ["unknown-type"]],
          ["Two", ["unknown-type", "unknown-type"]],
        ]);
      });

      test("judge a subclass as it is in the end, whatever its superclass was meanwhile", async () => {
        const sub = (...properties: readonly string[]) =>
          cimClass("Sub : Base", { properties: properties.map((p) => property(p)) });
        const refused = await connection.transaction(async (transaction) => {
          const inside = await transaction.openNamespace("root");
          await inside.putClass(cimClass("Base", { properties: [key()] }));
          await inside.putClass(sub("Nowhere E"));
          const grown = cimClass("Base", { properties: [key(), property("string D")] });
          await inside.putClass(grown, WBEM_FLAG_UPDATE_SAFE_MODE);
          const errors = await transaction.checkDeferred();
          await inside.putClass(sub("string E"));
          return errors.map(({ object }) => object?.path);
        });
        expect(refused).toEqual(["Sub"]);
      });

      test("delete a namespace they work in", async () => {
        await connection.transaction(async (transaction) => {
          const { services } = await ensureNamespace(transaction, "root/a");
          await services.putClass(cimClass("A", { properties: [key()] }));
          const top = await transaction.openNamespace("root");
          await top.deleteInstance('__Namespace="a"');
          expect((await errorOf(services.getClass("A"))).status).toBe("WBEM_E_INVALID_NAMESPACE");
          expect((await errorOf(services.putClass(cimClass("B")))).status).toBe("WBEM_E_INVALID_NAMESPACE");
          const { services: again } = await ensureNamespace(transaction, "root/a");
          expect(await namesOf(again.createClassEnum(null))).toEqual([]);
          await again.putClass(cimClass("C", { properties: [key()] }));
        });
        const a = await connection.openNamespace("root/a");
        expect(await namesOf(a.createClassEnum(null))).toEqual(["C"]);
      });

      test("keep waiting what others write until they are over", async () => {
        await root.putClass(cimClass("A", { properties: [key()] }));
        const again = await connection.openNamespace("root");
        const isRunning = Promise.withResolvers<void>();
        const mayEnd = Promise.withResolvers<void>();
        const running = connection.transaction(async (transaction) => {
          isRunning.resolve();
          await mayEnd.promise;
          return (await transaction.openNamespace("root")).putInstance(instance("A", { K: "1" }));
        });
        await isRunning.promise;
        const order: string[] = [];
        const noted = async (label: string, work: PromiseLike<{ readonly outcome: string }>) => {
          order.push(`${label} ${(await work).outcome}`);
        };
        const others = [
          noted("root", root.putInstance(instance("A", { K: "1" }))),
          noted("again", again.putInstance(instance("A", { K: "2" }))),
          noted("class", again.putClass(cimClass("B : A"))),
        ];
        await new Promise((resolve) => setTimeout(resolve, 20));
        expect(order).toEqual([]);
        mayEnd.resolve();
        expect((await running).outcome).toBe("created");
        await Promise.all(others);
        expect(order).toEqual(["root unchanged", "again created", "class created"]);
      });

      test("refuse what is written past them from within, which would wait for ever", async () => {
        await root.putClass(cimClass("A", { properties: [key()] }));
        await connection.transaction(async (transaction) => {
          const inside = await transaction.openNamespace("root");
          await expect(root.putInstance(instance("A", { K: "1" }))).rejects.toThrow("within a transaction");
          await expect(root.deleteQualifier("Q")).rejects.toThrow("within a transaction");
          await expect(connection.transaction(async () => undefined)).rejects.toThrow("within a transaction");
          await inside.putInstance(instance("A", { K: "2" }));
        });
        expect(await collect(root.createInstanceEnum("A"))).toEqual([instance("A", { K: "2" })]);
      });

      test("refuse to close their connection from within, which would wait for ever", async () => {
        await connection.transaction(async (transaction) => {
          await expect(connection.close()).rejects.toThrow("within a transaction");
          await (await transaction.openNamespace("root")).putClass(cimClass("A", { properties: [key()] }));
        });
        expect((await root.getClass("A")).name).toBe("A");
      });

      test("are read no more when they have ended", async () => {
        await root.putClass(cimClass("A", { properties: [key()] }));
        await root.putInstance(instance("A", { K: "1" }));
        let ended: WbemServices | undefined;
        await connection.transaction(async (transaction) => {
          ended = await transaction.openNamespace("root");
          await ended.getClass("A");
        });
        const services = ended as WbemServices;
        for (const read of [
          () => services.getClass("A"),
          () => services.getInstance('A.K="1"'),
          () => services.getQualifier("Key"),
          () => collect(services.createInstanceEnum("A")),
          () => collect(services.createClassEnum(null)),
        ]) {
          await expect(read()).rejects.toThrow("the transaction has ended");
        }
      });

      test("and reads are refused when the connection is closed", async () => {
        await root.putClass(cimClass("A", { properties: [key()] }));
        await root.putInstance(instance("A", { K: "1" }));
        const late = await open();
        const services = await late.openNamespace("root");
        await services.putClass(cimClass("A", { properties: [key()] }));
        await services.getClass("A");
        await late.close();
        await late.close();
        for (const operation of [
          () => services.getClass("A"),
          () => services.getInstance('A.K="1"'),
          () => services.putInstance(instance("A", { K: "2" })),
          () => late.openNamespace("root"),
          () => collect(late.namespaces()),
          () => late.transaction(async () => undefined),
        ]) {
          await expect(operation()).rejects.toThrow("was closed");
        }
      });

      test("take back what was put when a write past them is refused and nobody looks", async () => {
        await root.putClass(cimClass("A", { properties: [key()] }));
        const working = connection.transaction(async (transaction) => {
          const inside = await transaction.openNamespace("root");
          await inside.putInstance(instance("A", { K: "1" }));
          root.putInstance(instance("A", { K: "2" }), WBEM_FLAG_RETURN_IMMEDIATELY);
        });
        await expect(working).rejects.toThrow("within a transaction");
        expect(await collect(root.createInstanceEnum("A"))).toEqual([]);
      });

      test("let what they began and what goes on after them write on its own", async () => {
        await root.putClass(cimClass("A", { properties: [key()] }));
        const isOver = Promise.withResolvers<void>();
        let late: PromiseLike<{ readonly outcome: string }> | undefined;
        await connection.transaction(async () => {
          late = isOver.promise.then(() => root.putInstance(instance("A", { K: "1" })));
        });
        isOver.resolve();
        expect((await late)?.outcome).toBe("created");
      });

      test("wait for what was put without waiting, and end with it", async () => {
        await root.putClass(cimClass("A", { properties: [key()] }));
        await connection.transaction(async (transaction) => {
          const inside = await transaction.openNamespace("root");
          inside.putInstance(instance("A", { K: "1" }));
          inside.putInstance(instance("A", { K: "2" }));
        });
        expect(await collect(root.createInstanceEnum("A"))).toHaveLength(2);
      });

      test("fail with what a put was refused for that nobody waited for", async () => {
        await root.putClass(cimClass("A", { properties: [key()] }));
        const working = connection.transaction(async (transaction) => {
          const inside = await transaction.openNamespace("root");
          inside.putInstance(instance("A", { K: "1" }));
          inside.putInstance(instance("A", { Nope: 1 }));
          inside.putInstance(instance("A", { K: "2" }));
        });
        expect(await violationsOf(working)).toContain("unknown-property @property Nope");
        expect(await collect(root.createInstanceEnum("A"))).toEqual([]);
      });

      test("fail with what a qualifier type was refused for that nobody waited for", async () => {
        const working = connection.transaction(async (transaction) => {
          (await transaction.openNamespace("root")).deleteQualifier("Nowhere");
        });
        expect((await errorOf(working)).status).toBe("WBEM_E_NOT_FOUND");
      });
    });
  });
}
