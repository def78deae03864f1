import type { ISerializedGast } from "chevrotain";
import { MofParser } from "../../src/parser/mof-parser.ts";
import { choice, type Expression, type Productions, sequence } from "./expression.ts";
import { tokenName } from "./token-names.ts";

/** The parts of Chevrotain's record of a rule; its own types leave out what they have. */
interface Recorded extends ISerializedGast {
  readonly name: string;
  readonly label?: string;
  readonly definition: Recorded[];
  readonly separator?: Recorded;
}

/** The grammar as Chevrotain recorded it from the rules of the parser. */
export function recordedGrammar(): Productions {
  const rules = new MofParser(false).getSerializedGastProductions() as Recorded[];
  return new Map(rules.map((rule) => [rule.name, sequence(rule.definition.map(expressionOf))]));
}

function expressionOf(recorded: Recorded): Expression {
  const inner = () => sequence(recorded.definition.map(expressionOf));
  const separated = (first: Expression): Expression => {
    const next = sequence([expressionOf(recorded.separator as Recorded), first]);
    return sequence([first, { kind: "repetition", inner: next }]);
  };
  switch (recorded.type) {
    case "Terminal":
      return tokenName(recorded.name);
    case "NonTerminal":
      return { kind: "production", name: recorded.name };
    case "Alternation":
      return choice(recorded.definition.map(expressionOf));
    case "Alternative":
      return inner();
    case "Option":
      return { kind: "option", inner: inner() };
    case "Repetition":
      return { kind: "repetition", inner: inner() };
    case "RepetitionMandatory":
      return sequence([inner(), { kind: "repetition", inner: inner() }]);
    case "RepetitionWithSeparator":
      return { kind: "option", inner: separated(inner()) };
    case "RepetitionMandatoryWithSeparator":
      return separated(inner());
    default:
      throw new Error(`Chevrotain records a ${recorded.type}, which is not known here`);
  }
}
