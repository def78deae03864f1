import yargs, { type Argv, type Options } from "yargs";
import type { Command, OptionDefinition, OptionDefinitions } from "./command.ts";
import { globalOptions } from "./shared-options.ts";

/** Narrower, the columns of the help would be a word wide; wider, its lines are tiring to read. */
const helpWidth = Object.freeze({ least: 40, most: 100, unknown: 80 });

const commonOptions = [...Object.keys(globalOptions), "help", "version"];

interface UsageConfiguration {
  usageConfiguration(configuration: { readonly "hide-types": boolean }): void;
}

/** The help of a command, or of mofkit. */
export function helpOf(
  commands: readonly Command[],
  command: Command | undefined,
  columns: number | undefined,
): Promise<string> {
  return printedBy(parserOf(commands, columns), command === undefined ? ["--help"] : [command.name, "--help"]);
}

/** The words that a completion script asks for. */
export function completionsOf(commands: readonly Command[], argv: readonly string[]): Promise<string> {
  return printedBy(parserOf(commands, undefined, argv.length), argv);
}

/** The completion script for `bash`, `zsh` or `fish`. */
export function completionScript(commands: readonly Command[], shell: string): Promise<string> {
  // Yargs asks the environment which shell it is when its object is made, and nothing else.
  const { SHELL: before, ZSH_NAME: zshBefore } = process.env;
  process.env.SHELL = shell;
  delete process.env.ZSH_NAME;
  try {
    return printedBy(parserOf(commands, undefined).completion("completion", false), ["completion"]);
  } finally {
    if (before === undefined) delete process.env.SHELL;
    else process.env.SHELL = before;
    if (zshBefore !== undefined) process.env.ZSH_NAME = zshBefore;
  }
}

/** What yargs prints for a command line. */
async function printedBy(parser: Argv, argv: readonly string[]): Promise<string> {
  let text = "";
  await parser.parseAsync(argv, {}, (error, _, output) => {
    if (error) throw error;
    text = output;
  });
  return `${text}\n`;
}

/**
 * With `wordsTyped`, how many words a shell has to complete the last of, arguments have the words that shells complete,
 * which the help would print.
 */
function parserOf(commands: readonly Command[], columns: number | undefined, wordsTyped = 0): Argv {
  const width = Math.min(Math.max(columns ?? helpWidth.unknown, helpWidth.least), helpWidth.most);
  const parser = yargs()
    .scriptName("mofkit")
    .locale("en")
    .exitProcess(false)
    .showHelpOnFail(false)
    .wrap(width)
    .version(false)
    .help("help", "print this help")
    .alias("help", "h")
    .updateStrings({ "Positionals:": "Arguments:" })
    // Without this the completions offer `--no-quiet` and the like.
    .parserConfiguration({ "boolean-negation": false })
    .usage(
      "Usage: $0 COMMAND [options]\n\n" +
        "Compiles MOF (Managed Object Format) into a repository of CIM classes and instances, and looks into it.",
    )
    .options(yargsOptions(globalOptions))
    .option("version", { alias: "V", type: "boolean", describe: "print the version" })
    .group(commonOptions, "Options of every command:")
    .epilogue("`$0 COMMAND --help` tells more about a command, with examples.");
  // The declarations of yargs are a version behind it.
  (parser as unknown as UsageConfiguration).usageConfiguration({ "hide-types": true });
  for (const command of commands) {
    parser.command(command.name, command.summary, (own) => describeCommand(own, command, wordsTyped));
  }
  return parser;
}

function describeCommand(parser: Argv, command: Command, wordsTyped: number): void {
  parser.usage(`${usageLine(command)}\n\n${command.description}`);
  for (const { name, describe, many, choices, completions = choices } of command.arguments) {
    if (wordsTyped === 0 || completions === undefined) parser.positional(name, { type: "string", describe });
    else {
      // Yargs completes one word of each argument, so one that takes many stands as many times as there are words.
      for (let word = 0; word < (many ? wordsTyped : 1); word++) {
        parser.positional(word === 0 ? name : `${name}${word}`, { type: "string", choices: completions });
      }
    }
  }
  parser
    .options(yargsOptions(command.options))
    .group(Object.keys(command.options), "Options:")
    .group(commonOptions, "Options of every command:");
  for (const [commandLine, meaning] of command.examples) parser.example(`# ${meaning}`, "").example(commandLine, "");
}

/** `Usage: mofkit get PATH [options]`. */
function usageLine(command: Command): string {
  const shown = command.arguments.map(({ name, required, many }) => {
    const text = `${name}${many ? "..." : ""}`;
    return required ? text : `[${text}]`;
  });
  return `Usage: $0 ${[command.name, ...shown, "[options]"].join(" ")}`;
}

function yargsOptions(definitions: OptionDefinitions): Record<string, Options> {
  return Object.fromEntries(Object.entries(definitions).map(([name, option]) => [name, yargsOption(option)]));
}

function yargsOption({ type, alias, describe }: OptionDefinition): Options {
  return {
    type: type === "flag" ? "boolean" : type === "list" ? "array" : "string",
    ...(type === "list" && { string: true }),
    ...(alias !== undefined && { alias }),
    describe,
  };
}
