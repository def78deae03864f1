import type { Severities } from "../diagnostics/severities.ts";
import type { Configuration } from "../project/configuration.ts";
import type { FileHost } from "../source/file-host.ts";
import type { Command } from "./command.ts";
import type { CommandIo } from "./io.ts";
import type { JsonLines } from "./json-lines.ts";
import type { JsonWriter } from "./json-writer.ts";
import type { Reporter } from "./reporter.ts";
import type { GlobalValues } from "./shared-options.ts";
import type { ProgressDisplay } from "./status-line.ts";
import type { TextOutput } from "./text-output.ts";
import type { Turns } from "./turns.ts";

/** What an atomic command is about. */
export interface AtomicWork {
  /** As it begins a sentence: `compiling 3 files`. */
  what?: string;
  /** The repository. */
  target?: string;
}

/** What a command works with. */
export interface CommandContext {
  readonly io: CommandIo;
  /** The file system from which sources and the project file are read. */
  readonly host: FileHost;
  /** The options that every command takes, with what the project file says where they say nothing. */
  readonly global: GlobalValues;
  /** The project file, where there is one. */
  readonly config: Configuration | undefined;
  /** What the command line says by itself. */
  readonly commandLine: { readonly global: GlobalValues; readonly severities: Severities };
  /** What `--severity` and the project file set. */
  readonly severities: Severities;
  /** Results. With `--json` nothing but the report is written to it. */
  readonly output: TextOutput;
  /** With `--json`: the report, an open object to which the command adds its members. */
  readonly json: JsonWriter | undefined;
  /** With `--json`, for a command whose report is a line for each thing that happens: these lines. */
  readonly lines: JsonLines | undefined;
  readonly reporter: Reporter;
  readonly status: ProgressDisplay;
  /** Awaited between the steps of long work, so that it can be interrupted. */
  readonly turns: Turns;
  /**
   * Tells the user something that is neither a result nor a diagnostic; silent with `--quiet` and where programs read the
   * diagnostics.
   */
  readonly note: (text: string) => void;
  /** The target that is worked on, where it has a name or there are several. */
  readonly target?: string;
  /** What an atomic command is about, for the message of a failure; it sets it when it begins. */
  readonly work: AtomicWork;
  /** All commands, for those that are about them. */
  readonly commands: readonly Command[];
}
