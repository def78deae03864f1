import { basename, dirname, join, normalize, resolve } from "node:path";
import type { Node } from "jsonc-parser";
import { foldName } from "../cim/names.ts";
import { argumentKinds, requireArgument, requireOptions } from "../cim/require-arguments.ts";
import { createDiagnostic, diagnosticOf } from "../diagnostics/create.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { defaultNamespace } from "../loader/load-options.ts";
import type { FileHost } from "../source/file-host.ts";
import { nodeFileHost } from "../source/node-file-host.ts";
import { SourceError } from "../source/source-error.ts";
import type { Source } from "../source/types.ts";
import { membersOf, parseJson, readJsonText } from "./config-json.ts";
import type { ReadTarget, SettingValues } from "./config-kinds.ts";
import {
  type Configuration,
  type ConfiguredLoad,
  type ConfiguredSettings,
  type ConfiguredTarget,
  configurationFileName,
  packageFileName,
  packageMember,
} from "./configuration.ts";
import { SettingReader } from "./setting-reader.ts";

/** How a project file is read. */
export interface ReadConfigurationOptions {
  /** The file system to read from. Default: that of Node.js. */
  readonly host?: FileHost;
  /** Called for each mistake, at its place in the file. */
  onDiagnostic(diagnostic: Diagnostic): void;
}

/**
 * Reads a project file: `mofkit.config.json`, JSON that may have comments and final commas, or the member `mofkit` of a
 * `package.json`. `undefined` after a mistake.
 *
 * Mistakes: those of reading a file (`file-not-found` and the like); `malformed-configuration`, `unknown-setting`,
 * `duplicate-setting`, `invalid-setting`, `empty-setting`, `contradicting-setting`, `unknown-code`, `fixed-severity`. Warnings:
 * `configuration-ignored`, where the `package.json` beside it has settings too, and `same-target`.
 *
 * @param path as {@link findConfiguration} gives it
 * @example
 * const path = findConfiguration();
 * const configuration = path && (await readConfiguration(path, { onDiagnostic: console.error }));
 */
export async function readConfiguration(
  path: string,
  options: ReadConfigurationOptions,
): Promise<Configuration | undefined> {
  requireArgument("path", path, argumentKinds.text);
  requireOptions(options, ["onDiagnostic"]);
  const { host = nodeFileHost, onDiagnostic } = options;
  let read: { readonly source: Source; readonly text: string };
  try {
    read = await readJsonText(path, host);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    onDiagnostic(diagnosticOf(error.code, error.parameters));
    return undefined;
  }
  const { source, text } = read;
  const parsed = await parseJson(text);
  if ("reason" in parsed) {
    const { reason, start, end } = parsed;
    onDiagnostic(createDiagnostic("malformed-configuration", { path: source.name, reason }, { source, start, end }));
    return undefined;
  }
  const folder = dirname(path);
  const reader = new SettingReader(source, folder, onDiagnostic);
  const root = basename(path) === packageFileName ? memberOf(parsed, packageMember) : parsed;
  if (root === undefined) {
    return reader.report("invalid-setting", { setting: path, expected: `a member \`${packageMember}\`` }, parsed);
  }
  const values = reader.readSettings(root, basename(path), "project");
  if (basename(path) === configurationFileName) await warnOfPackage(join(folder, packageFileName), host, onDiagnostic);
  if (values === undefined || reader.failed) return undefined;
  const { folderPlaces } = reader;
  const targets = (values.targets ?? []).map((target) => ({
    ...settingsFrom({ ...values, ...target.values, ...mergedSeverity(values, target.values) }),
    folderPlaces,
    name: target.name,
  }));
  warnOfSameTargets(targets, values.targets ?? [], onDiagnostic);
  return {
    ...settingsFrom(values),
    folderPlaces,
    ...(values.name !== undefined && { projectName: values.name }),
    path,
    folder,
    targets,
    servers: values.servers ?? {},
  };
}

/** Two targets that put the same into the same place are one too many: the second takes over what the first has made. */
function warnOfSameTargets(
  targets: readonly ConfiguredTarget[],
  read: readonly ReadTarget[],
  onDiagnostic: (diagnostic: Diagnostic) => void,
): void {
  const first = new Map<string, ReadTarget>();
  targets.forEach(({ repository, load, sources }, index) => {
    const target = read[index] as ReadTarget;
    if (repository === "memory:") return;
    const file = resolve(repository?.replace(/^sqlite:/i, "") ?? "repository.db");
    const namespace = foldName(load.namespace ?? defaultNamespace);
    const key = JSON.stringify([file, namespace, sources?.map(({ pattern }) => normalize(pattern)).sort()]);
    const other = first.get(key);
    if (other === undefined) {
      first.set(key, target);
      return;
    }
    const related = [{ message: `\`${other.name}\` is here`, place: other.place }];
    onDiagnostic(
      createDiagnostic("same-target", { first: other.name, second: target.name }, target.place, { related }),
    );
  });
}

/** A target changes what single codes weigh; every other setting of it stands in place of that of the project. */
function mergedSeverity({ severity: shared }: SettingValues, { severity: own }: SettingValues): SettingValues {
  return shared && own ? { severity: { ...shared, ...own } } : {};
}

function settingsFrom(values: SettingValues): ConfiguredSettings {
  const { sources, prelude, search, dialect, keys, incremental, repository } = values;
  const { namespace, classMode, instanceMode, includeFolders, includeRoot, createNamespaces } = values;
  const { severity, warningsAsErrors } = values;
  const load: ConfiguredLoad = {
    ...(namespace !== undefined && { namespace }),
    ...(classMode !== undefined && { classFlags: classMode }),
    ...(instanceMode !== undefined && { instanceFlags: instanceMode }),
    ...(includeFolders && { includeFolders }),
    ...(includeRoot !== undefined && { includeRoot }),
    ...(createNamespaces !== undefined && { createNamespaces }),
    ...(severity && { severities: severity }),
    ...(warningsAsErrors !== undefined && { warningsAsErrors }),
  };
  return {
    load,
    ...(sources && { sources }),
    ...(prelude && { prelude }),
    ...(search && { search }),
    ...(dialect && { dialect }),
    ...(keys && { keys }),
    ...(incremental !== undefined && { incremental }),
    ...(repository !== undefined && { repository }),
  };
}

function memberOf(node: Node, name: string): Node | undefined {
  return node.type === "object" ? membersOf(node).find(({ key }) => key.value === name)?.value : undefined;
}

/** Two places for settings are one too many: who changes the one that is not read wonders why nothing happens. */
async function warnOfPackage(
  path: string,
  host: FileHost,
  onDiagnostic: (diagnostic: Diagnostic) => void,
): Promise<void> {
  try {
    if (host.status(path)?.kind !== "file") return;
    const { source, text } = await readJsonText(path, host);
    if (!text.includes(`"${packageMember}"`)) return;
    const parsed = await parseJson(text);
    const key =
      "reason" in parsed || parsed.type !== "object"
        ? undefined
        : membersOf(parsed).find(({ key }) => key.value === packageMember)?.key;
    if (key === undefined) return;
    const place = { source, start: key.offset, end: key.offset + key.length };
    onDiagnostic(createDiagnostic("configuration-ignored", { path, used: configurationFileName }, place));
  } catch (error) {
    // The file is not needed, so it may be unreadable.
    if (!(error instanceof SourceError)) throw error;
  }
}
