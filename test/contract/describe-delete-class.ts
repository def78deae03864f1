import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CimValue } from "../../src/cim/model.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import {
  WBEM_FLAG_OWNER_UPDATE,
  WBEM_FLAG_RETURN_IMMEDIATELY,
  WBEM_FLAG_UPDATE_ONLY,
  WBEM_FLAG_USE_AMENDED_QUALIFIERS,
} from "../../src/wbem/flags.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { cimClass, instance, key, property } from "../repository/builders.ts";
import { errorOf, violationsOf } from "../repository/expect-error.ts";
import { collect, namesOf, type OpenConnection } from "./contract-helpers.ts";

/** What DeleteClass documents (Microsoft, "IWbemServices::DeleteClass"). */
export function describeDeleteClass(name: string, open: OpenConnection): void {
  describe(`${name}: deleteClass`, () => {
    let connection: WbemConnection;
    let root: WbemServices;

    beforeEach(async () => {
      connection = await open();
      root = await connection.openNamespace("root");
      await root.putClass(cimClass("A", { properties: [key()] }));
      for (const text of ["B : A", "D : B", "C : A"]) await root.putClass(cimClass(text));
      await root.putClass(cimClass("Other", { properties: [key()] }));
      await root.putInstances([
        instance("A", { K: "1" }),
        instance("B", { K: "2" }),
        instance("D", { K: "3" }),
        instance("D", { K: "4" }),
        instance("C", { K: "5" }),
        instance("Other", { K: "1" }),
      ]);
    });

    afterEach(async () => {
      await connection.close();
    });

    test("takes all derived classes and all their instances along and says which", async () => {
      expect(await root.deleteClass("b")).toEqual({ classes: ["B", "D"], instances: 3 });
      expect(await namesOf(root.createClassEnum(null))).toEqual(["A", "C", "Other"]);
      expect(await collect(root.createInstanceEnum("A"))).toEqual([
        instance("A", { K: "1" }),
        instance("C", { K: "5" }),
      ]);
      expect((await errorOf(root.getInstance('A.K="3"'))).status).toBe("WBEM_E_NOT_FOUND");
      expect((await root.deleteClass("Other")).classes).toEqual(["Other"]);
      expect((await root.deleteClass("A")).instances).toBe(2);
    });

    test("frees the keys of what it took along", async () => {
      await root.deleteClass("B");
      expect((await root.putInstance(instance("C", { K: "3" }))).outcome).toBe("created");
      await root.putClass(cimClass("B : A"));
      expect(await collect(root.createInstanceEnum("B"))).toEqual([]);
    });

    test.each([1, 5, 20, 60])("leaves nothing of %i classes to who reads them meanwhile", async (count) => {
      const names = Array.from({ length: count }, (_, index) => `S${index}`);
      await connection.transaction(async (transaction) => {
        const services = await transaction.openNamespace("root");
        for (const derived of names) await services.putClass(cimClass(`${derived} : Other`));
      });
      await connection.transaction(async (transaction) => {
        const services = await transaction.openNamespace("root");
        let isDeleted = false;
        const read = async (): Promise<void> => {
          while (!isDeleted) await Promise.allSettled([services.getClass(names.at(-1) ?? ""), services.getClass("S0")]);
        };
        const deleted = services.deleteClass("Other").then(() => {
          isDeleted = true;
        });
        await Promise.all([deleted, read()]);
      });
      for (const derived of ["Other", ...names]) {
        expect((await errorOf(root.getClass(derived))).status).toBe("WBEM_E_NOT_FOUND");
        const put = root.putInstance(instance(derived, { K: "1" }));
        expect(await violationsOf(put)).toEqual(["unknown-class @part class"]);
      }
    });

    test("sees within a transaction what was put in it, and is taken back with it", async () => {
      const work = connection.transaction(async (transaction) => {
        const inside = await transaction.openNamespace("root");
        await inside.putClass(cimClass("E : D"));
        await inside.putInstance(instance("E", { K: "6" }));
        await inside.deleteInstance('A.K="4"');
        expect(await inside.deleteClass("D")).toEqual({ classes: ["D", "E"], instances: 2 });
        expect(await namesOf(inside.createClassEnum("A"))).toEqual(["B", "C"]);
        throw new Error("stop");
      });
      await expect(work).rejects.toThrow("stop");
      expect(await namesOf(root.createClassEnum("A"))).toEqual(["B", "D", "C"]);
      expect(await collect(root.createInstanceEnum("D"))).toHaveLength(2);
    });

    test.each([
      ["a system class", "__EventFilter", "WBEM_E_INVALID_OPERATION", 0x80041016, "system-class-fixed"],
      ["the class of namespaces", "__namespace", "WBEM_E_INVALID_OPERATION", 0x80041016, "system-class-fixed"],
      ["a class that is not there", "Nope", "WBEM_E_NOT_FOUND", 0x80041002, "class-not-found"],
      ["nothing", "", "WBEM_E_NOT_FOUND", 0x80041002, "class-not-found"],
      ["what is no name", "A B", "WBEM_E_NOT_FOUND", 0x80041002, "class-not-found"],
    ])("is refused for %s", async (_name, className, status, number, code) => {
      const error = await errorOf(root.deleteClass(className));
      expect([error.status, error.number, error.violations.map((one) => one.code)]).toEqual([status, number, [code]]);
      expect(await namesOf(root.createClassEnum(null))).toHaveLength(5);
    });

    test("names the class that was probably meant", async () => {
      expect((await errorOf(root.deleteClass("Othre"))).violations[0]?.suggestion).toBe("Other");
    });

    test.each([WBEM_FLAG_UPDATE_ONLY, WBEM_FLAG_USE_AMENDED_QUALIFIERS])("does not know the flag %i", async (flag) => {
      expect((await errorOf(root.deleteClass("B", flag))).status).toBe("WBEM_E_INVALID_PARAMETER");
      expect((await root.getClass("B")).name).toBe("B");
    });

    test("takes the flags that are documented", async () => {
      expect((await root.deleteClass("C", WBEM_FLAG_OWNER_UPDATE)).classes).toEqual(["C"]);
      const call = root.deleteClass("B", WBEM_FLAG_RETURN_IMMEDIATELY);
      expect(await call.getCallStatus(10_000)).toBe("WBEM_S_NO_ERROR");
      expect((await errorOf(call.getResultObject(0))).status).toBe("WBEM_E_INVALID_OPERATION");
      const again = root.deleteClass("B", WBEM_FLAG_RETURN_IMMEDIATELY);
      expect(await again.getCallStatus(10_000)).toBe("WBEM_E_NOT_FOUND");
    });

    test("is refused while another class has the class for a type", async () => {
      await root.putClass(cimClass("Holder", { properties: [key(), property("B Inner")] }));
      expect(await violationsOf(root.deleteClass("B"))).toEqual(["class-in-use"]);
      expect(await violationsOf(root.deleteClass("A"))).toEqual(["class-in-use"]);
      await root.deleteClass("Holder");
      await root.deleteClass("A");
    });

    test("is refused while a stored instance embeds one of the class or of what goes with it", async () => {
      const holders = ["A Inner", "object Any", "A[] Many", "Wrapped Deep"];
      await root.putClass(cimClass("Wrapped", { properties: [property("A Inner")] }));
      await root.putClass(cimClass("Holder", { properties: [key(), ...holders.map((text) => property(text))] }));
      await root.putClass(cimClass("Below : Holder"));
      const inner = instance("D", { K: "inner" });
      const values: readonly Record<string, CimValue>[] = [
        { Inner: inner },
        { Any: inner },
        { Many: [null, inner] },
        { Deep: instance("Wrapped", { Inner: inner }) },
      ];
      for (const value of values) {
        await root.putInstance(instance("Below", { K: '"className":"D"', ...value }));
        for (const className of ["D", "B"]) {
          const error = await errorOf(root.deleteClass(className));
          expect([error.status, error.number]).toEqual(["WBEM_E_CLASS_HAS_INSTANCES", 0x80041026]);
          expect(error.violations.map(({ code }) => code)).toEqual(["embedded-instance-left"]);
          expect(error.violations[0]?.related).toMatch(/^Below\.K=/);
        }
        await root.putInstance(instance("Below", { K: '"className":"D"' }));
      }
      // It is judged when the transaction ends, so the class may come again.
      await root.putInstance(instance("Below", { K: "1", Inner: inner }));
      await connection.transaction(async (transaction) => {
        const inside = await transaction.openNamespace("root");
        await inside.deleteClass("D");
        await inside.putClass(cimClass("D : B"));
      });
      await root.deleteInstance('Holder.K="1"');
      expect((await root.deleteClass("B")).classes).toEqual(["B", "D"]);
    });

    test("leaves the localized copies of a class where they are", async () => {
      await root.putInstance(instance("__Namespace", { Name: "ms_409" }));
      const localized = await root.openNamespace("ms_409");
      await localized.putClass(cimClass("B", { qualifiers: ["Amendment"], properties: [key()] }));
      await root.deleteClass("B");
      expect((await localized.getClass("B")).name).toBe("B");
    });
  });
}
