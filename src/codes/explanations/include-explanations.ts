import { defineExplanations, mof } from "../explanation.ts";

const vessel = mof`
  class Harbor_Vessel {
    [Key] string Name;
  };
`;

const tanker = mof`
  class Harbor_Tanker : Harbor_Vessel {
  };
`;

/** So many files, each of which includes the next. */
function includeChain(length: number): Record<string, string> {
  const file = (index: number) => [
    index === 0 ? "example.mof" : `part${index}.mof`,
    index === length - 1 ? vessel : `#pragma include("part${index + 1}.mof")\n`,
  ];
  return Object.fromEntries(Array.from({ length }, (_, index) => file(index)));
}

/** Explains what can be wrong with includes. */
export const includeExplanations = defineExplanations({
  "invalid-include": {
    text: "An include takes the name of one file as a string. For several files write several includes.",
    wrong: {
      files: {
        "example.mof": '#pragma include("vessel.mof", "tanker.mof")\n',
        "vessel.mof": vessel,
        "tanker.mof": tanker,
      },
    },
    right: {
      files: {
        "example.mof": '#pragma include("vessel.mof")\n#pragma include("tanker.mof")\n',
        "vessel.mof": vessel,
        "tanker.mof": tanker,
      },
    },
  },
  "include-not-found": {
    text:
      "The file is neither in the folder of the file that includes it nor in one of the folders given with `-I`. Mend its " +
      "name, or give the folder where it is.",
    wrong: {
      files: { "example.mof": `#pragma include("vessel.mof")\n${tanker}`, "common/vessel.mof": vessel },
    },
    right: {
      files: { "example.mof": `#pragma include("vessel.mof")\n${tanker}`, "common/vessel.mof": vessel },
      commands: ["mofkit check -I common example.mof"],
    },
  },
  "include-outside-root": {
    text:
      "With `--include-root` files may include only what is in that folder, so that MOF from elsewhere cannot read your other " +
      "files. Put the file into the folder, or choose a folder above.",
    wrong: {
      files: { "schema/example.mof": `#pragma include("../vessel.mof")\n${tanker}`, "vessel.mof": vessel },
      commands: ["mofkit check --include-root schema schema/example.mof"],
    },
    right: {
      files: { "schema/example.mof": `#pragma include("../vessel.mof")\n${tanker}`, "vessel.mof": vessel },
      commands: ["mofkit check --include-root . schema/example.mof"],
    },
  },
  "include-cycle": {
    text:
      "The file is included while it is being read itself, which would never end. The message shows the way round. Take one of " +
      "the includes out; what both files need belongs into a third one.",
    wrong: {
      files: {
        "example.mof": `#pragma include("tanker.mof")\n${vessel}`,
        "tanker.mof": `#pragma include("example.mof")\n${tanker}`,
      },
    },
    right: {
      files: { "example.mof": `${vessel}#pragma include("tanker.mof")\n`, "tanker.mof": tanker },
    },
  },
  "include-too-deep": {
    text:
      "Files include files that include files, beyond 64 levels. Real schemas have two: a file at the top that includes all " +
      "the others.",
    wrong: { files: includeChain(66) },
    right: { files: includeChain(2) },
  },
  "too-many-includes": {
    text:
      "A file that is named on the command line may lead to a hundred thousand includes, each counted as often as it is read. " +
      "More come only from files that include others again and again; include each file once, from one place.",
    wrong: { files: { "example.mof": '#pragma include("empty.mof")\n'.repeat(100_001), "empty.mof": "" } },
    right: { files: { "example.mof": '#pragma include("empty.mof")\n', "empty.mof": "" } },
  },
  "include-case-differs": {
    text:
      "There is a file of this name, but with other letters large and small. Windows finds it nevertheless, Linux does not. " +
      "Write the name as the file has it.",
    wrong: { files: { "example.mof": '#pragma include("vessel.mof")\n', "Vessel.mof": vessel } },
    right: { files: { "example.mof": '#pragma include("Vessel.mof")\n', "Vessel.mof": vessel } },
  },
});
