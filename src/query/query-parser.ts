import { EmbeddedActionsParser, type IToken, type ParserMethod } from "chevrotain";
import { parseObjectPath } from "../cim/parse-object-path.ts";
import type { MessageCode, MessageParameters } from "../codes/index.ts";
import { shorten } from "../codes/shorten.ts";
import { type AssociationClause, associatorsQuery, referencesQuery } from "./association-clauses.ts";
import { joinOperands, likeOf, subclassTestOf } from "./comparison-nodes.ts";
import { maximumComparisons, maximumPropertyDepth, maximumQueryNesting } from "./limits.ts";
import type {
  AssociatorsQuery,
  ComparisonOperator,
  Condition,
  DataQuery,
  PropertyPath,
  Query,
  QueryName,
  QueryPath,
  ReferencesQuery,
  SchemaQuery,
  Span,
} from "./nodes.ts";
import { fault, QueryAbort, type QueryFault, type SyntaxFailure, SyntaxFailureRecorder } from "./query-failure.ts";
import { decodeQueryText, parseQueryNumber } from "./query-literals.ts";
import { type Operand, queryName, quotedName, spanning, spanOf } from "./query-nodes.ts";
import type { QueryCode } from "./query-problem.ts";
import {
  And,
  Associators,
  Comma,
  Dot,
  Equals,
  False,
  From,
  Is,
  Isa,
  LeftParenthesis,
  Like,
  Name,
  Not,
  Null,
  Numeral,
  Of,
  Operator,
  Or,
  Path,
  parsedTokens,
  References,
  RightParenthesis,
  Select,
  Star,
  Text,
  True,
  UnknownOperator,
  UnterminatedPath,
  UnterminatedText,
  Where,
} from "./tokens.ts";
import { unknownOperator } from "./unknown-operator.ts";

type Rule<Node> = ParserMethod<[], Node>;

interface Alternative<Node> {
  readonly ALT: () => Node;
}

/** The pseudo class of schema queries, folded. */
const metaClass = "meta_class";

/** What is left of the text of a query. */
export interface ParsedQuery {
  /** Absent where the parser stopped. */
  readonly query: Query | undefined;
  readonly faults: readonly QueryFault[];
  readonly failure: SyntaxFailure | undefined;
}

/**
 * The grammar of WQL (Microsoft, "WQL (SQL for WMI)"), LL(1). The comment of a rule is its EBNF. Words are told apart by
 * position: only AND, OR, NOT, NULL, TRUE and FALSE are never names. What is wrong in one place only is noted and read on;
 * of what follows nothing, the first failure ends it. Not re-entrant.
 */
export class QueryParser extends EmbeddedActionsParser {
  private faults: QueryFault[] = [];
  private comparisons = 0;
  private nesting = 0;
  private readonly recorder: SyntaxFailureRecorder;

  /** @param skipValidations whether Chevrotain takes the grammar as it is, which tests do not */
  constructor(skipValidations: boolean) {
    const errorMessageProvider = new SyntaxFailureRecorder();
    super(parsedTokens, { errorMessageProvider, maxLookahead: 1, recoveryEnabled: false, skipValidations });
    this.recorder = errorMessageProvider;
    this.performSelfAnalysis();
  }

  parse(tokens: IToken[]): ParsedQuery {
    this.faults = [];
    this.comparisons = 0;
    this.nesting = 0;
    this.recorder.take();
    this.input = tokens;
    try {
      const query = this.query();
      return { query, faults: this.faults, failure: this.recorder.take() };
    } catch (thrown) {
      if (!(thrown instanceof QueryAbort)) throw thrown;
      return { query: undefined, faults: [...this.faults, thrown.fault], failure: undefined };
    } finally {
      this.input = [];
    }
  }

  private note<Code extends QueryCode & MessageCode>(
    code: Code,
    parameters: MessageParameters<Code>,
    span: Span,
    hint?: string,
  ): void {
    if (!this.RECORDING_PHASE) this.faults.push(fault(code, parameters, span, hint));
  }

  private readonly noteFault = (reason: QueryFault): void => {
    if (!this.RECORDING_PHASE) this.faults.push(reason);
  };

  /** Stops at what is more than a limit allows. */
  private limit(count: number, maximum: number, parts: string, span: Span): void {
    if (count > maximum) throw new QueryAbort(fault("query-too-complex", { maximum, parts }, span));
  }

  /** Where the last token stands. Chevrotain runs each rule once to learn it; then there is none. */
  private lastSpan(): Span {
    return this.RECORDING_PHASE ? { start: 0, end: 0 } : spanOf(this.LA(0));
  }

  /** OR with the type of what its alternatives give; one in a rule. */
  private choose<Node>(alternatives: Alternative<Node>[]): Node {
    return this.OR(alternatives);
  }

  /** `query = selectStatement | associatorsStatement | referencesStatement` */
  private readonly query: Rule<Query> = this.RULE("query", () =>
    this.choose<Query>([
      { ALT: () => this.SUBRULE(this.selectStatement) },
      { ALT: () => this.SUBRULE(this.associatorsStatement) },
      { ALT: () => this.SUBRULE(this.referencesStatement) },
    ]),
  );

  /** `selectStatement = SELECT selection FROM className [ WHERE condition ]` */
  private readonly selectStatement: Rule<DataQuery | SchemaQuery> = this.RULE(
    "selectStatement",
    (): DataQuery | SchemaQuery => {
      const select = this.CONSUME(Select);
      const properties = this.SUBRULE(this.selection);
      this.CONSUME(From);
      const className = this.SUBRULE(this.className);
      const condition = this.OPTION(() => {
        this.CONSUME(Where);
        return this.SUBRULE(this.condition);
      });
      const span = spanning(spanOf(select), this.lastSpan());
      const where = condition === undefined ? {} : { condition };
      if (className.key !== metaClass) {
        return { kind: "data", ...(properties !== undefined && { properties }), className, ...where, ...span };
      }
      if (properties !== undefined) {
        this.note("schema-query-of-properties", {}, spanning(properties[0] as Span, properties.at(-1) as Span));
      }
      return { kind: "schema", ...where, ...span };
    },
  );

  /** `selection = "*" | propertyPath { "," propertyPath }` */
  private readonly selection: Rule<PropertyPath[] | undefined> = this.RULE("selection", () =>
    this.choose<PropertyPath[] | undefined>([
      {
        ALT: () => {
          this.CONSUME(Star);
          return undefined;
        },
      },
      {
        ALT: () => {
          const properties: PropertyPath[] = [];
          this.AT_LEAST_ONE_SEP({
            SEP: Comma,
            DEF: () => {
              this.ACTION(() => this.refuseMissingProperty());
              properties.push(this.SUBRULE(this.propertyPath));
            },
          });
          return properties;
        },
      },
    ]),
  );

  /** FROM is a name too, so a list without a property would take it for one. */
  private refuseMissingProperty(): void {
    if (this.LA(1).tokenType !== From) return;
    const { tokenType } = this.LA(2);
    if (tokenType === From || tokenType === Comma || tokenType === Dot) return;
    const parameters = { expected: "`*` or the name of a property", found: `\`${this.LA(1).image}\`` };
    throw new QueryAbort(fault("unexpected-in-query", parameters, spanOf(this.LA(1))));
  }

  /** `className = name` */
  private readonly className: Rule<QueryName> = this.RULE("className", () => queryName(this.CONSUME(Name)));

  /** `propertyPath = name { "." name }` */
  private readonly propertyPath: Rule<PropertyPath> = this.RULE("propertyPath", () => {
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
  private readonly condition: Rule<Condition | undefined> = this.RULE("condition", () => {
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
    this.CONSUME(RightParenthesis);
    this.nesting--;
    return condition;
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

  /** `associatorsStatement = ASSOCIATORS OF path [ WHERE associationClause { associationClause } ]` */
  private readonly associatorsStatement: Rule<AssociatorsQuery> = this.RULE("associatorsStatement", () => {
    const first = this.CONSUME(Associators);
    this.CONSUME(Of);
    const source = this.SUBRULE(this.path);
    const clauses = this.OPTION(() => this.SUBRULE(this.associationClauses)) ?? [];
    const span = spanning(spanOf(first), this.lastSpan());
    return this.ACTION(() => associatorsQuery(source, clauses, span, this.noteFault));
  });

  /** `referencesStatement = REFERENCES OF path [ WHERE associationClause { associationClause } ]` */
  private readonly referencesStatement: Rule<ReferencesQuery> = this.RULE("referencesStatement", () => {
    const first = this.CONSUME(References);
    this.CONSUME(Of);
    const source = this.SUBRULE(this.path);
    const clauses = this.OPTION(() => this.SUBRULE(this.associationClauses)) ?? [];
    const span = spanning(spanOf(first), this.lastSpan());
    return this.ACTION(() => referencesQuery(source, clauses, span, this.noteFault));
  });

  /** `path = "{" objectPath "}"` */
  private readonly path: Rule<QueryPath> = this.RULE("path", () => {
    const token = this.OR([{ ALT: () => this.CONSUME(Path) }, { ALT: () => this.CONSUME(UnterminatedPath) }]);
    return this.ACTION(() => this.pathOf(token));
  });

  private pathOf(token: IToken): QueryPath {
    if (token.tokenType === UnterminatedPath) {
      throw new QueryAbort(fault("unterminated-query-path", {}, spanOf(token)));
    }
    const inside = token.image.slice(1, -1);
    const text = inside.trim();
    const start = token.startOffset + 1 + (inside.length - inside.trimStart().length);
    const path = parseObjectPath(text);
    if (path.kind === "path") return { path, ...spanOf(token) };
    const { position, expected } = path;
    const place = start + Math.min(position, text.length);
    throw new QueryAbort(
      fault("invalid-query-path", { path: shorten(text), expected }, { start: place, end: place + 1 }),
    );
  }

  /** The part `WHERE associationClause { associationClause }` of a statement. */
  private readonly associationClauses: Rule<AssociationClause[]> = this.RULE("associationClauses", () => {
    const clauses: AssociationClause[] = [];
    this.CONSUME(Where);
    this.AT_LEAST_ONE(() => {
      clauses.push(
        this.choose<AssociationClause>([
          { ALT: () => ({ joint: { word: "AND", ...spanOf(this.CONSUME(And)) }, name: undefined, value: undefined }) },
          { ALT: () => ({ joint: { word: "OR", ...spanOf(this.CONSUME(Or)) }, name: undefined, value: undefined }) },
          { ALT: () => this.SUBRULE(this.associationClause) },
        ]),
      );
    });
    return clauses;
  });

  /** `associationClause = name [ "=" name ]` */
  private readonly associationClause: Rule<AssociationClause> = this.RULE("associationClause", () => {
    const name = queryName(this.CONSUME(Name));
    const value = this.OPTION(() => {
      this.CONSUME(Equals);
      return this.choose<QueryName>([
        { ALT: () => queryName(this.CONSUME2(Name)) },
        {
          ALT: () => {
            const token = this.CONSUME(Text);
            const hint = "write the name without quotes";
            this.note("unexpected-in-query", { expected: "a name", found: "text in quotes" }, spanOf(token), hint);
            return this.ACTION(() => quotedName(token));
          },
        },
      ]);
    });
    return { joint: undefined, name, value };
  });
}

/** Conditions joined; one alone is itself. `undefined` stands for those that were refused. */
function joined(kind: "and" | "or", parts: readonly (Condition | undefined)[]): Condition | undefined {
  const conditions = parts.filter((part) => part !== undefined);
  if (conditions.length < 2) return conditions[0];
  return { kind, conditions, ...spanning(conditions[0] as Span, conditions.at(-1) as Span) };
}
