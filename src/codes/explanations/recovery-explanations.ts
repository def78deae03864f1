import { defineExplanations, type Example, mof } from "../explanation.ts";
import type { recoveryMessages } from "../recovery-messages.ts";

const vessel = mof`
  #pragma autorecover
  class Harbor_Vessel {
    [Key] string Name;
  };
`;

const quay = mof`
  #pragma autorecover
  class Harbor_Quay {
    [Key] uint16 Number;
  };
`;

/** Two files on the list of the repository, and what happens to one of them later. */
function recorded(...commands: readonly string[]): Example {
  const files = {
    "vessel.mof": vessel,
    "quay.mof": quay,
    "lose.mjs": 'import { rmSync } from "node:fs";\n\nrmSync("vessel.mof");\n',
    "edit.mjs":
      'import { appendFileSync } from "node:fs";\n\nappendFileSync("vessel.mof", "class Harbor_Ferry : Harbor_Vessel { };\\n");\n',
  };
  return { files, commands: ["mofkit compile vessel.mof quay.mof", ...commands] };
}

/** A file on the list of the repository that includes another one. */
function including(...commands: readonly string[]): Example {
  const files = {
    "harbor.mof": '#pragma autorecover\n#pragma include("vessel.mof")\nclass Harbor_Ferry : Harbor_Vessel { };\n',
    "vessel.mof": "class Harbor_Vessel {\n  [Key] string Name;\n};\n",
    "quay.mof": quay,
    "lose.mjs": 'import { rmSync } from "node:fs";\n\nrmSync("vessel.mof");\n',
  };
  return { files, commands: ["mofkit compile harbor.mof quay.mof", ...commands] };
}

/** Explains {@link recoveryMessages}. */
export const recoveryExplanations = defineExplanations<keyof typeof recoveryMessages.table>({
  "no-recovery-files": {
    text:
      "A repository is rebuilt from the files that it lists, and it lists those that were compiled with `#pragma autorecover` " +
      "in them. Put the pragma into the first line of each file that belongs to it, and compile them once more.",
    wrong: {
      files: { "vessel.mof": vessel.replace("#pragma autorecover\n", "") },
      commands: ["mofkit compile vessel.mof", "mofkit recover"],
    },
    right: { files: { "vessel.mof": vessel }, commands: ["mofkit compile vessel.mof", "mofkit recover"] },
  },
  "recovery-file-missing": {
    text:
      "A file on the list of the repository was removed, renamed or moved, or this user may not read it, so what it declared " +
      "would be missing in what is rebuilt. Nothing is changed before you decide: bring the file back, give `--skip-missing` to " +
      "go on without it, or take it off the list for good with `--forget`.",
    wrong: recorded("node lose.mjs", "mofkit recover --into new.db"),
    right: recorded("node lose.mjs", "mofkit recover --forget vessel.mof", "mofkit recover --into new.db"),
  },
  "recovery-include-missing": {
    text:
      "The file on the list is as it was, and a file that it includes was removed, renamed or moved, or this user may not read " +
      "it. Bring that file back; where it was moved for good, compile the listed file again with its new folder as " +
      "`--include-path`. `--skip-missing` goes on without the listed file, and `--forget` takes it off the list.",
    wrong: including("node lose.mjs", "mofkit recover --into new.db"),
    right: including("mofkit recover --into new.db"),
  },
  "recovery-file-skipped-for-include": {
    text:
      "With `--skip-missing` a repository is rebuilt without the listed files that include something that cannot be read: a " +
      "part of a file is never compiled. Bring the included file back, or take the listed one off the list with `--forget`.",
    wrong: including("node lose.mjs", "mofkit recover --into new.db --skip-missing"),
    right: including("mofkit recover --into new.db --skip-missing"),
  },
  "recovery-file-skipped": {
    text:
      "With `--skip-missing` a repository is rebuilt without the files that cannot be read. What they declared is not in the new " +
      "repository, nor are they on its list. Bring a file back, or take it off the list with `--forget` if it is not needed.",
    wrong: recorded("node lose.mjs", "mofkit recover --into new.db --skip-missing"),
    right: recorded("mofkit recover --into new.db --skip-missing"),
  },
  "recovery-file-changed": {
    text:
      "The file is not what it was when it was compiled, so what is rebuilt is not what there was. It is compiled as it is " +
      "now; compile it into the old repository first if you want to see whether it goes with what is there.",
    wrong: recorded("node edit.mjs", "mofkit recover --into new.db"),
    right: recorded("node edit.mjs", "mofkit compile vessel.mof", "mofkit recover --into new.db"),
  },
  "not-a-recovery-file": {
    text:
      "A file is taken off the list under the path with which it is there. `mofkit recover --list` shows the files with their " +
      "paths; a relative one is taken from the current folder.",
    wrong: recorded("mofkit recover --forget vessels.mof"),
    right: recorded("mofkit recover --forget vessel.mof"),
  },
  "recovery-dialects-differ": {
    text:
      "What text means depends on its dialect, and the list says with which each file was compiled. A rebuild compiles all of " +
      "them together, as one dialect. Say which with `--dialect`.",
    wrong: recorded("mofkit compile quay.mof --dialect wmi", "mofkit recover --into new.db"),
    right: recorded("mofkit compile quay.mof --dialect wmi", "mofkit recover --into new.db --dialect auto"),
  },
  "recovery-target-exists": {
    text:
      "`--into` rebuilds a repository as a new one, so that nothing but the listed files is in it and the old one stays until " +
      "you have looked at the new. Name a file that is not there. Without `--into` the files are compiled again into the " +
      "repository that lists them.",
    wrong: recorded("mofkit recover --into repository.db"),
    right: recorded("mofkit recover --into new.db"),
  },
});
