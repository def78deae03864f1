import type { InstanceDeclaration, StructureValueDeclaration } from "../ast/nodes.ts";
import type { CimInstance } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import type { ObjectPath } from "../cim/object-path.ts";
import type { Place } from "../diagnostics/diagnostic.ts";
import type { Source } from "../source/types.ts";
import { ByteLog } from "./byte-log.ts";
import { NumberSet } from "./number-set.ts";
import { Numbered } from "./numbered.ts";
import { type PackedInstance, packInstance, unpackInstance } from "./packed-instance.ts";
import { PositionTable } from "./position-table.ts";
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

/** What becomes known of an alias by and by; what is absent is not known yet, or is not so. */
export interface AliasState {
  /** Relative to the namespace; `null`: the object has none. */
  readonly path?: ObjectPath | null | undefined;
  /** The instance itself, for properties that embed it; never there where the object is a class. */
  readonly value?: CimInstance | undefined;
  /** Where the instance is written, if it is only a value: what is wrong with it shows where it is used. */
  readonly literal?: PlacedLiteral | undefined;
  /** The instance was put by itself and refused, so that all that is wrong with it has been said. */
  readonly isRefused?: boolean | undefined;
  /** The declaration was refused, so that nothing is said about uses of the alias. */
  readonly failed?: boolean | undefined;
}

/** By what a table knows an object, also when another declaration has taken its name. */
export interface AliasHandle {
  readonly id: number;
  /** Where it was written outside of memory; 0: it is on the heap. */
  readonly position: number;
}

/** What `as $Name` stands for, as far as it was known when the table was asked. */
export interface AliasedObject extends AliasHandle, DeclaredAlias, Required<AliasState> {}

/** The aliases of a compile unit: an input with everything it includes. Names compare without regard to case. */
export interface AliasTable {
  readonly count: number;
  find(name: string): AliasedObject | undefined;
  /** Takes the name, also from a declaration that has it. */
  add(declared: DeclaredAlias, state?: AliasState): AliasHandle;
  /** Says all that is known of an object that was added; where another has taken its name, nobody asks for it any more. */
  set(handle: AliasHandle, declared: DeclaredAlias, state: AliasState): void;
  change(object: AliasedObject, changes: AliasState): void;
  /** Whether a property embeds an instance, by the id of its alias. */
  isEmbedded(id: number): boolean;
  noteEmbedded(id: number): void;
  /** The names as they were declared, for suggestions; one may come again. */
  names(): Iterable<string>;
}

/**
 * An alias table that has the first objects on the heap and, where there are more, the others in a file that has no name. So memory stays
 * flat, however many there are.
 */
export class SpillingAliases implements AliasTable {
  /** So many objects stay on the heap. */
  static kept = 10_000;

  /** By folded name. */
  readonly #held = new Map<string, AliasedObject>();
  readonly #embedded = new NumberSet();
  /** The ids of objects whose names others have taken. */
  readonly #replaced = new NumberSet();
  #log: AliasLog | undefined;
  #count = 0;

  get count(): number {
    return this.#count;
  }

  find(name: string): AliasedObject | undefined {
    const key = foldName(name);
    return this.#held.get(key) ?? this.#log?.find(key);
  }

  add(declared: DeclaredAlias, state: AliasState = {}): AliasHandle {
    const key = foldName(declared.name);
    const held = this.#held.get(key);
    const before = held ?? this.#log?.find(key);
    if (before) this.#replaced.add(before.id);
    const handle = { id: ++this.#count, position: 0 };
    if (held !== undefined || this.#held.size < SpillingAliases.kept) {
      this.#held.set(key, objectOf(handle, declared, state));
      return handle;
    }
    this.#log ??= new AliasLog();
    return { id: handle.id, position: this.#log.write(key, handle, declared, state) };
  }

  set(handle: AliasHandle, declared: DeclaredAlias, state: AliasState): void {
    if (this.#replaced.has(handle.id)) return;
    const key = foldName(declared.name);
    if (handle.position === 0) this.#held.set(key, objectOf(handle, declared, state));
    else this.#log?.write(key, handle, declared, state);
  }

  change(object: AliasedObject, changes: AliasState): void {
    const { path, value, literal, isRefused, failed } = object;
    this.set(object, object, { path, value, literal, isRefused, failed, ...changes });
  }

  isEmbedded(id: number): boolean {
    return this.#embedded.has(id);
  }

  noteEmbedded(id: number): void {
    this.#embedded.add(id);
  }

  *names(): Iterable<string> {
    for (const { name } of this.#held.values()) yield name;
    if (this.#log) yield* this.#log.names();
  }

  /** Gives up what is kept outside of memory. */
  close(): void {
    this.#log?.close();
  }
}

function objectOf({ id, position }: AliasHandle, declared: DeclaredAlias, state: AliasState): AliasedObject {
  const { name, place, namespace, isClass } = declared;
  const { path, value, literal, isRefused = false, failed = false } = state;
  return { id, position, name, place, namespace, isClass, path, value, literal, isRefused, failed };
}

/** What is rarely asked for of an object. */
type AliasDetails = readonly [
  value: PackedInstance | undefined,
  literal: NumberedLiteral | undefined,
  isRefused: boolean | undefined,
];

type NumberedLiteral = Omit<PlacedLiteral, "source"> & { readonly source: number };

/** An object but for its details, with numbers in place of sources and namespaces. */
type AliasRecord = readonly [
  details: number,
  id: number,
  name: string,
  path: ObjectPath | null | undefined,
  failed: boolean | undefined,
  namespace: number,
  isClass: boolean,
  source: number | undefined,
  start: number,
  end: number,
];

/**
 * Aliased objects in a file that has no name: of each its details, and behind them its record. One that changes is written once more.
 */
class AliasLog {
  readonly #log = new ByteLog("the objects of aliases");
  /** Where the last record of a name is, by its hash; where other names have that hash, by the next one that is free. */
  readonly #positions = new PositionTable("the names of aliases");
  readonly #hash = new TextHash();
  readonly #sources = new Numbered<Source>();
  readonly #namespaces = new Numbered<string>();
  /** The hash that stood for the name that was looked up last. */
  #foundHash = 0;
  #foundPosition = 0;

  /**
   * Writes an object, and gives the position of its record.
   *
   * @param key the folded name
   */
  write(key: string, { id, position: known }: AliasHandle, declared: DeclaredAlias, state: AliasState): number {
    this.#seek(key, known);
    const { name, place, namespace, isClass } = declared;
    const { path, value, literal, isRefused, failed } = state;
    const numbered = literal && { ...literal, source: this.#sources.numberOf(literal.source) };
    const details: AliasDetails = [value && packInstance(value), numbered, isRefused];
    const record: AliasRecord = [
      this.#log.addRecord(details),
      id,
      name,
      path,
      failed,
      this.#namespaces.numberOf(namespace),
      isClass,
      place && this.#sources.numberOf(place.source),
      place?.start ?? 0,
      place?.end ?? 0,
    ];
    const position = this.#log.addRecord(record);
    this.#positions.set(this.#foundHash, position);
    return position;
  }

  /** The object that has a folded name. */
  find(key: string): AliasedObject | undefined {
    const record = this.#seek(key);
    if (record === undefined) return undefined;
    const [details, id, name, path, failed, namespace, isClass, source, start, end] = record;
    return new LoggedObject(
      {
        id,
        position: this.#foundPosition,
        name,
        path,
        failed: failed ?? false,
        namespace: this.#namespaces.at(namespace),
        isClass,
        place: source === undefined ? undefined : { source: this.#sources.at(source), start, end },
      },
      () => {
        const [value, literal, isRefused] = this.#log.getRecord(details) as AliasDetails;
        return {
          value: value && unpackInstance(value),
          literal: literal && { ...literal, source: this.#sources.at(literal.source) },
          isRefused,
        };
      },
    );
  }

  /** The names from the first on that was written. */
  *names(): Iterable<string> {
    const log = this.#log;
    for (let position = log.start; position < log.end; ) {
      const record = log.endOfRecord(position);
      const [, , name] = log.getRecord(record) as AliasRecord;
      position = log.endOfRecord(record);
      yield name;
    }
  }

  close(): void {
    this.#log.close();
    this.#positions.close();
  }

  /**
   * Looks a name up.
   *
   * @param known where its record is, if that is known; it is not read then
   */
  #seek(key: string, known = 0): AliasRecord | undefined {
    this.#hash.begin(key);
    for (let hash = this.#hash.first; ; hash = (hash + 1) >>> 0) {
      const position = this.#positions.get(hash);
      this.#foundHash = hash;
      this.#foundPosition = position;
      if (position === 0 || position === known) return undefined;
      const record = this.#log.getRecord(position) as AliasRecord;
      if (foldName(record[2]) === key) return record;
    }
  }
}

type ObjectDetails = Pick<AliasState, "value" | "literal" | "isRefused">;

/** An object whose details are read when they are asked for. */
class LoggedObject implements AliasedObject {
  readonly id: number;
  readonly position: number;
  readonly name: string;
  readonly path: ObjectPath | null | undefined;
  readonly failed: boolean | undefined;
  readonly namespace: string;
  readonly isClass: boolean;
  readonly place: Place | undefined;
  readonly #readDetails: () => ObjectDetails;
  #details: ObjectDetails | undefined;

  constructor(object: Omit<AliasedObject, keyof ObjectDetails>, readDetails: () => ObjectDetails) {
    this.id = object.id;
    this.position = object.position;
    this.name = object.name;
    this.path = object.path;
    this.failed = object.failed;
    this.namespace = object.namespace;
    this.isClass = object.isClass;
    this.place = object.place;
    this.#readDetails = readDetails;
  }

  get value(): CimInstance | undefined {
    return this.#known.value;
  }

  get literal(): PlacedLiteral | undefined {
    return this.#known.literal;
  }

  get isRefused(): boolean {
    return this.#known.isRefused ?? false;
  }

  get #known(): ObjectDetails {
    this.#details ??= this.#readDetails();
    return this.#details;
  }
}
