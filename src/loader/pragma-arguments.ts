import type { PragmaArgument } from "../ast/nodes.ts";
import { sameName } from "../cim/names.ts";
import { decodeString } from "../cim/string-literal.ts";
import type { Dialect } from "../codes/dialects.ts";
import type { PlacedInclude } from "../include/include-pragma.ts";
import type { SpanReporter } from "./lowering.ts";

/** A pragma in the source it stands in. */
export interface PlacedPragma extends PlacedInclude {
  readonly reporter: SpanReporter;
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

/**
 * Whether a path leads into the repository that is loaded into: it names no server, `.` or `localhost`. The name of the machine
 * is another server, even on that machine: whether a source compiles does not depend on where.
 *
 * @param server as `normalizeNamespace` and `parseObjectPath` give it, absent for `.`
 */
export function isThisServer(server: string | undefined): boolean {
  return server === undefined || sameName(server, "localhost");
}
