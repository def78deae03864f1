import { sameExpression } from "./compare-expressions.ts";
import { formatExpression } from "./ebnf.ts";
import { type Expression, mapExpression, type Productions, referencesOf, tokensOf } from "./expression.ts";
import { identifierRoles, keywords, lexicalTokens } from "./lexical-part.ts";
import { recordedGrammar } from "./recorded-grammar.ts";
import { commentedProductions, type Production } from "./rule-comments.ts";

/** The rule that a whole text is. */
const startRule = "mofSpecification";

/** Productions about one thing. */
export interface Section {
  readonly title: string;
  readonly productions: readonly Production[];
}

/** A rule whose comment says something else than its code. */
export interface Disagreement {
  readonly rule: string;
  readonly comment: string;
  readonly recorded: string;
}

/**
 * The grammar for people, in the order in which its productions are first needed.
 *
 * Its productions are those in the comments of the rules, which name more than the parser does (helpers, and what a name is
 * of). Each is held to what Chevrotain recorded from the code of the rule: where they disagree, there is no grammar.
 */
export function grammarDocument(root: string): readonly Section[] {
  const recorded = recordedGrammar();
  const commented = commentedProductions(root);
  const disagreements = compareGrammars(recorded, commented);
  if (disagreements.length > 0) {
    const lines = disagreements.map(
      ({ rule, comment, recorded: code }) => `  ${rule}\n    its comment: ${comment}\n    its code:    ${code}`,
    );
    throw new Error(`the comments of these rules are not what the parser does:\n${lines.join("\n")}`);
  }
  const sections = new Map<string, Production[]>();
  for (const name of reachableFrom(startRule, commented)) {
    const production = commented.get(name) as Production;
    const section = sections.get(production.section) ?? [];
    section.push(production);
    sections.set(production.section, section);
  }
  return [...sections].map(([title, productions]) => ({ title, productions }));
}

/** The rules whose comment and code say different things; those without a comment are part of those that use them. */
export function compareGrammars(
  recorded: Productions,
  commented: ReadonlyMap<string, Production>,
): readonly Disagreement[] {
  const roles = new Set(identifierRoles.map(({ name }) => name));
  const isRole = (part: Expression) => (part.kind === "token" || part.kind === "production") && roles.has(part.name);
  const withoutRoles = (expression: Expression) =>
    mapExpression(expression, (part) => (isRole(part) ? { kind: "token", name: "IDENTIFIER" } : part));
  const helpers = [...commented].map(([name, { expression }]) => [name, withoutRoles(expression)] as const);
  const meanings = new Map([...helpers, ...recorded]);
  return [...commented.values()].flatMap(({ name, expression }) => {
    const code = recorded.get(name);
    if (code === undefined || sameExpression(withoutRoles(expression), code, meanings)) return [];
    return [{ rule: name, comment: formatExpression(expression), recorded: formatExpression(code) }];
  });
}

/** The names of the productions that a text can need, each where it is needed first. */
function reachableFrom(start: string, productions: ReadonlyMap<string, Production>): ReadonlySet<string> {
  const defined = new Set([
    ...keywords.keys(),
    ...[...lexicalTokens, ...identifierRoles].map(({ name }) => name),
    "PRIMITIVE_TYPE",
  ]);
  const reached = new Set<string>();
  const reach = (name: string, from: string): void => {
    if (reached.has(name) || defined.has(name)) return;
    const production = productions.get(name);
    if (production === undefined) throw new Error(`the comment of ${from} names ${name}, which no comment defines`);
    reached.add(name);
    for (const token of tokensOf(production.expression)) {
      if (!defined.has(token)) throw new Error(`the comment of ${name} names ${token}, which is no token`);
    }
    for (const next of referencesOf(production.expression)) reach(next, name);
  };
  reach(start, "the start");
  return reached;
}
