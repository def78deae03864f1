import { defineMessages, text } from "./define.ts";

/** Files that cannot be read, and bytes that are no text. */
export const sourceMessages = defineMessages(() => ({
  "file-not-found": {
    severity: "error",
    message: text`\`${"path"}\` does not exist`,
  },
  "file-not-readable": {
    severity: "error",
    message: text`no permission to read \`${"path"}\``,
    status: "WBEM_E_ACCESS_DENIED",
  },
  "not-a-regular-file": {
    severity: "error",
    message: text`\`${"path"}\` is a ${"kind"}, and only regular files are read`,
    hint: text`name a file; what comes through a pipe is read from standard input, as \`-\``,
    status: "WBEMMOF_E_INVALID_FILE",
  },
  "not-a-folder": {
    severity: "error",
    message: text`\`${"path"}\` is not a folder`,
  },
  "too-many-links": {
    severity: "error",
    message: text`\`${"path"}\` leads through too many symbolic links, or through one that leads back to itself`,
  },
  "path-too-long": {
    severity: "error",
    message: text`the path \`${"path"}\` is longer than the file system allows`,
  },
  "invalid-path": {
    severity: "error",
    message: text`\`${"path"}\` is no path, because it contains a NUL character`,
  },
  "too-many-open-files": {
    severity: "error",
    message: text`\`${"path"}\` cannot be opened, because too many files are open`,
    hint: text`raise the limit of open files, or let files include each other less deeply`,
  },
  "file-read-failed": {
    severity: "error",
    message: text`\`${"path"}\` cannot be read: ${"reason"}`,
  },
  "temporary-file-failed": {
    severity: "error",
    message: text`the copy of \`${"name"}\` in the temporary folder \`${"folder"}\` failed: ${"reason"}`,
    hint: text`make room in the temporary folder or choose another with the variable TMPDIR (TEMP on Windows), or name the input as a file`,
  },
  "binary-mof": {
    severity: "error",
    message: text`\`${"path"}\` is binary MOF, which is not read yet`,
    hint: text`use the MOF text that it was compiled from`,
    status: "WBEMMOF_E_INVALID_FILE",
  },
  "binary-file": {
    severity: "error",
    message: text`\`${"path"}\` is not text: there is a NUL character at byte offset ${"byteOffset"}`,
    hint: text`name a file of MOF`,
    status: "WBEMMOF_E_INVALID_FILE",
  },
  "unsupported-encoding": {
    severity: "error",
    message: text`\`${"path"}\` is encoded in ${"encoding"}, which is not read`,
    hint: text`save it as UTF-8`,
    status: "WBEMMOF_E_INVALID_FILE",
  },
  "windows-1252-assumed": {
    severity: "warning",
    message: text`byte ${"byte"} at byte offset ${"byteOffset"} is not UTF-8, so the text is read as Windows-1252`,
    hint: text`save the file as UTF-8`,
  },
  "malformed-utf-8": {
    severity: "warning",
    message: text`byte ${"byte"} at byte offset ${"byteOffset"} is not UTF-8, which the byte order mark promises, and is read as U+FFFD`,
    hint: text`save the file again as UTF-8`,
  },
  "malformed-utf-16": {
    severity: "warning",
    message: text`half a character at byte offset ${"byteOffset"} of the UTF-16 text is read as U+FFFD`,
    hint: text`save the file again as UTF-8 or UTF-16`,
  },
  "utf-16-without-mark": {
    severity: "warning",
    message: text`the text is ${"encoding"} without a byte order mark, which other MOF compilers do not recognise`,
    hint: text`save the file with a byte order mark, or as UTF-8`,
  },
}));
