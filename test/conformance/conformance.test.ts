import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import { describe, expect, test } from "vitest";
import type { Diagnostic, Place } from "../../src/diagnostics/diagnostic.ts";
import { type LoadInput, load } from "../../src/loader/load.ts";
import { openRepository } from "../../src/repository/repository.ts";
import { MemoryStore } from "../../src/repository/stores/memory.ts";
import { type Dialect, dialects } from "../../src/wbem/connection.ts";

/** `UPDATE_EXPECTED=1 npm test` writes the expected files anew; read the difference before you commit it. */
const update = process.env.UPDATE_EXPECTED !== undefined;

/** What the head of a case says: `// dialect: wmi`, `// prelude: other.mof`. */
interface CaseOptions {
  readonly dialect: Dialect;
  readonly prelude: readonly string[];
}

function optionsOf(text: string): CaseOptions {
  const all = [...text.matchAll(/^\/\/ (dialect|prelude): (\S+)$/gm)];
  const dialect = all.find(([, name]) => name === "dialect")?.[2] ?? "auto";
  if (!dialects.includes(dialect as Dialect)) throw new Error(`no dialect ${dialect}`);
  return {
    dialect: dialect as Dialect,
    prelude: all.filter(([, name]) => name === "prelude").map(([, , file]) => file as string),
  };
}

function span({ source, start, end }: Place): string {
  const [from, to] = [source.locate(start), source.locate(end)];
  return `${basename(source.name)}:${from.line}:${from.column}-${to.line}:${to.column}`;
}

function describeDiagnostic(diagnostic: Diagnostic): string {
  const lines = [
    `${diagnostic.place ? `${span(diagnostic.place)} ` : ""}${diagnostic.severity} ${diagnostic.code}: ${diagnostic.message}`,
    ...diagnostic.related.map(({ message, place }) => `  related ${span(place)}: ${message}`),
  ];
  if (diagnostic.hint !== undefined) lines.push(`  hint: ${diagnostic.hint}`);
  if (diagnostic.status !== undefined) lines.push(`  status: ${diagnostic.status}`);
  return lines.join("\n");
}

/** Messages name files as they were given; an expectation names them from the folder of its case. */
function relativize(text: string, folder: string): string {
  return text.replaceAll(folder + sep, "").replaceAll(dirname(folder) + sep, "../");
}

/** Checks a file over an empty repository, as `mofkit check` does. */
async function check(path: string): Promise<readonly Diagnostic[]> {
  const { dialect, prelude } = optionsOf(readFileSync(path, "latin1"));
  const file = (name: string): LoadInput => ({ kind: "file", path: join(dirname(path), name) });
  const diagnostics: Diagnostic[] = [];
  const connection = await openRepository(new MemoryStore(), {
    name: "memory:",
    dialect,
    generateKey: () => "{a generated key}",
  });
  try {
    await load(connection, [file(basename(path))], {
      prelude: prelude.map(file),
      onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
    });
  } finally {
    await connection.close();
  }
  return diagnostics;
}

const cases = (kind: string) => globSync("**/*.mof", { cwd: join(import.meta.dirname, kind) }).sort();

describe("accepted without a word", () => {
  test.each(cases("accept"))("%s", async (name) => {
    expect((await check(join(import.meta.dirname, "accept", name))).map(describeDiagnostic)).toEqual([]);
  });
});

describe("diagnosed exactly", () => {
  // Files that only other cases include or load first have no expectation of their own.
  const own = cases("reject").filter((name) => !/(^|[\\/])parts[\\/]/.test(name));

  test.each(own)("%s", async (name) => {
    const path = join(import.meta.dirname, "reject", name);
    const expected = path.replace(/\.mof$/, ".expected");
    const found = relativize(`${(await check(path)).map(describeDiagnostic).join("\n")}\n`, dirname(path));
    if (update) writeFileSync(expected, found);
    expect(existsSync(expected), `${basename(expected)} is missing; UPDATE_EXPECTED=1 writes it`).toBe(true);
    expect(found).toBe(readFileSync(expected, "utf8"));
    expect(found).not.toBe("\n");
  });
});
