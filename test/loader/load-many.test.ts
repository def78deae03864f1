import { join } from "node:path";
import { expect, test } from "vitest";
import type { Dialect } from "../../src/codes/dialects.ts";
import { createDiagnostic } from "../../src/diagnostics/create.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { type LoadManyOptions, loadMany, maximumJobs } from "../../src/loader/load-many.ts";
import type { LoadInput } from "../../src/loader/load-options.ts";
import { MergedDiagnostics, maximumWaiting } from "../../src/loader/merged-diagnostics.ts";
import { maximumLead, SharedParse } from "../../src/loader/shared-parse.ts";
import type { FileHost } from "../../src/source/file-host.ts";
import { nodeFileHost } from "../../src/source/node-file-host.ts";
import { openFile } from "../../src/source/open-source.ts";
import { sourceFromText } from "../../src/source/text-source.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { file, instanceAt, loadInto, openMemory, shownAt, writeFiles } from "./harness.ts";

/** More than is read at once. */
const filler = "// filler\n".repeat(20_000);
const tree = "class Tree { [Key] string Tag; };\n";

/** A host that counts how often each file was opened, by its name. */
function countingHost(opened: Map<string, number>): FileHost {
  return {
    ...nodeFileHost,
    open(path) {
      const name = path.slice(path.lastIndexOf("/") + 1);
      opened.set(name, (opened.get(name) ?? 0) + 1);
      return nodeFileHost.open(path);
    },
  };
}

interface Loaded {
  readonly outcomes: Awaited<ReturnType<typeof loadMany>>;
  /** Of each diagnostic its code, and the numbers of the targets it is about. */
  readonly told: readonly (readonly [string, readonly number[]])[];
  readonly diagnostics: readonly Diagnostic[];
}

async function loadAll(
  connections: readonly WbemConnection[],
  inputs: readonly LoadInput[],
  options: Partial<LoadManyOptions> = {},
): Promise<Loaded> {
  const told: [string, number[]][] = [];
  const diagnostics: Diagnostic[] = [];
  const outcomes = await loadMany(connections, inputs, {
    ...options,
    onDiagnostic(diagnostic, targets) {
      diagnostics.push(diagnostic);
      told.push([diagnostic.code, targets.map((target) => connections.indexOf(target))]);
    },
  });
  return { outcomes, told, diagnostics };
}

function openMany(count: number, dialect: Dialect = "auto"): Promise<WbemConnection[]> {
  return Promise.all(Array.from({ length: count }, () => openMemory(dialect)));
}

const text = (content: string): LoadInput => ({ kind: "text", text: content, name: "test.mof" });

test.each([1, 3])("of many targets each file is opened once, where %i work at a time", async (jobs) => {
  const folder = writeFiles({
    "main.mof": `#pragma include("tree.mof")\n#pragma include("gone.mof")\n${filler}#pragma include("sub/oak.mof")\n`,
    "tree.mof": tree,
    "sub/oak.mof": `#pragma include("../tree.mof")\n${filler}class Oak : Tree { };\n${filler}class Elm : Tree { };\n`,
    "last.mof": 'instance of Oak { Tag = "a"; };\n',
  });
  const opened = new Map<string, number>();
  const connections = await openMany(3);
  const { told } = await loadAll(connections, [file(folder, "main.mof"), file(folder, "last.mof")], {
    jobs,
    host: countingHost(opened),
  });
  expect(told).toEqual([["include-not-found", [0, 1, 2]]]);
  const mended = writeFiles({ "gone.mof": "" });
  opened.clear();
  const options = { jobs, host: countingHost(opened), includeFolders: [mended] };
  const { outcomes } = await loadAll(connections, [file(folder, "main.mof"), file(folder, "last.mof")], options);
  expect(outcomes.map(({ report }) => report?.committed)).toEqual([true, true, true]);
  // `tree.mof` is included twice, and `gone.mof` is tried beside the including file first.
  expect(Object.fromEntries(opened)).toEqual({
    "main.mof": 1,
    "tree.mof": 2,
    "gone.mof": 2,
    "oak.mof": 1,
    "last.mof": 1,
  });
  for (const connection of connections) expect(await instanceAt(connection, 'Oak.Tag="a"')).toEqual({ Tag: "a" });
});

test("what all targets say is told once, and what one says with that target, in the order of the text", async () => {
  const connections = await openMany(3);
  await loadInto(connections[1] as WbemConnection, ["class Base { [Key] string Tag; };"]);
  const content = `class A { ]\n;\nclass B : Base { };\nclass C { [Key] strin Tag; };\n`;
  const { told, diagnostics, outcomes } = await loadAll(connections, [text(content)]);
  const alone = await loadInto(await openMemory(), [content]);
  expect(diagnostics.map(({ place }) => shownAt(place))).toEqual(alone.diagnostics.map(({ place }) => shownAt(place)));
  expect(told.map(([, targets]) => targets)).toEqual(
    told.map(([code]) => (code === "unknown-superclass" ? [0, 2] : [0, 1, 2])),
  );
  expect(told.map(([code]) => code)).toContain("unknown-superclass");
  expect(outcomes.every(({ report }) => report?.committed === false)).toBe(true);
});

test("a comment suppresses a warning of the parser in every target", async () => {
  const content = "class A { [Key] string Tag; };; // mofkit-disable-line stray-semicolon\n";
  const { told, outcomes } = await loadAll(await openMany(2), [text(content)]);
  expect([told, outcomes.map(({ report }) => report?.warnings)]).toEqual([[], [0, 0]]);
});

test("a target that rejects drops out, and the others go on to the end", async () => {
  const connections = await openMany(3);
  const failure = new Error("the disk is full");
  const failing: WbemConnection = {
    ...(connections[1] as WbemConnection),
    dialect: "auto",
    exactKeys: false,
    name: "failing",
    transaction: () => Promise.reject(failure),
  };
  const declarations = Array.from({ length: 40 }, (_, number) => `class Tree${number} { };\n${filler}`).join("");
  const { outcomes } = await loadAll(
    [connections[0] as WbemConnection, failing, connections[2] as WbemConnection],
    [text(declarations)],
  );
  expect(outcomes.map(({ report, error }) => report?.counts.classes.created ?? error)).toEqual([40, failure, 40]);
});

test("targets of different dialects are parsed for separately", async () => {
  const connections = [await openMemory("dmtf"), await openMemory("auto"), await openMemory("dmtf")];
  const { told, outcomes } = await loadAll(connections, [text("structure Part { uint8 Size; };")]);
  expect(told.map(([, targets]) => targets)).toEqual([[0, 2]]);
  expect(outcomes.map(({ report }) => report?.committed)).toEqual([false, true, false]);
});

test("an interruption rolls all back", async () => {
  const connections = await openMany(3);
  const controller = new AbortController();
  const { outcomes } = await loadAll(connections, [text(`${tree}${filler}class Oak : Tree { };`)], {
    signal: controller.signal,
    onProgress: () => controller.abort("SIGINT"),
  });
  expect(outcomes.map(({ error }) => error)).toEqual(["SIGINT", "SIGINT", "SIGINT"]);
  for (const connection of connections) {
    await expect(connection.openNamespace("root/cimv2")).rejects.toMatchObject({ status: "WBEM_E_INVALID_NAMESPACE" });
  }
});

test.each([0, maximumJobs + 1, 1.5, "2"])("%j targets at a time are refused", async (jobs) => {
  const options = { jobs: jobs as number, onDiagnostic: () => undefined };
  await expect(loadMany(await openMany(1), [text(tree)], options)).rejects.toThrow("a whole number from 1 to 64");
});

test("the fastest is no further ahead than the limit, and goes on when the slowest has moved or left", async () => {
  const shared = new SharedParse();
  const [fast, slow] = [shared.join(), shared.join()];
  const content = Array.from({ length: 40 }, (_, number) => `class Tree${number} { };\n${filler}`).join("");
  const open = () => sourceFromText(content);
  let [taken, declared] = [0, 0];
  const source = fast.open("a", open);
  const reading = (async () => {
    for await (const { declarations } of fast.batches(source, {})) {
      taken++;
      declared += declarations.length;
    }
  })();
  await new Promise(setImmediate);
  expect([fast.position, taken, fast.isWaiting]).toEqual([maximumLead, maximumLead - 1, true]);
  const own = slow.open("a", open);
  const parts = slow.batches(own, {})[Symbol.asyncIterator]();
  await parts.next();
  await new Promise(setImmediate);
  expect(fast.position).toBe(maximumLead + 2);
  slow.leave();
  await reading;
  expect([declared, fast.isWaiting]).toEqual([40, false]);
});

test("one that comes to another source reads by itself from there on, and misses nothing", async () => {
  const folder = writeFiles({ "a.mof": `${tree}${filler}class Oak { };\n${filler}class Elm { };\n`, "b.mof": tree });
  const shared = new SharedParse();
  const seats = [shared.join(), shared.join()] as const;
  const open = (name: string) => () => openFile(name, join(folder, name), { host: at(folder) });
  const names = async (seat: (typeof seats)[number], includes: boolean) => {
    const found: string[] = [];
    const source = seat.open("a.mof", open("a.mof"));
    for await (const { declarations } of seat.batches(source, {})) {
      for (const declaration of declarations) if ("name" in declaration) found.push(declaration.name.name);
      if (includes && found.length === 1) seat.open("b.mof", open("b.mof")).close();
    }
    source.close();
    return found;
  };
  const all = ["Tree", "Oak", "Elm"];
  expect(await Promise.all([names(seats[0], false), names(seats[1], true)])).toEqual([all, all]);
});

function at(folder: string): FileHost {
  return { ...nodeFileHost, open: (path) => nodeFileHost.open(join(folder, path)) };
}

test("no number of diagnostics waits for a target that is behind", () => {
  const told: (readonly string[])[] = [];
  const merged = new MergedDiagnostics(
    ["a", "b"],
    () => 0,
    (_, targets) => told.push(targets),
  );
  for (let number = 0; number <= maximumWaiting; number++) {
    merged.report("a", createDiagnostic("file-not-found", { path: `${number}.mof` }));
  }
  expect(told).toEqual([["a"]]);
  merged.finish("a");
  expect(told.length).toBe(1);
  merged.finish("b");
  expect(told.length).toBe(maximumWaiting + 1);
});

test("what rests on another place in one target is told of it by itself", () => {
  const told: (readonly string[])[] = [];
  const merged = new MergedDiagnostics(
    ["a", "b", "c"],
    () => 0,
    (_, targets) => told.push(targets),
  );
  const source = sourceFromText(tree, "trees.mof");
  for (const [target, start] of [
    ["a", 0],
    ["b", 6],
    ["c", 0],
  ] as const) {
    const related = [{ message: "it is here", place: { source, start, end: 10 } }];
    merged.report(target, { ...createDiagnostic("file-not-found", { path: "a.mof" }), related });
  }
  for (const target of ["a", "b", "c"]) merged.finish(target);
  expect(told).toEqual([["a", "c"], ["b"]]);
});
