import { suggest } from "../codes/suggest.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { refuses, type Severities, weighed } from "../diagnostics/severities.ts";
import { defaultNamespace, type LoadInput } from "../loader/load-options.ts";
import {
  type Configuration,
  type ConfiguredSettings,
  type ConfiguredTarget,
  configurationFileName,
  type SourcePattern,
} from "../project/configuration.ts";
import { findInputs } from "../project/find-inputs.ts";
import type { FileHost } from "../source/file-host.ts";
import { nodeFileHost } from "../source/node-file-host.ts";
import type { CommandContext } from "./command-context.ts";
import type { GlobalValues } from "./shared-options.ts";
import { UsageError, usageError } from "./usage.ts";

/** A project file that was read, with the warnings about it that are still to be shown. */
export interface FoundProject {
  readonly configuration: Configuration | undefined;
  readonly warnings: readonly Diagnostic[];
}

/** The options that say which project file holds, and how what is wrong with it weighs. */
export type ProjectOptions = Pick<GlobalValues, "config" | "target" | "no-config" | "warnings-as-errors">;

/**
 * The project file that holds for a command line. It counts as a part of the command line, so what is wrong with it is a usage
 * error, at its place in the file.
 *
 * @throws {UsageError} with everything that is wrong with it, or with `target-not-found`
 */
export async function findProject(
  options: ProjectOptions,
  severities: Severities,
  host: FileHost = nodeFileHost,
): Promise<FoundProject> {
  const { config, target, "no-config": without, "warnings-as-errors": warningsAsErrors } = options;
  const { findConfiguration } = await import("../project/find-configuration.ts");
  const path = without ? undefined : (config ?? findConfiguration("", nodeFileHost));
  if (path === undefined) {
    const [name] = target;
    if (name !== undefined) {
      throw usageError("target-not-found", { name }, "there is no project file in this folder or above it");
    }
    return { configuration: undefined, warnings: [] };
  }
  const { readConfiguration } = await import("../project/read-configuration.ts");
  const diagnostics: Diagnostic[] = [];
  const configuration = await readConfiguration(path, {
    host,
    onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
  });
  const weighing = {
    severities: { ...configuration?.load.severities, ...severities },
    warningsAsErrors: warningsAsErrors || configuration?.load.warningsAsErrors === true,
  };
  const shown = diagnostics.flatMap((diagnostic) => weighed(diagnostic, weighing.severities) ?? []);
  const refused = shown.filter((diagnostic) => refuses(diagnostic, weighing));
  if (configuration === undefined || refused.length > 0) {
    // What counts as an error is shown as one: the settings that make it so do not get to whoever shows it.
    const errors = shown.map((one) => (refused.includes(one) ? { ...one, severity: "error" as const } : one));
    throw new UsageError(...(errors as [Diagnostic, ...Diagnostic[]]));
  }
  for (const name of target) targetOf(configuration, name);
  return { configuration, warnings: diagnostics };
}

function targetOf({ targets, path }: Configuration, name: string): ConfiguredTarget {
  const found = targets.find((target) => target.name === name);
  if (found !== undefined) return found;
  const names = targets.map((target) => target.name);
  const meant = suggest(name, names);
  if (meant !== undefined) throw usageError("target-not-found", { name }, `did you mean \`${meant}\`?`);
  const hint = names.length === 0 ? `\`${path}\` has no targets` : `\`${path}\` has ${quoted(names)}`;
  throw usageError("target-not-found", { name }, hint);
}

/**
 * The settings that hold for the whole of a command: those of the target that is chosen or the only one, else those of the
 * project.
 */
export function settingsFor(
  configuration: Configuration | undefined,
  { target: names }: Pick<GlobalValues, "target">,
): ConfiguredSettings | undefined {
  if (configuration === undefined) return undefined;
  const targets = chosenTargets(configuration, names);
  return targets.length === 1 ? targets[0] : configuration;
}

/** The targets that `--target` names, in the order of the file; all without it. */
export function chosenTargets(configuration: Configuration, names: readonly string[]): readonly ConfiguredTarget[] {
  if (names.length === 0) return configuration.targets;
  return configuration.targets.filter(({ name }) => names.includes(name));
}

/** Settings of the project file in the options that every command takes, where the command line does not say otherwise. */
export function withSettings(options: GlobalValues, settings: ConfiguredSettings | undefined): GlobalValues {
  return {
    ...options,
    dialect: options.dialect ?? settings?.dialect,
    "warnings-as-errors": options["warnings-as-errors"] || settings?.load.warningsAsErrors === true,
  };
}

/** What there is to compile: the settings of a target, or of the project, which then has no name. */
export type ChosenSettings = ConfiguredSettings & { readonly name?: string };

/**
 * What a compile or a check is about: the targets that are chosen, or the project where it has none. A repository that is
 * named otherwise stands in place of several targets.
 *
 * @param named the repository that `-r` or the environment names
 * @throws {UsageError} `several-targets`, where `--target` names several and `-r` one repository
 */
export function chosenSettings({ config, global }: CommandContext, named?: string): readonly ChosenSettings[] {
  if (config === undefined) return [{ load: {} }];
  const targets = chosenTargets(config, global.target);
  if (named === undefined || targets.length === 1) return targets.length === 0 ? [config] : targets;
  if (global.target.length > 0) oneTarget(targets);
  return [config];
}

/**
 * The context of the work on one of several targets, whose settings hold where the command line says nothing.
 *
 * @param pass gets the diagnostics on their way to who shows them
 */
export function contextFor(
  context: CommandContext,
  settings: ConfiguredSettings,
  pass?: (diagnostic: Diagnostic) => void,
): CommandContext {
  const { commandLine, reporter } = context;
  const global = withSettings(commandLine.global, settings);
  const severities = { ...settings.load.severities, ...commandLine.severities };
  const weighing = { severities, warningsAsErrors: global["warnings-as-errors"] };
  return { ...context, global, severities, reporter: reporter.forPart(weighing, pass) };
}

/**
 * The inputs that the sources of a project stand for.
 *
 * @throws {UsageError} `missing-argument` where there are no sources, and what is wrong with those that lead to nothing
 */
export function sourcesOf(
  command: string,
  config: Configuration | undefined,
  host: FileHost,
  { sources }: ConfiguredSettings,
): readonly LoadInput[] {
  if (config === undefined || sources === undefined) {
    const hint = `or list them under \`sources\` in \`${config?.path ?? configurationFileName}\``;
    throw usageError("missing-argument", { name: "FILE", command }, `name files, folders or globs, ${hint}`);
  }
  return patternInputs(config, sources, host);
}

/**
 * The inputs that patterns of the project file stand for.
 *
 * @throws {UsageError} with what is wrong with those that lead to nothing, at their places
 */
export function patternInputs(
  config: Configuration,
  patterns: readonly SourcePattern[],
  host: FileHost = nodeFileHost,
): readonly LoadInput[] {
  const problems: Diagnostic[] = [];
  const inputs = findInputs(patterns, config.folder, { host, onDiagnostic: (diagnostic) => problems.push(diagnostic) });
  if (problems.length > 0) throw new UsageError(...(problems as [Diagnostic, ...Diagnostic[]]));
  return inputs;
}

/** Which namespace is meant: option over project file over default. */
export function namespaceFor({ config, global }: CommandContext, option: string | undefined): string {
  return option ?? settingsFor(config, global)?.load.namespace ?? defaultNamespace;
}

/**
 * Refuses several targets where one repository is needed.
 *
 * @throws {UsageError} `several-targets`
 */
export function oneTarget<Target extends ChosenSettings>(targets: readonly Target[]): Target | undefined {
  const names = targets.flatMap(({ name }) => name ?? []);
  if (names.length > 1) throw usageError("several-targets", { names: quoted(names) });
  return targets[0];
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}
