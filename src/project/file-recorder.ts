import { resolve } from "node:path";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { LoadedFile, ObjectOutcome } from "../loader/load-options.ts";
import type { Source } from "../source/types.ts";
import { type FileRecord, type ObjectRun, objectsPerRecord, recordLength } from "./compilation-record.ts";
import type { ObservedFiles } from "./observed-files.ts";
import { readWords, type SourceWords } from "./source-words.ts";

/** Of a file with more objects than these, or with longer paths, they are kept in records of their own. */
const inlineObjects = 32;
const inlineLength = 8 * 1024;

/** Objects as they come, run by run. */
class ObjectList {
  readonly chunks: [ObjectRun["0"], string, ...string[]][][] = [[]];
  #count = 0;
  #length = 0;

  get isInline(): boolean {
    return this.chunks.length === 1 && this.#count <= inlineObjects && this.#length <= inlineLength;
  }

  add({ kind, namespace, path }: ObjectOutcome): void {
    if (this.#count >= objectsPerRecord || this.#length >= recordLength) {
      this.chunks.push([]);
      this.#count = 0;
      this.#length = 0;
    }
    this.#count++;
    this.#length += path.length;
    const chunk = this.chunks.at(-1) ?? [];
    const last = chunk.at(-1);
    if (last?.[0] === kind && last[1] === namespace) last.push(path);
    else chunk.push([kind, namespace, path]);
  }
}

function absolute(path: string | undefined): string | undefined {
  return path && resolve(path);
}

/** Gathers what a load tells of its files. */
export class FileRecorder {
  nextId: number;
  /** Of these files that were loaded to their end. */
  readonly #files = new Map<Source, LoadedFile & { readonly id: number }>();
  readonly #ids = new Map<Source, number>();
  readonly #objects = new Map<Source, ObjectList>();
  readonly #links = new Map<Source, Set<Source>>();
  readonly #warnings = new Map<Source, number>();
  readonly #words = new Map<Source, SourceWords>();
  warnings = 0;

  constructor(nextId: number) {
    this.nextId = nextId;
  }

  addFile(file: LoadedFile): void {
    this.#files.set(file.source, { ...file, id: this.nextId });
    this.#ids.set(file.source, this.nextId++);
  }

  addObject(outcome: ObjectOutcome): void {
    const { place, earlier } = outcome;
    let list = this.#objects.get(place.source);
    if (!list) {
      list = new ObjectList();
      this.#objects.set(place.source, list);
    }
    list.add(outcome);
    if (!earlier || earlier.source === place.source) return;
    this.#link(place.source, earlier.source);
    this.#link(earlier.source, place.source);
  }

  #link(from: Source, to: Source): void {
    const links = this.#links.get(from) ?? new Set();
    this.#links.set(from, links.add(to));
  }

  addDiagnostic({ severity, place }: Diagnostic): void {
    if (severity !== "warning" || !place) return;
    this.warnings++;
    this.#warnings.set(place.source, (this.#warnings.get(place.source) ?? 0) + 1);
  }

  /** The names of the files, as people see them, in the order in which they were begun. */
  get names(): readonly string[] {
    return this.#inOrder().map(({ source }) => source.name);
  }

  /** Reads the words of the files that were loaded. */
  async readWords(host: ObservedFiles): Promise<void> {
    for (const { source, input } of this.#files.values()) {
      const isInput = source.path === undefined || (input.kind === "text" && source.path === absolute(input.path));
      const words = await readWords(isInput ? input : source.path, host);
      if (words) this.#words.set(source, words);
    }
  }

  /** Whether a file has pragmas that reach beyond what it declares. */
  get isEntangled(): boolean {
    return [...this.#files.keys()].some((source) => this.#words.get(source)?.isEntangled ?? true);
  }

  /** The objects of files that have many, by the number of the file. */
  get chunks(): ReadonlyMap<number, readonly (readonly ObjectRun[])[]> {
    const chunks = new Map<number, readonly (readonly ObjectRun[])[]>();
    for (const { source, id } of this.#files.values()) {
      const list = this.#objects.get(source);
      if (list && !list.isInline) chunks.set(id, list.chunks);
    }
    return chunks;
  }

  /** The records of the files by the key of their input. */
  unitsOf(keyOf: (file: LoadedFile) => string): ReadonlyMap<string, readonly FileRecord[]> {
    const units = new Map<string, FileRecord[]>();
    for (const file of this.#inOrder()) {
      const key = keyOf(file);
      const unit = units.get(key);
      if (unit) unit.push(this.#record(file));
      else units.set(key, [this.#record(file)]);
    }
    return units;
  }

  #inOrder(): readonly (LoadedFile & { readonly id: number })[] {
    return [...this.#files.values()].sort((left, right) => left.order - right.order);
  }

  #record({ source, id, includes, before, after }: LoadedFile & { readonly id: number }): FileRecord {
    const words = this.#words.get(source);
    const list = this.#objects.get(source);
    const isInline = list?.isInline ?? false;
    const links = [...(this.#links.get(source) ?? [])].flatMap((other) => this.#ids.get(other) ?? []);
    return {
      id,
      ...(source.path !== undefined && { path: source.path }),
      includes,
      before,
      after,
      ...(words?.words && { words: ` ${[...words.words].join(" ")} ` }),
      declares: [...(words?.declares ?? [])],
      hasQualifierTypes: words?.hasQualifierTypes ?? true,
      hasAliases: words?.hasAliases ?? true,
      objects: isInline ? (list?.chunks[0] ?? []) : [],
      chunks: isInline || !list ? 0 : list.chunks.length,
      links,
      warnings: this.#warnings.get(source) ?? 0,
    };
  }
}
