import { EmbeddedActionsParser, type ParserMethod } from "chevrotain";
import type { MessageCode, MessageParameters } from "../codes/index.ts";
import { shorten } from "../codes/shorten.ts";
import { joinOperands, likeOf, subclassTestOf } from "./comparison-nodes.ts";
import { maximumComparisons, maximumPropertyDepth, maximumQueryNesting } from "./limits.ts";
import type { ComparisonOperator, Condition, PropertyPath, QueryName, Span } from "./nodes.ts";
import { fault, QueryAbort, type QueryFault, SyntaxFailureRecorder } from "./query-failure.ts";
import { decodeQueryText, parseQueryNumber } from "./query-literals.ts";
import { type Operand, queryName, spanning, spanOf } from "./query-nodes.ts";
import type { QueryCode } from "./query-problem.ts";
import {
  And,
  Dot,
  Equals,
  False,
  Is,
  Isa,
  LeftParenthesis,
  Like,
  Name,
  Not,
  Null,
  Numeral,
  Operator,
  Or,
  parsedTokens,
  RightParenthesis,
  Text,
  True,
  UnknownOperator,
  UnterminatedText,
} from "./tokens.ts";
import { unknownOperator } from "./unknown-operator.ts";

/** A rule without arguments. */
export type Rule<Node> = ParserMethod<[], Node>;

interface Alternative<Node> {
  readonly ALT: () => Node;
}

/** The rules of WQL that are about properties and conditions, and what all rules use to tell what is wrong. */
export abstract class ConditionRules extends EmbeddedActionsParser {
  protected faults: QueryFault[] = [];
  protected comparisons = 0;
  protected nesting = 0;
  protected readonly recorder: SyntaxFailureRecorder;

  /** @param skipValidations whether Chevrotain takes the grammar as it is, which tests do not */
  constructor(skipValidations: boolean) {
    const errorMessageProvider = new SyntaxFailureRecorder();
    super(parsedTokens, { errorMessageProvider, maxLookahead: 1, recoveryEnabled: false, skipValidations });
    this.recorder = errorMessageProvider;
  }

  protected note<Code extends QueryCode & MessageCode>(
    code: Code,
    parameters: MessageParameters<Code>,
    span: Span,
    hint?: string,
  ): void {
    if (!this.RECORDING_PHASE) this.faults.push(fault(code, parameters, span, hint));
  }

  protected readonly noteFault = (reason: QueryFault): void => {
    if (!this.RECORDING_PHASE) this.faults.push(reason);
  };

  /** Stops at what is more than a limit allows. */
  private limit(count: number, maximum: number, parts: string, span: Span): void {
    if (count > maximum) throw new QueryAbort(fault("query-too-complex", { maximum, parts }, span));
  }

  /** Where the last token stands. Chevrotain runs each rule once to learn it; then there is none. */
  protected lastSpan(): Span {
    return this.RECORDING_PHASE ? { start: 0, end: 0 } : spanOf(this.LA(0));
  }

  /** OR with the type of what its alternatives give; one in a rule. */
  protected choose<Node>(alternatives: Alternative<Node>[]): Node {
    return this.OR(alternatives);
  }

  /** `propertyPath = name { "." name }` */
  protected readonly propertyPath: Rule<PropertyPath> = this.RULE("propertyPath", () => {
    const names: [QueryName, ...QueryName[]] = [queryName(this.CONSUME(Name))];
    this.MANY(() => {
      this.CONSUME(Dot);
      names.push(queryName(this.CONSUME2(Name)));
    });
    const span = spanning(names[0], names.at(-1) as Span);
    this.ACTION(() => this.limit(names.length, maximumPropertyDepth, "names in one property", span));
    return { names, ...span };
  });

  /** `condition = conjunction { OR conjunction }` */
  protected readonly condition: Rule<Condition | undefined> = this.RULE("condition", () => {
    const conditions = [this.SUBRULE(this.conjunction)];
    this.MANY(() => {
      this.CONSUME(Or);
      conditions.push(this.SUBRULE2(this.conjunction));
    });
    return joined("or", conditions);
  });

  /** `conjunction = negation { AND negation }` */
  private readonly conjunction: Rule<Condition | undefined> = this.RULE("conjunction", () => {
    const conditions = [this.SUBRULE(this.negation)];
    this.MANY(() => {
      this.CONSUME(And);
      conditions.push(this.SUBRULE2(this.negation));
    });
    return joined("and", conditions);
  });

  /** `negation = [ NOT ] ( "(" condition ")" | comparison )` */
  private readonly negation: Rule<Condition | undefined> = this.RULE("negation", (): Condition | undefined => {
    const not = this.OPTION(() => this.CONSUME(Not));
    const condition = this.choose<Condition | undefined>([
      { ALT: () => this.SUBRULE(this.parenthesis) },
      { ALT: () => this.SUBRULE(this.comparison) },
    ]);
    if (this.RECORDING_PHASE || not === undefined || condition === undefined) return condition;
    return { kind: "not", condition, ...spanning(spanOf(not), this.lastSpan()) };
  });

  /** The part `"(" condition ")"` of a negation. */
  private readonly parenthesis: Rule<Condition | undefined> = this.RULE("parenthesis", () => {
    const open = this.CONSUME(LeftParenthesis);
    this.ACTION(() => this.limit(++this.nesting, maximumQueryNesting, "levels of parentheses", spanOf(open)));
    const condition = this.SUBRULE(this.condition);
    const close = this.CONSUME(RightParenthesis);
    this.nesting--;
    if (this.RECORDING_PHASE || condition === undefined) return condition;
    // What is joined with it begins or ends with the parenthesis.
    return { ...condition, ...spanning(spanOf(open), spanOf(close)) };
  });

  /** `comparison = operand ( operator operand | LIKE operand | ISA operand | IS [ NOT ] NULL )` */
  private readonly comparison: Rule<Condition | undefined> = this.RULE("comparison", () => {
    const left = this.SUBRULE(this.operand);
    this.ACTION(() => this.limit(++this.comparisons, maximumComparisons, "comparisons", left));
    return this.choose<Condition | undefined>([
      {
        ALT: () => {
          const operator = this.SUBRULE(this.operator);
          const right = this.SUBRULE2(this.operand);
          return this.ACTION(() => joinOperands(left, operator, right, this.isFollowedByWord(), this.noteFault));
        },
      },
      {
        ALT: () => {
          this.CONSUME(Like);
          const right = this.SUBRULE3(this.operand);
          return this.ACTION(() => likeOf(left, right, this.noteFault));
        },
      },
      {
        ALT: () => {
          this.CONSUME(Isa);
          const right = this.SUBRULE4(this.operand);
          return this.ACTION(() => subclassTestOf(left, right, this.noteFault));
        },
      },
      {
        ALT: () => {
          this.CONSUME(Is);
          const not = this.OPTION(() => this.CONSUME(Not));
          const last = this.CONSUME(Null);
          if (left?.kind === "property") {
            const span = spanning(left, spanOf(last));
            return { kind: "null-test", property: left.property, isNegated: not !== undefined, ...span };
          }
          const found = left?.kind === "null" ? "NULL" : "a constant";
          this.note("unexpected-in-query", { expected: "a property before `IS`", found }, left);
          return undefined;
        },
      },
    ]);
  });

  /** Text without quotes mostly has several words. */
  private isFollowedByWord(): boolean {
    const { tokenType } = this.LA(1);
    return tokenType === Name || tokenType === Numeral;
  }

  /** `operator = "=" | "<>" | "!=" | "<" | "<=" | ">" | ">="` */
  private readonly operator: Rule<Exclude<ComparisonOperator, "LIKE">> = this.RULE("operator", () =>
    this.choose<Exclude<ComparisonOperator, "LIKE">>([
      {
        ALT: () => {
          this.CONSUME(Equals);
          return "=";
        },
      },
      {
        ALT: () => {
          const { image } = this.CONSUME(Operator);
          return (image === "!=" ? "<>" : image) as Exclude<ComparisonOperator, "LIKE">;
        },
      },
      {
        ALT: () => {
          const token = this.CONSUME(UnknownOperator);
          this.ACTION(() => this.noteFault(unknownOperator(token)));
          return "=";
        },
      },
    ]),
  );

  /** `operand = text | number | TRUE | FALSE | NULL | propertyPath` */
  private readonly operand: Rule<Operand> = this.RULE("operand", () =>
    this.choose<Operand>([
      {
        ALT: () => {
          const token = this.CONSUME(Text);
          return { kind: "string", value: this.ACTION(() => decodeQueryText(token.image)), ...spanOf(token) };
        },
      },
      {
        ALT: () => {
          const token = this.CONSUME(UnterminatedText);
          this.note("unterminated-query-string", { quote: token.image.charAt(0) }, spanOf(token));
          return { kind: "string", value: "", ...spanOf(token) };
        },
      },
      {
        ALT: () => {
          const token = this.CONSUME(Numeral);
          const number = parseQueryNumber(token.image);
          if (number === undefined) {
            this.note("malformed-query-number", { literal: shorten(token.image) }, spanOf(token));
          }
          return { ...(number ?? { kind: "integer", value: 0 }), ...spanOf(token) };
        },
      },
      { ALT: () => ({ kind: "boolean", value: true, ...spanOf(this.CONSUME(True)) }) },
      { ALT: () => ({ kind: "boolean", value: false, ...spanOf(this.CONSUME(False)) }) },
      { ALT: () => ({ kind: "null", ...spanOf(this.CONSUME(Null)) }) },
      {
        ALT: () => {
          const property = this.SUBRULE(this.propertyPath);
          return { kind: "property", property, start: property.start, end: property.end };
        },
      },
    ]),
  );
}

/** Conditions joined; one alone is itself. `undefined` stands for those that were refused. */
function joined(kind: "and" | "or", parts: readonly (Condition | undefined)[]): Condition | undefined {
  const conditions = parts.filter((part) => part !== undefined);
  if (conditions.length < 2) return conditions[0];
  return { kind, conditions, ...spanning(conditions[0] as Span, conditions.at(-1) as Span) };
}
