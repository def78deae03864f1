import { getSystemErrorMessage } from "node:util";
import { type SourceError, sourceError } from "./source-error.ts";

/**
 * What an error of the operating system at `path` says in our words. Errors that are none of the operating system are
 * bugs of ours and are thrown on as they are.
 */
export function fileError(error: unknown, path: string): SourceError {
  const { code, errno } = error as NodeJS.ErrnoException;
  switch (code) {
    case "ENOENT":
      return sourceError("file-not-found", { path }, error);
    case "EACCES":
    case "EPERM":
      return sourceError("file-not-readable", { path }, error);
    case "EISDIR":
      return sourceError("not-a-regular-file", { path, kind: "folder" }, error);
    case "ENXIO":
    case "ENODEV":
    case "EOPNOTSUPP":
      return sourceError("not-a-regular-file", { path, kind: "device or socket" }, error);
    case "ENOTDIR":
      return sourceError("not-a-folder", { path }, error);
    case "ELOOP":
      return sourceError("too-many-links", { path }, error);
    case "ENAMETOOLONG":
      return sourceError("path-too-long", { path }, error);
    case "ERR_INVALID_ARG_VALUE":
      return sourceError("invalid-path", { path }, error);
    case "EMFILE":
    case "ENFILE":
      return sourceError("too-many-open-files", { path }, error);
    default:
      if (errno === undefined) throw error;
      return sourceError("file-read-failed", { path, reason: reasonOf(error) }, error);
  }
}

/** An error of the operating system in words, such as "no space left on device". */
export function reasonOf(error: unknown): string {
  const { errno } = error as NodeJS.ErrnoException;
  if (errno === undefined) throw error;
  return getSystemErrorMessage(errno);
}
