import type { InstanceDeclaration, StructureValueDeclaration } from "../ast/nodes.ts";
import type { CimInstance } from "../cim/model.ts";
import { foldName, sameName } from "../cim/names.ts";
import type { ObjectPath } from "../cim/object-path.ts";
import type { Place } from "../diagnostics/diagnostic.ts";
import type { Source } from "../source/types.ts";
import { ByteLog, inUnits, positionUnit } from "./byte-log.ts";
import { NumberSet } from "./number-set.ts";
import { Numbered } from "./numbered.ts";
import { PlainData } from "./plain-data.ts";
import { PositionTable } from "./position-table.ts";
import { hashName } from "./text-hash.ts";

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
  /** Where it was written outside of memory; 0: it was on the heap. */
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
  /** Takes a name that no declaration has; `undefined` where one has it. */
  addFirst(declared: DeclaredAlias, state: AliasState): AliasHandle | undefined;
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
 * An alias table that has its objects on the heap as long as they are few, and when there are more, all of them in files that have no name.
 * So memory stays flat, however many there are.
 */
export class SpillingAliases implements AliasTable {
  /** So many objects may be on the heap. */
  static kept = 10_000;

  /** By folded name; empty once there is a log. */
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
    return this.#log ? this.#log.find(name) : this.#held.get(foldName(name));
  }

  add(declared: DeclaredAlias, state: AliasState = {}): AliasHandle {
    const before = this.find(declared.name);
    if (before) this.#replaced.add(before.id);
    return this.#write({ id: ++this.#count, position: 0 }, declared, state);
  }

  addFirst(declared: DeclaredAlias, state: AliasState): AliasHandle | undefined {
    const isTaken = this.#log ? this.#log.has(declared.name) : this.#held.has(foldName(declared.name));
    return isTaken ? undefined : this.#write({ id: ++this.#count, position: 0 }, declared, state);
  }

  set(handle: AliasHandle, declared: DeclaredAlias, state: AliasState): void {
    if (!this.#replaced.has(handle.id)) this.#write(handle, declared, state);
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

  #write(handle: AliasHandle, declared: DeclaredAlias, state: AliasState): AliasHandle {
    if (this.#log) return this.#log.write(handle, declared, state);
    this.#held.set(foldName(declared.name), objectOf(handle, declared, state));
    if (this.#held.size <= SpillingAliases.kept) return handle;
    this.#log = new AliasLog();
    for (const object of this.#held.values()) this.#log.write(object, object, object);
    this.#held.clear();
    return handle;
  }
}

function objectOf({ id, position }: AliasHandle, declared: DeclaredAlias, state: AliasState): AliasedObject {
  const { name, place, namespace, isClass } = declared;
  const { path, value, literal, isRefused = false, failed = false } = state;
  return { id, position, name, place, namespace, isClass, path, value, literal, isRefused, failed };
}

/** What is rarely asked for of an object. */
type ObjectDetails = Pick<AliasState, "value" | "literal" | "isRefused">;

/** Details as plain data. */
type AliasDetails = readonly [
  value: CimInstance | undefined,
  literal: (Omit<PlacedLiteral, "source"> & { readonly source: number }) | undefined,
  isRefused: boolean | undefined,
];

/** What a record has before the name. */
const headerBytes = 48;

const failedBit = 1;
const classBit = 2;
/** The name is written in two bytes a unit. */
const wideBit = 4;
/** The path is known, and there is none. */
const pathlessBit = 8;

/**
 * Aliased objects in files that have no name. Of each there is a record: numbers, its name and its path; and in another file its details.
 * One that changes is written once more.
 */
class AliasLog {
  readonly #records = new ByteLog("the objects of aliases");
  readonly #details = new ByteLog("the details of aliases");
  /** Where the last record of a name is, by its hash; where other names have that hash, by the next one that is free. */
  readonly #positions = new PositionTable("the names of aliases");
  readonly #data = new PlainData();
  readonly #sources = new Numbered<Source>();
  readonly #namespaces = new Numbered<string>();
  /** The hash that stands for the name that was looked up last. */
  #foundHash = 0;

  /** Writes an object, and gives where it is. */
  write({ id, position: known }: AliasHandle, declared: DeclaredAlias, state: AliasState): AliasHandle {
    this.#seek(declared.name, known);
    const { name, place, namespace, isClass } = declared;
    const { path, failed } = state;
    const details = this.#addDetails(state);
    const encoded = path ? this.#data.encode(path) : undefined;
    const isWide = !isLatin1(name);
    const nameBytes = isWide ? 2 * name.length : name.length;
    const records = this.#records;
    const position = records.end;
    const offset = records.add(headerBytes + nameBytes + (encoded?.length ?? 0));
    const { bytes } = records;
    const bits =
      (failed ? failedBit : 0) | (isClass ? classBit : 0) | (isWide ? wideBit : 0) | (path === null ? pathlessBit : 0);
    bytes.writeUInt32LE(nameBytes, offset);
    bytes.writeUInt32LE(encoded?.length ?? 0, offset + 4);
    bytes.writeUInt32LE(bits, offset + 8);
    bytes.writeUInt32LE(id, offset + 12);
    bytes.writeUInt32LE(details / positionUnit, offset + 16);
    bytes.writeUInt32LE(this.#namespaces.numberOf(namespace), offset + 20);
    bytes.writeUInt32LE(place ? this.#sources.numberOf(place.source) + 1 : 0, offset + 24);
    bytes.writeDoubleLE(place?.start ?? 0, offset + 32);
    bytes.writeDoubleLE(place?.end ?? 0, offset + 40);
    const from = offset + headerBytes;
    if (isWide) bytes.write(name, from, "utf16le");
    else for (let index = 0; index < nameBytes; index++) bytes[from + index] = name.charCodeAt(index);
    if (encoded) bytes.set(encoded, from + nameBytes);
    this.#positions.set(this.#foundHash, position);
    return { id, position };
  }

  has(name: string): boolean {
    return this.#seek(name) !== 0;
  }

  /** The object that has a name. */
  find(name: string): AliasedObject | undefined {
    const position = this.#seek(name);
    if (position === 0) return undefined;
    const records = this.#records;
    const offset = this.#offsetOf(position);
    const { bytes } = records;
    const bits = bytes.readUInt32LE(offset + 8);
    const source = bytes.readUInt32LE(offset + 24);
    const place =
      source === 0
        ? undefined
        : {
            source: this.#sources.at(source - 1),
            start: bytes.readDoubleLE(offset + 32),
            end: bytes.readDoubleLE(offset + 40),
          };
    const details = bytes.readUInt32LE(offset + 16) * positionUnit;
    return new LoggedObject(
      {
        id: bytes.readUInt32LE(offset + 12),
        position,
        name: this.#nameAt(offset),
        path: this.#pathAt(offset),
        failed: (bits & failedBit) !== 0,
        namespace: this.#namespaces.at(bytes.readUInt32LE(offset + 20)),
        isClass: (bits & classBit) !== 0,
        place,
      },
      () => this.#detailsAt(details),
    );
  }

  /** The names from the first on that was written. */
  *names(): Iterable<string> {
    const records = this.#records;
    for (let position = records.start; position < records.end; ) {
      const offset = this.#offsetOf(position);
      const { bytes } = records;
      const length = headerBytes + bytes.readUInt32LE(offset) + bytes.readUInt32LE(offset + 4);
      position += inUnits(length);
      yield this.#nameAt(offset);
    }
  }

  close(): void {
    this.#records.close();
    this.#details.close();
    this.#positions.close();
  }

  /** Looks a whole record up, and gives its offset. */
  #offsetOf(position: number): number {
    const records = this.#records;
    const offset = records.find(position, headerBytes);
    const { bytes } = records;
    return records.find(position, headerBytes + bytes.readUInt32LE(offset) + bytes.readUInt32LE(offset + 4));
  }

  /** The name in a record at an offset. */
  #nameAt(offset: number): string {
    const { bytes } = this.#records;
    const from = offset + headerBytes;
    const isWide = (bytes.readUInt32LE(offset + 8) & wideBit) !== 0;
    return bytes.toString(isWide ? "utf16le" : "latin1", from, from + bytes.readUInt32LE(offset));
  }

  /** The path in a record at an offset. */
  #pathAt(offset: number): ObjectPath | null | undefined {
    const { bytes } = this.#records;
    if (bytes.readUInt32LE(offset + 4) === 0) {
      return (bytes.readUInt32LE(offset + 8) & pathlessBit) === 0 ? undefined : null;
    }
    return this.#data.decode(bytes, offset + headerBytes + bytes.readUInt32LE(offset)) as ObjectPath;
  }

  /** Adds the details of an object, and gives where they are; 0 where there are none. */
  #addDetails({ value, literal, isRefused }: AliasState): number {
    if (!value && !literal && !isRefused) return 0;
    const numbered = literal && { ...literal, source: this.#sources.numberOf(literal.source) };
    const details: AliasDetails = [value, numbered, isRefused];
    const encoded = this.#data.encode(details);
    const position = this.#details.end;
    const offset = this.#details.add(4 + encoded.length);
    const { bytes } = this.#details;
    bytes.writeUInt32LE(encoded.length, offset);
    bytes.set(encoded, offset + 4);
    return position;
  }

  #detailsAt(position: number): ObjectDetails {
    if (position === 0) return {};
    const offset = this.#details.find(position, 4 + this.#details.getWord(position));
    const [value, literal, isRefused] = this.#data.decode(this.#details.bytes, offset + 4) as AliasDetails;
    return { value, literal: literal && { ...literal, source: this.#sources.at(literal.source) }, isRefused };
  }

  /**
   * Looks a name up, and gives the position of its record; 0 where it has none.
   *
   * @param known where its record is, if that is known; it is not read then
   */
  #seek(name: string, known = 0): number {
    for (let hash = hashName(name); ; hash = (hash + 1) >>> 0) {
      const position = this.#positions.get(hash);
      this.#foundHash = hash;
      if (position === 0 || position === known || sameName(this.#nameAt(this.#offsetOf(position)), name))
        return position;
    }
  }
}

/** Whether all code units fit into a byte. */
function isLatin1(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0xff) return false;
  return true;
}

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
