import type { MessageCode, MessageParameters } from "../codes/index.ts";
import { suggest } from "../codes/suggest.ts";
import { createDiagnostic } from "../diagnostics/create.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";

import type { Command, CommandInput, OptionDefinition, OptionDefinitions } from "./command.ts";
import { globalOptions } from "./shared-options.ts";

/** A command line that cannot be run, with everything that is wrong with it. */
export class UsageError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(...diagnostics: readonly [Diagnostic, ...Diagnostic[]]) {
    super(diagnostics[0].message);
    this.name = "UsageError";
    this.diagnostics = diagnostics;
  }
}

/** Makes a usage error of a code; `first` is said before the hint of the table. */
export function usageError<Code extends MessageCode>(
  code: Code,
  parameters: MessageParameters<Code>,
  first?: string,
): UsageError {
  const diagnostic = createDiagnostic(code, parameters);
  if (first === undefined) return new UsageError(diagnostic);
  const separator = first.endsWith("?") ? " " : "; ";
  return new UsageError({ ...diagnostic, hint: first + (diagnostic.hint ? separator + diagnostic.hint : "") });
}

/** What yargs makes of a command line: options by all their names, and in `_` the rest, the command first. */
export interface ParsedArguments {
  readonly _: readonly (string | number)[];
  readonly [name: string]: unknown;
}

export function unknownCommand(name: string, commands: readonly Command[]): UsageError {
  const meant = suggest(
    name,
    commands.map((command) => command.name),
  );
  return usageError("unknown-command", { name }, meant && `did you mean \`mofkit ${meant}\`?`);
}

/**
 * The options and arguments of a command, checked against their definitions.
 *
 * @throws {UsageError} with the first thing that is wrong
 */
export function readInput(command: Command, parsed: ParsedArguments): CommandInput<OptionDefinitions> {
  const definitions: OptionDefinitions = { ...command.options, ...globalOptions };
  refuseUnknownOptions(command, definitions, parsed);
  const options = Object.fromEntries(
    Object.entries(definitions).map(([name, definition]) => [
      name,
      optionValue(command.name, name, definition, parsed[name]),
    ]),
  );
  const operands = parsed._.slice(1).map(String);
  checkOperands(command, operands);
  // The values were made by the definitions just now; only the type system does not see it.
  return { options: options as CommandInput<OptionDefinitions>["options"], operands };
}

function refuseUnknownOptions(command: Command, definitions: OptionDefinitions, parsed: ParsedArguments): void {
  const aliases = Object.values(definitions).map(({ alias }) => alias);
  const known = new Set([...Object.keys(definitions), ...aliases, "_", "$0", "help", "h", "version", "V"]);
  const unknown = Object.keys(parsed).find((name) => !known.has(name));
  if (unknown === undefined) return;
  const option = unknown.length === 1 ? `-${unknown}` : `--${unknown}`;
  const meant = unknown.length === 1 ? undefined : suggest(unknown, [...Object.keys(definitions), "help", "version"]);
  throw usageError("unknown-option", { option, command: command.name }, meant && `did you mean \`--${meant}\`?`);
}

function optionValue(command: string, name: string, definition: OptionDefinition, given: unknown): unknown {
  const { type, choices, range: [least, most] = [0, Number.POSITIVE_INFINITY] } = definition;
  const option = `--${name}`;
  if (type === "flag") return Array.isArray(given) ? given.at(-1) === true : given === true;
  if (given === undefined) return type === "list" ? [] : undefined;
  const values = Array.isArray(given) ? (given as string[]) : [given as string];
  if (values.length === 0 || values.includes("")) throw usageError("missing-option-value", { option, command });
  const wrong = choices && values.find((value) => !choices.includes(value));
  if (wrong !== undefined) {
    throw usageError("invalid-option-value", { option, value: wrong, command }, choiceHint(wrong, choices ?? []));
  }
  if (type === "list") return values;
  // Of an option that is given twice the last one counts, so that the options of a script can be overruled.
  const value = values.at(-1) as string;
  if (type === "text") return value;
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= least && number <= most) return number;
  const allowed = Number.isFinite(most) ? `${least} to ${most}` : `${least} or more`;
  throw usageError("invalid-option-value", { option, value, command }, `a whole number is needed, ${allowed}`);
}

function checkOperands(command: Command, operands: readonly string[]): void {
  const definitions = command.arguments;
  definitions.forEach(({ name, required, choices }, index) => {
    const value = operands[index];
    if (value === undefined || value === "") {
      if (required || value === "") throw usageError("missing-argument", { name, command: command.name });
    } else if (choices && !choices.includes(value)) {
      throw usageError("invalid-argument", { name, value, command: command.name }, choiceHint(value, choices));
    }
  });
  const surplus = definitions.at(-1)?.many ? undefined : operands[definitions.length];
  if (surplus !== undefined) throw usageError("unexpected-argument", { value: surplus, command: command.name });
}

function choiceHint(value: string, choices: readonly string[]): string {
  const meant = suggest(value, choices);
  return meant === undefined ? `it is one of ${choices.join(", ")}` : `did you mean \`${meant}\`?`;
}
