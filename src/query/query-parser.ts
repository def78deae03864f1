import type { IToken } from "chevrotain";
import { parseObjectPath } from "../cim/parse-object-path.ts";
import { shorten } from "../codes/shorten.ts";
import { type AssociationClause, associatorsQuery, referencesQuery } from "./association-clauses.ts";
import { ConditionRules, type Rule } from "./condition-rules.ts";
import type {
  AssociatorsQuery,
  DataQuery,
  PropertyPath,
  Query,
  QueryName,
  QueryPath,
  ReferencesQuery,
  SchemaQuery,
  Span,
} from "./nodes.ts";
import { fault, QueryAbort, type QueryFault, type SyntaxFailure } from "./query-failure.ts";
import { queryName, quotedName, spanning, spanOf } from "./query-nodes.ts";
import {
  And,
  Associators,
  Comma,
  Dot,
  Equals,
  From,
  Name,
  Of,
  Or,
  Path,
  References,
  Select,
  Star,
  Text,
  UnterminatedPath,
  Where,
} from "./tokens.ts";

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
export class QueryParser extends ConditionRules {
  /** @param skipValidations whether Chevrotain takes the grammar as it is, which tests do not */
  constructor(skipValidations: boolean) {
    super(skipValidations);
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
    const place = start + position;
    throw new QueryAbort(
      fault("invalid-query-path", { path: shorten(text) || "{}", expected }, { start: place, end: place + 1 }),
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
