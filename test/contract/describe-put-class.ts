import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CimClass } from "../../src/cim/model.ts";
import type { RepositoryOptions } from "../../src/repository/repository.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import {
  WBEM_FLAG_CREATE_ONLY,
  WBEM_FLAG_OWNER_UPDATE,
  WBEM_FLAG_RETURN_IMMEDIATELY,
  WBEM_FLAG_UPDATE_FORCE_MODE,
  WBEM_FLAG_UPDATE_ONLY,
  WBEM_FLAG_UPDATE_SAFE_MODE,
} from "../../src/wbem/flags.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { type StatusName, statusNumbers } from "../../src/wbem/status.ts";
import {
  cimClass,
  fixed,
  instance,
  key,
  method,
  parameter,
  property,
  qualifier,
  qualifierType,
} from "../repository/builders.ts";
import { describeViolation, errorOf } from "../repository/expect-error.ts";
import { namesOf, type OpenConnection } from "./contract-helpers.ts";

const wmi: Partial<RepositoryOptions> = { dialect: "wmi" };
const long = "L".repeat(256);
const many = Array.from({ length: 1025 }, (_, index) => property(`uint8 P${index}`));

/** A class that is refused, over `Plain`, `Keyed`, `Single`, `Last`, `Fixed` and `Link`. */
type Refused = readonly [
  name: string,
  status: StatusName,
  violations: readonly string[],
  definition: CimClass,
  options?: Partial<RepositoryOptions>,
];

const refused: readonly Refused[] = [
  ["an instance", "WBEM_E_INVALID_CLASS", ["not-a-class"], instance("Plain", {}) as never],
  ["nothing", "WBEM_E_INVALID_CLASS", ["not-a-class"], null as never],
  ["no name", "WBEM_E_INCOMPLETE_CLASS", ["incomplete-class"], { ...cimClass("A"), name: "" }],
  ["no properties", "WBEM_E_INCOMPLETE_CLASS", ["incomplete-class"], { kind: "class", name: "A" } as never],
  ["a name that is none", "WBEM_E_INVALID_PARAMETER", ["invalid-name"], cimClass("A-B")],
  ["the name of a system class", "WBEM_E_INVALID_OPERATION", ["system-class-name"], cimClass("__EventFilter")],
  ["an underscore in front", "WBEM_E_INVALID_OPERATION", ["underscored-class-name"], cimClass("_A"), wmi],
  ["an underscore behind", "WBEM_E_INVALID_OPERATION", ["underscored-class-name"], cimClass("A_"), wmi],
  ["a long name", "WBEM_E_CLASS_NAME_TOO_WIDE", ["class-name-too-long"], cimClass(long), wmi],
  [
    "a long name of a property",
    "WBEM_E_PROPERTY_NAME_TOO_WIDE",
    [`property-name-too-long @property ${long}`],
    cimClass("A", { properties: [property(`string ${long}`)] }),
    wmi,
  ],
  [
    "a long name of a method",
    "WBEM_E_METHOD_NAME_TOO_WIDE",
    [`method-name-too-long @method ${long}`],
    cimClass("A", { methods: [method(`void ${long}`)] }),
    wmi,
  ],
  [
    "a long name of a qualifier",
    "WBEM_E_QUALIFIER_NAME_TOO_WIDE",
    [`qualifier-name-too-long @qualifier ${long}`],
    cimClass("A", { qualifiers: [long] }),
    wmi,
  ],
  ["1,025 properties", "WBEM_E_TOO_MANY_PROPERTIES", ["too-many-properties"], cimClass("A", { properties: many }), wmi],
  ["an unknown superclass", "WBEM_E_INVALID_SUPERCLASS", ["unknown-superclass @part superclass"], cimClass("A : Nope")],
  [
    "a terminal superclass",
    "WBEM_E_INVALID_SUPERCLASS",
    ["terminal-superclass @part superclass"],
    cimClass("A : Last"),
  ],
  ["itself above it", "WBEM_E_CIRCULAR_REFERENCE", ["derivation-from-itself @part superclass"], cimClass("A : a")],
  [
    "a subclass above it",
    "WBEM_E_CIRCULAR_REFERENCE",
    ["circular-derivation @part superclass"],
    cimClass("Plain : Fixed"),
  ],
  [
    "a singleton with a key",
    "WBEM_E_CANNOT_BE_SINGLETON",
    ["singleton-with-key @qualifier Singleton"],
    cimClass("A", { qualifiers: ["Singleton"], properties: [key()] }),
  ],
  [
    "a singleton under a class of many",
    "WBEM_E_CANNOT_BE_SINGLETON",
    ["singleton-under-plain-class @qualifier Singleton"],
    cimClass("A : Plain", { qualifiers: ["Singleton"] }),
  ],
  [
    "a key under keys",
    "WBEM_E_CANNOT_BE_KEY",
    ["key-below-keyed-class @property L qualifier Key"],
    cimClass("A : Keyed", { properties: [key("string L")] }),
  ],
  [
    "an array for a key",
    "WBEM_E_CANNOT_BE_KEY",
    ["array-key @property K part type"],
    cimClass("A", { properties: [key("string[] K")] }),
  ],
  [
    "Key on the class",
    "WBEM_E_INVALID_QUALIFIER",
    ["misplaced-key @qualifier Key"],
    cimClass("A", { qualifiers: ["Key"] }),
  ],
  [
    "a fixed qualifier with another value",
    "WBEM_E_OVERRIDE_NOT_ALLOWED",
    ["override-not-allowed @qualifier Tag part value"],
    cimClass("A : Fixed", { qualifiers: [qualifier("Tag", "y")] }),
  ],
  [
    "an inherited property of another type",
    "WBEM_E_TYPE_MISMATCH",
    ["override-changes-type @property N part type"],
    cimClass("A : Plain", { properties: [property("string N", [qualifier("Override", "N")])] }),
  ],
  [
    "an inherited method of another signature",
    "WBEM_E_PROPAGATED_METHOD",
    ["method-parameters-changed @method Run"],
    cimClass("A : Plain", { methods: [method("void Run", [parameter("string P")], [qualifier("Override", "Run")])] }),
  ],
  [
    "a default out of range",
    "WBEM_E_VALUE_OUT_OF_RANGE",
    ["value-out-of-range @property N part value"],
    cimClass("A", { properties: [property("uint8 N", [], 300)] }),
  ],
  [
    "a default of another type",
    "WBEM_E_TYPE_MISMATCH",
    ["value-type-mismatch @property N part value"],
    cimClass("A", { properties: [property("uint8 N", [], "x")] }),
  ],
  [
    "a parameter twice",
    "WBEM_E_INVALID_DUPLICATE_PARAMETER",
    ["duplicate-parameter @method Run parameter p occurrence 1"],
    cimClass("A", { methods: [method("void Run", [parameter("string P"), parameter("string p")])] }),
  ],
  [
    "a flavor that its qualifier type excludes",
    "WBEM_E_INVALID_FLAVOR",
    ["contradictory-flavor @qualifier Pinned part flavor"],
    cimClass("A", { qualifiers: [qualifier("Pinned", true, { overridable: true })] }),
  ],
  [
    "an association that is an indication",
    "WBEM_E_INVALID_ASSOCIATION",
    ["association-and-indication @qualifier Indication"],
    cimClass("A", { qualifiers: ["Abstract", "Association", "Indication"] }),
  ],
  [
    "several at once",
    "WBEM_E_INVALID_SUPERCLASS",
    ["unknown-superclass @part superclass", "invalid-name @property 1", "value-out-of-range @property N part value"],
    cimClass("A : Nope", { properties: [property("string 1"), property("uint8 N", [], 300)] }),
  ],
];

const refusedWithOptions = refused.map(
  ([title, status, violations, definition, options = {}]) => [title, status, violations, definition, options] as const,
);

/** What PutClass documents of its flags and of what it refuses (Microsoft, "IWbemServices::PutClass"). */
export function describePutClass(name: string, open: OpenConnection): void {
  describe(`${name}: putClass`, () => {
    let connection: WbemConnection;
    let root: WbemServices;

    async function reopen(options: Partial<RepositoryOptions>): Promise<void> {
      await connection.close();
      connection = await open(options);
      root = await connection.openNamespace("root");
    }

    beforeEach(async () => {
      connection = await open();
      root = await connection.openNamespace("root");
    });

    afterEach(async () => {
      await connection.close();
    });

    test.each(refusedWithOptions)("refuses %s with %s", async (_name, status, violations, definition, options) => {
      await reopen(options);
      await root.setQualifier(qualifierType("Tag : string", ["any"], fixed));
      await root.setQualifier(qualifierType("Pinned : boolean", ["any"], fixed));
      await root.putClass(cimClass("Plain", { properties: [property("uint32 N")], methods: [method("void Run")] }));
      await root.putClass(cimClass("Keyed", { properties: [key()] }));
      await root.putClass(cimClass("Last", { qualifiers: ["Terminal"] }));
      await root.putClass(cimClass("Fixed : Plain", { qualifiers: [qualifier("Tag", "x")] }));
      const before = await namesOf(root.createClassEnum(null));
      const error = await errorOf(root.putClass(definition));
      // Tag and Pinned are declared and others are not, of which the repository would say so each time.
      const found = error.violations.filter(({ code }) => code !== "undeclared-qualifier");
      expect(found.map(describeViolation)).toEqual(violations);
      expect([error.status, error.number]).toEqual([status, statusNumbers[status]]);
      expect(await namesOf(root.createClassEnum(null))).toEqual(before);
    });

    test("takes underscores at the ends of names where the dialect is not that of WMI", async () => {
      for (const of of ["_A", "A_"]) expect((await root.putClass(cimClass(of))).path).toBe(of);
    });

    test("takes the flag of a push provider, which changes nothing in a repository", async () => {
      const definition = cimClass("A", { properties: [key()] });
      expect((await root.putClass(definition, WBEM_FLAG_OWNER_UPDATE)).outcome).toBe("created");
      expect((await root.putClass(definition, WBEM_FLAG_OWNER_UPDATE | WBEM_FLAG_UPDATE_ONLY)).outcome).toBe(
        "unchanged",
      );
    });

    test.each([
      ["UPDATE_ONLY and safe mode", WBEM_FLAG_UPDATE_ONLY | WBEM_FLAG_UPDATE_SAFE_MODE],
      ["UPDATE_ONLY and force mode", WBEM_FLAG_UPDATE_ONLY | WBEM_FLAG_UPDATE_FORCE_MODE],
    ])("combines %s: a class that is missing is not created", async (_name, flags) => {
      const error = await errorOf(root.putClass(cimClass("A"), flags));
      expect([error.status, error.number]).toEqual(["WBEM_E_NOT_FOUND", 0x80041002]);
      await root.putClass(cimClass("A"));
      await root.putClass(cimClass("B : A"));
      expect((await root.putClass(cimClass("A", { properties: [property("uint8 N")] }), flags)).outcome).toBe(
        "updated",
      );
    });

    test.each([
      ["safe mode", WBEM_FLAG_UPDATE_SAFE_MODE],
      ["force mode", WBEM_FLAG_UPDATE_FORCE_MODE],
    ])("combines CREATE_ONLY and %s: a class that is there is not updated", async (_name, mode) => {
      const flags = WBEM_FLAG_CREATE_ONLY | mode;
      expect((await root.putClass(cimClass("A"), flags)).outcome).toBe("created");
      const error = await errorOf(root.putClass(cimClass("A"), flags));
      expect([error.status, error.number]).toEqual(["WBEM_E_ALREADY_EXISTS", 0x80041019]);
    });

    test("has nothing but its status to give when it is semisynchronous", async () => {
      const call = root.putClass(cimClass("A : Nope"), WBEM_FLAG_RETURN_IMMEDIATELY);
      expect(await call.getCallStatus(10_000)).toBe("WBEM_E_INVALID_SUPERCLASS");
      const other = root.putClass(cimClass("A"), WBEM_FLAG_RETURN_IMMEDIATELY);
      expect(await other.getCallStatus(10_000)).toBe("WBEM_S_NO_ERROR");
      for (const part of [other.getResultObject(0), other.getResultString(0), other.getResultServices(0)]) {
        expect((await errorOf(part)).status).toBe("WBEM_E_INVALID_OPERATION");
      }
    });

    test("is refused by a repository that is opened for reading", async () => {
      await reopen({ readOnly: true });
      const error = await errorOf(root.putClass(cimClass("A")));
      expect([error.status, error.number]).toEqual(["WBEM_E_ACCESS_DENIED", 0x80041003]);
    });

    test("is refused in a namespace that was deleted", async () => {
      await root.putInstance(instance("__Namespace", { Name: "a" }));
      const a = await root.openNamespace("a");
      await root.deleteInstance('__Namespace="a"');
      expect((await errorOf(a.putClass(cimClass("A")))).status).toBe("WBEM_E_INVALID_NAMESPACE");
    });

    test("takes a class with no key and no property", async () => {
      expect((await root.putClass(cimClass("A"))).outcome).toBe("created");
      expect((await errorOf(root.putInstance(instance("A", {})))).status).toBe("WBEM_E_NO_KEY");
    });

    test("takes an abstract class under a concrete one with a warning", async () => {
      await root.putClass(cimClass("A", { properties: [key()] }));
      const { warnings } = await root.putClass(cimClass("B : A", { qualifiers: ["Abstract"] }));
      expect(warnings.map(describeViolation)).toEqual(["abstract-under-concrete @qualifier Abstract"]);
    });

    test("keeps the spelling in which properties, methods and parameters first came", async () => {
      const as = (spelled: (name: string) => string, ...more: readonly string[]): CimClass =>
        cimClass("A", {
          properties: [key(), ...[spelled("Value"), ...more].map((name) => property(`string ${name}`))],
          methods: [method(`uint32 ${spelled("Start")}`, [parameter(`string ${spelled("Mode")}`)])],
        });
      const same = (name: string): string => name;
      await root.putClass(as(same));
      await root.putClass(cimClass("B : A"));
      await root.putInstance(instance("A", { K: "1", Value: "v" }));
      expect((await root.putClass(as((name) => name.toUpperCase()))).outcome).toBe("unchanged");
      const grown = as((name) => name.toLowerCase(), "New");
      await root.deleteInstance('A.K="1"');
      expect((await root.putClass(grown, WBEM_FLAG_UPDATE_SAFE_MODE)).outcome).toBe("updated");
      await root.putInstance(instance("A", { K: "1", value: "v" }));
      expect(await root.getInstance('A.K="1"')).toEqual(instance("A", { K: "1", Value: "v" }));
      for (const name of ["A", "B"]) {
        const { properties, methods } = await root.getClass(name);
        expect(properties.map((one) => one.name)).toEqual(["K", "Value", "New"]);
        expect(methods.map((one) => [one.name, one.parameters[0]?.name])).toEqual([["Start", "Mode"]]);
      }
    });

    test("keeps the spelling in which a class first came", async () => {
      await root.putClass(cimClass("Tree", { properties: [key()] }));
      await root.putClass(cimClass("Oak : TREE"));
      expect((await root.putClass(cimClass("TREE", { properties: [key()] }))).path).toBe("Tree");
      expect((await root.getClass("oak")).superclass).toBe("Tree");
    });
  });
}
