import { TemporaryFile } from "../source/temporary-file.ts";
import { PlainData } from "./plain-data.ts";

/** So much is read at a place of the file: a short record with what stands before it. A call takes 1.5 to 2 µs. */
const readBytes = 512;

/** So much is read where the reading goes on behind what was read before. */
const readOnBytes = 2 ** 16;

const numberBytes = 8;

/**
 * Numbers, and records of plain data, behind each other: the last ones in 1 MiB of memory, all others in a file that has no name. What is
 * added costs no call of the system, and what is looked up one. The first position is not 0, so that 0 can stand for none.
 */
export class ByteLog {
  /** So much of the end stays in memory, and is written into the file together. */
  static blockBytes = 2 ** 20;

  readonly #blockBytes = ByteLog.blockBytes;
  readonly #name: string;
  readonly #data = new PlainData();
  #file: TemporaryFile | undefined;
  /** What is behind all that is in the file. */
  #block = Buffer.allocUnsafeSlow(this.#blockBytes);
  #blockStart = numberBytes;
  #end = numberBytes;
  /** What was read of the file last. */
  #window: Buffer = Buffer.alloc(0);
  #windowStart = 0;
  #windowEnd = 0;
  /** Where the bytes are that were looked up last. */
  #found: Buffer = this.#block;

  /** @param name what the bytes hold, for messages */
  constructor(name: string) {
    this.#name = name;
  }

  /** Where what is added next begins, a multiple of 8. */
  get end(): number {
    return this.#end;
  }

  /** Where the first begins that was added. */
  get start(): number {
    return numberBytes;
  }

  /** Adds a number, and gives its position. Errors: `temporary-file-failed`. */
  addNumber(number: number): number {
    this.#makeRoom(numberBytes);
    const position = this.#end;
    this.#block.writeDoubleLE(number, position - this.#blockStart);
    this.#end += numberBytes;
    return position;
  }

  /** The number at a position. Errors: `temporary-file-failed`. */
  getNumber(position: number): number {
    const start = this.#find(position, numberBytes);
    return this.#found.readDoubleLE(start);
  }

  /** Puts another number at the position of one. Errors: `temporary-file-failed`. */
  setNumber(position: number, number: number): void {
    if (position >= this.#blockStart) {
      this.#block.writeDoubleLE(number, position - this.#blockStart);
      return;
    }
    const bytes = Buffer.allocUnsafe(numberBytes);
    bytes.writeDoubleLE(number);
    this.#file?.write(bytes, position);
    this.#windowEnd = this.#windowStart;
  }

  /**
   * Adds a record, which {@link getRecord} gives with everything that it is made of, and gives its position. Errors:
   * `temporary-file-failed`.
   */
  addRecord(record: unknown): number {
    const bytes = this.#data.encode(record);
    const taken = Math.ceil(bytes.length / numberBytes) * numberBytes;
    const position = this.addNumber(bytes.length);
    if (taken > this.#blockBytes) {
      this.#writeBlock();
      this.#file?.write(bytes, this.#end);
      this.#blockStart += taken;
    } else {
      this.#makeRoom(taken);
      this.#block.set(bytes, this.#end - this.#blockStart);
    }
    this.#end += taken;
    return position;
  }

  /** The record at a position, anew each time. Errors: `temporary-file-failed`. */
  getRecord(position: number): unknown {
    const start = this.#find(position + numberBytes, this.getNumber(position));
    return this.#data.decode(this.#found, start);
  }

  /** Where what comes behind a record begins. Errors: `temporary-file-failed`. */
  endOfRecord(position: number): number {
    return position + numberBytes + Math.ceil(this.getNumber(position) / numberBytes) * numberBytes;
  }

  /** Gives up the file. */
  close(): void {
    this.#file?.close();
    this.#file = undefined;
  }

  #makeRoom(length: number): void {
    if (this.#end + length - this.#blockStart > this.#blockBytes) this.#writeBlock();
  }

  #writeBlock(): void {
    this.#file ??= new TemporaryFile(this.#name);
    this.#file.write(this.#block.subarray(0, this.#end - this.#blockStart), this.#blockStart);
    this.#blockStart = this.#end;
  }

  /** Looks bytes up, and gives where they begin in what has them. */
  #find(position: number, length: number): number {
    if (position >= this.#blockStart) {
      this.#found = this.#block;
      return position - this.#blockStart;
    }
    const isRead = position >= this.#windowStart && position + length <= this.#windowEnd;
    if (!isRead) this.#readAt(position, length);
    this.#found = this.#window;
    return position - this.#windowStart;
  }

  #readAt(position: number, length: number): void {
    const isNext = position >= this.#windowStart && position <= this.#windowEnd && this.#windowEnd > this.#windowStart;
    const wanted = Math.max(length, isNext ? readOnBytes : readBytes);
    if (wanted > this.#window.length) this.#window = Buffer.allocUnsafeSlow(Math.max(wanted, readOnBytes));
    this.#windowStart = position;
    const bytes = this.#window.subarray(0, Math.min(wanted, this.#blockStart - position));
    this.#windowEnd = position + (this.#file?.read(bytes, position) ?? 0);
  }
}
