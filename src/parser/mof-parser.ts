import type { IToken, ParserMethod } from "chevrotain";
import type {
  ClassDeclaration,
  ClassFeature,
  Declaration,
  ForwardClassDeclaration,
  Identifier as IdentifierNode,
  InstanceDeclaration,
  QualifierFlavorsDeclaration,
  QualifierTypeDeclaration,
} from "../ast/nodes.ts";
import type { ParsedWindow, ParserState } from "./collecting-parser.ts";
import { DirectiveRules } from "./directive-rules.ts";
import {
  flavorWords,
  isFlavorWord,
  isPrimitiveTypeWord,
  isScopeWord,
  primitiveTypeWords,
  scopeWords,
} from "./keywords.ts";
import {
  classDeclaration,
  endOf,
  forwardClassDeclaration,
  identifier,
  instanceDeclaration,
  primitiveType,
  qualifierFlavorsDeclaration,
  qualifierTypeDeclaration,
} from "./node-factories.ts";
import { type Alternative, none, type Rule } from "./rule.ts";
import { didYouMean, shorten } from "./syntax-errors.ts";
import type { TokenWindow } from "./token-window.ts";
import {
  Class,
  Colon,
  Comma,
  Flavor,
  Identifier,
  Instance,
  LeftParenthesis,
  Of,
  PrimitiveType,
  Qualifier,
  RightParenthesis,
  Scope,
  Semicolon,
} from "./tokens.ts";

/**
 * The grammar of MOF 2.x and of WMI's dialect (DSP0004, annex A; Microsoft, "Managed Object Format"): declarations. Not
 * re-entrant: one window after another.
 *
 * LL(1), with gates of up to four tokens where a word may be a keyword or a name. MOF 3 would add its declarations to the
 * alternatives behind a qualifier list and to the features of a class.
 */
export class MofParser extends DirectiveRules {
  /** @param skipValidations whether Chevrotain takes the grammar as it is; checking it takes 5 to 9 ms */
  constructor(skipValidations: boolean) {
    super(skipValidations);
    this.performSelfAnalysis();
  }

  /** Parses a window; `state` is what the window before it left. */
  parse(window: TokenWindow, state: ParserState): ParsedWindow {
    this.begin(window, state);
    try {
      this.mofSpecification();
      return this.result();
    } finally {
      this.finish();
    }
  }

  /** `mofSpecification = { mofProduction }` */
  private readonly mofSpecification: Rule<void> = this.RULE("mofSpecification", () => {
    do {
      this.MANY(() => {
        let declaration: Declaration | undefined;
        this.beginDeclaration();
        try {
          declaration = this.SUBRULE(this.mofProduction);
        } catch (thrown) {
          this.recoverDeclaration(thrown);
        }
        this.ACTION(() => this.endDeclaration(declaration));
      });
    } while (this.skipBetweenDeclarations());
  });

  private readonly productionAlternatives: Alternative<Declaration | undefined>[] = [
    { ALT: () => this.SUBRULE(this.compilerDirective) },
    {
      ALT: () => {
        this.qualifiers = this.OPTION(this.qualifiersAction) ?? none;
        this.head = this.currIdx + 1;
        return this.OR2(this.declarationAlternatives);
      },
    },
    {
      ALT: () => {
        const semicolon = this.CONSUME(Semicolon);
        if (!this.wasLost) this.report("stray-semicolon", {}, this.placeOf(semicolon));
        return undefined;
      },
    },
  ];

  private readonly declarationAlternatives: Alternative<Declaration>[] = [
    { ALT: () => this.SUBRULE(this.classDeclaration) },
    { ALT: () => this.SUBRULE(this.instanceDeclaration) },
    { ALT: () => this.SUBRULE(this.qualifierDeclaration) },
  ];

  /**
   * `mofProduction = compilerDirective | [ qualifierList ] ( classDeclaration | instanceDeclaration |
   * qualifierDeclaration ) | ";"`
   */
  private readonly mofProduction: Rule<Declaration | undefined> = this.RULE("mofProduction", () => {
    this.startOffset = this.LA(1).startOffset;
    return this.OR(this.productionAlternatives);
  });

  /** After the productions: `false` at the end, `true` once something that begins none has been reported and skipped. */
  private skipBetweenDeclarations(): boolean {
    if (this.RECORDING_PHASE || this.window.isEnd(this.LA(1))) return false;
    this.beginDeclaration();
    this.recoverBetweenDeclarations();
    this.endDeclaration(undefined);
    return true;
  }

  // --- classes and instances ---

  private readonly superclassClause = (): IdentifierNode => {
    this.CONSUME(Colon);
    return identifier(this.CONSUME2(Identifier));
  };

  private readonly classAlternatives: Alternative<ClassFeature[] | undefined>[] = [
    { ALT: () => this.SUBRULE(this.classBody) },
    {
      ALT: () => {
        this.CONSUME(Semicolon);
        return undefined;
      },
    },
  ];

  /**
   * `classDeclaration = CLASS IDENTIFIER [ aliasClause ] [ ":" IDENTIFIER ] [ aliasClause ] ( classBody [ ";" ] | ";" )`:
   * without a body nothing is declared.
   */
  private readonly classDeclaration: Rule<ClassDeclaration | ForwardClassDeclaration> = this.RULE(
    "classDeclaration",
    () => {
      const { startOffset, qualifiers } = this;
      this.CONSUME(Class);
      const nameToken = this.CONSUME(Identifier);
      const name = identifier(nameToken);
      this.nameDeclaration("ClassDeclaration", nameToken);
      const firstAlias = this.OPTION(this.aliasAction);
      const superclass = this.OPTION2(this.superclassClause);
      const secondAlias = this.OPTION3(this.secondAliasAction);
      this.owner = nameToken;
      this.concern("class", nameToken);
      const features = this.bodyFollows() ? this.SUBRULE2(this.classBody) : this.OR(this.classAlternatives);
      if (features === undefined) {
        this.ACTION(() => this.checkForwardClass(nameToken));
        return forwardClassDeclaration(startOffset, this.endOfLast(), qualifiers, name);
      }
      this.OPTION4(this.semicolonAction);
      this.ACTION(() => this.checkClass(nameToken, firstAlias !== undefined && secondAlias !== undefined));
      const alias = this.aliasOf(firstAlias ?? secondAlias);
      return classDeclaration(startOffset, this.endOfLast(), qualifiers, name, alias, superclass, features);
    },
  );

  private readonly semicolonAction = (): IToken => this.CONSUME2(Semicolon);

  /** `class A : B;` and `class A as $a;` leave out the body, while `class A;` never had one. */
  private checkForwardClass(name: IToken): void {
    const semicolon = this.LA(0);
    if (this.LA(-1) !== name) {
      const end = endOf(this.LA(-1));
      this.report("missing-opening-brace", { subject: `class \`${shorten(name.image)}\`` }, this.place(end, end));
    } else {
      this.report("forward-class", {}, this.place(this.startOffset, endOf(semicolon)));
    }
  }

  private checkClass(name: IToken, hasTwoAliases: boolean): void {
    this.checkFinalSemicolon("class", name);
    const place = this.placeOf(name);
    if (isPrimitiveTypeWord(name.image)) this.report("class-named-as-type", { class: name.image }, place);
    if (hasTwoAliases) this.report("repeated-alias", { class: shorten(name.image) }, place);
  }

  /** `instanceDeclaration = INSTANCE OF IDENTIFIER [ aliasClause ] instanceBody [ ";" ]` */
  private readonly instanceDeclaration: Rule<InstanceDeclaration> = this.RULE("instanceDeclaration", () => {
    const { startOffset, qualifiers } = this;
    this.CONSUME(Instance);
    this.CONSUME(Of);
    const className = this.CONSUME(Identifier);
    this.nameDeclaration("InstanceDeclaration", className);
    const aliasToken = this.OPTION(this.aliasAction);
    this.declarationAlias = aliasToken;
    this.owner = className;
    const properties = this.SUBRULE(this.instanceBody);
    this.OPTION2(this.semicolonAction);
    this.ACTION(() => this.checkFinalSemicolon("instance of", className));
    const alias = this.aliasOf(aliasToken);
    return instanceDeclaration(startOffset, this.endOfLast(), qualifiers, identifier(className), alias, properties);
  });

  /** WMI's and DMTF's compilers want the `;` behind a brace; people leave it out, and nothing is unclear without it. */
  private checkFinalSemicolon(kind: string, name: IToken): void {
    if (this.hasError || this.LA(0).tokenType === Semicolon) return;
    const end = this.endOfLast();
    this.report("omitted-semicolon", { subject: `${kind} \`${shorten(name.image)}\`` }, this.place(end, end));
  }

  // --- qualifier declarations ---

  private readonly qualifierAlternatives: Alternative<QualifierTypeDeclaration | QualifierFlavorsDeclaration>[] = [
    {
      ALT: () => {
        const { startOffset, qualifiers, declarationName: name } = this;
        const scopes: IdentifierNode[] = [];
        const flavors: IdentifierNode[] = [];
        const type = primitiveType(this.CONSUME(PrimitiveType));
        const array = this.OPTION(this.arrayClause);
        const value = this.OPTION2(this.initializer);
        this.MANY({
          GATE: () => this.clauseFollows(),
          DEF: () => {
            this.OPTION3(() => this.CONSUME(Semicolon));
            this.OPTION4(() => this.CONSUME(Comma));
            this.SUBRULE(this.qualifierClause, { ARGS: [scopes, flavors] });
          },
        });
        this.concern("qualifier", name);
        const end = endOf(this.CONSUME2(Semicolon));
        const nameNode = identifier(name as IToken);
        return qualifierTypeDeclaration(startOffset, end, qualifiers, nameNode, type, array, value, scopes, flavors);
      },
      IGNORE_AMBIGUITIES: true,
    },
    {
      ALT: () => {
        const { startOffset, qualifiers, declarationName: name } = this;
        const flavors = [this.flavorOrType(this.CONSUME2(Identifier))];
        this.MANY2(() => {
          flavors.push(this.furtherFlavor(this.CONSUME3(Identifier), name));
        });
        this.concern("the flavors of qualifier", name);
        const end = endOf(this.CONSUME3(Semicolon));
        return qualifierFlavorsDeclaration(startOffset, end, qualifiers, identifier(name as IToken), flavors);
      },
    },
  ];

  /**
   * `qualifierDeclaration = QUALIFIER IDENTIFIER ":" ( qualifierType | qualifierFlavors ) ";"` with
   * `qualifierType = PRIMITIVE_TYPE [ array ] [ "=" value ] { [ ";" ] [ "," ] qualifierClause }` and, for every later use of
   * the qualifier in WMI, `qualifierFlavors = FLAVOR { FLAVOR }`
   */
  private readonly qualifierDeclaration: Rule<QualifierTypeDeclaration | QualifierFlavorsDeclaration> = this.RULE(
    "qualifierDeclaration",
    () => {
      this.CONSUME(Qualifier);
      this.nameDeclaration("QualifierTypeDeclaration", this.CONSUME(Identifier));
      this.CONSUME(Colon);
      return this.OR(this.qualifierAlternatives);
    },
  );

  /** A `;` ends the declaration unless a clause comes behind it, which no declaration begins with. */
  private clauseFollows(): boolean {
    if (this.LA(1).tokenType !== Semicolon) return true;
    const next = this.typeBehindSemicolon(2);
    const type = next === Comma ? this.typeBehindSemicolon(3) : next;
    return type === Scope || type === Flavor;
  }

  private readonly clauseAlternatives: Alternative<IToken>[] = [
    { ALT: () => this.CONSUME(Scope) },
    { ALT: () => this.CONSUME(Flavor) },
  ];

  /** `qualifierClause = ( SCOPE | FLAVOR ) "(" WORD { "," WORD } ")"`, each once and in any order. */
  private readonly qualifierClause: ParserMethod<[IdentifierNode[]?, IdentifierNode[]?], void> = this.RULE(
    "qualifierClause",
    (scopes: IdentifierNode[] = [], flavors: IdentifierNode[] = []) => {
      const clause = this.OR(this.clauseAlternatives);
      const isScope = clause.tokenType === Scope;
      const words = isScope ? scopes : flavors;
      if (words.length > 0) this.report("repeated-clause", { clause: clause.image }, this.placeOf(clause));
      this.concern(`\`${clause.image}\``, undefined);
      const open = this.CONSUME(LeftParenthesis);
      words.push(this.clauseWord(this.CONSUME(Identifier), isScope));
      this.MANY(() => {
        this.CONSUME(Comma);
        words.push(this.clauseWord(this.CONSUME2(Identifier), isScope));
      });
      this.concern(`\`${clause.image}\``, undefined, open);
      this.CONSUME(RightParenthesis);
    },
  );

  private clauseWord(word: IToken, isScope: boolean): IdentifierNode {
    if (!isScope) return this.flavor(word);
    if (this.RECORDING_PHASE || isScopeWord(word.image)) return identifier(word);
    return this.fail(
      "unknown-scope",
      { scope: shorten(word.image) },
      this.placeOf(word),
      didYouMean(word.image, scopeWords),
    );
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
