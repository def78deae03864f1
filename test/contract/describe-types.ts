import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CimClass, QualifierType } from "../../src/cim/model.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import {
  cimClass,
  instance,
  key,
  method,
  parameter,
  property,
  qualifier,
  qualifierType,
} from "../repository/builders.ts";
import { errorOf, expectRefusal } from "../repository/expect-error.ts";
import { collect, type OpenConnection } from "./contract-helpers.ts";

/** What a program without types may give for the type of an element. */
const oddTypes: Readonly<Record<string, object>> = {
  "a type that is nearly one": { type: "strin" },
  "an integer of 65 bits": { type: "uint65" },
  "a type in another case": { type: "UINT32" },
  "an empty type": { type: "" },
  "a type of JavaScript": { type: "toString" },
  "a type that is null": { type: null },
  "a type that is missing": { type: undefined },
  "a type that is a number": { type: 5 },
  "a type that is an object": { type: {} },
  "an array by text": { isArray: "x" },
  "an array or not": { isArray: undefined },
  "an array of a negative size": { isArray: true, arraySize: -1 },
  "an array of no size": { isArray: true, arraySize: 0 },
  "an array of half a size": { isArray: true, arraySize: 1.5 },
  "an array whose size is NaN": { isArray: true, arraySize: Number.NaN },
  "an array whose size is text": { isArray: true, arraySize: "4" },
  "a class that is a number": { type: "reference", className: 5 },
};

const oddQualifierTypes: Readonly<Record<string, object>> = {
  ...oddTypes,
  "a reference": { type: "reference" },
  "an object": { type: "object" },
};

/** What every connection does with types that there are not. */
export function describeTypes(name: string, open: OpenConnection): void {
  describe(name, () => {
    let connection: WbemConnection;
    let root: WbemServices;

    beforeEach(async () => {
      connection = await open();
      root = await connection.openNamespace("root");
      await root.putClass(cimClass("Plain", { properties: [key(), property("uint8 N")] }));
    });

    afterEach(async () => {
      await connection.close();
    });

    const withProperty = (odd: object): CimClass =>
      cimClass("A", { properties: [key(), { ...property("string P"), ...odd } as never] });
    const withReturnType = (odd: object): CimClass =>
      cimClass("A", {
        methods: [{ ...method("uint8 M"), returnType: { type: "uint8", isArray: false, ...odd } as never }],
      });
    const withParameter = (odd: object): CimClass =>
      cimClass("A", { methods: [method("uint8 M", [{ ...parameter("string P", []), ...odd } as never])] });

    describe("types of elements", () => {
      test.each(Object.entries(oddTypes))("are refused that there are not: %s", async (_, odd) => {
        await expectRefusal(root.putClass(withProperty(odd)), "WBEM_E_INVALID_PROPERTY_TYPE", 0x8004102a, [
          "invalid-property-type @property P part type",
        ]);
        await expectRefusal(root.putClass(withReturnType(odd)), "WBEM_E_INVALID_CIM_TYPE", 0x8004102d, [
          "invalid-cim-type @method M part type",
        ]);
        await expectRefusal(root.putClass(withParameter(odd)), "WBEM_E_INVALID_CIM_TYPE", 0x8004102d, [
          "invalid-cim-type @method M parameter P part type",
        ]);
        expect(await collect(root.createClassEnum(null))).toHaveLength(1);
      });

      test.each(["uint8", 5, true])("are refused where a method returns %s", async (returnType) => {
        const definition = cimClass("A", { methods: [{ ...method("uint8 M"), returnType } as never] });
        await expectRefusal(root.putClass(definition), "WBEM_E_INVALID_CIM_TYPE", 0x8004102d, [
          "invalid-cim-type @method M part type",
        ]);
      });
    });

    describe("types of qualifiers", () => {
      test.each(
        Object.entries(oddQualifierTypes).filter(([, { className }]: [string, { className?: number }]) => !className),
      )("are refused that there are not: %s", async (_, odd) => {
        const type = { ...qualifierType("Q : string"), ...odd } as QualifierType;
        await expectRefusal(root.setQualifier(type), "WBEM_E_INVALID_QUALIFIER_TYPE", 0x80041029, [
          "invalid-qualifier-type @part type",
        ]);
        const use = { ...qualifier("Q", null), ...odd } as never;
        await expectRefusal(
          root.putClass(cimClass("A", { qualifiers: [use] })),
          "WBEM_E_INVALID_QUALIFIER_TYPE",
          0x80041029,
          ["invalid-qualifier-type @qualifier Q part type"],
        );
        const put = root.putInstance({ ...instance("Plain", { K: "1" }), qualifiers: [use] });
        await expectRefusal(put, "WBEM_E_INVALID_QUALIFIER_TYPE", 0x80041029, [
          "invalid-qualifier-type @qualifier Q part type",
        ]);
      });

      test.each(["bogus", "", "Class", 5, null, {}])("are refused for the scope %o", async (scope) => {
        const type = { ...qualifierType("Q : string"), scopes: ["class", scope as never] } as QualifierType;
        const refused = root.setQualifier(type);
        await expectRefusal(refused, "WBEM_E_INVALID_QUALIFIER", 0x80041042, ["invalid-scope @part scope"]);
      });

      test.each(["a b]", "", "1a", "a-b"])("are refused with the name %o", async (odd) => {
        const type = { ...qualifierType("Q : string"), name: odd };
        await expectRefusal(root.setQualifier(type), "WBEM_E_INVALID_PARAMETER", 0x80041008, ["invalid-name"]);
        for (const qualified of [
          { ...instance("Plain", { K: "1" }), qualifiers: [qualifier(odd, "x")] },
          {
            ...instance("Plain", { K: "1" }),
            properties: [
              { name: "K", value: "1" },
              { name: "N", value: 1, qualifiers: [qualifier(odd, "x")] },
            ],
          },
        ]) {
          const { status, violations } = await errorOf(root.putInstance(qualified));
          expect([status, violations.map(({ code }) => code)]).toEqual(["WBEM_E_INVALID_PARAMETER", ["invalid-name"]]);
        }
      });
    });
  });
}
