import { defaultNamespace, type LoadInput } from "../loader/load-options.ts";
import { contradictionIn, type FlagsPragma, flagOfWord } from "../loader/modes.ts";
import { nodeFileHost } from "../source/node-file-host.ts";
import type { OptionDefinitions, OptionValues } from "./command.ts";
import type { CommandContext } from "./command-context.ts";
import { expandInputs } from "./inputs.ts";
import type { LoadSettings } from "./load-run.ts";
import { repositoryTarget } from "./repository-access.ts";
import { includeOptions, repositoryOptions } from "./shared-options.ts";
import { usageError } from "./usage.ts";

/** What `compile` takes. */
export const compileOptions = {
  ...repositoryOptions,
  "class-mode": {
    type: "list",
    choices: ["createonly", "updateonly", "safeupdate", "forceupdate"],
    describe:
      "createonly, updateonly, safeupdate or forceupdate (default: create, or update what conflicts with nothing)",
  },
  "instance-mode": {
    type: "list",
    choices: ["createonly", "updateonly"],
    describe: "createonly or updateonly (default: create or update)",
  },
  ...includeOptions,
  "dry-run": { type: "flag", describe: "tell what would be done, and change nothing" },
  remove: { type: "flag", describe: "take out what the files declare, in reverse order, in place of putting it" },
  "no-create-namespaces": { type: "flag", describe: "refuse a namespace that does not exist instead of creating it" },
  keys: {
    type: "text",
    choices: ["folded", "exact"],
    describe: "how a repository that is created compares string keys: folded, without case (default), or exact",
  },
} as const satisfies OptionDefinitions;

/** One compile of inputs into one repository, with everything that was asked for settled. */
export interface CompileJob {
  readonly inputs: readonly LoadInput[];
  /** The repository. */
  readonly target: string;
  readonly dryRun: boolean;
  /** What the inputs declare is taken out. */
  readonly remove?: boolean;
  /** How a repository that is created compares string keys. */
  readonly keys?: "folded" | "exact";
  readonly settings: LoadSettings;
}

/**
 * What a command line of `compile` asks for.
 *
 * @throws {UsageError} where its options contradict each other or its arguments lead to nothing
 */
export function readCompileJobs(
  context: CommandContext,
  options: OptionValues<typeof compileOptions>,
  operands: readonly string[],
): readonly CompileJob[] {
  const job: CompileJob = {
    inputs: expandInputs(operands, nodeFileHost),
    target: repositoryTarget(context, options.repository),
    dryRun: options["dry-run"],
    remove: options.remove,
    ...(options.keys && { keys: options.keys }),
    settings: {
      namespace: options.namespace ?? defaultNamespace,
      classFlags: flagsOf("classflags", "class-mode", options["class-mode"]),
      instanceFlags: flagsOf("instanceflags", "instance-mode", options["instance-mode"]),
      includeFolders: options["include-folder"],
      ...(options["include-root"] !== undefined && { includeRoot: options["include-root"] }),
      createNamespaces: !options["no-create-namespaces"],
    },
  };
  return [job];
}

/** The flags that the words of an option stand for. */
function flagsOf(pragma: FlagsPragma, option: string, words: readonly string[]): number {
  const flags = words.reduce((bits, word) => bits | (flagOfWord(pragma, word) ?? 0), 0);
  const contradiction = contradictionIn(pragma, flags);
  if (contradiction === undefined) return flags;
  const [first, second] = contradiction;
  throw usageError("contradicting-option-values", { option: `--${option}`, first, second });
}
