import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CimInstance } from "../../src/cim/model.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { WBEM_FLAG_SHALLOW } from "../../src/wbem/flags.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { cimClass, instance, key, property, qualifier } from "../repository/builders.ts";
import { errorOf } from "../repository/expect-error.ts";
import { collect, type OpenConnection, valueIn } from "./contract-helpers.ts";

/** How every connection keeps instances, many and with every kind of value. */
export function describeInstances(name: string, open: OpenConnection): void {
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

      test("are put in batches, up to the first that is refused", async () => {
        const batch = [
          instance("A", { K: "1" }),
          instance("B", { K: "2" }),
          instance("A", { K: "3", N: -1 }),
          instance("A", { K: "4" }),
        ];
        const error = await errorOf(root.putInstances(batch));
        expect(error.batchIndex).toBe(2);
        expect(error.violations.map(({ code }) => code)).toEqual(["value-out-of-range"]);
        // Outside of a transaction the batch is one.
        expect(await collect(root.createInstanceEnum("A"))).toEqual([]);
        await connection.transaction(async (transaction) => {
          const inside = await transaction.openNamespace("root");
          expect((await errorOf(inside.putInstances(batch))).batchIndex).toBe(2);
          expect(await collect(inside.createInstanceEnum("A"))).toHaveLength(2);
        });
        expect(await collect(root.createInstanceEnum("A"))).toHaveLength(2);
      });

      test("see each other within a batch", async () => {
        const results = await root.putInstances([
          instance("A", { K: "1", N: 1 }),
          instance("A", { K: "1", N: 1 }),
          instance("A", { K: "1", N: 2 }),
        ]);
        expect(results.map(({ outcome }) => outcome)).toEqual(["created", "unchanged", "updated"]);
        const error = await errorOf(root.putInstances([instance("B", { K: "9" }), instance("C", { K: "9" })]));
        expect(error.status).toBe("WBEM_E_ALREADY_EXISTS");
        expect(error.batchIndex).toBe(1);
        expect(await root.putInstances([])).toEqual([]);
      });

      test("are enumerated by class and key, deep and shallow", async () => {
        await root.putInstances([
          instance("C", { K: "1" }),
          instance("A", { K: "4" }),
          instance("B", { K: "3" }),
          instance("A", { K: "2" }),
        ]);
        const keysOf = async (className: string, flags?: number) =>
          (await collect(root.createInstanceEnum(className, flags))).map((one) => valueIn(one, "K"));
        expect(await keysOf("A")).toEqual(["2", "4", "3", "1"]);
        expect(await keysOf("a", WBEM_FLAG_SHALLOW)).toEqual(["2", "4"]);
        expect(await keysOf("B")).toEqual(["3"]);
        expect((await errorOf(keysOf("Missing"))).status).toBe("WBEM_E_INVALID_CLASS");
      });

      test("stream in numbers", async () => {
        const count = 5000;
        const many = Array.from({ length: count }, (_, number) => instance("A", { K: `${number}`, N: number }));
        const results = await root.putInstances(many);
        expect(results.filter(({ outcome }) => outcome === "created")).toHaveLength(count);
        const seen = new Set<unknown>();
        for await (const one of root.createInstanceEnum("A")) seen.add(valueIn(one, "N"));
        expect(seen.size).toBe(count);
        expect((await root.putInstances(many)).every(({ outcome }) => outcome === "unchanged")).toBe(true);
      });

      test("keep every kind of value", async () => {
        const { CimDateTime } = await import("../../src/cim/datetime.ts");
        const types = ["boolean", "string", "char16", "uint8", "sint64", "uint64", "real32", "real64", "datetime"];
        await root.putClass(
          cimClass("V", {
            properties: [
              key(),
              ...types.map((type) => property(`${type} p_${type}`)),
              ...types.map((type) => property(`${type}[] a_${type}`)),
              property("A ref r"),
              property("V e"),
              property("V[] ea"),
            ],
          }),
        );
        const one: Record<string, CimInstance["properties"][number]["value"] & {}> = {
          p_boolean: false,
          p_string: 'line\n"quoted" \u{1F333} \uD800',
          p_char16: "\u4133",
          p_uint8: 255,
          p_sint64: -(2n ** 63n),
          p_uint64: 2n ** 64n - 1n,
          p_real32: 0.5,
          p_real64: Number.POSITIVE_INFINITY,
          p_datetime: new CimDateTime("20240229123456.789012+060"),
        };
        const values = {
          K: "1",
          ...one,
          ...Object.fromEntries(types.map((type) => [`a_${type}`, [one[`p_${type}`], null]])),
          r: { kind: "path", className: "A", keys: [{ name: "K", value: "x" }] },
          e: instance("V", { p_sint64: 5n, p_datetime: new CimDateTime("00000001000000.000000:000") }),
          ea: [instance("V", { K: "inner" }), null],
        } as never;
        await root.putInstance(instance("V", values));
        expect(await root.getInstance('V.K="1"')).toEqual(instance("V", values));
        expect((await root.putInstance(instance("V", values))).outcome).toBe("unchanged");
      });

      test("keep qualifiers of their own", async () => {
        const context = qualifier("PropertyContext", "x", { toInstance: true });
        await root.putInstance({
          kind: "instance",
          className: "A",
          qualifiers: [qualifier("DynProps")],
          properties: [{ name: "K", value: "1" }, { name: "N", qualifiers: [context] }, { name: "Big" }],
        });
        const read = await root.getInstance('A.K="1"');
        const flavor = { overridable: true, toSubclass: false, toInstance: false, translatable: false, amended: false };
        expect(read.qualifiers).toEqual([{ ...qualifier("DynProps", true), flavor }]);
        expect(read.properties).toEqual([
          { name: "K", value: "1" },
          { name: "N", qualifiers: [{ ...context, flavor: { ...flavor, toInstance: true } }] },
        ]);
        expect((await root.putInstance(read)).outcome).toBe("unchanged");
      });
    });
  });
}
