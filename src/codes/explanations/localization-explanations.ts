import { defineExplanations, type Example, mof } from "../explanation.ts";
import type { localizationMessages } from "../localization-messages.ts";

const split = "mofkit split harbor.master.mof --amendment MS_409 --mof harbor.mof --mfl harbor.mfl -q";
const loudSplit = split.replace(" -q", "");
const merge = "mofkit merge harbor.mof english.mfl -o harbor.master.mof -q";

/** Splits a master. */
function master(text: string, commands: readonly string[] = [split]): Example {
  return { files: { "harbor.master.mof": text }, commands };
}

const good = mof`
  [Description("A vessel.") : Amended, Locale(0x409)]
  class Harbor_Vessel {
    [Key, DisplayName("Name") : Amended] string Name;
  };
`;

const neutral = mof`
  class Harbor_Vessel {
    [Key] string Name;
  };
`;

const english = mof`
  #pragma namespace("\\\\.\\root\\cimv2\\ms_409")
  [Amendment, Locale(0x409), Description("A vessel.") : Amended]
  class Harbor_Vessel {
    [Key, DisplayName("Name") : Amended] string Name;
  };
`;

const german = mof`
  #pragma namespace("\\\\.\\root\\cimv2\\ms_407")
  [Amendment, Locale(0x407), Description("Ein Schiff.") : Amended]
  class Harbor_Vessel {
  };
`;

/** Merges localized files into a neutral one. */
function merging(files: Readonly<Record<string, string>>, command = merge): Example {
  return { files, commands: [command] };
}

/** Explains {@link localizationMessages}. */
export const localizationExplanations = defineExplanations<keyof typeof localizationMessages.table>({
  "missing-amendment": {
    text:
      "The texts of a master go into the namespace of their language, so splitting has to know which one that is. Give it " +
      'as `--amendment MS_409`, or write `#pragma amendment("MS_409")` into the master: `MS_` and the hexadecimal number ' +
      "of the language.",
    wrong: master(good, ["mofkit split harbor.master.mof --mof harbor.mof --mfl harbor.mfl -q"]),
    right: master(good),
  },
  "unknown-locale": {
    text:
      "The number behind `MS_` is the LCID of a language in hexadecimal, and this one is none that Windows knows: nobody " +
      "would ever ask for these texts. Most often the number is decimal: American English is 1033, which is `MS_409`. A " +
      "language of your own is fine, as every number is taken.",
    wrong: master(good, ["mofkit split harbor.master.mof --amendment MS_1033 --mof harbor.mof --mfl harbor.mfl"]),
    right: master(good),
  },
  "locale-mismatch": {
    text:
      "The `Locale` qualifier of a class names another language than the namespace or the option under which its texts are " +
      "kept. The namespace decides, whatever the qualifier says. The number of the qualifier is decimal unless it begins " +
      "with `0x`, that of the namespace is always hexadecimal: `LOCALE(1033)`, `LOCALE(0x409)` and `ms_409` are the same.",
    wrong: mof`
      #pragma namespace("\\\\.\\root\\cimv2\\ms_409")
      [Amendment, Locale(409), Description("A vessel.") : Amended]
      class Harbor_Vessel {
      };
    `,
    right: mof`
      #pragma namespace("\\\\.\\root\\cimv2\\ms_409")
      [Amendment, Locale(0x409), Description("A vessel.") : Amended]
      class Harbor_Vessel {
      };
    `,
  },
  "nothing-to-split": {
    text:
      "Splitting takes out the qualifiers that are marked `: Amended`, and no class of this master has one, so that the " +
      "localized file is empty. Mark the texts, or all qualifiers of a name at once with " +
      "`Qualifier Description : ToSubclass Amended;` at the top.",
    wrong: master(
      mof`
      [Description("A vessel.")]
      class Harbor_Vessel {
        [Key] string Name;
      };
    `,
      [loudSplit],
    ),
    right: master(good),
  },
  "amended-outside-class": {
    text:
      "Only classes have localized copies, with the texts of their properties, methods and parameters. An instance or an " +
      "enumeration has none, so what is marked `: Amended` there stays in the neutral file as it is written.",
    wrong: master(
      `${good}\n[Description("The first one.") : Amended]\ninstance of Harbor_Vessel {\n  Name = "Aurora";\n};\n`,
      [loudSplit],
    ),
    right: master(`${good}\ninstance of Harbor_Vessel {\n  Name = "Aurora";\n};\n`),
  },
  "amended-value-map": {
    text:
      "`ValueMap` has the values that providers give and programs compare, the same in every language; `Values` has the " +
      "names for people. In a translated `ValueMap` a program no longer finds its values.",
    wrong: mof`
      class Harbor_Light {
        [ValueMap { "0", "1" } : Amended, Values { "dark", "lit" } : Amended] uint8 State;
      };
    `,
    right: mof`
      class Harbor_Light {
        [ValueMap { "0", "1" }, Values { "dark", "lit" } : Amended] uint8 State;
      };
    `,
  },
  "restricted-text": {
    text:
      "A text with the flavor `Restricted` does not propagate, so that a subclass has no text at all in place of the one of " +
      "its superclass. Texts are for people and seldom meant to be hidden: write `ToSubclass`.",
    wrong: master(
      mof`
      [Description("A vessel.") : Amended Restricted]
      class Harbor_Vessel {
      };
    `,
      [loudSplit],
    ),
    right: master(mof`
      [Description("A vessel.") : Amended ToSubclass]
      class Harbor_Vessel {
      };
    `),
  },
  "text-not-inherited": {
    text:
      "A qualifier that says nothing of it does not propagate in WMI, and this master has a subclass without a text of its " +
      "own: it will show none. Write `ToSubclass` behind `Amended`, give the subclass its text, or leave it so.",
    wrong: master(
      mof`
      [Description("A vessel.") : Amended]
      class Harbor_Vessel {
      };
      class Harbor_Tug : Harbor_Vessel {
      };
    `,
      [loudSplit],
    ),
    right: master(mof`
      [Description("A vessel.") : Amended ToSubclass]
      class Harbor_Vessel {
      };
      class Harbor_Tug : Harbor_Vessel {
      };
    `),
  },
  "missing-locale-namespace": {
    text:
      "A localized file says by its namespace in which language its texts are, and this one names no namespace, so that " +
      "only who compiles it with `-n` would know. Write the pragma above its classes.",
    wrong: merging({
      "harbor.mof": neutral,
      "english.mfl": mof`
        [Amendment, Description("A vessel.") : Amended]
        class Harbor_Vessel {
        };
      `,
    }),
    right: merging({ "harbor.mof": neutral, "english.mfl": english }),
  },
  "several-locales": {
    text:
      "A master has the texts of one language, and the localized files that are merged have those of several. Merge the ones " +
      "of the language that the master is written in; the others stay what they are, translations of its localized file.",
    wrong: merging(
      { "harbor.mof": neutral, "english.mfl": english, "german.mfl": german },
      "mofkit merge harbor.mof english.mfl german.mfl -o harbor.master.mof",
    ),
    right: merging({ "harbor.mof": neutral, "english.mfl": english, "german.mfl": german }),
  },
  "nothing-to-merge": {
    text:
      "No class of this file is in the namespace of a language, so it has no texts to merge. The neutral file comes first " +
      "on the command line, the localized ones follow.",
    wrong: merging({ "harbor.mof": neutral, "english.mfl": neutral }, merge.replace(" -q", "")),
    right: merging({ "harbor.mof": neutral, "english.mfl": english }),
  },
  "unmarked-text": {
    text:
      "A merge takes the texts that are marked `: Amended`, and this class of a localized file has some without the mark " +
      "and none with it, so that all of them would be left out. Mark them, one by one or by their name for the whole file.",
    wrong: merging({ "harbor.mof": neutral, "english.mfl": english.replaceAll(" : Amended", "") }),
    right: merging({ "harbor.mof": neutral, "english.mfl": english }),
  },
  "repeated-localized-class": {
    text:
      "The localized files have one class twice in the namespace of the language. Its last texts are merged, because a " +
      "compile replaces the first class by the second one as well. Put the texts of both into one class.",
    wrong: merging({ "harbor.mof": neutral, "english.mfl": `${english}\n${english}` }, merge.replace(" -q", "")),
    right: merging({ "harbor.mof": neutral, "english.mfl": english }),
  },
  "neutral-text-replaced": {
    text:
      "The neutral file has a text of its own for who asks for no language, which is not marked `: Amended`, and the localized " +
      "one has a text in the same place. A master has one, so that of the localized file takes it, and splitting the master " +
      "gives a neutral file without: even where both say the same, who asks for no language then reads none.",
    wrong: merging(
      { "harbor.mof": neutral.replace("class", '[Description("A ship.")]\nclass'), "english.mfl": english },
      merge.replace(" -q", ""),
    ),
    right: merging({ "harbor.mof": neutral, "english.mfl": english }),
  },
  "output-is-input": {
    text:
      "An output has the same path as a file that is read, which it would replace. Nothing is written. Give the output a " +
      "name of its own.",
    wrong: master(good, ["mofkit split harbor.master.mof --amendment MS_409 --mof harbor.master.mof --mfl harbor.mfl"]),
    right: master(good),
  },
  "outputs-are-same": {
    text: "The neutral and the localized part are two files, so both cannot be written to one path. Nothing is written.",
    wrong: master(good, ["mofkit split harbor.master.mof --amendment MS_409 --mof harbor.mof --mfl ./harbor.mof"]),
    right: master(good),
  },
});
