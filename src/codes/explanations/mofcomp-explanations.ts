import { defineExplanations, type Example, mof } from "../explanation.ts";
import type { mofcompMessages } from "../mofcomp-messages.ts";

const tree = mof`
  #pragma autorecover
  class Orchard_Tree {
    [Key] string Tag;
    uint16 Height;
  };
`;

const master = mof`
  [Description("A bush in the orchard") : Amended, LOCALE(0x409)]
  class Orchard_Bush {
    [Key] string Tag;
  };
`;

const amendedMaster = `#pragma amendment("MS_409")\n${master}`;

const files = { "tree.mof": tree, "master.mof": master, "amended.mof": amendedMaster };

/** Command lines over a file of one class and a master MOF without and with a pragma for its locale: those that they name. */
function commands(...lines: string[]): Example {
  const named = Object.entries(files).filter(([name]) => lines.some((line) => line.includes(` ${name}`)));
  return { files: Object.fromEntries(named), commands: lines };
}

/** Explains what mofcomp says beside what every compile says. */
export const mofcompExplanations = defineExplanations<keyof typeof mofcompMessages.table>({
  "unknown-switch": {
    text:
      "mofcomp has no switch of this name. What begins with `-` is always taken as a switch, so a file of such a name is " +
      "given as `./-tree.mof`; what begins with `/` is one where mofcomp knows the name, and a path otherwise.",
    wrong: commands("mofcomp -chek tree.mof"),
    right: commands("mofcomp -check tree.mof"),
  },
  "repeated-switch": {
    text:
      "The switch stands twice in the command line, and only one value of it can hold. `-class` alone may be repeated, " +
      "with another mode.",
    wrong: commands("mofcomp -N:root/cimv2 -N:root/default tree.mof"),
    right: commands("mofcomp -N:root/cimv2 tree.mof"),
  },
  "missing-switch-value": {
    text:
      "The switch needs a value directly behind a colon, without a blank; only `-ER` also takes the next argument. In a " +
      "script this is often a variable that is not set.",
    wrong: commands("mofcomp -N root/cimv2 tree.mof"),
    right: commands("mofcomp -N:root/cimv2 tree.mof"),
  },
  "unexpected-switch-value": {
    text: "The switch is given or not, and takes no value behind a colon.",
    wrong: commands("mofcomp -autorecover:yes tree.mof"),
    right: commands("mofcomp -autorecover tree.mof"),
  },
  "invalid-switch-value": {
    text: "The switch takes one of a few words, a namespace or a locale, and this is none. The hint names the words or the form.",
    wrong: commands("mofcomp -class:force tree.mof"),
    right: commands("mofcomp -class:forceupdate tree.mof"),
  },
  "missing-mof-file": {
    text: "The command line has switches only, and mofcomp does not know which file to compile.",
    wrong: commands("mofcomp -N:root/cimv2"),
    right: commands("mofcomp -N:root/cimv2 tree.mof"),
  },
  "several-mof-files": {
    text:
      "mofcomp compiles one file at a time, which may include others. A path with blanks that stands without quotes looks " +
      "like several files.",
    wrong: commands("mofcomp tree.mof master.mof"),
    right: commands("mofcomp tree.mof", "mofkit compile tree.mof master.mof"),
  },
  "contradicting-switches": {
    text:
      "The two switches exclude each other: `-check` stands alone, what is only created cannot be updated, an update is " +
      "safe or forced, and a user with a domain needs no authority.",
    wrong: commands("mofcomp -check -N:root/cimv2 tree.mof"),
    right: commands("mofcomp -check tree.mof"),
  },
  "missing-other-switch": {
    text:
      "The switch says something about another one, which is missing. A split needs the names of both outputs, `-WMI` " +
      "checks what `-B` writes, and `-L` belongs to `-ER`.",
    wrong: commands("mofcomp -AMENDMENT:MS_409 -MOF:neutral.mof master.mof"),
    right: commands("mofcomp -AMENDMENT:MS_409 -MOF:neutral.mof -MFL:localized.mfl master.mof"),
  },
  "split-without-locale": {
    text:
      "`-MOF` and `-MFL` ask for a split, and the locale of the texts is not known. It is the value of `-AMENDMENT`, or of " +
      "`#pragma amendment` in the file.",
    wrong: commands("mofcomp -MOF:neutral.mof -MFL:localized.mfl master.mof"),
    right: commands("mofcomp -MOF:neutral.mof -MFL:localized.mfl amended.mof"),
  },
  "split-without-outputs": {
    text:
      "`#pragma amendment` says that the file is a master MOF, which is split into two files and not stored, and mofcomp " +
      "never guesses their names. Nothing was written.",
    wrong: commands("mofcomp amended.mof"),
    right: commands("mofcomp -MOF:neutral.mof -MFL:localized.mfl amended.mof"),
  },
  "binary-mof-not-written": {
    text:
      "`-B` and `-WMI` are about writing binary MOF, which mofkit does not do yet. The switches are read and judged, and " +
      "nothing else happens.",
    wrong: commands("mofcomp -B:tree.bmf tree.mof"),
    right: commands("mofcomp tree.mof"),
  },
  "binary-mof-not-extracted": {
    text:
      "`-ER` and `-L` extract binary MOF from a resource, which mofkit does not do yet. The switches are read and judged, and " +
      "nothing else happens. Use mofcomp.exe on Windows for this; MOF text is compiled without the switches.",
    wrong: commands("mofcomp -ER:MofResource tree.mof"),
    right: commands("mofcomp tree.mof"),
  },
  "unknown-server": {
    text:
      "`-N` names a server, and mofkit works on repositories. Which one stands for a server is said in mofkit.config.json, " +
      "under `servers`; `.`, `localhost` and the name of this machine mean the usual one.",
    wrong: commands("mofcomp -N://build/root/cimv2 tree.mof"),
    right: {
      files: { "tree.mof": tree, "mofkit.config.json": '{ "servers": { "build": "build.db" } }\n' },
      commands: ["mofcomp -N://build/root/cimv2 tree.mof"],
    },
  },
  "credentials-not-used": {
    text:
      "`-U`, `-P` and `-A` are taken, so that a script for Windows runs, and have no effect: a repository in a file is " +
      "guarded by the permissions of the file.",
    wrong: commands("mofcomp -U:orchard\\ann -P:secret tree.mof"),
    right: commands("mofcomp tree.mof"),
  },
  "modes-exclude-each-other": {
    text:
      "mofcomp is documented to take both modes together and to do nothing then. The syntax was checked, and no repository " +
      "was contacted.",
    wrong: commands("mofcomp -class:createonly -class:updateonly tree.mof"),
    right: commands("mofcomp -class:createonly tree.mof"),
  },
  "switches-without-effect": {
    text: "The switches say how something is stored, and a split stores nothing. Give them when its outputs are compiled.",
    wrong: commands("mofcomp -AMENDMENT:MS_409 -MOF:neutral.mof -MFL:localized.mfl -class:updateonly master.mof"),
    right: commands("mofcomp -AMENDMENT:MS_409 -MOF:neutral.mof -MFL:localized.mfl master.mof"),
  },
  "modes-not-recovered": {
    text:
      "The file is recorded for recovery, which compiles it again without the switches of this command line. Modes that " +
      "belong to the file stand in it as pragmas.",
    wrong: commands("mofcomp -autorecover -class:forceupdate tree.mof"),
    right: {
      files: { "tree.mof": `#pragma classflags("forceupdate")\n${tree}` },
      commands: ["mofcomp -autorecover tree.mof"],
    },
  },
});
