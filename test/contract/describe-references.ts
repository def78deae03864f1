import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CimValue } from "../../src/cim/model.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { cimClass, instance, key, property } from "../repository/builders.ts";
import { expectRefusal } from "../repository/expect-error.ts";
import { collect, type OpenConnection, valueIn } from "./contract-helpers.ts";

/** References that no text can say, with what is wrong with them. */
const unreadable: Readonly<Record<string, object>> = {
  "a server without a namespace": { server: "srv" },
  "an empty namespace": { namespace: "" },
  "a namespace with backslashes": { namespace: "root\\cimv2" },
  "a server with a space": { server: "my host", namespace: "root" },
  "an empty class": { className: "" },
  "a class with a space": { className: "P Q" },
  "a class with a hyphen": { className: "P-1" },
  "a key that is no name": { keys: [{ name: "a b", value: 1 }] },
  "a key twice": {
    keys: [
      { name: "K", value: 1 },
      { name: "K", value: 2 },
    ],
  },
  "keys that are no list": { keys: null },
  "a key without a value": { keys: [{ name: "K", value: undefined }] },
  "a key that is NULL": { keys: [{ name: "K", value: null }] },
  "a key that is NaN": { keys: [{ name: "K", value: Number.NaN }] },
  "a key that is infinite": { keys: [{ name: "K", value: Number.POSITIVE_INFINITY }] },
  "a key that is a function": { keys: [{ name: "K", value: () => 1 }] },
};

/** What every connection does with references, and with keys that no path can say. */
export function describeReferences(name: string, open: OpenConnection): void {
  describe(name, () => {
    let connection: WbemConnection;
    let root: WbemServices;

    beforeEach(async () => {
      connection = await open();
      root = await connection.openNamespace("root");
      await root.putClass(cimClass("P", { properties: [key("uint32 K")] }));
      await root.putClass(
        cimClass("H", { properties: [key("uint32 K"), property("P ref R"), property("P ref[] Many")] }),
      );
      await root.putClass(cimClass("L", { properties: [key("P ref R")] }));
      await root.putClass(cimClass("Real", { properties: [key("real64 X"), key("real32 Y")] }));
    });

    afterEach(async () => {
      await connection.close();
    });

    describe("references", () => {
      test.each(Object.entries(unreadable))("are refused with %s, which could not be read again", async (_, parts) => {
        const path = { kind: "path", className: "P", keys: [{ name: "K", value: 1 }], ...parts } as CimValue;
        const puts = [
          [instance("H", { K: 1, R: path }), "unreadable-reference @property R part value"],
          [
            instance("H", { K: 1, Many: [null, path] as CimValue }),
            "unreadable-reference @property Many element 1 part value",
          ],
          [instance("L", { R: path }), "unreadable-reference @property R part value"],
        ] as const;
        for (const [put, found] of puts) {
          for (const call of [root.putInstance(put), root.putInstances([put])]) {
            await expectRefusal(call, "WBEM_E_INVALID_OBJECT_PATH", 0x8004103a, [found]);
          }
        }
        expect(await collect(root.createInstanceEnum("H"))).toEqual([]);
      });

      test("are read as they were put where a text can say them", async () => {
        for (const parts of [{}, { namespace: "root/cimv2" }, { server: "srv:1", namespace: "root" }, { keys: [] }]) {
          const path = { kind: "path", className: "P", keys: [{ name: "K", value: 1 }], ...parts } as CimValue;
          await root.putInstance(instance("H", { K: 1, R: path }));
          expect(valueIn(await root.getInstance("H.K=1"), "R")).toEqual(path);
        }
      });
    });

    describe("keys that are real numbers", () => {
      test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
        "are refused as %d, which no path can say",
        async (value) => {
          for (const name of ["X", "Y"]) {
            const put = root.putInstance(instance("Real", { X: 1, Y: 1, [name]: value }));
            const found = `infinite-key @property ${name} part value`;
            await expectRefusal(put, "WBEM_E_INVALID_OBJECT", 0x8004100f, [found]);
          }
          expect(await collect(root.createInstanceEnum("Real"))).toEqual([]);
        },
      );
    });
  });
}
