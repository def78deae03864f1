import { StringDecoder } from "node:string_decoder";
import { TemporaryFile } from "../source/temporary-file.ts";

/** So many characters wait in memory; what is more goes to a temporary file. */
export const heldInMemory = 1024 * 1024;

const pieceBytes = 65_536;

/** Lines that are made before it is their turn to be written, in memory that does not grow with them. */
export class HeldLines {
  readonly #name: string;
  #pending = "";
  #file: TemporaryFile | undefined;
  #fileLength = 0;

  /** `name`: whose lines they are, for messages. */
  constructor(name: string) {
    this.#name = name;
  }

  /**
   * `line`: without a line end in it.
   *
   * @throws {SourceError} with `temporary-file-failed`
   */
  add(line: string): void {
    this.#pending += `${line}\n`;
    if (this.#pending.length < heldInMemory) return;
    this.#file ??= new TemporaryFile(this.#name);
    const bytes = Buffer.from(this.#pending);
    this.#file.append(bytes);
    this.#fileLength += bytes.length;
    this.#pending = "";
  }

  /** The lines in their order, without their ends. */
  *[Symbol.iterator](): Generator<string> {
    let begun = "";
    for (const piece of this.#pieces()) {
      const lines = (begun + piece).split("\n");
      begun = lines.pop() as string;
      yield* lines;
    }
  }

  *#pieces(): Generator<string> {
    const decoder = new StringDecoder("utf8");
    const bytes = Buffer.allocUnsafe(this.#file === undefined ? 0 : pieceBytes);
    for (let position = 0; position < this.#fileLength; position += pieceBytes) {
      const length = (this.#file as TemporaryFile).read(bytes, position);
      yield decoder.write(bytes.subarray(0, length));
    }
    yield this.#pending;
  }

  close(): void {
    this.#file?.close();
  }
}
