import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CimClass } from "../../src/cim/model.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import {
  WBEM_FLAG_UPDATE_FORCE_MODE,
  WBEM_FLAG_UPDATE_ONLY,
  WBEM_FLAG_UPDATE_SAFE_MODE,
} from "../../src/wbem/flags.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { cimClass, instance, key, method, parameter, property, qualifier } from "../repository/builders.ts";
import { errorOf } from "../repository/expect-error.ts";
import { collect, type OpenConnection } from "./contract-helpers.ts";

const modes = {
  compatible: 0,
  safe: WBEM_FLAG_UPDATE_SAFE_MODE,
  force: WBEM_FLAG_UPDATE_FORCE_MODE,
} as const;

const situations = ["alone", "a subclass", "instances", "instances of a subclass"] as const;

/** What an update ends in: nothing for one that is made. */
const refusals = {
  done: undefined,
  children: ["WBEM_E_CLASS_HAS_CHILDREN", 0x80041025, "class-has-subclasses"],
  instances: ["WBEM_E_CLASS_HAS_INSTANCES", 0x80041026, "class-has-instances"],
  keys: ["WBEM_E_CANNOT_CHANGE_KEY_INHERITANCE", 0x80041049, "keys-in-use"],
  indexes: ["WBEM_E_CANNOT_CHANGE_INDEX_INHERITANCE", 0x80041050, "indexes-in-use"],
  conflict: ["WBEM_E_CLASS_HAS_CHILDREN", 0x80041025, "subclass-conflict"],
  type: ["WBEM_E_UPDATE_TYPE_MISMATCH", 0x80041052, "subclass-conflict"],
  override: ["WBEM_E_UPDATE_OVERRIDE_NOT_ALLOWED", 0x80041053, "subclass-conflict"],
  method: ["WBEM_E_UPDATE_PROPAGATED_METHOD", 0x80041054, "subclass-conflict"],
} as const;

type Ending = keyof typeof refusals;

/** The endings of a change by situation; in each, one for compatible, safe and force mode. */
type Endings = readonly [alone: string, subclass: string, instances: string, subclassInstances: string];

const base = cimClass("A", {
  qualifiers: [qualifier("Description", "old"), qualifier("Tag", "x")],
  properties: [key(), property("uint32 N", [], 5)],
  methods: [method("uint32 Get", [parameter("string P")])],
});
const [k, n] = base.properties as [CimClass["properties"][number], CimClass["properties"][number]];

const always: Endings = ["done done done", "done done done", "done done done", "done done done"];
/** What instances do not hold. */
const declaration: Endings = ["done done done", "children done done", "instances done done", "children done done"];
/** What instances rest on. */
const structure: Endings = [
  "done done done",
  "children done done",
  "instances instances instances",
  "children instances instances",
];
const ofKeys: Endings = [structure[0], "children keys keys", structure[2], structure[3]];
const ofIndexes: Endings = [structure[0], "children indexes indexes", structure[2], structure[3]];

/** Every kind of change of a class with the status that it ends in (Microsoft, "IWbemServices::PutClass"). */
const changes: readonly (readonly [kind: string, after: CimClass, endings: Endings])[] = [
  ["an unimportant qualifier changed", { ...base, qualifiers: [qualifier("Description", "new")] }, always],
  [
    "an unimportant qualifier of a property added",
    { ...base, properties: [k, { ...n, qualifiers: [qualifier("Units", "m")] }] },
    always,
  ],
  ["an important qualifier added", { ...base, qualifiers: [qualifier("Provider", "P")] }, structure],
  [
    "an important qualifier of a property added",
    { ...base, properties: [k, { ...n, qualifiers: [qualifier("Not_Null")] }] },
    structure,
  ],
  ["a property added", { ...base, properties: [...base.properties, property("string S", [], "x")] }, structure],
  ["a property removed", { ...base, properties: [k] }, structure],
  ["a property retyped", { ...base, properties: [k, property("uint64 N", [], 5n)] }, structure],
  ["a default changed", { ...base, properties: [k, property("uint32 N", [], 6)] }, declaration],
  ["a default removed", { ...base, properties: [k, property("uint32 N")] }, declaration],
  ["a method added", { ...base, methods: [...base.methods, method("void Set")] }, declaration],
  ["a method removed", { ...base, methods: [] }, declaration],
  ["a method changed", { ...base, methods: [method("uint32 Get", [parameter("uint8 P")])] }, declaration],
  ["a key added", { ...base, properties: [...base.properties, key("string L")] }, ofKeys],
  ["a key removed", { ...base, properties: [property("string K"), n] }, ofKeys],
  ["a key retyped", { ...base, properties: [key("uint32 K"), n] }, ofKeys],
  ["an index added", { ...base, properties: [k, property("uint32 N", ["Indexed"], 5)] }, ofIndexes],
  ["the superclass changed", { ...base, superclass: "Other" }, structure],
];

function* cells(): Generator<[kind: string, mode: keyof typeof modes, situation: string, after: CimClass, Ending]> {
  for (const [kind, after, endings] of changes) {
    for (const [place, situation] of situations.entries()) {
      const inModes = (endings[place] as string).split(" ") as Ending[];
      for (const [index, mode] of (["compatible", "safe", "force"] as const).entries()) {
        yield [kind, mode, situation, after, inModes[index] as Ending];
      }
    }
  }
}

const table = [...cells()];

/** Subclasses that do not go with a change, each with what the three modes end in. */
const clashes: readonly (readonly [name: string, before: CimClass, subclass: CimClass, after: CimClass, string])[] = [
  [
    "a property of another type",
    base,
    cimClass("B : A", { properties: [property("uint8 S")] }),
    { ...base, properties: [...base.properties, property("string S")] },
    "children type type",
  ],
  [
    "an override of a property that is retyped",
    base,
    cimClass("B : A", { properties: [property("uint32 N", [qualifier("Override", "N")])] }),
    { ...base, properties: [k, property("uint64 N")] },
    "children type type",
  ],
  [
    "a method of another signature",
    base,
    cimClass("B : A", { methods: [method("void Set", [parameter("string P")])] }),
    { ...base, methods: [...base.methods, method("void Set")] },
    "children method method",
  ],
  [
    "an override of a method that changes",
    base,
    cimClass("B : A", { methods: [method("uint32 Get", [parameter("string P")], [qualifier("Override", "Get")])] }),
    { ...base, methods: [method("uint64 Get", [parameter("string P")])] },
    "children method method",
  ],
  [
    "keys of its own",
    cimClass("A", { qualifiers: ["Abstract"] }),
    cimClass("B : A", { properties: [key("string Own")] }),
    cimClass("A", { qualifiers: ["Abstract"], properties: [key()] }),
    "children keys keys",
  ],
  [
    "any, under what becomes terminal",
    base,
    cimClass("B : A"),
    { ...base, qualifiers: ["Terminal"].map((name) => qualifier(name)) },
    "children conflict conflict",
  ],
  [
    "a qualifier that may no longer be overridden",
    base,
    cimClass("B : A", { qualifiers: [qualifier("Tag", "y")] }),
    { ...base, qualifiers: [qualifier("Tag", "x", { overridable: false, toSubclass: true })] },
    "override override done",
  ],
  [
    "a qualifier that says it is of no such kind",
    base,
    cimClass("B : A", { qualifiers: [qualifier("Indication", false)] }),
    { ...base, qualifiers: ["Indication"].map((name) => qualifier(name)) },
    "children override done",
  ],
];

const clashCells = clashes.flatMap(([name, before, subclass, after, endings]) =>
  (["compatible", "safe", "force"] as const).map(
    (mode, index) => [name, mode, before, subclass, after, endings.split(" ")[index] as Ending] as const,
  ),
);

/** The whole table of an update: the mode, what there is of the class, and what is changed of it. */
export function describeUpdateTable(name: string, open: OpenConnection): void {
  describe(`${name}: an update of a class`, () => {
    let connection: WbemConnection;
    let root: WbemServices;

    beforeEach(async () => {
      connection = await open();
      root = await connection.openNamespace("root");
    });

    afterEach(async () => {
      await connection.close();
    });

    async function expectEnding(after: CimClass, flags: number, ending: Ending): Promise<void> {
      const before = await root.getClass("A");
      const instances = await collect(root.createInstanceEnum("A"));
      const refusal = refusals[ending];
      if (refusal === undefined) {
        expect((await root.putClass(after, flags)).outcome).toBe("updated");
      } else {
        const error = await errorOf(root.putClass(after, flags));
        const [status, number, code] = refusal;
        expect([error.status, error.number]).toEqual([status, number]);
        expect(new Set(error.violations.map((violation) => violation.code))).toEqual(new Set([code]));
        expect(error.object).toEqual({ kind: "class", namespace: "root", path: "A" });
        expect(await root.getClass("A")).toEqual(before);
      }
      // No update deletes an instance, not even one by force.
      expect(await collect(root.createInstanceEnum("A"))).toEqual(instances);
    }

    test.each(table)("ends as documented: %s, %s mode, %s", async (_kind, mode, situation, after, ending) => {
      await root.putClass(cimClass("Other", { properties: [property("string Elsewhere")] }));
      await root.putClass(base);
      if (situation.includes("subclass")) await root.putClass(cimClass("B : A"));
      if (situation === "instances") await root.putInstance(instance("A", { K: "1", N: 1 }));
      if (situation === "instances of a subclass") await root.putInstance(instance("B", { K: "1" }));
      await expectEnding(after, modes[mode], ending);
    });

    test.each(clashCells)(
      "ends as documented where a subclass has %s, %s mode",
      async (_name, mode, before, subclass, after, ending) => {
        await root.putClass(before);
        await root.putClass(subclass);
        // UPDATE_ONLY goes with every mode.
        await expectEnding(after, modes[mode] | WBEM_FLAG_UPDATE_ONLY, ending);
      },
    );
  });
}
