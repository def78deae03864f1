import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import type { ObjectOutcome } from "../../src/loader/load.ts";
import type { DeclaredObject } from "../../src/project/removal-groups.ts";
import { type RemovalResult, removeObjects } from "../../src/project/remove-objects.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { WBEM_FLAG_CREATE_ONLY } from "../../src/wbem/flags.ts";
import { loadInto, openMemory } from "../loader/harness.ts";

const harbor = `
Qualifier Length : uint32, Scope(class), Flavor(EnableOverride);
class Harbor_Vessel { [Key] string Name; };
class Harbor_Ferry : Harbor_Vessel { uint32 Seats; };
instance of Harbor_Vessel { Name = "Aurora"; };
instance of Harbor_Ferry { Name = "Borea"; };
`;

/** Loads text and gives what it declared, in order. */
async function declare(connection: WbemConnection, text: string): Promise<ObjectOutcome[]> {
  const outcomes: ObjectOutcome[] = [];
  const { report } = await loadInto(connection, [text], { onObject: (outcome) => outcomes.push(outcome) });
  expect(report.committed).toBe(true);
  return outcomes;
}

interface Removed {
  readonly result: RemovalResult;
  readonly diagnostics: readonly Diagnostic[];
  readonly told: readonly string[];
}

/** Removes objects, for good unless something is refused. */
async function remove(connection: WbemConnection, objects: readonly DeclaredObject[]): Promise<Removed> {
  const diagnostics: Diagnostic[] = [];
  const told: string[] = [];
  let result: RemovalResult | undefined;
  const refused = new Error("refused");
  try {
    await connection.transaction(async (transaction) => {
      result = await removeObjects(transaction, objects, {
        onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
        onObject: ({ outcome, namespace, path }) => told.push(`${outcome} ${namespace}:${path}`),
      });
      if (result.refusals > 0) throw refused;
    });
  } catch (error) {
    if (error !== refused) throw error;
  }
  return { result: result as RemovalResult, diagnostics, told };
}

describe("removing objects", () => {
  test("takes a class whose enumeration another has for a type, whichever came first", async () => {
    const connection = await openMemory();
    const nest = "class Nest { [Key] string K; enumeration Egg : uint8 { White = 1 }; }; class Best : Nest {};";
    const declared = await declare(connection, `${nest} class Tree { [Key] string K; Nest_Egg E; };`);
    for (const objects of [declared, declared.toReversed()]) {
      const { result, diagnostics } = await remove(connection, objects);
      expect(diagnostics).toEqual([]);
      expect(result.counts.class).toEqual({ deleted: 4, absent: 0, kept: 0 });
      await declare(connection, `${nest} class Tree { [Key] string K; Nest_Egg E; };`);
    }
  });

  test("takes instances, then classes with subclasses first, then qualifier types", async () => {
    const connection = await openMemory();
    const { told, diagnostics } = await remove(connection, await declare(connection, harbor));
    expect(diagnostics).toEqual([]);
    expect(told).toEqual([
      'deleted root/cimv2:Harbor_Ferry.Name="Borea"',
      'deleted root/cimv2:Harbor_Vessel.Name="Aurora"',
      "deleted root/cimv2:Harbor_Ferry",
      "deleted root/cimv2:Harbor_Vessel",
      "deleted root/cimv2:Length",
    ]);
  });

  test("takes subclasses first in whatever order the classes are given", async () => {
    const connection = await openMemory();
    const objects = await declare(connection, harbor);
    const { result } = await remove(connection, objects.toReversed());
    expect(result.refusals).toBe(0);
    expect(result.counts.class.deleted).toBe(2);
  });

  test("passes over what is not there any more, and counts what was declared twice once", async () => {
    const connection = await openMemory();
    const objects = await declare(connection, `${harbor} instance of Harbor_Vessel { Name = "AURORA"; };`);
    const cimv2 = await connection.openNamespace("root/cimv2");
    await cimv2.deleteInstance('Harbor_Ferry.Name="Borea"');
    const { result, told } = await remove(connection, objects);
    expect(result.counts.instance).toEqual({ deleted: 1, absent: 1, kept: 0 });
    expect(told).toContain('absent root/cimv2:Harbor_Ferry.Name="Borea"');
    const again = await remove(connection, objects);
    expect(again.result.counts).toMatchObject({
      class: { absent: 2 },
      instance: { absent: 2 },
      qualifier: { absent: 1 },
    });
  });

  test("leaves an instance of a subclass that others put under the same keys", async () => {
    const connection = await openMemory();
    const text = 'instance of Harbor_Vessel { Name = "Corona"; };';
    const objects = await declare(connection, harbor + text);
    const cimv2 = await connection.openNamespace("root/cimv2");
    await cimv2.deleteInstance('Harbor_Vessel.Name="Corona"');
    await declare(connection, text.replace("Vessel", "Ferry"));
    const { told } = await remove(connection, objects.slice(-1));
    expect(told).toEqual(['absent root/cimv2:Harbor_Vessel.Name="Corona"']);
    expect((await cimv2.getInstance('Harbor_Ferry.Name="Corona"')).className).toBe("Harbor_Ferry");
  });

  test("finds nothing in a namespace that is not there", async () => {
    const connection = await openMemory();
    const { result } = await remove(connection, [
      { kind: "class", namespace: "root/none", path: "A" },
      { kind: "instance", namespace: "root/none", path: "A.K=1" },
      { kind: "qualifier", namespace: "root/none", path: "Q" },
      { kind: "namespace", namespace: "root", path: '__Namespace.Name="none"' },
    ]);
    expect(result.counts).toMatchObject({
      class: { absent: 1 },
      instance: { absent: 1 },
      qualifier: { absent: 1 },
      namespace: { absent: 1 },
    });
  });

  test("refuses a class while others derive from it, and names them", async () => {
    const connection = await openMemory();
    const objects = await declare(connection, harbor);
    await declare(
      connection,
      ["A", "B", "C", "D"].map((name) => `class Other_${name} : Harbor_Ferry { uint32 ${name}; };`).join("\n"),
    );
    const { diagnostics, told } = await remove(connection, objects);
    // The superclass stays because of the subclass, of which it has been said.
    expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      "subclasses-left: class `Harbor_Ferry` of `root/cimv2` cannot be removed: " +
        "it is the superclass of `Other_A`, `Other_B`, `Other_C` and 1 more",
    ]);
    expect(diagnostics[0]?.place?.source.name).toBe("test.mof");
    expect(told).toContain("kept root/cimv2:Harbor_Vessel");
  });

  test("refuses a class while it has instances of others, and names them", async () => {
    const connection = await openMemory();
    const objects = await declare(connection, harbor);
    await declare(connection, 'instance of Harbor_Ferry { Name = "Zephyr"; };');
    const { diagnostics } = await remove(connection, objects);
    expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      "instances-left: class `Harbor_Ferry` of `root/cimv2` cannot be removed: " +
        'it has other instances, `Harbor_Ferry.Name="Zephyr"`',
    ]);
  });

  test("leaves to the end of the transaction whether a class or qualifier type is used", async () => {
    const connection = await openMemory();
    const objects = await declare(
      connection,
      `Qualifier Tide : uint32, Scope(class); class Harbor_Pier { [Key] string Id; };`,
    );
    await declare(connection, "[Tide(3)] class Other_Berth { [Key] string Id; Harbor_Pier Pier; };");
    const found: (string | undefined)[] = [];
    const refused = new Error("refused");
    const work = connection.transaction(async (transaction) => {
      const { refusals } = await removeObjects(transaction, objects, { onDiagnostic: () => {} });
      const errors = await transaction.checkDeferred();
      found.push(String(refusals), ...errors.map(({ violations }) => violations[0]?.code));
      throw refused;
    });
    await expect(work).rejects.toBe(refused);
    expect(found.sort()).toEqual(["0", "class-in-use", "qualifier-in-use"]);
  });

  test("takes enumerations after the classes and qualifier types that have them for types", async () => {
    const connection = await openMemory();
    const objects = await declare(
      connection,
      `enumeration Harbor_Color : string { Red, Green };
       Qualifier Shade : Harbor_Color, Scope(any);
       structure Harbor_Lamp { Harbor_Color Color; };
       class Harbor_Buoy {
         [Key] string Id;
         enumeration Kind : uint8 { Cardinal = 1 };
         Kind Type;
         Harbor_Lamp Lamp;
       };`,
    );
    const { result, diagnostics } = await remove(connection, objects);
    expect(diagnostics).toEqual([]);
    expect(result.counts).toMatchObject({ class: { deleted: 4, kept: 0 }, qualifier: { deleted: 1 } });
  });

  test("takes namespaces that are empty, the innermost first, and keeps those that others use", async () => {
    const connection = await openMemory();
    const objects = await declare(
      connection,
      `#pragma namespace("root/harbor/north")\nclass A { [Key] string K; };\n#pragma namespace("root/pier")\nclass A { [Key] string K; };`,
    );
    const pier = await connection.openNamespace("root/pier");
    await pier.putClass({ kind: "class", name: "B", qualifiers: [], properties: [], methods: [] });
    const { told } = await remove(connection, objects);
    expect(told.filter((line) => line.includes("__Namespace"))).toEqual([
      'deleted root/harbor:__Namespace.Name="north"',
      'deleted root:__Namespace.Name="harbor"',
      'kept root:__Namespace.Name="pier"',
    ]);
  });

  test("keeps texts of a class in a locale namespace, with a warning", async () => {
    const connection = await openMemory();
    const objects = await declare(connection, "class Harbor_Vessel { [Key] string Name; };");
    await declare(
      connection,
      '#pragma namespace("root/cimv2/ms_407")\n[Amendment, LOCALE(0x407)] class Harbor_Vessel { [Key] string Name; };',
    );
    const { diagnostics, result } = await remove(connection, objects);
    expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      "localized-class-left: `root/cimv2/ms_407` still has texts for `Harbor_Vessel`, which is removed",
    ]);
    expect(result.counts.class.deleted).toBe(1);
  });

  test("takes thousands of instances in time that grows with their number alone", async () => {
    const connection = await openMemory();
    const cimv2 = await connection
      .transaction(async (transaction) => transaction.openNamespace("root"))
      .then(async () => {
        await declare(connection, "class Harbor_Vessel { [Key] uint32 Id; };");
        return connection.openNamespace("root/cimv2");
      });
    const instances = Array.from({ length: 5_000 }, (_, index) => ({
      kind: "instance" as const,
      className: "Harbor_Vessel",
      properties: [{ name: "Id", value: index }],
    }));
    const results = await cimv2.putInstances(instances, WBEM_FLAG_CREATE_ONLY);
    const objects = results.map(({ path }) => ({ kind: "instance" as const, namespace: "root/cimv2", path }));
    const { result } = await remove(connection, objects);
    expect(result.counts.instance).toEqual({ deleted: 5_000, absent: 0, kept: 0 });
  });

  test("stops when it is told to", async () => {
    const connection = await openMemory();
    const objects = await declare(connection, harbor);
    const many = Array.from({ length: 100_000 }, () => objects).flat();
    const controller = new AbortController();
    const work = connection.transaction((transaction) =>
      removeObjects(transaction, many, { onDiagnostic: () => {}, signal: controller.signal }),
    );
    setImmediate(() => controller.abort(new Error("enough")));
    await expect(work).rejects.toThrow("enough");
  });
});
