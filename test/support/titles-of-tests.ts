import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/** Every title that a test has, or the pattern of one that is made from a table. */
export function titlesOfTests(): ReadonlySet<string> {
  const found = new Set<string>();
  for (const path of globSync("test/**/*.ts", { cwd: root })) {
    const text = readFileSync(join(root, path), "utf8");
    // What is handed to `test`, and to what `test.each` and its kin give back.
    const calls = /(?:\b(?:test|it)(?:\.\w+)?|\))\(\s*(["'`])((?:(?!\1)[^\\]|\\.)*)\1,\s*(?:async\s*)?[({]/gs;
    for (const call of text.matchAll(calls)) found.add((call[2] as string).replace(/\\(.)/g, "$1"));
  }
  return found;
}
