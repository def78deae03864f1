import type { IToken } from "chevrotain";
import type { Alias as AliasNode, InstanceValue, PropertyInitializer } from "../ast/nodes.ts";
import { maximumNesting } from "./limits.ts";
import { alias, endOf, identifier, instanceValue, propertyInitializer } from "./node-factories.ts";
import { QualifierRules } from "./qualifier-rules.ts";
import { none, type Rule } from "./rule.ts";
import { Alias, As, Identifier, Instance, Of, RightBrace, Semicolon } from "./tokens.ts";

/** Instances that stand as values, and what they share with those that are declared. */
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
    this.nesting = nesting + 1;
    if (nesting === maximumNesting) this.ACTION(() => this.failNesting());
    const qualifiers = this.OPTION(this.qualifiersAction) ?? none;
    this.CONSUME(Instance);
    this.CONSUME(Of);
    const className = this.CONSUME(Identifier);
    const aliasToken = this.OPTION2(this.aliasAction);
    this.owner = className;
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

  protected aliasOf(token: IToken | undefined): AliasNode | undefined {
    return token === undefined || this.RECORDING_PHASE ? undefined : alias(token);
  }

  /** `instanceBody = "{" { valueInitializer } "}"` */
  protected readonly instanceBody: Rule<PropertyInitializer[]> = this.RULE("instanceBody", () => {
    const properties: PropertyInitializer[] = [];
    const { owner, nesting } = this;
    const open = this.openingBrace("instance of", owner);
    do {
      this.MANY(() => {
        const start = this.currIdx + 1;
        try {
          properties.push(this.SUBRULE(this.valueInitializer));
        } catch (thrown) {
          this.nesting = nesting;
          this.recoverInBody(thrown, start, "instance of", owner, open);
        }
      });
      this.concern("instance of", owner, open);
    } while (this.skipInBody("a property"));
    this.CONSUME(RightBrace);
    return properties;
  });

  /** `valueInitializer = [ qualifierList ] IDENTIFIER [ "=" value ] ";"` */
  private readonly valueInitializer: Rule<PropertyInitializer> = this.RULE("valueInitializer", () => {
    const { startOffset } = this.LA(1);
    const qualifiers = this.OPTION(this.qualifiersAction) ?? none;
    const name = this.CONSUME(Identifier);
    const value = this.OPTION2(this.initializer);
    this.concern("property", name);
    const semicolon = this.CONSUME(Semicolon);
    return propertyInitializer(startOffset, endOf(semicolon), qualifiers, identifier(name), value);
  });

  private failNesting(): never {
    return this.failDeclaration("nesting-too-deep", { limit: maximumNesting }, this.placeOf(this.LA(1)));
  }
}
