import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { load, orderInputs } from "../../src/loader/load.ts";
import { readRecoveryList, recoveryInputs, removeRecordedFiles } from "../../src/loader/recovery-list.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { WBEM_FLAG_UPDATE_ONLY } from "../../src/wbem/flags.ts";
import { file, findMarked, instanceAt, loadInto, openMemory, writeFiles } from "./harness.ts";

const tree = "#pragma autorecover\nclass Tree { [Key] string Tag; };\n";

/** The names of the files on the list, in its order, with their state. */
async function listed(connection: WbemConnection, folder: string): Promise<readonly string[]> {
  const list = await readRecoveryList(connection);
  return list.map(({ path, state }) => `${path.slice(folder.length + 1)} ${state}`);
}

function digestOf(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

function forget(connection: WbemConnection, paths: readonly string[]): Promise<readonly string[]> {
  return connection.transaction((transaction) => removeRecordedFiles(transaction, paths));
}

/** Rebuilds from a list into a repository that is empty. */
async function rebuild(old: WbemConnection): Promise<WbemConnection> {
  const fresh = await openMemory();
  const inputs = await orderInputs(recoveryInputs(await readRecoveryList(old)));
  const { report, diagnostics } = await loadInto(fresh, inputs, { autorecover: true });
  expect(diagnostics).toEqual([]);
  expect(report.committed).toBe(true);
  return fresh;
}

describe("the list of files to recover", () => {
  test("has the input with all that it was compiled with, once the load lasts", async () => {
    const folder = writeFiles({
      "main.mof": `#pragma include("part.mof")\nclass Tree { };`,
      "parts/part.mof": "#PRAGMA AUTORECOVER",
    });
    const path = join(folder, "main.mof");
    const part = join(folder, "parts", "part.mof");
    const before = Math.floor(Date.now() / 1000) * 1000;
    const { connection, report } = await loadInto(await openMemory("wmi"), [file(path)], {
      namespace: "root/x",
      includeFolders: [join(folder, "parts")],
      includeRoot: folder,
      classFlags: 0,
    });
    expect(report.recoveryFiles).toEqual([path]);
    const [entry, ...others] = await readRecoveryList(connection);
    expect(others).toEqual([]);
    expect(entry).toEqual({
      position: 1,
      path,
      namespace: "root/x",
      dialect: "wmi",
      includeFolders: [join(folder, "parts")],
      includeRoot: folder,
      digest: digestOf(path),
      includes: [{ path: part, digest: digestOf(part), state: "unchanged" }],
      recorded: expect.any(Date),
      state: "unchanged",
      ownState: "unchanged",
    });
    expect(entry?.recorded.getTime()).toBeGreaterThanOrEqual(before);
    expect(entry?.recorded.getTime()).toBeLessThanOrEqual(Date.now());
    // It is nothing that the files declare.
    expect(await Array.fromAsync(connection.namespaces())).toEqual(["root", "root/x"]);
    expect(report.counts.classes.created).toBe(1);
    expect(report.counts.instances.created).toBe(0);
  });

  test("is empty where nothing was recorded, and where the load that asked for it failed", async () => {
    const folder = writeFiles({ "main.mof": "#pragma autorecover\nclass A : None { };" });
    const { connection, report } = await loadInto(await openMemory(), [file(folder, "main.mof")]);
    expect(report.recoveryFiles).toEqual([]);
    expect(await readRecoveryList(connection)).toEqual([]);
    await expect(connection.openNamespace("root/__mofkit")).rejects.toMatchObject({
      status: "WBEM_E_INVALID_NAMESPACE",
    });
    expect(await forget(connection, [join(folder, "main.mof")])).toEqual([]);
  });

  test("has each input where an option says so", async () => {
    const folder = writeFiles({ "a.mof": "#pragma autorecover", "b.mof": '#include("c.mof")', "c.mof": "" });
    const inputs = [file(folder, "a.mof"), file(folder, "b.mof")];
    const paths = [join(folder, "a.mof"), join(folder, "b.mof")];
    expect((await loadInto(await openMemory(), inputs)).report.recoveryFiles).toEqual([paths[0]]);
    const { report, connection } = await loadInto(await openMemory(), inputs, { autorecover: true });
    expect(report.recoveryFiles).toEqual(paths);
    expect(await listed(connection, folder)).toEqual(["a.mof unchanged", "b.mof unchanged"]);

    const failed = await loadInto(await openMemory(), [...inputs, "class A : None { };"], { autorecover: true });
    expect(failed.report.recoveryFiles).toEqual([]);
    expect(failed.diagnostics.map(({ code, place }) => [code, place?.start])).toEqual([
      ["autorecover-without-file", undefined],
      ["unknown-superclass", 10],
    ]);
  });

  test("has no text that comes from no file", async () => {
    expect(await findMarked("«#pragma autorecover»")).toEqual(["autorecover-without-file"]);
  });

  test("keeps the order in which files came onto it, whatever is compiled again", async () => {
    const folder = writeFiles({ "b.mof": tree, "a.mof": "#pragma autorecover\nclass Oak : Tree { };" });
    const connection = await openMemory();
    await loadInto(connection, [file(folder, "b.mof")]);
    await loadInto(connection, [file(folder, "a.mof")]);
    writeFileSync(join(folder, "b.mof"), `${tree}// more\n`);
    expect(await listed(connection, folder)).toEqual(["b.mof changed", "a.mof unchanged"]);
    await loadInto(connection, [file(folder, "b.mof")]);
    expect(await listed(connection, folder)).toEqual(["b.mof unchanged", "a.mof unchanged"]);
    expect((await readRecoveryList(connection)).map(({ position }) => position)).toEqual([1, 2]);
  });

  test("tells files apart whose paths differ by case", async () => {
    const folder = writeFiles({ "x/a.mof": "", "y/a.mof": "", "Y/a.mof": "" });
    const inputs = ["x", "y", "Y"].map((name) => file(folder, name, "a.mof"));
    const { connection } = await loadInto(await openMemory(), inputs, { autorecover: true });
    expect(await listed(connection, folder)).toEqual(["x/a.mof unchanged", "y/a.mof unchanged", "Y/a.mof unchanged"]);
  });

  test("says of a file why it cannot be read", async () => {
    const folder = writeFiles({ "a.mof": tree, "b.mof": "" });
    const inputs = [file(folder, "a.mof"), file(folder, "b.mof")];
    const { connection } = await loadInto(await openMemory(), inputs, { autorecover: true });
    rmSync(join(folder, "a.mof"));
    expect(await listed(connection, folder)).toEqual(["a.mof missing", "b.mof unchanged"]);
    expect((await readRecoveryList(connection))[0]?.problem?.code).toBe("file-not-found");
  });

  test("goes on from one that says nothing of what is included", async () => {
    const folder = writeFiles({ "a.mof": '#pragma autorecover\n#include("part.mof")', "b.mof": tree, "part.mof": "" });
    const connection = await openMemory();
    const [a, b] = [join(folder, "a.mof"), join(folder, "b.mof")];
    const record = (position: number, path: string) =>
      `instance of Mofkit_RecoveryFile { Position = ${position}; Path = "${path.replaceAll("\\", "\\\\")}"; ` +
      `Namespace = "root/cimv2"; Dialect = "auto"; IncludeFolders = { }; Digest = "${digestOf(path)}"; ` +
      'Recorded = "20240229123456.000000+000"; };';
    const earlier = `#pragma namespace("root/__mofkit")
      class Mofkit_RecoveryFile {
        [Key] uint32 Position; string Path; string Namespace; string Dialect; string IncludeFolders[]; string IncludeRoot;
        string Digest; datetime Recorded;
      };
      ${record(1, a)} ${record(2, b)}`;
    expect((await loadInto(connection, [earlier])).report.committed).toBe(true);
    expect(await listed(connection, folder)).toEqual(["a.mof unchanged", "b.mof unchanged"]);
    expect((await loadInto(connection, [file(a)])).report.committed).toBe(true);
    expect(await listed(connection, folder)).toEqual(["a.mof unchanged", "b.mof unchanged"]);
    expect((await readRecoveryList(connection)).map(({ includes }) => includes.length)).toEqual([1, 0]);
  });

  test("judges a file with all that it includes", async () => {
    const folder = writeFiles({
      "main.mof": '#pragma autorecover\n#include("a.mof")\n#include("b.mof")',
      "a.mof": '#include("c.mof")',
      "b.mof": "",
      "c.mof": "",
      "alone.mof": "#pragma autorecover\n",
    });
    const inputs = [file(folder, "main.mof"), file(folder, "alone.mof")];
    const { connection } = await loadInto(await openMemory(), inputs);
    const states = async () => {
      const [{ state, ownState, problem, includes } = expect.fail(), alone] = await readRecoveryList(connection);
      expect(alone).toMatchObject({ state: "unchanged", includes: [] });
      const names = includes.map((include) => `${include.path.slice(folder.length + 1)} ${include.state}`);
      return [state, ownState, problem?.code, names];
    };
    const none = undefined;
    expect(await states()).toEqual([
      "unchanged",
      "unchanged",
      none,
      ["a.mof unchanged", "c.mof unchanged", "b.mof unchanged"],
    ]);
    rmSync(join(folder, "c.mof"));
    const gone = ["a.mof unchanged", "c.mof missing", "b.mof unchanged"];
    expect(await states()).toEqual(["missing", "unchanged", "file-not-found", gone]);
    // What includes it may have changed so that it does no more.
    writeFileSync(join(folder, "a.mof"), "// nothing\n");
    const less = ["a.mof changed", "c.mof missing", "b.mof unchanged"];
    expect(await states()).toEqual(["changed", "unchanged", none, less]);
    writeFileSync(join(folder, "main.mof"), "#pragma autorecover\n");
    expect(await states()).toEqual(["changed", "changed", none, less]);
    await loadInto(connection, inputs);
    expect(await states()).toEqual(["unchanged", "unchanged", none, []]);
  });

  test("loses what is forgotten, and what is recorded next comes behind the others", async () => {
    const folder = writeFiles({ "a.mof": "", "b.mof": "", "c.mof": "" });
    const inputs = ["a.mof", "b.mof", "c.mof"].map((name) => file(folder, name));
    const { connection } = await loadInto(await openMemory(), inputs, { autorecover: true });
    const paths = ["a.mof", "none.mof"].map((name) => join(folder, name));
    expect(await forget(connection, paths)).toEqual([paths[0]]);
    await loadInto(connection, [file(folder, "a.mof")], { autorecover: true });
    expect(await listed(connection, folder)).toEqual(["b.mof unchanged", "c.mof unchanged", "a.mof unchanged"]);
  });
});

describe("a repository that is rebuilt from the list", () => {
  test("has what the files declare, in the namespaces in which they were compiled, and the same list", async () => {
    const folder = writeFiles({
      "tree.mof": tree,
      "oak.mof": '#pragma autorecover\n#include("more.mof")\nclass Oak : Tree { };\ninstance of Oak { Tag = "a"; };',
      "include/more.mof": "class More { };",
      "other.mof": "#pragma autorecover\nclass Other { };",
      "unlisted.mof": "class Unlisted { };",
    });
    const old = await openMemory();
    await loadInto(old, [file(folder, "tree.mof")], { namespace: "root/orchard" });
    await loadInto(old, [file(folder, "oak.mof")], {
      namespace: "root/orchard",
      includeFolders: [join(folder, "include")],
    });
    await loadInto(old, [file(folder, "other.mof"), file(folder, "unlisted.mof")]);
    const fresh = await rebuild(old);
    expect(await instanceAt(fresh, 'Oak.Tag="a"', "root/orchard")).toMatchObject({ Tag: "a" });
    const classes = async (namespace: string) =>
      Array.fromAsync((await fresh.openNamespace(namespace)).createClassEnum(null), ({ name }) => name);
    expect([await classes("root/orchard"), await classes("root/cimv2")]).toEqual([["More", "Tree", "Oak"], ["Other"]]);
    expect(await listed(fresh, folder)).toEqual(await listed(old, folder));
  });

  test("takes a changed file as it is now, after what it needs now", async () => {
    const folder = writeFiles({ "a.mof": tree, "b.mof": "#pragma autorecover\nclass Plant { };" });
    const old = await openMemory();
    await loadInto(old, [file(folder, "a.mof")]);
    await loadInto(old, [file(folder, "b.mof")]);
    writeFileSync(join(folder, "a.mof"), "#pragma autorecover\nclass Tree : Plant { [Key] string Tag; };\n");
    const fresh = await rebuild(old);
    expect((await (await fresh.openNamespace("root/cimv2")).getClass("Tree")).superclass).toBe("Plant");
  });

  test("stays as it was when a file fails or is missing", async () => {
    const folder = writeFiles({ "a.mof": tree, "b.mof": "#pragma autorecover\nclass Oak : Tree { };" });
    const old = await openMemory();
    await loadInto(old, [file(folder, "a.mof"), file(folder, "b.mof")]);
    const inputs = async () => recoveryInputs(await readRecoveryList(old));
    writeFileSync(join(folder, "b.mof"), "class Oak : Nothing { };");
    rmSync(join(folder, "a.mof"));
    const fresh = await openMemory();
    const codes: string[] = [];
    const report = await load(fresh, await inputs(), { onDiagnostic: ({ code }) => codes.push(code) });
    expect(report.committed).toBe(false);
    expect(codes).toContain("file-not-found");
    expect(await Array.fromAsync(fresh.namespaces())).toEqual(["root"]);
    expect(await listed(old, folder)).toEqual(["a.mof missing", "b.mof changed"]);
  });

  test("does not know the modes with which files were compiled", async () => {
    const folder = writeFiles({ "a.mof": tree });
    const old = await openMemory();
    await loadInto(old, ["class Tree { [Key] string Tag; };"]);
    await loadInto(old, [file(folder, "a.mof")], { classFlags: WBEM_FLAG_UPDATE_ONLY });
    expect(await listed(await rebuild(old), folder)).toEqual(["a.mof unchanged"]);
  });
});
