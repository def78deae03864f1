import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { type LoadReport, load, orderInputs } from "../../src/loader/load.ts";
import { OverlayStore } from "../../src/repository/overlay-store.ts";
import { openRepository } from "../../src/repository/repository.ts";
import type { Store } from "../../src/repository/store.ts";
import { corpusFolder, corpusTitle } from "../support/corpus.ts";
import { CorpusTable } from "../support/corpus-table.ts";
import { exceptions } from "./compile-exceptions.ts";
import { prerequisites } from "./compile-table.ts";
import { findUnits, tablePathOf } from "./corpus-units.ts";
import { PrerequisiteStores } from "./prerequisite-stores.ts";

const corpus = corpusFolder ?? "";
const units = corpusFolder === undefined ? [] : findUnits(corpusFolder);

/** The errors that a file gives by code and the reason, for those that do not compile. */
const exceptedFiles = new Map(
  exceptions.flatMap(({ reason, files }) =>
    Object.entries(files).map(([file, errors]) => [file, { errors, reason }] as const),
  ),
);

interface Loaded {
  readonly report: LoadReport;
  readonly errors: readonly Diagnostic[];
}

async function loadFiles(store: Store, files: readonly string[], includeFolders: readonly string[]): Promise<Loaded> {
  const connection = await openRepository(store, { name: "corpus" });
  const errors: Diagnostic[] = [];
  const inputs = await orderInputs(files.map((file) => ({ kind: "file", path: join(corpus, file) })));
  const report = await load(connection, inputs, {
    includeFolders,
    onDiagnostic(diagnostic) {
      if (diagnostic.severity === "error") errors.push(diagnostic);
    },
  });
  return { report, errors };
}

function shown({ code, message, place }: Diagnostic): string {
  return `${place?.source.name}:${place?.source.locate(place.start).line} ${code}: ${message}`;
}

function countCodes(errors: readonly Diagnostic[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { code } of errors) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

describe.skipIf(corpusFolder === undefined)(`the corpus compiles${corpusTitle}`, () => {
  const stores = new PrerequisiteStores(corpus);
  const table = new CorpusTable("compiled after its prerequisites:");

  afterAll(() => {
    stores.close();
    if (units.length > 0) console.log(table.format());
  });

  test.for(units.map((unit) => [unit.path, unit] as const))("%s", async ([, { files, entry }]) => {
    const store = new OverlayStore(await stores.storeFor(entry));
    const includeFolders = stores.includeFolders(entry);

    const compiling = files.filter((file) => !exceptedFiles.has(file));
    const { report, errors } = await loadFiles(store, compiling, includeFolders);
    expect(errors.map(shown)).toEqual([]);
    expect(report.committed).toBe(true);
    table.accept(compiling, report.declarations);

    for (const file of files) {
      const excepted = exceptedFiles.get(file);
      if (!excepted) continue;
      const failed = await loadFiles(new OverlayStore(store), [file], includeFolders);
      expect(countCodes(failed.errors), `${file}\n${failed.errors.map(shown).join("\n")}`).toEqual(excepted.errors);
      table.reject(file, failed.report.declarations, excepted.reason);
    }
  });

  test("every line of the table is used, and each exception has an error", () => {
    const files = units.flatMap((unit) => unit.files);
    const used = new Set(files.map(tablePathOf));
    expect(Object.keys(prerequisites).filter((path) => !used.has(path))).toEqual([]);
    const known = new Set(files);
    expect([...exceptedFiles.keys()].filter((file) => !known.has(file))).toEqual([]);
    expect([...exceptedFiles.values()].filter(({ errors }) => Object.keys(errors).length === 0)).toEqual([]);
    const named = exceptions.flatMap((group) => Object.keys(group.files));
    expect(named.filter((file, index) => named.indexOf(file) !== index)).toEqual([]);
    const folders = Object.values(prerequisites).flatMap(({ includeFolders = [] }) => includeFolders);
    expect(folders.filter((folder) => !existsSync(join(corpus, folder)))).toEqual([]);
  });
});
