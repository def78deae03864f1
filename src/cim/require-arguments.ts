import { describeValue } from "./describe-value.ts";

/** What an argument has to be: in words, and as a test. */
export interface ArgumentKind {
  readonly words: string;
  holds(given: unknown): boolean;
}

/** What arguments of the library are. */
export const argumentKinds = {
  text: { words: "a string", holds: (given) => typeof given === "string" },
  texts: {
    words: "an array of strings",
    holds: (given) => Array.isArray(given) && given.every((one) => typeof one === "string"),
  },
  number: { words: "a number", holds: (given) => typeof given === "number" },
  boolean: { words: "a boolean", holds: (given) => typeof given === "boolean" },
  function: { words: "a function", holds: (given) => typeof given === "function" },
  list: { words: "an array", holds: Array.isArray },
  object: {
    words: "an object",
    holds: (given) => typeof given === "object" && given !== null && !Array.isArray(given),
  },
  connection: {
    words: "a connection, as `openConnection` gives it",
    // Those that programs bring along need not have what they are not asked for.
    holds: (given) => has(given, "transaction") || has(given, "openNamespace"),
  },
  source: { words: "a source, as `openSource` gives it", holds: (given) => has(given, "nextChunk") },
  host: { words: "a file host, such as `nodeFileHost`", holds: (given) => has(given, "open") },
} as const satisfies Readonly<Record<string, ArgumentKind>>;

/** An option has the same kind in all functions that take it. */
const optionKinds: Readonly<Record<string, ArgumentKind>> = {
  namespace: argumentKinds.text,
  locale: argumentKinds.text,
  dialect: argumentKinds.text,
  name: argumentKinds.text,
  includeRoot: argumentKinds.text,
  includeFolders: argumentKinds.texts,
  folders: argumentKinds.texts,
  classFlags: argumentKinds.number,
  instanceFlags: argumentKinds.number,
  autorecover: argumentKinds.boolean,
  warningsAsErrors: argumentKinds.boolean,
  severities: argumentKinds.object,
  signal: argumentKinds.object,
  host: argumentKinds.host,
  onDiagnostic: argumentKinds.function,
  onFile: argumentKinds.function,
  onObject: argumentKinds.function,
  onPragma: argumentKinds.function,
  onProgress: argumentKinds.function,
  before: argumentKinds.function,
  after: argumentKinds.function,
};

/**
 * Refuses an argument of another kind than it has to be: programs without types hand over anything. For the entries of the
 * library, before anything is done.
 *
 * @param argument as the program writes it: `inputs[0].path`
 * @throws `TypeError`
 */
export function requireArgument(argument: string, given: unknown, { words, holds }: ArgumentKind): void {
  if (!holds(given)) throw new TypeError(`\`${argument}\` has to be ${words}, and is ${describeArgument(given)}`);
}

/**
 * As {@link requireArgument}, for options and each that is given of those that several functions take.
 *
 * @param required those that have to be given
 */
export function requireOptions(given: unknown, required: readonly string[] = [], argument = "options"): void {
  requireArgument(argument, given, argumentKinds.object);
  const options = given as Readonly<Record<string, unknown>>;
  for (const [name, kind] of Object.entries(optionKinds)) {
    const value = options[name];
    if (value !== undefined || required.includes(name)) requireArgument(`${argument}.${name}`, value, kind);
  }
}

function has(given: unknown, method: string): boolean {
  return (
    typeof given === "object" && given !== null && typeof (given as Record<string, unknown>)[method] === "function"
  );
}

function describeArgument(given: unknown): string {
  const isPlain = typeof given === "object" && given !== null && Object.getPrototypeOf(given) === Object.prototype;
  return isPlain ? "another object" : describeValue(given);
}
