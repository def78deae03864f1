import type { IToken } from "chevrotain";
import type {
  Identifier as IdentifierNode,
  ObjectType,
  PrimitiveType as PrimitiveTypeNode,
  QualifierFlavorsDeclaration,
  QualifierTypeDeclaration,
} from "../ast/nodes.ts";
import { suggest } from "../codes/suggest.ts";
import { DirectiveRules } from "./directive-rules.ts";
import {
  flavorWords,
  isFlavorWord,
  isPolicyWord,
  isScopeWord,
  policyWords,
  primitiveTypeWords,
  scopeWords,
} from "./keywords.ts";
import {
  endOf,
  identifier,
  objectType,
  primitiveType,
  qualifierFlavorsDeclaration,
  qualifierTypeDeclaration,
} from "./node-factories.ts";
import type { Alternative, Rule } from "./rule.ts";
import { didYouMean, shorten } from "./syntax-errors.ts";
import { isWord } from "./token-window.ts";
import {
  Colon,
  Comma,
  Equals,
  Flavor,
  Identifier,
  LeftBracket,
  LeftParenthesis,
  NullWord,
  Policy,
  PrimitiveType,
  Qualifier,
  RightParenthesis,
  Scope,
  Semicolon,
} from "./tokens.ts";

/** Declarations of qualifier types, and WMI's of flavors. */
export abstract class QualifierDeclarationRules extends DirectiveRules {
  // What the clauses of the declaration that is read say.
  private scopes: IdentifierNode[] = [];
  private flavorList: IdentifierNode[] = [];
  private policy: IdentifierNode | undefined;

  private readonly typeWordAlternatives: Alternative<PrimitiveTypeNode | ObjectType>[] = [
    { ALT: () => primitiveType(this.CONSUME(PrimitiveType)), IGNORE_AMBIGUITIES: true },
    {
      ALT: () => {
        const name = identifier(this.CONSUME(Identifier));
        return objectType(name.start, name.end, name);
      },
    },
  ];

  /** `qualifierType = ( PRIMITIVE_TYPE | IDENTIFIER ) [ array ] [ "=" value ] { [ ";" ] [ "," ] qualifierClause } ";"` */
  private readonly qualifierType: Rule<QualifierTypeDeclaration> = this.RULE("qualifierType", () => {
    const { startOffset, qualifiers, declarationName: name } = this;
    this.scopes = [];
    this.flavorList = [];
    this.policy = undefined;
    const type = this.OR(this.typeWordAlternatives);
    const array = this.OPTION(this.arrayClause);
    const value = this.OPTION2(this.initializer);
    this.MANY({
      GATE: () => this.clauseFollows(),
      DEF: () => {
        this.OPTION3(() => this.CONSUME(Semicolon));
        this.OPTION4(() => this.CONSUME(Comma));
        this.SUBRULE(this.qualifierClause);
      },
    });
    this.concern("qualifier", name);
    const end = endOf(this.CONSUME2(Semicolon));
    return qualifierTypeDeclaration(
      startOffset,
      end,
      qualifiers,
      identifier(name as IToken),
      type,
      array,
      value,
      this.scopes,
      this.flavorList,
      this.policy,
    );
  });

  /** `qualifierFlavors = flavor { flavor } ";"`: for every later use of the qualifier in WMI. */
  private readonly qualifierFlavors: Rule<QualifierFlavorsDeclaration> = this.RULE("qualifierFlavors", () => {
    const { startOffset, qualifiers, declarationName: name } = this;
    const flavors = [this.flavorOrType(this.CONSUME(Identifier))];
    this.MANY(() => {
      flavors.push(this.furtherFlavor(this.CONSUME2(Identifier), name));
    });
    this.concern("the flavors of qualifier", name);
    const end = endOf(this.CONSUME(Semicolon));
    return qualifierFlavorsDeclaration(startOffset, end, qualifiers, identifier(name as IToken), flavors);
  });

  private readonly qualifierAlternatives: Alternative<QualifierTypeDeclaration | QualifierFlavorsDeclaration>[] = [
    { GATE: () => this.typeFollows(), ALT: () => this.SUBRULE(this.qualifierType), IGNORE_AMBIGUITIES: true },
    { ALT: () => this.SUBRULE(this.qualifierFlavors) },
  ];

  /** `qualifierDeclaration = QUALIFIER IDENTIFIER ":" ( qualifierType | qualifierFlavors )` */
  protected readonly qualifierDeclaration: Rule<QualifierTypeDeclaration | QualifierFlavorsDeclaration> = this.RULE(
    "qualifierDeclaration",
    () => {
      this.CONSUME(Qualifier);
      this.nameDeclaration("QualifierTypeDeclaration", this.CONSUME(Identifier));
      this.CONSUME(Colon);
      return this.OR(this.qualifierAlternatives);
    },
  );

  /**
   * Whether a type follows and not flavors. Any word but a flavor may be an enumeration, and says so by what comes behind it;
   * but one that is nearly a type of the language is that, misspelt, where a comma or a literal shows MOF 2.
   */
  private typeFollows(): boolean {
    const { tokenType, image } = this.LA(1);
    if (tokenType === PrimitiveType) return true;
    if (isFlavorWord(image)) return false;
    const next = this.LA(2).tokenType;
    const isMisspelt = () => suggest(image, primitiveTypeWords) !== undefined;
    switch (next) {
      case Scope:
      case Flavor:
      case Policy:
        return this.LA(3).tokenType === LeftParenthesis;
      case LeftBracket:
        return true;
      case Equals: {
        const value = this.LA(3);
        return isWord(value) || value.tokenType === NullWord || !isMisspelt();
      }
      case Comma:
        return !isMisspelt();
      default:
        return false;
    }
  }

  /** A `;` ends the declaration unless a clause comes behind it, which no declaration begins with. */
  private clauseFollows(): boolean {
    if (this.LA(1).tokenType !== Semicolon) return true;
    const next = this.typeBehindSemicolon(2);
    const type = next === Comma ? this.typeBehindSemicolon(3) : next;
    return type === Scope || type === Flavor || type === Policy;
  }

  private readonly clauseAlternatives: Alternative<void>[] = [
    { ALT: () => this.SUBRULE(this.scopeClause) },
    { ALT: () => this.SUBRULE(this.flavorClause) },
    { ALT: () => this.SUBRULE(this.policyClause) },
  ];

  /** `qualifierClause = scopeClause | flavorClause | policyClause`, each once and in any order. */
  private readonly qualifierClause: Rule<void> = this.RULE("qualifierClause", () => this.OR(this.clauseAlternatives));

  /** `scopeClause = SCOPE "(" scope { "," scope } ")"` */
  private readonly scopeClause: Rule<void> = this.RULE("scopeClause", () => {
    const open = this.openClause(this.CONSUME(Scope), this.scopes.length > 0);
    this.scopes.push(this.scope(this.CONSUME(Identifier)));
    this.MANY(() => {
      this.CONSUME(Comma);
      this.scopes.push(this.scope(this.CONSUME2(Identifier)));
    });
    this.concern("`Scope`", undefined, open);
    this.CONSUME(RightParenthesis);
  });

  /** `flavorClause = FLAVOR "(" flavor { "," flavor } ")"` */
  private readonly flavorClause: Rule<void> = this.RULE("flavorClause", () => {
    const open = this.openClause(this.CONSUME(Flavor), this.flavorList.length > 0);
    this.flavorList.push(this.flavor(this.CONSUME(Identifier)));
    this.MANY(() => {
      this.CONSUME(Comma);
      this.flavorList.push(this.flavor(this.CONSUME2(Identifier)));
    });
    this.concern("`Flavor`", undefined, open);
    this.CONSUME(RightParenthesis);
  });

  /** `policyClause = POLICY "(" policy ")"` */
  private readonly policyClause: Rule<void> = this.RULE("policyClause", () => {
    const open = this.openClause(this.CONSUME(Policy), this.policy !== undefined);
    const word = this.CONSUME(Identifier);
    if (!this.RECORDING_PHASE && !isPolicyWord(word.image)) this.failPolicy(word);
    this.policy = identifier(word);
    this.concern("`Policy`", undefined, open);
    this.CONSUME(RightParenthesis);
  });

  /** The parenthesis behind the word that begins a clause. */
  private openClause(clause: IToken, isRepeated: boolean): IToken {
    if (isRepeated) this.report("repeated-clause", { clause: clause.image }, this.placeOf(clause));
    this.concern(`\`${clause.image}\``, undefined);
    return this.CONSUME(LeftParenthesis);
  }

  private scope(word: IToken): IdentifierNode {
    if (this.RECORDING_PHASE || isScopeWord(word.image)) return identifier(word);
    return this.fail(
      "unknown-scope",
      { scope: shorten(word.image) },
      this.placeOf(word),
      didYouMean(word.image, scopeWords),
    );
  }

  private failPolicy(word: IToken): never {
    const details = didYouMean(word.image, policyWords);
    return this.fail("unknown-policy", { policy: shorten(word.image) }, this.placeOf(word), details);
  }

  private furtherFlavor(word: IToken, name: IToken | undefined): IdentifierNode {
    if (this.RECORDING_PHASE || !this.window.beginsDeclaration(this.currIdx)) return this.flavor(word);
    this.moveTo(this.currIdx);
    const end = this.endOfLast();
    const subject = `the flavors of qualifier \`${shorten(name?.image ?? "")}\``;
    return this.fail("missing-semicolon", { subject }, this.place(end, end));
  }

  private flavorOrType(word: IToken): IdentifierNode {
    if (this.RECORDING_PHASE || isFlavorWord(word.image)) return identifier(word);
    const details = didYouMean(word.image, [...primitiveTypeWords, ...flavorWords]);
    return this.fail("unknown-qualifier-type", { word: shorten(word.image) }, this.placeOf(word), details);
  }
}
