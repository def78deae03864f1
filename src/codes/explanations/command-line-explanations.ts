import type { commandMessages } from "../command-messages.ts";
import { type Example, type Explanation, mof } from "../explanation.ts";

const harbor = mof`
  class Harbor_Vessel {
    [Key] string Name;
  };
`;

/** Command lines over one file. */
function commands(...lines: string[]): Example {
  return { files: { "harbor.mof": harbor }, commands: lines };
}

/** Explains what can be wrong with a command line. */
export const commandLineExplanations = {
  "unknown-command": {
    text:
      "The first word behind `mofkit` says what is to be done, and there is no such command. `mofkit --help` lists " +
      "all of them.",
    wrong: commands("mofkit compil harbor.mof"),
    right: commands("mofkit compile harbor.mof"),
  },
  "unknown-option": {
    text:
      "The command has no option of this name. `--help` behind a command lists those it has; some belong to one " +
      "command only. A file whose name begins with a hyphen stands behind `--`.",
    wrong: commands("mofkit check harbor.mof --naemspace root/harbor"),
    right: commands("mofkit check harbor.mof --namespace root/harbor"),
  },
  "missing-option-value": {
    text:
      "The option needs a value behind it, and the command line ends there, another option follows, or the value is " +
      "empty. In a script this is often a variable that is not set.",
    wrong: commands("mofkit compile harbor.mof --namespace"),
    right: commands("mofkit compile harbor.mof --namespace root/harbor"),
  },
  "invalid-option-value": {
    text:
      "The option takes one of a few words, or a whole number, and this is none. The hint names the words or the " +
      "one that was probably meant.",
    wrong: commands("mofkit check harbor.mof --dialect wni"),
    right: commands("mofkit check harbor.mof --dialect wmi"),
  },
  "contradicting-option-values": {
    text:
      "The option may be given several times, and two of the values exclude each other: what is only to be created " +
      "cannot only be updated. Leave out the one that is not meant.",
    wrong: commands("mofkit compile harbor.mof --class-mode createonly --class-mode updateonly"),
    right: commands("mofkit compile harbor.mof --class-mode createonly"),
  },
  "options-exclude-each-other": {
    text: "Each of the two options asks for something else to be done. Run the command once with each of them.",
    wrong: commands("mofkit compile harbor.mof", "mofkit recover --list --into new.db"),
    right: commands("mofkit compile harbor.mof", "mofkit recover --list"),
  },
  "repeated-repository": {
    text:
      "Two of the repositories that `-r` names are one and the same, perhaps by another path, through a link or as another " +
      "user. Each of several repositories is compiled into at the same time, and two compiles cannot write one repository " +
      "at the same time.",
    wrong: commands("mofkit compile harbor.mof -r harbor.db -r ./harbor.db"),
    right: commands("mofkit compile harbor.mof -r harbor.db -r copy.db"),
  },
  "missing-argument": {
    text:
      "The command does not know what to work on: the argument it needs is missing or empty. `--help` behind the " +
      "command shows what it takes.",
    wrong: commands("mofkit compile"),
    right: commands("mofkit compile harbor.mof"),
  },
  "invalid-argument": {
    text:
      "The argument is one of a few words, and this is none of them. The hint names them or the one that was " +
      "probably meant.",
    wrong: commands("mofkit compile harbor.mof", "mofkit list class"),
    right: commands("mofkit compile harbor.mof", "mofkit list classes"),
  },
  "invalid-object-path-argument": {
    text:
      "The argument is to be the path of a class, an instance or a qualifier type: `Harbor_Vessel`, " +
      '`Harbor_Vessel.Name="Aurora"`, either behind `root/harbor:` where it is in another namespace. Shells take ' +
      "quotes away, so put the whole path between single quotes. A path with a server in it is not for a repository " +
      "in a file.",
    wrong: {
      files: {
        "harbor.mof": mof`
          class Harbor_Vessel {
            [Key] string Name;
          };

          instance of Harbor_Vessel {
            Name = "Aurora";
          };
        `,
      },
      commands: ["mofkit compile harbor.mof", 'mofkit get Harbor_Vessel.Name="Aurora"'],
    },
    right: {
      files: {
        "harbor.mof": mof`
          class Harbor_Vessel {
            [Key] string Name;
          };

          instance of Harbor_Vessel {
            Name = "Aurora";
          };
        `,
      },
      commands: ["mofkit compile harbor.mof", "mofkit get 'Harbor_Vessel.Name=\"Aurora\"'"],
    },
  },
  "unexpected-argument": {
    text:
      "There are more arguments than the command has a use for. Often an option lost its name, as in `root/harbor` " +
      "for `-n root/harbor`, or a path with blanks has no quotes around it.",
    wrong: commands("mofkit compile harbor.mof", "mofkit get Harbor_Vessel root/cimv2"),
    right: commands("mofkit compile harbor.mof", "mofkit get Harbor_Vessel -n root/cimv2"),
  },
  "unknown-code": {
    text:
      "There is no message with this code, and no status of WMI with this name or number. The code stands behind " +
      "`error` or `warning` in a message; `mofkit explain` alone lists all there are.",
    wrong: { commands: ["mofkit explain missing-semicolom"] },
    right: { commands: ["mofkit explain missing-semicolon"] },
  },
  "input-not-found": {
    text:
      "The argument names neither a file nor a folder. Relative paths start in the folder in which the command " +
      "runs, which the hint names. Standard input is `-`.",
    wrong: commands("mofkit check habor.mof"),
    right: commands("mofkit check harbor.mof"),
  },
  "no-matching-file": {
    text:
      "The argument is a pattern, as it has one of `*?[{`, and no file matches it. `*` stops at a slash, and `**` " +
      "stands for folders at any depth.",
    wrong: {
      files: { "mof/north/harbor.mof": harbor },
      commands: ["mofkit check 'mof/*.mof'"],
    },
    right: {
      files: { "mof/north/harbor.mof": harbor },
      commands: ["mofkit check 'mof/**/*.mof'"],
    },
  },
  "folder-without-mof": {
    text:
      "Of a folder the files that end in `.mof` or `.mfl` are taken, at any depth, and there are none in this one. " +
      "Look whether it is the right folder; files with another ending are named one by one or by a pattern.",
    wrong: { files: { "schema/harbor.txt": harbor }, commands: ["mofkit check schema"] },
    right: { files: { "schema/harbor.txt": harbor }, commands: ["mofkit check 'schema/*.txt'"] },
  },
} satisfies Partial<Record<keyof typeof commandMessages.table, Explanation>>;
