import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CimClass, CimInstance } from "../../src/cim/model.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { WbemContext } from "../../src/wbem/context.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { cimClass, instance, key, method, property, qualifierType } from "../repository/builders.ts";
import { errorOf } from "../repository/expect-error.ts";
import { collect, type OpenConnection } from "./contract-helpers.ts";

const noText: readonly unknown[] = [undefined, null, 5, {}, [], () => 1, Symbol("x")];
const K = { name: "K", value: "1" };
const withProperties = (properties: readonly unknown[]) => ({ kind: "instance", className: "A", properties });
const embedding = (value: unknown) => withProperties([K, { name: "Em", value }]);

const malformedInstances: Readonly<Record<string, unknown>> = {
  nothing: undefined,
  null: null,
  "a number": 5,
  "an empty object": {},
  "no class": { kind: "instance", className: 5, properties: [] },
  "no properties": { kind: "instance", className: "A" },
  "a property that is null": withProperties([null]),
  "a property that is missing": withProperties([undefined, K]),
  "a hole for a property": withProperties(new Array(2)),
  "a property without a name": withProperties([{}]),
  "a property whose name is a number": withProperties([{ name: 5, value: "1" }]),
  "qualifiers that are a number": { ...withProperties([K]), qualifiers: 5 },
  "qualifiers that are null": { ...withProperties([K]), qualifiers: null },
  "a qualifier that is null": { ...withProperties([K]), qualifiers: [null] },
  "a qualifier without its flavor": {
    ...withProperties([K]),
    qualifiers: [{ name: "Q", type: "string", isArray: false }],
  },
  "qualifiers of a property that are a number": withProperties([{ ...K, qualifiers: 5 }]),
  "a qualifier of a property that is null": withProperties([{ ...K, qualifiers: [null] }]),
  "an embedded instance without its parts": embedding({ kind: "instance" }),
  "an embedded instance without its properties": embedding({ kind: "instance", className: "E" }),
  "an embedded instance with a property that is null": embedding({
    kind: "instance",
    className: "E",
    properties: [null],
  }),
};

const malformedClasses: Readonly<Record<string, object>> = {
  "a property that is null": { properties: [null] },
  "a property without qualifiers": { properties: [{ name: "P", type: "string", isArray: false }] },
  "a property without a name": { properties: [{ type: "string", isArray: false, qualifiers: [] }] },
  "a hole for a property": { properties: new Array(1) },
  "a qualifier that is null": { qualifiers: [null] },
  "a qualifier without a flavor": { qualifiers: [{ name: "Q", type: "string", isArray: false }] },
  "a method that is null": { methods: [null] },
  "a method with nothing but a name": { methods: [{ name: "M" }] },
  "a method without parameters": { methods: [{ name: "M", returnType: "void", qualifiers: [] }] },
  "a method that returns null": { methods: [{ ...method("uint8 M"), returnType: null }] },
  "a parameter that is null": { methods: [{ ...method("uint8 M"), parameters: [null] }] },
  "a superclass that is a number": { superclass: 5 },
};

/** What every connection does with arguments that have no sense, as programs without types may give them. */
export function describeMalformedArguments(name: string, open: OpenConnection): void {
  describe(name, () => {
    let connection: WbemConnection;
    let root: WbemServices;

    beforeEach(async () => {
      connection = await open();
      root = await connection.openNamespace("root");
      await root.putClass(cimClass("E", { properties: [property("string X")] }));
      await root.putClass(cimClass("A", { properties: [key(), property("E Em"), property("string[] Many")] }));
    });

    afterEach(async () => {
      await connection.close();
    });

    async function refusalOf(call: () => PromiseLike<unknown>): Promise<readonly unknown[]> {
      const { status, violations, message } = await errorOf((async () => call())());
      expect(message).not.toMatch(/undefined|\[object/);
      return [status, ...violations.map(({ code }) => code)];
    }

    describe("arguments without their parts", () => {
      test.each(Object.entries(malformedInstances))("are no instance: %s", async (_, given) => {
        const put = given as CimInstance;
        const expected = ["WBEM_E_INVALID_OBJECT", "not-an-instance"];
        expect(await refusalOf(() => root.putInstance(put))).toEqual(expected);
        expect(await refusalOf(() => root.putInstances([instance("A", { K: "0" }), put]))).toEqual(expected);
        await connection.transaction(async (transaction) => {
          const services = await transaction.openNamespace("root");
          expect(await refusalOf(() => services.putInstance(put))).toEqual(expected);
          await services.putInstance(instance("A", { K: "2", Em: instance("E", { X: "x" }) }));
        });
        expect(await collect(root.createInstanceEnum("A"))).toHaveLength(1);
      });

      test("are values that are none, and no instances in a list that is none", async () => {
        for (const values of [[undefined], new Array(1), [() => 1], [{}], [new Date(0)]]) {
          const put = instance("A", { K: "1", Many: values as never });
          expect(await refusalOf(() => root.putInstance(put))).toEqual(["WBEM_E_TYPE_MISMATCH", "value-type-mismatch"]);
        }
        for (const list of [null, 5, {}]) {
          const expected = ["WBEM_E_INVALID_OBJECT", "not-an-instance"];
          expect(await refusalOf(() => root.putInstances(list as never))).toEqual(expected);
        }
      });

      test.each(Object.entries(malformedClasses))("are no class: %s", async (_, parts) => {
        const put = { ...cimClass("New"), ...parts } as CimClass;
        const [status] = await refusalOf(() => root.putClass(put));
        expect(status).toBe("WBEM_E_INCOMPLETE_CLASS");
      });

      test("are no qualifier type", async () => {
        const type = qualifierType("Q : string");
        for (const given of [...noText, { ...type, name: 5 }, { ...type, scopes: "any" }, { ...type, flavor: null }]) {
          const refusal = await refusalOf(() => root.setQualifier(given as never));
          expect(refusal).toEqual(["WBEM_E_INVALID_QUALIFIER_TYPE", "malformed-qualifier-type"]);
        }
      });
    });

    describe("arguments of another kind", () => {
      test("are no path", async () => {
        const path = { kind: "path", className: "A", keys: [K] };
        const odd = [{ ...path, keys: {} }, { ...path, keys: [null] }, { className: "A" }, { ...path, className: 5 }];
        for (const given of [...noText, ...odd] as never[]) {
          const expected = ["WBEM_E_INVALID_OBJECT_PATH", "malformed-path"];
          expect(await refusalOf(() => root.getInstance(given))).toEqual(expected);
          expect(await refusalOf(() => root.deleteInstance(given))).toEqual(expected);
          if (given !== null) expect(await refusalOf(() => root.getObject(given))).toEqual(expected);
        }
      });

      test("are no name and no text", async () => {
        const expected = ["WBEM_E_INVALID_PARAMETER", "argument-not-text"];
        for (const given of noText as never[]) {
          expect(await refusalOf(() => root.getClass(given))).toEqual(expected);
          expect(await refusalOf(() => root.deleteClass(given))).toEqual(expected);
          if (given !== null) expect(await refusalOf(() => collect(root.createClassEnum(given)))).toEqual(expected);
          expect(await refusalOf(() => collect(root.createInstanceEnum(given)))).toEqual(expected);
          expect(await refusalOf(() => root.getQualifier(given))).toEqual(expected);
          expect(await refusalOf(() => root.deleteQualifier(given))).toEqual(expected);
          expect(await refusalOf(() => root.openNamespace(given))).toEqual(expected);
          expect(await refusalOf(() => connection.openNamespace(given))).toEqual(expected);
          expect(await refusalOf(() => collect(root.execQuery("WQL", given)))).toEqual(expected);
          expect(await refusalOf(() => collect(root.execQuery(given, "SELECT * FROM A")))).toEqual(expected);
        }
      });

      test("are no context", async () => {
        await root.putInstance(instance("A", { K: "0" }));
        for (const given of [{}, "x", 5, true, new Map(), [], () => 1] as never[]) {
          const expected = ["WBEM_E_INVALID_CONTEXT", "invalid-context"];
          expect(await refusalOf(() => root.putInstance(instance("A", { K: "0" }), 1, given))).toEqual(expected);
          expect(await refusalOf(() => root.getInstance('A.K="0"', 0, given))).toEqual(expected);
          expect(await refusalOf(() => root.deleteInstance('A.K="0"', 0, given))).toEqual(expected);
          expect(await refusalOf(() => collect(root.createInstanceEnum("A", 0, given)))).toEqual(expected);
          expect(await refusalOf(() => collect(root.execQuery("WQL", "SELECT * FROM A", 0, given)))).toEqual(expected);
        }
        await root.deleteInstance('A.K="0"', 0, new WbemContext());
      });
    });
  });
}
