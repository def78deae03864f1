import type { Pragma, StringLiteral, StringPart } from "../ast/nodes.ts";
import type { Place } from "../diagnostics/diagnostic.ts";
import type { Source } from "../source/types.ts";

/** An include that is being read. */
export interface IncludeFrame {
  /** The absolute path of the included file. */
  readonly path: string;
  /** The included file as people see it. */
  readonly name: string;
  /** The include itself. */
  readonly place: Place;
}

/** An include in the source it stands in. */
export interface PlacedInclude {
  readonly pragma: Pragma;
  readonly source: Source;
  /** The includes that led to the source, the outermost first. */
  readonly chain: readonly IncludeFrame[];
}

/** The one string that a pragma has for its argument; `undefined` where it has anything else. */
export function stringArgument({ arguments: values }: Pragma): StringLiteral | undefined {
  const [value] = values;
  return values.length === 1 && value?.kind === "StringLiteral" ? value : undefined;
}

/** What stands between the quotes of a string, its escapes as they are written. */
export function writtenText({ parts }: StringLiteral): string {
  if (parts.length === 1) return (parts[0] as StringPart).text.slice(1, -1);
  return parts.map((part) => part.text.slice(1, -1)).join("");
}

/** Whether a path, as it is {@link writtenText written}, has a backslash that is not doubled. */
export function hasSingleBackslash(written: string): boolean {
  return written.includes("\\") && /(?<!\\)\\(?:\\\\)*(?!\\)/.test(written);
}
