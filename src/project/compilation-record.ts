import { instancePath } from "../cim/instance-keys.ts";
import type { CimClass, CimInstance, CimProperty, CimValue } from "../cim/model.ts";
import type { UnitState } from "../loader/load-options.ts";
import { recoveryNamespace } from "../loader/recovery-files.ts";
import type { WbemConnection, WbemTransaction } from "../wbem/connection.ts";
import { ensureNamespace } from "../wbem/ensure-namespace.ts";
import { type RefusedObject, WbemError } from "../wbem/error.ts";
import type { WbemServices } from "../wbem/services.ts";
import type { Observation } from "./observed-files.ts";

/** What decides whether a compile would do anything. */
export interface CompilationSummary {
  /** The version of mofkit that compiled. */
  readonly version: string;
  /** The digest of the settings. */
  readonly settings: string;
  /** The digest of the inputs, with the content of those that are no files. */
  readonly inputs: string;
  /** The revision of the target with what was compiled; `undefined` where it counts none. */
  readonly revision: number | undefined;
  /** When it was compiled, in ISO 8601. */
  readonly time: string;
  readonly files: number;
  readonly warnings: number;
  readonly observations: readonly Observation[];
}

/** Consecutive objects of one kind in one namespace. */
export type ObjectRun = readonly [kind: RefusedObject["kind"], namespace: string, ...paths: string[]];

/** A file or text of a compilation. */
export interface FileRecord {
  /** A number of its own within the compilation. */
  readonly id: number;
  /** Absolute; absent for text without a path. */
  readonly path?: string;
  /** How many files it included. */
  readonly includes: number;
  readonly before: UnitState;
  readonly after: UnitState;
  /** The words that may name what others declare, with spaces around each; absent where that may be any name. */
  readonly words?: string;
  /** The names that it declares. */
  readonly declares: readonly string[];
  readonly hasQualifierTypes: boolean;
  readonly hasAliases: boolean;
  /** What it declared, in the order in which it was put, as far as it is not in chunks. */
  readonly objects: readonly ObjectRun[];
  /** How many records of their own the objects take. */
  readonly chunks: number;
  /** The numbers of files that declare some of the same objects. */
  readonly links: readonly number[];
  readonly warnings: number;
}

/** An input with all that it includes. */
export interface UnitRecord {
  /** What the input is, without its text. */
  readonly input: string;
  /** The digest of its text, where it is no file. */
  readonly text?: string;
  /** In the order in which they were begun. */
  readonly files: readonly FileRecord[];
}

/** What it takes to compile again only a part. */
export interface CompilationDetails {
  /** Whether files can be compiled without the others. */
  readonly isSeparable: boolean;
  readonly nextId: number;
  /** In the order in which they were loaded. */
  readonly units: readonly UnitRecord[];
}

/** More objects of one file go into records of their own, so many into each. */
export const objectsPerRecord = 1_000;

/**
 * In code units: when a record has as many, what follows goes into the next one. One object of a repository holds a thousand times
 * as much, and all details of 20,000 files with many words would be more.
 */
export const recordLength = 1024 * 1024;

/** In code units, of a page of details; pages are written where they are others, so that one file of many costs one page. */
const pageLength = 64 * 1024;

/**
 * Raised when what is recorded gets another form: what is recorded in an older one is not read. A class that gets other properties
 * gets another name, as there may be instances of the old one.
 */
const format = 2;

const compilationClass = recordClass("Mofkit_Compilation", ["Name"], {
  Format: "uint32",
  Version: "string",
  Settings: "string",
  Inputs: "string",
  Revision: "uint64",
  Time: "string",
  Files: "uint32",
  Warnings: "uint32",
  Observations: "string",
});
const detailsClass = recordClass("Mofkit_CompilationPage", ["Name", "Page"], { Details: "string" });
const objectsClass = recordClass("Mofkit_CompilationObjects", ["Name", "File", "Chunk"], { Objects: "string" });

function recordClass(name: string, keys: readonly string[], properties: Record<string, CimProperty["type"]>): CimClass {
  const key = { name: "Key", type: "boolean", isArray: false, value: true, flavor: {} } as const;
  return {
    kind: "class",
    name,
    qualifiers: [],
    properties: [
      ...keys.map((key): [string, CimProperty["type"]] => [key, key === "Name" ? "string" : "uint32"]),
      ...Object.entries(properties),
    ].map(([name, type]) => ({ name, type, isArray: false, qualifiers: keys.includes(name) ? [key] : [] })),
    methods: [],
  };
}

function record(definition: CimClass, values: Record<string, CimValue | undefined>): CimInstance {
  const properties = Object.entries(values).map(([name, value]) => ({ name, value: value ?? null }));
  return { kind: "instance", className: definition.name, properties };
}

function pathOf(definition: CimClass, values: Record<string, CimValue>) {
  return instancePath(record(definition, values), definition) ?? definition.name;
}

/** The records of one compilation, in the hidden namespace of a target. */
export class CompilationRecord {
  readonly #services: WbemServices;
  readonly #name: string;
  /** The pages as {@link readDetails} has found them. */
  #pages: readonly string[] = [];

  private constructor(services: WbemServices, name: string) {
    this.#services = services;
    this.#name = name;
  }

  /** The records of a compilation; `undefined` where nothing at all was recorded. */
  static async open(target: WbemConnection | WbemTransaction, name: string): Promise<CompilationRecord | undefined> {
    const services = await orAbsent(() => target.openNamespace(recoveryNamespace));
    return services && new CompilationRecord(services, name);
  }

  /** The records of a compilation, to be written. */
  static async create(transaction: WbemTransaction, name: string): Promise<CompilationRecord> {
    const { services } = await ensureNamespace(transaction, recoveryNamespace);
    for (const definition of [compilationClass, detailsClass, objectsClass]) await services.putClass(definition);
    return new CompilationRecord(services, name);
  }

  async readSummary(): Promise<CompilationSummary | undefined> {
    const found = await this.#read(compilationClass, { Name: this.#name });
    if (found === undefined || found.get("Format") !== format) return undefined;
    const revision = found.get("Revision");
    return {
      version: found.get("Version") as string,
      settings: found.get("Settings") as string,
      inputs: found.get("Inputs") as string,
      revision: revision === null || revision === undefined ? undefined : Number(revision),
      time: found.get("Time") as string,
      files: found.get("Files") as number,
      warnings: found.get("Warnings") as number,
      observations: JSON.parse(found.get("Observations") as string) as Observation[],
    };
  }

  async readDetails(): Promise<CompilationDetails | undefined> {
    const head = await this.#readPage(0);
    if (head === undefined) return undefined;
    const { pages, ...details } = JSON.parse(head) as DetailsHead;
    const texts = [head];
    for (let page = 1; page <= pages; page++) texts.push((await this.#readPage(page)) ?? "[]");
    this.#pages = texts;
    const files = texts.slice(1).flatMap((text) => JSON.parse(text) as FileRow[]);
    return decodeDetails(details, files);
  }

  async #readPage(page: number): Promise<string | undefined> {
    const found = await this.#read(detailsClass, { Name: this.#name, Page: page });
    return found?.get("Details") as string | undefined;
  }

  /** What a file declared. */
  async readObjects(file: FileRecord): Promise<readonly ObjectRun[]> {
    const runs: ObjectRun[] = [...file.objects];
    for (let chunk = 0; chunk < file.chunks; chunk++) {
      const found = await this.#read(objectsClass, { Name: this.#name, File: file.id, Chunk: chunk });
      if (found) runs.push(...(JSON.parse(found.get("Objects") as string) as ObjectRun[]));
    }
    return runs;
  }

  /** @param before the records as they are, where they were read; only what differs from them is written */
  async write(summary: CompilationSummary, details: CompilationDetails, before?: CompilationRecord): Promise<void> {
    await this.#services.putInstance(
      record(compilationClass, {
        Name: this.#name,
        Format: format,
        Version: summary.version,
        Settings: summary.settings,
        Inputs: summary.inputs,
        Revision: summary.revision === undefined ? null : BigInt(summary.revision),
        Time: summary.time,
        Files: summary.files,
        Warnings: summary.warnings,
        Observations: JSON.stringify(summary.observations),
      }),
    );
    const pages = encodeDetails(details);
    const known = before ? before.#pages : [];
    await this.#services.putInstances(
      pages.flatMap((text, page) =>
        text === known[page] ? [] : record(detailsClass, { Name: this.#name, Page: page, Details: text }),
      ),
    );
    for (let page = pages.length; await this.#deletePage(page); page++);
  }

  /** `false` where there is no such page. */
  async #deletePage(page: number): Promise<boolean> {
    if ((await this.#readPage(page)) === undefined) return false;
    await this.#services.deleteInstance(pathOf(detailsClass, { Name: this.#name, Page: page }));
    return true;
  }

  async writeObjects(file: number, chunks: readonly (readonly ObjectRun[])[]): Promise<void> {
    const records = chunks.map((runs, chunk) =>
      record(objectsClass, { Name: this.#name, File: file, Chunk: chunk, Objects: JSON.stringify(runs) }),
    );
    if (records.length > 0) await this.#services.putInstances(records);
  }

  async deleteObjects({ id, chunks }: FileRecord): Promise<void> {
    for (let chunk = 0; chunk < chunks; chunk++) {
      await this.#services.deleteInstance(pathOf(objectsClass, { Name: this.#name, File: id, Chunk: chunk }));
    }
  }

  /** The records of other compilations that were up to date at a revision. */
  async othersAt(revision: number): Promise<readonly CompilationRecord[]> {
    const others: CompilationRecord[] = [];
    for await (const { properties } of this.#services.createInstanceEnum(compilationClass.name)) {
      const values = new Map(properties.map(({ name, value }) => [name, value]));
      const name = values.get("Name") as string;
      const isOther = name !== this.#name && values.get("Format") === format;
      if (isOther && values.get("Revision") === BigInt(revision))
        others.push(new CompilationRecord(this.#services, name));
    }
    return others;
  }

  /** Has a compilation be up to date at another revision. */
  async changeRevision(revision: number): Promise<void> {
    const found = await this.#read(compilationClass, { Name: this.#name });
    if (found === undefined) return;
    const values = { ...Object.fromEntries(found), Revision: BigInt(revision) };
    await this.#services.putInstance(record(compilationClass, values));
  }

  async #read(definition: CimClass, keys: Record<string, CimValue>): Promise<Map<string, CimValue> | undefined> {
    const found = await orAbsent(() => this.#services.getInstance(pathOf(definition, keys)));
    return found && new Map(found.properties.map(({ name, value = null }) => [name, value]));
  }
}

/** A file as it is written: without names of members, which would take as much room as the rest. */
type FileRow = readonly [
  id: number,
  path: string | null,
  includes: number,
  before: number,
  after: number,
  words: string | null,
  declares: string,
  hasQualifierTypes: 0 | 1,
  hasAliases: 0 | 1,
  objects: readonly ObjectRun[],
  chunks: number,
  links: readonly number[],
  warnings: number,
];

/**
 * What is written of {@link CompilationDetails} before the pages of files. Most files begin and end in the same state, so each
 * state is written once.
 */
interface DetailsHead extends Omit<CompilationDetails, "units"> {
  readonly states: readonly UnitState[];
  /** With the number of its files. */
  readonly units: readonly (Omit<UnitRecord, "files"> & { readonly files: number })[];
  readonly pages: number;
}

/** The head and the pages. */
function encodeDetails(details: CompilationDetails): readonly string[] {
  const states: UnitState[] = [];
  const indexes = new Map<string, number>();
  const known = new Map<UnitState, number>();
  const indexOf = (state: UnitState) => {
    const found = known.get(state);
    if (found !== undefined) return found;
    const key = JSON.stringify(state);
    const index = indexes.get(key) ?? states.push(state) - 1;
    indexes.set(key, index);
    known.set(state, index);
    return index;
  };
  const pages: string[] = [];
  let rows: string[] = [];
  let length = 0;
  for (const file of details.units.flatMap((unit) => unit.files)) {
    const row = JSON.stringify(encodeFile(file, indexOf));
    rows.push(row);
    length += row.length;
    if (length < pageLength) continue;
    pages.push(`[${rows.join(",")}]`);
    [rows, length] = [[], 0];
  }
  if (rows.length > 0) pages.push(`[${rows.join(",")}]`);
  const units = details.units.map((unit) => ({ ...unit, files: unit.files.length }));
  return [JSON.stringify({ ...details, units, states, pages: pages.length } satisfies DetailsHead), ...pages];
}

function encodeFile(file: FileRecord, indexOf: (state: UnitState) => number): FileRow {
  return [
    file.id,
    file.path ?? null,
    file.includes,
    indexOf(file.before),
    indexOf(file.after),
    file.words ?? null,
    file.declares.join(" "),
    file.hasQualifierTypes ? 1 : 0,
    file.hasAliases ? 1 : 0,
    file.objects,
    file.chunks,
    file.links,
    file.warnings,
  ];
}

function decodeDetails(
  { states, units, ...details }: Omit<DetailsHead, "pages">,
  rows: readonly FileRow[],
): CompilationDetails {
  let next = 0;
  return {
    ...details,
    units: units.map(({ files: count, ...unit }) => {
      const own = rows.slice(next, next + count);
      next += count;
      return { ...unit, files: own.map((row) => decodeFile(row, states)) };
    }),
  };
}

function decodeFile(row: FileRow, states: readonly UnitState[]): FileRecord {
  const [id, path, includes, before, after, words, declares, hasTypes, hasAliases, objects, chunks, links, warnings] =
    row;
  return {
    id,
    ...(path !== null && { path }),
    includes,
    before: states[before] as UnitState,
    after: states[after] as UnitState,
    ...(words !== null && { words }),
    declares: declares === "" ? [] : declares.split(" "),
    hasQualifierTypes: hasTypes === 1,
    hasAliases: hasAliases === 1,
    objects,
    chunks,
    links,
    warnings,
  };
}

/** What is read; `undefined` where the object, its class or its namespace is not there. */
export async function orAbsent<Result>(read: () => PromiseLike<Result>): Promise<Result | undefined> {
  try {
    return await read();
  } catch (error) {
    const isAbsent =
      error instanceof WbemError &&
      ["WBEM_E_NOT_FOUND", "WBEM_E_INVALID_CLASS", "WBEM_E_INVALID_NAMESPACE"].includes(error.status);
    if (isAbsent) return undefined;
    throw error;
  }
}
