import { dialects } from "../codes/dialects.ts";
import { type FlagsPragma, flagWords } from "../loader/modes.ts";

/**
 * What a setting holds; `config-kinds.ts` says of each how it is read and what its JSON Schema is. `patterns` are files, folders and
 * globs, in their order; `modes` the words of a flags pragma, one or a list of them.
 */
export type SettingKind =
  | "text"
  | "flag"
  | "word"
  | "modes"
  | "folder"
  | "folders"
  | "paths"
  | "patterns"
  | "namespace"
  | "repository"
  | "severities"
  | "servers"
  | "targets";

/** One setting of a project file, as data: the reader, the JSON Schema and the table of the page on it are made from these. */
export interface SettingDefinition {
  readonly kind: SettingKind;
  /** One clause that begins in lower case, without a final stop. */
  readonly describe: string;
  /** What holds where it is not set, in a few words. */
  readonly default?: string;
  /** The words there are, of the kinds `word` and `modes`. */
  readonly choices?: readonly string[];
  /** The pragma whose words they are, of the kind `modes`. */
  readonly pragma?: FlagsPragma;
  /** A list or an object of it has something in it. */
  readonly needsSome?: true;
  /** The option of the command line that overrules it. */
  readonly option?: string;
  /** It is of the project as a whole, and no target has one of its own. */
  readonly isShared?: true;
}

/** Every setting of a project file, in the order of the page on it. */
export const settings = Object.freeze({
  $schema: {
    kind: "text",
    describe: "where editors find the JSON Schema of this file: `./node_modules/mofkit/dist/config-schema.json`",
    isShared: true,
  },
  name: {
    kind: "text",
    describe: "under which incremental compiles are remembered, so that the folder of the project may be moved",
    default: "the path of the project file",
    isShared: true,
  },
  sources: {
    kind: "patterns",
    describe: "what is compiled: files, folders (their `.mof` and `.mfl` files at any depth) and globs",
    option: "FILE…",
    needsSome: true,
  },
  prelude: {
    kind: "patterns",
    describe:
      "what the sources rest on when they are checked, given like them; a compile takes that from the repository",
    option: "--prelude",
  },
  includeFolders: {
    kind: "paths",
    describe: "folders where includes are looked for after that of the including file",
    option: "--include-folder",
  },
  includeRoot: {
    kind: "folder",
    describe: "the folder that includes may not leave",
    option: "--include-root",
  },
  search: {
    kind: "folders",
    describe: "folders where missing superclasses and referenced classes are looked for",
    option: "--search",
  },
  namespace: {
    kind: "namespace",
    describe: "the namespace of declarations that no `#pragma namespace` governs, and of commands that read",
    default: "`root/cimv2`",
    option: "--namespace",
  },
  createNamespaces: {
    kind: "flag",
    describe: "whether a namespace that does not exist is created",
    default: "`true`",
    option: "--no-create-namespaces",
  },
  classMode: {
    kind: "modes",
    describe: "how classes may be put",
    choices: flagWords("classflags"),
    pragma: "classflags",
    default: "create, or update what conflicts with nothing",
    option: "--class-mode",
  },
  instanceMode: {
    kind: "modes",
    describe: "how instances may be put",
    choices: flagWords("instanceflags"),
    pragma: "instanceflags",
    default: "create or update",
    option: "--instance-mode",
  },
  dialect: {
    kind: "word",
    describe: "the MOF that is meant",
    choices: dialects,
    default: "`auto`",
    option: "--dialect",
  },
  severity: {
    kind: "severities",
    describe: "codes of messages and what they weigh: `off`, `information`, `warning` or `error`",
    option: "--severity",
  },
  warningsAsErrors: {
    kind: "flag",
    describe: "whether a warning refuses the run as an error does, but for codes that `severity` sets to `warning`",
    default: "`false`",
    option: "--warnings-as-errors",
  },
  keys: {
    kind: "word",
    describe: "how a repository that is created compares string keys",
    choices: ["folded", "exact"],
    default: "`folded`, without case",
    option: "--keys",
  },
  incremental: {
    kind: "flag",
    describe: "whether a compile does only what its sources have changed since the last one",
    default: "`false`",
    option: "--incremental",
  },
  repository: {
    kind: "repository",
    describe: "the repository: a file, `sqlite:FILE`, `postgres://HOST/DATABASE` or `memory:`",
    default: "`repository.db` in the current folder",
    option: "--repository",
  },
  servers: {
    kind: "servers",
    describe: "the repository that stands for each server, as in `mofcomp -N:\\\\NAME\\root\\x`",
    isShared: true,
  },
  targets: {
    kind: "targets",
    describe:
      "what is compiled when there is more than one thing to compile: a name, and the settings that are its own",
    option: "--target",
    isShared: true,
    needsSome: true,
  },
} as const satisfies Readonly<Record<string, SettingDefinition>>);

/** The name of a setting. */
export type SettingName = keyof typeof settings;

/** A setting that a target may have of its own. */
export type TargetSettingName = Exclude<SettingName, "$schema" | "name" | "servers" | "targets">;

/** The settings there may be in the whole project, or in one target. */
export function settingsOf(place: "project" | "target"): readonly (readonly [SettingName, SettingDefinition])[] {
  const all = Object.entries(settings) as [SettingName, SettingDefinition][];
  return place === "project" ? all : all.filter(([, { isShared }]) => !isShared);
}
