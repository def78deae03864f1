import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { cimClass, instance, key, property } from "../repository/builders.ts";
import { collect, type OpenConnection } from "./contract-helpers.ts";

/** How every connection deletes instances. */
export function describeDeleteInstance(name: string, open: OpenConnection): void {
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

    describe("deleted instances", () => {
      beforeEach(async () => {
        await root.putClass(
          cimClass("A", { properties: [key(), property("uint32 N", [], 7), property("uint64 Big")] }),
        );
        await root.putClass(cimClass("B : A", { properties: [property("string Own")] }));
        await root.putClass(cimClass("C : A"));
      });

      test("are deleted through any class that has the keys", async () => {
        await root.putInstances([instance("B", { K: "1" }), instance("A", { K: "2" })]);
        await root.deleteInstance('A.K="1"');
        expect(await collect(root.createInstanceEnum("A"))).toEqual([instance("A", { K: "2" })]);
        await root.deleteInstance('A.K="2"');
        expect(await collect(root.createInstanceEnum("A"))).toEqual([]);
      });
    });
  });
}
