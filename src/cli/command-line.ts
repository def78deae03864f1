import yargs, { type Argv, type Options } from "yargs";
import type { Command, CommandInput, OptionDefinition, OptionDefinitions } from "./command.ts";
import { globalOptions } from "./shared-options.ts";
import { type ParsedArguments, readInput, unknownCommand } from "./usage.ts";

/** Narrower, the columns of the help would be a word wide; wider, its lines are tiring to read. */
const helpWidth = Object.freeze({ least: 40, most: 100, unknown: 80 });

const commonOptions = [...Object.keys(globalOptions), "help", "version"];

interface UsageConfiguration {
  usageConfiguration(configuration: { readonly "hide-types": boolean }): void;
}

/** What a command line asks for. */
export type Request =
  /** Help or completions. */
  | { readonly kind: "print"; readonly text: string }
  | { readonly kind: "version" }
  /** There is no command at all; `help` tells which there are. */
  | { readonly kind: "nothing"; readonly help: string }
  | { readonly kind: "run"; readonly command: Command; readonly input: CommandInput<OptionDefinitions> };

/**
 * Reads a command line. Yargs splits it and makes the help and the completions; what is wrong is said by `usage.ts`, with
 * what was probably meant.
 *
 * @throws {UsageError} for a command line that cannot be run
 */
export async function readCommandLine(
  commands: readonly Command[],
  argv: readonly string[],
  columns: number | undefined,
): Promise<Request> {
  let chosen: Command | undefined;
  const parser = parserOf(commands, columns, (command) => {
    chosen = command;
  });
  let text = "";
  // What a completion script asks is not a command line yet.
  const completing = argv[0] === "--get-yargs-completions";
  const separated = completing ? argv : separateShortValues(argv, commands);
  const parsed = (await parser.parseAsync(separated, {}, (error, _, output) => {
    if (error) throw error;
    if (output !== "") text = `${output}\n`;
  })) as ParsedArguments;
  if (completing) return { kind: "print", text };
  const name = parsed._[0] === undefined ? undefined : String(parsed._[0]);
  if (name !== undefined && !commands.some((command) => command.name === name)) throw unknownCommand(name, commands);
  if (text !== "") return { kind: "print", text };
  if (parsed.version === true) return { kind: "version" };
  if (chosen !== undefined) return { kind: "run", command: chosen, input: readInput(chosen, parsed) };
  return { kind: "nothing", help: `${await parser.getHelp()}\n` };
}

/** The completion script for `bash`, `zsh` or `fish`. */
export function completionScript(commands: readonly Command[], shell: string): Promise<string> {
  // Yargs asks the environment which shell it is when its object is made, and nothing else.
  const { SHELL: before, ZSH_NAME: zshBefore } = process.env;
  process.env.SHELL = shell;
  delete process.env.ZSH_NAME;
  try {
    return new Promise((resolve, reject) => {
      const parser = parserOf(commands, undefined, () => undefined).completion("completion", false);
      parser.parse("completion", {}, (error, _, output) => (error ? reject(error) : resolve(`${output}\n`)));
    });
  } finally {
    if (before === undefined) delete process.env.SHELL;
    else process.env.SHELL = before;
    if (zshBefore !== undefined) process.env.ZSH_NAME = zshBefore;
  }
}

function parserOf(commands: readonly Command[], columns: number | undefined, choose: (command: Command) => void): Argv {
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
    .parserConfiguration({
      "boolean-negation": false,
      "camel-case-expansion": false,
      "dot-notation": false,
      "greedy-arrays": false,
      "parse-numbers": false,
      "parse-positional-numbers": false,
    })
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
    parser.command(
      command.name,
      command.summary,
      (own) => describeCommand(own, command),
      () => choose(command),
    );
  }
  return parser;
}

function describeCommand(parser: Argv, command: Command): void {
  parser.usage(`${usageLine(command)}\n\n${command.description}`);
  // Only for the help: yargs is not told that the command takes them, because it would take a lone `-` for an option.
  for (const { name, describe } of command.arguments) parser.positional(name, { type: "string", describe });
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

/** Splits `-Ifolder` into `-I folder`, as compilers take it; yargs would read a group of flags. */
function separateShortValues(argv: readonly string[], commands: readonly Command[]): string[] {
  const options = [globalOptions, ...commands.map(({ options }) => options)].flatMap((definitions) =>
    Object.values<OptionDefinition>(definitions),
  );
  const letters = new Set(
    options.flatMap(({ type, alias }) => (type !== "flag" && alias !== undefined ? [alias] : [])),
  );
  const end = argv.indexOf("--");
  return argv.flatMap((argument, index) => {
    const attached = /^-([A-Za-z])=?(.+)$/s.exec(argument);
    if (attached === null || !letters.has(attached[1] as string) || (end !== -1 && index > end)) return [argument];
    return [`-${attached[1]}`, attached[2] as string];
  });
}
