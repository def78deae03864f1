import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { LoadProgress } from "../../src/loader/load.ts";
import { file, loadInto, openMemory, writeFiles } from "./harness.ts";

const tree = "class Tree { [Key] string Tag; };";
/** More than is read at once. */
const filler = "// filler\n".repeat(20_000);

/** What is told while inputs are loaded. */
async function progressOf(...[inputs, options]: [Parameters<typeof loadInto>[1], object?]): Promise<LoadProgress[]> {
  const told: LoadProgress[] = [];
  await loadInto(await openMemory(), inputs, { ...options, onProgress: (now) => told.push(now) });
  return told;
}

test("how much there is is known before anything is loaded, and the end is all of it", async () => {
  const folder = writeFiles({ "tree.mof": tree, "more.mof": `${filler}class Bush { [Key] string Tag; };` });
  const told = await progressOf([file(folder, "tree.mof"), file(folder, "more.mof")]);
  const bytes = statSync(join(folder, "tree.mof")).size + statSync(join(folder, "more.mof")).size;
  expect(new Set(told.map(({ total }) => JSON.stringify(total)))).toEqual(
    new Set([JSON.stringify({ files: 2, bytes })]),
  );
  expect(told[0]?.bytes).toBe(tree.length);
  expect(told.at(-1)).toMatchObject({ phase: "storing", files: 2, bytes });
});

test("as long as a file that includes others is not parsed to its end, it is not known", async () => {
  const include = (name: string) => `#pragma include("${name}")\n`;
  const folder = writeFiles({
    "main.mof": `${include("a.mof")}${tree}\n${filler}class Bush { [Key] string Tag; };\n${include("b.mof")}`,
    "a.mof": "class A { [Key] string Tag; };",
    "b.mof": "class B { [Key] string Tag; };",
  });
  const told = await progressOf([file(folder, "main.mof")]);
  const bytes = ["main.mof", "a.mof", "b.mof"].reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  expect(told[0]).not.toHaveProperty("total");
  expect(told.at(-1)).toMatchObject({ bytes, total: { files: 3, bytes } });
});

test("of an input of which only parts are loaded, these are all there is", async () => {
  const folder = writeFiles({
    "main.mof": '#pragma include("a.mof")\n#pragma include("b.mof")\n#pragma include("c.mof")\n',
    "a.mof": "class A { [Key] string Tag; };",
    "b.mof": '#pragma include("d.mof")\nclass B { [Key] string Tag; };',
    "c.mof": "class C { [Key] string Tag; };",
    "d.mof": "class D { [Key] string Tag; };",
  });
  const state = { namespace: "root/cimv2", classFlags: 0, instanceFlags: 0, flavors: {} };
  const parts = ["a.mof", "b.mof"].map((name) => ({ path: join(folder, name), state }));
  const told = await progressOf([{ kind: "file", path: join(folder, "main.mof"), parts }]);
  const bytes = ["a.mof", "b.mof", "d.mof"].reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  expect(told.at(-1)).toMatchObject({ files: 3, bytes, total: { files: 3, bytes } });
});

test("a file that cannot be read ends nothing", async () => {
  const folder = writeFiles({ "tree.mof": tree });
  const told = await progressOf([file(folder, "absent.mof"), file(folder, "tree.mof")]);
  expect(told.at(-1)).toMatchObject({ files: 1, total: { files: 2, bytes: tree.length } });
});

test("the prelude is counted by itself", async () => {
  const prelude = [{ kind: "text", name: "base.mof", text: tree }];
  const told = await progressOf(["class Bush : Tree { };"], { prelude });
  expect(told.map(({ phase, files, file }) => [phase, files, file])).toEqual([
    ["prelude", 1, "base.mof"],
    ["reading", 1, expect.any(String)],
    ["storing", 1, expect.any(String)],
  ]);
});

test("who listens is waited for", async () => {
  let isReady = false;
  const onProgress = async () => {
    isReady = false;
    await new Promise((resolve) => setImmediate(resolve));
    isReady = true;
  };
  await loadInto(await openMemory(), [tree], { onProgress });
  expect(isReady).toBe(true);
});
