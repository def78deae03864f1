import { resolve } from "node:path";
import { foldName } from "../cim/names.ts";
import { createDiagnostic } from "../diagnostics/create.ts";
import type { Place } from "../diagnostics/diagnostic.ts";
import { defaultNamespace, type LoadInput } from "../loader/load-options.ts";
import { contradictionIn, type FlagsPragma, flagOfWord, flagWords } from "../loader/modes.ts";
import { nodeFileHost } from "../source/node-file-host.ts";
import type { OptionDefinitions, OptionValues } from "./command.ts";
import type { CommandContext } from "./command-context.ts";
import { expandInputs } from "./inputs.ts";
import { jobsOption } from "./jobs-option.ts";
import type { LoadSettings } from "./load-run.ts";
import { type ChosenSettings, chosenSettings, sourcesOf } from "./project-settings.ts";
import {
  defaultRepository,
  includeOptions,
  repositoryOption,
  repositoryOptions,
  searchOptions,
} from "./shared-options.ts";
import type { TargetJob } from "./target-group.ts";
import { UsageError, usageError } from "./usage.ts";
import { watchOption } from "./watch.ts";

/** What `compile` takes. */
export const compileOptions = {
  ...repositoryOptions,
  repository: {
    type: "list",
    alias: "r",
    describe: `${repositoryOption.repository.describe}; may be repeated, for several at once`,
  },
  "class-mode": {
    type: "list",
    choices: flagWords("classflags"),
    describe:
      "createonly, updateonly, safeupdate or forceupdate (default: create, or update what conflicts with nothing)",
  },
  "instance-mode": {
    type: "list",
    choices: flagWords("instanceflags"),
    describe: "createonly or updateonly (default: create or update)",
  },
  ...includeOptions,
  ...searchOptions,
  incremental: {
    type: "flag",
    describe: "compile only what has changed since the last time, with what depends on it; what is gone is removed",
  },
  "dry-run": { type: "flag", describe: "tell what would be done, and change nothing" },
  ...watchOption,
  remove: { type: "flag", describe: "take out what the files declare, in reverse order, in place of putting it" },
  "no-create-namespaces": { type: "flag", describe: "refuse a namespace that does not exist instead of creating it" },
  keys: {
    type: "text",
    choices: ["folded", "exact"],
    describe: "how a repository that is created compares string keys: folded, without case (default), or exact",
  },
  ...jobsOption,
} as const satisfies OptionDefinitions;

/** One compile of inputs into one repository, with everything that was asked for settled. */
export interface CompileJob extends Omit<TargetJob, "configured"> {
  readonly dryRun: boolean;
  /** What the inputs declare is taken out. */
  readonly remove?: boolean;
  /** How a repository that is created compares string keys. */
  readonly keys?: "folded" | "exact";
}

/** The compile of one target of a project, or of the project as a whole. */
export type ProjectJob = CompileJob & TargetJob;

/**
 * What a command line of `compile` asks for, with what the project file says: a job for each target, or for each repository that
 * is named.
 *
 * @throws {UsageError} where its options contradict each other, or its arguments or the sources of the project lead to nothing
 */
export function readCompileJobs(
  context: CommandContext,
  options: OptionValues<typeof compileOptions>,
  operands: readonly string[],
): readonly ProjectJob[] {
  const { global, io } = context;
  const ofEnvironment = global.target.length === 0 ? io.environment.MOFKIT_REPOSITORY || undefined : undefined;
  const named = options.repository.length === 0 && ofEnvironment !== undefined ? [ofEnvironment] : options.repository;
  const chosen = chosenSettings(context, named[0]);
  const modes = {
    classFlags: flagsOf("classflags", "class-mode", options["class-mode"]),
    instanceFlags: flagsOf("instanceflags", "instance-mode", options["instance-mode"]),
  };
  return chosen.flatMap((configured) => {
    const { name, ...job } = jobOf(configured, options, modes, inputsOf(context, "compile", operands, configured));
    const incremental = nameOfCompilation(context, options, operands, configured, job);
    const settings = { ...job.settings, ...(incremental !== undefined && { incremental }) };
    if (named.length > 1) return named.map((target) => ({ ...job, settings, target }));
    const target = named[0] ?? configured.repository ?? defaultRepository;
    return [{ ...job, ...(name !== undefined && { name }), settings, target }];
  });
}

/**
 * Under which name a compile is remembered: the absolute paths of the files and folders that were named, or that of the project file
 * with its target, and the namespace. So a folder with another file in it is the same compilation, and the same files in another
 * namespace are another, as is another project.
 *
 * @throws {UsageError} for what cannot be compiled incrementally
 */
function nameOfCompilation(
  { config }: CommandContext,
  options: OptionValues<typeof compileOptions>,
  operands: readonly string[],
  { name = "", incremental }: ChosenSettings,
  { settings, remove }: Pick<ProjectJob, "settings" | "remove">,
): string | undefined {
  if (options.incremental && remove) {
    throw usageError("options-exclude-each-other", { first: "--incremental", second: "--remove" });
  }
  if (remove || !(options.incremental || incremental)) return undefined;
  if (operands.includes("-")) {
    if (!options.incremental) return undefined;
    const hint = "what comes from standard input cannot be compared with what came before; write it to a file";
    throw usageError("invalid-argument", { name: "FILE", value: "-", command: "compile" }, hint);
  }
  // A project file is named from the current folder, where the one of another project may have the same name.
  const project = config && [
    config.projectName === undefined ? resolve(config.path) : `name:${config.projectName}`,
    name,
  ];
  const sources = (operands.length === 0 && project) || operands.map((operand) => resolve(operand)).sort();
  return JSON.stringify([foldName(settings.namespace ?? defaultNamespace), ...sources]);
}

/**
 * What is to be read: the arguments of the command line, else the sources of the project.
 *
 * @throws {UsageError} where they lead to nothing
 */
export function inputsOf(
  { config, host }: CommandContext,
  command: string,
  operands: readonly string[],
  one: ChosenSettings,
): readonly LoadInput[] {
  if (operands.length === 0) return sourcesOf(command, config, host, one);
  return expandInputs(operands, host);
}

/** What the options say about modes, in `WBEM_FLAG_…`. */
interface Modes {
  readonly classFlags: number | undefined;
  readonly instanceFlags: number | undefined;
}

function jobOf(
  configured: ChosenSettings,
  options: OptionValues<typeof compileOptions>,
  { classFlags = configured.load.classFlags ?? 0, instanceFlags = configured.load.instanceFlags ?? 0 }: Modes,
  inputs: readonly LoadInput[],
): Omit<ProjectJob, "target"> {
  const { name, load } = configured;
  const keys = options.keys ?? configured.keys;
  return {
    ...(name !== undefined && { name }),
    configured,
    inputs,
    dryRun: options["dry-run"],
    remove: options.remove,
    ...(keys && { keys }),
    settings: {
      ...inputSettings(options, configured),
      classFlags,
      instanceFlags,
      createNamespaces: options["no-create-namespaces"] ? false : (load.createNamespaces ?? true),
    },
  };
}

/** How files are read, in which a compile and a check are alike. */
export function inputSettings(
  options: OptionValues<typeof includeOptions & Pick<typeof repositoryOptions, "namespace">> &
    Partial<OptionValues<typeof searchOptions>>,
  { load, search = [], folderPlaces }: ChosenSettings,
): Pick<LoadSettings, "namespace" | "includeFolders" | "includeRoot" | "search"> {
  const ofProject = (path: string) => existingFolder(path, folderPlaces?.get(path));
  const includeRoot =
    options["include-root"] ?? (load.includeRoot === undefined ? undefined : ofProject(load.includeRoot));
  return {
    namespace: options.namespace ?? load.namespace ?? defaultNamespace,
    // Those of the project are looked in too: a folder more is no contradiction.
    includeFolders: [...options["include-folder"], ...(load.includeFolders ?? [])],
    ...(includeRoot !== undefined && { includeRoot }),
    search: [...(options.search ?? []).map((path) => existingFolder(path)), ...search.map(ofProject)],
  };
}

/** @throws {UsageError} `input-not-found` or `not-a-folder`, at its place in the project file where that names it */
function existingFolder(path: string, place?: Place): string {
  const kind = nodeFileHost.status(path)?.kind;
  if (kind === "folder") return path;
  if (kind !== undefined) throw new UsageError(createDiagnostic("not-a-folder", { path }, place));
  throw new UsageError(createDiagnostic("input-not-found", { path, folder: resolve(".") }, place));
}

/** The flags that the words of an option stand for; `undefined` without words. */
function flagsOf(pragma: FlagsPragma, option: string, words: readonly string[]): number | undefined {
  if (words.length === 0) return undefined;
  const flags = words.reduce((bits, word) => bits | (flagOfWord(pragma, word) ?? 0), 0);
  const contradiction = contradictionIn(pragma, flags);
  if (contradiction === undefined) return flags;
  const [first, second] = contradiction;
  throw usageError("contradicting-option-values", { option: `--${option}`, first, second });
}
