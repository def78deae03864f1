import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { FolderPaths } from "../../src/include/folder-paths.ts";

const folders = [".", "", "schema", "./schema/", "../schema", "/schema", "/schema/../other", "//server/schema"];
const files = [
  "a.mof",
  "Core/a.mof",
  "./a.mof",
  "../a.mof",
  "Core//a.mof",
  "Core/../a.mof",
  "",
  ".",
  "..",
  "Core/",
  "C:a.mof",
];

test.each(folders)("paths from %j are joined and resolved as node:path does, also for the second time", (folder) => {
  const paths = new FolderPaths();
  for (const file of [...files, ...files]) {
    const joined = paths.join(folder, file);
    expect(joined).toBe(join(folder, file));
    expect(paths.resolve(joined)).toBe(resolve(joined));
  }
});

test("a path that was not joined last is resolved too", () => {
  const paths = new FolderPaths();
  const first = paths.join("schema", "a.mof");
  paths.join("schema", "b.mof");
  expect(paths.resolve(first)).toBe(resolve("schema/a.mof"));
});
