import { TemporaryFile } from "../source/temporary-file.ts";

/** So much is read at a place of the file: a short record with what stands before it. A call takes 1.3 µs. */
const readBytes = 512;

/** So much is read where the reading goes on behind what was read before. */
const readOnBytes = 2 ** 16;

/** What is added begins at a multiple of it, so that 32 bits of a position in such units reach through 32 GiB. */
export const positionUnit = 8;

/**
 * Bytes behind each other: the last ones in memory, all others in a file that has no name. What is added costs no call of the system, and
 * what is looked up at most one. The first position is not 0, so that 0 can stand for none.
 *
 * Who adds or looks up bytes gets their offset in {@link ByteLog.bytes}, which holds until the next call.
 */
export class ByteLog {
  /** So much of the end stays in memory. With 32 MiB for the records of a million aliases a load took 30 to 60 MiB more. */
  static blockBytes = 2 ** 20;

  /** Where the bytes are that were added or looked up last. */
  bytes: Buffer = Buffer.alloc(0);
  readonly #blockBytes = ByteLog.blockBytes;
  readonly #name: string;
  #file: TemporaryFile | undefined;
  /** Up to where all is in the file. */
  #fileEnd = positionUnit;
  /** The end, of which some is in the file too: so what was added is there or here as a whole. */
  #block = Buffer.allocUnsafeSlow(this.#blockBytes);
  #blockStart = positionUnit;
  #end = positionUnit;
  /** What was read of the file last. */
  #window = Buffer.alloc(0);
  #windowStart = 0;
  #windowEnd = 0;

  /** @param name what the bytes hold, for messages */
  constructor(name: string) {
    this.#name = name;
  }

  /** Where what is added next begins. */
  get end(): number {
    return this.#end;
  }

  /** Where the first begins that was added. */
  get start(): number {
    return positionUnit;
  }

  /** Adds bytes, for the caller to write them all at the offset that it gets. Errors: `temporary-file-failed`. */
  add(length: number): number {
    const taken = inUnits(length);
    if (this.#end + taken - this.#blockStart > this.#block.length) this.#makeRoom(taken);
    const offset = this.#end - this.#blockStart;
    this.#end += taken;
    this.bytes = this.#block;
    return offset;
  }

  /** Looks bytes up, and gives their offset. Errors: `temporary-file-failed`. */
  find(position: number, length: number): number {
    if (position >= this.#blockStart) {
      this.bytes = this.#block;
      return position - this.#blockStart;
    }
    const isRead = position >= this.#windowStart && position + length <= this.#windowEnd;
    if (!isRead) this.#readAt(position, length);
    this.bytes = this.#window;
    return position - this.#windowStart;
  }

  /** The 32 bits at a position. Errors: `temporary-file-failed`. */
  getWord(position: number): number {
    const offset = this.find(position, 4);
    return this.bytes.readUInt32LE(offset);
  }

  /** Writes 32 bits over those at a position. Errors: `temporary-file-failed`. */
  setWord(position: number, word: number): void {
    if (position >= this.#blockStart) this.#block.writeUInt32LE(word, position - this.#blockStart);
    if (position >= this.#fileEnd) return;
    const bytes = Buffer.allocUnsafe(4);
    bytes.writeUInt32LE(word);
    this.#file?.write(bytes, position);
    this.#windowEnd = this.#windowStart;
  }

  /** Gives up the file. */
  close(): void {
    this.#file?.close();
    this.#file = undefined;
  }

  /** Writes into the file what is not there yet, and leaves a fourth of the block for what comes, or more where that is longer. */
  #makeRoom(length: number): void {
    const held = this.#end - this.#blockStart;
    const leaving = Math.min(held, Math.max(length, inUnits(this.#blockBytes / 4)));
    this.#file ??= new TemporaryFile(this.#name);
    this.#file.write(this.#block.subarray(this.#fileEnd - this.#blockStart, held), this.#fileEnd);
    this.#fileEnd = this.#end;
    const before = this.#block;
    const needed = Math.max(this.#blockBytes, held - leaving + length);
    if (before.length !== needed) this.#block = Buffer.allocUnsafeSlow(needed);
    before.copy(this.#block, 0, leaving, held);
    this.#blockStart += leaving;
  }

  #readAt(position: number, length: number): void {
    const isNext = position >= this.#windowStart && position <= this.#windowEnd && this.#windowEnd > this.#windowStart;
    const wanted = Math.max(length, isNext ? readOnBytes : readBytes);
    if (wanted > this.#window.length) this.#window = Buffer.allocUnsafeSlow(Math.max(wanted, readOnBytes));
    this.#windowStart = position;
    const bytes = this.#window.subarray(0, Math.min(wanted, this.#fileEnd - position));
    this.#windowEnd = position + (this.#file?.read(bytes, position) ?? 0);
  }
}

/** A length up to the next multiple of {@link positionUnit}. */
export function inUnits(length: number): number {
  return Math.ceil(length / positionUnit) * positionUnit;
}
