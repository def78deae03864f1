import type { Pragma, PragmaArgument, StringLiteral } from "../ast/nodes.ts";
import { sameName } from "../cim/names.ts";
import { decodeString } from "../cim/string-literal.ts";
import type { Dialect } from "../codes/dialects.ts";
import type { Place } from "../diagnostics/diagnostic.ts";
import type { Source } from "../source/types.ts";
import type { SpanReporter } from "./lowering.ts";

/** An include that is being read. */
export interface IncludeFrame {
  /** The absolute path of the included file. */
  readonly path: string;
  /** The included file as people see it. */
  readonly name: string;
  /** The include itself. */
  readonly place: Place;
}

/** A pragma in the source it stands in. */
export interface PlacedPragma {
  readonly pragma: Pragma;
  readonly source: Source;
  /** The includes that led to the source, the outermost first. */
  readonly chain: readonly IncludeFrame[];
  readonly reporter: SpanReporter;
}

/** The one string that a pragma has for its argument; `undefined` where it has anything else. */
export function stringArgument({ arguments: values }: Pragma): StringLiteral | undefined {
  const [value] = values;
  return values.length === 1 && value?.kind === "StringLiteral" ? value : undefined;
}

/** An argument as text: of a string what it says, of a word or number its spelling. */
export function textOf(argument: PragmaArgument, dialect: Dialect): string {
  switch (argument.kind) {
    case "StringLiteral":
      return decodeString(argument.parts, dialect);
    case "IntegerLiteral":
      return argument.text;
    case "Identifier":
      return argument.name;
  }
}

/** What stands between the quotes of a string, its escapes as they are written. */
export function writtenText({ parts }: StringLiteral): string {
  return parts.map((part) => part.text.slice(1, -1)).join("");
}

/** Whether a path, as it is {@link writtenText written}, has a backslash that is not doubled. */
export function hasSingleBackslash(written: string): boolean {
  return /(?<!\\)\\(?:\\\\)*(?!\\)/.test(written);
}

/**
 * Whether a path leads into the repository that is loaded into: it names no server, `.` or `localhost`. The name of the machine
 * is another server, even on that machine: whether a source compiles does not depend on where.
 *
 * @param server as `normalizeNamespace` and `parseObjectPath` give it, absent for `.`
 */
export function isThisServer(server: string | undefined): boolean {
  return server === undefined || sameName(server, "localhost");
}
