import type { amendedMessages } from "../amended-messages.ts";
import { defineExplanations, mof } from "../explanation.ts";

const harbor = mof`
  class Harbor_Vessel {
    [Key] string Name;
    uint32 Length;
  };
`;

const german = mof`
  [Amendment, Locale(0x407), Description("Ein Schiff.") : Amended]
  class Harbor_Vessel {
    [Description("Der Name am Bug.") : Amended] string Name;
  };
`;

const compile = "mofkit compile harbor.mof";
const compileGerman = "mofkit compile german.mfl -n root/cimv2/ms_407";

/** A program that reads a class with its German texts and puts it back. */
function putBack(flags: string): string {
  return `import { openConnection, WBEM_FLAG_USE_AMENDED_QUALIFIERS } from "mofkit";

const connection = await openConnection("repository.db", { access: "write", locale: "MS_407" });
const cimv2 = await connection.openNamespace("root/cimv2");
const vessel = await cimv2.getClass("Harbor_Vessel", WBEM_FLAG_USE_AMENDED_QUALIFIERS);
await cimv2.putClass(vessel${flags});
await connection.close();
`;
}

/** Explains {@link amendedMessages}. */
export const amendedExplanations = defineExplanations<keyof typeof amendedMessages.table>({
  "invalid-locale": {
    text:
      "A locale is `MS_` and the number of a language in hexadecimal, in any case: `MS_409` is American English, " +
      "`MS_407` German, `MS_40C` French. The names of languages and tags such as `de-DE` are none. The namespace with " +
      "the localized classes is named the same, as `root/cimv2/ms_407`.",
    wrong: {
      files: { "harbor.mof": harbor, "german.mfl": german },
      commands: [compile, compileGerman, "mofkit get Harbor_Vessel --locale de-DE"],
    },
    right: {
      files: { "harbor.mof": harbor, "german.mfl": german },
      commands: [compile, compileGerman, "mofkit get Harbor_Vessel --locale ms_407"],
    },
  },
  "amended-object": {
    text:
      "A program read the class or instance with `WBEM_FLAG_USE_AMENDED_QUALIFIERS` from a connection with a locale and " +
      "puts it back without the flag, which would store the texts of one language for everybody. Give the flag to the " +
      "put as well: qualifiers of flavor `Amended` are then not stored.",
    wrong: {
      files: { "harbor.mof": harbor, "german.mfl": german, "example.mjs": putBack("") },
      commands: [compile, compileGerman, "node example.mjs"],
    },
    right: {
      files: {
        "harbor.mof": harbor,
        "german.mfl": german,
        "example.mjs": putBack(", WBEM_FLAG_USE_AMENDED_QUALIFIERS"),
      },
      commands: [compile, compileGerman, "node example.mjs"],
    },
  },
  "instance-in-locale-namespace": {
    text:
      "A namespace whose name is that of a locale, such as `ms_407`, holds localized classes: parts of classes, which " +
      "have no instances, as if they were abstract. Instances live in the namespace above it. Only instances of " +
      "`__Namespace` can be put into one.",
    wrong: {
      files: {
        "harbor.mof": harbor,
        "vessels.mof": mof`
          instance of Harbor_Vessel {
            Name = "Aurora";
          };
        `,
      },
      commands: [`${compile} -n root/cimv2/ms_407`, "mofkit compile vessels.mof -n root/cimv2/ms_407"],
    },
    right: {
      files: {
        "harbor.mof": harbor,
        "vessels.mof": mof`
          instance of Harbor_Vessel {
            Name = "Aurora";
          };
        `,
      },
      commands: [compile, "mofkit compile vessels.mof"],
    },
  },
  "orphaned-localized-class": {
    text:
      "A locale namespace has the texts of a class that the namespace above it has not, so nobody ever reads them: the " +
      "class was deleted or renamed, which leaves its localized copies as they are, or it was never compiled. Delete " +
      "the copy, or compile the class.",
    wrong: {
      files: { "german.mfl": german },
      commands: [compileGerman, "mofkit verify"],
    },
    right: {
      files: { "harbor.mof": harbor, "german.mfl": german },
      commands: [compile, compileGerman, "mofkit verify"],
    },
  },
  "stale-localized-element": {
    text:
      "A localized class has texts for a property, method or parameter that the class itself does not declare: it was " +
      "renamed or dropped, or the superclass declares it. Texts are merged class by class, so those of an inherited " +
      "element belong into the localized class of the ancestor.",
    wrong: {
      files: {
        "harbor.mof": mof`
          class Harbor_Vessel {
            [Key] string Title;
          };
        `,
        "german.mfl": german,
      },
      commands: [compile, compileGerman, "mofkit verify"],
    },
    right: {
      files: { "harbor.mof": harbor, "german.mfl": german },
      commands: [compile, compileGerman, "mofkit verify"],
    },
  },
});
