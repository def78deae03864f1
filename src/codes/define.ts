import type { Dialect, NamedDialect } from "./dialects.ts";

/** How much a message weighs. `error` refuses the run, `warning` and `information` do not. */
export type Severity = "error" | "warning" | "information";

/** A message text with named holes. Made by `text`; filled by `formatMessage`. */
export interface MessageText<Name extends string = string> {
  readonly strings: readonly string[];
  readonly names: readonly Name[];
}

/**
 * A template of a message text; the holes are the names of its parameters.
 *
 * @example text`superclass ${"superclass"} does not exist`
 */
export function text<const Names extends readonly string[]>(
  strings: TemplateStringsArray,
  ...names: Names
): MessageText<Names[number]> {
  return { strings, names };
}

/**
 * One kind of message. The key under which it stands in its table is its code.
 *
 * `none` is for what some dialects have and others have not: nothing is said of it but in the dialects of `errorIn`.
 */
export interface MessageDefinition<Message extends string = string, Hint extends string = string> {
  readonly severity: Severity | "none";
  /** The dialects in which it is an error, whatever its severity is elsewhere. */
  readonly errorIn?: readonly NamedDialect[];
  /** What is wrong, in one clause without a final stop. */
  readonly message: MessageText<Message>;
  /** The next step, where there is one that always helps. */
  readonly hint?: MessageText<Hint>;
  /** The WBEM_E_ or WBEMMOF_E_ constant that says the same, where one exists. */
  readonly status?: import("./status.ts").StatusName;
}

/** Messages by their codes. */
export interface MessageTable<Table> {
  /** Made when it is first asked for. */
  readonly table: Table;
}

/**
 * Types a table of messages by its codes; the parameters of each code are derived from its texts. The table is made when something is
 * first said: most commands say nothing, and to make all tables takes 5 ms, a seventh of an empty Node start.
 */
export function defineMessages<const Table extends Readonly<Record<string, MessageDefinition>>>(
  make: () => Table,
): MessageTable<Table> {
  let table: Table | undefined;
  return {
    get table() {
      table ??= Object.freeze(make());
      return table;
    },
  };
}

/**
 * How much a message weighs in a dialect; `undefined` where nothing is said.
 *
 * @example severityIn(messageDefinition("stray-semicolon"), "dmtf") // "error", in "auto" "warning"
 */
export function severityIn({ severity, errorIn }: MessageDefinition, dialect: Dialect): Severity | undefined {
  if (dialect !== "auto" && errorIn?.includes(dialect)) return "error";
  return severity === "none" ? undefined : severity;
}

/** Parameter values as they are handed in; they are shown with `String`. */
export type MessageParameter = string | number | bigint;

/**
 * Fills the holes of a text.
 *
 * @example formatMessage(text`no class ${"name"}`, { name: "X" }) // "no class X"
 */
export function formatMessage(message: MessageText, parameters: Readonly<Record<string, MessageParameter>>): string {
  let result = message.strings[0] as string;
  message.names.forEach((name, index) => {
    result += `${parameters[name] ?? ""}${message.strings[index + 1]}`;
  });
  return result;
}
