import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { foldName } from "../../src/cim/names.ts";
import { type LoadInput, load, orderInputs } from "../../src/loader/load.ts";
import { OverlayStore } from "../../src/repository/overlay-store.ts";
import { openRepository } from "../../src/repository/repository.ts";
import type { Store } from "../../src/repository/store.ts";
import { MemoryStore } from "../../src/repository/stores/memory.ts";
import { exceptions } from "./compile-exceptions.ts";
import type { Prerequisite, Prerequisites } from "./compile-table.ts";
import { findMofFiles } from "./corpus-units.ts";

/** The schema of which single classes can be prerequisites: one class a file, which is named after it. */
const schemaFolder = "cim-2.49.0";
const qualifierFiles = [`${schemaFolder}/qualifiers.mof`, `${schemaFolder}/qualifiers_optional.mof`];

/** The names after which a class of the schema comes: its superclass, and the classes it refers to and embeds. */
const restsOn = [/^\s*class\s+\w+\s*:\s*(\w+)/gim, /^\s*(\w+)\s+REF\s+\w+/gim, /EmbeddedInstance\s*\(\s*"(\w+)"/gi];

const excepted: ReadonlySet<string> = new Set(exceptions.flatMap(({ files }) => Object.keys(files)));

/** Repositories that hold prerequisites: each list of them is loaded once, and lists that begin alike share their layers. */
export class PrerequisiteStores {
  readonly #corpus: string;
  readonly #stores = new Map<string, Promise<Store>>();
  readonly #standInFolders = new Map<string, string>();
  #classFiles: ReadonlyMap<string, string> | undefined;

  constructor(corpus: string) {
    this.#corpus = corpus;
  }

  /** Deletes what was written for stand-ins. */
  close(): void {
    for (const folder of this.#standInFolders.values()) rmSync(folder, { recursive: true });
  }

  /** The folders in which included files are looked for: a folder of the stand-ins, then those of the entry. */
  includeFolders({ includeFolders = [], standIns }: Prerequisites): readonly string[] {
    const folders = includeFolders.map((folder) => join(this.#corpus, folder));
    return standIns ? [this.#standInFolder(standIns), ...folders] : folders;
  }

  /** Writes files that include what stands in for them. */
  #standInFolder(standIns: Readonly<Record<string, string>>): string {
    const key = JSON.stringify(standIns);
    const existing = this.#standInFolders.get(key);
    if (existing !== undefined) return existing;
    const folder = mkdtempSync(join(tmpdir(), "mofkit-stand-ins-"));
    this.#standInFolders.set(key, folder);
    for (const [name, path] of Object.entries(standIns)) {
      const file = join(folder, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `#pragma include ("${join(this.#corpus, path).replaceAll("\\", "/")}")\n`);
    }
    return folder;
  }

  /** A store with what an entry of the table names. Nothing may be written to it. */
  storeFor(entry: Prerequisites): Promise<Store> {
    const { load: prerequisites = [] } = entry;
    const includeFolders = this.includeFolders(entry);
    let store: Promise<Store> = Promise.resolve(new MemoryStore());
    for (const [index, prerequisite] of prerequisites.entries()) {
      const key = JSON.stringify([includeFolders, prerequisites.slice(0, index + 1)]);
      const existing = this.#stores.get(key);
      store = existing ?? store.then((below) => this.#loadOver(below, prerequisite, includeFolders));
      this.#stores.set(key, store);
    }
    return store;
  }

  async #loadOver(below: Store, prerequisite: Prerequisite, includeFolders: readonly string[]): Promise<Store> {
    const store = new OverlayStore(below);
    const connection = await openRepository(store, { name: "prerequisites" });
    const hasNamespace = typeof prerequisite === "object" && "namespace" in prerequisite;
    const errors: string[] = [];
    await load(connection, await orderInputs(this.#inputsOf(prerequisite)), {
      includeFolders,
      ...(hasNamespace && { namespace: prerequisite.namespace }),
      onDiagnostic({ severity, code, message, place }) {
        if (severity === "error") errors.push(`${place?.source.name}: ${code}: ${message}`);
      },
    });
    if (errors.length > 0) {
      throw new Error(`the prerequisite ${JSON.stringify(prerequisite)} does not compile:\n${errors.join("\n")}`);
    }
    return store;
  }

  #inputsOf(prerequisite: Prerequisite): readonly LoadInput[] {
    const files =
      typeof prerequisite === "string"
        ? this.#filesAt(prerequisite)
        : "classes" in prerequisite
          ? [...qualifierFiles, ...this.#filesOfClasses(prerequisite.classes)]
          : this.#filesAt(prerequisite.path);
    return files.map((file) => ({
      kind: "file",
      path: join(this.#corpus, file),
    }));
  }

  /** The file at a path, or those that compile of a folder and the folders in it. */
  #filesAt(path: string): readonly string[] {
    if (statSync(join(this.#corpus, path)).isFile()) return [path];
    const files = findMofFiles(join(this.#corpus, path)).map((file) => `${path}/${file}`);
    return files.filter((file) => !excepted.has(file));
  }

  /** The files of classes of the schema and of all that these rest on. */
  #filesOfClasses(classes: readonly string[]): ReadonlySet<string> {
    this.#classFiles ??= new Map(
      this.#filesAt(schemaFolder).map((file) => [foldName(basename(file, ".mof")), file] as const),
    );
    const files = new Set<string>();
    const waiting = [...classes];
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      const file = this.#classFiles.get(foldName(name));
      if (file === undefined) throw new Error(`the CIM schema has no class ${name}`);
      if (files.has(file)) continue;
      files.add(file);
      const text = readFileSync(join(this.#corpus, file), "utf8");
      for (const pattern of restsOn) for (const [, other = ""] of text.matchAll(pattern)) waiting.push(other);
    }
    return files;
  }
}
