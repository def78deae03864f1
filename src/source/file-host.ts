/** What a path leads to, links followed. */
export type FileKind = "file" | "folder" | "pipe" | "socket" | "device";

/** What there is to know of what a path leads to. */
export interface FileStatus {
  readonly kind: FileKind;
  /** In bytes; 0 for what the system makes up when it is read. */
  readonly size: number;
}

/** One name in a folder. */
export interface FolderEntry {
  readonly name: string;
  /** What the entry leads to; absent for a link that leads nowhere. */
  readonly kind?: FileKind;
}

/** A regular file that is open for reading. */
export interface OpenFile {
  /** In bytes, where the host knows it; 0 for what the system makes up when it is read. */
  readonly size?: number;
  /** Fills `target` from byte `position` on and returns how many bytes there were: fewer than asked for only at the end. */
  read(target: Uint8Array, position: number): number;
  /** Ends the reading; the file is of no use after it. */
  close(): void;
}

/**
 * What mofkit needs of a file system. Every failure is a `SourceError`; there is no other kind of error to handle.
 *
 * Its calls are synchronous. The 1,634 files of CIM 2.49 are read one after another as they include each other: 15 to 25
 * ms in all with synchronous calls, 500 to 650 ms with those of `node:fs/promises` (Node 24, two cores).
 */
export interface FileHost {
  /** What a path leads to; `undefined` where nothing is. Errors: `file-not-readable`, `too-many-links`, `path-too-long`. */
  status(path: string): FileStatus | undefined;
  /**
   * Text that is another one after every change of what a path leads to; `undefined` where it is not certain to be. A host that
   * has no such text leaves this out, and who wants to know reads the file.
   */
  stamp?(path: string): string | undefined;
  /** Opens a regular file. Errors: `file-not-found`, `file-not-readable`, `not-a-regular-file` and others at once. */
  open(path: string): OpenFile;
  /** The entries of a folder by name, in the order of code units. Errors: `file-not-found`, `not-a-folder`. */
  list(path: string): readonly FolderEntry[];
  /** The absolute path without links, in the spelling of the file system; a path that leads to what has no name stays. */
  realPath(path: string): string;
}
