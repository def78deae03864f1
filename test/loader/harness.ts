import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { CimInstance, CimScalar } from "../../src/cim/model.ts";
import type { Dialect } from "../../src/codes/dialects.ts";
import type { Diagnostic, Place } from "../../src/diagnostics/diagnostic.ts";
import { type LoadInput, type LoadOptions, type LoadReport, load } from "../../src/loader/load.ts";
import { openRepository } from "../../src/repository/repository.ts";
import { MemoryStore } from "../../src/repository/stores/memory.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";

export type Settings = Omit<LoadOptions, "onDiagnostic">;

/** What a load did, and where. */
export interface Loaded {
  readonly connection: WbemConnection;
  readonly report: LoadReport;
  readonly diagnostics: readonly Diagnostic[];
}

export function openMemory(dialect: Dialect = "auto"): Promise<WbemConnection> {
  return openRepository(new MemoryStore(), { name: "memory:", dialect });
}

/** Loads inputs, a text standing for an input of that text, into a repository that is empty if none is given. */
export async function loadInto(
  connection: WbemConnection,
  inputs: readonly (LoadInput | string)[],
  settings: Settings = {},
): Promise<Loaded> {
  const diagnostics: Diagnostic[] = [];
  const report = await load(
    connection,
    inputs.map((input) => (typeof input === "string" ? { kind: "text", text: input, name: "test.mof" } : input)),
    { ...settings, onDiagnostic: (diagnostic) => diagnostics.push(diagnostic) },
  );
  return { connection, report, diagnostics };
}

export async function loadText(text: string, settings: Settings & { dialect?: Dialect } = {}): Promise<Loaded> {
  const { dialect, ...others } = settings;
  return loadInto(await openMemory(dialect), [text], others);
}

/**
 * Loads text in which the places of all diagnostics are marked, `«…»` in the order of the text, and tells the codes that
 * were reported there, in the same order; related places are marked `‹…›`.
 */
export async function findMarked(
  marked: string,
  settings: Settings & { dialect?: Dialect } = {},
): Promise<readonly string[]> {
  const text = marked.replace(/[«»‹›]/g, "");
  const { diagnostics } = await loadText(text, settings);
  const spans = diagnostics.flatMap(({ place, related }) => [
    ...(place ? [{ place, open: "«", close: "»" }] : []),
    ...related.map(({ place: other }) => ({ place: other, open: "‹", close: "›" })),
  ]);
  const marks = [...new Map(spans.map((span) => [`${span.open}${span.place.start}:${span.place.end}`, span])).values()];
  const insertions = marks
    .flatMap(({ place, open, close }) => [
      { at: place.start, mark: open, order: 1 },
      { at: place.end, mark: close, order: 0 },
    ])
    .sort((left, right) => right.at - left.at || right.order - left.order);
  const found = insertions.reduce((result, { at, mark }) => result.slice(0, at) + mark + result.slice(at), text);
  if (found !== marked) {
    throw new Error(
      `diagnostics are elsewhere:\n${found}\n${diagnostics.map(({ code, message }) => `${code}: ${message}`).join("\n")}`,
    );
  }
  return diagnostics.map(({ code }) => code);
}

/** Writes files into a new folder that goes away with the test. */
export function writeFiles(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), "mofkit-loader-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

export function file(...path: readonly string[]): LoadInput {
  return { kind: "file", path: join(...path) };
}

/** The text that a place marks, with its file and line before it: `part.mof:2 Name`. */
export function shownAt(place: Place | undefined, width = 200): string {
  if (!place) return "nowhere";
  const { line, column } = place.source.locate(place.start);
  const { text, skipped } = place.source.line(place.start, width);
  const start = column - 1 - skipped;
  return `${place.source.name}:${line} ${text.slice(start, start + place.end - place.start)}`;
}

/** The instance at a path of a namespace. */
export async function instanceAt(
  connection: WbemConnection,
  path: string,
  namespace = "root/cimv2",
): Promise<Readonly<Record<string, CimInstance["properties"][number]["value"]>>> {
  const instance = await (await connection.openNamespace(namespace)).getInstance(path);
  return Object.fromEntries(instance.properties.map(({ name, value }) => [name, value]));
}

/** The values of an embedded instance. */
export function valuesOf(value: unknown): Readonly<Record<string, CimScalar>> {
  const instance = value as CimInstance;
  return Object.fromEntries(instance.properties.map((property) => [property.name, property.value as CimScalar]));
}
