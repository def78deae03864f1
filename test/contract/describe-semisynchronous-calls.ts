import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WBEM_INFINITE } from "../../src/wbem/call-result.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { WbemError } from "../../src/wbem/error.ts";
import { WBEM_FLAG_CREATE_ONLY, WBEM_FLAG_RETURN_IMMEDIATELY } from "../../src/wbem/flags.ts";
import type { InstanceProvider } from "../../src/wbem/provider.ts";
import { ProviderRegistry } from "../../src/wbem/provider-registry.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { cimClass, instance, key, qualifier, qualifierType } from "../repository/builders.ts";
import { errorOf } from "../repository/expect-error.ts";
import { collect, type OpenConnection, valueIn } from "./contract-helpers.ts";

const immediately = WBEM_FLAG_RETURN_IMMEDIATELY;

/** Semisynchronous calls: `WBEM_FLAG_RETURN_IMMEDIATELY` and `IWbemCallResult`. */
export function describeSemisynchronousCalls(name: string, open: OpenConnection): void {
  describe(name, () => {
    let connection: WbemConnection;
    let root: WbemServices;

    beforeEach(async () => {
      connection = await open({ generateKey: () => "{generated}" });
      root = await connection.openNamespace("root");
      await root.putClass(cimClass("A", { properties: [key()] }));
    });

    afterEach(async () => {
      await connection.close();
    });

    /** Is in a transaction that holds the repository until it is told to end. */
    async function holdRepository(): Promise<{ end(): Promise<void> }> {
      const isRunning = Promise.withResolvers<void>();
      const mayEnd = Promise.withResolvers<void>();
      const running = connection.transaction(async () => {
        isRunning.resolve();
        await mayEnd.promise;
      });
      await isRunning.promise;
      return {
        end: () => {
          mayEnd.resolve();
          return running;
        },
      };
    }

    describe("a semisynchronous call", () => {
      test("returns at once and tells that it runs, then how it ended", async () => {
        const holder = await holdRepository();
        const call = root.putInstance(instance("A", { K: "1" }), immediately);
        expect(await call.getCallStatus(0)).toBe("WBEM_S_TIMEDOUT");
        expect(await call.getResultString(0)).toBeUndefined();
        const begin = performance.now();
        expect(await call.getCallStatus(30)).toBe("WBEM_S_TIMEDOUT");
        expect(performance.now() - begin).toBeGreaterThan(25);
        const waiting = call.getCallStatus(60_000);
        await holder.end();
        expect(await waiting).toBe("WBEM_S_NO_ERROR");
        expect(await call.getCallStatus(0)).toBe("WBEM_S_NO_ERROR");
        expect(await root.getInstance('A.K="1"')).toEqual(instance("A", { K: "1" }));
      });

      test.each([
        ["WBEM_INFINITE", WBEM_INFINITE],
        ["Infinity", Number.POSITIVE_INFINITY],
      ])("is waited for to the end with a timeout of %s", async (_name, timeout) => {
        const holder = await holdRepository();
        const call = root.putInstance(instance("A", { K: "1" }), immediately);
        const waiting = call.getCallStatus(timeout);
        await new Promise((resolve) => setTimeout(resolve, 10));
        await holder.end();
        expect(await waiting).toBe("WBEM_S_NO_ERROR");
      });

      test.each([-1, Number.NaN, Number.NEGATIVE_INFINITY])("refuses a timeout of %d", async (timeout) => {
        const put = root.putInstance(instance("A", { K: "1" }), immediately);
        const read = root.getObject("A", immediately);
        for (const question of [
          put.getCallStatus(timeout),
          put.getResultString(timeout),
          read.getResultObject(timeout),
        ]) {
          const error = await errorOf(question);
          expect(error.status).toBe("WBEM_E_INVALID_PARAMETER");
          expect(error.violations[0]?.code).toBe("invalid-timeout");
        }
        expect(await put.getCallStatus(WBEM_INFINITE)).toBe("WBEM_S_NO_ERROR");
      });

      test("gives the status that it was refused with, and the refusal itself where a result is asked for", async () => {
        await root.putInstance(instance("A", { K: "1" }));
        const call = root.putInstance(instance("A", { K: "1" }), immediately | WBEM_FLAG_CREATE_ONLY);
        expect(await call.getCallStatus(WBEM_INFINITE)).toBe("WBEM_E_ALREADY_EXISTS");
        expect(await call.getCallStatus(0)).toBe("WBEM_E_ALREADY_EXISTS");
        expect((await errorOf(call.getResultString(WBEM_INFINITE))).violations[0]?.code).toBe("instance-exists");
        expect((await errorOf(call)).status).toBe("WBEM_E_ALREADY_EXISTS");
      });

      test("gives the path that putInstance assigned, with keys that were generated", async () => {
        const call = root.putInstance(instance("A", { K: null }), immediately);
        expect(await call.getResultString(WBEM_INFINITE)).toBe('A.K="{generated}"');
        expect(await root.getInstance('A.K="{generated}"')).toEqual(instance("A", { K: "{generated}" }));
      });

      test("gives the object that was read and the namespace that was opened", async () => {
        await root.putInstance(instance("A", { K: "1" }));
        expect(await root.getObject("A", immediately).getResultObject(WBEM_INFINITE)).toMatchObject({ name: "A" });
        expect(await root.getObject('A.K="1"', immediately).getResultObject(WBEM_INFINITE)).toEqual(
          instance("A", { K: "1" }),
        );
        expect(await root.getInstance('A="1"', immediately).getResultObject(WBEM_INFINITE)).toEqual(
          instance("A", { K: "1" }),
        );
        const services = await connection.openNamespace("ROOT", immediately).getResultServices(WBEM_INFINITE);
        expect(services?.namespace).toBe("root");
        const missing = connection.openNamespace("root/nowhere", immediately);
        expect(await missing.getCallStatus(WBEM_INFINITE)).toBe("WBEM_E_INVALID_NAMESPACE");
      });

      test("has nothing else to give than what its operation has", async () => {
        const put = root.putInstance(instance("A", { K: "1" }), immediately);
        const read = root.getObject("A", immediately);
        const opened = connection.openNamespace("root", immediately);
        const others = [
          root.putClass(cimClass("B : A"), immediately),
          root.deleteInstance('A.K="1"', immediately),
          root.deleteClass("B", immediately),
        ];
        const wrong = [
          put.getResultObject(0),
          put.getResultServices(0),
          read.getResultString(0),
          read.getResultServices(0),
          opened.getResultString(0),
          opened.getResultObject(0),
          ...others.flatMap((call) => [call.getResultString(0), call.getResultObject(0), call.getResultServices(0)]),
        ];
        for (const question of wrong) {
          const error = await errorOf(question);
          expect(error.status).toBe("WBEM_E_INVALID_OPERATION");
          expect(error.violations[0]?.code).toBe("no-such-call-result");
        }
        for (const call of others) expect(await call.getCallStatus(WBEM_INFINITE)).toBe("WBEM_S_NO_ERROR");
      });

      test("goes before what is called after it, and before the connection closes", async () => {
        const call = root.putInstance(instance("A", { K: "1" }), immediately);
        expect((await root.putInstance(instance("A", { K: "1" }))).outcome).toBe("unchanged");
        const last = root.putInstance(instance("A", { K: "2" }), immediately);
        await connection.close();
        expect([await call.getCallStatus(0), await last.getCallStatus(0)]).toEqual([
          "WBEM_S_NO_ERROR",
          "WBEM_S_NO_ERROR",
        ]);
        connection = await open();
      });

      test("that failed is no unhandled rejection when nobody asks", async () => {
        const unhandled: unknown[] = [];
        const listen = (reason: unknown) => unhandled.push(reason);
        process.on("unhandledRejection", listen);
        try {
          root.putInstance(instance("A", { Nope: 1 }), immediately);
          root.getObject("Nowhere", immediately);
          connection.openNamespace("root/nowhere", immediately);
          await new Promise((resolve) => setTimeout(resolve, 20));
        } finally {
          process.off("unhandledRejection", listen);
        }
        expect(unhandled).toEqual([]);
      });

      test("can be awaited as any other", async () => {
        const { path, outcome } = await root.putInstance(instance("A", { K: "1" }), immediately);
        expect([path, outcome]).toEqual(['A.K="1"', "created"]);
      });
    });

    /** Opens a repository anew in which a provider serves a class and answers when it is told to. */
    async function openSlow(): Promise<PromiseWithResolvers<{ readonly path: string }>> {
      const answer = Promise.withResolvers<{ readonly path: string }>();
      // It may refuse before a store that has to wait has come to ask it.
      answer.promise.catch(() => undefined);
      const provider: InstanceProvider = { putInstance: () => answer.promise };
      const providers = new ProviderRegistry();
      providers.register("root", "Slow", provider);
      await connection.close();
      connection = await open({ providers });
      root = await connection.openNamespace("root");
      const qualifiers = [qualifier("Dynamic", true), qualifier("Provider", "Slow")];
      await root.putClass(cimClass("Slow", { qualifiers, properties: [key()] }));
      return answer;
    }

    describe("a semisynchronous call to a provider", () => {
      test("runs as long as the provider takes, and gives the path that it chose", async () => {
        const answer = await openSlow();
        const call = root.putInstance(instance("Slow", { K: null }), immediately);
        expect(await call.getCallStatus(5)).toBe("WBEM_S_TIMEDOUT");
        answer.resolve({ path: 'Slow.K="chosen"' });
        expect(await call.getResultString(WBEM_INFINITE)).toBe('Slow.K="chosen"');
      });

      test("ends with what the provider refuses it with", async () => {
        const answer = await openSlow();
        const call = root.putInstance(instance("Slow", { K: "1" }), immediately);
        expect(await call.getCallStatus(0)).toBe("WBEM_S_TIMEDOUT");
        answer.reject(new WbemError("WBEM_E_VETO_PUT", "not now"));
        expect(await call.getCallStatus(WBEM_INFINITE)).toBe("WBEM_E_VETO_PUT");
      });

      test("fails the transaction it is made in where it was asked only while it ran", async () => {
        const answer = await openSlow();
        const working = connection.transaction(async (transaction) => {
          const call = (await transaction.openNamespace("root")).putInstance(instance("Slow", { K: "1" }), immediately);
          expect(await call.getCallStatus(5)).toBe("WBEM_S_TIMEDOUT");
          setTimeout(() => answer.reject(new WbemError("WBEM_E_VETO_PUT", "not now")), 10);
        });
        expect((await errorOf(working)).status).toBe("WBEM_E_VETO_PUT");
      });
    });

    describe("a semisynchronous call within a transaction", () => {
      test("fails the transaction where nobody asks about it", async () => {
        const working = connection.transaction(async (transaction) => {
          const inside = await transaction.openNamespace("root");
          inside.putInstance(instance("A", { K: "1" }), immediately);
          inside.putInstance(instance("A", { Nope: 1 }), immediately);
        });
        expect((await errorOf(working)).violations[0]?.code).toBe("unknown-property");
        expect(await collect(root.createInstanceEnum("A"))).toEqual([]);
      });

      test("is seen by every read after it", async () => {
        await connection.transaction(async (transaction) => {
          const inside = await transaction.openNamespace("root");
          inside.putClass(cimClass("B", { properties: [key()] }), immediately);
          expect((await inside.getClass("B")).name).toBe("B");
          const reads: readonly ((K: string) => Promise<unknown>)[] = [
            (K) => inside.getInstance(`B.K="${K}"`),
            (K) => inside.getInstance(`B.K="${K}"`, immediately),
            (K) => inside.getObject(`B.K="${K}"`),
            async (K) => (await collect(inside.createInstanceEnum("B"))).find((one) => valueIn(one, "K") === K),
            async (K) => (await collect(inside.execQuery("WQL", `SELECT * FROM B WHERE K="${K}"`)))[0],
          ];
          for (const [index, read] of reads.entries()) {
            const put = inside.putInstance(instance("B", { K: `${index}` }), immediately);
            expect(await read(`${index}`), `read ${index}`).toEqual(instance("B", { K: `${index}` }));
            await put;
          }
          const deleted = inside.deleteInstance('B.K="0"', immediately);
          expect(await inside.getInstance('B.K="0"').getCallStatus(WBEM_INFINITE)).toBe("WBEM_E_NOT_FOUND");
          inside.putClass(cimClass("C"), immediately);
          expect((await collect(inside.createClassEnum(null))).map((one) => one.name)).toContain("C");
          inside.setQualifier(qualifierType("Later : string"));
          expect((await inside.getQualifier("later")).name).toBe("Later");
          inside.putInstance(instance("__Namespace", { Name: "later" }), immediately);
          expect((await inside.openNamespace("later")).namespace).toBe("root/later");
          await deleted;
        });
      });

      test("leaves the rest of the transaction to last where its status was seen", async () => {
        await connection.transaction(async (transaction) => {
          const inside = await transaction.openNamespace("root");
          const calls = [
            inside.putInstance(instance("A", { K: "1" }), immediately),
            inside.putInstance(instance("A", { K: "1" }), immediately | WBEM_FLAG_CREATE_ONLY),
            inside.deleteClass("Nowhere", immediately),
          ];
          const statuses = [];
          for (const call of calls) statuses.push(await call.getCallStatus(WBEM_INFINITE));
          expect(statuses).toEqual(["WBEM_S_NO_ERROR", "WBEM_E_ALREADY_EXISTS", "WBEM_E_NOT_FOUND"]);
        });
        expect(await collect(root.createInstanceEnum("A"))).toHaveLength(1);
      });
    });
  });
}
