import { namedDialects } from "../../src/codes/dialects.ts";
import { dialectLetters, dialectRows } from "./dialect-table.ts";
import { formatExpression } from "./ebnf.ts";
import type { Section } from "./grammar-document.ts";
import {
  identifierRoles,
  keywords,
  type LexicalEntry,
  lexicalTokens,
  lexicalTrivia,
  typeWords,
} from "./lexical-part.ts";
import type { Production } from "./rule-comments.ts";

const lineWidth = 120;

const head = `(*
   The grammar of MOF as mofkit reads it, all dialects in one: DSP0004 2.x, DSP0221 3.0 and WMI.
   Made from the rules of the parser by \`npm run grammar\`: change those, not this.

   [ x ]    x or nothing             "x"      as it is written
   { x }    any number of x          WORD     a token or a keyword, described at the end
   x | y    x or y                   name     a production, or an IDENTIFIER of some meaning

   Behind what not all dialects have a remark says which have it; \`without: X\` is about leaving it out:
${dialectLetters.map(([letter, meaning]) => `   ${letter}  ${meaning}`).join("\n")}

   Keywords are written in any case, and none but TRUE, FALSE and NULL is reserved: where a name could stand, what follows
   decides. White space and comments may stand between any two tokens.
*)`;

/** The grammar as a text file. */
export function ebnfFile(sections: readonly Section[]): string {
  const grammar = sections.flatMap(({ title, productions }) => [heading(title), ...productions.map(formatProduction)]);
  const lexical = [
    heading("Tokens"),
    ...[...lexicalTokens, ...lexicalTrivia].map(formatEntry),
    heading("Words"),
    formatProductionText("PRIMITIVE_TYPE", typeWords.map(quoted)),
    ...identifierRoles.map(({ name, description, words }) =>
      [
        remark(`${description}${words.length === 0 ? "" : "; in any case"}`),
        formatProductionText(name, wordsOrName(words)),
      ].join("\n"),
    ),
    [...keywords].map(([name, word]) => `${name} = "${word}" ;`).join("\n"),
    heading("Dialects"),
    dialects(),
  ];
  return `${[head, ...grammar, ...lexical].join("\n\n")}\n`;
}

/** What each dialect refuses. */
function dialects(): string {
  const lines = namedDialects.map((dialect) => {
    const refused = dialectRows.filter(({ refusedIn }) => refusedIn.includes(dialect));
    return remark(`${dialect} refuses: ${refused.map(({ construct }) => construct).join(", ")}`);
  });
  const more =
    "`mofkit explain CODE` tells of each, where CODE is its words joined by hyphens, and -not-in-dialect behind them.";
  return [remark(more), ...lines].join("\n\n");
}

function heading(title: string): string {
  return `(* ---- ${title} ---- *)`;
}

function formatProduction({ name, expression, note }: Production): string {
  const alternatives = expression.kind === "choice" ? expression.alternatives : [expression];
  const text = formatProductionText(name, alternatives.map(formatExpression));
  return note === "" ? text : `${text}\n${remark(note)}`;
}

/** On one line if it fits, else a line for each alternative. */
function formatProductionText(name: string, alternatives: readonly string[]): string {
  const line = `${name} = ${alternatives.join(" | ")} ;`;
  if (line.length <= lineWidth) return line;
  const lines = alternatives.map((text, index) => wrap(wordsOf(text), `  ${index === 0 ? " " : "|"} `, "      "));
  return `${name} =\n${lines.join("\n")} ;`;
}

function formatEntry({ name, description, patterns, examples }: LexicalEntry): string {
  const shown = examples
    .filter((example) => !/[\s]/.test(example) || /\S/.test(example))
    .map((example) => example.replace(/\n/g, "⏎"));
  const lines = [
    remark(description),
    ...patterns.map(
      ({ source }, index) =>
        `${index === 0 ? `${name} =` : `${" ".repeat(name.length)} |`} ? /${source}/ ?${index === patterns.length - 1 ? " ;" : ""}`,
    ),
  ];
  if (shown.length > 0) lines.push(remark(`such as ${shown.join("  ")}`));
  return lines.join("\n");
}

function remark(text: string): string {
  return wrap(`(* ${text.replaceAll("*)", "* )").replaceAll("(*", "( *")} *)`.split(" "), "", "   ");
}

/** The words of a production; a remark stays in one piece. */
function wordsOf(text: string): readonly string[] {
  return text.match(/\(\*.*?\*\)|\S+/g) ?? [];
}

/** Breaks a text into lines between its pieces. */
function wrap(pieces: readonly string[], first: string, others: string): string {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of pieces) {
    if (!isEmpty && line.length + 1 + word.length > lineWidth - " ;".length) {
      lines.push(line);
      line = others;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line].join("\n");
}

function wordsOrName(words: readonly string[]): string[] {
  return words.length === 0 ? ["IDENTIFIER"] : words.map(quoted);
}

function quoted(word: string): string {
  return `"${word}"`;
}
