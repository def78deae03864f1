import { describe, expect, test } from "vitest";
import type { CimClass, CimObject, CimQualifier } from "../../src/cim/model.ts";
import { openRepository } from "../../src/repository/repository.ts";
import { MemoryStore } from "../../src/repository/stores/memory.ts";
import {
  cimClass,
  key,
  method,
  parameter,
  property,
  qualifier,
  qualifierType,
  standardQualifiers,
} from "./builders.ts";

/** Puts objects and reads the last class. */
async function readLast(objects: readonly CimObject[]): Promise<CimClass> {
  const connection = await openRepository(new MemoryStore(), { name: "memory:" });
  const services = await connection.openNamespace("root");
  let last = "";
  for (const object of objects) {
    if (object.kind === "qualifier") await services.setQualifier(object);
    else if (object.kind === "class") last = (await services.putClass(object)).path;
  }
  return services.getClass(last);
}

/** Qualifiers in short: `Name=value`, an asterisk behind those that were propagated. */
function short(qualifiers: readonly CimQualifier[] = []): readonly string[] {
  return qualifiers.map(({ name, value, propagated }) => `${name}=${String(value)}${propagated ? "*" : ""}`);
}

const types = [
  ...standardQualifiers,
  qualifierType("Own : string", ["any"], { toSubclass: false }),
  qualifierType("Shared : string"),
  qualifierType("Limit : uint32", ["any"], {}, 7),
];

describe("qualifiers of a class that is read", () => {
  test("are its own and the propagated ones, flavor by flavor, and no declared defaults", async () => {
    const read = await readLast([
      ...types,
      cimClass("A", { qualifiers: [qualifier("Own", "a"), qualifier("Shared", "a"), qualifier("Description", "a")] }),
      cimClass("B : A", { qualifiers: [qualifier("Shared", "b"), qualifier("Own", "b")] }),
      cimClass("C : B", { qualifiers: ["Abstract"] }),
    ]);
    expect(short(read.qualifiers)).toEqual(["Abstract=true", "Shared=b*", "Description=a*"]);
  });

  test("of elements that are not declared again are those that propagate", async () => {
    const tags = [qualifier("Own", "a"), qualifier("Shared", "a")];
    const read = await readLast([
      ...types,
      cimClass("A", {
        properties: [property("string K", ["Key", ...tags])],
        methods: [method("uint32 Run", [parameter("string P", tags)], tags)],
      }),
      cimClass("B : A"),
    ]);
    expect(short(read.properties[0]?.qualifiers)).toEqual(["Key=true*", "Shared=a*"]);
    expect(short(read.methods[0]?.qualifiers)).toEqual(["Shared=a*"]);
    expect(short(read.methods[0]?.parameters[0]?.qualifiers)).toEqual(["Shared=a*"]);
  });

  test("of an override are its own and what the overridden element hands down", async () => {
    const read = await readLast([
      ...types,
      cimClass("A", {
        properties: [
          property("uint32 N", [qualifier("Own", "a"), qualifier("Shared", "a"), qualifier("Description", "a")]),
        ],
        methods: [method("uint32 Run", [parameter("string P", [qualifier("Shared", "a")])])],
      }),
      cimClass("B : A", {
        properties: [property("uint32 N", [qualifier("Override", "N"), qualifier("Description", "b")])],
        methods: [method("uint32 Run", [parameter("string P", [])], [qualifier("Override", "Run")])],
      }),
    ]);
    expect(short(read.properties[0]?.qualifiers)).toEqual(["Override=N", "Description=b", "Shared=a*"]);
    expect(short(read.methods[0]?.parameters[0]?.qualifiers)).toEqual(["Shared=a*"]);
    expect(read.properties[0]).toMatchObject({ classOrigin: "A" });
    expect(read.properties[0]?.propagated).toBeUndefined();
  });

  test("do not come back below an override that keeps them to itself", async () => {
    const read = await readLast([
      cimClass("A", { qualifiers: [qualifier("Tag", "a", { toSubclass: true })] }),
      cimClass("B : A", { qualifiers: [qualifier("Tag", "b")] }),
      cimClass("C : B"),
    ]);
    expect(short(read.qualifiers)).toEqual([]);
  });

  test("nobody declared have the flavors of WMI, but keys are inherited", async () => {
    const read = await readLast([
      cimClass("A", {
        qualifiers: [qualifier("Provider", "P", { toInstance: true, toSubclass: true }), qualifier("Dynamic")],
        properties: [property("string K", ["key", qualifier("Description", "text")])],
      }),
      cimClass("B : A"),
    ]);
    expect(short(read.qualifiers)).toEqual(["Provider=P*"]);
    expect(short(read.properties[0]?.qualifiers)).toEqual(["key=true*"]);
    expect(read.qualifiers[0]?.flavor).toEqual({
      overridable: true,
      toSubclass: true,
      toInstance: true,
      translatable: false,
      amended: false,
    });
  });

  test("written bare are TRUE, or the default of their type", async () => {
    const read = await readLast([...types, cimClass("A", { qualifiers: ["Abstract", "Limit", "Undeclared"] })]);
    expect(short(read.qualifiers)).toEqual(["Abstract=true", "Limit=7", "Undeclared=true"]);
    expect(read.qualifiers[1]).toMatchObject({ type: "uint32", isArray: false });
  });
});

describe("elements of a class that is read", () => {
  test("are its own as declared, then those of the nearest ancestor", async () => {
    const read = await readLast([
      cimClass("A", { properties: [key(), property("uint32 N"), property("string S")], methods: [method("void One")] }),
      cimClass("B : A", { properties: [property("string T"), property("string s")], methods: [method("void Two")] }),
      cimClass("C : B", { properties: [property("uint32 n"), property("string Z")] }),
    ]);
    expect(
      read.properties.map(({ name, classOrigin, propagated }) => [name, classOrigin, propagated === true]),
    ).toEqual([
      ["n", "A", false],
      ["Z", "C", false],
      ["T", "B", true],
      ["s", "A", true],
      ["K", "A", true],
    ]);
    expect(read.methods.map(({ name }) => name)).toEqual(["Two", "One"]);
  });
});
