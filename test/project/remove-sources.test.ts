import { globSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import type { LoadInput } from "../../src/loader/load.ts";
import { readRecordedFiles } from "../../src/loader/recovery-files.ts";
import { type RemovalReport, type RemoveSourcesOptions, removeSources } from "../../src/project/remove-sources.ts";
import { namespacesOf, objectsOf } from "../../src/project/repository-walk.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { file, loadInto, openMemory, writeFiles } from "../loader/harness.ts";

interface Removed {
  readonly report: RemovalReport;
  readonly diagnostics: readonly Diagnostic[];
  readonly told: readonly string[];
}

async function remove(
  connection: WbemConnection,
  inputs: readonly (LoadInput | string)[],
  options: Partial<RemoveSourcesOptions> = {},
): Promise<Removed> {
  const diagnostics: Diagnostic[] = [];
  const told: string[] = [];
  const report = await removeSources(
    connection,
    inputs.map((input) => (typeof input === "string" ? { kind: "text", text: input, name: "test.mof" } : input)),
    {
      ...options,
      onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
      onObject: ({ outcome, namespace, path }) => told.push(`${outcome} ${namespace}:${path}`),
    },
  );
  return { report, diagnostics, told };
}

/** Everything in a repository, as values that can be compared. */
async function dump(connection: WbemConnection): Promise<unknown> {
  const namespaces: unknown[] = [];
  for (const namespace of await namespacesOf(connection)) {
    const services = await connection.openNamespace(namespace);
    namespaces.push([namespace, await Array.fromAsync(objectsOf(services))]);
  }
  return namespaces;
}

async function compile(connection: WbemConnection, ...inputs: (LoadInput | string)[]): Promise<void> {
  const { report, diagnostics } = await loadInto(connection, inputs);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(report.committed).toBe(true);
}

const harbor = `
class Harbor_Vessel { [Key] string Name; };
class Harbor_Ferry : Harbor_Vessel { uint32 Seats; };
instance of Harbor_Vessel { Name = "Aurora"; };
instance of Harbor_Ferry { Name = "Borea"; };
`;

describe("removing sources", () => {
  test("leaves an empty repository as it was", async () => {
    const connection = await openMemory();
    const before = await dump(connection);
    await compile(connection, harbor);
    const { report, diagnostics } = await remove(connection, [harbor]);
    expect(diagnostics).toEqual([]);
    expect(report).toMatchObject({ committed: true, files: 1, declarations: 4, errors: 0, warnings: 0 });
    expect(report.counts).toMatchObject({
      class: { deleted: 2 },
      instance: { deleted: 2 },
      namespace: { deleted: 1 },
    });
    expect(await dump(connection)).toEqual(before);
  });

  test("reports what is not there any more, and changes nothing the second time", async () => {
    const connection = await openMemory();
    await compile(connection, harbor);
    const cimv2 = await connection.openNamespace("root/cimv2");
    await cimv2.deleteInstance('Harbor_Ferry.Name="Borea"');
    expect((await remove(connection, [harbor])).report.counts.instance).toEqual({ deleted: 1, absent: 1, kept: 0 });
    const { report } = await remove(connection, [harbor]);
    expect(report).toMatchObject({ committed: true, counts: { class: { absent: 2 }, instance: { absent: 2 } } });
  });

  test("follows aliases, includes and namespaces, and ignores what pragmas delete", async () => {
    const connection = await openMemory();
    const folder = writeFiles({
      "main.mof": `#pragma include("parts/schema.mof")
        instance of Harbor_Tow { A = $Aurora; B = $Borea; };
        instance of Harbor_Vessel as $Aurora { Name = "Aurora"; };
        instance of Harbor_Vessel as $Borea { Name = "Borea"; };
        #pragma deleteinstance("Harbor_Vessel.Name=\\"Other\\"", FAIL)
        #pragma deleteclass("Harbor_Old", NOFAIL)
        #pragma namespace("root/pier/north")
        class Pier { [Key] uint32 Id; };
        instance of Pier { Id = 0x10; };`,
      "parts/schema.mof": `class Harbor_Vessel { [Key] string Name; };
        [Association] class Harbor_Tow { [Key] Harbor_Vessel ref A; [Key] Harbor_Vessel ref B; };`,
    });
    const schema = file(folder, "parts/schema.mof");
    await compile(connection, schema, 'instance of Harbor_Vessel { Name = "Other"; };');
    await compile(connection, file(folder, "main.mof"));
    const other = 'class Harbor_Old { [Key] string Name; }; instance of Harbor_Old { Name = "Other"; };';
    await compile(connection, other);
    const { report, told } = await remove(connection, [file(folder, "main.mof")]);
    expect(report).toMatchObject({ committed: true, files: 2, counts: { class: { deleted: 3 } } });
    expect(told).toEqual([
      "deleted root/pier/north:Pier.Id=16",
      "deleted root/pier/north:Pier",
      String.raw`deleted root/cimv2:Harbor_Tow.A="Harbor_Vessel.Name=\"Aurora\"",B="Harbor_Vessel.Name=\"Borea\""`,
      'deleted root/cimv2:Harbor_Vessel.Name="Borea"',
      'deleted root/cimv2:Harbor_Vessel.Name="Aurora"',
      "deleted root/cimv2:Harbor_Tow",
      "deleted root/cimv2:Harbor_Vessel",
      'deleted root/pier:__Namespace.Name="north"',
      'deleted root:__Namespace.Name="pier"',
    ]);
    expect(await remove(connection, [other])).toMatchObject({ report: { committed: true } });
  });

  test("finds what is there although the file has changed since", async () => {
    const connection = await openMemory();
    await compile(connection, harbor);
    const changed = harbor
      .replace("[Key] string Name;", "[Key] string Name; string Flag;")
      .replace("uint32 Seats", "string Seats");
    // A put of the classes over the instances would be refused.
    const { report: refused } = await loadInto(connection, [changed]);
    expect(refused.committed).toBe(false);
    const { report } = await remove(connection, [changed]);
    expect(report).toMatchObject({ committed: true, counts: { class: { deleted: 2 }, instance: { deleted: 2 } } });
  });

  test("finds instances whose class was deleted with them not there, and goes on", async () => {
    const connection = await openMemory();
    await compile(connection, harbor);
    await (await connection.openNamespace("root/cimv2")).deleteClass("Harbor_Ferry");
    const { report } = await remove(connection, [harbor]);
    expect(report.counts).toMatchObject({
      class: { deleted: 1, absent: 1 },
      instance: { deleted: 1, absent: 1 },
    });
  });

  test("warns of an instance whose key the repository has made", async () => {
    const connection = await openMemory();
    const schema = "class Log { [Key] string Id; string Text; };";
    const text = `${schema} instance of Log { Text = "came in"; }; instance of Log { Id = "1"; };`;
    await compile(connection, schema, 'instance of Log { Id = "1"; };');
    const { diagnostics, report } = await remove(connection, [text]);
    expect(diagnostics.map(({ code, place }) => `${code} at ${place?.start}`)).toEqual([
      `removal-without-key at ${text.indexOf("Log { Text")}`,
    ]);
    expect(report).toMatchObject({ committed: true, warnings: 1, counts: { instance: { deleted: 1 } } });
    const strict = await remove(connection, [text], { warningsAsErrors: true });
    expect(strict.report.committed).toBe(false);
    const silent = await remove(connection, [text], { severities: { "removal-without-key": "off" } });
    expect(silent.diagnostics).toEqual([]);
  });

  test("takes an instance that refers to one whose key the repository has made", async () => {
    const connection = await openMemory();
    const schema = "class Log { [Key] string Id; }; class Page { [Key] string Id; Log ref In; };";
    await compile(connection, `${schema} instance of Log as $L { }; instance of Page { Id = "1"; In = $L; };`);
    const { told } = await remove(connection, ['instance of Log as $L { }; instance of Page { Id = "1"; In = $L; };']);
    expect(told).toEqual(['deleted root/cimv2:Page.Id="1"']);
  });

  test("changes nothing where a file has a mistake", async () => {
    const connection = await openMemory();
    await compile(connection, harbor);
    const before = await dump(connection);
    const { report, diagnostics, told } = await remove(connection, [harbor, "class Broken { uint32 ; };"]);
    expect(report).toMatchObject({ committed: false, errors: 1, counts: { class: { deleted: 0 } } });
    expect(diagnostics.map(({ severity }) => severity)).toEqual(["error"]);
    expect(told).toEqual([]);
    expect(await dump(connection)).toEqual(before);
  });

  test("changes nothing where others rest on a class, and shows the declarations", async () => {
    const connection = await openMemory();
    const text = `${harbor} class Harbor_Crane { [Key] string Name; };`;
    await compile(connection, text, "class Other_Berth { [Key] string Id; Harbor_Crane Crane; };");
    const before = await dump(connection);
    const used = await remove(connection, [text]);
    expect(used.report).toMatchObject({ committed: false, errors: 1 });
    expect(used.diagnostics.map(({ code, place }) => [code, place?.start])).toEqual([
      ["class-in-use", text.indexOf("Harbor_Crane")],
    ]);
    await compile(connection, 'class Other_Tug : Harbor_Vessel {}; instance of Harbor_Ferry { Name = "Zephyr"; };');
    const { diagnostics } = await remove(connection, [harbor]);
    expect(diagnostics.map(({ code }) => code).sort()).toEqual(["instances-left", "subclasses-left"]);
    await remove(connection, ['class Other_Tug : Harbor_Vessel {}; instance of Harbor_Ferry { Name = "Zephyr"; };']);
    expect(await dump(connection)).toEqual(before);
  });

  test("takes files from the list of autorecover", async () => {
    const connection = await openMemory();
    const folder = writeFiles({
      "a.mof": "#pragma autorecover\nclass A { [Key] string K; };",
      "b.mof": "#pragma autorecover\nclass B { [Key] string K; };",
    });
    await compile(connection, file(folder, "a.mof"), file(folder, "b.mof"));
    await remove(connection, [file(folder, "a.mof")]);
    const left = await readRecordedFiles(connection);
    expect(left.map(({ path }) => path.slice(folder.length + 1))).toEqual(["b.mof"]);
  });

  test("keeps a namespace that was empty before, and takes one that is declared", async () => {
    const connection = await openMemory();
    const text = '#pragma namespace("root") \n instance of __Namespace { Name = "pier"; };';
    await compile(connection, '#pragma namespace("root/quay") \n instance of __Namespace { Name = "west"; };', text);
    const { told } = await remove(connection, ['#pragma namespace("root/quay/west")', text]);
    expect(told).toEqual(['deleted root:__Namespace.Name="pier"']);
    expect(await namespacesOf(connection)).toEqual(["root", "root/quay", "root/quay/west"]);
  });
});

const samples = join(import.meta.dirname, "../../samples");

test("every sample that compiles by itself is removed again, and nothing is left", async () => {
  const paths = globSync("**/*.{mof,mfl}", { cwd: samples });
  let removed = 0;
  for (const path of paths) {
    const connection = await openMemory();
    const { report } = await loadInto(connection, [file(samples, path)]);
    if (!report.committed) continue;
    const { diagnostics } = await remove(connection, [file(samples, path)]);
    expect(diagnostics, path).toEqual([]);
    expect(await dump(connection), path).toEqual([["root", []]]);
    removed++;
  }
  expect(removed).toBeGreaterThan(5);
});

test("a namespace that is declared goes with what is in the ones below it", async () => {
  const connection = await openMemory();
  const text = `#pragma namespace("root")
    instance of __Namespace { Name = "pier"; };
    #pragma namespace("root/pier/north")
    class Pier { [Key] uint32 Id; };`;
  await compile(connection, text);
  const { report } = await remove(connection, [text]);
  expect(report.counts.namespace).toEqual({ deleted: 2, absent: 0, kept: 0 });
  expect(await namespacesOf(connection)).toEqual(["root"]);
});

/** A source of classes, instances, qualifier types, structures and namespaces whose names have a prefix. */
function source(prefix: string): fc.Arbitrary<string> {
  const number = fc.nat({ max: 3 });
  const declaration = fc.oneof(
    fc.record({ kind: fc.constant("class"), name: number, above: fc.option(number), type: number }),
    fc.record({ kind: fc.constant("instance"), name: number, above: fc.constant(null), type: number }),
    fc.record({ kind: fc.constant("qualifier"), name: number, above: fc.constant(null), type: number }),
    fc.record({ kind: fc.constant("namespace"), name: number, above: fc.constant(null), type: number }),
  );
  return fc.array(declaration, { maxLength: 14 }).map((declarations) => {
    let text = "";
    let classes = new Map<string, number>();
    const spaces = new Map<string, Map<string, number>>([["", classes]]);
    for (const { kind, name, above, type } of declarations) {
      const own = `${prefix}_${name}`;
      if (kind === "class" && !classes.has(own)) {
        const superclass = above === null ? undefined : `${prefix}_${above}`;
        const derives = superclass !== undefined && classes.has(superclass);
        const key = derives ? "" : "[Key] string K; ";
        text += `class ${own}${derives ? ` : ${superclass}` : ""} { ${key}uint32 P${own}; };\n`;
        classes.set(own, type);
      } else if (kind === "instance" && classes.has(own)) {
        text += `instance of ${own} { K = "${prefix}${own}${type}"; P${own} = ${type}; };\n`;
      } else if (kind === "qualifier") {
        text += `Qualifier ${prefix}Q${name} : uint32, Scope(any), Flavor(EnableOverride);\n`;
      } else if (kind === "namespace") {
        const namespace = ["root/cimv2", "root/shared", `root/${prefix}`, `root/${prefix}/inner`][name] as string;
        text += `#pragma namespace("${namespace}")\n`;
        classes = spaces.get(namespace === "root/cimv2" ? "" : namespace) ?? new Map();
        spaces.set(namespace === "root/cimv2" ? "" : namespace, classes);
      }
    }
    return text;
  });
}

test("compiling and removing any sources leaves what others put as it was", async () => {
  const others = `class Theirs { [Key] string K; };
    #pragma namespace("root/shared")
    class Theirs { [Key] string K; };
    instance of Theirs { K = "1"; };
  `;
  await fc.assert(
    fc.asyncProperty(source("theirs"), source("mine"), source("ours"), async (theirs, mine, ours) => {
      const connection = await openMemory();
      await compile(connection, others, theirs);
      const before = await dump(connection);
      await compile(connection, mine, ours);
      const { report, diagnostics } = await remove(connection, [mine, ours]);
      expect(diagnostics).toEqual([]);
      expect(report.committed).toBe(true);
      const after = await dump(connection);
      // A namespace that was named and in which nothing was declared is no matter: it was not filled, so it is not emptied.
      const nothing = (namespaces: unknown) =>
        (namespaces as [string, unknown[]][]).filter(([, objects]) => objects.length > 0);
      expect(nothing(after)).toEqual(nothing(before));
    }),
    { numRuns: 60 },
  );
});
