import type { IToken } from "chevrotain";
import type {
  Identifier as IdentifierNode,
  ObjectType,
  PrimitiveType as PrimitiveTypeNode,
  QualifierFlavorsDeclaration,
  Qualifier as QualifierNode,
  QualifierTypeDeclaration,
} from "../ast/nodes.ts";
import { shorten } from "../codes/shorten.ts";
import { suggest } from "../codes/suggest.ts";
import { didYouMean } from "../diagnostics/create.ts";
import { DirectiveRules } from "./directive-rules.ts";
import {
  flavorWords,
  hasScope,
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
  qualifierFlavorsDeclaration,
  qualifierTypeDeclaration,
} from "./node-factories.ts";
import type { Alternative, Rule } from "./rule.ts";
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
    { ALT: () => this.primitiveType(this.CONSUME(PrimitiveType)), IGNORE_AMBIGUITIES: true },
    {
      ALT: () => {
        const name = identifier(this.CONSUME(Identifier));
        return objectType(name.start, name.end, name);
      },
    },
  ];

  /**
   * `qualifierType = ( PRIMITIVE_TYPE | IDENTIFIER (* 3 *) ) [ array ] [ "=" value ]
   * { [ ";" (* X *) ] [ "," (* 2W *) ] qualifierClause } ";"`
   */
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
        const semicolon = this.OPTION3(() => this.CONSUME(Semicolon));
        const comma = this.OPTION4(() => this.CONSUME(Comma));
        if (this.isStrict) this.judgeSeparator(semicolon, comma);
        this.SUBRULE(this.qualifierClause);
      },
    });
    this.concern("qualifier", name);
    const end = endOf(this.CONSUME2(Semicolon));
    if (this.isStrict) this.judgeQualifierType(name as IToken, qualifiers);
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

  private judgeSeparator(semicolon: IToken | undefined, comma: IToken | undefined): void {
    const clause = this.LA(1);
    const parameters = { dialect: this.dialect, clause: clause.image };
    if (semicolon) this.report("clause-semicolon-not-in-dialect", parameters, this.placeOf(semicolon));
    else if (comma) this.report("clause-comma-not-in-dialect", parameters, this.placeOf(comma));
    else this.report("clause-without-comma-not-in-dialect", parameters, this.placeOf(clause));
    const isBeforeScope = clause.tokenType !== Scope && this.scopes.length === 0;
    if (isBeforeScope) this.report("clause-order-not-in-dialect", parameters, this.placeOf(clause));
  }

  private judgeQualifierType(name: IToken, qualifiers: readonly QualifierNode[]): void {
    const [first] = qualifiers;
    if (first) {
      const end = (qualifiers.at(-1) as QualifierNode).end;
      this.construct("qualified-qualifier-type-not-in-dialect", first.start, end);
    }
    if (this.scopes.length === 0) {
      const parameters = { dialect: this.dialect, qualifier: shorten(name.image) };
      this.report("qualifier-without-scope-not-in-dialect", parameters, this.placeOf(name));
    }
  }

  private judgeQualifierFlavors(name: IToken, flavors: readonly IdentifierNode[]): void {
    const { start } = flavors[0] as IdentifierNode;
    const place = this.place(start, (flavors.at(-1) as IdentifierNode).end);
    const parameters = { dialect: this.dialect, qualifier: shorten(name.image) };
    this.report("qualifier-flavors-not-in-dialect", parameters, place);
    if (this.dialect === "wmi") for (const flavor of flavors) this.judgeFlavor(flavor);
  }

  /** `qualifierFlavors = flavor { flavor } ";"`: for every later use of the qualifier in WMI. */
  private readonly qualifierFlavors: Rule<QualifierFlavorsDeclaration> = this.RULE("qualifierFlavors", () => {
    const { startOffset, qualifiers, declarationName: name } = this;
    const flavors = [this.flavorOrType(this.CONSUME(Identifier))];
    this.MANY(() => {
      flavors.push(this.furtherFlavor(this.CONSUME2(Identifier), name));
    });
    this.concern("the flavors of qualifier", name);
    const end = endOf(this.CONSUME(Semicolon));
    if (this.isStrict) this.judgeQualifierFlavors(name as IToken, flavors);
    return qualifierFlavorsDeclaration(startOffset, end, qualifiers, identifier(name as IToken), flavors);
  });

  private readonly qualifierAlternatives: Alternative<QualifierTypeDeclaration | QualifierFlavorsDeclaration>[] = [
    { GATE: () => this.typeFollows(), ALT: () => this.SUBRULE(this.qualifierType), IGNORE_AMBIGUITIES: true },
    { ALT: () => this.SUBRULE(this.qualifierFlavors) },
  ];

  /** `qualifierDeclaration = QUALIFIER IDENTIFIER ":" ( qualifierType | qualifierFlavors (* W *) )` */
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
    const hasEnumerations = this.dialect === "auto" || this.dialect === "dmtf3";
    if (isFlavorWord(image) || !hasEnumerations) return false;
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

  /** `qualifierClause = scopeClause | flavorClause (* 2W *) | policyClause (* 3 *)`: each once, in any order. */
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
    const clause = this.CONSUME(Flavor);
    this.construct("flavor-clause-not-in-dialect", clause.startOffset, endOf(clause));
    const open = this.openClause(clause, this.flavorList.length > 0);
    this.flavorList.push(this.flavor(this.CONSUME(Identifier)));
    this.MANY(() => {
      this.CONSUME(Comma);
      this.flavorList.push(this.flavor(this.CONSUME2(Identifier)));
    });
    this.concern("`Flavor`", undefined, open);
    this.CONSUME(RightParenthesis);
    if (this.isStrict) for (const flavor of this.flavorList) this.judgeFlavor(flavor);
  });

  /** `policyClause = POLICY "(" policy ")"` */
  private readonly policyClause: Rule<void> = this.RULE("policyClause", () => {
    const clause = this.CONSUME(Policy);
    this.construct("policy-not-in-dialect", clause.startOffset, endOf(clause));
    const open = this.openClause(clause, this.policy !== undefined);
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
    if (this.RECORDING_PHASE) return identifier(word);
    if (isScopeWord(word.image)) {
      if (!hasScope(this.dialect, word.image)) {
        this.report("scope-not-in-dialect", { dialect: this.dialect, scope: word.image }, this.placeOf(word));
      }
      return identifier(word);
    }
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
