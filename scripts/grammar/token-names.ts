import { parsedTokens } from "../../src/parser/tokens.ts";
import type { Expression } from "./expression.ts";

/** Tokens whose name in the grammar does not follow from that of the parser. */
const otherNames: ReadonlyMap<string, Expression> = new Map([
  ["StringPart", { kind: "token", name: "STRING" }],
  [
    "BooleanWord",
    {
      kind: "choice",
      alternatives: [
        { kind: "token", name: "TRUE" },
        { kind: "token", name: "FALSE" },
      ],
    },
  ],
]);

const labels = new Map(parsedTokens.map(({ name, LABEL }) => [name, LABEL ?? name]));

/**
 * How the grammar writes a token of the parser: punctuation as it is, words in capitals.
 *
 * @example tokenName("ObjectWord") // { kind: "token", name: "OBJECT" }
 */
export function tokenName(name: string): Expression {
  const other = otherNames.get(name);
  if (other !== undefined) return other;
  const label = labels.get(name);
  if (label === undefined) throw new Error(`the parser has no token ${name}`);
  if (/^\W$/.test(label)) return { kind: "literal", text: label };
  const words = name.replace(/Word$/, "").replace(/(?<=[a-z])(?=[A-Z])/g, "_");
  return { kind: "token", name: words.toUpperCase() };
}
