import type { TokenType } from "chevrotain";
import type {
  ArrayValue,
  Identifier as IdentifierNode,
  InstanceValue,
  Literal,
  NameValue,
  ObjectPathValue,
  ScalarValue,
  StringLiteral,
  StringPart as StringPartNode,
  StructureValue,
  Value,
} from "../ast/nodes.ts";
import { LiteralRules } from "./literal-rules.ts";
import {
  alias,
  arrayValue,
  booleanLiteral,
  endOf,
  identifier,
  nameValue,
  nullLiteral,
  objectPathValue,
  stringLiteral,
} from "./node-factories.ts";
import type { Alternative, Rule } from "./rule.ts";
import { isWord } from "./token-window.ts";
import {
  Alias,
  BooleanWord,
  Character,
  Colon,
  Comma,
  Dot,
  Equals,
  Flavor,
  Identifier,
  Instance,
  LeftBrace,
  LeftBracket,
  LeftParenthesis,
  MultiLineString,
  NullWord,
  Numeral,
  Policy,
  RightBrace,
  Scope,
  Semicolon,
  Slash,
  StringPart,
  ValueWord,
} from "./tokens.ts";

/**
 * Values. Of instances and structures that stand as values only the names are known here: they have values in them.
 *
 * Alternatives and actions that need no variable of their rule are made once, as fields; made anew in each call they
 * double the time of a parse. The comment of a rule is its EBNF.
 */
export abstract class ValueRules extends LiteralRules {
  protected abstract readonly instanceValue: Rule<InstanceValue>;
  protected abstract readonly structureValue: Rule<StructureValue>;

  /**
   * `stringValue = STRING { STRING }`, part of the rules that use it: as a rule of its own it takes 5 ms more of the 150 for
   * CIM 2.49 in a new process, which has 106 thousand strings.
   */
  protected stringValue(): StringLiteral {
    const parts: StringPartNode[] = [this.stringPart(this.CONSUME(StringPart))];
    this.MANY(() => {
      parts.push(this.stringPart(this.CONSUME2(StringPart)));
    });
    return stringLiteral(parts);
  }

  /**
   * The string that stands next; `undefined` where something else does, for a rule to see what. Nearly all values of a schema
   * are strings. Without the way through `constantValue` for each, CIM 2.49 takes 20 ms less of 165 in a new process.
   */
  protected nextString(): StringLiteral | undefined {
    if (this.RECORDING_PHASE) return undefined;
    const { tokens } = this.window;
    let index = this.currIdx + 1;
    let token = tokens[index];
    if (token?.tokenType !== StringPart) return undefined;
    // Most strings have one part: an array that is pushed to is made for 17 elements.
    const parts: StringPartNode[] = [this.stringPart(token)];
    for (token = tokens[++index]; token?.tokenType === StringPart || token?.tokenType === MultiLineString; ) {
      parts.push(this.stringPart(token));
      token = tokens[++index];
    }
    this.moveTo(index);
    return stringLiteral(parts);
  }

  /** The index behind the parts of the string at an index. */
  protected behindString(index: number): number {
    const { tokens } = this.window;
    let type: TokenType | undefined;
    do type = tokens[++index]?.tokenType;
    while (type === StringPart || type === MultiLineString);
    return index;
  }

  /** `literal = stringValue | NUMERAL | TRUE | FALSE | NULL | CHARACTER` */
  private readonly literalAlternatives: Alternative<Literal>[] = [
    { ALT: () => this.stringValue() },
    { ALT: () => this.numeral(this.CONSUME(Numeral)) },
    { ALT: () => booleanLiteral(this.CONSUME(BooleanWord)) },
    { ALT: () => nullLiteral(this.CONSUME(NullWord)) },
    { ALT: () => this.character(this.CONSUME(Character)) },
  ];

  private readonly constantAlternatives: Alternative<ScalarValue>[] = [
    ...this.literalAlternatives,
    { ALT: () => alias(this.CONSUME(Alias)) },
    { ALT: () => this.SUBRULE(this.namedValue) },
  ];

  /** `constantValue = stringValue | NUMERAL | TRUE | FALSE | NULL | CHARACTER (* 2W *) | ALIAS | namedValue` */
  protected readonly constantValue: Rule<ScalarValue> = this.RULE("constantValue", () =>
    this.OR(this.constantAlternatives),
  );

  /** `arrayInitializer = "{" [ constantValue (* without: 3WO *) { "," constantValue } [ "," (* X *) ] ] "}"` */
  protected readonly arrayInitializer: Rule<ArrayValue> = this.RULE("arrayInitializer", () => {
    const elements: ScalarValue[] = [];
    const open = this.CONSUME(LeftBrace);
    this.OPTION(() => {
      elements.push(this.nextString() ?? this.arrayElement(this.SUBRULE(this.constantValue)));
      this.MANY(() => {
        const comma = this.CONSUME(Comma);
        const text = this.nextString();
        if (text !== undefined) {
          elements.push(text);
          return;
        }
        this.OPTION2(() => {
          elements.push(this.arrayElement(this.SUBRULE2(this.constantValue)));
        });
        this.judgeComma(comma);
        if (this.LA(0) === comma && this.LA(1).tokenType === Comma) {
          this.fail("missing-value", { found: "`,`" }, this.placeOf(this.LA(1)));
        }
      });
    });
    this.concern("", undefined, open);
    const end = endOf(this.CONSUME(RightBrace));
    if (elements.length === 0) this.construct("empty-array-not-in-dialect", open.startOffset, end);
    return arrayValue(open.startOffset, end, elements);
  });

  private readonly valueAlternatives: Alternative<Value>[] = [
    { ALT: () => this.SUBRULE(this.arrayInitializer) },
    ...this.constantAlternatives,
  ];

  /** `value = arrayInitializer | constantValue` */
  protected readonly value: Rule<Value> = this.RULE("value", () => this.OR(this.valueAlternatives));

  /** `"=" value` */
  protected readonly initializer = (): Value => {
    this.CONSUME(Equals);
    return this.SUBRULE(this.value);
  };

  private readonly namedAlternatives: Alternative<InstanceValue | StructureValue | ObjectPathValue | NameValue>[] = [
    {
      GATE: () => this.LA(1).tokenType === LeftBracket || this.keywordFollows(Instance),
      ALT: () => this.SUBRULE(this.instanceValue),
      IGNORE_AMBIGUITIES: true,
    },
    {
      GATE: () => this.keywordFollows(ValueWord),
      ALT: () => this.SUBRULE(this.structureValue),
      IGNORE_AMBIGUITIES: true,
    },
    { GATE: () => this.beginsObjectPath(), ALT: () => this.SUBRULE(this.objectPath), IGNORE_AMBIGUITIES: true },
    { ALT: () => this.SUBRULE(this.name) },
  ];

  /** `namedValue = instanceValue (* WO *) | structureValue (* 3 *) | objectPath (* 3 *) | name (* 3 *)` */
  private readonly namedValue: Rule<InstanceValue | StructureValue | ObjectPathValue | NameValue> = this.RULE(
    "namedValue",
    () => this.OR(this.namedAlternatives),
  );

  /**
   * Whether a word is a keyword: as a name that stands as a value, no other word would follow it but that of a clause, of a
   * qualifier type in MOF 3.
   */
  private keywordFollows(keyword: TokenType): boolean {
    if (this.LA(1).tokenType !== keyword || !isWord(this.LA(2))) return false;
    return !(clauseWords.has(this.LA(2).tokenType) && this.LA(3).tokenType === LeftParenthesis);
  }

  /** `name = IDENTIFIER [ "." IDENTIFIER ]` */
  private readonly name: Rule<NameValue> = this.RULE("name", () => {
    const first = identifier(this.CONSUME(Identifier));
    const second = this.OPTION(() => {
      this.CONSUME(Dot);
      return identifier(this.CONSUME2(Identifier));
    });
    if (this.isStrict) this.judgeName(first, second);
    return second === undefined ? nameValue(first, undefined) : nameValue(second, first);
  });

  /** A bare INF or NaN is a number, but where MOF 3 may mean the element of an enumeration. */
  private judgeName({ name, start, end }: IdentifierNode, second: IdentifierNode | undefined): void {
    if (second === undefined && this.dialect !== "dmtf3" && /^(?:inf|nan)$/i.test(name)) {
      this.report("infinity-not-in-dialect", { dialect: this.dialect, literal: name }, this.place(start, end));
    } else {
      this.construct("name-not-in-dialect", start, this.endOfLast());
    }
  }

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
    this.construct("bare-object-path-not-in-dialect", startOffset, end);
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
    // The token first: all are of one shape, while each kind of value has its own, which costs the compiled code.
    if (this.LA(1).tokenType !== Semicolon) return element;
    if (element.kind === "InstanceValue" || element.kind === "StructureValue") {
      const next = this.typeBehindSemicolon(2);
      if (next === Comma || next === RightBrace) {
        this.report("stray-semicolon", {}, this.placeOf(this.LA(1)));
        this.moveTo(this.currIdx + 2);
      }
    }
    return element;
  }
}

const clauseWords: ReadonlySet<TokenType> = new Set([Scope, Flavor, Policy]);
