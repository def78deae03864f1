import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CimClass, CimInstance, CimValue, QualifierType } from "../../src/cim/model.ts";
import type { WbemConnection, WbemTransaction } from "../../src/wbem/connection.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { type StatusName, statusNumbers } from "../../src/wbem/status.ts";
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
import { errorOf } from "../repository/expect-error.ts";
import { collect, type OpenConnection } from "./contract-helpers.ts";

const tagged = (value: CimValue) => qualifier("Tag", value);
const overrideOfN = qualifier("Override", "N");

/** What uses Tag, by the place where it stands. */
const usersOfTag: readonly (readonly [place: string, classes: readonly CimClass[], user: string])[] = [
  ["a class", [cimClass("A", { qualifiers: [tagged("x")] })], "A"],
  ["a property", [cimClass("A", { properties: [property("string S", [tagged("x")])] })], "A"],
  ["a reference", [cimClass("A", { properties: [property("A ref R", [tagged("x")])] })], "A"],
  ["a method", [cimClass("A", { methods: [method("void M", [], [tagged("x")])] })], "A"],
  ["a parameter", [cimClass("A", { methods: [method("void M", [parameter("string P", [tagged("x")])])] })], "A"],
  ["a subclass", [cimClass("A"), cimClass("B : A", { qualifiers: [tagged("x")] })], "B"],
  ["what derives from a system class", [cimClass("A : __ExtrinsicEvent", { qualifiers: [tagged("x")] })], "A"],
];

/** Changes of the type of Tag under classes that use it, with the class that is in the way. */
const changesInUse: readonly (readonly [
  rule: string,
  before: QualifierType,
  classes: readonly CimClass[],
  after: QualifierType,
  user: string,
])[] = [
  ...usersOfTag.map(
    ([place, classes, user]) =>
      [
        `the type of its value on ${place}`,
        qualifierType("Tag : string"),
        classes,
        qualifierType("Tag : uint32"),
        user,
      ] as const,
  ),
  [
    "an array of values",
    qualifierType("Tag : string[]"),
    [cimClass("A", { qualifiers: [tagged(["x"])] })],
    qualifierType("Tag : string"),
    "A",
  ],
  [
    "the range of a value",
    qualifierType("Tag : uint32"),
    [cimClass("A", { qualifiers: [tagged(300)] })],
    qualifierType("Tag : uint8"),
    "A",
  ],
  [
    "the scope of a use",
    qualifierType("Tag : string", ["class", "property"]),
    [cimClass("A", { properties: [property("string S", [tagged("x")])] })],
    qualifierType("Tag : string", ["class"]),
    "A",
  ],
  [
    "the scope of an association, which is no class",
    qualifierType("Tag : string", ["class", "association"]),
    [cimClass("A", { qualifiers: ["Association", "Abstract", tagged("x")] })],
    qualifierType("Tag : string", ["class"]),
    "A",
  ],
  [
    "another value in a subclass, as DisableOverride comes",
    qualifierType("Tag : string"),
    [cimClass("A", { qualifiers: [tagged("x")] }), cimClass("B : A", { qualifiers: [tagged("y")] })],
    qualifierType("Tag : string", ["any"], { overridable: false }),
    "B",
  ],
  [
    "another value on an override, as DisableOverride comes",
    qualifierType("Tag : string"),
    [
      cimClass("A", { properties: [property("string N", [tagged("x")])] }),
      cimClass("B : A", { properties: [property("string N", [overrideOfN, tagged("y")])] }),
    ],
    qualifierType("Tag : string", ["any"], { overridable: false }),
    "B",
  ],
  [
    "another value in a subclass, as a fixed one comes to propagate",
    qualifierType("Tag : string", ["any"], { overridable: false, toSubclass: false }),
    [cimClass("A", { qualifiers: [tagged("x")] }), cimClass("B : A", { qualifiers: [tagged("y")] })],
    qualifierType("Tag : string", ["any"], { overridable: false, toSubclass: true }),
    "B",
  ],
];

/** Qualifier types as objects of their own. */
export function describeQualifierTypes(name: string, open: OpenConnection): void {
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

    describe("qualifier types", () => {
      const tag = qualifierType("Tag : string", ["class", "property"], { overridable: false });

      test("are set, read, listed and deleted", async () => {
        expect(await root.setQualifier(tag)).toEqual({ path: "Tag", outcome: "created", warnings: [] });
        expect((await root.setQualifier(tag)).outcome).toBe("unchanged");
        expect((await root.setQualifier(await root.getQualifier("TAG"))).outcome).toBe("unchanged");
        expect((await root.setQualifier({ ...tag, name: "tag", value: "none" })).outcome).toBe("updated");
        await root.setQualifier(qualifierType("Again : uint32[]"));
        expect((await collect(root.enumerateQualifiers())).map(({ name }) => name)).toEqual(["Again", "Tag"]);
        expect(await root.getQualifier("tag")).toEqual({
          ...tag,
          value: "none",
          flavor: { overridable: false, toSubclass: true, toInstance: false, translatable: false, amended: false },
        });
        await root.deleteQualifier("TAG");
        expect((await errorOf(root.getQualifier("Tag"))).status).toBe("WBEM_E_NOT_FOUND");
        expect((await errorOf(root.deleteQualifier("Tag"))).status).toBe("WBEM_E_NOT_FOUND");
      });

      test("change one after another in a transaction, and for others when it lasts", async () => {
        const names = async (services: WbemServices) => {
          return (await collect(services.enumerateQualifiers())).map(({ name }) => name);
        };
        await root.setQualifier(qualifierType("A : string"));
        const change = async (transaction: WbemTransaction) => {
          const inside = await transaction.openNamespace("root");
          await inside.setQualifier(qualifierType("B : string"));
          expect(await names(inside)).toEqual(["A", "B"]);
          await inside.deleteQualifier("A");
          await inside.setQualifier(qualifierType("C : uint32"));
          expect(await names(inside)).toEqual(["B", "C"]);
          expect(await names(root)).toEqual(["A"]);
        };
        const failure = new Error("not to last");
        const failing = connection.transaction(async (transaction) => {
          await change(transaction);
          throw failure;
        });
        await expect(failing).rejects.toBe(failure);
        expect(await names(root)).toEqual(["A"]);
        await connection.transaction(change);
        expect(await names(root)).toEqual(["B", "C"]);
      });

      test("give the uses that were there before their type and flavor", async () => {
        const used = qualifier("Tag", 5);
        await root.putClass(cimClass("A", { qualifiers: [used], properties: [key()] }));
        await root.putClass(cimClass("B : A"));
        expect((await root.getClass("B")).qualifiers).toEqual([]);
        await root.setQualifier(qualifierType("Tag : uint64", ["class"]));
        const [propagated] = (await root.getClass("B")).qualifiers;
        expect(propagated).toMatchObject({ name: "Tag", type: "uint64", value: 5n, propagated: true });
      });

      test("are refused where a class uses them otherwise", async () => {
        await root.putClass(cimClass("A", { properties: [property("string K", ["Key", qualifier("Tag", "x")])] }));
        for (const type of [qualifierType("Tag : uint32"), qualifierType("Tag : string", ["class"])]) {
          const error = await errorOf(root.setQualifier(type));
          expect(error.violations[0]).toMatchObject({ code: "qualifier-type-in-use", related: "A" });
        }
        expect((await root.setQualifier(qualifierType("Tag : string"))).outcome).toBe("created");
      });

      test.each(changesInUse)(
        "are refused where they no longer fit %s",
        async (_name, before, classes, after, user) => {
          await root.setQualifier(before);
          for (const definition of classes) await root.putClass(definition);
          const error = await errorOf(root.setQualifier(after));
          expect([error.status, error.number]).toEqual(["WBEM_E_INVALID_OPERATION", 0x80041016]);
          expect(error.violations).toMatchObject([{ code: "qualifier-type-in-use", related: user }]);
          expect(error.object).toEqual({ kind: "qualifier", namespace: "root", path: "Tag" });
          expect((await root.setQualifier(before)).outcome).toBe("unchanged");
          // It is judged when the transaction ends, so classes may change with it.
          await connection.transaction(async (transaction) => {
            const inside = await transaction.openNamespace("root");
            await inside.setQualifier(after);
            for (const { name } of classes.toReversed()) await inside.deleteClass(name);
          });
        },
      );

      test("may change in what no use rests on", async () => {
        await root.setQualifier(qualifierType("Tag : uint8", ["class"]));
        await root.putClass(cimClass("A", { qualifiers: [qualifier("Tag", 5)], properties: [key()] }));
        await root.putClass(cimClass("B : A"));
        const wider = qualifierType("Tag : uint32", ["any"], { toSubclass: false }, 7);
        expect((await root.setQualifier(wider)).outcome).toBe("updated");
        expect((await root.getClass("A")).qualifiers).toMatchObject([{ name: "Tag", type: "uint32", value: 5 }]);
        expect((await root.getClass("B")).qualifiers).toEqual([]);
      });

      test("are followed by a use that had written what its type said", async () => {
        await root.setQualifier(qualifierType("Tag : string"));
        const written = qualifier("Tag", "x", { overridable: true, toSubclass: true });
        await root.putClass(cimClass("A", { qualifiers: [written] }));
        await root.setQualifier(qualifierType("Tag : string", ["any"], { overridable: false, toSubclass: false }));
        expect((await root.getClass("A")).qualifiers[0]?.flavor).toMatchObject({
          overridable: false,
          toSubclass: false,
        });
      });

      test("are in use by what instances and their properties carry, embedded ones too", async () => {
        const tagged = { qualifiers: [qualifier("Tag", "x")] };
        const plain = instance("A", { K: "1" });
        await root.putClass(cimClass("A", { properties: [key(), property("A Inner")] }));
        const carriers: readonly CimInstance[] = [
          { ...plain, ...tagged },
          { ...plain, properties: [{ name: "K", value: "1", ...tagged }] },
          { ...plain, properties: [...plain.properties, { name: "Inner", value: { ...plain, ...tagged } }] },
        ];
        for (const carrier of carriers) {
          await root.setQualifier(qualifierType("Tag : string"));
          await root.putInstance(carrier);
          expect((await errorOf(root.deleteQualifier("TAG"))).violations).toMatchObject([
            { code: "qualifier-in-use", related: 'A.K="1"' },
          ]);
          expect((await errorOf(root.setQualifier(qualifierType("Tag : uint32")))).violations).toMatchObject([
            { code: "qualifier-type-in-use", related: 'A.K="1"' },
          ]);
          await root.deleteInstance('A.K="1"');
          await root.deleteQualifier("Tag");
        }
      });

      test("give the qualifiers of instances their type", async () => {
        await root.putClass(cimClass("A", { properties: [key()] }));
        await root.putInstance({ ...instance("A", { K: "1" }), qualifiers: [qualifier("Tag", 5)] });
        await root.setQualifier(qualifierType("Tag : uint64", ["any"], { overridable: false }));
        const read = await root.getInstance('A.K="1"');
        expect(read.qualifiers).toMatchObject([
          { name: "Tag", type: "uint64", value: 5n, flavor: { overridable: false } },
        ]);
        expect((await root.putInstance(read)).outcome).not.toBe("created");
      });

      test.each(usersOfTag)("are not deleted while %s has them", async (_name, classes, user) => {
        await root.setQualifier(qualifierType("Tag : string"));
        for (const definition of classes) await root.putClass(definition);
        const error = await errorOf(root.deleteQualifier("tag"));
        expect([error.status, error.number]).toEqual(["WBEM_E_INVALID_OPERATION", 0x80041016]);
        expect(error.violations).toMatchObject([{ code: "qualifier-in-use", related: user }]);
        expect(error.object).toEqual({ kind: "qualifier", namespace: "root", path: "Tag" });
        expect((await root.getQualifier("Tag")).name).toBe("Tag");
        for (const { name } of classes.toReversed()) await root.deleteClass(name);
        await root.deleteQualifier("tag");
        expect(await collect(root.enumerateQualifiers())).toEqual([]);
      });

      test.each([
        ["a name that is none", qualifierType("a b : string"), "WBEM_E_INVALID_PARAMETER", "invalid-name"],
        ["no name", qualifierType(" : string"), "WBEM_E_INVALID_PARAMETER", "invalid-name"],
        [
          "a default of another type",
          qualifierType("Tag : uint8", ["any"], {}, "x"),
          "WBEM_E_TYPE_MISMATCH",
          "value-type-mismatch",
        ],
        [
          "a default out of range",
          qualifierType("Tag : uint8", ["any"], {}, 300),
          "WBEM_E_VALUE_OUT_OF_RANGE",
          "value-out-of-range",
        ],
      ])("are refused with %s", async (_name, type, status, code) => {
        const error = await errorOf(root.setQualifier(type));
        expect([error.status, error.number]).toEqual([status, statusNumbers[status as StatusName]]);
        expect(error.violations.map((one) => one.code)).toEqual([code]);
        expect(await collect(root.enumerateQualifiers())).toEqual([]);
      });

      test("name the type that was probably meant", async () => {
        await root.setQualifier(tag);
        for (const call of [() => root.getQualifier("Tga"), () => root.deleteQualifier("Tga")]) {
          const error = await errorOf(call());
          expect([error.status, error.number]).toEqual(["WBEM_E_NOT_FOUND", 0x80041002]);
          expect(error.violations).toMatchObject([{ code: "qualifier-not-found", suggestion: "Tag" }]);
        }
      });

      test("of one namespace are none of another", async () => {
        await root.putInstance(instance("__Namespace", { Name: "a" }));
        await root.setQualifier(tag);
        const a = await root.openNamespace("a");
        expect(await collect(a.enumerateQualifiers())).toEqual([]);
        expect((await errorOf(a.getQualifier("Tag"))).status).toBe("WBEM_E_NOT_FOUND");
      });

      test("that a transaction changed are as before when it fails", async () => {
        await root.setQualifier(tag);
        const work = connection.transaction(async (transaction) => {
          const inside = await transaction.openNamespace("root");
          await inside.setQualifier(qualifierType("Tag : uint8"));
          expect((await inside.getQualifier("Tag")).type).toBe("uint8");
          await inside.deleteQualifier("Tag");
          expect(await collect(inside.enumerateQualifiers())).toEqual([]);
          throw new Error("stop");
        });
        await expect(work).rejects.toThrow("stop");
        expect((await root.getQualifier("Tag")).type).toBe("string");
      });

      test("may be deleted before what uses them, which is judged when the transaction ends", async () => {
        const used = cimClass("A", { properties: [property("string K", ["Key", qualifier("tag", "x")])] });
        await root.setQualifier(tag);
        await root.putClass(used);
        await root.putInstance({ ...instance("A", { K: "1" }), qualifiers: [qualifier("Tag", "x")] });
        const withoutTag = (...rest: readonly ((services: WbemServices) => Promise<unknown>)[]): Promise<void> =>
          connection.transaction(async (transaction) => {
            const services = await transaction.openNamespace("root");
            await services.deleteQualifier("Tag");
            for (const step of rest) await step(services);
          });
        const bare: typeof rest = (services) => services.putClass(cimClass("A", { properties: [key()] }));
        const rest = (services: WbemServices): Promise<unknown> => services.deleteInstance('A.K="1"');
        const again = (services: WbemServices): Promise<unknown> => services.setQualifier(qualifierType("Tag : uint8"));
        expect((await errorOf(withoutTag())).violations).toMatchObject([{ code: "qualifier-in-use", related: "A" }]);
        expect((await errorOf(withoutTag(bare))).violations).toMatchObject([
          { code: "qualifier-in-use", related: 'A.K="1"' },
        ]);
        expect((await errorOf(withoutTag(again))).violations).toMatchObject([{ code: "qualifier-type-in-use" }]);
        expect((await root.getQualifier("Tag")).type).toBe("string");
        await withoutTag(bare, rest);
        expect(await collect(root.enumerateQualifiers())).toEqual([]);
      });

      test("are not deleted while a class uses them", async () => {
        await root.setQualifier(tag);
        await root.putClass(cimClass("A", { properties: [property("string K", ["Key", qualifier("tag", "x")])] }));
        expect((await errorOf(root.deleteQualifier("Tag"))).violations[0]?.code).toBe("qualifier-in-use");
        await root.deleteClass("A");
        await root.deleteQualifier("Tag");
      });

      test("have defaults of their own type", async () => {
        const error = await errorOf(root.setQualifier(qualifierType("Tag : uint8", ["any"], {}, 300)));
        expect(error.violations).toMatchObject([{ code: "value-out-of-range", target: { part: "value" } }]);
      });
    });
  });
}
