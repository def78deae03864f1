import { afterEach, describe, expect, test } from "vitest";
import { instance } from "../repository/builders.ts";
import { errorOf } from "../repository/expect-error.ts";
import { collect, type OpenConnection } from "./contract-helpers.ts";
import { type KeepingProvider, openServed, refusal, type ServedRepository } from "./provider-helpers.ts";

/** Deleting instances with the providers above and below their class. */
export function describeProviderDeletes(name: string, open: OpenConnection): void {
  describe(`${name}: deleting through providers`, () => {
    let served: ServedRepository;

    afterEach(async () => {
      await served.connection.close();
    });

    /** Providers for all four classes, each with the instance. */
    async function serveAll(abstract: readonly string[] = []): Promise<Record<"A" | "B" | "C" | "D", KeepingProvider>> {
      served = await openServed(open, abstract);
      const [A, B, C, D] = ["A", "B", "C", "D"].map((className) => {
        const provider = served.serve(className);
        provider.instances.set("1", instance(className, { K: "1" }));
        return provider;
      }) as [KeepingProvider, KeepingProvider, KeepingProvider, KeepingProvider];
      return { A, B, C, D };
    }

    test("calls every class above and below that is not abstract, with the path by its own name", async () => {
      await serveAll();
      await served.root.deleteInstance('B.K="1"');
      expect(served.log).toEqual(["A: delete A 1", "B: delete B 1", "C: delete C 1", "D: delete D 1"]);
      served.log.length = 0;
      await errorOf(served.root.deleteInstance('C.K="1"'));
      expect(served.log).toEqual(["A: delete A 1", "B: delete B 1", "C: delete C 1"]);
    });

    test("does not call abstract classes", async () => {
      await serveAll(["A"]);
      await served.root.deleteInstance('B.K="1"');
      expect(served.log).toEqual(["B: delete B 1", "C: delete C 1", "D: delete D 1"]);
    });

    test("needs the topmost class that is not abstract, and only that one", async () => {
      const { A, B, C, D } = await serveAll();
      for (const provider of [B, C, D]) provider.refusal = refusal("WBEM_E_VETO_DELETE");
      await served.root.deleteInstance('B.K="1"');
      expect(A.instances.size).toBe(0);
    });

    test("fails with the topmost class, and undoes what the others did", async () => {
      const { A, B, C, D } = await serveAll();
      A.refusal = refusal("WBEM_E_VETO_DELETE");
      const error = await errorOf(served.root.deleteInstance('B.K="1"'));
      expect(error.status).toBe("WBEM_E_VETO_DELETE");
      expect([B, C, D].map(({ instances }) => instances.size)).toEqual([1, 1, 1]);
      expect(served.log.slice(-3)).toEqual(["D: undo delete 1", "C: undo delete 1", "B: undo delete 1"]);
    });

    test("needs one of several topmost classes where those above are abstract", async () => {
      const { C, D } = await serveAll(["A", "B"]);
      C.refusal = refusal("WBEM_E_VETO_DELETE");
      await served.root.deleteInstance('B.K="1"');
      expect(D.instances.size).toBe(0);
      const error = await errorOf(served.root.deleteInstance('B.K="1"'));
      expect(error.status).toBe("WBEM_E_VETO_DELETE");
    });

    test("takes a class whose instance is stored for one that succeeds", async () => {
      served = await openServed(open);
      await served.root.putInstance(instance("B", { K: "1" }));
      const c = served.serve("C");
      await served.root.deleteInstance('B.K="1"');
      expect(served.log).toEqual(["C: delete C 1"]);
      expect(c.instances.size).toBe(0);
      expect(await collect(served.root.createInstanceEnum("B"))).toEqual([]);
    });

    test("leaves what is stored where the provider of a class above refuses", async () => {
      served = await openServed(open);
      const a = served.serve("A");
      await served.root.putInstance(instance("B", { K: "1" }));
      a.refusal = refusal("WBEM_E_VETO_DELETE");
      expect((await errorOf(served.root.deleteInstance('B.K="1"'))).status).toBe("WBEM_E_VETO_DELETE");
      expect((await served.root.getInstance('B.K="1"')).className).toBe("B");
      a.refusal = undefined;
      await served.root.deleteInstance('A.K="1"');
      expect((await errorOf(served.root.getInstance('B.K="1"'))).status).toBe("WBEM_E_NOT_FOUND");
    });

    test("passes over a class that is neither served nor has the instance stored", async () => {
      served = await openServed(open);
      served.serve("C").instances.set("1", instance("C", { K: "1" }));
      await served.root.deleteInstance('A.K="1"');
      expect(served.log).toEqual(["C: delete C 1"]);
      const again = await errorOf(served.root.deleteInstance('A.K="1"'));
      expect(again.status).toBe("WBEM_E_NOT_FOUND");
    });

    test("calls no provider where none is registered above or below", async () => {
      served = await openServed(open);
      await served.root.putInstance(instance("C", { K: "1" }));
      served.serve("D");
      await served.root.deleteInstance('C.K="1"');
      expect(served.log).toEqual([]);
    });
  });
}
