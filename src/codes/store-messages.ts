import { defineMessages, text } from "./define.ts";

/** What can go wrong between a repository and what keeps it; `repository` is the target as the user gave it. */
export const storeMessages = defineMessages(() => ({
  // Choosing a target.
  "unsupported-target": {
    severity: "error",
    message: text`targets of the kind \`${"kind"}:\` are not there yet`,
    hint: text`use a file, such as \`repository.db\`, a PostgreSQL database, as in \`postgres://user@host/database\`, or \`memory:\``,
    status: "WBEM_E_NOT_SUPPORTED",
  },
  "unknown-target": {
    severity: "error",
    message: text`\`${"target"}\` is no kind of target that is known`,
    hint: text`use a file, such as \`repository.db\`, \`postgres://HOST/DATABASE\` or \`memory:\`; a file with a colon in its name is \`sqlite:${"target"}\``,
    status: "WBEM_E_INVALID_PARAMETER",
  },

  // Finding and opening the file.
  "repository-not-found": {
    severity: "error",
    message: text`there is no repository \`${"repository"}\``,
    hint: text`a compile with this repository creates it`,
    status: "WBEM_E_NOT_FOUND",
  },
  "empty-repository": {
    severity: "error",
    message: text`\`${"repository"}\` is an empty file, so there is nothing to read`,
    hint: text`a compile with this repository fills it`,
    status: "WBEM_E_NOT_FOUND",
  },
  "repository-folder-not-found": {
    severity: "error",
    message: text`the folder of repository \`${"repository"}\` does not exist`,
    hint: text`create the folder first`,
    status: "WBEM_E_NOT_FOUND",
  },
  "repository-not-a-file": {
    severity: "error",
    message: text`\`${"repository"}\` is no regular file, so it is no repository`,
    hint: text`name a file, such as \`repository.db\``,
    status: "WBEM_E_INVALID_PARAMETER",
  },
  "repository-access-denied": {
    severity: "error",
    message: text`\`${"repository"}\` may not be read by this user`,
    hint: text`change its permissions, or run as a user who may read it`,
    status: "WBEM_E_ACCESS_DENIED",
  },
  "repository-not-writable": {
    severity: "error",
    message: text`\`${"repository"}\` cannot be written: ${"reason"}`,
    hint: text`name a file in a folder that this user may write, or change the permissions`,
    status: "WBEM_E_ACCESS_DENIED",
  },
  "repository-not-opened": {
    severity: "error",
    message: text`\`${"repository"}\` cannot be opened: ${"reason"}`,
    status: "WBEM_E_FAILED",
  },

  // What is in the file.
  "not-a-repository": {
    severity: "error",
    message: text`\`${"repository"}\` is no repository: ${"reason"}`,
    hint: text`name another file; this one is left as it is`,
    status: "WBEM_E_INVALID_PARAMETER",
  },
  "newer-repository": {
    severity: "error",
    message: text`\`${"repository"}\` has layout ${"found"}, and this version of mofkit knows layouts up to ${"known"}`,
    hint: text`update mofkit; the repository is left as it is`,
    status: "WBEM_E_DATABASE_VER_MISMATCH",
  },
  "older-repository": {
    severity: "error",
    message: text`\`${"repository"}\` has layout ${"found"}, which has to be brought to layout ${"known"} before it can be read`,
    hint: text`a compile with this repository does that`,
    status: "WBEM_E_DATABASE_VER_MISMATCH",
  },
  "damaged-repository": {
    severity: "error",
    message: text`\`${"repository"}\` is damaged: ${"reason"}`,
    hint: text`restore it from a copy, or compile everything into a new repository`,
    status: "WBEM_E_CRITICAL_ERROR",
  },
  "unfinished-repository": {
    severity: "error",
    message: text`a program that wrote \`${"repository"}\` was stopped in the middle, and undoing that takes permission to write`,
    hint: text`open it once as a user who may write the file and its folder`,
    status: "WBEM_E_ACCESS_DENIED",
  },

  // Reading and writing it.
  "repository-locked": {
    severity: "error",
    message: text`\`${"repository"}\` is in use by somebody else, who did not let go of it for ${"seconds"} s`,
    hint: text`try again when the other process has ended; in a program, close its other connections: one for reading keeps writers out`,
    status: "WBEM_E_SERVER_TOO_BUSY",
  },
  "repository-created-meanwhile": {
    severity: "error",
    message: text`another process created \`${"repository"}\` while this one was filling it, so nothing of this run was kept`,
    hint: text`run it again: it then adds to what is there`,
    status: "WBEM_E_TRANSACTION_CONFLICT",
  },
  "repository-replaced": {
    severity: "error",
    message: text`\`${"repository"}\` was moved, deleted or replaced while it was open`,
    hint: text`run it again`,
    status: "WBEM_E_FAILED",
  },
  "disk-full": {
    severity: "error",
    message: text`there is no room left for \`${"repository"}\``,
    hint: text`make room on its disk and in the folder for temporary files, or use others`,
    status: "WBEM_E_OUT_OF_DISK_SPACE",
  },
  "repository-input-output": {
    severity: "error",
    message: text`reading or writing \`${"repository"}\` failed: ${"reason"}`,
    hint: text`look for a failing disk, a network drive that went away or a limit on the size of files`,
    status: "WBEM_E_FAILED",
  },
  "repository-out-of-memory": {
    severity: "error",
    message: text`there is not enough memory to work with \`${"repository"}\``,
    status: "WBEM_E_OUT_OF_MEMORY",
  },
  "object-too-large": {
    severity: "error",
    message: text`an object is too large for \`${"repository"}\`, which holds objects of up to ${"limit"} bytes`,
    status: "WBEM_E_TOO_MUCH_DATA",
  },
  "malformed-key": {
    severity: "error",
    message: text`the key \`${"key"}\` has half a surrogate pair, which is no character`,
    hint: text`write characters above U+FFFF as both halves, or as themselves`,
    status: "WBEM_E_INVALID_OBJECT",
  },
  "infinite-key": {
    severity: "error",
    message: text`the key \`${"property"}\` is \`${"value"}\`, which no path can say`,
    hint: text`give \`${"property"}\` a finite number`,
    status: "WBEM_E_INVALID_OBJECT",
  },
  "object-path-too-long": {
    severity: "error",
    message: text`the path of this instance of \`${"class"}\` has ${"length"} characters, and WMI takes ${"maximum"}`,
    hint: text`give its keys shorter values`,
    status: "WBEM_E_INVALID_OBJECT_PATH",
  },
  "too-many-rows": {
    severity: "error",
    message: text`\`${"repository"}\` has room for instances of ${"classes"} classes, ${"instances"} of each`,
    status: "WBEM_E_TOO_MUCH_DATA",
  },

  // Copying it.
  "backup-exists": {
    severity: "error",
    message: text`\`${"file"}\` is there already`,
    hint: text`name another file, or replace it with \`--force\``,
    status: "WBEM_E_ALREADY_EXISTS",
  },
  "backup-onto-itself": {
    severity: "error",
    message: text`\`${"file"}\` is the repository that is to be copied`,
    hint: text`name another file`,
    status: "WBEM_E_INVALID_PARAMETER",
  },
  "backup-without-file": {
    severity: "error",
    message: text`\`${"target"}\` is no file, and a backup copies one file to another`,
    hint: text`name the file of a repository; \`mofkit dump\` writes what any repository holds as MOF`,
    status: "WBEM_E_NOT_SUPPORTED",
  },
}));
