import type { FileHost, OpenFile } from "./file-host.ts";
import { SourceError } from "./source-error.ts";

/** Bytes that are read from front to back, and of which passages can be read again. */
export interface ByteInput {
  /** Whether bytes can be read long before they are needed, so that the whole input can be examined first. */
  readonly readsAhead: boolean;
  /** Fills `target` from byte `position` on; fewer bytes only where the input ends. May wait until they arrive. */
  read(target: Uint8Array, position: number): number | Promise<number>;
  /** As `read` for bytes that were read before, without waiting; fewer where they can no longer be had. */
  readAgain(target: Uint8Array, position: number): number;
  /** Reading is over; `readAgain` still works. */
  end(): void;
  /** Gives back all that the input holds. */
  close(): void;
}

/** A regular file. It is open while it is read, and for a moment when a passage is read again later. */
export class FileInput implements ByteInput {
  readonly readsAhead = true;
  private readonly host: FileHost;
  private readonly path: string;
  private file: OpenFile | undefined;

  constructor(host: FileHost, path: string) {
    this.host = host;
    this.path = path;
    this.file = host.open(path);
  }

  read(target: Uint8Array, position: number): number {
    return this.file === undefined ? 0 : this.file.read(target, position);
  }

  readAgain(target: Uint8Array, position: number): number {
    if (this.file !== undefined) return this.file.read(target, position);
    let file: OpenFile | undefined;
    try {
      file = this.host.open(this.path);
      return file.read(target, position);
    } catch (error) {
      // The file may be gone by now. A message that lacks its line is better than none.
      if (error instanceof SourceError) return 0;
      throw error;
    } finally {
      file?.close();
    }
  }

  end(): void {
    this.file?.close();
    this.file = undefined;
  }

  close(): void {
    this.end();
  }
}
