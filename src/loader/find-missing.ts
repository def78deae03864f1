import { resolve } from "node:path";
import { foldName } from "../cim/names.ts";
import { argumentKinds, requireArgument } from "../cim/require-arguments.ts";
import type { MessageCode } from "../codes/index.ts";
import { createDiagnostic } from "../diagnostics/create.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { includeCandidates } from "../include/find-include.ts";
import type { FileHost } from "../source/file-host.ts";
import { nodeFileHost } from "../source/node-file-host.ts";
import { SourceError } from "../source/source-error.ts";
import type { WbemNamespaces } from "../wbem/connection.ts";
import { findClass, findNamespace } from "../wbem/find-in-target.ts";
import type { WbemServices } from "../wbem/services.ts";
import { defaultNamespace, type InputSettings, type LoadInput } from "./load-options.ts";
import { type Need, type ScannedPart, scanNeeds } from "./need-scan.ts";
import { orderInputs, scannedLength } from "./order-inputs.ts";
import { requireLoadArguments } from "./require-inputs.ts";
import { maximumSearchedFiles, SearchFolders } from "./search-folders.ts";

/** Where missing classes are searched for, and who hears of it. */
export interface FindMissingOptions extends InputSettings {
  /** Folders with MOF files at any depth, the first one first. Errors: a `SourceError` for one that is none. */
  readonly folders: readonly string[];
  /** What is loaded before the inputs, and so need not be found. */
  readonly prelude?: readonly LoadInput[];
  /**
   * What the target has is searched for all the same, so that the result depends on the inputs and folders alone: for a
   * compile that compares its inputs with those of the last time. Default: false.
   */
  readonly ignoresTarget?: boolean;
  /** The file system to read from. Default: that of Node.js. */
  readonly host?: FileHost;
  /** Stops the reading of files: it rejects with the reason. */
  readonly signal?: AbortSignal;
  /** Called with `found-twice` and `search-incomplete`, both warnings. */
  onDiagnostic(diagnostic: Diagnostic): void;
}

/** A file that was found, and what for. */
export interface FoundSource {
  readonly path: string;
  /** Where it is needed. */
  readonly namespace: string;
  /** The class or qualifier type that was searched for. */
  readonly name: string;
  readonly need: Need;
  /** The class that needs it; absent where it is needed outside of one. */
  readonly by?: string;
  /** The file in which it is needed, as people see it. */
  readonly file: string;
}

/** What a search for missing classes found. */
export interface FoundMissing {
  /** The files that were found, in the order in which they can be loaded: before the inputs, with settings of their own. */
  readonly inputs: readonly LoadInput[];
  /** The same files, in the order in which they were found. */
  readonly found: readonly FoundSource[];
  /** How many files of the folders were read for it. */
  readonly filesRead: number;
  /** Adds to a diagnostic of a load that a class is missing, where that is so, that the folders were searched for it. */
  explain(diagnostic: Diagnostic): Diagnostic;
}

/**
 * Finds the files that declare what inputs need and neither they nor the target have: superclasses, classes of instances, of
 * references (REF), of embedded instances and of elements, and qualifier types; then what these files need, and so on. Nothing is
 * loaded.
 *
 * A class is taken from the file that is named after it and declares it, otherwise from any file that does. Where there are
 * several, the first counts, with a warning (`found-twice`). It is found for the namespace in which it is needed, the one of the
 * `#pragma namespace` before. What is not found is left to the load to say.
 *
 * Inputs are looked through and not parsed, the first 8 Mi characters of each, and standard input not at all. For ten classes of
 * CIM 2.49 it finds 31 of the 1,634 files and reads no other, in 40 to 70 ms.
 *
 * @example
 * const missing = await findMissing(connection, inputs, { folders: ["cim-2.49.0"], onDiagnostic });
 * const all = await orderInputs([...missing.inputs, ...inputs]);
 * await load(connection, all, { onDiagnostic: (diagnostic) => onDiagnostic(missing.explain(diagnostic)) });
 */
export async function findMissing(
  connection: WbemNamespaces,
  inputs: readonly LoadInput[],
  options: FindMissingOptions,
): Promise<FoundMissing> {
  requireLoadArguments(connection, inputs, options);
  requireArgument("options.folders", options.folders, argumentKinds.texts);
  const search = new Search(connection, options);
  for (const input of options.prelude ?? []) await search.read(input, false);
  for (const input of inputs) await search.read(input, true);
  await search.close();
  return search.result();
}

/** One namespace, with what is declared for it. */
interface Space {
  readonly path: string;
  /** Absent where the target has no such namespace, or what it has does not count. */
  readonly there: WbemServices | undefined;
  /** Kinds and folded names. */
  readonly declared: Set<string>;
  /** Those of which it is known whether they are there or were found. */
  readonly settled: Set<string>;
}

interface WaitingNeed {
  readonly part: ScannedPart & { readonly kind: "need" };
  readonly space: Space;
  readonly file: string;
  readonly settings: InputSettings;
}

class Search {
  readonly #connection: WbemNamespaces;
  readonly #options: FindMissingOptions;
  readonly #host: FileHost;
  readonly #folders: SearchFolders;
  readonly #spaces = new Map<string, Space>();
  readonly #waiting: WaitingNeed[] = [];
  readonly #found: FoundSource[] = [];
  readonly #inputs: { readonly space: Space; readonly input: LoadInput }[] = [];
  /** Folded names. */
  readonly #missing = new Set<string>();
  readonly #warned = new Set<string>();

  constructor(connection: WbemNamespaces, options: FindMissingOptions) {
    this.#connection = connection;
    this.#options = options;
    this.#host = options.host ?? nodeFileHost;
    this.#folders = new SearchFolders(options.folders, this.#host, options.signal);
  }

  /** Takes note of what an input declares and, where that is to be found, of what it needs. */
  async read(input: LoadInput, isSearched: boolean): Promise<void> {
    const settings = { ...this.#options, ...input.settings };
    if (input.kind === "standard-input") return;
    const reading = new Reading(this, settings, isSearched);
    if (input.kind === "file") await reading.readFile(input.path);
    else await reading.take(scanNeeds(input.text.slice(0, scannedLength)), input.name, input.path);
  }

  scan(path: string): Promise<readonly ScannedPart[]> {
    return this.#folders.scan(path);
  }

  get host(): FileHost {
    return this.#host;
  }

  wait(need: WaitingNeed): void {
    this.#waiting.push(need);
  }

  async space(path: string): Promise<Space> {
    const key = foldName(path);
    let space = this.#spaces.get(key);
    if (space === undefined) {
      const there = this.#options.ignoresTarget ? undefined : await findNamespace(this.#connection, path);
      const declared = new Set<string>();
      if (there) for await (const { name } of there.enumerateQualifiers()) declared.add(keyOf("qualifier", name));
      space = { path, there, declared, settled: new Set() };
      this.#spaces.set(key, space);
    }
    return space;
  }

  /** Finds what is needed, and what that needs in turn. */
  async close(): Promise<void> {
    // What is added while this goes on is gone through as well.
    for (const need of this.#waiting) await this.#settle(need);
    if (!this.#folders.isIncomplete) return;
    this.#options.onDiagnostic(createDiagnostic("search-incomplete", { limit: maximumSearchedFiles }));
  }

  async #settle({ part, space, file, settings }: WaitingNeed): Promise<void> {
    const { need, name, by } = part;
    const kind = need === "qualifier" ? "qualifier" : "class";
    const key = keyOf(kind, name);
    if (space.declared.has(key) || space.settled.has(key)) return;
    space.settled.add(key);
    if (kind === "class" && space.there && (await findClass(space.there, name))) return;
    const files = await this.#folders.find(kind, name, foldName(space.path));
    if (files === undefined) {
      if (kind === "class") this.#missing.add(foldName(name));
      return;
    }
    const [path, second] = files;
    if (second !== undefined) this.#warn(name, path, second);
    this.#found.push({ path, namespace: space.path, name, need, ...(by !== undefined && { by }), file });
    const { includeFolders, includeRoot } = settings;
    const own = {
      namespace: space.path,
      ...(includeFolders && { includeFolders }),
      ...(includeRoot !== undefined && { includeRoot }),
    };
    const input = { kind: "file", path, settings: own } as const;
    this.#inputs.push({ space, input });
    await this.read(input, true);
  }

  #warn(name: string, first: string, second: string): void {
    const key = JSON.stringify([first, second]);
    if (this.#warned.has(key)) return;
    this.#warned.add(key);
    this.#options.onDiagnostic(createDiagnostic("found-twice", { name, first, second }));
  }

  async result(): Promise<FoundMissing> {
    const inputs: LoadInput[] = [];
    // Each namespace by itself, as one file may be needed in several.
    for (const space of this.#spaces.values()) {
      const own = this.#inputs.flatMap((found) => (found.space === space ? [found.input] : []));
      inputs.push(...(await orderInputs(own, this.#host)));
    }
    const missing = this.#missing;
    const folders = this.#options.folders.map((folder) => `\`${folder}\``).join(", ");
    return {
      inputs,
      found: this.#found,
      filesRead: this.#folders.filesRead,
      explain(diagnostic) {
        if (!missingCodes.has(diagnostic.code)) return diagnostic;
        const names = Array.from(diagnostic.message.matchAll(/`([^`]+)`/g), ([, name = ""]) => foldName(name));
        if (!names.some((name) => missing.has(name))) return diagnostic;
        const searched = `no file below ${folders} declares it`;
        return { ...diagnostic, hint: diagnostic.hint ? `${diagnostic.hint}; ${searched}` : searched };
      },
    };
  }
}

/** The codes that say of a name that there is no such class. */
const missingCodes: ReadonlySet<MessageCode> = new Set<MessageCode>([
  "unknown-superclass",
  "unknown-class",
  "unknown-type",
]);

/** The reading of one input with what it includes, from which the namespace is handed on. */
class Reading {
  readonly #search: Search;
  readonly #settings: InputSettings;
  readonly #isSearched: boolean;
  readonly #seen = new Set<string>();
  #namespace: string;

  constructor(search: Search, settings: InputSettings, isSearched: boolean) {
    this.#search = search;
    this.#settings = settings;
    this.#isSearched = isSearched;
    this.#namespace = settings.namespace ?? defaultNamespace;
  }

  async readFile(path: string): Promise<void> {
    if (this.#seen.has(resolve(path))) return;
    this.#seen.add(resolve(path));
    await this.take(await this.#search.scan(path), path, path);
  }

  /** @param path where includes are looked for: relative to this file */
  async take(parts: readonly ScannedPart[], file: string, path: string | undefined): Promise<void> {
    const settings = this.#settings;
    const places = {
      folders: settings.includeFolders ?? [],
      ...(settings.includeRoot !== undefined && { root: settings.includeRoot }),
    };
    for (const part of parts) {
      switch (part.kind) {
        case "namespace":
          this.#namespace = part.path;
          break;
        case "include": {
          const from = { name: file, path: resolve(path ?? file) };
          const candidates = includeCandidates(part.path, path === undefined ? { name: file } : from, places);
          const included = candidates.find((candidate) => this.#isFile(candidate.path));
          if (included) await this.readFile(included.path);
          break;
        }
        case "need":
          if (this.#isSearched) {
            this.#search.wait({ part, space: await this.#search.space(this.#namespace), file, settings });
          }
          break;
        default:
          (await this.#search.space(this.#namespace)).declared.add(keyOf(part.kind, part.name));
      }
    }
  }

  #isFile(path: string): boolean {
    try {
      return this.#search.host.status(path)?.kind === "file";
    } catch (error) {
      // The load says what is wrong with it.
      if (error instanceof SourceError) return false;
      throw error;
    }
  }
}

function keyOf(kind: "class" | "qualifier", name: string): string {
  return `${kind} ${foldName(name)}`;
}
