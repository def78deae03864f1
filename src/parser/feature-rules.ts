import type { IToken, TokenType } from "chevrotain";
import type {
  ArraySpecifier,
  ClassFeature,
  DataType,
  EnumerationDeclaration,
  Identifier as IdentifierNode,
  ParameterDeclaration,
  PropertyDeclaration,
  StructureDeclaration,
  StructureFeature,
  Value,
  VoidType,
} from "../ast/nodes.ts";
import { shorten } from "../codes/shorten.ts";
import { didYouMean } from "../diagnostics/create.ts";
import { EnumerationRules } from "./enumeration-rules.ts";
import { primitiveTypeWords } from "./keywords.ts";
import {
  arraySpecifier,
  endOf,
  identifier,
  methodDeclaration,
  objectType,
  parameterDeclaration,
  propertyDeclaration,
  referenceType,
  structureDeclaration,
  voidType,
} from "./node-factories.ts";
import { type Alternative, none, type Rule } from "./rule.ts";
import { isWord } from "./token-window.ts";
import {
  Colon,
  Comma,
  Enumeration,
  Equals,
  Identifier,
  LeftBrace,
  LeftBracket,
  LeftParenthesis,
  Numeral,
  ObjectWord,
  PrimitiveType,
  Ref,
  RightBracket,
  RightParenthesis,
  Semicolon,
  Structure,
  Void,
} from "./tokens.ts";

/** What follows the name of a feature; `parameters` only of a method. */
interface FeatureTail {
  readonly parameters: ParameterDeclaration[] | undefined;
  readonly array: ArraySpecifier | undefined;
  readonly value: Value | undefined;
}

/** Properties, references and methods, and the bodies of classes and structures that hold them. */
export abstract class FeatureRules extends EnumerationRules {
  // --- types ---

  /**
   * `ref` is a type where a name follows, or the array of a result and the name of a method: `C ref;` and `C ref[];` declare
   * a property of that name, `C ref[] M();` a method.
   */
  private readonly precedesName = (): boolean => {
    if (isWord(this.LA(2))) return true;
    if (this.LA(2).tokenType !== LeftBracket) return false;
    const behind = this.LA(3).tokenType === RightBracket ? 4 : this.LA(4).tokenType === RightBracket ? 5 : undefined;
    return behind !== undefined && isWord(this.LA(behind)) && this.LA(behind + 1).tokenType === LeftParenthesis;
  };
  private readonly refClause = { GATE: this.precedesName, DEF: () => this.CONSUME(Ref) };
  private readonly secondRefClause = { GATE: this.precedesName, DEF: () => this.CONSUME2(Ref) };

  private readonly typeAlternatives: Alternative<DataType>[] = [
    { ALT: () => this.primitiveType(this.CONSUME(PrimitiveType)), IGNORE_AMBIGUITIES: true },
    {
      ALT: () => {
        const word = this.CONSUME(ObjectWord);
        const ref = this.OPTION(this.refClause);
        if (this.isStrict) this.judgeType(word);
        return ref === undefined
          ? objectType(word.startOffset, endOf(word), undefined)
          : referenceType(word.startOffset, this.endOfLast(), undefined);
      },
      IGNORE_AMBIGUITIES: true,
    },
    {
      ALT: () => {
        const className = identifier(this.CONSUME(Identifier));
        const ref = this.OPTION2(this.secondRefClause);
        if (this.isStrict && ref === undefined) this.judgeClassType(className);
        return ref === undefined
          ? objectType(className.start, className.end, className)
          : referenceType(className.start, this.endOfLast(), className);
      },
    },
  ];

  private judgeClassType({ name, start, end }: IdentifierNode): void {
    const parameters = { dialect: this.dialect, type: shorten(name) };
    const hint = didYouMean(name, primitiveTypeWords);
    this.report("class-type-not-in-dialect", parameters, this.place(start, end), hint);
  }

  /** `type = PRIMITIVE_TYPE | OBJECT (* WO *) [ REF ] | className (* without REF: 3WO *) [ REF ]` */
  private readonly type: Rule<DataType> = this.RULE("type", () => this.OR(this.typeAlternatives));

  private readonly resultAlternatives: Alternative<DataType | VoidType>[] = [
    {
      ALT: () => {
        const word = this.CONSUME(Void);
        this.construct("void-not-in-dialect", word.startOffset, endOf(word));
        return voidType(word);
      },
      IGNORE_AMBIGUITIES: true,
    },
    ...this.typeAlternatives,
  ];

  /** `resultType = VOID (* 3W *) | type` */
  private readonly resultType: Rule<DataType | VoidType> = this.RULE("resultType", () =>
    this.OR(this.resultAlternatives),
  );

  /** `array = "[" [ NUMERAL (* 2W *) ] "]"` */
  protected readonly array: Rule<ArraySpecifier> = this.RULE("array", () => {
    const open = this.CONSUME(LeftBracket);
    const size = this.OPTION(() => this.arraySize(this.CONSUME(Numeral)));
    this.concern("", undefined, open);
    return arraySpecifier(open.startOffset, endOf(this.CONSUME(RightBracket)), size);
  });

  /**
   * A bracket that is no array begins the qualifiers of the next member, and a `;` is missing before it. Directly behind a
   * name it is an array that is not closed, or one whose size is no number.
   */
  private readonly beginsArray = (): boolean => {
    const { tokenType } = this.LA(2);
    if (tokenType === RightBracket || tokenType === Numeral) return true;
    const open = this.LA(1);
    if (this.RECORDING_PHASE || open.tokenType !== LeftBracket || open.startOffset !== this.endOfLast()) return false;
    return tokenType === Semicolon || (this.LA(3).tokenType === RightBracket && endsElement.has(this.LA(4).tokenType));
  };

  protected readonly arrayClause = { GATE: this.beginsArray, DEF: () => this.SUBRULE(this.array) };
  private readonly secondArrayClause = { GATE: this.beginsArray, DEF: () => this.SUBRULE2(this.array) };

  // --- features ---

  /** `parameters = "(" [ parameter { "," parameter } ] ")"` */
  private readonly parameters: Rule<ParameterDeclaration[]> = this.RULE("parameters", () => {
    const parameters: ParameterDeclaration[] = [];
    const method = this.LA(0);
    const open = this.CONSUME(LeftParenthesis);
    this.OPTION(() => {
      parameters.push(this.SUBRULE(this.parameter));
      this.MANY(() => {
        this.CONSUME(Comma);
        parameters.push(this.SUBRULE2(this.parameter));
      });
    });
    this.concern("method", method, open);
    this.CONSUME(RightParenthesis);
    return parameters;
  });

  /** `parameter = [ qualifierList ] type IDENTIFIER [ array ] [ "=" value (* 3W *) ]` */
  private readonly parameter: Rule<ParameterDeclaration> = this.RULE("parameter", () => {
    const { startOffset } = this.LA(1);
    const qualifiers = this.OPTION(this.qualifiersAction) ?? none;
    const typeToken = this.LA(1);
    const type = this.SUBRULE(this.type);
    const name = identifier(this.CONSUME(Identifier));
    if (typeToken.tokenType === Void) this.report("misplaced-void", {}, this.placeOf(typeToken));
    const array = this.OPTION2(this.arrayClause);
    const value = this.OPTION3(this.initializer);
    if (value !== undefined && this.isStrict)
      this.construct("parameter-default-not-in-dialect", value.start, value.end);
    return parameterDeclaration(startOffset, this.endOfLast(), qualifiers, type, name, array, value);
  });

  private readonly tailAlternatives: Alternative<FeatureTail>[] = [
    {
      ALT: () => {
        const method = this.LA(0);
        const parameters = this.SUBRULE(this.parameters);
        this.concern("method", method);
        this.CONSUME(Semicolon);
        return { parameters, array: undefined, value: undefined };
      },
    },
    {
      ALT: () => {
        const property = this.LA(0);
        const array = this.OPTION3(this.secondArrayClause);
        const value = this.OPTION4(this.initializer);
        this.concern("property", property);
        this.CONSUME2(Semicolon);
        return { parameters: undefined, array, value };
      },
    },
  ];

  private readonly nestedAlternatives: readonly Alternative<StructureDeclaration | EnumerationDeclaration>[] = [
    {
      GATE: () => this.nestedFollows(Structure),
      ALT: () => this.SUBRULE(this.structureDeclaration),
      IGNORE_AMBIGUITIES: true,
    },
    {
      GATE: () => this.nestedFollows(Enumeration),
      ALT: () => this.SUBRULE(this.enumerationDeclaration),
      IGNORE_AMBIGUITIES: true,
    },
  ];

  /**
   * Whether a member can be a declaration. Asked before the alternatives, whose gates are tried one after another: for the
   * 7,582 members of CIM 2.49 that took 20 ms in a new process.
   */
  private mayNest(): boolean {
    const { tokenType } = this.LA(1);
    return this.RECORDING_PHASE || tokenType === Structure || tokenType === Enumeration;
  }

  /** Whether a keyword begins a declaration: as a type it has no brace or colon behind the name. */
  private nestedFollows(keyword: TokenType): boolean {
    if (this.LA(1).tokenType !== keyword || !isWord(this.LA(2))) return false;
    const { tokenType } = this.LA(3);
    return tokenType === LeftBrace || tokenType === Colon;
  }

  /**
   * The member that stands next where it is `type Name;`, `type Name[];` or `Class REF Name;` behind plain qualifiers, as nearly
   * all properties are; `undefined` where it is anything else, for the rules to read.
   */
  private plainProperty(): PropertyDeclaration | undefined {
    const { tokens } = this.window;
    const begin = this.currIdx + 1;
    const hasQualifiers = tokens[begin]?.tokenType === LeftBracket;
    const start = hasQualifiers ? this.behindPlainQualifiers(begin) : begin;
    if (start < 0) return undefined;
    const first = tokens[start];
    const isReference = first?.tokenType === Identifier && tokens[start + 1]?.tokenType === Ref;
    if (first === undefined || (!isReference && first.tokenType !== PrimitiveType)) return undefined;
    const nameIndex = isReference ? start + 2 : start + 1;
    const name = tokens[nameIndex];
    if (name?.tokenType !== Identifier) return undefined;
    const open = tokens[nameIndex + 1];
    const close = tokens[nameIndex + 2];
    const isArray = !isReference && open?.tokenType === LeftBracket && close?.tokenType === RightBracket;
    const end = isArray ? nameIndex + 3 : nameIndex + 1;
    const semicolon = tokens[end];
    if (semicolon?.tokenType !== Semicolon) return undefined;
    const { startOffset } = this.LA(1);
    const qualifiers = hasQualifiers ? this.plainQualifierList() : none;
    const type = isReference
      ? referenceType(first.startOffset, endOf(tokens[start + 1] as IToken), identifier(first))
      : this.primitiveType(first);
    const array = isArray ? arraySpecifier(open.startOffset, endOf(close), undefined) : undefined;
    this.moveTo(end + 1);
    return propertyDeclaration(startOffset, endOf(semicolon), qualifiers, type, identifier(name), array, undefined);
  }

  private readonly memberAction = (): ClassFeature => {
    const { startOffset, qualifiers } = this;
    const type = this.SUBRULE(this.resultType);
    const resultArray = this.OPTION2(this.arrayClause);
    const nameToken = this.CONSUME(Identifier);
    const name = identifier(nameToken);
    this.concern("property", nameToken);
    const { parameters, array, value } = this.OR2(this.tailAlternatives);
    const end = this.endOfLast();
    if (parameters !== undefined) {
      if (this.isStrict) this.judgeResult(type, resultArray);
      return methodDeclaration(startOffset, end, qualifiers, type, resultArray, name, parameters);
    }
    this.ACTION(() => this.checkPropertyType(type, resultArray, name));
    if (this.isStrict) this.judgeProperty(type, array);
    return propertyDeclaration(startOffset, end, qualifiers, type as DataType, name, array, value);
  };

  private readonly featureAlternatives: Alternative<ClassFeature>[] = [
    ...this.nestedAlternatives,
    { ALT: this.memberAction },
  ];

  /**
   * `classFeature = [ qualifierList ] ( structureDeclaration (* 3 *) | enumerationDeclaration (* 3 *) |
   * resultType [ array (* 3 *) ] IDENTIFIER ( parameters | [ array ] [ "=" value ] ) ";" )`
   *
   * A method where a parenthesis follows the name, else a property or, with `ref`, a reference. The first array is that of
   * a method's result, the second that of a property.
   */
  private readonly classFeature: Rule<ClassFeature> = this.RULE("classFeature", () => {
    const { startOffset } = this.LA(1);
    this.qualifiers = this.OPTION(this.qualifiersAction) ?? none;
    this.startOffset = startOffset;
    return this.mayNest() ? this.OR(this.featureAlternatives) : this.memberAction();
  });

  private judgeResult({ kind, start, end }: DataType | VoidType, array: ArraySpecifier | undefined): void {
    if (array !== undefined) this.construct("array-result-not-in-dialect", array.start, array.end);
    if (kind === "ReferenceType") this.construct("reference-result-not-in-dialect", start, end);
  }

  private judgeProperty({ kind }: DataType | VoidType, array: ArraySpecifier | undefined): void {
    if (array === undefined || kind !== "ReferenceType") return;
    this.construct("reference-array-not-in-dialect", array.start, array.end);
  }

  private checkPropertyType(type: DataType | VoidType, array: ArraySpecifier | undefined, name: IdentifierNode): void {
    if (type.kind === "VoidType") this.report("misplaced-void", {}, this.place(type.start, type.end));
    if (array === undefined) return;
    const brackets = this.window.slice(array.start, array.end);
    const example = shorten(`${this.window.slice(type.start, type.end)} ${name.name}${brackets}`);
    this.report("misplaced-array", { example }, this.place(array.start, array.end));
  }

  private readonly classFeatureAction = (): ClassFeature => {
    const plain = this.RECORDING_PHASE ? undefined : this.plainProperty();
    return plain ?? this.SUBRULE(this.classFeature);
  };

  /** `classBody = "{" { classFeature } "}"` */
  protected readonly classBody: Rule<ClassFeature[]> = this.RULE("classBody", () =>
    this.body(this.classFeatureAction, "a property or method", true),
  );

  // --- structures ---

  private readonly structureFeatureAlternatives: Alternative<StructureFeature>[] = [
    ...this.nestedAlternatives,
    {
      ALT: () => {
        const { startOffset, qualifiers } = this;
        const type = this.SUBRULE(this.type);
        const nameToken = this.CONSUME(Identifier);
        const name = identifier(nameToken);
        if (this.LA(1).tokenType === LeftParenthesis) this.failMethod(nameToken);
        const array = this.OPTION2(this.arrayClause);
        const value = this.OPTION3(this.initializer);
        this.concern("property", nameToken);
        const end = endOf(this.CONSUME(Semicolon));
        return propertyDeclaration(startOffset, end, qualifiers, type, name, array, value);
      },
    },
  ];

  private failMethod(name: IToken): never {
    return this.fail("method-in-structure", { method: shorten(name.image) }, this.placeOf(name));
  }

  /**
   * `structureFeature = [ qualifierList ] ( structureDeclaration | enumerationDeclaration | type IDENTIFIER [ array ]
   * [ "=" value ] ";" )`
   */
  private readonly structureFeature: Rule<StructureFeature> = this.RULE("structureFeature", () => {
    const { startOffset } = this.LA(1);
    this.qualifiers = this.OPTION(this.qualifiersAction) ?? none;
    this.startOffset = startOffset;
    return this.OR(this.structureFeatureAlternatives);
  });

  private readonly structureFeatureAction = (): StructureFeature => this.SUBRULE(this.structureFeature);

  /** `structureBody = "{" { structureFeature } "}"` */
  protected readonly structureBody: Rule<StructureFeature[]> = this.RULE("structureBody", () =>
    this.body(this.structureFeatureAction, "a property", true),
  );

  protected readonly superclassClause = (): IdentifierNode => {
    this.CONSUME(Colon);
    return identifier(this.CONSUME2(Identifier));
  };

  /** `structureDeclaration = STRUCTURE IDENTIFIER [ ":" IDENTIFIER ] structureBody [ ";" (* without: X *) ]` */
  protected readonly structureDeclaration: Rule<StructureDeclaration> = this.RULE("structureDeclaration", () => {
    const { startOffset, qualifiers, nesting } = this;
    const keyword = this.CONSUME(Structure);
    this.construct("structure-not-in-dialect", keyword.startOffset, endOf(keyword));
    this.nest("structures");
    const nameToken = this.CONSUME(Identifier);
    this.nameDeclaration("StructureDeclaration", nameToken);
    const name = identifier(nameToken);
    const superclass = this.OPTION(this.superclassClause);
    this.own("structure", nameToken);
    const features = this.SUBRULE(this.structureBody);
    this.nesting = nesting;
    this.OPTION2(this.semicolonAction);
    this.ACTION(() => this.checkFinalSemicolon("structure", nameToken));
    return structureDeclaration(startOffset, this.endOfLast(), qualifiers, name, superclass, features);
  });
}

/** What follows the array of an element. */
const endsElement: ReadonlySet<TokenType> = new Set([Semicolon, Equals, Comma, RightParenthesis]);
