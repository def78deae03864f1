import type { QualifierFlavor } from "../cim/model.ts";
import type { Diagnostic, Place } from "../diagnostics/diagnostic.ts";
import type { Severities } from "../diagnostics/severities.ts";
import type { FileHost } from "../source/file-host.ts";
import type { Source } from "../source/types.ts";
import type { WbemTransaction } from "../wbem/connection.ts";
import type { RefusedObject } from "../wbem/error.ts";
import type { PutOutcome } from "../wbem/services.ts";
import type { SourceReader } from "./source-reader.ts";

/** What applies to declarations at a place of an input, as the pragmas before it have left it. */
export interface UnitState {
  /** The path of the namespace. */
  readonly namespace: string;
  /** `WBEM_FLAG_…` for `putClass`. */
  readonly classFlags: number;
  /** `WBEM_FLAG_…` for `putInstance`. */
  readonly instanceFlags: number;
  /** What statements such as `Qualifier Description : Amended;` gave, by folded name of the qualifier. */
  readonly flavors: Readonly<Record<string, QualifierFlavor>>;
}

/** A file that an input includes, and what applied where it was included. */
export interface LoadPart {
  readonly path: string;
  readonly state: UnitState;
}

/** A file or text that was loaded to its end. */
export interface LoadedFile {
  readonly source: Source;
  /** The input that it is or that includes it. */
  readonly input: LoadInput;
  /** How many files of the load were begun before. */
  readonly order: number;
  /** How many files it included, at any depth. */
  readonly includes: number;
  readonly before: UnitState;
  readonly after: UnitState;
}

/** Something to load. Each input starts afresh: with the namespace and flags of the options, and without aliases. */
export type LoadInput = (
  | {
      readonly kind: "file";
      readonly path: string;
      /** Only these of the files that it includes are loaded, as if the others had been too, and not the file itself. */
      readonly parts?: readonly LoadPart[];
    }
  | { readonly kind: "standard-input" }
  | {
      readonly kind: "text";
      readonly text: string;
      /** What people see as its file name. */
      readonly name: string;
      /** Where includes are looked for: relative to this file. */
      readonly path?: string;
    }
) & {
  /** What holds for this input in place of what the options say for all. */
  readonly settings?: InputSettings;
};

/** The namespace of declarations that no `#pragma namespace` governs, where nothing else is said. */
export const defaultNamespace = "root/cimv2";

/** How an input is loaded, which may differ from one to the next. */
export interface InputSettings {
  /** For declarations that no `#pragma namespace` governs. Default: {@link defaultNamespace}. */
  readonly namespace?: string;
  /** `WBEM_FLAG_…` for `putClass`, until a `#pragma classflags`. */
  readonly classFlags?: number;
  /** `WBEM_FLAG_…` for `putInstance`, until a `#pragma instanceflags`. */
  readonly instanceFlags?: number;
  /** Where included files are looked for that are not found relative to the including file. */
  readonly includeFolders?: readonly string[];
  /** Files that the inputs include must lie below this folder, by their real path; the prelude is trusted. */
  readonly includeRoot?: string;
}

/** How {@link LoadInput}s are loaded, and who hears of it. */
export interface LoadOptions extends InputSettings {
  /** Whether a namespace that is named and does not exist is created, or which ones are, by canonical path. Default: true. */
  readonly createNamespaces?: boolean | ((path: string) => boolean);
  /** Whether each input file is recorded for recovery as if it had `#pragma autorecover`. Default: false. */
  readonly autorecover?: boolean;
  /**
   * What the inputs rest on: loaded first, without the flags, and neither counted nor reported on. Its errors are
   * reported as one.
   */
  readonly prelude?: readonly LoadInput[];
  /**
   * How much codes weigh that are to weigh something else than by default. A code set to `error` keeps the load from lasting; an
   * error stays one whatever is set. What a comment suppresses is suppressed all the same.
   */
  readonly severities?: Severities;
  /**
   * Whether a warning, too, keeps the load from lasting; not one of a code that `severities` sets to `warning`. Its severity stays
   * as it is.
   */
  readonly warningsAsErrors?: boolean;
  /** The file system to read from. Default: that of Node.js. */
  readonly host?: FileHost;
  /** Reads the sources; `loadMany` has several loads share one reading so. Default: each load reads by itself. */
  readonly reader?: SourceReader;
  /** Called for each mistake and warning, in the order of the text. */
  onDiagnostic(diagnostic: Diagnostic): void;
  /** Called for each file and text of the inputs when it has been loaded to its end, after those that it includes. */
  readonly onFile?: (file: LoadedFile) => void;
  /** Does what is to last together with the load, before it begins; what it throws the load rejects with. */
  readonly before?: (transaction: WbemTransaction) => Promise<void>;
  /** As `before`, when all has been loaded and nothing keeps it from lasting. */
  readonly after?: (transaction: WbemTransaction) => Promise<void>;
  /** Called between batches of declarations, and before what was loaded is made to last. A promise is awaited. */
  readonly onProgress?: (progress: LoadProgress) => unknown;
  /** Called for each object when it has been put or deleted; whether that lasts is known at the end. */
  readonly onObject?: (outcome: ObjectOutcome) => void;
  /** Called for each pragma that tells about the text and from which nothing follows for what is loaded, in its place. */
  readonly onPragma?: (pragma: InformationPragma) => void;
  /** Stops between batches of declarations; nothing of the load lasts, and it rejects with the reason. */
  readonly signal?: AbortSignal;
}

/** How far a load has come; told between batches of declarations. */
export interface LoadProgress {
  /** Whether the prelude is loaded, which is counted by itself, or the inputs are, or these are made to last. */
  readonly phase: "prelude" | "reading" | "storing";
  /** Files begun so far, included ones too. */
  readonly files: number;
  /** Declarations read so far, pragmas among them. */
  readonly declarations: number;
  /** The file that is read now, as people see it. */
  readonly file: string;
  /** How much has been read so far; of text that is at hand in code units. */
  readonly bytes: number;
  /**
   * How many files and bytes there are, with those that are included; absent while that is not known: of standard input, and as long
   * as a file that includes others has not been parsed to its end. One that a later file includes is not foreseen.
   */
  readonly total?: { readonly files: number; readonly bytes: number };
}

/**
 * A pragma that tells about the text: `locale`, `instancelocale`, `source`, `sourcetype`, `nonlocal` or `nonlocaltype` (DSP0004,
 * "Pragmas").
 */
export interface InformationPragma {
  /** In lower case. */
  readonly name: string;
  readonly value: string;
  readonly place: Place;
}

/** What happened to one object. */
export interface ObjectOutcome {
  readonly kind: RefusedObject["kind"];
  readonly namespace: string;
  /** Relative to the namespace. */
  readonly path: string;
  readonly outcome: PutOutcome | "deleted";
  /** The name in its declaration, or the pragma that deletes it. */
  readonly place: Place;
  /** Where the same load has declared it before. */
  readonly earlier?: Place;
  /**
   * How long the target took to put or to delete it. Instances are put up to 256 at a time, and each has its share of that.
   */
  readonly milliseconds: number;
}

/** The kinds of object that a report counts. */
export type CountedKind = "classes" | "instances" | "qualifiers" | "namespaces";

/** How many objects of each kind were created, updated, found unchanged or deleted. */
export type ObjectCounts = Readonly<Record<CountedKind, Readonly<Record<PutOutcome | "deleted", number>>>>;

/** What became of a load. */
export interface LoadReport {
  /** Whether the load lasts. It does not when there was an error. */
  readonly committed: boolean;
  readonly files: number;
  readonly declarations: number;
  readonly errors: number;
  readonly warnings: number;
  /** What happened to objects; all 0 when nothing lasts. */
  readonly counts: ObjectCounts;
  /** The absolute paths of the input files that were recorded for recovery; none when nothing lasts. */
  readonly recoveryFiles: readonly string[];
  readonly milliseconds: number;
}
