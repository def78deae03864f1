import type { Situation } from "./situations.ts";

/** What a code means, for a person who meets it for the first time. */
export interface Explanation {
  /** One to four sentences: what it means, why it is wrong, what to do. */
  readonly text: string;
  /** Gives the code: its last command does. */
  readonly wrong: Example;
  /** The same without the mistake: every command ends well. */
  readonly right: Example;
}

/**
 * Files of an empty folder and the commands that are run in it. Text alone is that of `example.mof`, which
 * `mofkit check example.mof` looks at.
 */
export type Example =
  | string
  | {
      /** The contents by the path, with `/` on every system; bytes where the file is not UTF-8. */
      readonly files?: Readonly<Record<string, string | Uint8Array>>;
      /** Command lines, run one after another in the folder; `mofkit check example.mof` where there are none. */
      readonly commands?: readonly string[];
      /** What the last command reads on standard input. */
      readonly input?: string;
      /** What is so in the folder or the system before the last command, and no file or command makes it so. */
      readonly situation?: Situation;
    };

export const defaultCommand = "mofkit check example.mof";

/** An example with all its parts. */
export interface WholeExample {
  readonly files: readonly (readonly [path: string, content: string | Uint8Array])[];
  readonly commands: readonly string[];
  readonly input?: string;
  readonly situation?: Situation;
}

export function wholeExample(example: Example): WholeExample {
  if (typeof example === "string") return { files: [["example.mof", example]], commands: [defaultCommand] };
  const { files = {}, commands = [defaultCommand], ...rest } = example;
  return { ...rest, files: Object.entries(files), commands };
}

/**
 * Types a table of explanations by the codes of a table of messages, so that a code without one does not compile.
 *
 * @example defineExplanations<keyof typeof syntaxMessages.table>({ "missing-semicolon": { text: …, wrong: …, right: … }, … })
 */
export function defineExplanations<Code extends string>(
  table: Readonly<Record<Code, Explanation>>,
): Readonly<Record<Code, Explanation>> {
  return table;
}

/**
 * MOF as it stands, backslashes included, without the line end after the opening backtick and without the indentation
 * of the code around it. It ends with a line end.
 *
 * @example
 * mof`
 *   class Harbor_Vessel {
 *   };
 * ` // "class Harbor_Vessel {\n};\n"
 */
export function mof(strings: TemplateStringsArray): string {
  const lines = (strings.raw[0] as string).replace(/^\n/, "").trimEnd().split("\n");
  const indentation = Math.min(...lines.filter((line) => line !== "").map((line) => line.search(/\S|$/)));
  return lines.map((line) => `${line.slice(indentation)}\n`).join("");
}

/**
 * The bytes whose numbers are those of the characters, for text that is not UTF-8.
 *
 * @example bytes("caf\xE9") // café in Windows-1252
 */
export function bytes(characters: string): Uint8Array {
  return Uint8Array.from(characters, (character) => character.charCodeAt(0));
}
