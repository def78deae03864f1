import { closeSync, openSync, readSync, unlinkSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { reasonOf } from "./file-error.ts";
import { sourceError } from "./source-error.ts";

/**
 * A file without a name: it is removed from its folder as soon as it is open, so nothing of it stays behind, however the
 * process ends. Errors: `temporary-file-failed`.
 */
export class TemporaryFile {
  private readonly name: string;
  private readonly folder: string;
  private readonly descriptor: number;
  private length = 0;

  /** @param name whose content the file holds, for messages. */
  constructor(name: string) {
    this.name = name;
    this.folder = tmpdir();
    // The flag `x` refuses a file that exists, so nobody can slip us theirs by guessing the name.
    const path = join(this.folder, `mofkit-${process.pid}-${performance.now()}`);
    this.descriptor = this.attempt(() => {
      const descriptor = openSync(path, "wx+", 0o600);
      unlinkSync(path);
      return descriptor;
    });
  }

  append(bytes: Uint8Array): void {
    this.write(bytes, this.length);
  }

  /** Writes over what is there from byte `position` on; between the end so far and a position behind it are zeros. */
  write(bytes: Uint8Array, position: number): void {
    this.attempt(() => {
      let written = 0;
      while (written < bytes.length) {
        written += writeSync(this.descriptor, bytes, written, bytes.length - written, position + written);
      }
    });
    this.length = Math.max(this.length, position + bytes.length);
  }

  /** Fills `target` from byte `position` on; fewer bytes only where the file ends. */
  read(target: Uint8Array, position: number): number {
    return this.attempt(() => {
      let total = 0;
      while (total < target.length) {
        const count = readSync(this.descriptor, target, total, target.length - total, position + total);
        if (count === 0) break;
        total += count;
      }
      return total;
    });
  }

  close(): void {
    closeSync(this.descriptor);
  }

  private attempt<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      const { name, folder } = this;
      throw sourceError("temporary-file-failed", { name, folder, reason: reasonOf(error) }, error);
    }
  }
}
