import type { Rule as GrammarRule, IToken } from "chevrotain";
import type {
  AssociationDeclaration,
  ClassDeclaration,
  ClassFeature,
  Declaration,
  ForwardClassDeclaration,
  InstanceDeclaration,
  StructureValueDeclaration,
} from "../ast/nodes.ts";
import type { Dialect } from "../codes/dialects.ts";
import { shorten } from "../codes/shorten.ts";
import type { ParsedWindow, ParserState } from "./collecting-parser.ts";
import { findForeignText } from "./foreign-text.ts";
import { isPrimitiveTypeWord } from "./keywords.ts";
import {
  associationDeclaration,
  classDeclaration,
  endOf,
  forwardClassDeclaration,
  identifier,
  instanceDeclaration,
  structureValueDeclaration,
} from "./node-factories.ts";
import { PlainInstanceReader } from "./plain-instance.ts";
import { QualifierDeclarationRules } from "./qualifier-declaration-rules.ts";
import { type Alternative, none, type Rule } from "./rule.ts";
import type { TokenWindow } from "./token-window.ts";
import {
  Association,
  Class,
  Colon,
  Identifier,
  Instance,
  LeftBrace,
  LeftBracket,
  Of,
  Semicolon,
  ValueWord,
} from "./tokens.ts";

/** Made when an error is first explained. */
let recorded: MofParser | undefined;

/**
 * The grammar of MOF, all dialects in one (DSP0004, annex A; DSP0221, annex A; Microsoft, "Managed Object Format"):
 * declarations. Not re-entrant: one window after another.
 *
 * LL(1), with gates of up to four tokens where a word may be a keyword or a name. The comment of a rule is its EBNF, with the
 * names of DSP0004 and DSP0221. Behind what not all dialects have, a remark says which have it: `2` DSP0004 2.x, `3` DSP0221
 * 3.0.1, `W` WMI, `O` OMI; `X` is what no specification has and is taken all the same. `without: X` is about leaving it out.
 * What a named dialect has not is an error with a code of its own (`src/codes/dialect-messages.ts`); `auto` has everything.
 */
export class MofParser extends QualifierDeclarationRules {
  /**
   * @param skipValidations whether Chevrotain takes the grammar as it is; checking it takes 5 to 9 ms
   * @param hasTables whether tables say what decides in the rules; else Chevrotain learns it from them
   */
  constructor(skipValidations: boolean, hasTables = skipValidations) {
    super(skipValidations, hasTables);
    if (hasTables) this.takeTables();
    else this.performSelfAnalysis();
  }

  /** The rules as Chevrotain records them, by which it names what was expected where something is wrong. */
  override getGAstProductions(): Record<string, GrammarRule> {
    if (!this.hasTables) return super.getGAstProductions();
    recorded ??= new MofParser(true, false);
    return recorded.getGAstProductions();
  }

  /** Parses a window; `state` is what the window before it left. */
  parse(window: TokenWindow, state: ParserState, dialect: Dialect): ParsedWindow {
    this.begin(window, state, dialect);
    try {
      this.mofSpecification();
      return this.result();
    } finally {
      this.finish();
      this.plainInstances.forget();
    }
  }

  /** `mofSpecification = { mofProduction }` */
  private readonly mofSpecification: Rule<void> = this.RULE("mofSpecification", () => {
    do {
      this.MANY(() => {
        let declaration: Declaration | undefined;
        this.beginDeclaration();
        try {
          declaration = this.plainDeclaration() ?? this.SUBRULE(this.mofProduction);
        } catch (thrown) {
          this.recoverDeclaration(thrown);
        }
        if (this.isStrict) this.judgeText();
        this.ACTION(() => this.endDeclaration(declaration));
      });
    } while (this.skipBetweenDeclarations());
  });

  /**
   * The declaration that stands next where it is plain; `undefined` where anything else does, for the rules to read, which take
   * several times as long to come to what it is.
   */
  private plainDeclaration(): Declaration | undefined {
    if (this.RECORDING_PHASE) return undefined;
    return this.plainInstance() ?? this.plainClass() ?? this.plainInclude();
  }

  private readonly plainInstances = new PlainInstanceReader();

  /**
   * The instance that stands next where it is plain; `undefined` where anything else does, for the rules to read.
   */
  private plainInstance(): InstanceDeclaration | undefined {
    if (this.isMalformed) return undefined;
    const { tokens } = this.window;
    const start = this.currIdx + 1;
    const instance = this.plainInstances.read(tokens, start, this.dialect);
    if (instance === undefined) return undefined;
    const className = tokens[start + 2] as IToken;
    this.own("instance of", className);
    this.concern("instance of", className, tokens[instance.alias === undefined ? start + 3 : start + 5]);
    this.moveTo(this.plainInstances.next);
    this.plain = instance;
    return instance;
  }

  /** Judges what tokens and the text between them look like, where the grammar is not concerned. */
  private judgeText(): void {
    const { window, dialect } = this;
    for (const { code, start, end, name } of findForeignText(window, dialect, this.start, this.currIdx)) {
      this.report(code, { dialect, name: shorten(name) }, this.place(start, end));
    }
  }

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
    { ALT: () => this.SUBRULE(this.associationDeclaration) },
    { ALT: () => this.SUBRULE(this.structureDeclaration) },
    { ALT: () => this.SUBRULE(this.enumerationDeclaration) },
    { ALT: () => this.SUBRULE(this.structureValueDeclaration) },
  ];

  /**
   * `mofProduction = compilerDirective | [ qualifierList ] ( classDeclaration | instanceDeclaration | qualifierDeclaration |
   * associationDeclaration (* 3 *) | structureDeclaration (* 3 *) | enumerationDeclaration (* 3 *) |
   * structureValueDeclaration (* 3 *) ) | ";" (* X *)`
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

  /** The body of each kind of declaration that has one, and what messages call its owner. */
  private readonly bodies: Partial<Record<Declaration["kind"], readonly [body: Rule<unknown>, owner: string]>> = {
    ClassDeclaration: [this.classBody, "class"],
    AssociationDeclaration: [this.classBody, "association"],
    StructureDeclaration: [this.structureBody, "structure"],
    EnumerationDeclaration: [this.enumerationBody, "enumeration"],
    InstanceDeclaration: [this.instanceBody, "instance of"],
    StructureValueDeclaration: [this.instanceBody, "value of"],
  };

  protected override readBody(kind: Declaration["kind"], name: IToken | undefined): void {
    const [body, owner] = this.bodies[kind] ?? [];
    if (body === undefined || owner === undefined) return;
    this.own(owner, name);
    this.SUBRULE9(body);
  }

  // --- classes and instances ---

  private readonly classBodyAction = (): ClassFeature[] => {
    const features = this.SUBRULE(this.classBody);
    this.OPTION4(this.semicolonAction);
    return features;
  };

  private readonly classAlternatives: Alternative<ClassFeature[] | undefined>[] = [
    { ALT: this.classBodyAction },
    {
      ALT: () => {
        this.CONSUME(Semicolon);
        return undefined;
      },
    },
  ];

  /**
   * `classDeclaration = CLASS IDENTIFIER [ aliasClause (* 2W *) ] [ ":" IDENTIFIER ] [ aliasClause (* X *) ]
   * ( classBody [ ";" (* without: X *) ] | ";" (* X *) )`: without a body nothing is declared.
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
      if (this.isStrict) this.judgeAliases(firstAlias, secondAlias);
      this.own("class", nameToken);
      this.concern("class", nameToken);
      const features = this.bodyFollows() ? this.classBodyAction() : this.OR(this.classAlternatives);
      if (features === undefined) {
        this.ACTION(() => this.checkForwardClass(nameToken));
        return forwardClassDeclaration(startOffset, this.endOfLast(), qualifiers, name);
      }
      this.ACTION(() => this.checkClass(nameToken, firstAlias !== undefined && secondAlias !== undefined));
      const alias = this.aliasOf(firstAlias ?? secondAlias);
      return classDeclaration(startOffset, this.endOfLast(), qualifiers, name, alias, superclass, features);
    },
  );

  /**
   * The class that stands next where its head is `class Name` or `class Name : Superclass` behind plain qualifiers, and its body
   * follows; `undefined` where it is anything else, for the rules to read.
   */
  private plainClass(): ClassDeclaration | undefined {
    const { tokens } = this.window;
    const start = this.currIdx + 1;
    const first = tokens[start];
    const hasQualifiers = first?.tokenType === LeftBracket;
    const head = hasQualifiers ? this.behindPlainQualifiers(start) : start;
    if (first === undefined || tokens[head]?.tokenType !== Class) return undefined;
    const nameToken = tokens[head + 1];
    if (nameToken?.tokenType !== Identifier) return undefined;
    const superclassToken = tokens[head + 2]?.tokenType === Colon ? tokens[head + 3] : undefined;
    const body = superclassToken === undefined ? head + 2 : head + 4;
    if (superclassToken !== undefined && superclassToken.tokenType !== Identifier) return undefined;
    if (tokens[body]?.tokenType !== LeftBrace) return undefined;
    const { startOffset } = first;
    const qualifiers = hasQualifiers ? this.plainQualifierList() : none;
    this.startOffset = startOffset;
    this.qualifiers = qualifiers;
    this.head = head;
    this.nameDeclaration("ClassDeclaration", nameToken);
    this.own("class", nameToken);
    this.concern("class", nameToken);
    this.moveTo(body);
    const features = this.SUBRULE2(this.classBody);
    if (this.LA(1).tokenType === Semicolon) this.moveTo(this.currIdx + 2);
    this.checkClass(nameToken, false);
    const superclass = superclassToken && identifier(superclassToken);
    const end = this.endOfLast();
    return classDeclaration(startOffset, end, qualifiers, identifier(nameToken), undefined, superclass, features);
  }

  private judgeAliases(first: IToken | undefined, second: IToken | undefined): void {
    const alias = first ?? second;
    if (alias) this.construct("class-alias-not-in-dialect", alias.startOffset, endOf(alias));
    if (second) this.construct("alias-behind-superclass-not-in-dialect", second.startOffset, endOf(second));
  }

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

  /** `associationDeclaration = ASSOCIATION IDENTIFIER [ ":" IDENTIFIER ] classBody [ ";" (* without: X *) ]` */
  private readonly associationDeclaration: Rule<AssociationDeclaration> = this.RULE("associationDeclaration", () => {
    const { startOffset, qualifiers } = this;
    const keyword = this.CONSUME(Association);
    this.construct("association-not-in-dialect", keyword.startOffset, endOf(keyword));
    const nameToken = this.CONSUME(Identifier);
    this.nameDeclaration("AssociationDeclaration", nameToken);
    const name = identifier(nameToken);
    const superclass = this.OPTION(this.superclassClause);
    this.own("association", nameToken);
    const features = this.SUBRULE(this.classBody);
    this.OPTION2(this.semicolonAction);
    this.ACTION(() => this.checkFinalSemicolon("association", nameToken));
    return associationDeclaration(startOffset, this.endOfLast(), qualifiers, name, superclass, features);
  });

  /** `instanceDeclaration = INSTANCE OF IDENTIFIER [ aliasClause ] instanceBody [ ";" (* without: X *) ]` */
  private readonly instanceDeclaration: Rule<InstanceDeclaration> = this.RULE("instanceDeclaration", () => {
    const { startOffset, qualifiers } = this;
    this.CONSUME(Instance);
    this.CONSUME(Of);
    const className = this.CONSUME(Identifier);
    this.nameDeclaration("InstanceDeclaration", className);
    const aliasToken = this.OPTION(this.aliasAction);
    this.declarationAlias = aliasToken;
    this.own("instance of", className);
    const properties = this.SUBRULE(this.instanceBody);
    this.OPTION2(this.semicolonAction);
    this.ACTION(() => this.checkFinalSemicolon("instance of", className));
    const alias = this.aliasOf(aliasToken);
    return instanceDeclaration(startOffset, this.endOfLast(), qualifiers, identifier(className), alias, properties);
  });

  /** `structureValueDeclaration = VALUE OF IDENTIFIER [ aliasClause ] instanceBody [ ";" (* without: X *) ]` */
  private readonly structureValueDeclaration: Rule<StructureValueDeclaration> = this.RULE(
    "structureValueDeclaration",
    () => {
      const { startOffset, qualifiers } = this;
      const keyword = this.CONSUME(ValueWord);
      this.construct("structure-value-not-in-dialect", keyword.startOffset, endOf(this.CONSUME(Of)));
      if (this.isStrict) this.judgeQualifiersOfValue(qualifiers);
      const name = this.CONSUME(Identifier);
      this.nameDeclaration("StructureValueDeclaration", name);
      const aliasToken = this.OPTION(this.aliasAction);
      this.declarationAlias = aliasToken;
      this.own("value of", name);
      const properties = this.SUBRULE(this.instanceBody);
      this.OPTION2(this.semicolonAction);
      this.ACTION(() => this.checkFinalSemicolon("value of", name));
      const alias = this.aliasOf(aliasToken);
      return structureValueDeclaration(startOffset, this.endOfLast(), qualifiers, identifier(name), alias, properties);
    },
  );
}
