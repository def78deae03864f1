import { EmbeddedActionsParser, type IToken, type ParserMethod } from "chevrotain";
import {
  Alias,
  As,
  BooleanWord,
  Character,
  Class,
  Colon,
  Comma,
  Equals,
  Flavor,
  Hash,
  Identifier,
  Instance,
  LeftBrace,
  LeftBracket,
  LeftParenthesis,
  NullWord,
  Numeral,
  Of,
  Pragma,
  PrimitiveType,
  parsedTokens,
  Qualifier,
  Ref,
  RightBrace,
  RightBracket,
  RightParenthesis,
  Scope,
  Semicolon,
  StringPart,
  tokenize,
} from "./bare-lexer.ts";
import { endOf, type Leaf, leaf, type Node, type StringNode } from "./bare-nodes.ts";

interface FeatureTail {
  readonly parameters: Node[] | undefined;
  readonly array: Node | undefined;
  readonly value: Node | undefined;
}

type Rule<Result> = ParserMethod<[], Result>;

const none: readonly never[] = [];

/**
 * What mofkit's parser is measured against: all of MOF 2.x as DSP0004 has it, LL(1), with actions that build a plain tree and
 * do nothing else. No recovery, no messages, no literal is looked into, no dialect, no window. Alternatives and actions
 * that need no variable of their rule are made once, which is the fastest form that Chevrotain 13 has.
 */
class BareParser extends EmbeddedActionsParser {
  private startOffset = 0;
  private qualifiers: readonly Node[] = none;

  constructor() {
    super(parsedTokens, { maxLookahead: 1, recoveryEnabled: false, skipValidations: true });
    this.performSelfAnalysis();
  }

  // --- values ---

  /** Part of the rules that use it: as a rule of its own it takes longer. */
  private stringValue(): StringNode {
    const first = this.CONSUME(StringPart);
    const parts = [leaf("StringPart", first)];
    this.MANY(() => {
      parts.push(leaf("StringPart", this.CONSUME2(StringPart)));
    });
    return { kind: "StringLiteral", start: first.startOffset, end: endOf(this.LA(0)), parts };
  }

  private readonly scalarAlternatives = [
    { ALT: () => this.stringValue() },
    { ALT: () => leaf("NumericLiteral", this.CONSUME(Numeral)) },
    { ALT: () => leaf("BooleanLiteral", this.CONSUME(BooleanWord)) },
    { ALT: () => leaf("NullLiteral", this.CONSUME(NullWord)) },
    { ALT: () => leaf("CharacterLiteral", this.CONSUME(Character)) },
    { ALT: () => leaf("Alias", this.CONSUME(Alias)) },
    { ALT: () => this.SUBRULE(this.instanceValue), IGNORE_AMBIGUITIES: true },
    { ALT: () => leaf("Name", this.CONSUME(Identifier)) },
  ];

  private readonly scalar: Rule<Node> = this.RULE("scalar", () => this.OR(this.scalarAlternatives));

  private readonly arrayValue: Rule<Node> = this.RULE("arrayValue", () => {
    const elements: Node[] = [];
    const { startOffset } = this.CONSUME(LeftBrace);
    this.OPTION(() => {
      elements.push(this.SUBRULE(this.scalar));
      this.MANY(() => {
        this.CONSUME(Comma);
        elements.push(this.SUBRULE2(this.scalar));
      });
    });
    return { kind: "ArrayValue", start: startOffset, end: endOf(this.CONSUME(RightBrace)), elements };
  });

  private readonly valueAlternatives = [{ ALT: () => this.SUBRULE(this.arrayValue) }, ...this.scalarAlternatives];

  private readonly value: Rule<Node> = this.RULE("value", () => this.OR(this.valueAlternatives));

  private readonly initializer = (): Node => {
    this.CONSUME(Equals);
    return this.SUBRULE(this.value);
  };

  // --- qualifiers ---

  private readonly parameterAlternatives = [
    {
      ALT: () => {
        this.CONSUME(LeftParenthesis);
        const value = this.SUBRULE(this.scalar);
        this.CONSUME(RightParenthesis);
        return value;
      },
    },
    { ALT: () => this.SUBRULE(this.arrayValue) },
  ];

  private readonly parameterAction = (): Node => this.OR(this.parameterAlternatives);

  private readonly flavorsAction = (): Node[] => {
    this.CONSUME(Colon);
    const flavors: Node[] = [leaf("Identifier", this.CONSUME2(Identifier))];
    this.MANY(() => {
      flavors.push(leaf("Identifier", this.CONSUME3(Identifier)));
    });
    return flavors;
  };

  private readonly qualifier: Rule<Node> = this.RULE("qualifier", () => {
    const name = leaf("Identifier", this.CONSUME(Identifier));
    const value = this.OPTION(this.parameterAction);
    const flavors = this.OPTION2(this.flavorsAction) ?? none;
    return { kind: "Qualifier", start: name.start, end: endOf(this.LA(0)), name, value, flavors };
  });

  private readonly qualifierList: Rule<Node[]> = this.RULE("qualifierList", () => {
    this.CONSUME(LeftBracket);
    const qualifiers = [this.SUBRULE(this.qualifier)];
    this.MANY(() => {
      this.CONSUME(Comma);
      qualifiers.push(this.SUBRULE2(this.qualifier));
    });
    this.CONSUME(RightBracket);
    return qualifiers;
  });

  private readonly qualifiersAction = (): Node[] => this.SUBRULE(this.qualifierList);

  // --- classes ---

  private readonly refAction = (): IToken => this.CONSUME(Ref);

  private readonly typeAlternatives = [
    { ALT: () => leaf("PrimitiveType", this.CONSUME(PrimitiveType)), IGNORE_AMBIGUITIES: true },
    {
      ALT: () => {
        const className = leaf("Identifier", this.CONSUME(Identifier));
        const ref = this.OPTION(this.refAction);
        const kind = ref === undefined ? "ObjectType" : "ReferenceType";
        return { kind, start: className.start, end: endOf(this.LA(0)), className };
      },
    },
  ];

  private readonly type: Rule<Node> = this.RULE("type", () => this.OR(this.typeAlternatives));

  private readonly sizeAction = (): IToken => this.CONSUME(Numeral);

  private readonly array: Rule<Node> = this.RULE("array", () => {
    const { startOffset } = this.CONSUME(LeftBracket);
    const size = this.OPTION(this.sizeAction);
    return { kind: "Array", start: startOffset, end: endOf(this.CONSUME(RightBracket)), size: size?.image };
  });

  private readonly arrayAction = (): Node => this.SUBRULE(this.array);

  private readonly parameter: Rule<Node> = this.RULE("parameter", () => {
    const { startOffset } = this.LA(1);
    const qualifiers = this.OPTION(this.qualifiersAction) ?? none;
    const type = this.SUBRULE(this.type);
    const name = leaf("Identifier", this.CONSUME(Identifier));
    const array = this.OPTION2(this.arrayAction);
    return { kind: "Parameter", start: startOffset, end: endOf(this.LA(0)), qualifiers, type, name, array };
  });

  private readonly parameters: Rule<Node[]> = this.RULE("parameters", () => {
    const parameters: Node[] = [];
    this.CONSUME(LeftParenthesis);
    this.OPTION(() => {
      parameters.push(this.SUBRULE(this.parameter));
      this.MANY(() => {
        this.CONSUME(Comma);
        parameters.push(this.SUBRULE2(this.parameter));
      });
    });
    this.CONSUME(RightParenthesis);
    return parameters;
  });

  private readonly tailAlternatives: { ALT: () => FeatureTail }[] = [
    { ALT: () => ({ parameters: this.SUBRULE(this.parameters), array: undefined, value: undefined }) },
    {
      ALT: () => ({
        parameters: undefined,
        array: this.OPTION2(this.arrayAction),
        value: this.OPTION3(this.initializer),
      }),
    },
  ];

  private readonly feature: Rule<Node> = this.RULE("feature", () => {
    const { startOffset } = this.LA(1);
    const qualifiers = this.OPTION(this.qualifiersAction) ?? none;
    const type = this.SUBRULE(this.type);
    const name = leaf("Identifier", this.CONSUME(Identifier));
    const { parameters, array, value } = this.OR(this.tailAlternatives);
    const end = endOf(this.CONSUME(Semicolon));
    if (parameters !== undefined) {
      return { kind: "MethodDeclaration", start: startOffset, end, qualifiers, type, name, parameters };
    }
    return { kind: "PropertyDeclaration", start: startOffset, end, qualifiers, type, name, array, value };
  });

  private readonly superclassAction = (): Leaf => {
    this.CONSUME(Colon);
    return leaf("Identifier", this.CONSUME2(Identifier));
  };

  private readonly aliasAction = (): Leaf => {
    this.CONSUME(As);
    return leaf("Alias", this.CONSUME(Alias));
  };

  private readonly classDeclaration: Rule<Node> = this.RULE("classDeclaration", () => {
    const { startOffset, qualifiers } = this;
    const features: Node[] = [];
    this.CONSUME(Class);
    const name = leaf("Identifier", this.CONSUME(Identifier));
    const alias = this.OPTION(this.aliasAction);
    const superclass = this.OPTION2(this.superclassAction);
    this.CONSUME(LeftBrace);
    this.MANY(() => {
      features.push(this.SUBRULE(this.feature));
    });
    this.CONSUME(RightBrace);
    const end = endOf(this.CONSUME(Semicolon));
    return { kind: "ClassDeclaration", start: startOffset, end, qualifiers, name, alias, superclass, features };
  });

  // --- instances ---

  private readonly propertyValue: Rule<Node> = this.RULE("propertyValue", () => {
    const { startOffset } = this.LA(1);
    const qualifiers = this.OPTION(this.qualifiersAction) ?? none;
    const name = leaf("Identifier", this.CONSUME(Identifier));
    this.CONSUME(Equals);
    const value = this.SUBRULE(this.value);
    return { kind: "PropertyValue", start: startOffset, end: endOf(this.CONSUME(Semicolon)), qualifiers, name, value };
  });

  private readonly instanceValue: Rule<Node> = this.RULE("instanceValue", () => {
    const properties: Node[] = [];
    const { startOffset } = this.CONSUME(Instance);
    this.CONSUME(Of);
    const className = leaf("Identifier", this.CONSUME(Identifier));
    const alias = this.OPTION(this.aliasAction);
    this.CONSUME(LeftBrace);
    this.MANY(() => {
      properties.push(this.SUBRULE(this.propertyValue));
    });
    const end = endOf(this.CONSUME(RightBrace));
    return { kind: "Instance", start: startOffset, end, className, alias, properties };
  });

  private readonly instanceDeclaration: Rule<Node> = this.RULE("instanceDeclaration", () => {
    const { startOffset, qualifiers } = this;
    const instance = this.SUBRULE(this.instanceValue);
    const end = endOf(this.CONSUME(Semicolon));
    return { kind: "InstanceDeclaration", start: startOffset, end, qualifiers, instance };
  });

  // --- qualifier types and directives ---

  private readonly wordList: Rule<Leaf[]> = this.RULE("wordList", () => {
    this.CONSUME(LeftParenthesis);
    const words = [leaf("Identifier", this.CONSUME(Identifier))];
    this.MANY(() => {
      this.CONSUME(Comma);
      words.push(leaf("Identifier", this.CONSUME2(Identifier)));
    });
    this.CONSUME(RightParenthesis);
    return words;
  });

  private readonly qualifierDeclaration: Rule<Node> = this.RULE("qualifierDeclaration", () => {
    let flavors: readonly Node[] = none;
    const { startOffset, qualifiers } = this;
    this.CONSUME(Qualifier);
    const name = leaf("Identifier", this.CONSUME(Identifier));
    this.CONSUME(Colon);
    const type = leaf("PrimitiveType", this.CONSUME(PrimitiveType));
    const array = this.OPTION(this.arrayAction);
    const value = this.OPTION2(this.initializer);
    this.CONSUME(Comma);
    this.CONSUME(Scope);
    const scopes = this.SUBRULE(this.wordList);
    this.OPTION3(() => {
      this.CONSUME2(Comma);
      this.CONSUME(Flavor);
      flavors = this.SUBRULE2(this.wordList);
    });
    const end = endOf(this.CONSUME(Semicolon));
    return {
      kind: "QualifierDeclaration",
      start: startOffset,
      end,
      qualifiers,
      name,
      type,
      array,
      value,
      scopes,
      flavors,
    };
  });

  private readonly directive: Rule<Node> = this.RULE("directive", () => {
    const { startOffset } = this.CONSUME(Hash);
    this.CONSUME(Pragma);
    const name = leaf("Identifier", this.CONSUME(Identifier));
    this.CONSUME(LeftParenthesis);
    const argument = this.stringValue();
    return { kind: "Pragma", start: startOffset, end: endOf(this.CONSUME(RightParenthesis)), name, argument };
  });

  // --- declarations ---

  private readonly declarationAlternatives = [
    { ALT: () => this.SUBRULE(this.classDeclaration) },
    { ALT: () => this.SUBRULE(this.instanceDeclaration) },
    { ALT: () => this.SUBRULE(this.qualifierDeclaration) },
  ];

  private readonly productionAlternatives = [
    { ALT: () => this.SUBRULE(this.directive) },
    {
      ALT: () => {
        this.startOffset = this.LA(1).startOffset;
        this.qualifiers = this.OPTION(this.qualifiersAction) ?? none;
        return this.OR2(this.declarationAlternatives);
      },
    },
  ];

  private readonly production: Rule<Node> = this.RULE("production", () => this.OR(this.productionAlternatives));

  readonly specification: Rule<Node[]> = this.RULE("specification", () => {
    const declarations: Node[] = [];
    this.MANY(() => {
      declarations.push(this.SUBRULE(this.production));
    });
    return declarations;
  });
}

const parser = new BareParser();

/** The declarations of a text. Throws where it is no MOF 2.x. */
export function parse(text: string): readonly Node[] {
  parser.input = tokenize(text);
  const declarations = parser.specification();
  const { errors } = parser;
  parser.input = [];
  if (errors.length > 0) throw new Error(errors[0]?.message);
  return declarations;
}
