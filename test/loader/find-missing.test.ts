import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { type FindMissingOptions, type FoundMissing, findMissing } from "../../src/loader/find-missing.ts";
import { type LoadInput, load, orderInputs } from "../../src/loader/load.ts";
import { nodeFileHost } from "../../src/source/node-file-host.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { file, loadInto, openMemory, writeFiles } from "./harness.ts";

const vessel = "class Harbor_Vessel { [Key] string Name; };";

interface Searched {
  readonly missing: FoundMissing;
  readonly diagnostics: readonly Diagnostic[];
  /** What was found, with the paths below the folder. */
  readonly found: readonly string[];
}

async function search(
  folder: string,
  inputs: readonly (LoadInput | string)[],
  options: Partial<FindMissingOptions> = {},
  connection?: WbemConnection,
): Promise<Searched> {
  const diagnostics: Diagnostic[] = [];
  const texts = inputs.map(
    (input): LoadInput => (typeof input === "string" ? { kind: "text", text: input, name: "test.mof" } : input),
  );
  const missing = await findMissing(connection ?? (await openMemory()), texts, {
    folders: [folder],
    ...options,
    onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
  });
  const found = missing.found.map(({ path, namespace, name, need, by }) => {
    const place = namespace === "root/cimv2" ? "" : `${namespace}:`;
    return `${path.slice(folder.length + 1).replaceAll("\\", "/")} for ${place}${name}, ${need} of ${by ?? "-"}`;
  });
  return { missing, diagnostics, found };
}

/** Loads inputs with what was found for them, and gives the codes of the diagnostics with their hints. */
async function loadWith(missing: FoundMissing, inputs: readonly string[], connection?: WbemConnection) {
  const said: string[] = [];
  const all: readonly LoadInput[] = [
    ...missing.inputs,
    ...inputs.map((text): LoadInput => ({ kind: "text", text, name: "test.mof" })),
  ];
  const report = await load(connection ?? (await openMemory()), await orderInputs(all), {
    onDiagnostic: (diagnostic) => {
      const { code, hint } = missing.explain(diagnostic);
      said.push(hint === undefined ? code : `${code}: ${hint}`);
    },
  });
  return { report, said };
}

describe("finding missing classes", () => {
  test("finds superclasses by the names of files, up to the top, and reads no other file", async () => {
    const folder = writeFiles({
      "deep/Harbor_Vessel.mof": vessel,
      "deep/er/harbor_ferry.mof": "class Harbor_Ferry : Harbor_Vessel { uint32 Seats; };",
      "deep/Harbor_Crane.mof": "class Harbor_Crane { [Key] string Name; };",
      "qualifiers.mof":
        "Qualifier Key : boolean = false, Scope(property, reference), Flavor(DisableOverride, ToSubclass);",
    });
    const text = "class My_Ferry : HARBOR_FERRY { uint32 Cars; };";
    const { missing, found, diagnostics } = await search(folder, [text]);
    expect(found).toEqual([
      "deep/er/harbor_ferry.mof for HARBOR_FERRY, superclass of My_Ferry",
      "deep/Harbor_Vessel.mof for Harbor_Vessel, superclass of Harbor_Ferry",
      "qualifiers.mof for Key, qualifier of Harbor_Vessel",
    ]);
    expect(missing.filesRead).toBe(3);
    expect(diagnostics).toEqual([]);
    const { report, said } = await loadWith(missing, [text]);
    expect(said).toEqual([]);
    expect(report).toMatchObject({ committed: true, counts: { classes: { created: 3 }, qualifiers: { created: 1 } } });
  });

  test("finds classes of instances, references, embedded instances, elements and parameters", async () => {
    const names = ["Instance", "Inner", "Reference", "Embedded", "Element", "Parameter", "Result", "Color"];
    const folder = writeFiles(
      Object.fromEntries(
        names.map((name) => [
          `${name}.mof`,
          name === "Color" ? "enumeration Color : string { A };" : `class ${name} { [Key] string Name; };`,
        ]),
      ),
    );
    const { found } = await search(folder, [
      `class Mine {
         [Key] Reference REF Ref = NULL;
         [EmbeddedInstance("Embedded")] string Text = "EmbeddedInstance";
         Element One[]; Color Two = A;
         Result Do([In] uint32 Count, [In, Out] Parameter REF Where);
       };
       instance of Instance { Name = instance of Inner { Name = "class Other"; }; };`,
    ]);
    expect(found.map((line) => line.replace(/ for .*,/, ""))).toEqual([
      "Reference.mof reference of Mine",
      "Embedded.mof embedded of Mine",
      "Element.mof type of Mine",
      "Color.mof type of Mine",
      "Result.mof type of Mine",
      "Parameter.mof reference of Mine",
      "Instance.mof instance of -",
      "Inner.mof instance of -",
    ]);
  });

  test("takes neither what the inputs declare nor what the target has, nor what the prelude brings", async () => {
    const folder = writeFiles({
      "A.mof": "class A { [Key] string K; };",
      "B.mof": "class B : A { };",
      "C.mof": "class C : B { };",
      "qualifiers.mof": "Qualifier Key : boolean = false, Scope(property, reference);",
      "own.mof": '#pragma include("parts/a.mof")\nclass D : A { };\nclass E : B { };',
      "parts/a.mof": "class A { [Key] string K; };",
    });
    const own = file(folder, "own.mof");
    const elsewhere = writeFiles({ "B.mof": "class B { [Key] string K; };" });
    expect((await search(folder, [own])).found.map((line) => line.split(" ")[0])).toEqual(["qualifiers.mof", "B.mof"]);
    const { connection } = await loadInto(await openMemory(), ["class B { [Key] string K; };"]);
    await loadInto(connection, ["Qualifier Key : boolean = false, Scope(property, reference);"]);
    expect((await search(folder, [own], {}, connection)).found).toEqual([]);
    expect((await search(folder, [own], { ignoresTarget: true }, connection)).found).toHaveLength(2);
    const prelude = [file(elsewhere, "B.mof")];
    expect((await search(folder, ["class E : B { };"], { prelude })).found).toEqual([]);
    expect((await search(folder, ['instance of __Namespace { Name = "a"; };'])).found).toEqual([]);
  });

  test("looks into all files where none has the name of the class, once", async () => {
    const folder = writeFiles({
      "all.mof": `${vessel} class Harbor_Ferry : Harbor_Vessel { };`,
      "Harbor_Vessel.mof": '// moved to all.mof\n#pragma include("all.mof")',
      "more.txt": "class Harbor_Vessel { [Key] string Name; };",
      "main.mof": '#pragma include("all.mof")',
    });
    const { found, missing, diagnostics } = await search(folder, [
      "class My : Harbor_Vessel { }; class Ours : Harbor_Ferry { };",
    ]);
    // The pragma of other files is no declaration.
    expect(found).toEqual(["all.mof for Harbor_Vessel, superclass of My"]);
    expect(diagnostics).toEqual([]);
    expect(missing.filesRead).toBe(3);
  });

  test("takes the first of several files, with a warning that names two", async () => {
    const folder = writeFiles({
      "one/Harbor_Vessel.mof": vessel,
      "two/Harbor_Vessel.schema.mof": vessel,
      "three/other.mof": vessel,
    });
    const folders = [join(folder, "two"), folder];
    const { found, diagnostics } = await search(folder, ["class A : Harbor_Vessel { }; class B : Harbor_Vessel { };"], {
      folders,
    });
    expect(found).toEqual(["two/Harbor_Vessel.schema.mof for Harbor_Vessel, superclass of A"]);
    expect(diagnostics.map(({ code, severity, message }) => `${severity} ${code}: ${message}`)).toEqual([
      `warning found-twice: \`${join(folder, "two/Harbor_Vessel.schema.mof")}\` and \`${join(folder, "one/Harbor_Vessel.mof")}\` ` +
        "both declare `Harbor_Vessel`, which is searched for; the first is taken",
    ]);
  });

  test("finds for the namespace in which a class is needed, and twice where two need it", async () => {
    const folder = writeFiles({
      "Harbor_Vessel.mof": `${vessel}`,
      "Harbor_Ferry.mof": "class Harbor_Ferry : Harbor_Vessel { uint32 Seats; };",
      "Pier.mof": '#pragma namespace("root/pier")\nclass Pier { [Key] string Id; };',
    });
    const text = `
      class A : Harbor_Ferry { };
      #pragma namespace("\\\\\\\\localhost\\\\root\\\\west")
      class A : Harbor_Ferry { };
      class P : Pier { };
      #pragma namespace("root/pier")
      class P : Pier { };
    `;
    const { found, missing } = await search(folder, [text]);
    expect(found).toEqual([
      "Harbor_Ferry.mof for Harbor_Ferry, superclass of A",
      "Harbor_Ferry.mof for root/west:Harbor_Ferry, superclass of A",
      "Pier.mof for root/pier:Pier, superclass of P",
      "Harbor_Vessel.mof for Harbor_Vessel, superclass of Harbor_Ferry",
      "Harbor_Vessel.mof for root/west:Harbor_Vessel, superclass of Harbor_Ferry",
    ]);
    const { report, said } = await loadWith(missing, [text.replace("class P : Pier { };", "")]);
    expect(said).toEqual([]);
    expect(report).toMatchObject({ committed: true, files: 6, counts: { classes: { created: 8 } } });
  });

  test("ends where classes need each other", async () => {
    const folder = writeFiles({
      "A.mof": "class A { [Key] string K; uint32 Do([In] B REF Other); };",
      "B.mof": "class B : A { C REF Next; };",
      "C.mof": "class C : B { A REF Back; };",
    });
    const text = "class Mine : A { };";
    const { missing, found } = await search(folder, [text]);
    expect(found.map((line) => line.split(" ")[0])).toEqual(["A.mof", "B.mof", "C.mof"]);
    expect((await loadWith(missing, [text])).report.committed).toBe(true);
  });

  test("leaves what is nowhere to the load, with a hint that the folders were searched", async () => {
    const folder = writeFiles({ "A.mof": "class A { [Key] string K; };" });
    const text = "class Mine : Harbor_Nothing { }; class Other : A { }; instance of Nobody { K = 1; };";
    const { missing } = await search(folder, [text]);
    const { said, report } = await loadWith(missing, [text]);
    expect(report.committed).toBe(false);
    expect(said.map((line) => line.replaceAll(folder, "mof"))).toEqual([
      "unknown-superclass: declare `Harbor_Nothing` before the class that derives from it, in the same namespace; " +
        "no file below `mof` declares it",
      "unknown-class: declare `Nobody` before its instances, in the same namespace; no file below `mof` declares it",
    ]);
    const elsewhere = await loadWith(missing, ["class Mine : Harbor_Else { };"]);
    expect(elsewhere.said.join()).not.toContain("no file below");
  });

  test("enters folders that links lead to once", async () => {
    const folder = writeFiles({
      "mof/A.mof": "class A { [Key] string K; };",
      "mof/B.mof": "class B { [Key] string K; };",
    });
    const { symlinkSync } = await import("node:fs");
    symlinkSync(folder, join(folder, "mof/up"));
    const { found, diagnostics } = await search(folder, ["class Mine : A { };"], {
      folders: [join(folder, "mof"), folder],
    });
    expect(found.map((line) => line.split(" ")[0])).toEqual(["mof/A.mof"]);
    expect(diagnostics).toEqual([]);
  });

  test("says that there are more files than it looks at", async () => {
    const many = Array.from({ length: 10_001 }, (_, index) => ({ name: `${index}.mof`, kind: "file" as const }));
    const host = {
      ...nodeFileHost,
      realPath: (path: string) => path,
      list: () => many,
      status: () => undefined,
      open: () => ({ read: () => 0, close: () => {} }),
    };
    const { diagnostics } = await search("many", ["class Mine : Nothing { };"], { host });
    expect(diagnostics.map(({ message }) => message)).toEqual([
      "of the files to search only the first 10000 are looked at",
    ]);
  });

  test("stops when it is told to", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`${index}.mof`, "class X { uint32 P; };\n".repeat(20_000)]),
    );
    const folder = writeFiles(files);
    const controller = new AbortController();
    const work = search(folder, ["class Mine : Nothing { };"], { signal: controller.signal });
    setImmediate(() => controller.abort(new Error("enough")));
    await expect(work).rejects.toThrow("enough");
  });

  test("rejects for a folder that is not there", async () => {
    await expect(search("nowhere/at/all", ["class Mine : Nothing { };"])).rejects.toThrow();
  });
});
