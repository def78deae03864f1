import {
  Alternation,
  type ILookaheadStrategy,
  type IProduction,
  LLkLookaheadStrategy,
  NonTerminal,
  Option,
  Repetition,
} from "chevrotain";
import { expect, test } from "vitest";
import { SingleTokenLookahead } from "../../src/parser/lookahead.ts";
import { MofParser } from "../../src/parser/mof-parser.ts";
import { parsedTokens } from "../../src/parser/tokens.ts";

const rules = Object.values(new MofParser(true).getGAstProductions());
const ours = new SingleTokenLookahead();
const chevrotains = new LLkLookaheadStrategy({ maxLookahead: 1 });

function productionsIn(productions: readonly IProduction[]): IProduction[] {
  return productions.flatMap((production) => {
    if (production instanceof NonTerminal) return [];
    const { definition = [] } = production as { definition?: IProduction[] };
    return [production, ...productionsIn(definition)];
  });
}

/** What a strategy makes of a production. */
function lookaheadOf(
  strategy: ILookaheadStrategy,
  rule: (typeof rules)[number],
  production: IProduction,
  hasPredicates: boolean,
): unknown {
  const common = { rule, maxLookahead: 1, dynamicTokensEnabled: false };
  if (production instanceof Alternation) {
    return strategy.buildLookaheadForAlternation({ ...common, prodOccurrence: production.idx, hasPredicates });
  }
  if (production instanceof Option || production instanceof Repetition) {
    const prodType = production instanceof Option ? "Option" : "Repetition";
    return strategy.buildLookaheadForOptional({ ...common, prodOccurrence: production.idx, prodType });
  }
  return undefined;
}

/** What it decides for each token, with every gate as `gate` says. */
function decisions(lookahead: unknown, alternatives: number, gate: (alternative: number) => boolean): unknown[] {
  const gated = Array.from({ length: alternatives }, (_, alternative) => ({ GATE: () => gate(alternative) }));
  const decide = lookahead as (alternatives: unknown) => unknown;
  return parsedTokens.map(({ tokenTypeIdx }) => decide.call({ LA_FAST: () => ({ tokenTypeIdx }) }, gated));
}

test.each(rules.map((rule) => [rule.name, rule] as const))("%s decides as Chevrotain would", (_, rule) => {
  for (const production of productionsIn(rule.definition)) {
    const count = production instanceof Alternation ? production.definition.length : 0;
    for (const hasPredicates of [true, false]) {
      const [own, other] = [ours, chevrotains].map((strategy) =>
        lookaheadOf(strategy, rule, production, hasPredicates),
      );
      if (own === undefined) continue;
      for (const gate of [() => true, () => false, (alternative: number) => alternative % 2 === 0]) {
        expect(decisions(own, count, gate)).toEqual(decisions(other, count, gate));
      }
    }
  }
});
