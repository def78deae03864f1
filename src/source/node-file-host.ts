import {
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { fileError } from "./file-error.ts";
import type { FileHost, FileKind, FolderEntry, OpenFile } from "./file-host.ts";
import { SourceError, sourceError } from "./source-error.ts";

/**
 * Without these, opening a pipe would wait until someone opens its other end, and opening a terminal could make it ours.
 * Windows has neither.
 */
const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/**
 * In milliseconds. A file that was changed just now can be changed again without getting another time: that of FAT counts in steps
 * of 2 s.
 */
const settlingTime = 2_000;

/** The file system of the machine. */
export const nodeFileHost: FileHost = {
  status(path) {
    try {
      const stats = statSync(path, { throwIfNoEntry: false });
      return stats && { kind: kindOf(stats), size: stats.size };
    } catch (error) {
      // A path through something that is no folder leads nowhere.
      if ((error as NodeJS.ErrnoException).code === "ENOTDIR") return undefined;
      throw fileError(error, path);
    }
  },

  stamp(path) {
    try {
      const { size, mtimeMs, ctimeMs, ino, dev } = statSync(path);
      const isSettled = Date.now() - Math.max(mtimeMs, ctimeMs) > settlingTime;
      return isSettled ? `${size} ${mtimeMs} ${ctimeMs} ${ino} ${dev}` : undefined;
    } catch {
      // Opening it says why.
      return undefined;
    }
  },

  open(path) {
    let descriptor: number | undefined;
    try {
      descriptor = openSync(path, openFlags);
      // Asked of what was opened, so that nobody can put a device in its place in between.
      const stats = fstatSync(descriptor);
      const kind = kindOf(stats);
      if (kind !== "file") throw sourceError("not-a-regular-file", { path, kind });
      return new NodeFile(path, descriptor, stats.size);
    } catch (error) {
      if (descriptor !== undefined) closeSync(descriptor);
      throw error instanceof SourceError ? error : fileError(error, path);
    }
  },

  list(path) {
    try {
      return readdirSync(path, { withFileTypes: true })
        .map((entry) => folderEntry(path, entry))
        .sort((left, right) => (left.name < right.name ? -1 : 1));
    } catch (error) {
      throw fileError(error, path);
    }
  },

  realPath(path) {
    try {
      return realpathSync.native(path);
    } catch (error) {
      // `/dev/fd/63` is there without leading to a name: a shell gives such paths to pipes.
      if ((error as NodeJS.ErrnoException).code === "ENOENT" && nodeFileHost.status(path) !== undefined)
        return resolve(path);
      throw fileError(error, path);
    }
  },
};

class NodeFile implements OpenFile {
  readonly size: number;
  private readonly path: string;
  private readonly descriptor: number;

  constructor(path: string, descriptor: number, size: number) {
    this.path = path;
    this.descriptor = descriptor;
    this.size = size;
  }

  read(target: Uint8Array, position: number): number {
    try {
      let total = 0;
      while (total < target.length) {
        const count = readSync(this.descriptor, target, total, target.length - total, position + total);
        total += count;
        // The known size saves a second call for each small file; a file that the system makes up has size 0.
        if (count === 0 || position + total === this.size) break;
      }
      return total;
    } catch (error) {
      throw fileError(error, this.path);
    }
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

function folderEntry(folder: string, entry: Dirent): FolderEntry {
  const { name } = entry;
  if (!entry.isSymbolicLink()) return { name, kind: kindOf(entry) };
  try {
    return { name, kind: kindOf(statSync(join(folder, name))) };
  } catch {
    return { name };
  }
}

function kindOf(entry: Stats | Dirent): FileKind {
  if (entry.isFile()) return "file";
  if (entry.isDirectory()) return "folder";
  if (entry.isFIFO()) return "pipe";
  if (entry.isSocket()) return "socket";
  return "device";
}
