import { isAscii, isUtf8 } from "node:buffer";
import type { ByteInput } from "./byte-input.ts";
import { boundaryLookahead, chunkBoundary } from "./chunk-boundary.ts";
import { decode } from "./decode.ts";
import { type Encoding, isUtf16 } from "./encoding.ts";
import { firstMalformedUtf8, firstMalformedUtf16 } from "./malformed.ts";
import type { EncodingProblem, ReadableSource } from "./readable-source.ts";
import { SegmentedText } from "./segmented-text.ts";
import { firstNul, signatureLength, signatureOf } from "./signature.ts";
import { sourceError } from "./source-error.ts";
import type { Position, SourceLine } from "./types.ts";

export interface ChunkedSourceOptions {
  readonly name: string;
  readonly path?: string;
  /** In bytes, at least 1. */
  readonly chunkSize: number;
  /** An input that is known to have up to so many bytes comes as one chunk. Absent: only up to the size of a chunk. */
  readonly wholeSize?: number;
  /** In code units; absent: the usual limit of {@link SegmentedText}. */
  readonly keptTextLimit?: number;
}

/** Bytes that are read beyond the wanted end of a chunk: the longest byte order mark and what shows where to cut. */
const readAhead = 3 + boundaryLookahead;

/** Text of a {@link ByteInput}, decoded chunk by chunk. Call `start` first. */
export class ChunkedSource implements ReadableSource {
  readonly name: string;
  declare readonly path?: string;
  encoding: Encoding = "utf-8";
  private readonly input: ByteInput;
  private readonly options: ChunkedSourceOptions;
  private readonly chunkSize: number;
  private readonly text: SegmentedText;
  /** Of each chunk: where its bytes start and how they were decoded. */
  private readonly byteStarts: number[] = [];
  private readonly encodings: Encoding[] = [];
  private nextByte = 0;
  private ended = false;
  /** Whether `encoding` holds to the end whatever bytes follow. */
  private decided = false;
  private problem: EncodingProblem | undefined;
  /** The first chunk until it is asked for; it was read to recognise the encoding. */
  private first: string | undefined;

  constructor(input: ByteInput, options: ChunkedSourceOptions) {
    this.name = options.name;
    if (options.path !== undefined) this.path = options.path;
    this.input = input;
    this.options = options;
    this.chunkSize = options.chunkSize;
    this.text = new SegmentedText((chunk) => this.decodeAgain(chunk), options.keptTextLimit);
  }

  get length(): number {
    return this.text.length;
  }

  get bytes(): number {
    return this.nextByte;
  }

  get encodingProblem(): EncodingProblem | undefined {
    return this.problem !== undefined && this.problem.offset < this.length ? this.problem : undefined;
  }

  /** Recognises the encoding and reads the first chunk. Errors: `binary-mof`, `binary-file`, `unsupported-encoding`. */
  async start(): Promise<this> {
    const { input } = this;
    if (input.arrive === undefined) return this.startAtOnce();
    try {
      this.first = await this.readOn();
      return this;
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** As {@link start}, of an input that can be read at any time. */
  startAtOnce(): this {
    try {
      this.first = this.readAtOnce();
      return this;
    } catch (error) {
      this.close();
      throw error;
    }
  }

  takeWhole(longest: number): string | undefined {
    const { first } = this;
    if (!this.ended || first === undefined || first.length > longest) return undefined;
    this.first = undefined;
    return first;
  }

  async nextChunk(): Promise<string | undefined> {
    const { first } = this;
    this.first = undefined;
    return first ?? this.readOn();
  }

  async again(): Promise<ReadableSource> {
    // Chunks of the same size, because the encoding of a stream is recognised by chunks.
    return new ChunkedSource(lent(this.input), { ...this.options, keptTextLimit: 0 }).start();
  }

  locate(offset: number): Position {
    return this.text.locate(offset);
  }

  line(offset: number, width: number): SourceLine {
    return this.text.line(offset, width);
  }

  close(): void {
    this.ended = true;
    this.first = undefined;
    this.input.close();
    // A run knows all its sources to its end, for messages that name a second place. What a stream gave may be gone.
    if (this.input.arrive === undefined) this.text.release();
  }

  private async readOn(): Promise<string | undefined> {
    const { input } = this;
    if (input.arrive === undefined) return this.readAtOnce();
    while (!this.ended) {
      await input.arrive(this.nextByte + this.wanted);
      const text = this.readChunk();
      if (text !== "") return text;
    }
    return undefined;
  }

  private readAtOnce(): string | undefined {
    while (!this.ended) {
      const text = this.readChunk();
      if (text !== "") return text;
    }
    return undefined;
  }

  /** How many bytes are read for the next chunk. */
  private get wanted(): number {
    return readAhead + (this.nextByte === 0 ? Math.max(this.nextSize, signatureLength) : this.nextSize);
  }

  /** The size of the next chunk. */
  private get nextSize(): number {
    const { size = 0 } = this.input;
    const { wholeSize = 0 } = this.options;
    return this.nextByte === 0 && size <= wholeSize ? Math.max(size, this.chunkSize) : this.chunkSize;
  }

  private readChunk(): string {
    const buffer = sharedBuffer(this.wanted);
    const count = this.input.read(buffer, this.nextByte);
    return this.takeChunk(buffer.subarray(0, count), count < buffer.length);
  }

  /** Decodes and records one chunk from the beginning of `bytes`. */
  private takeChunk(bytes: Buffer, isAll: boolean): string {
    const mark = this.nextByte === 0 ? this.recognise(bytes) : 0;
    const rest = mark === 0 ? bytes : bytes.subarray(mark);
    const end = chunkBoundary(rest, this.nextSize, this.encoding);
    const chunk = end === rest.length ? rest : rest.subarray(0, end);
    const start = this.nextByte + mark;
    const isPlain = this.encoding === "utf-8" && isAscii(chunk);
    if (!this.decided && !isPlain) this.decide(chunk, start);
    const text = isPlain ? chunk.toString("latin1") : decode(chunk, this.encoding);
    if (!isPlain && this.problem === undefined && text.includes("\ufffd")) this.noteMalformed(chunk, start);

    this.nextByte = start + chunk.length;
    if (isAll && chunk.length === rest.length) {
      this.ended = true;
      this.input.end();
    }
    if (text !== "") {
      this.byteStarts.push(start);
      this.encodings.push(this.encoding);
      this.text.append(text);
    }
    return text;
  }

  /** Sets the encoding by the first bytes and returns the length of the byte order mark. */
  private recognise(bytes: Buffer): number {
    const path = this.name;
    const { encoding, markLength } = signatureOf(bytes);
    if (encoding === "binary-mof") throw sourceError("binary-mof", { path });
    if (encoding === "utf-32") throw sourceError("unsupported-encoding", { path, encoding: "UTF-32" });
    const nul = firstNul(bytes, encoding);
    if (nul >= 0) throw sourceError("binary-file", { path, byteOffset: nul });
    this.encoding = encoding;
    this.decided = markLength > 0 || encoding !== "utf-8";
    if (encoding !== "utf-8" && markLength === 0) {
      this.problem = {
        code: "utf-16-without-mark",
        parameters: { encoding: encoding === "utf-16le" ? "UTF-16LE" : "UTF-16BE" },
        offset: 0,
      };
    }
    return markLength;
  }

  /**
   * Tells UTF-8 and Windows-1252 apart at the first chunk that is not ASCII. A file is looked through to its end, a stream
   * chunk by chunk.
   */
  private decide(chunk: Buffer, start: number): void {
    const isFile = this.input.arrive === undefined;
    const malformed = malformedByte(chunk, start) ?? (isFile ? this.malformedFrom(start + chunk.length) : undefined);
    this.decided = isFile || malformed !== undefined;
    if (malformed === undefined) return;
    this.encoding = "windows-1252";
    // Windows-1252 has one code unit for each byte, as has the ASCII before it.
    const offset = this.length + malformed.byteOffset - start;
    this.problem = { code: "windows-1252-assumed", parameters: malformed, offset };
  }

  /** The first byte that is no UTF-8 from byte `position` on, where a character begins. */
  private malformedFrom(position: number): MalformedByte | undefined {
    const buffer = Buffer.allocUnsafe(this.chunkSize + boundaryLookahead);
    let start = position;
    for (;;) {
      const bytes = buffer.subarray(0, this.input.read(buffer, start));
      const chunk = bytes.subarray(0, chunkBoundary(bytes, this.chunkSize, "utf-8"));
      const malformed = malformedByte(chunk, start);
      if (malformed !== undefined || chunk.length === 0) return malformed;
      start += chunk.length;
    }
  }

  /** Remembers where the first U+FFFD of a chunk stands that takes the place of malformed bytes, if there is one. */
  private noteMalformed(chunk: Buffer, start: number): void {
    const { encoding } = this;
    if (isUtf16(encoding)) {
      const index = firstMalformedUtf16(chunk, encoding);
      if (index < 0) return;
      const parameters = { byteOffset: start + index };
      this.problem = { code: "malformed-utf-16", parameters, offset: this.length + index / 2 };
    } else if (encoding === "utf-8") {
      const malformed = malformedByte(chunk, start);
      if (malformed === undefined) return;
      const before = decode(chunk.subarray(0, malformed.byteOffset - start), encoding);
      this.problem = { code: "malformed-utf-8", parameters: malformed, offset: this.length + before.length };
    }
  }

  private decodeAgain(chunk: number): string {
    const start = this.byteStarts[chunk] as number;
    const buffer = Buffer.allocUnsafe((this.byteStarts[chunk + 1] ?? this.nextByte) - start);
    const count = this.input.read(buffer, start);
    return decode(buffer.subarray(0, count), this.encodings[chunk] as Encoding);
  }
}

/** An input that another source owns, which ends and closes it. */
function lent(input: ByteInput): ByteInput {
  return {
    size: input.size,
    ...(input.arrive !== undefined && { arrive: (end: number) => input.arrive?.(end) ?? Promise.resolve() }),
    read: (target, position) => input.read(target, position),
    end() {},
    close() {},
  };
}

let shared = Buffer.alloc(0);

/**
 * One buffer for all sources, because a new one for each would cost more than reading a small file does. What is read into
 * it is decoded at once.
 */
function sharedBuffer(length: number): Buffer {
  if (shared.length < length) shared = Buffer.allocUnsafeSlow(length);
  return shared.length === length ? shared : shared.subarray(0, length);
}

/** A byte that is no UTF-8, as messages show it, and where it stands. */
interface MalformedByte extends Record<string, string | number> {
  readonly byte: string;
  readonly byteOffset: number;
}

/** The first byte of a chunk that is no UTF-8; `start` is where the chunk begins. */
function malformedByte(chunk: Buffer, start: number): MalformedByte | undefined {
  if (isUtf8(chunk)) return undefined;
  const index = firstMalformedUtf8(chunk);
  const byte = `0x${(chunk[index] as number).toString(16).toUpperCase()}`;
  return { byte, byteOffset: start + index };
}
