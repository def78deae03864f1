import { type ParsedBatch, type ParseOptions, parseBatches } from "../parser/parse.ts";
import type { ReadableSource } from "../source/readable-source.ts";
import { SharedSource } from "./shared-source.ts";
import type { Slots } from "./slots.ts";
import type { SourceReader } from "./source-reader.ts";

/**
 * How many steps of a reading, each a source that is opened or a part of it that is parsed, the fastest load may be ahead of the
 * slowest. A part is parsed from 64 KiB of text, so what is kept for the slowest stays below some 20 MB.
 */
export const maximumLead = 16;

/** A step of the reading that all take: a source that was opened, or the next part of one. */
type Step =
  | { readonly key: string; readonly opened: Opened }
  | { readonly of: SharedSource; readonly batch: Promise<IteratorResult<ParsedBatch, unknown>> };

/** What became of opening a source: an error is for all who come to it. */
type Opened =
  | { readonly source: SharedSource; readonly error?: never }
  | { readonly source?: never; readonly error: unknown };

/**
 * One reading of sources for several loads of the same inputs: each file is opened, read and parsed once, by whoever comes to it
 * first, and its declarations are kept until the last of them has taken them. One that is {@link maximumLead} steps ahead waits for
 * the slowest; one that ends, for whatever reason, leaves and holds nobody back.
 *
 * The loads must be alike in what decides which text is read and how: inputs, include folders and root, host, dialect. One that comes
 * to another source all the same, as the file system has changed meanwhile, reads by itself from there on.
 */
export class SharedParse {
  readonly #seats = new Set<SharedParseSeat>();
  /** By their numbers, from 0; those that all have taken are gone. */
  readonly #steps = new Map<number, Step>();
  readonly #batches = new Map<SharedSource, AsyncIterator<ParsedBatch>>();
  /** The number of the first step that is kept. */
  #floor = 0;
  #moved = Promise.withResolvers<void>();
  /** That is being opened. */
  #stream: Promise<Opened> | undefined;

  /**
   * A place for one more load, which is waited for from now on: every load takes its place before the first begins.
   *
   * @param slots the places for those that work at the same time; one that waits for others lends its own to them
   */
  join(slots?: Slots): SharedParseSeat {
    if (this.#steps.size > 0 || this.#floor > 0) throw new Error("the reading has begun");
    const seat = new SharedParseSeat(this, slots);
    this.#seats.add(seat);
    return seat;
  }

  /** Resolves when the slowest load has moved on; `undefined` where a load need not wait for that. */
  waitFor(position: number): Promise<void> | undefined {
    return position - this.#floor < maximumLead ? undefined : this.#moved.promise;
  }

  /** Takes note that a load has moved on or left, and forgets what nobody waits for any more. */
  move(): void {
    const floor = Math.min(...[...this.#seats].map(({ position }) => position));
    if (floor <= this.#floor) return;
    const end = Math.min(floor, this.#floor + this.#steps.size);
    for (let number = this.#floor; number < end; number++) {
      const step = this.#steps.get(number);
      this.#steps.delete(number);
      // That it could not be opened is told by those who asked.
      if (step && "key" in step) step.opened.source?.close();
    }
    this.#floor = floor;
    this.#moved.resolve();
    this.#moved = Promise.withResolvers<void>();
  }

  leave(seat: SharedParseSeat): void {
    this.#seats.delete(seat);
    this.move();
  }

  /** What became of opening a source at a step, for one more load; `undefined` where that step is another one. */
  opening(number: number, key: string, open: () => ReadableSource): Opened | undefined {
    const step = this.#steps.get(number) ?? this.#keep(number, { key, opened: attempt(open) });
    return "key" in step && step.key === key ? step.opened : undefined;
  }

  /** As {@link opening}, of what has to be waited for: whoever comes meanwhile waits for the same. */
  async openingStream(number: number, key: string, open: () => Promise<ReadableSource>): Promise<Opened | undefined> {
    if (!this.#steps.has(number)) {
      this.#stream ??= open().then(
        (source) => ({ source: new SharedSource(source) }),
        (error: unknown) => ({ error }),
      );
      const opened = await this.#stream;
      if (!this.#steps.has(number)) this.#keep(number, { key, opened });
      this.#stream = undefined;
    }
    const step = this.#steps.get(number) as Step;
    return "key" in step && step.key === key ? step.opened : undefined;
  }

  /** The part that is parsed at a step; `undefined` where that step is another one. */
  parsing(
    number: number,
    source: SharedSource,
    options: ParseOptions,
  ): Promise<IteratorResult<ParsedBatch, unknown>> | undefined {
    let step = this.#steps.get(number);
    if (!step) {
      let batches = this.#batches.get(source);
      if (!batches) {
        batches = parseBatches(source, options)[Symbol.asyncIterator]();
        this.#batches.set(source, batches);
      }
      const batch = batches.next();
      step = this.#keep(number, { of: source, batch });
      // What it holds of the text goes at its end, be it an error, and not with the source, which some may keep open.
      const forget = () => this.#batches.delete(source);
      void batch.then(({ done }) => done && forget(), forget);
    }
    return "of" in step && step.of === source ? step.batch : undefined;
  }

  #keep<Kept extends Step>(number: number, step: Kept): Kept {
    this.#steps.set(number, step);
    return step;
  }
}

function attempt(open: () => ReadableSource): Opened {
  try {
    return { source: new SharedSource(open()) };
  } catch (error) {
    return { error };
  }
}

/** The place of one load in a {@link SharedParse}. */
export class SharedParseSeat implements SourceReader {
  readonly #shared: SharedParse;
  readonly #slots: Slots | undefined;
  /** How many parts of each source were taken. */
  readonly #taken = new WeakMap<ReadableSource, number>();
  #position = 0;
  #isApart = false;

  constructor(shared: SharedParse, slots: Slots | undefined) {
    this.#shared = shared;
    this.#slots = slots;
  }

  /** How many steps were taken; the same number is the same place of the text for all. */
  get position(): number {
    return this.#position;
  }

  /** Whether the load waits for a slower one. */
  isWaiting = false;

  open(key: string, open: () => ReadableSource): ReadableSource {
    const opened = this.#isApart ? undefined : this.#shared.opening(this.#position, key, open);
    return opened ? this.#take(opened) : this.#openApart(open);
  }

  async openStream(key: string, open: () => Promise<ReadableSource>): Promise<ReadableSource> {
    const opened = this.#isApart ? undefined : await this.#shared.openingStream(this.#position, key, open);
    return opened ? this.#take(opened) : this.#openApart(open);
  }

  #take({ source, error }: Opened): ReadableSource {
    // Before the step is taken, which may be what closes it.
    source?.lend();
    this.#step();
    if (!source) throw error;
    this.#taken.set(source, 0);
    return source;
  }

  #openApart<Source>(open: () => Source): Source {
    this.leave();
    return open();
  }

  async *batches(source: ReadableSource, options: ParseOptions): AsyncIterable<ParsedBatch> {
    for (;;) {
      await this.#wait();
      const isShared = !this.#isApart && source instanceof SharedSource;
      const parsing = isShared ? this.#shared.parsing(this.#position, source, options) : undefined;
      if (!parsing) {
        this.leave();
        yield* restOf(source, options, this.#taken.get(source));
        return;
      }
      let result: IteratorResult<ParsedBatch, unknown>;
      try {
        result = await parsing;
      } finally {
        this.#taken.set(source, (this.#taken.get(source) ?? 0) + 1);
        this.#step();
      }
      if (result.done) return;
      yield result.value;
    }
  }

  /** Takes no more; what is open can be read on. */
  leave(): void {
    this.#isApart = true;
    this.#shared.leave(this);
  }

  #step(): void {
    this.#position++;
    this.#shared.move();
  }

  async #wait(): Promise<void> {
    for (;;) {
      const slower = this.#isApart ? undefined : this.#shared.waitFor(this.#position);
      if (!slower) return;
      this.isWaiting = true;
      await (this.#slots ? this.#slots.yieldDuring(slower) : slower);
      this.isWaiting = false;
    }
  }
}

/** What a source declares behind the parts that were taken of it by a reading that is shared. */
async function* restOf(source: ReadableSource, options: ParseOptions, taken?: number): AsyncIterable<ParsedBatch> {
  if (taken === undefined) {
    yield* parseBatches(source, options);
    return;
  }
  const own = await source.again();
  try {
    let skipped = 0;
    for await (const batch of parseBatches(own, options)) if (skipped++ >= taken) yield batch;
  } finally {
    own.close();
  }
}
