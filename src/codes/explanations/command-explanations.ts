import type { commandMessages } from "../command-messages.ts";
import { defineExplanations, mof } from "../explanation.ts";
import { commandLineExplanations } from "./command-line-explanations.ts";

const harbor = mof`
  class Harbor_Vessel {
    [Key] string Name;
  };
`;

/** A program that loads into a server of its own, which may refuse an operation for reasons that mofkit does not know. */
function serverProgram(answer: string): string {
  return `import { diagnosticToJson, load, openConnection, WbemError } from "mofkit";

const connection = await openConnection("memory:", { access: "write" });
const openNamespace = async (transaction, path) => {
  const services = await transaction.openNamespace(path);
  services.putClass = async (definition) => {
    ${answer}
  };
  return services;
};
const server = {
  dialect: connection.dialect,
  transaction: (work) =>
    connection.transaction((transaction) =>
      work({
        openNamespace: (path) => openNamespace(transaction, path),
        checkDeferred: () => transaction.checkDeferred(),
      }),
    ),
};
await load(server, [{ kind: "file", path: "harbor.mof" }], {
  namespace: "root",
  onDiagnostic: (diagnostic) => console.error(JSON.stringify(diagnosticToJson(diagnostic))),
});
`;
}

/** Explains {@link commandMessages}. */
export const commandExplanations = defineExplanations<keyof typeof commandMessages.table>({
  ...commandLineExplanations,
  "operation-refused": {
    text:
      "The target refused an operation for a reason that is none of mofkit's rules, so there is only its own " +
      "message and status. The repositories of mofkit always name a rule; a server, or a connection that a program " +
      "brings along, need not. Look the status up in its documentation.",
    wrong: {
      files: {
        "harbor.mof": harbor,
        "example.mjs": serverProgram(
          'throw new WbemError("WBEM_E_QUOTA_VIOLATION", "the server takes no more classes");',
        ),
      },
      commands: ["node example.mjs"],
    },
    right: {
      files: {
        "harbor.mof": harbor,
        "example.mjs": serverProgram('return { path: definition.name, outcome: "created", warnings: [] };'),
      },
      commands: ["node example.mjs"],
    },
  },
  "output-failed": {
    text:
      "The result could not be written: its folder does not exist or takes no files, the disk is full, or the " +
      "program that reads standard output has failed. The message gives the reason. A file that was there before is " +
      "as it was.",
    wrong: {
      files: { "harbor.mof": harbor },
      commands: ["mofkit compile harbor.mof", "mofkit dump -o dumps/harbor.mof"],
    },
    right: {
      files: { "harbor.mof": harbor },
      commands: ["mofkit compile harbor.mof", "mofkit dump -o harbor-dump.mof"],
    },
  },
  interrupted: {
    text:
      "Somebody pressed Ctrl-C, or the system asked mofkit to end. A compile is all or nothing, so the repository " +
      "is as it was before. Run the command again.",
    wrong: { input: harbor, commands: ["mofkit compile -"], situation: "interruption" },
    right: { input: harbor, commands: ["mofkit compile -"] },
  },
  "internal-error": {
    text:
      "mofkit came upon something that its makers thought impossible. It is not your fault. Please report it with " +
      "the command line and, if you can, the input; `--verbose` adds the place in the program. `mofkit verify` " +
      "tells whether the repository is sound.",
    wrong: {
      files: { "harbor.mof": harbor },
      commands: ["mofkit compile harbor.mof", "mofkit get Harbor_Vessel"],
      situation: "mistake-in-mofkit",
    },
    right: { files: { "harbor.mof": harbor }, commands: ["mofkit compile harbor.mof", "mofkit get Harbor_Vessel"] },
  },
});
