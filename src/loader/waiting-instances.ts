import type { Alias } from "../ast/nodes.ts";
import { ByteLog, positionUnit } from "./byte-log.ts";
import { KeptInstances, type PendingInstance } from "./kept-instances.ts";
import { NumberSet } from "./number-set.ts";
import { PositionTable } from "./position-table.ts";
import { hashName } from "./text-hash.ts";

/** An instance, and how many aliases it still waits for; 0: it waits no more. */
interface Waiting {
  readonly instance: PendingInstance;
  left: number;
}

/** Instances that are left, those of one source in the order of the text. */
export interface LeftInstances {
  readonly count: number;
  /** Anew each time where it is kept outside of memory. */
  at(index: number): PendingInstance;
}

/** Instances that wait for aliases, each until all that it waits for have come. */
export class WaitingInstances {
  /** So many are on the heap before others are kept outside of memory. */
  static kept = 1000;

  /** By the hash of the name. Where two names share one, instances are woken too early, and wait again. */
  readonly #byAlias = new Map<number, Waiting[]>();
  readonly #all = new Set<PendingInstance>();
  #others: WaitingLog | undefined;

  /** @param aliases at least one; a name may be there more than once */
  add(instance: PendingInstance, aliases: readonly Alias[]): void {
    // Behind the first that is outside come all others there, as those that wait for one alias have an order.
    if (this.#others || this.#all.size >= WaitingInstances.kept) {
      this.#others ??= new WaitingLog();
      this.#others.add(instance, hashesOf(aliases));
      return;
    }
    const hashes = hashesOf(aliases);
    const waiting: Waiting = { instance, left: hashes.length };
    this.#all.add(instance);
    for (const hash of hashes) {
      const others = this.#byAlias.get(hash);
      if (others) others.push(waiting);
      else this.#byAlias.set(hash, [waiting]);
    }
  }

  /**
   * Takes out the instances that waited for nothing but this alias any more, in the order in which they began to wait for
   * it. One that failed decides of an instance without the others. What several calls give has to be gone through in the order of
   * the calls.
   */
  take(alias: string, hasFailed: boolean): readonly Iterable<PendingInstance>[] {
    if (this.#all.size === 0 && this.#others === undefined) return nothing;
    const hash = hashName(alias);
    const held = this.#byAlias.get(hash);
    const others = this.#others?.take(hash, hasFailed);
    if (held === undefined) return others === undefined ? nothing : [others];
    this.#byAlias.delete(hash);
    const taken = this.#takeHeld(held, hasFailed);
    return others === undefined ? [taken] : [taken, others];
  }

  *#takeHeld(held: readonly Waiting[], hasFailed: boolean): Iterable<PendingInstance> {
    for (const waiting of held) {
      if (waiting.left === 0) continue;
      waiting.left = hasFailed ? 0 : waiting.left - 1;
      if (waiting.left > 0) continue;
      this.#all.delete(waiting.instance);
      yield waiting.instance;
    }
  }

  /** Those that still wait; none is added or taken behind this. */
  left(): LeftInstances {
    const held = [...this.#all];
    const others = this.#others;
    const positions = others?.left() ?? { starts: [], positions: [] };
    const starts = [...held.map(({ declaration }) => declaration.start), ...positions.starts];
    const order = inOrder(starts);
    return {
      count: starts.length,
      at(index) {
        const place = order?.[index] ?? index;
        return held[place] ?? (others as WaitingLog).at(positions.positions[place - held.length] as number);
      },
    };
  }

  /** Gives up what is kept outside of memory. */
  close(): void {
    this.#others?.close();
    this.#others = undefined;
  }
}

/** So many that wait for one alias are made while their links are gone through: with a reading each in place of two. */
const instancesReadAtOnce = 16;

/** What a link takes, and what stands before the links of an instance. */
const linkBytes = 8;

/** What a place has before the record. */
const placeBytes = 8;

/** Where the place is of an instance whose links, and the number of them before these, begin at a position. */
function placeBehindLinks(begin: number, links: number): number {
  return begin + linkBytes + links * linkBytes;
}

const nothing: readonly Iterable<PendingInstance>[] = [];

/** The indexes of numbers in ascending order; `undefined` where they are in that order. */
function inOrder(numbers: readonly number[]): Uint32Array | undefined {
  if (numbers.every((number, index) => index === 0 || number >= (numbers[index - 1] as number))) return undefined;
  const order = Uint32Array.from(numbers, (_, index) => index);
  return order.sort((left, right) => (numbers[left] as number) - (numbers[right] as number) || left - right);
}

/** The hashes of the names, each once. */
function hashesOf(aliases: readonly Alias[]): readonly number[] {
  const [first] = aliases;
  if (first && aliases.length === 1) return [hashName(first.name)];
  return [...new Set(aliases.map(({ name }) => hashName(name)))];
}

/** One instance, which is made when it is asked for. */
class OneInstance implements IterableIterator<PendingInstance> {
  #make: (() => PendingInstance) | undefined;

  constructor(make: () => PendingInstance) {
    this.#make = make;
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(): IteratorResult<PendingInstance> {
    const make = this.#make;
    this.#make = undefined;
    return make ? { value: make(), done: false } : { value: undefined, done: true };
  }
}

/**
 * Waiting instances in a file that has no name.
 *
 * Each has the number of its links, one for each alias that it waits for, and behind them its place: its own number, how many aliases
 * it waits for, and its record. A link is the position of the link before it for the same alias, and how far behind it the place is. So a
 * link is read together with the record behind it.
 */
class WaitingLog {
  readonly #log = new ByteLog("the instances that wait for aliases");
  /** A position where no link is. */
  readonly #nobody: number;
  /** The last link of each alias by the hash of its name. */
  readonly #lastLinks = new PositionTable("the aliases that instances wait for");
  readonly #instances = new KeptInstances();
  /** The numbers of those that wait no more. */
  readonly #taken = new NumberSet();
  #count = 0;
  #left = 0;

  constructor() {
    this.#nobody = this.#log.end;
    this.#log.add(linkBytes);
  }

  add(instance: PendingInstance, hashes: readonly number[]): void {
    const log = this.#log;
    const begin = log.end;
    const place = placeBehindLinks(begin, hashes.length);
    const offset = log.add(place - begin + placeBytes);
    const { bytes } = log;
    bytes.writeUInt32LE(hashes.length, offset);
    for (const [index, hash] of hashes.entries()) {
      const link = placeBehindLinks(begin, index);
      const before = this.#lastLinks.get(hash);
      bytes.writeUInt32LE((before === 0 ? this.#nobody : before) / positionUnit, offset + link - begin);
      bytes.writeUInt32LE(place - link, offset + link - begin + 4);
      this.#lastLinks.set(hash, link);
    }
    bytes.writeUInt32LE(this.#count++, offset + place - begin);
    bytes.writeUInt32LE(hashes.length, offset + place - begin + 4);
    this.#instances.add(log, instance);
    this.#left++;
  }

  take(hash: number, hasFailed: boolean): Iterable<PendingInstance> | undefined {
    const last = this.#lastLinks.get(hash);
    if (last === 0 || last === this.#nobody) return undefined;
    this.#lastLinks.set(hash, this.#nobody);
    const [before, place] = this.#linkAt(last);
    const isOnly = before === this.#nobody && this.#waitsForOne(place);
    return isOnly ? new OneInstance(() => this.#take(place)) : this.#takeLinked(last, hasFailed);
  }

  *#takeLinked(last: number, hasFailed: boolean): Iterable<PendingInstance> {
    const log = this.#log;
    const places: number[] = [];
    /** The last ones, in the opposite order, made while what was read with their links is at hand. */
    const read: PendingInstance[] = [];
    for (let link = last; link !== this.#nobody; ) {
      const [before, place] = this.#linkAt(link);
      const isRead = read.length < instancesReadAtOnce && places.length === 0 && this.#waitsForOne(place);
      if (isRead) read.push(this.#take(place));
      else places.push(place);
      link = before;
    }
    for (let index = places.length - 1; index >= 0; index--) {
      const place = places[index] as number;
      if (this.#taken.has(log.getWord(place))) continue;
      if (!hasFailed && !this.#waitsForOne(place)) log.setWord(place + 4, log.getWord(place + 4) - 1);
      else yield this.#take(place);
    }
    yield* read.reverse();
  }

  /** The link before a link, and the place that it leads to. */
  #linkAt(link: number): readonly [before: number, place: number] {
    const offset = this.#log.find(link, linkBytes);
    const { bytes } = this.#log;
    return [bytes.readUInt32LE(offset) * positionUnit, link + bytes.readUInt32LE(offset + 4)];
  }

  /** Whether an instance, which still waits, waits for one alias and nobody else can take it. */
  #waitsForOne(place: number): boolean {
    return this.#log.getWord(place + 4) === 1 && !this.#taken.has(this.#log.getWord(place));
  }

  #take(place: number): PendingInstance {
    this.#taken.add(this.#log.getWord(place));
    this.#left--;
    return this.at(place);
  }

  /** Where those are that still wait, and where their declarations start. */
  left(): { readonly starts: readonly number[]; readonly positions: readonly number[] } {
    const starts: number[] = [];
    const positions: number[] = [];
    const log = this.#log;
    for (let begin = this.#nobody + linkBytes; positions.length < this.#left; ) {
      const place = placeBehindLinks(begin, log.getWord(begin));
      if (!this.#taken.has(log.getWord(place))) {
        positions.push(place);
        starts.push(this.#instances.startAt(log, place + placeBytes));
      }
      begin = this.#instances.endOf(log, place + placeBytes);
    }
    return { starts, positions };
  }

  /** The instance at a place. */
  at(place: number): PendingInstance {
    return this.#instances.get(this.#log, place + placeBytes);
  }

  close(): void {
    this.#log.close();
    this.#lastLinks.close();
  }
}
