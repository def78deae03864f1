import { lookaheadTableOf } from "../../src/parser/lookahead.ts";
import { MofParser } from "../../src/parser/mof-parser.ts";

/** The module of what decides in each rule of the parser, from the grammar as Chevrotain recorded it. */
export function lookaheadTables(): string {
  const rules = Object.values(new MofParser(false).getGAstProductions());
  const entries = rules.flatMap((rule) => {
    const decisions = Object.entries(lookaheadTableOf(rule));
    if (decisions.length === 0) return [];
    const lines = decisions.map(([method, decision]) => `    ${method}: ${JSON.stringify(decision)},\n`);
    return [`  ${rule.name}: {\n${lines.join("")}  },\n`];
  });
  return `import type { LookaheadTable } from "./lookahead.ts";

/**
 * What decides in each rule, by its name: the tokens that each way begins with, so that nothing has to be learned of the rules
 * before a text is read. Written by \`npm run grammar\`.
 */
export const lookaheadTables: Readonly<Record<string, LookaheadTable>> = {
${entries.join("")}};
`;
}
