import type { IToken } from "chevrotain";
import type {
  Alias as AliasNode,
  InstanceValue,
  PropertyInitializer,
  Qualifier as QualifierNode,
  StructureValue,
  Value,
} from "../ast/nodes.ts";
import { shorten } from "../codes/shorten.ts";
import { maximumNesting } from "./limits.ts";
import { alias, endOf, identifier, instanceValue, propertyInitializer, structureValue } from "./node-factories.ts";
import { QualifierRules } from "./qualifier-rules.ts";
import { none, type Rule } from "./rule.ts";
import { Alias, As, Identifier, Instance, Of, RightBrace, Semicolon, ValueWord } from "./tokens.ts";

/** Instances and structures that stand as values, and what they share with those that are declared. */
export abstract class InstanceRules extends QualifierRules {
  /** `aliasClause = AS ALIAS` */
  private readonly aliasClause: Rule<IToken> = this.RULE("aliasClause", () => {
    this.CONSUME(As);
    return this.CONSUME(Alias);
  });

  protected readonly aliasAction = (): IToken => this.SUBRULE(this.aliasClause);
  protected readonly secondAliasAction = (): IToken => this.SUBRULE2(this.aliasClause);

  /** `instanceValue = [ qualifierList ] INSTANCE OF className [ AS ALIAS ] instanceBody` */
  protected readonly instanceValue: Rule<InstanceValue> = this.RULE("instanceValue", () => {
    const { startOffset } = this.LA(1);
    const { nesting } = this;
    this.nest("instances");
    const qualifiers = this.OPTION(this.qualifiersAction) ?? none;
    const keyword = this.CONSUME(Instance);
    this.construct("inline-instance-not-in-dialect", keyword.startOffset, endOf(this.CONSUME(Of)));
    const className = this.CONSUME(Identifier);
    const aliasToken = this.OPTION2(this.aliasAction);
    this.own("instance of", className);
    const properties = this.SUBRULE(this.instanceBody);
    this.nesting = nesting;
    return instanceValue(
      startOffset,
      endOf(this.LA(0)),
      qualifiers,
      identifier(className),
      this.aliasOf(aliasToken),
      properties,
    );
  });

  /** `structureValue = VALUE OF className instanceBody` */
  protected readonly structureValue: Rule<StructureValue> = this.RULE("structureValue", () => {
    const { startOffset } = this.CONSUME(ValueWord);
    const { nesting } = this;
    this.nest("values");
    this.construct("structure-value-not-in-dialect", startOffset, endOf(this.CONSUME(Of)));
    const className = this.CONSUME(Identifier);
    this.own("value of", className);
    const properties = this.SUBRULE(this.instanceBody);
    this.nesting = nesting;
    return structureValue(startOffset, endOf(this.LA(0)), identifier(className), properties);
  });

  protected readonly semicolonAction = (): IToken => this.CONSUME2(Semicolon);

  /** WMI's and DMTF's compilers want the `;` behind a brace; people leave it out, and nothing is unclear without it. */
  protected checkFinalSemicolon(kind: string, name: IToken): void {
    if (this.isMalformed || this.LA(0).tokenType === Semicolon) return;
    const end = this.endOfLast();
    this.report("omitted-semicolon", { subject: `${kind} \`${shorten(name.image)}\`` }, this.place(end, end));
  }

  protected aliasOf(token: IToken | undefined): AliasNode | undefined {
    return token === undefined || this.RECORDING_PHASE ? undefined : alias(token);
  }

  private readonly initializerAction = (): PropertyInitializer => this.SUBRULE(this.valueInitializer);

  /** `instanceBody = "{" { valueInitializer (* without: 3WO *) } "}"` */
  protected readonly instanceBody: Rule<PropertyInitializer[]> = this.RULE("instanceBody", () => {
    const index = this.currIdx + 1;
    const properties = this.body(this.initializerAction, "a property", false);
    if (this.isStrict && this.currIdx === index + 1) {
      this.construct("empty-instance-not-in-dialect", this.LA(-1).startOffset, this.endOfLast());
    }
    return properties;
  });

  /**
   * `"{" { member } "}"`
   *
   * @param expected what members are, for messages
   * @param nests whether declarations can be among them
   */
  protected body<Member>(member: () => Member, expected: string, nests: boolean): Member[] {
    const members: Member[] = [];
    const { owner: name, ownerKind: kind, nesting } = this;
    const opener = this.openingBrace(kind, name);
    do {
      this.MANY(() => {
        const start = this.currIdx + 1;
        try {
          members.push(member());
        } catch (thrown) {
          this.nesting = nesting;
          this.recoverInBody(thrown, start, { kind, name, opener, nests });
        }
      });
      this.concern(kind, name, opener);
    } while (this.skipInBody(expected));
    this.CONSUME(RightBrace);
    return members;
  }

  /** `valueInitializer = [ qualifierList (* 2WO *) ] IDENTIFIER [ "=" value (* without: WO *) ] ";"` */
  private readonly valueInitializer: Rule<PropertyInitializer> = this.RULE("valueInitializer", () => {
    const { startOffset } = this.LA(1);
    const qualifiers = this.OPTION(this.qualifiersAction) ?? none;
    const name = this.CONSUME(Identifier);
    const value = this.OPTION2(this.initializer);
    this.concern("property", name);
    const semicolon = this.CONSUME(Semicolon);
    if (this.isStrict) this.judgeInitializer(name, qualifiers, value);
    return propertyInitializer(startOffset, endOf(semicolon), qualifiers, identifier(name), value);
  });

  private judgeInitializer(name: IToken, qualifiers: readonly QualifierNode[], value: Value | undefined): void {
    this.judgeQualifiersOfValue(qualifiers);
    if (value !== undefined) return;
    const parameters = { dialect: this.dialect, property: shorten(name.image) };
    this.report("property-without-value-not-in-dialect", parameters, this.placeOf(name));
  }

  protected judgeQualifiersOfValue(qualifiers: readonly QualifierNode[]): void {
    const [first] = qualifiers;
    if (first) this.construct("qualifier-on-value-not-in-dialect", first.start, (qualifiers.at(-1) ?? first).end);
  }

  /** Goes one deeper; `what` is nested. */
  protected nest(what: string): void {
    this.nesting++;
    if (this.nesting <= maximumNesting || this.RECORDING_PHASE) return;
    this.failDeclaration("nesting-too-deep", { what, limit: maximumNesting }, this.placeOf(this.LA(1)));
  }
}
