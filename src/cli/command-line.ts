import parseWords from "yargs-parser";
import { diagnosticFormats } from "../diagnostics/formats/index.ts";
import type { Command, CommandInput, OptionDefinition, OptionDefinitions } from "./command.ts";
import { type GlobalValues, globalOptions } from "./shared-options.ts";
import { type ParsedArguments, readInput, unknownCommand } from "./usage.ts";

/** What a command line asks for. */
export type Request =
  /** Help or completions. */
  | { readonly kind: "print"; readonly text: string }
  | { readonly kind: "version" }
  /** There is no command at all; `help` tells which there are. */
  | { readonly kind: "nothing"; readonly help: string }
  | { readonly kind: "run"; readonly command: Command; readonly input: CommandInput<OptionDefinitions> };

/**
 * Reads a command line. It is split by the parser of yargs, out of its own package, because `yargs/helpers` loads `node:assert`
 * too, which takes 3 to 4 ms; yargs itself, which makes the help and the completions, is loaded for those only: it would cost every
 * command 13 ms of a start of 130. What is wrong is said by `usage.ts`, with what was probably meant.
 *
 * @throws {UsageError} for a command line that cannot be run
 */
export async function readCommandLine(
  commands: readonly Command[],
  argv: readonly string[],
  columns: number | undefined,
): Promise<Request> {
  if (argv[0] === "--get-yargs-completions") {
    const { completionsOf } = await import("./help.ts");
    return { kind: "print", text: await completionsOf(commands, argv) };
  }
  const parsed = parseArguments(commands, argv);
  const name = parsed._[0] === undefined ? undefined : String(parsed._[0]);
  const command = commands.find((candidate) => candidate.name === name);
  if (name !== undefined && command === undefined) throw unknownCommand(name, commands);
  if (parsed.version === true) return { kind: "version" };
  if (command !== undefined && parsed.help !== true) {
    return { kind: "run", command, input: readInput(command, parsed) };
  }
  const { helpOf } = await import("./help.ts");
  const help = await helpOf(commands, command, columns);
  return parsed.help === true ? { kind: "print", text: help } : { kind: "nothing", help };
}

/**
 * The options that matter for the messages about a command line that cannot be read as a whole, as they were typed. Each is
 * what it would be if the rest were right; a value that is none is left out.
 */
export function typedMessageOptions(
  commands: readonly Command[],
  argv: readonly string[],
): Pick<GlobalValues, "error-format" | "verbose"> {
  const parsed = parseArguments(commands, argv);
  // With a file for messages the format is that of the file, which a run that does not begin leaves as it is.
  const format = parsed["error-output"] === undefined ? lastOf(parsed["error-format"]) : undefined;
  return {
    "error-format": diagnosticFormats.find((known) => known === format),
    verbose: lastOf(parsed.verbose) === true,
  };
}

/** Of an option that is given several times the last one counts. */
function lastOf(given: unknown): unknown {
  return Array.isArray(given) ? given.at(-1) : given;
}

/** Splits a command line by the options of all commands: what has one name is one option in all of them. */
function parseArguments(commands: readonly Command[], argv: readonly string[]): ParsedArguments {
  const definitions: OptionDefinitions = Object.assign({}, ...commands.map(({ options }) => options), globalOptions);
  const entries = Object.entries(definitions);
  const named = (wanted: (type: OptionDefinition["type"]) => boolean) =>
    entries.filter(([, { type }]) => wanted(type)).map(([name]) => name);
  return parseWords(separateShortValues(argv, definitions), {
    boolean: [...named((type) => type === "flag"), "help", "version"],
    string: named((type) => type !== "flag"),
    array: named((type) => type === "list"),
    alias: {
      ...Object.fromEntries(entries.flatMap(([name, { alias }]) => (alias === undefined ? [] : [[name, [alias]]]))),
      help: ["h"],
      version: ["V"],
    },
    configuration: {
      "boolean-negation": false,
      "camel-case-expansion": false,
      "dot-notation": false,
      "greedy-arrays": false,
      "parse-numbers": false,
      "parse-positional-numbers": false,
    },
  });
}

/** Splits `-Ifolder` into `-I folder`, as compilers take it; the parser would read a group of flags. */
function separateShortValues(argv: readonly string[], definitions: OptionDefinitions): string[] {
  const letters = new Set(
    Object.values(definitions).flatMap(({ type, alias }) => (type !== "flag" && alias !== undefined ? [alias] : [])),
  );
  const end = argv.indexOf("--");
  return argv.flatMap((argument, index) => {
    const attached = /^-([A-Za-z])=?(.+)$/s.exec(argument);
    if (attached === null || !letters.has(attached[1] as string) || (end !== -1 && index > end)) return [argument];
    return [`-${attached[1]}`, attached[2] as string];
  });
}
