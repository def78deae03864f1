import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { cimClass, instance, key } from "../repository/builders.ts";
import { expectRefusal } from "../repository/expect-error.ts";
import { collect, type OpenConnection } from "./contract-helpers.ts";

/** What a program without types may hand over for flags. */
const oddFlags: Readonly<Record<string, unknown>> = {
  "a bigint": 1n,
  "a bigint of semisynchronous calls": 0x10n,
  "a symbol": Symbol("x"),
  "a function": () => 1,
  text: "1",
  "the text of nothing": "",
  true: true,
  null: null,
  NaN: Number.NaN,
  "an infinite number": Number.POSITIVE_INFINITY,
  "a fraction": 0.5,
  "a number beyond 32 bits": 2 ** 32,
  "a negative number": -1,
  "an object": {},
  "an object without a prototype": Object.create(null),
  "an array": [1],
};

/** Every operation that takes flags, in the namespace `root` of a connection or transaction. */
const operations: Readonly<Record<string, (root: WbemServices, flags: number) => PromiseLike<unknown>>> = {
  putClass: (root, flags) => root.putClass(cimClass("B"), flags),
  putInstance: (root, flags) => root.putInstance(instance("A", { K: "1" }), flags),
  putInstances: (root, flags) => root.putInstances([instance("A", { K: "1" })], flags),
  getClass: (root, flags) => root.getClass("A", flags),
  getInstance: (root, flags) => root.getInstance('A.K="0"', flags),
  getObject: (root, flags) => root.getObject('A.K="0"', flags),
  "getObject of nothing": (root, flags) => root.getObject(null, flags),
  deleteClass: (root, flags) => root.deleteClass("A", flags),
  deleteInstance: (root, flags) => root.deleteInstance('A.K="0"', flags),
  createClassEnum: (root, flags) => collect(root.createClassEnum(null, flags)),
  createInstanceEnum: (root, flags) => collect(root.createInstanceEnum("A", flags)),
  execQuery: (root, flags) => collect(root.execQuery("WQL", "SELECT * FROM A", flags)),
  openNamespace: (root, flags) => root.openNamespace("x", flags),
};

/** What every connection does with flags that are no flags. */
export function describeOddFlags(name: string, open: OpenConnection): void {
  describe(name, () => {
    let connection: WbemConnection;
    let root: WbemServices;

    beforeEach(async () => {
      connection = await open();
      root = await connection.openNamespace("root");
      await root.putClass(cimClass("A", { properties: [key()] }));
      await root.putInstance(instance("A", { K: "0" }));
    });

    afterEach(async () => {
      await connection.close();
    });

    describe("flags that are no flags", () => {
      test.each(Object.entries(operations))("are refused by %s", async (_, operation) => {
        for (const flags of Object.values(oddFlags)) {
          const refused = operation(root, flags as number);
          await expectRefusal(refused, "WBEM_E_INVALID_PARAMETER", 0x80041008, ["invalid-flags"]);
        }
        expect(await collect(root.createInstanceEnum("A"))).toHaveLength(1);
      });

      test.each(Object.entries(operations))("are refused by %s in a transaction", async (_, operation) => {
        await connection.transaction(async (transaction) => {
          const services = await transaction.openNamespace("root");
          for (const flags of Object.values(oddFlags)) {
            const refused = operation(services, flags as number);
            await expectRefusal(refused, "WBEM_E_INVALID_PARAMETER", 0x80041008, ["invalid-flags"]);
          }
        });
        expect(await collect(root.createInstanceEnum("A"))).toHaveLength(1);
      });

      test("are refused by openNamespace of a connection and a transaction", async () => {
        for (const flags of Object.values(oddFlags) as number[]) {
          const refused = connection.openNamespace("root", flags);
          await expectRefusal(refused, "WBEM_E_INVALID_PARAMETER", 0x80041008, ["invalid-flags"]);
          await connection.transaction(async (transaction) => {
            const opened = transaction.openNamespace("root", flags);
            await expectRefusal(opened, "WBEM_E_INVALID_PARAMETER", 0x80041008, ["invalid-flags"]);
          });
        }
      });
    });
  });
}
