import { styleText } from "node:util";
import { type MessageDefinition, severityIn } from "../codes/define.ts";
import type { Dialect } from "../codes/dialects.ts";
import { defaultCommand, type Example, type Explanation } from "../codes/explanation.ts";
import { type MessageCode, messageDefinition } from "../codes/index.ts";
import { placeholders } from "../codes/placeholders.ts";
import { situations } from "../codes/situations.ts";
import { formatStatus, type StatusName } from "../codes/status.ts";
import { printable } from "../diagnostics/formats/printable.ts";
import { type ChangeCode, changeRules } from "../project/diff-rules.ts";
import { shownExample } from "./shown-example.ts";

/** Narrower, a word would be a line; wider, lines are tiring to read. */
const textWidth = Object.freeze({ least: 30, most: 100, unknown: 80 });

const indentation = "    ";

type Style = Parameters<typeof styleText>[0];

/** Explanations as people read them, with a line end at the end of each. */
export class ExplanationText {
  readonly #color: boolean;
  readonly #width: number;
  readonly #dialect: Dialect;

  /**
   * `columns` is the width of the terminal, where there is one, and `dialect` the one in which it is told how much codes
   * weigh; `auto` for all.
   */
  constructor(color: boolean, columns: number | undefined, dialect: Dialect) {
    this.#color = color;
    this.#dialect = dialect;
    this.#width = Math.min(Math.max(columns ?? textWidth.unknown, textWidth.least), textWidth.most);
  }

  /** All about one code. */
  explanation(code: MessageCode, { text, wrong, right }: Explanation): string {
    const definition = messageDefinition(code);
    const { message, hint, status } = definition;
    return [
      `${this.#paint("bold", code)} - ${weight(definition, this.#dialect)}`,
      ...this.#labelled("message", placeholders(message)),
      ...(hint ? this.#labelled("hint", placeholders(hint)) : []),
      ...(status ? this.#labelled("status", `${status} ${formatStatus(status)}`) : []),
      "",
      ...fold(text, this.#width),
      "",
      this.#paint(["bold", "red"], "Wrong:"),
      ...this.#example(wrong),
      "",
      this.#paint(["bold", "green"], "Right:"),
      ...this.#example(right),
      "",
    ].join("\n");
  }

  /** All about one kind of change. */
  change(change: ChangeCode): string {
    const { severity, meaning, reason } = changeRules[change];
    return [
      `${this.#paint("bold", change)} - ${severity} change`,
      ...this.#labelled("meaning", meaning),
      "",
      ...fold(reason, this.#width),
      "",
      ...fold(`\`mofkit diff\` tells of it; with \`--allow ${change}\` it is accepted.`, this.#width),
      "",
    ].join("\n");
  }

  /** Codes under a title, one a line. */
  list(title: string, codes: readonly MessageCode[]): string {
    return `${this.#paint("bold", `${title}:`)}\n${this.#lines(codes).join("")}`;
  }

  /** The codes that carry a status. */
  status(status: StatusName, codes: readonly MessageCode[]): string {
    const name = `${this.#paint("bold", status)} ${formatStatus(status)}`;
    if (codes.length === 0) return `${name}: no message carries it\n`;
    return `${name} is the status of:\n${this.#lines(codes).join("")}`;
  }

  #lines(codes: readonly MessageCode[]): string[] {
    const width = Math.max(...codes.map((code) => code.length));
    return codes.map((code) => {
      const definition = messageDefinition(code);
      const [clause = ""] = placeholders(definition.message).split("; ");
      const severity = severityIn(definition, this.#dialect) ?? (this.#dialect === "auto" ? "dialect" : "none");
      return `  ${code.padEnd(width)}  ${severity.padEnd(7)}  ${clause}\n`;
    });
  }

  #labelled(label: string, text: string): string[] {
    const margin = " ".repeat(label.length + 4);
    return fold(text, this.#width - margin.length).map((line, index) =>
      index === 0 ? `  ${this.#paint("cyan", `${label}:`)} ${line}` : margin + line,
    );
  }

  #example(example: Example): string[] {
    const { files, commands, input, situation, filesNotShown } = shownExample(example);
    const isPlain = files.length === 1 && commands.length === 1 && commands[0] === defaultCommand;
    const lines = files.flatMap((file, index) => [
      ...(filesNotShown > 0 && index === files.length - 1 ? [`  … ${filesNotShown} more files`] : []),
      ...fileLines(file, !isPlain),
    ]);
    if (input !== undefined) lines.push(...fileLines(["standard input", input], true));
    if (situation !== undefined)
      lines.push(...fold(`while ${situations[situation]}:`, this.#width - 2).map((line) => `  ${line}`));
    return [...lines, ...commands.map((command) => `  ${this.#paint("gray", `$ ${command}`)}`)];
  }

  #paint(style: Style, text: string): string {
    return this.#color ? styleText(style, text, { validateStream: false }) : text;
  }
}

function weight(definition: MessageDefinition, dialect: Dialect): string {
  if (dialect !== "auto") return `${severityIn(definition, dialect) ?? "nothing is said of it"} in dialect ${dialect}`;
  const { severity, errorIn = [] } = definition;
  if (errorIn.length === 0) return severity;
  const inDialects = `error in dialect ${errorIn.join(", ")}`;
  return severity === "none" ? inDialects : `${severity}, ${inDialects}`;
}

function fileLines([path, content]: readonly [string, string | Uint8Array], isNamed: boolean): string[] {
  const name = typeof content === "string" ? `  ${path}:` : `  ${path}, with bytes as \\xHH:`;
  const lines = contentLines(content).map((line) => (line === "" ? "" : indentation + line));
  return isNamed || typeof content !== "string" ? [name, ...lines] : lines;
}

/** What is in a file, a line each. */
function contentLines(content: string | Uint8Array): string[] {
  const text = typeof content === "string" ? content : Buffer.from(content).toString("latin1");
  const lines = text.replace(/\r?\n$/, "").split(/\r?\n/);
  return lines.map(typeof content === "string" ? printable : escaped);
}

/** Bytes as text in which those that are not ASCII are spelled out. */
function escaped(bytes: string): string {
  return bytes.replace(/[^ -~]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
}

/** Divides text into lines of so many columns, at white space that does not stand in backticks. */
export function fold(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const [word] of text.matchAll(/(?:[^\s`]|`[^`]*`?)+/g)) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
