import { describe, expect, test } from "vitest";
import { impliedQualifier, nestedName } from "../../../src/cim/class-kinds.ts";
import { EnumerationElements, enumerationQualifiers } from "../../../src/cim/enumeration-elements.ts";
import type { CimClass, CimProperty, CimValue } from "../../../src/cim/model.ts";
import { openRepository } from "../../../src/repository/repository.ts";
import { MemoryStore } from "../../../src/repository/stores/memory.ts";
import type { WbemError } from "../../../src/wbem/error.ts";
import type { WbemServices } from "../../../src/wbem/services.ts";
import { cimClass, instance, key, property, qualifier, qualifierType } from "../builders.ts";
import { violationsOf } from "../expect-error.ts";
import { findings } from "./findings.ts";

/** An enumeration as a compiler hands it on. */
function enumeration(
  head: string,
  elements: Readonly<Record<string, number | string | undefined>>,
  type = "uint8",
): CimClass {
  const properties = Object.entries(elements).map(([name, value]) => property(`${type} ${name}`, [], value));
  return { ...cimClass(head, { properties }), qualifiers: [impliedQualifier("Enumeration", type)] };
}

function structure(head: string, details: Parameters<typeof cimClass>[1] = {}): CimClass {
  const definition = cimClass(head, details);
  return { ...definition, qualifiers: [...definition.qualifiers, impliedQualifier("Structure", true)] };
}

/** A property whose type is an enumeration. */
function enumerated(head: string, of: string, value?: CimValue): CimProperty {
  return { ...property(head), enumeration: of, ...(value !== undefined && { value }) };
}

const colors = enumeration("Color", { Red: 1, Blue: 2 });

describe("structures", () => {
  test("derive from structures, and have properties only", async () => {
    const objects = [
      cimClass("A", { properties: [key()] }),
      structure("S", { properties: [property("string P")] }),
      structure("T : S"),
      cimClass("Plain : S"),
      structure("U : Plain"),
      structure("V : A"),
      structure("W", { properties: [key()] }),
      cimClass("X : S", { properties: [key()] }),
      structure("Y", { methods: [{ name: "Run", returnType: "void", qualifiers: [], parameters: [] }] }),
    ];
    expect(await findings(objects)).toEqual([
      "V: structure-under-class @part superclass",
      "W: key-in-structure @property K",
      "X: key-in-structure @property K",
      "Y: method-in-structure @method Run",
    ]);
  });

  test("have no instances by themselves, and no enumeration has one at all", async () => {
    const objects = [
      structure("S", { properties: [property("string P")] }),
      cimClass("Holder", { properties: [key(), property("S Held")] }),
      instance("Holder", { K: "a", Held: instance("S", { P: "x" }) }),
      instance("S", { P: "x" }),
      colors,
      instance("Color", {}),
    ];
    expect(await findings(objects)).toEqual([
      "instance of S: instance-of-structure @part class",
      "instance of Color: instance-of-enumeration @part class",
    ]);
  });
});

describe("enumerations", () => {
  test("extend enumerations, and nothing else derives from one", async () => {
    const objects = [
      colors,
      enumeration("More : Color", { Green: 3 }),
      cimClass("A"),
      enumeration("Bad : A", { Green: 3 }),
      cimClass("B : Color"),
      structure("C : Color"),
    ];
    expect(await findings(objects)).toEqual([
      "Bad: unknown-base-enumeration @part superclass",
      "B: class-under-enumeration @part superclass",
      "C: structure-under-class @part superclass",
      "C: class-under-enumeration @part superclass",
    ]);
  });

  test("have one element of a name and of a value", async () => {
    const twice = enumeration("Twice", { Red: 1 });
    const objects = [
      colors,
      enumeration("More : Color", { red: 3 }),
      enumeration("Same : Color", { Green: 2 }),
      enumeration("Open", { Red: undefined }),
      { ...twice, properties: [...twice.properties, ...twice.properties] },
      enumeration("Texts", { A: "1", B: "1" }, "string"),
      enumeration("Range", { A: 256 }),
    ];
    expect(await findings(objects)).toEqual([
      "More: duplicate-enumeration-element @property red",
      "Same: duplicate-enumeration-value @property Green part value",
      "Open: enumeration-element-without-value @property Red",
      "Twice: duplicate-enumeration-element @property Red occurrence 1",
      "Texts: duplicate-enumeration-value @property B part value",
      "Range: value-out-of-range @property A part value",
    ]);
  });

  test("give what has their type its values", async () => {
    const objects = [
      colors,
      cimClass("A", {
        properties: [
          key(),
          enumerated("uint8 One", "Color", 2),
          enumerated("uint8[] Many", "color", [1, null]),
          enumerated("uint8 None", "Color", null),
        ],
      }),
      cimClass("B", { properties: [enumerated("uint8 One", "Color", 3), enumerated("uint8[] Many", "Color", [1, 4])] }),
      instance("A", { K: "a", One: 1, Many: [1, 2] }),
      instance("A", { K: "b", One: 7, Many: [1, 9] }),
    ];
    expect(await findings(objects)).toEqual([
      "B: no-enumeration-value @property One part value",
      "B: no-enumeration-value @property Many element 1 part value",
      "instance of A: no-enumeration-value @property One part value",
      "instance of A: no-enumeration-value @property Many element 1 part value",
    ]);
  });

  test("are no classes for properties, and narrow to what they extend", async () => {
    const objects = [
      colors,
      enumeration("More : Color", { Green: 3 }),
      enumeration("Other", { Red: 1 }),
      cimClass("A", { properties: [enumerated("uint8 P", "More")] }),
      cimClass("B : A", {
        properties: [{ ...enumerated("uint8 P", "Color"), qualifiers: [qualifier("Override", "P")] }],
      }),
      cimClass("C : A", {
        properties: [{ ...enumerated("uint8 P", "Other"), qualifiers: [qualifier("Override", "P")] }],
      }),
      cimClass("D", { properties: [property("Color P")] }),
    ];
    expect(await findings(objects)).toEqual([
      "C: override-changes-enumeration @property P part type",
      "D: enumeration-after-use @property P part class",
    ]);
  });
});

describe("implied qualifiers", () => {
  const declared = [qualifierType("Key : boolean", ["property"]), qualifierType("ValueMap : string", ["method"])];

  test.each(["auto", "dmtf", "dmtf3", "wmi"] as const)("need no declared type in %s, nor obey one", async (dialect) => {
    const implied = enumerationQualifiers(new EnumerationElements([{ name: "Red", value: 1 }]), []);
    const objects = [
      ...declared,
      colors,
      structure("S"),
      cimClass("A", { properties: [key(), { ...enumerated("uint8 P", "Color"), qualifiers: implied }] }),
    ];
    expect(await findings(objects, dialect)).toEqual([]);
  });

  test("have scopes of their own in MOF 3", async () => {
    const types = [
      qualifierType("OnStructure : boolean", ["structure"]),
      qualifierType("OnEnumeration : boolean", ["enumeration"]),
      qualifierType("OnElement : boolean", ["enumerationvalue"]),
      qualifierType("OnClass : boolean", ["class", "property"]),
    ];
    const marked = enumeration("E", { A: 1 });
    const element = marked.properties[0] as CimProperty;
    const objects = [
      ...types,
      structure("S", { qualifiers: ["OnStructure", "OnClass"] }),
      {
        ...marked,
        qualifiers: [...marked.qualifiers, qualifier("OnEnumeration"), qualifier("OnStructure")],
        properties: [{ ...element, qualifiers: [qualifier("OnElement"), qualifier("OnClass")] }],
      },
    ];
    expect(await findings(objects)).toEqual(["E: qualifier-outside-scope @qualifier OnStructure"]);
    expect(await findings(objects, "dmtf3")).toEqual([
      "S: qualifier-outside-scope @qualifier OnClass",
      "E: qualifier-outside-scope @qualifier OnStructure",
      "E: qualifier-outside-scope @property A qualifier OnClass",
    ]);
  });

  test("keep no qualifier type from being deleted or declared anew", async () => {
    await withServices(async (services) => {
      for (const type of declared) await services.setQualifier(type);
      await services.putClass(colors);
      const implied = enumerationQualifiers(new EnumerationElements([{ name: "Red", value: 1 }]), []);
      await services.putClass(
        cimClass("A", { properties: [{ ...enumerated("uint8 P", "Color"), qualifiers: implied }] }),
      );
      await services.setQualifier(qualifierType("ValueMap : sint32", ["parameter"]));
      await services.deleteQualifier("ValueMap");
      expect((await services.getClass("A")).properties[0]?.qualifiers).toMatchObject([
        { name: "ValueMap", value: ["1"], implied: true },
        { name: "Values", value: ["Red"], implied: true },
      ]);
    });
  });
});

async function withServices(work: (services: WbemServices) => Promise<void>): Promise<void> {
  const connection = await openRepository(new MemoryStore(), { name: "memory:", dialect: "auto" });
  await connection.transaction(async (transaction) => work(await transaction.openNamespace("root")));
  await connection.close();
}

describe("a changed enumeration", () => {
  const user = (elements: readonly { name: string; value: number }[]) =>
    cimClass("A", {
      properties: [
        key(),
        {
          ...enumerated("uint8 P", "Color", 1),
          qualifiers: enumerationQualifiers(new EnumerationElements(elements), []),
        },
      ],
    });
  const both = [
    { name: "Red", value: 1 },
    { name: "Blue", value: 2 },
  ];

  test("gives its users the elements that it gets", async () => {
    await withServices(async (services) => {
      await services.putClass(colors);
      await services.putClass(user(both));
      await services.putClass(cimClass("Below : A"));
      expect((await services.putClass(enumeration("Color", { Red: 1, Blue: 2, Green: 3 }))).outcome).toBe("updated");
      for (const name of ["A", "Below"]) {
        const read = await services.getClass(name);
        expect(read.properties.find((one) => one.name === "P")?.enumeration).toBe("Color");
      }
      expect((await services.getClass("A")).properties[1]?.qualifiers).toMatchObject([
        { name: "ValueMap", value: ["1", "2", "3"] },
        { name: "Values", value: ["Red", "Blue", "Green"] },
      ]);
      await services.putInstance(instance("A", { K: "a", P: 3 }));
    });
  });

  test("takes none away from them, nor itself", async () => {
    await withServices(async (services) => {
      await services.putClass(colors);
      await services.putClass(user(both));
      expect(await violationsOf(services.putClass(enumeration("Color", { Red: 1 })))).toEqual(["enumeration-in-use"]);
      expect(await violationsOf(services.putClass(enumeration("Color", { Red: 1, Blue: 7 })))).toEqual([
        "enumeration-in-use",
      ]);
      expect(await violationsOf(services.deleteClass("Color"))).toEqual(["enumeration-in-use"]);
      await services.deleteClass("A");
      await services.putClass(enumeration("Color", { Red: 1 }));
      await services.deleteClass("Color");
    });
  });

  test("is named where one that extends it is used and would go with it", async () => {
    await withServices(async (services) => {
      await services.putClass(colors);
      await services.putClass(enumeration("More : Color", { Green: 3 }));
      await services.putClass(cimClass("A", { properties: [enumerated("uint8 P", "More")] }));
      await expect(services.deleteClass("Color")).rejects.toMatchObject({
        violations: [{ code: "enumeration-in-use", parameters: { enumeration: "More", user: "A" }, related: "A" }],
      });
    });
  });

  test("is kept for qualifier types that have it for a type", async () => {
    await withServices(async (services) => {
      await services.putClass(colors);
      await services.setQualifier({ ...qualifierType("Paint : uint8"), enumeration: "Color" });
      expect(await violationsOf(services.deleteClass("Color"))).toEqual(["enumeration-in-use"]);
    });
  });
});

describe("a class that is a type", () => {
  const user = cimClass("A", { properties: [key(), { ...property("object P"), className: "S" }] });

  /** What ends a transaction that works on a class `S` and on `A`, which has it for a type. */
  async function ending(work: (services: WbemServices) => Promise<unknown>): Promise<unknown> {
    const transaction = withServices(async (services) => {
      await services.putClass(structure("S"));
      await services.putClass(user);
      await work(services);
    });
    return transaction.then(
      () => "committed",
      (error: WbemError) => error.violations,
    );
  }

  test("is not gone when the transaction ends", async () => {
    expect(await ending((services) => services.deleteClass("S"))).toMatchObject([
      { code: "class-in-use", parameters: { class: "S", user: "A" }, related: "A" },
    ]);
  });

  test("may be deleted to be declared anew", async () => {
    const renewed = async (services: WbemServices) => {
      await services.deleteClass("S");
      await services.putClass(structure("S"));
    };
    expect(await ending(renewed)).toBe("committed");
  });

  test("may be deleted with what uses it", async () => {
    for (const names of [
      ["S", "A"],
      ["A", "S"],
    ]) {
      expect(
        await ending(async (services) => {
          for (const name of names) await services.deleteClass(name);
        }),
      ).toBe("committed");
    }
  });

  test("is missed once where its user is put after it is gone", async () => {
    const missed = await ending(async (services) => {
      await services.deleteClass("S");
      await services.deleteClass("A");
      await services.putClass(user);
    });
    expect(missed).toMatchObject([{ code: "unknown-type" }]);
  });
});

describe("what is declared in a class", () => {
  const outer: CimClass = { ...cimClass("A"), nested: ["S"] };
  const inner: CimClass = { ...structure(nestedName("A", "S")), outer: "A" };

  test("is there with the class", async () => {
    await withServices(async (services) => {
      await services.putClass(inner);
      await services.putClass(outer);
      expect(await services.getClass("A_S")).toMatchObject({ outer: "A" });
      await services.deleteClass("A");
      expect(await violationsOf(services.getClass("A_S"))).toEqual(["class-not-found"]);
    });
    await expect(withServices(async (services) => void (await services.putClass(inner)))).rejects.toThrow("`A`");
  });

  test("goes only with the class", async () => {
    await withServices(async (services) => {
      await services.putClass(inner);
      await services.putClass({ ...outer, nested: ["S", "E"] });
      await services.putClass({ ...enumeration(nestedName("A", "E"), { Red: 1 }), outer: "A" });
      await expect(services.deleteClass("A_S")).rejects.toMatchObject({
        violations: [{ code: "nested-type-deletion", parameters: { type: "A_S", class: "A" }, related: "A" }],
      });
      expect(await violationsOf(services.deleteClass("A_E"))).toEqual(["nested-type-deletion"]);
      await services.putClass(outer);
      expect(await violationsOf(services.getClass("A_E"))).toEqual(["class-not-found"]);
      await services.deleteClass("A");
    });
  });

  test("keeps what it derives from", async () => {
    await withServices(async (services) => {
      await services.putClass(structure("S"));
      await services.putClass({ ...inner, superclass: "S" });
      await services.putClass(outer);
      expect(await violationsOf(services.deleteClass("S"))).toEqual(["nested-type-deletion"]);
      await services.deleteClass("A");
      await services.deleteClass("S");
    });
  });

  test("has the name of the class before its own, which nothing else takes", async () => {
    await withServices(async (services) => {
      await services.putClass(outer);
      expect(await violationsOf(services.putClass({ ...structure("B_S"), outer: "A" }))).toEqual(["invalid-name"]);
      await services.putClass(inner);
      expect(await violationsOf(services.putClass(structure("A_S")))).toEqual(["nested-name-taken"]);
      expect((await services.putClass({ ...inner, outer: "a" })).outcome).toBe("updated");
    });
  });
});
