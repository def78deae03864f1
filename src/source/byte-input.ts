import type { FileHost, OpenFile } from "./file-host.ts";
import { SourceError } from "./source-error.ts";

/** Bytes at positions from 0 on. */
export interface ByteInput {
  /** How many bytes there are, as far as that is known. */
  readonly size?: number | undefined;
  /** Waits until the bytes before `end` have arrived, or all there are; absent where they can be read at any time. */
  arrive?(end: number): Promise<void>;
  /** Fills `target` from byte `position` on; fewer bytes only where the input ends. */
  read(target: Uint8Array, position: number): number;
  /** Reading from front to back is over. Passages can be read again, with fewer bytes where they can no longer be had. */
  end(): void;
  /** Gives back all that the input holds. */
  close(): void;
}

/** A regular file. It is open while it is read, and for a moment when a passage is read again later. */
export class FileInput implements ByteInput {
  readonly size: number | undefined;
  private readonly host: FileHost;
  private readonly path: string;
  private file: OpenFile | undefined;

  constructor(host: FileHost, path: string) {
    this.host = host;
    this.path = path;
    this.file = host.open(path);
    this.size = this.file.size;
  }

  read(target: Uint8Array, position: number): number {
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
