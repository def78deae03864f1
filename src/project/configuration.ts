import type { Dialect } from "../codes/dialects.ts";
import type { Place } from "../diagnostics/diagnostic.ts";
import type { LoadOptions } from "../loader/load-options.ts";

/** A file, a folder or a glob that a project file names, relative to the folder of that file. */
export interface SourcePattern {
  readonly pattern: string;
  /** Where the project file says so. */
  readonly place: Place;
}

/** What a project file says about how sources are loaded: what {@link LoadOptions} have of it, by the same names. */
export type ConfiguredLoad = Pick<
  LoadOptions,
  | "namespace"
  | "classFlags"
  | "instanceFlags"
  | "includeFolders"
  | "includeRoot"
  | "createNamespaces"
  | "severities"
  | "warningsAsErrors"
>;

/** The settings of a project, or of one of its targets with those of the project below. Absent: nothing is said. */
export interface ConfiguredSettings {
  /** What is compiled, in this order; see `findInputs`. */
  readonly sources?: readonly SourcePattern[];
  /** What the sources rest on when they are checked. */
  readonly prelude?: readonly SourcePattern[];
  readonly load: ConfiguredLoad;
  /** Folders where missing classes are looked for. */
  readonly search?: readonly string[];
  readonly dialect?: Dialect;
  /** How a repository that is created compares string keys. */
  readonly keys?: "folded" | "exact";
  readonly incremental?: boolean;
  /** As `openConnection` takes it. */
  readonly repository?: string;
  /** Where the project file names folders that have to be there, `includeRoot` and those of `search`, by their paths. */
  readonly folderPlaces?: ReadonlyMap<string, Place>;
}

/** One thing to compile. */
export interface ConfiguredTarget extends ConfiguredSettings {
  readonly name: string;
}

/**
 * What a project file says. Its paths are joined to the folder of the file as that was named: a file that was found by a
 * relative path gives relative ones.
 */
export interface Configuration extends ConfiguredSettings {
  /** What its incremental compiles are remembered under; absent: its path. No `name`, which only a target has. */
  readonly projectName?: string;
  /** The path of the file. */
  readonly path: string;
  /** Its folder, against which paths and patterns in it are resolved. */
  readonly folder: string;
  /** In the order of the file; empty where it names none. */
  readonly targets: readonly ConfiguredTarget[];
  /** The repository that stands for each server, by the name of the server in its spelling. */
  readonly servers: Readonly<Record<string, string>>;
}

/** The name of a project file. */
export const configurationFileName = "mofkit.config.json";

/** The file of npm that may hold a project file as one of its members. */
export const packageFileName = "package.json";

/** That member. */
export const packageMember = "mofkit";
