import { choice, type Expression, sequence } from "./expression.ts";

/**
 * The notation of the rules' comments: `[ x ]` optional, `{ x }` any number of times, `|` choice, `( )` groups, quoted what is
 * written as it is, capitals for tokens, `(* … *)` a remark.
 */

const lexeme = /\s*(?:(?<literal>"[^"]+")|(?<name>\w+)|\(\*(?<remark>[\s\S]*?)\*\)|(?<mark>[[\]{}()|]))/y;

type Lexeme = { readonly kind: "literal" | "name" | "remark" | "mark"; readonly text: string };

/** Reads an expression; throws where the text is none. */
export function parseExpression(text: string): Expression {
  const lexemes = lexemesOf(text);
  let index = 0;

  const parseChoice = (): Expression => {
    const alternatives = [parseSequence()];
    while (lexemes[index]?.text === "|") {
      index++;
      alternatives.push(parseSequence());
    }
    return choice(alternatives);
  };

  const parseSequence = (): Expression => {
    const parts: Expression[] = [];
    for (;;) {
      const next = lexemes[index];
      if (next === undefined || (next.kind === "mark" && "|)]}".includes(next.text))) break;
      index++;
      parts.push(parsePart(next));
    }
    if (parts.length === 0) throw new Error(`nothing stands where an expression should: ${text}`);
    return sequence(parts);
  };

  const parsePart = ({ kind, text: word }: Lexeme): Expression => {
    if (kind === "literal") return { kind: "literal", text: word.slice(1, -1) };
    if (kind === "remark") return { kind: "remark", text: word.trim() };
    if (kind === "name") return { kind: /^[A-Z][A-Z_\d]*$/.test(word) ? "token" : "production", name: word };
    const inner = parseChoice();
    const closing = { "(": ")", "[": "]", "{": "}" }[word];
    if (lexemes[index]?.text !== closing) throw new Error(`\`${closing}\` is missing: ${text}`);
    index++;
    if (word === "(") return inner;
    return { kind: word === "[" ? "option" : "repetition", inner };
  };

  const result = parseChoice();
  if (index < lexemes.length) throw new Error(`\`${lexemes[index]?.text}\` is too much: ${text}`);
  return result;
}

function lexemesOf(text: string): Lexeme[] {
  const lexemes: Lexeme[] = [];
  lexeme.lastIndex = 0;
  const end = text.trimEnd().length;
  while (lexeme.lastIndex < end) {
    const groups = lexeme.exec(text)?.groups;
    if (groups === undefined) throw new Error(`this is no EBNF: ${text}`);
    const [kind, found] = Object.entries(groups).find(([, part]) => part !== undefined) as [Lexeme["kind"], string];
    lexemes.push({ kind, text: found });
  }
  return lexemes;
}

/** Writes an expression as {@link parseExpression} reads it. */
export function formatExpression(expression: Expression): string {
  switch (expression.kind) {
    case "choice":
      return expression.alternatives.map(formatExpression).join(" | ");
    case "sequence":
      return expression.parts
        .map((part) => (part.kind === "choice" ? `( ${formatExpression(part)} )` : formatExpression(part)))
        .join(" ");
    case "option":
      return `[ ${formatExpression(expression.inner)} ]`;
    case "repetition":
      return `{ ${formatExpression(expression.inner)} }`;
    case "literal":
      return `"${expression.text}"`;
    case "remark":
      return `(* ${expression.text} *)`;
    default:
      return expression.name;
  }
}
