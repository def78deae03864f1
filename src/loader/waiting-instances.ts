import type { Alias } from "../ast/nodes.ts";
import { foldName } from "../cim/names.ts";
import { ByteLog } from "./byte-log.ts";
import { KeptInstances, type PendingInstance } from "./kept-instances.ts";
import { NumberSet } from "./number-set.ts";
import { PositionTable } from "./position-table.ts";
import { TextHash } from "./text-hash.ts";

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

  readonly #byAlias = new Map<string, Waiting[]>();
  readonly #all = new Set<PendingInstance>();
  #others: WaitingLog | undefined;

  /** @param aliases at least one; a name may be there more than once */
  add(instance: PendingInstance, aliases: readonly Alias[]): void {
    // Behind the first that is outside come all others there, as those that wait for one alias have an order.
    if (this.#others || this.#all.size >= WaitingInstances.kept) {
      this.#others ??= new WaitingLog();
      this.#others.add(instance, keysOf(aliases));
      return;
    }
    const keys = keysOf(aliases);
    const waiting: Waiting = { instance, left: keys.length };
    this.#all.add(instance);
    for (const key of keys) {
      const others = this.#byAlias.get(key);
      if (others) others.push(waiting);
      else this.#byAlias.set(key, [waiting]);
    }
  }

  /**
   * Takes out the instances that waited for nothing but this alias any more, in the order in which they began to wait for
   * it. One that failed decides of an instance without the others. What several calls give has to be gone through in the order of
   * the calls.
   */
  take(alias: string, hasFailed: boolean): readonly Iterable<PendingInstance>[] {
    if (this.#all.size === 0 && this.#others === undefined) return nothing;
    const key = foldName(alias);
    const held = this.#byAlias.get(key);
    const others = this.#others?.take(key, hasFailed);
    if (held === undefined) return others === undefined ? nothing : [others];
    this.#byAlias.delete(key);
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

/** What a place has before the record. */
const bytesBeforeRecord = 24;

/** Where the place is of an instance whose links, and the number of them before these, begin at a position. */
function placeBehindLinks(begin: number, links: number): number {
  return begin + 8 + links * 16;
}

const nothing: readonly Iterable<PendingInstance>[] = [];

/** The folded names, each once. */
function keysOf(aliases: readonly Alias[]): readonly string[] {
  const [first] = aliases;
  if (first && aliases.length === 1) return [foldName(first.name)];
  return [...new Set(aliases.map(({ name }) => foldName(name)))];
}

/** The indexes of numbers in ascending order; `undefined` where they are in that order. */
function inOrder(numbers: readonly number[]): Uint32Array | undefined {
  if (numbers.every((number, index) => index === 0 || number >= (numbers[index - 1] as number))) return undefined;
  const order = Uint32Array.from(numbers, (_, index) => index);
  return order.sort((left, right) => (numbers[left] as number) - (numbers[right] as number) || left - right);
}

/**
 * Waiting instances in a file that has no name.
 *
 * Each has the number of its links, one for each alias that it waits for, and behind them its place: its own number, how many aliases
 * it waits for, where its declaration starts, and its record. A link is the position of the link before it for the same alias, and that
 * of the place. So a link is read together with the record behind it.
 */
class WaitingLog {
  readonly #log = new ByteLog("the instances that wait for aliases");
  /** A position where no link is. */
  readonly #nobody = this.#log.addNumber(0);
  /** The last link of each alias by the hash of its name. Where two share one, instances are woken too early, and wait again. */
  readonly #lastLinks = new PositionTable("the aliases that instances wait for");
  readonly #instances = new KeptInstances();
  readonly #hash = new TextHash();
  /** The numbers of those that wait no more. */
  readonly #taken = new NumberSet();
  #count = 0;
  #left = 0;

  add(instance: PendingInstance, keys: readonly string[]): void {
    const log = this.#log;
    const position = placeBehindLinks(log.end, keys.length);
    log.addNumber(keys.length);
    for (const key of keys) {
      this.#hash.begin(key);
      const { first } = this.#hash;
      const before = this.#lastLinks.get(first);
      const link = log.addNumber(before === 0 ? this.#nobody : before);
      log.addNumber(position);
      this.#lastLinks.set(first, link);
    }
    log.addNumber(this.#count++);
    log.addNumber(keys.length);
    log.addNumber(instance.declaration.start);
    log.addRecord(this.#instances.pack(instance));
    this.#left++;
  }

  take(key: string, hasFailed: boolean): Iterable<PendingInstance> | undefined {
    this.#hash.begin(key);
    const { first } = this.#hash;
    const last = this.#lastLinks.get(first);
    if (last === 0 || last === this.#nobody) return undefined;
    this.#lastLinks.set(first, this.#nobody);
    return this.#takeLinked(last, hasFailed);
  }

  *#takeLinked(last: number, hasFailed: boolean): Iterable<PendingInstance> {
    const log = this.#log;
    const positions: number[] = [];
    /** The last ones, in the opposite order, made while what was read with their links is at hand. */
    const read: PendingInstance[] = [];
    for (let link = last; link !== this.#nobody; link = log.getNumber(link)) {
      const position = log.getNumber(link + 8);
      const isRead = read.length < instancesReadAtOnce && positions.length === 0 && this.#waitsForOne(position);
      if (isRead) read.push(this.#take(position));
      else positions.push(position);
    }
    for (let index = positions.length - 1; index >= 0; index--) {
      const position = positions[index] as number;
      if (this.#taken.has(log.getNumber(position))) continue;
      if (!hasFailed && !this.#waitsForOne(position)) log.setNumber(position + 8, log.getNumber(position + 8) - 1);
      else yield this.#take(position);
    }
    yield* read.reverse();
  }

  /** Whether an instance, which still waits, waits for one alias and nobody else can take it. */
  #waitsForOne(position: number): boolean {
    return this.#log.getNumber(position + 8) === 1 && !this.#taken.has(this.#log.getNumber(position));
  }

  #take(position: number): PendingInstance {
    this.#taken.add(this.#log.getNumber(position));
    this.#left--;
    return this.at(position);
  }

  /** Where those are that still wait, and where their declarations start. */
  left(): { readonly starts: readonly number[]; readonly positions: readonly number[] } {
    const starts: number[] = [];
    const positions: number[] = [];
    const log = this.#log;
    for (let begin = this.#nobody + 8; positions.length < this.#left; ) {
      const position = placeBehindLinks(begin, log.getNumber(begin));
      if (!this.#taken.has(log.getNumber(position))) {
        positions.push(position);
        starts.push(log.getNumber(position + 16));
      }
      begin = log.endOfRecord(position + bytesBeforeRecord);
    }
    return { starts, positions };
  }

  /** The instance at a position. */
  at(position: number): PendingInstance {
    return this.#instances.unpack(this.#log.getRecord(position + bytesBeforeRecord));
  }

  close(): void {
    this.#log.close();
    this.#lastLinks.close();
  }
}
