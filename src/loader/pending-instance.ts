import type { Alias, InstanceDeclaration, StructureValueDeclaration } from "../ast/nodes.ts";
import { foldName } from "../cim/names.ts";
import type { LoweringScope } from "./lowering.ts";
import { Numbered } from "./numbered.ts";
import { PagedBytes } from "./paged-bytes.ts";
import { PagedTable } from "./paged-table.ts";
import { TextHash } from "./text-hash.ts";

/** An instance declaration with what applied at its place, for when it can be put only later. */
export interface PendingInstance {
  readonly declaration: InstanceDeclaration | StructureValueDeclaration;
  readonly scope: LoweringScope;
  readonly flags: number;
  /** The id of what it declares itself as; absent without `as $Name`. */
  readonly alias: number | undefined;
  /** The aliases it lacked when it was last lowered. */
  missing: readonly Alias[];
}

/** An instance, and how many aliases it still waits for; 0: it waits no more. */
interface Waiting {
  readonly instance: PendingInstance;
  left: number;
}

/** Instances that wait for aliases, each until all that it waits for have come. */
export class WaitingInstances {
  /** So many are on the heap before others are kept outside of memory. */
  static kept = 10_000;

  readonly #byAlias = new Map<string, Waiting[]>();
  readonly #all = new Set<PendingInstance>();
  #others: PagedWaitingInstances | undefined;

  /** @param aliases at least one; a name may be there more than once */
  add(instance: PendingInstance, aliases: readonly Alias[]): void {
    const keys = new Set(aliases.map(({ name }) => foldName(name)));
    // Behind the first that is outside come all others there, as those that wait for one alias have an order.
    if (this.#others || this.#all.size >= WaitingInstances.kept) {
      this.#others ??= new PagedWaitingInstances();
      this.#others.add(instance, keys);
      return;
    }
    const waiting: Waiting = { instance, left: keys.size };
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
    const key = foldName(alias);
    const taken: Iterable<PendingInstance>[] = [];
    const held = this.#byAlias.get(key);
    if (held) {
      this.#byAlias.delete(key);
      taken.push(this.#takeHeld(held, hasFailed));
    }
    const others = this.#others?.take(key, hasFailed);
    if (others) taken.push(others);
    return taken;
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

  /** Takes out all that are left, those of one source in the order of the text. */
  takeAll(): readonly PendingInstance[] {
    const all = [...this.#all, ...(this.#others?.takeAll() ?? [])];
    this.#all.clear();
    this.#byAlias.clear();
    this.close();
    return all.sort((left, right) => left.declaration.start - right.declaration.start);
  }

  /** Gives up what is kept outside of memory. */
  close(): void {
    this.#others?.close();
    this.#others = undefined;
  }
}

/** So many pages of the aliases stay in memory: 4 MiB. */
const keptPagesOfAliases = 1024;

/** A number of the table that says that nothing waits any more. */
const nobody = -1;

/** An instance outside of memory, with a number in place of its scope. */
type PendingRecord = Omit<PendingInstance, "scope"> & { readonly scope: number };

/**
 * Waiting instances in files that have no names, with the same methods.
 *
 * Each has how many aliases it waits for, how many links follow, its links, and its record. There is a link for each alias: the
 * position of the next link for the same alias, after the last one that of the first, and that of the instance.
 */
class PagedWaitingInstances {
  readonly #bytes = new PagedBytes("the instances that wait for aliases");
  /** The last link of each alias by the hash of its name. Where two share one, instances are woken too early, and wait again. */
  readonly #lastLinks = new PagedTable("the aliases that instances wait for", keptPagesOfAliases);
  readonly #scopes = new Numbered<LoweringScope>();
  readonly #hash = new TextHash();

  add(instance: PendingInstance, keys: ReadonlySet<string>): void {
    const position = this.#bytes.addNumbers(2 + 2 * keys.size);
    this.#bytes.setNumber(position, keys.size);
    this.#bytes.setNumber(position + 8, keys.size);
    let link = position + 16;
    for (const key of keys) {
      this.#hash.begin(key);
      const { first, second } = this.#hash;
      const last = this.#lastLinks.get(first, second);
      this.#bytes.setNumber(link + 8, position);
      if (last > 0) {
        this.#bytes.setNumber(link, this.#bytes.getNumber(last));
        this.#bytes.setNumber(last, link);
      } else {
        this.#bytes.setNumber(link, link);
      }
      this.#lastLinks.set(first, second, link);
      link += 16;
    }
    const record: PendingRecord = { ...instance, scope: this.#scopes.numberOf(instance.scope) };
    this.#bytes.addRecord(record);
  }

  take(key: string, hasFailed: boolean): Iterable<PendingInstance> | undefined {
    this.#hash.begin(key);
    const { first, second } = this.#hash;
    const last = this.#lastLinks.get(first, second);
    if (last <= 0) return undefined;
    this.#lastLinks.set(first, second, nobody);
    return this.#takeLinked(last, hasFailed);
  }

  *#takeLinked(last: number, hasFailed: boolean): Iterable<PendingInstance> {
    for (let link = last; ; ) {
      link = this.#bytes.getNumber(link);
      const position = this.#bytes.getNumber(link + 8);
      const left = this.#bytes.getNumber(position);
      if (left > 0) {
        this.#bytes.setNumber(position, hasFailed ? 0 : left - 1);
        if (hasFailed || left === 1) yield this.#read(position);
      }
      if (link === last) return;
    }
  }

  *takeAll(): Iterable<PendingInstance> {
    for (let position = 0; position < this.#bytes.end; ) {
      if (this.#bytes.getNumber(position) > 0) yield this.#read(position);
      position = this.#bytes.endOfRecord(this.#recordOf(position));
    }
  }

  close(): void {
    this.#bytes.close();
    this.#lastLinks.close();
  }

  #recordOf(position: number): number {
    return position + 16 + this.#bytes.getNumber(position + 8) * 16;
  }

  #read(position: number): PendingInstance {
    const record = this.#bytes.getRecord(this.#recordOf(position)) as PendingRecord;
    return { ...record, scope: this.#scopes.at(record.scope) };
  }
}
