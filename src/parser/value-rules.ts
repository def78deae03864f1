import type { IToken, ParserMethod } from "chevrotain";
import type {
  Alias as AliasNode,
  ArrayValue,
  Identifier as IdentifierNode,
  InstanceValue,
  Literal,
  NameValue,
  ObjectPathValue,
  PropertyInitializer,
  Qualifier as QualifierNode,
  ScalarValue,
  StringLiteral,
  StringPart as StringPartNode,
  Value,
} from "../ast/nodes.ts";
import { flavorWords, isFlavorWord } from "./keywords.ts";
import { maximumNesting } from "./limits.ts";
import { LiteralRules } from "./literal-rules.ts";
import {
  alias,
  arrayValue,
  booleanLiteral,
  endOf,
  identifier,
  instanceValue,
  nameValue,
  nullLiteral,
  objectPathValue,
  propertyInitializer,
  qualifier,
  stringLiteral,
} from "./node-factories.ts";
import { beginsElement } from "./resume.ts";
import { describeToken, didYouMean, shorten } from "./syntax-errors.ts";
import { isWord } from "./token-window.ts";
import {
  Alias,
  As,
  BooleanWord,
  Character,
  Colon,
  Comma,
  Dot,
  Equals,
  Identifier,
  Instance,
  LeftBrace,
  LeftBracket,
  LeftParenthesis,
  NullWord,
  Numeral,
  Of,
  RightBrace,
  RightBracket,
  RightParenthesis,
  Semicolon,
  Slash,
  StringPart,
} from "./tokens.ts";

/** A rule without arguments. */
export type Rule<Node> = ParserMethod<[], Node>;

/** An alternative that can be made once, because it needs no variable of its rule. */
export interface Alternative<Node> {
  readonly ALT: () => Node;
  readonly IGNORE_AMBIGUITIES?: boolean;
}

/** A list without elements: one for all nodes, since most declarations have several. */
export const none: readonly never[] = [];

/**
 * Values, qualifiers and the bodies of instances: they contain each other.
 *
 * Alternatives and actions that need no variable of their rule are made once, as fields; made anew in each call they
 * double the time of a parse. The comment of a rule is its EBNF.
 */
export abstract class ValueRules extends LiteralRules {
  // --- values ---

  /** `stringValue = stringPart { stringPart }` */
  protected readonly stringValue: Rule<StringLiteral> = this.RULE("stringValue", () => {
    const parts: StringPartNode[] = [this.stringPart(this.CONSUME(StringPart))];
    this.MANY(() => {
      parts.push(this.stringPart(this.CONSUME2(StringPart)));
    });
    return stringLiteral(parts);
  });

  private readonly literalAlternatives: Alternative<Literal>[] = [
    { ALT: () => this.SUBRULE(this.stringValue) },
    { ALT: () => this.numeral(this.CONSUME(Numeral)) },
    { ALT: () => booleanLiteral(this.CONSUME(BooleanWord)) },
    { ALT: () => nullLiteral(this.CONSUME(NullWord)) },
    { ALT: () => this.character(this.CONSUME(Character)) },
  ];

  private readonly constantAlternatives: Alternative<ScalarValue>[] = [
    ...this.literalAlternatives,
    { ALT: () => alias(this.CONSUME(Alias)) },
    // `instance` is a name everywhere but at the beginning of a value.
    { ALT: () => this.SUBRULE(this.instanceValue), IGNORE_AMBIGUITIES: true },
    { ALT: () => this.SUBRULE(this.nameOrPath) },
  ];

  /** `constantValue = stringValue | NUMERAL | TRUE | FALSE | NULL | CHARACTER | ALIAS | instanceValue | nameOrPath` */
  protected readonly constantValue: Rule<ScalarValue> = this.RULE("constantValue", () =>
    this.OR(this.constantAlternatives),
  );

  /** `arrayInitializer = "{" [ constantValue { "," constantValue } [ "," ] ] "}"` */
  protected readonly arrayInitializer: Rule<ArrayValue> = this.RULE("arrayInitializer", () => {
    const elements: ScalarValue[] = [];
    const open = this.CONSUME(LeftBrace);
    this.OPTION(() => {
      elements.push(this.arrayElement(this.SUBRULE(this.constantValue)));
      this.MANY(() => {
        const comma = this.CONSUME(Comma);
        this.OPTION2(() => {
          elements.push(this.arrayElement(this.SUBRULE2(this.constantValue)));
        });
        if (this.LA(0) === comma && this.LA(1).tokenType === Comma) {
          this.fail("missing-value", { found: "`,`" }, this.placeOf(this.LA(1)));
        }
      });
    });
    this.concern("", undefined, open);
    return arrayValue(open.startOffset, endOf(this.CONSUME(RightBrace)), elements);
  });

  private readonly valueAlternatives: Alternative<Value>[] = [
    { ALT: () => this.SUBRULE(this.arrayInitializer) },
    { ALT: () => this.SUBRULE(this.constantValue) },
  ];

  /** `value = arrayInitializer | constantValue` */
  protected readonly value: Rule<Value> = this.RULE("value", () => this.OR(this.valueAlternatives));

  /** `"=" value` */
  protected readonly initializer = (): Value => {
    this.CONSUME(Equals);
    return this.SUBRULE(this.value);
  };

  private readonly nameAlternatives = [
    { GATE: () => this.beginsObjectPath(), ALT: () => this.SUBRULE(this.objectPath) },
    { ALT: () => this.SUBRULE(this.name) },
  ];

  /** `nameOrPath = objectPath | name` */
  private readonly nameOrPath: Rule<NameValue | ObjectPathValue> = this.RULE("nameOrPath", () =>
    this.OR(this.nameAlternatives),
  );

  /** `name = IDENTIFIER [ "." IDENTIFIER ]` */
  private readonly name: Rule<NameValue> = this.RULE("name", () => {
    const first = identifier(this.CONSUME(Identifier));
    const second = this.OPTION(() => {
      this.CONSUME(Dot);
      return identifier(this.CONSUME2(Identifier));
    });
    return second === undefined ? nameValue(first, undefined) : nameValue(second, first);
  });

  /**
   * `objectPath = [ IDENTIFIER { "/" IDENTIFIER } ":" ] IDENTIFIER "." key { "," key }` with
   * `key = IDENTIFIER "=" literal`
   */
  private readonly objectPath: Rule<ObjectPathValue> = this.RULE("objectPath", () => {
    const { startOffset } = this.CONSUME(Identifier);
    this.OPTION(() => {
      this.MANY(() => {
        this.CONSUME(Slash);
        this.CONSUME2(Identifier);
      });
      this.CONSUME(Colon);
      this.CONSUME3(Identifier);
    });
    this.CONSUME(Dot);
    this.SUBRULE(this.pathKey);
    this.MANY2({
      GATE: () => isWord(this.LA(2)) && this.LA(3).tokenType === Equals,
      DEF: () => {
        this.CONSUME(Comma);
        this.SUBRULE2(this.pathKey);
      },
    });
    const end = endOf(this.LA(0));
    return objectPathValue(startOffset, end, this.RECORDING_PHASE ? "" : this.window.slice(startOffset, end));
  });

  private readonly pathKey: Rule<void> = this.RULE("pathKey", () => {
    this.CONSUME(Identifier);
    this.CONSUME(Equals);
    this.OR(this.literalAlternatives);
  });

  /** Whether a path follows: `Name.Key =`, `root/…` or `root:…`. */
  private beginsObjectPath(): boolean {
    const { tokenType } = this.LA(2);
    return tokenType === Slash || tokenType === Colon || (tokenType === Dot && this.LA(4).tokenType === Equals);
  }

  /** An inline instance that ends like a declaration, although a comma or brace follows, is clear enough. */
  private arrayElement(element: ScalarValue): ScalarValue {
    if (element.kind === "InstanceValue" && this.LA(1).tokenType === Semicolon) {
      const next = this.typeBehindSemicolon(2);
      if (next === Comma || next === RightBrace) {
        this.report("stray-semicolon", {}, this.placeOf(this.LA(1)));
        this.moveTo(this.currIdx + 2);
      }
    }
    return element;
  }

  // --- qualifiers ---

  /** `qualifierList = "[" [ qualifier { "," qualifier } [ "," ] ] "]"` */
  protected readonly qualifierList: Rule<QualifierNode[]> = this.RULE("qualifierList", () => {
    const qualifiers: QualifierNode[] = [];
    const { nesting } = this;
    const open = this.CONSUME(LeftBracket);
    try {
      this.OPTION(() => {
        qualifiers.push(this.SUBRULE(this.qualifier));
        this.MANY(() => {
          const comma = this.CONSUME(Comma);
          this.OPTION2(() => {
            qualifiers.push(this.SUBRULE2(this.qualifier));
            this.ACTION(() => this.mergeFlavor(qualifiers));
          });
          if (this.LA(0) === comma && this.LA(1).tokenType === Comma) {
            this.fail("missing-qualifier-name", { found: "`,`" }, this.placeOf(this.LA(1)));
          }
        });
      });
      this.concern("", undefined, open);
      this.CONSUME(RightBracket);
    } catch (thrown) {
      this.nesting = nesting;
      this.recoverInQualifiers(thrown);
    }
    return qualifiers;
  });

  /** Before an element; where there is none, the element has no qualifiers. */
  protected readonly qualifiersAction = (): readonly QualifierNode[] => this.SUBRULE(this.qualifierList);

  private readonly parameterAlternatives: Alternative<Value | undefined>[] = [
    { ALT: () => this.SUBRULE(this.qualifierParameter) },
    { ALT: () => this.SUBRULE(this.arrayInitializer) },
  ];

  private readonly parameterAction = () => this.OR(this.parameterAlternatives);
  private readonly flavorsAction = () => this.SUBRULE(this.flavors);

  /** `qualifier = IDENTIFIER [ qualifierParameter | arrayInitializer ] [ flavors ]` */
  private readonly qualifier: Rule<QualifierNode> = this.RULE("qualifier", () => {
    const name = identifier(this.CONSUME(Identifier));
    const value = this.OPTION(this.parameterAction);
    const flavors = this.OPTION2(this.flavorsAction);
    return qualifier(endOf(this.LA(0)), name, value, flavors ?? none);
  });

  /** `qualifierParameter = "(" [ constantValue { "," constantValue } ] ")"`: nothing is no value, several are an array. */
  private readonly qualifierParameter: Rule<Value | undefined> = this.RULE("qualifierParameter", () => {
    let first: ScalarValue | undefined;
    let elements: ScalarValue[] | undefined;
    const name = this.LA(0);
    const open = this.CONSUME(LeftParenthesis);
    this.OPTION(() => {
      const value = this.SUBRULE(this.constantValue);
      first = value;
      this.MANY(() => {
        this.CONSUME(Comma);
        elements ??= [value];
        elements.push(this.SUBRULE2(this.constantValue));
      });
    });
    this.concern("the value of qualifier", name, open);
    const close = this.CONSUME(RightParenthesis);
    return elements === undefined ? first : arrayValue(open.startOffset, endOf(close), elements);
  });

  /** `flavors = [ ":" ] FLAVOR { FLAVOR }` */
  private readonly flavors: Rule<IdentifierNode[]> = this.RULE("flavors", () => {
    const colon = this.OPTION(() => this.CONSUME(Colon));
    const flavors = [this.flavorAtUse(this.CONSUME(Identifier), colon !== undefined)];
    this.MANY(() => {
      flavors.push(this.flavorAtUse(this.CONSUME2(Identifier), colon !== undefined));
    });
    return flavors;
  });

  private flavorAtUse(word: IToken, isAfterColon: boolean): IdentifierNode {
    if (this.RECORDING_PHASE || isFlavorWord(word.image)) return identifier(word);
    this.moveTo(this.currIdx);
    const index = this.currIdx + 1;
    const previous = this.LA(0);
    if (beginsElement(this.window, index) || this.window.beginsDeclaration(index)) this.failBracket(previous);
    if (beginsElement(this.window, index - 1)) this.failBracket(this.LA(-1));
    if (!isAfterColon) {
      const found = describeToken(word);
      this.fail("missing-comma", { found, subject: "the qualifiers" }, this.place(endOf(previous), endOf(previous)));
    }
    return this.flavor(word);
  }

  /** Where the element that qualifiers stand before begins among them. */
  private failBracket(previous: IToken): never {
    const end = endOf(previous);
    return this.fail("missing-bracket", { subject: "the qualifiers" }, this.place(end, end));
  }

  /** A word that has to be a flavor. */
  protected flavor(word: IToken): IdentifierNode {
    if (this.RECORDING_PHASE || isFlavorWord(word.image)) return identifier(word);
    return this.fail(
      "unknown-flavor",
      { flavor: shorten(word.image) },
      this.placeOf(word),
      didYouMean(word.image, flavorWords),
    );
  }

  /** `Description("x") : Amended, ToSubclass` cannot mean a qualifier of that name. */
  private mergeFlavor(qualifiers: QualifierNode[]): void {
    const last = qualifiers.at(-1) as QualifierNode;
    const before = qualifiers.at(-2) as QualifierNode;
    if (before.flavors.length === 0 || last.value !== undefined || !isFlavorWord(last.name.name)) return;
    const parameters = { flavor: last.name.name, qualifier: shorten(before.name.name) };
    this.report("flavor-after-comma", parameters, this.place(last.start, last.end));
    const flavors = [...before.flavors, last.name, ...last.flavors];
    qualifiers.splice(-2, 2, qualifier(last.end, before.name, before.value, flavors));
  }

  // --- instances ---

  /** `aliasClause = AS ALIAS` */
  private readonly aliasClause: Rule<IToken> = this.RULE("aliasClause", () => {
    this.CONSUME(As);
    return this.CONSUME(Alias);
  });

  protected readonly aliasAction = (): IToken => this.SUBRULE(this.aliasClause);
  protected readonly secondAliasAction = (): IToken => this.SUBRULE2(this.aliasClause);

  /** `instanceValue = [ qualifierList ] INSTANCE OF className [ AS ALIAS ] instanceBody` */
  private readonly instanceValue: Rule<InstanceValue> = this.RULE("instanceValue", () => {
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
