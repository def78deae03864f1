import { defineMessages, text } from "./define.ts";

/** What can be wrong with the files from which a repository is rebuilt. */
export const recoveryMessages = defineMessages(() => ({
  "no-recovery-files": {
    severity: "error",
    message: text`\`${"repository"}\` lists no file that is to be compiled again`,
    hint: text`put \`#pragma autorecover\` into files, and compile them`,
    status: "WBEM_E_NOT_FOUND",
  },
  "recovery-file-missing": {
    severity: "error",
    message: text`a file that is to be compiled again cannot be read: ${"reason"}`,
    hint: text`bring it back, go on without it with \`--skip-missing\`, or take it off the list with \`--forget\``,
    status: "WBEM_E_NOT_FOUND",
  },
  "recovery-include-missing": {
    severity: "error",
    message: text`\`${"path"}\` is to be compiled again, and what it includes cannot be read: ${"reason"}`,
    hint: text`bring that back, go on without \`${"path"}\` with \`--skip-missing\`, or take \`${"path"}\` off the list with \`--forget\``,
    status: "WBEM_E_NOT_FOUND",
  },
  "recovery-file-skipped-for-include": {
    severity: "warning",
    message: text`\`${"path"}\` was to be compiled again and is left out, because what it includes cannot be read: ${"reason"}`,
  },
  "recovery-file-skipped": {
    severity: "warning",
    message: text`a file that was to be compiled again is left out: ${"reason"}`,
  },
  "recovery-file-changed": {
    severity: "warning",
    message: text`\`${"path"}\` has changed since it was compiled, and is compiled as it is now`,
  },
  "not-a-recovery-file": {
    severity: "error",
    message: text`\`${"path"}\` is not on the list of \`${"repository"}\``,
    hint: text`\`mofkit recover --list\` shows what is`,
    status: "WBEM_E_NOT_FOUND",
  },
  "recovery-dialects-differ": {
    severity: "error",
    message: text`the files were compiled as ${"dialects"}, and what is compiled together is of one dialect`,
    hint: text`say which with \`--dialect\`; \`auto\` takes what each of them takes`,
    status: "WBEM_E_INVALID_PARAMETER",
  },
  "recovery-target-exists": {
    severity: "error",
    message: text`\`${"target"}\` is there already, and \`--into\` makes a new repository`,
    hint: text`name another file`,
    status: "WBEM_E_ALREADY_EXISTS",
  },
}));
