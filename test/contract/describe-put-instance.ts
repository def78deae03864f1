import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { WBEM_FLAG_CREATE_ONLY, WBEM_FLAG_UPDATE_ONLY, WBEM_FLAG_UPDATE_SAFE_MODE } from "../../src/wbem/flags.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { cimClass, instance, key, property } from "../repository/builders.ts";
import { errorOf } from "../repository/expect-error.ts";
import type { OpenConnection } from "./contract-helpers.ts";

/** What `putInstance` of every connection does. */
export function describePutInstance(name: string, open: OpenConnection): void {
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

    describe("instances", () => {
      beforeEach(async () => {
        await root.putClass(
          cimClass("A", { properties: [key(), property("uint32 N", [], 7), property("uint64 Big")] }),
        );
        await root.putClass(cimClass("B : A", { properties: [property("string Own")] }));
        await root.putClass(cimClass("C : A"));
      });

      test("are put as created, unchanged and updated", async () => {
        const first = instance("a", { k: "1", N: 1 });
        expect(await root.putInstance(first)).toEqual({ path: 'A.K="1"', outcome: "created", warnings: [] });
        expect((await root.putInstance(first)).outcome).toBe("unchanged");
        expect((await root.putInstance(instance("A", { N: 1, K: "1" }))).outcome).toBe("unchanged");
        expect((await root.putInstance(instance("A", { K: "1", N: 2 }))).outcome).toBe("updated");
        expect(await root.getInstance('A.K="1"')).toEqual(instance("A", { K: "1", N: 2 }));
      });

      test("are created only or updated only when that is asked for", async () => {
        const one = instance("A", { K: "1" });
        expect((await errorOf(root.putInstance(one, WBEM_FLAG_UPDATE_ONLY))).status).toBe("WBEM_E_NOT_FOUND");
        await root.putInstance(one, WBEM_FLAG_CREATE_ONLY);
        expect((await errorOf(root.putInstance(one, WBEM_FLAG_CREATE_ONLY))).status).toBe("WBEM_E_ALREADY_EXISTS");
        expect((await root.putInstance(one, WBEM_FLAG_UPDATE_ONLY)).outcome).toBe("unchanged");
        expect((await errorOf(root.putInstance(one, 3))).status).toBe("WBEM_E_INVALID_PARAMETER");
        expect((await errorOf(root.putInstance(one, WBEM_FLAG_UPDATE_SAFE_MODE))).status).toBe(
          "WBEM_E_INVALID_PARAMETER",
        );
      });
    });
  });
}
