import { type ArgumentKind, argumentKinds, requireArgument, requireOptions } from "../cim/require-arguments.ts";

const inputKind: ArgumentKind = {
  words: "`file`, `text` or `standard-input`",
  holds: (given) => given === "file" || given === "text" || given === "standard-input",
};

/**
 * Refuses what are no inputs of a load, as {@link requireArgument} does.
 *
 * @param argument as the program writes it
 * @throws `TypeError`
 */
function requireInputs(inputs: unknown, argument = "inputs"): void {
  requireArgument(argument, inputs, { ...argumentKinds.list, words: "an array of inputs" });
  for (const [index, input] of (inputs as readonly unknown[]).entries()) requireInput(input, `${argument}[${index}]`);
}

/** Refuses what is no connection, no inputs or no options of a function that has these and `onDiagnostic`. */
export function requireLoadArguments(connection: unknown, inputs: unknown, options: unknown): void {
  requireArgument("connection", connection, argumentKinds.connection);
  requireInputs(inputs);
  requireOptions(options, ["onDiagnostic"]);
  const { prelude } = options as { readonly prelude?: unknown };
  if (prelude !== undefined) requireInputs(prelude, "options.prelude");
}

function requireInput(input: unknown, argument: string): void {
  requireArgument(argument, input, { ...argumentKinds.object, words: 'an input, such as `{ kind: "file", path }`' });
  const { kind, path, text, name, settings } = input as Readonly<Record<string, unknown>>;
  requireArgument(`${argument}.kind`, kind, inputKind);
  if (kind === "file" || path !== undefined) requireArgument(`${argument}.path`, path, argumentKinds.text);
  if (kind === "text") {
    requireArgument(`${argument}.text`, text, argumentKinds.text);
    requireArgument(`${argument}.name`, name, argumentKinds.text);
  }
  if (settings !== undefined) requireOptions(settings, [], `${argument}.settings`);
}
