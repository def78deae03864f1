import type { Node } from "jsonc-parser";
import type { FileHost } from "../source/file-host.ts";
import { openSource } from "../source/open-source.ts";
import type { Source } from "../source/types.ts";

/**
 * The longest project file, in code units of its text. Those that people write have some hundred, and the longest
 * `package.json` files that are published some ten thousand.
 */
export const maximumConfigurationLength = 1024 * 1024;

/** How deep a project file may be nested: that of a target has three levels. */
export const maximumConfigurationDepth = 64;

/** Why a text is no JSON, and where, in code units. */
export interface JsonProblem {
  readonly reason: string;
  readonly start: number;
  readonly end: number;
}

/** What the parser says, by its names, in words that go behind "is no JSON:". */
const reasons: Readonly<Record<string, string>> = {
  InvalidSymbol: "this is no value",
  InvalidNumberFormat: "this is no number",
  PropertyNameExpected: "a name between double quotes is expected here",
  ValueExpected: "a value is expected here",
  ColonExpected: "a colon is expected here",
  CommaExpected: "a comma is expected here",
  CloseBraceExpected: "a closing brace is expected here",
  CloseBracketExpected: "a closing bracket is expected here",
  EndOfFileExpected: "nothing may follow behind the object",
  UnexpectedEndOfComment: "the comment has no end",
  UnexpectedEndOfString: "the text has no closing quote on its line",
  UnexpectedEndOfNumber: "the number has no end",
  InvalidUnicode: "four hexadecimal digits are expected behind `\\u`",
  InvalidEscapeCharacter: "a backslash within a text is written `\\\\`, and a path may have `/` in its place",
  InvalidCharacter: "this character may not stand here as it is",
};

/** What may be a password in the address of a repository; rather too much than too little. */
const passwords = /(?<=:\/\/[^:@/\s"]*:)[^\s"]*(?=@)|(?<=[?&](?:ssl)?password=)[^&\s"]*/gi;

/**
 * Opens a file and reads its text to the end. Of one that is too long a little more than the limit is read. A message that shows a
 * line of it shows no password of a repository's address.
 */
export async function readJsonText(
  path: string,
  host: FileHost,
): Promise<{ readonly source: Source; readonly text: string }> {
  const source = await openSource(path, { host });
  try {
    let text = "";
    while (text.length <= maximumConfigurationLength) {
      const chunk = await source.nextChunk();
      if (chunk === undefined) break;
      text += chunk;
    }
    return { source: withoutPasswords(source), text };
  } finally {
    source.close();
  }
}

/** As many stars as characters stand in place of passwords, so that columns stay right. */
function withoutPasswords(source: Source): Source {
  const { name, path, length } = source;
  return {
    name,
    ...(path !== undefined && { path }),
    length,
    locate: (offset) => source.locate(offset),
    line: (offset, width) => {
      const line = source.line(offset, width);
      return { ...line, text: line.text.replace(passwords, (password) => "*".repeat(password.length)) };
    },
  };
}

/** Reads JSON that may have comments and final commas; the first thing that is wrong with it, where something is. */
export async function parseJson(text: string): Promise<Node | JsonProblem> {
  // Here and not at the top: a command without a project file does not load the parser.
  const { createScanner, parseTree, printParseErrorCode } = await import("jsonc-parser");
  if (text.length > maximumConfigurationLength) {
    return { reason: `it is longer than ${maximumConfigurationLength} characters`, start: 0, end: 0 };
  }
  // The parser calls itself for each level.
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let kind = scanner.scan(); kind !== endOfFile; kind = scanner.scan()) {
    if (kind === openBrace || kind === openBracket) depth++;
    else if (kind === closeBrace || kind === closeBracket) depth--;
    if (depth > maximumConfigurationDepth) {
      const start = scanner.getTokenOffset();
      return { reason: `it is nested deeper than ${maximumConfigurationDepth} levels`, start, end: start + 1 };
    }
  }
  const errors: { readonly error: number; readonly offset: number; readonly length: number }[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first !== undefined || root === undefined) {
    const { error = 4, offset = 0, length = 0 } = first ?? {};
    const reason = reasons[printParseErrorCode(error)] ?? "it ends too early";
    return { reason, start: offset, end: offset + length };
  }
  return root;
}

/** `SyntaxKind` of the parser, which as a const enum is not there at run time. */
const [openBrace, closeBrace, openBracket, closeBracket, endOfFile] = [1, 2, 3, 4, 17] as const;

/** The members of an object. */
export function membersOf(node: Node): readonly { readonly key: Node; readonly value: Node }[] {
  return (node.children ?? []).map(({ children }) => {
    const [key, value] = children as [Node, Node];
    return { key, value };
  });
}
