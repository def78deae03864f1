import type { CommandContext } from "./command-context.ts";
import type { ExitCode } from "./exit-codes.ts";

/** One option, as data: the parser, the help and the completion are made from it. */
export interface OptionDefinition {
  /** `flag`: given or not. `list`: may be given several times. */
  readonly type: "flag" | "text" | "number" | "list";
  /** A single letter. */
  readonly alias?: string;
  /** One clause that begins in lower case, without a final stop; it names the default and the values there are. */
  readonly describe: string;
  readonly choices?: readonly string[];
  /** Of a number, the least and the most it can be; without, it is 0 or more. */
  readonly range?: readonly [least: number, most: number];
}

export type OptionDefinitions = Readonly<Record<string, OptionDefinition>>;

type OptionValue<Definition extends OptionDefinition> = Definition["type"] extends "flag"
  ? boolean
  : Definition["type"] extends "list"
    ? readonly string[]
    : Definition["type"] extends "number"
      ? number | undefined
      : (Definition["choices"] extends readonly (infer Choice)[] ? Choice : string) | undefined;

/** What was given on the command line, by the long name of the option. */
export type OptionValues<Definitions extends OptionDefinitions> = {
  readonly [Name in keyof Definitions]: OptionValue<Definitions[Name]>;
};

/** An argument without a name. */
export interface ArgumentDefinition {
  /** As the usage line shows it: `FILE`. */
  readonly name: string;
  readonly describe: string;
  readonly required: boolean;
  /** Takes all arguments that are left; only the last one may. */
  readonly many?: boolean;
  readonly choices?: readonly string[];
  /** What shells complete where {@link choices} would be too many for a message. */
  readonly completions?: readonly string[];
}

/** A command, as data and the function that runs it. */
export interface Command<Definitions extends OptionDefinitions = OptionDefinitions> {
  readonly name: string;
  /** One clause for the list of commands. */
  readonly summary: string;
  /** What its own help says before the options: a few sentences. */
  readonly description: string;
  readonly arguments: readonly ArgumentDefinition[];
  readonly options: Definitions;
  /** What it prints is a report in any case, not only with `--json`. */
  readonly alwaysJson?: boolean;
  /** Its report of `--json` is a line for each thing that happens, the last one a summary. */
  readonly reportsLines?: boolean;
  /** It takes nothing from a project file, and works where the one that is there has mistakes. */
  readonly ignoresProject?: boolean;
  /** It changes a repository, all or nothing; when it fails it is said that nothing was changed. */
  readonly isAtomic?: boolean;
  /** A command line and what it does. */
  readonly examples: readonly (readonly [commandLine: string, meaning: string])[];
  /**
   * Does the work. Rooms that are slow to load are imported here and not at the top of the file, so that help loads
   * none of them.
   */
  run(context: CommandContext, input: CommandInput<Definitions>): Promise<ExitCode>;
}

/** What a command was called with. */
export interface CommandInput<Definitions extends OptionDefinitions> {
  readonly options: OptionValues<Definitions>;
  /** The arguments without a name, in their order. */
  readonly operands: readonly string[];
}

/** Types a command by its options; in a list, commands stand with their own types erased. */
export function defineCommand<const Definitions extends OptionDefinitions>(command: Command<Definitions>): Command {
  return command as unknown as Command;
}
