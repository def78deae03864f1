import { fstatSync } from "node:fs";
import { resolve } from "node:path";
import { FileInput } from "./byte-input.ts";
import { ChunkedSource } from "./chunked-source.ts";
import { fileError } from "./file-error.ts";
import type { FileHost } from "./file-host.ts";
import { nodeFileHost } from "./node-file-host.ts";
import type { ReadableSource } from "./readable-source.ts";
import { sourceError } from "./source-error.ts";
import { StreamInput, type TextStream } from "./stream-input.ts";

/**
 * How many bytes are decoded at a time; see also {@link wholeFileSize}. With 64 KiB the tokens of a chunk die
 * young: lexing 1 GB took 16 to 17 s at a peak of 170 MB, with 1 MiB 22 s at 400 MB, with 4 MiB 34 s at 580 MB. Smaller
 * chunks gain nothing: 256 MB of instances are parsed in 5.5 to 6 s with 16, 32 and 64 KiB, at the same peak (Node 24).
 */
export const defaultChunkSize = 64 * 1024;

/**
 * A file of up to so many bytes comes as one chunk all the same: the parser takes it as a whole, while the end of a chunk in the
 * middle of a class has it parse that again. Three files of CIM 2.49 are longer than a chunk, which took 1% of its time.
 */
const wholeFileSize = 192 * 1024;

/** How a file is opened as text. */
export interface OpenSourceOptions {
  /** What people see in place of the path. */
  readonly name?: string;
  readonly host?: FileHost;
  /** In bytes. */
  readonly chunkSize?: number;
  /** The longest text that is kept to show places of it, in code units; of a longer one passages are read again. */
  readonly keptTextLimit?: number;
}

/**
 * Opens a file as text: UTF-8 with or without byte order mark, UTF-16 with one or evidently without, else Windows-1252.
 *
 * Errors: `file-not-found`, `file-not-readable`, `not-a-regular-file` and the others of {@link FileHost}; `binary-mof`,
 * `binary-file`, `unsupported-encoding`.
 *
 * @example
 * const source = await openSource("schema.mof");
 * for (let chunk = await source.nextChunk(); chunk !== undefined; chunk = await source.nextChunk()) {
 *   console.log(chunk.length);
 * }
 * source.close();
 */
export async function openSource(path: string, options: OpenSourceOptions = {}): Promise<ReadableSource> {
  return openFile(path, resolve(path), options);
}

/**
 * As {@link openSource}, at once: files are read without waiting.
 *
 * @param resolved the path, absolute
 */
export function openFile(path: string, resolved: string, options: OpenSourceOptions = {}): ReadableSource {
  const { name = path, host = nodeFileHost, chunkSize, keptTextLimit } = options;
  const sizes = chunkSize === undefined ? { chunkSize: defaultChunkSize, wholeSize: wholeFileSize } : { chunkSize };
  const kept = keptTextLimit === undefined ? undefined : { keptTextLimit };
  return new ChunkedSource(new FileInput(host, path), { name, path: resolved, ...sizes, ...kept }).startAtOnce();
}

/** How a stream is opened as text. */
export interface OpenStreamOptions {
  /** What people see in messages. Default: `<stream>`. */
  readonly name?: string;
  /** In bytes. */
  readonly chunkSize?: number;
  /** Ends the wait for what is still to come; its reason is thrown. */
  readonly signal?: AbortSignal;
}

/**
 * Opens a stream as text: bytes in the encodings of {@link openSource}, or text. What came through as UTF-8 before the first
 * byte that is not stays so; the chunk with that byte and all that follow are Windows-1252.
 *
 * All that arrives is kept to show lines of it, beyond 16 MiB in a temporary file: close the source when it is done with.
 *
 * Errors: those of the content, as in {@link openSource}; `file-read-failed` for what the system reports while the stream is
 * read, `temporary-file-failed`. Any other error of the stream is thrown as it is.
 *
 * @example
 * const response = await fetch(url);
 * const source = await openStream(response.body, { name: url });
 */
export async function openStream(stream: TextStream, options: OpenStreamOptions = {}): Promise<ReadableSource> {
  const { name = "<stream>", chunkSize = defaultChunkSize, signal } = options;
  // The bytes are kept by the input, so that keeping the text as well would store all twice.
  return new ChunkedSource(new StreamInput(name, stream, signal), { name, chunkSize, keptTextLimit: 0 }).start();
}

/** How standard input is opened as text. */
export interface OpenStandardInputOptions extends OpenStreamOptions {
  /** Absent: standard input of the process. */
  readonly stream?: AsyncIterable<Uint8Array>;
}

/**
 * Opens standard input as text, as {@link openStream} does, by the name `<stdin>`.
 *
 * Errors: `not-a-regular-file` for a folder, and those of {@link openStream}.
 */
export async function openStandardInput(options: OpenStandardInputOptions = {}): Promise<ReadableSource> {
  const { name = "<stdin>" } = options;
  return openStream(options.stream ?? standardInput(name), { ...options, name });
}

function standardInput(name: string): AsyncIterable<Uint8Array> {
  let isFolder: boolean;
  try {
    isFolder = fstatSync(0).isDirectory();
  } catch (error) {
    throw fileError(error, name);
  }
  // Node would read a folder as if it were empty.
  if (isFolder) throw sourceError("not-a-regular-file", { path: name, kind: "folder" });
  return process.stdin;
}
