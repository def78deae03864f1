import { defineExplanations, mof } from "../explanation.ts";

/** Explains what can be wrong with pragmas other than includes. */
export const pragmaExplanations = defineExplanations({
  "unknown-pragma": {
    text:
      "A pragma that is not known is ignored, as DSP0004 asks for, and so has no effect. Probably its name is mistyped; a " +
      "pragma of another compiler can be removed or left. In the dialect of WMI it is an error.",
    wrong: mof`
      #pragma namspace("root/harbor")
      class Harbor_Vessel {
        [Key] string Name;
      };
    `,
    right: mof`
      #pragma namespace("root/harbor")
      class Harbor_Vessel {
        [Key] string Name;
      };
    `,
  },
  "invalid-pragma": {
    text:
      "mofcomp refuses a pragma that it does not know, and so does the dialect of WMI. Mend its name, or remove it; other " +
      "dialects ignore it with a warning.",
    wrong: {
      files: { "example.mof": '#pragma namspace("root/harbor")\n' },
      commands: ["mofkit check --dialect wmi example.mof"],
    },
    right: {
      files: { "example.mof": '#pragma namespace("root/harbor")\n' },
      commands: ["mofkit check --dialect wmi example.mof"],
    },
  },
  "invalid-pragma-argument": {
    text:
      "The pragmas `locale`, `instancelocale`, `source`, `sourcetype`, `nonlocal` and `nonlocaltype` tell about the text, and " +
      "each takes one string. Nothing that is loaded follows from them, so the text is compiled all the same. Put what it tells " +
      "into double quotes.",
    wrong: mof`
      #pragma locale(en_US)
      class Harbor_Vessel {
        [Key] string Name;
      };
    `,
    right: mof`
      #pragma locale("en_US")
      class Harbor_Vessel {
        [Key] string Name;
      };
    `,
  },
  "invalid-namespace-pragma": {
    text:
      "The pragma says into which namespace the declarations below it go, and takes its path as one string. What follows it is " +
      "not loaded, as nobody knows where it belongs.",
    wrong: mof`
      #pragma namespace()
    `,
    right: mof`
      #pragma namespace("root/harbor")
    `,
  },
  "invalid-namespace-path": {
    text:
      "The path of a namespace is names joined by slashes or backslashes, from `root` down; a name is letters, digits, " +
      "underscores and hyphens.",
    wrong: mof`
      #pragma namespace("root/my harbor")
    `,
    right: mof`
      #pragma namespace("root/my-harbor")
    `,
  },
  "namespace-of-another-server": {
    text:
      "The path names a server, and a file is loaded into the repository that was asked for, wherever that is. Write a dot, " +
      "which means this one, or leave the server out.",
    wrong: mof`
      #pragma namespace("\\\\lighthouse\\root\\harbor")
    `,
    right: mof`
      #pragma namespace("\\\\.\\root\\harbor")
    `,
  },
  "undoubled-backslash": {
    text:
      "In a string of MOF a backslash begins an escape: `\\r` in this path is a carriage return. What is meant is clear, and " +
      "mofkit goes on with that, but other compilers do not. Write each backslash twice, or a slash.",
    wrong: mof`
      #pragma namespace("\\.\root\harbor")
    `,
    right: mof`
      #pragma namespace("\\\\.\\root\\harbor")
    `,
  },
  "missing-flags": {
    text: "The pragma sets how classes or instances below it are put, and names no way. Name one, or remove it.",
    wrong: mof`
      #pragma classflags()
    `,
    right: mof`
      #pragma classflags("createonly")
    `,
  },
  "unknown-update-flag": {
    text:
      "Classes can be put with `createonly`, `updateonly`, `safeupdate` and `forceupdate`, instances with the first two: there " +
      "is nothing below an instance that an update could hurt.",
    wrong: mof`
      #pragma instanceflags("safeupdate")
    `,
    right: mof`
      #pragma instanceflags("updateonly")
    `,
  },
  "contradicting-flags": {
    text: "No class can be only created and only updated, or updated safely and by force. Keep the one that is meant.",
    wrong: mof`
      #pragma classflags("safeupdate", "forceupdate")
    `,
    right: mof`
      #pragma classflags("safeupdate")
    `,
  },
  "flags-override-option": {
    text:
      "The command line asks for one way to put classes or instances and the file for another, and the file wins, as with " +
      "mofcomp. Remove the pragma if the command line should decide.",
    wrong: {
      files: { "example.mof": '#pragma classflags("forceupdate")\nclass Harbor_Vessel {\n  [Key] string Name;\n};\n' },
      commands: ["mofkit compile --class-mode createonly example.mof"],
    },
    right: {
      files: { "example.mof": "class Harbor_Vessel {\n  [Key] string Name;\n};\n" },
      commands: ["mofkit compile --class-mode createonly example.mof"],
    },
  },
  "invalid-delete-class": {
    text:
      "The pragma takes the name of a class as a string, without a namespace, and then `FAIL` or `NOFAIL`: whether it is an " +
      "error when there is no such class.",
    wrong: mof`
      #pragma deleteclass("Harbor_Vessel")
    `,
    right: mof`
      #pragma deleteclass("Harbor_Vessel", NOFAIL)
    `,
  },
  "invalid-delete-instance": {
    text:
      "The pragma takes the path of an instance as a string, with all its keys, and then `FAIL` or `NOFAIL`: whether it is an " +
      "error when there is no such instance.",
    wrong: mof`
      #pragma deleteinstance("Aurora", NOFAIL)
    `,
    right: mof`
      #pragma deleteinstance("Harbor_Vessel.Name='Aurora'", NOFAIL)
    `,
  },
  "delete-in-another-namespace": {
    text:
      "The pragma deletes in the current namespace, as mofcomp does, and the path names another one. Make that one the current " +
      "one first.",
    wrong: mof`
      #pragma deleteinstance("root/harbor:Harbor_Vessel.Name='Aurora'", NOFAIL)
    `,
    right: mof`
      #pragma namespace("root/harbor")
      #pragma deleteinstance("Harbor_Vessel.Name='Aurora'", NOFAIL)
    `,
  },
  "nothing-to-delete": {
    text:
      "With `FAIL` it is an error when what should be deleted is not there. Write `NOFAIL` if it need not be, as before the " +
      "first compile of a file.",
    wrong: mof`
      #pragma deleteclass("Harbor_Vessel", FAIL)
    `,
    right: mof`
      #pragma deleteclass("Harbor_Vessel", NOFAIL)
    `,
  },
  "invalid-amendment": {
    text:
      "The pragma names the locale of the texts that can be translated as a string: `MS_` and the hexadecimal number of a " +
      "language of Windows, such as `MS_409` for English.",
    wrong: mof`
      #pragma amendment()
    `,
    right: mof`
      // mofkit-disable-next-line amendment-not-split -- mofcomp splits it
      #pragma amendment("MS_409")
    `,
  },
  "duplicate-amendment": {
    text: "The texts of a file have one locale. Remove one of the two pragmas, or divide the file.",
    wrong: mof`
      #pragma amendment("MS_409")
      #pragma amendment("MS_407")
    `,
    right: mof`
      // mofkit-disable-next-line amendment-not-split -- mofcomp splits it
      #pragma amendment("MS_409")
    `,
  },
  "amendment-not-split": {
    text:
      "For mofcomp the pragma means that the file is to be split into one without texts and one with the texts of the locale. " +
      "A load does not do that: it stores all as it stands. `mofkit split` writes the two files, which compile one after the " +
      "other. Remove the pragma where the file is to be stored whole.",
    wrong: mof`
      #pragma amendment("MS_409")
      [Description("Whatever floats.") : Amended]
      class Harbor_Vessel {
        [Key] string Name;
      };
    `,
    right: mof`
      [Description("Whatever floats.") : Amended]
      class Harbor_Vessel {
        [Key] string Name;
      };
    `,
  },
  "autorecover-without-file": {
    text:
      "`#pragma autorecover`, as the switch `-autorecover`, puts the file on the list of those from which a repository is built " +
      "anew. Text from standard input has no file that could be listed. Compile it from a file, or do not ask for that.",
    wrong: {
      commands: ["mofkit compile -"],
      input: "#pragma autorecover\nclass Harbor_Vessel {\n  [Key] string Name;\n};\n",
    },
    right: {
      files: { "example.mof": "#pragma autorecover\nclass Harbor_Vessel {\n  [Key] string Name;\n};\n" },
      commands: ["mofkit compile example.mof"],
    },
  },
});
