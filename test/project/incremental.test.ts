import { relative } from "node:path";
import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { recordLength } from "../../src/project/compilation-record.ts";
import { compileIncrementally } from "../../src/project/incremental.ts";
import { openRepository } from "../../src/repository/repository.ts";
import { MemoryStore } from "../../src/repository/stores/memory.ts";
import { loadInto, openMemory } from "../loader/harness.ts";
import { compile, compiledNames, contentOf, Files } from "./incremental-harness.ts";

const base = "class Base { [Key] string K; };";
const leaf = "class Leaf : Base { uint32 L; };";
const other = "class Other { [Key] string K; };";

/** Compiles files, changes some of them and compiles again. */
async function recompile(
  before: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string | undefined>>,
  inputs?: readonly string[],
) {
  const connection = await openMemory();
  const files = new Files(before);
  const first = await compile(connection, files, inputs ?? Object.keys(before));
  expect(first.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  files.set(changes);
  const names =
    inputs ??
    Object.keys({ ...before, ...changes }).filter((name) => changes[name] !== undefined || !(name in changes));
  const second = await compile(connection, files, names);
  return { connection, files, names, second };
}

describe("a compile of what has not changed", () => {
  test("does nothing and says since when", async () => {
    const { second, connection, files, names } = await recompile({ "a.mof": base, "b.mof": leaf }, {});
    expect(second.report).toMatchObject({ upToDate: true, committed: true, files: 0, unchangedFiles: 2 });
    expect(second.report.since).toMatch(/^\d{4}-\d\d-\d\dT/);
    const revision = await connection.revision();
    expect((await compile(connection, files, names)).report.upToDate).toBe(true);
    expect(await connection.revision()).toBe(revision);
  });

  test("counts the warnings that there were", async () => {
    const { second } = await recompile({ "a.mof": '#pragma unheard("of")\nclass A { [Key] string K; };' }, {});
    expect(second.report).toMatchObject({ upToDate: true, earlierWarnings: 1 });
    expect(second.diagnostics).toEqual([]);
  });

  test("does all again with other settings, another dialect, or after others have written", async () => {
    const store = new MemoryStore();
    const connection = await openRepository(store, { name: "memory:" });
    const files = new Files({ "a.mof": base });
    await compile(connection, files, ["a.mof"]);
    const settings = { severities: { "unknown-pragma": "off" } } as const;
    expect((await compile(connection, files, ["a.mof"], settings)).report.upToDate).toBe(false);
    expect((await compile(connection, files, ["a.mof"], settings)).report.upToDate).toBe(true);
    const wmi = await openRepository(store, { name: "memory:", dialect: "wmi" });
    expect((await compile(wmi, files, ["a.mof"], settings)).report.upToDate).toBe(false);
    await loadInto(connection, [other]);
    expect((await compile(wmi, files, ["a.mof"], settings)).report.upToDate).toBe(false);
    expect((await compile(wmi, files, ["a.mof"], settings)).report.upToDate).toBe(true);
  });

  test("is kept where listings do not show it", async () => {
    const { connection } = await recompile({ "a.mof": base }, {});
    expect((await contentOf(connection)).join("\n")).not.toMatch(/mofkit/i);
  });
});

describe("a file that changes", () => {
  test.each([
    ["a superclass, its subclasses", base, leaf],
    ["a class, its instances", base, 'instance of Base { K = "a"; };'],
    ["a class, references to it", base, "[Association] class L { [Key] Base REF A; [Key] Base REF B; };"],
    [
      "an enumeration, what has it for a type",
      "enumeration E : uint8 { One = 1 };",
      "class T { [Key] string K; E P; };",
    ],
    ["a structure, what has it for a type", "structure S { uint32 X; };", "class T { [Key] string K; S P; };"],
    ["a class, what embeds it", base, 'class H { [Key] string K; [EmbeddedInstance("Base")] string E; };'],
    [
      "a class, what embeds it by a name of two strings",
      base,
      'class H { [Key] string K; [EmbeddedInstance("Ba" "se")] string E; };',
    ],
    ["a class, instances of it in strings", base, 'class H { [Key] string K; string E = "instance of Base { };"; };'],
    [
      "what is declared in a class",
      "class N { [Key] string K; structure I { uint8 X; }; };",
      "class T { [Key] string K; N_I P; };",
    ],
  ])("takes with it: %s", async (_, first, second) => {
    const { second: again } = await recompile(
      { "a.mof": first, "b.mof": second, "c.mof": other },
      { "a.mof": `${first}\n// changed` },
    );
    expect(compiledNames(again)).toEqual(["a.mof", "b.mof"]);
    expect(again.report).toMatchObject({ committed: true, unchangedFiles: 1 });
  });

  test("is compiled by itself where nothing depends on it", async () => {
    const { second } = await recompile({ "a.mof": base, "b.mof": leaf, "c.mof": other }, { "b.mof": `${leaf} ` });
    expect(compiledNames(second)).toEqual(["b.mof"]);
    expect(second.told).toEqual(["updated class Leaf"]);
    expect(second.report.counts.classes).toEqual({ created: 0, updated: 1, unchanged: 0, deleted: 0 });
  });

  test("takes with it what declares the same object", async () => {
    const twice = 'instance of Base { K = "a"; };';
    const { second } = await recompile(
      { "a.mof": base, "b.mof": twice, "c.mof": twice, "d.mof": other },
      { "b.mof": 'instance of Base { K = "b"; };' },
    );
    expect(compiledNames(second)).toEqual(["b.mof", "c.mof"]);
  });

  test("is compiled with the namespace and the flags of its place, without the files beside it", async () => {
    const main = '#pragma namespace("root/here")\n#pragma include("a.mof")\n#pragma include("b.mof")';
    const { second, connection } = await recompile(
      { "main.mof": main, "a.mof": base, "b.mof": other },
      { "b.mof": "class Other { [Key] uint32 N; };" },
      ["main.mof"],
    );
    expect(compiledNames(second)).toEqual(["b.mof"]);
    const here = await connection.openNamespace("root/here");
    expect((await here.getClass("Other")).properties.map(({ name }) => name)).toEqual(["N"]);
  });

  test.each([
    ["leaves another namespace behind", 'class Other { [Key] string K; };\n#pragma namespace("root/there")'],
    ["includes another", '#pragma include("d.mof")'],
    ["declares a qualifier type", "Qualifier Tag : string, Scope(any);"],
    ["deletes", '#pragma deleteclass("Gone", NOFAIL)'],
  ])("has everything compiled where it %s", async (_, text) => {
    const main = '#pragma include("a.mof")\n#pragma include("b.mof")\n#pragma include("c.mof")';
    const { second } = await recompile(
      {
        "main.mof": main,
        "a.mof": base,
        "b.mof": other,
        "c.mof": "class Free { [Key] string K; };",
        "d.mof": "class D { [Key] string K; };",
      },
      { "b.mof": text },
      ["main.mof"],
    );
    expect(second.report.committed).toBe(true);
    expect(second.report.unchangedFiles).toBe(0);
  });

  test("must not find what comes behind it", async () => {
    const main = '#pragma include("a.mof")\n#pragma include("b.mof")';
    const { second } = await recompile(
      { "main.mof": main, "a.mof": other, "b.mof": base },
      { "a.mof": "class Other : Base { };" },
      ["main.mof"],
    );
    expect(second.report.committed).toBe(false);
    expect(second.diagnostics.map(({ code }) => code)).toEqual(["unknown-superclass"]);
  });

  test("must not find what comes behind a file that it touches", async () => {
    const { second } = await recompile(
      {
        "main.mof": '#pragma include("a.mof")\n#pragma include("b.mof")\n#pragma include("c.mof")',
        "a.mof": "class Holder { [Key] string K; string E; };",
        "b.mof": 'instance of Holder { K = "h"; E = "instance of Base { };"; };',
        "c.mof": base,
      },
      { "a.mof": "class Holder { [Key] string K; [EmbeddedObject] string E; };" },
      ["main.mof"],
    );
    expect(second.report.committed).toBe(false);
    expect(second.diagnostics.map(({ code }) => code)).toEqual(["unknown-class"]);
  });

  test("with an error changes nothing, and mended it is compiled", async () => {
    const { second, connection, files, names } = await recompile(
      { "a.mof": base, "b.mof": leaf },
      { "b.mof": "class Leaf :" },
    );
    expect(second.report).toMatchObject({ committed: false, upToDate: false });
    expect((await contentOf(connection)).join("\n")).toContain('"Leaf"');
    files.set({ "b.mof": `${leaf}// mended` });
    expect(compiledNames(await compile(connection, files, names))).toEqual(["b.mof"]);
  });
});

describe("what is declared no more", () => {
  test("is removed with its file", async () => {
    const { second, connection } = await recompile(
      { "a.mof": base, "b.mof": leaf, "c.mof": other },
      { "b.mof": undefined },
    );
    expect(second.report.counts.classes.deleted).toBe(1);
    expect(second.report).toMatchObject({ files: 0, unchangedFiles: 2 });
    expect((await contentOf(connection)).join("\n")).not.toContain('"Leaf"');
  });

  test("is an error where others rest on it, and then it stays", async () => {
    const connection = await openMemory();
    const files = new Files({ "a.mof": base, "b.mof": other });
    await compile(connection, files, ["a.mof", "b.mof"]);
    await loadInto(connection, ['instance of Base { K = "theirs"; };']);
    const { report, diagnostics } = await compile(connection, files, ["b.mof"]);
    expect(report.committed).toBe(false);
    expect(diagnostics.map(({ code }) => code)).toEqual(["instances-left"]);
    expect((await contentOf(connection)).join("\n")).toContain("theirs");
  });
});

test("a class on which others rest is updated and not removed", async () => {
  const connection = await openMemory();
  const files = new Files({ "a.mof": base, "b.mof": other });
  await compile(connection, files, ["a.mof", "b.mof"]);
  await loadInto(connection, ['instance of Base { K = "theirs"; };']);
  files.set({ "a.mof": '[Description("x")] class Base { [Key] string K; };' });
  const { report } = await compile(connection, files, ["a.mof", "b.mof"]);
  expect(report.committed).toBe(true);
  const content = (await contentOf(connection)).join("\n");
  expect(content).toContain("theirs");
  expect(content).toContain("Description");
});

test("an instance without a key keeps the one it got while its file is unchanged", async () => {
  const { second, connection, files, names } = await recompile(
    { "a.mof": base, "b.mof": "instance of Base { };", "c.mof": other },
    { "c.mof": `${other} ` },
  );
  expect(second.report.unchangedFiles).toBe(2);
  const before = await contentOf(connection);
  files.set({ "c.mof": other });
  await compile(connection, files, names);
  expect(await contentOf(connection)).toEqual(before);
});

test("a file that appears where an include looked first is seen", async () => {
  const connection = await openMemory();
  const files = new Files({ "main.mof": '#pragma include("a.mof")', "lib/a.mof": base });
  const options = { includeFolders: [(files.input("lib") as { path: string }).path] };
  await compile(connection, files, ["main.mof"], options);
  expect((await compile(connection, files, ["main.mof"], options)).report.upToDate).toBe(true);
  files.set({ "a.mof": other });
  const { report } = await compile(connection, files, ["main.mof"], options);
  expect(report.upToDate).toBe(false);
  expect((await contentOf(connection)).join("\n")).not.toContain('"Base"');
});

test("a file of more objects than one record takes is removed as a whole", async () => {
  const many = Array.from({ length: 2_500 }, (_, index) => `instance of Base { K = "${index}"; };`).join("\n");
  const { second, connection } = await recompile(
    { "a.mof": base, "b.mof": many },
    { "b.mof": 'instance of Base { K = "x"; };' },
  );
  expect(second.report.counts.instances).toEqual({ created: 1, updated: 0, unchanged: 0, deleted: 2_500 });
  expect((await contentOf(connection)).filter((line) => line.includes('"K"') && line.includes('"x"'))).toHaveLength(1);
});

test("what is remembered of many words and of long keys is kept in several records", async () => {
  const key = "k".repeat(100_000);
  const long = Array.from({ length: 12 }, (_, index) => `instance of Base { K = "${key}${index}"; };`).join("\n");
  const wordy = Array.from({ length: 6_000 }, (_, index) => `uint8 A_property_with_a_rather_long_name_${index};`).join(
    "\n",
  );
  const names = Array.from({ length: 6 }, (_, index) => `c${index}.mof`);
  const texts = names.map((name, index) => [name, `class C${index} { [Key] string K; ${wordy} };`]);
  const { second, connection, files } = await recompile(
    { "a.mof": base, "b.mof": long, ...Object.fromEntries(texts) },
    { "b.mof": undefined, "c5.mof": "class Small { [Key] string K; };" },
  );
  expect(compiledNames(second)).toEqual(["c5.mof"]);
  expect(second.report.counts.instances.deleted).toBe(12);
  const hidden = await connection.openNamespace("root/__mofkit");
  const lengths: number[] = [];
  for await (const { properties } of hidden.createInstanceEnum("Mofkit_CompilationPage")) {
    lengths.push(String(properties.find(({ name }) => name === "Details")?.value).length);
  }
  expect(lengths.length).toBeGreaterThan(2);
  expect(Math.max(...lengths)).toBeLessThan(2 * recordLength);
  const third = await compile(connection, files, ["a.mof"]);
  expect(third.report.counts.classes.deleted).toBe(6);
  const content = (await contentOf(connection)).join("\n");
  expect(content).toContain('"Base"');
  expect(content).not.toMatch(/A_property|"Small"/);
});

test("a compile that begins while another of its name is going on replaces what that declares", async () => {
  const connection = await openMemory();
  const files = new Files({ "a.mof": base, "b.mof": leaf });
  const begun = Promise.withResolvers<void>();
  const second = begun.promise.then(() => compile(connection, files, ["a.mof"]));
  await compile(connection, files, ["a.mof", "b.mof"], {
    async onProgress() {
      begun.resolve();
      await setImmediate();
    },
  });
  await second;
  expect((await contentOf(connection)).join("\n")).not.toContain('"Leaf"');
});

describe("inputs that are alike", () => {
  test("are compiled as often as they are named", async () => {
    const many = Array.from({ length: 100 }, (_, index) => `instance of Base { K = "${index}"; };`).join("\n");
    const { second } = await recompile({ "a.mof": base + many }, { "a.mof": `${base}${many} ` }, ["a.mof", "a.mof"]);
    expect(second.report).toMatchObject({ committed: true, unchangedFiles: 0 });
    expect(second.report.counts.instances).toMatchObject({ updated: 100, deleted: 0 });
  });

  test("keep what each declares apart", async () => {
    const connection = await openMemory();
    const run = async (...texts: readonly string[]) => {
      const inputs = texts.map((text) => ({ kind: "text", text, name: "text" }) as const);
      return (await compileIncrementally(connection, inputs, { name: "texts", onDiagnostic() {} })).compiledFiles
        .length;
    };
    expect(await run(base, other, leaf)).toBe(3);
    expect(await run(base, `${other} `, leaf)).toBe(1);
    expect(await run(base, `${other} `)).toBe(0);
    expect((await contentOf(connection)).join("\n")).not.toContain('"Leaf"');
  });
});

test("a text with a relative path is looked through, and not the file of that path", async () => {
  const connection = await openMemory();
  const files = new Files();
  const path = relative("", (files.input("text.mof") as { path: string }).path);
  files.set({ "text.mof": "// nothing", "a.mof": base });
  const run = () =>
    compileIncrementally(connection, [files.input("a.mof"), { kind: "text", text: leaf, name: "text", path }], {
      host: files,
      onDiagnostic() {},
    });
  await run();
  files.set({ "a.mof": "class Base { [Key] string K; uint32 V; };" });
  expect((await run()).compiledFiles).toHaveLength(2);
  files.set({ "text.mof": "// nothing at all" });
  expect((await run()).upToDate).toBe(true);
});
