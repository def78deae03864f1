import { foldName } from "../cim/names.ts";
import type { Place } from "../diagnostics/diagnostic.ts";
import type { Source } from "../source/types.ts";
import { LateTable } from "./late-table.ts";
import { Numbered } from "./numbered.ts";
import { TextHash } from "./text-hash.ts";

/** A place is packed as source index × 2^37 + offset, which a double holds exactly: 65,536 sources of 137 G units each. */
const offsetLimit = 2 ** 37;

/** What of a path is text in quotes, and what is not. */
const pathParts = /"[^"\\]*(?:\\.[^"\\]*)*"|[^"]+/gs;

/** A path with its names folded and its text as it is. */
function foldNames(path: string): string {
  return path.replace(pathParts, (part) => (part.startsWith('"') ? part : foldName(part)));
}

/**
 * Where each object of a run was declared last, for messages that name a second place. Objects are kept by a hash of 64
 * bits of their folded path, so that memory stays flat; two objects that share a hash would only mislead a related place.
 */
export class DeclaredPlaces {
  readonly #fold: (path: string) => string;
  readonly #sources = new Numbered<Source>();
  readonly #packed = new LateTable("the places of declarations");
  readonly #hashed = new TextHash();
  /** The namespace that was hashed last, which is nearly always that of the next object. */
  #hashedNamespace = "";
  #namespaceFirst = 0;
  #namespaceSecond = 0;
  /** The lengths of names that are not what their path begins with: those of what is declared in a class. */
  readonly #lengths = new Map<string, number>();

  /** @param exactKeys instances whose keys differ by case are two */
  constructor(exactKeys: boolean) {
    this.#fold = exactKeys ? foldNames : foldName;
  }

  /**
   * Records that the object at `path` of `namespace` has its name at `offset` of `source`.
   *
   * @param length of the name, where that is not what the path begins with
   */
  record(namespace: string, path: string, source: Source, offset: number, length?: number): void {
    if (length !== undefined) this.#lengths.set(this.#keyOf(namespace, path), length);
    this.#hash(namespace, path);
    this.#packed.set(
      this.#hashed.first,
      this.#hashed.second,
      this.#sources.numberOf(source) * offsetLimit + offset + 1,
    );
  }

  /** The place of the name in the last declaration of an object; `undefined` when this run declared none. */
  find(namespace: string, path: string): Place | undefined {
    this.#hash(namespace, path);
    const packed = this.#packed.get(this.#hashed.first, this.#hashed.second);
    if (packed === 0) return undefined;
    const index = Math.floor((packed - 1) / offsetLimit);
    const start = packed - 1 - index * offsetLimit;
    const length = this.#lengths.size === 0 ? undefined : this.#lengths.get(this.#keyOf(namespace, path));
    return { source: this.#sources.at(index), start, end: start + (length ?? path.search(/[.=]|$/)) };
  }

  #keyOf(namespace: string, path: string): string {
    return `${foldName(namespace)}:${this.#fold(path)}`;
  }

  #hash(namespace: string, path: string): void {
    const hashed = this.#hashed;
    if (namespace !== this.#hashedNamespace) {
      this.#hashedNamespace = namespace;
      hashed.begin(foldName(namespace));
      this.#namespaceFirst = hashed.first;
      this.#namespaceSecond = hashed.second;
    }
    hashed.goOn(this.#namespaceFirst, this.#namespaceSecond, this.#fold(path));
  }

  /** Gives up what was kept outside of memory. */
  close(): void {
    this.#packed.close();
  }
}
