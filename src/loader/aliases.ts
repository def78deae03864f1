import type { InstanceDeclaration, StructureValueDeclaration } from "../ast/nodes.ts";
import type { CimInstance } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import type { ObjectPath } from "../cim/object-path.ts";
import type { Place } from "../diagnostics/diagnostic.ts";
import type { Source } from "../source/types.ts";
import { Numbered } from "./numbered.ts";
import { PagedBytes } from "./paged-bytes.ts";
import { PagedTable } from "./paged-table.ts";
import { TextHash } from "./text-hash.ts";

/** An instance that is only a value, in the source it stands in. */
export interface PlacedLiteral {
  readonly declaration: InstanceDeclaration | StructureValueDeclaration;
  readonly source: Source;
  /** What was said of it, so that it is not said again for each use of its alias. */
  readonly said: ReadonlySet<string>;
}

/** What becomes known of an alias when it is declared. */
export interface DeclaredAlias {
  /** As it was declared, without the dollar sign. */
  readonly name: string;
  /** The alias in the declaration; `undefined` where the declaration cannot be read. */
  readonly place: Place | undefined;
  /** The path of the namespace that the object is in. */
  readonly namespace: string;
  readonly isClass: boolean;
}

/** What becomes known of an alias by and by. */
export interface AliasState {
  /** Relative to the namespace; `null`: the object has none; `undefined`: not known yet. */
  readonly path: ObjectPath | null | undefined;
  /** The instance itself, for properties that embed it; `undefined`: not known yet, or the object is a class. */
  readonly value: CimInstance | undefined;
  /** Whether a property embeds the instance. */
  readonly isEmbedded: boolean;
  /** Where the instance is written, if it is only a value: what is wrong with it shows where it is used. */
  readonly literal: PlacedLiteral | undefined;
  /** The instance was put by itself and refused, so that all that is wrong with it has been said. */
  readonly isRefused: boolean;
  /** The declaration was refused, so that nothing is said about uses of the alias. */
  readonly failed: boolean;
}

/** What `as $Name` stands for, as far as it was known when the table was asked. */
export interface AliasedObject extends DeclaredAlias, AliasState {
  /** By which the table knows it, also when another declaration has taken its name. */
  readonly id: number;
}

/** The aliases of a compile unit: an input with everything it includes. Names compare without regard to case. */
export interface AliasTable {
  readonly count: number;
  find(name: string): AliasedObject | undefined;
  get(id: number): AliasedObject;
  /** Takes the name, also from a declaration that has it. */
  add(declared: DeclaredAlias): AliasedObject;
  change(id: number, changes: Partial<AliasState>): void;
  /** The names as they were declared, for suggestions. */
  names(): Iterable<string>;
}

const unknownState: AliasState = {
  path: undefined,
  value: undefined,
  isEmbedded: false,
  literal: undefined,
  isRefused: false,
  failed: false,
};

/** So many pages of the names stay in memory: 4 MiB. */
const keptPagesOfNames = 1024;

/** An aliased object outside of memory, with numbers in place of sources. */
interface AliasRecord extends Omit<AliasedObject, "place" | "literal"> {
  readonly place: NumberedPlace<Place> | undefined;
  readonly literal: NumberedPlace<PlacedLiteral> | undefined;
}

type NumberedPlace<Placed> = Omit<Placed, "source"> & { readonly source: number };

/**
 * An alias table that has some objects on the heap and, where there are more, the others in files that have no names. So memory stays
 * flat, however many there are.
 */
export class PagedAliases implements AliasTable {
  /** So many objects stay on the heap. */
  static kept = 10_000;

  readonly #held = new Map<number, AliasedObject>();
  /** Those on the heap that have their names. */
  readonly #byName = new Map<string, AliasedObject>();
  /** Those on the heap that no record shows as they are. */
  readonly #changed = new Set<number>();
  #records: AliasRecords | undefined;
  #count = 0;

  get count(): number {
    return this.#count;
  }

  find(name: string): AliasedObject | undefined {
    const key = foldName(name);
    const held = this.#byName.get(key);
    if (held || !this.#records) return held;
    const recorded = this.#records.find(key);
    if (!recorded) return undefined;
    const object = this.#held.get(recorded.id) ?? recorded;
    this.#hold(object);
    this.#byName.set(key, object);
    return object;
  }

  get(id: number): AliasedObject {
    const held = this.#held.get(id);
    if (held) return held;
    const object = this.#read(id);
    this.#hold(object);
    return object;
  }

  add({ name, place, namespace, isClass }: DeclaredAlias): AliasedObject {
    const object = { id: ++this.#count, name, place, namespace, isClass, ...unknownState };
    this.#changed.add(object.id);
    this.#byName.set(foldName(name), object);
    this.#hold(object);
    return object;
  }

  change(id: number, changes: Partial<AliasState>): void {
    Object.assign(this.get(id), changes);
    this.#changed.add(id);
  }

  *names(): Iterable<string> {
    for (let id = 1; id <= this.#count; id++) yield this.#read(id).name;
  }

  /** Gives up what is kept outside of memory. */
  close(): void {
    this.#records?.close();
  }

  /** An object, which is left where it is. */
  #read(id: number): AliasedObject {
    return this.#held.get(id) ?? (this.#records as AliasRecords).read(id);
  }

  #hold(object: AliasedObject): void {
    this.#held.set(object.id, object);
    if (this.#held.size <= PagedAliases.kept) return;
    // Half of them at once: what was deleted at the front of a map is passed over each time.
    const left = Math.ceil(PagedAliases.kept / 2);
    for (const oldest of this.#held.values()) {
      if (this.#held.size <= left) break;
      if (oldest !== object) this.#release(oldest);
    }
  }

  /** Leaves an object to the records. */
  #release(object: AliasedObject): void {
    this.#records ??= new AliasRecords();
    if (this.#changed.delete(object.id)) this.#records.write(object);
    const key = foldName(object.name);
    if (this.#byName.get(key) === object) {
      this.#byName.delete(key);
      this.#records.setOwner(key, object.id);
    }
    this.#held.delete(object.id);
  }
}

/** Aliased objects in files that have no names. */
class AliasRecords {
  readonly #sources = new Numbered<Source>();
  readonly #records = new PagedBytes("the objects of aliases");
  /** The position of the last record of each object: of that with the id 1 at 8, of that with the id 2 at 16, and so on. */
  readonly #positions = new PagedBytes("the records of aliases");
  /** Who has a name, by its hash. */
  readonly #owners = new PagedTable("the names of aliases", keptPagesOfNames);
  readonly #hash = new TextHash();

  write(object: AliasedObject): void {
    const { id, place, literal } = object;
    const record: AliasRecord = {
      ...object,
      place: place && { ...place, source: this.#sources.numberOf(place.source) },
      literal: literal && { ...literal, source: this.#sources.numberOf(literal.source) },
    };
    this.#positions.setNumber(id * 8, this.#records.addRecord(record));
  }

  /** An object that was written. */
  read(id: number): AliasedObject {
    const record = this.#records.getRecord(this.#positions.getNumber(id * 8)) as AliasRecord;
    const { place, literal } = record;
    return {
      ...record,
      place: place && { ...place, source: this.#sources.at(place.source) },
      literal: literal && { ...literal, source: this.#sources.at(literal.source) },
    };
  }

  /** The object that has a folded name. */
  find(key: string): AliasedObject | undefined {
    return this.#seek(key, 0);
  }

  /** Gives a folded name to an object that was written. */
  setOwner(key: string, id: number): void {
    this.#seek(key, id);
  }

  close(): void {
    this.#records.close();
    this.#positions.close();
    this.#owners.close();
  }

  /** @param owner who gets the name; 0: it stays with who has it */
  #seek(key: string, owner: number): AliasedObject | undefined {
    this.#hash.begin(key);
    const { first, second } = this.#hash;
    // Names that share a hash are behind each other.
    for (let step = 0; ; step++) {
      const word = (second + step) >>> 0;
      const id = this.#owners.get(first, word);
      const object = id === 0 || id === owner ? undefined : this.read(id);
      if (object && foldName(object.name) !== key) continue;
      if (owner !== 0 && id !== owner) this.#owners.set(first, word, owner);
      return object;
    }
  }
}
