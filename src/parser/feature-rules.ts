import type {
  ArraySpecifier,
  ClassFeature,
  DataType,
  Identifier as IdentifierNode,
  ParameterDeclaration,
  Value,
  VoidType,
} from "../ast/nodes.ts";
import { InstanceRules } from "./instance-rules.ts";
import {
  arraySpecifier,
  endOf,
  identifier,
  methodDeclaration,
  objectType,
  parameterDeclaration,
  primitiveType,
  propertyDeclaration,
  referenceType,
  voidType,
} from "./node-factories.ts";
import { type Alternative, none, type Rule } from "./rule.ts";
import { shorten } from "./syntax-errors.ts";
import { isWord } from "./token-window.ts";
import {
  Comma,
  Identifier,
  LeftBracket,
  LeftParenthesis,
  Numeral,
  ObjectWord,
  PrimitiveType,
  Ref,
  RightBrace,
  RightBracket,
  RightParenthesis,
  Semicolon,
  Void,
} from "./tokens.ts";

/** What follows the name of a feature; `parameters` only of a method. */
interface FeatureTail {
  readonly parameters: ParameterDeclaration[] | undefined;
  readonly array: ArraySpecifier | undefined;
  readonly value: Value | undefined;
}

/** Properties, references and methods, and the body of a class that holds them. */
export abstract class FeatureRules extends InstanceRules {
  // --- types ---

  /** `ref` is a type where a name follows: `C ref;` declares a property of that name. */
  private readonly precedesName = (): boolean => isWord(this.LA(2));
  private readonly refClause = { GATE: this.precedesName, DEF: () => this.CONSUME(Ref) };
  private readonly secondRefClause = { GATE: this.precedesName, DEF: () => this.CONSUME2(Ref) };

  private readonly typeAlternatives: Alternative<DataType>[] = [
    { ALT: () => primitiveType(this.CONSUME(PrimitiveType)), IGNORE_AMBIGUITIES: true },
    {
      ALT: () => {
        const word = this.CONSUME(ObjectWord);
        const ref = this.OPTION(this.refClause);
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
        return ref === undefined
          ? objectType(className.start, className.end, className)
          : referenceType(className.start, this.endOfLast(), className);
      },
    },
  ];

  /** `type = PRIMITIVE_TYPE | OBJECT [ REF ] | className [ REF ]` */
  private readonly type: Rule<DataType> = this.RULE("type", () => this.OR(this.typeAlternatives));

  private readonly resultAlternatives: Alternative<DataType | VoidType>[] = [
    { ALT: () => voidType(this.CONSUME(Void)), IGNORE_AMBIGUITIES: true },
    ...this.typeAlternatives,
  ];

  /** `resultType = VOID | type` */
  private readonly resultType: Rule<DataType | VoidType> = this.RULE("resultType", () =>
    this.OR(this.resultAlternatives),
  );

  /** `array = "[" [ NUMERAL ] "]"` */
  protected readonly array: Rule<ArraySpecifier> = this.RULE("array", () => {
    const open = this.CONSUME(LeftBracket);
    const size = this.OPTION(() => this.integer(this.CONSUME(Numeral)));
    this.concern("", undefined, open);
    return arraySpecifier(open.startOffset, endOf(this.CONSUME(RightBracket)), size);
  });

  /** A bracket that is no array begins the qualifiers of the next member, and a `;` is missing before it. */
  private readonly beginsArray = (): boolean => {
    const { tokenType } = this.LA(2);
    return tokenType === RightBracket || tokenType === Numeral;
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

  /** `parameter = [ qualifierList ] type IDENTIFIER [ array ] [ "=" value ]` */
  private readonly parameter: Rule<ParameterDeclaration> = this.RULE("parameter", () => {
    const { startOffset } = this.LA(1);
    const qualifiers = this.OPTION(this.qualifiersAction) ?? none;
    const type = this.SUBRULE(this.type);
    const name = identifier(this.CONSUME(Identifier));
    const array = this.OPTION2(this.arrayClause);
    const value = this.OPTION3(this.initializer);
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

  /**
   * `classFeature = [ qualifierList ] resultType [ array ] IDENTIFIER ( parameters | [ array ] [ "=" value ] ) ";"`
   *
   * A method where a parenthesis follows the name, else a property or, with `ref`, a reference. The first array is that of
   * a method's result, the second that of a property.
   */
  private readonly classFeature: Rule<ClassFeature> = this.RULE("classFeature", () => {
    const { startOffset } = this.LA(1);
    const qualifiers = this.OPTION(this.qualifiersAction) ?? none;
    const type = this.SUBRULE(this.resultType);
    const resultArray = this.OPTION2(this.arrayClause);
    const nameToken = this.CONSUME(Identifier);
    const name = identifier(nameToken);
    this.concern("property", nameToken);
    const { parameters, array, value } = this.OR(this.tailAlternatives);
    const end = this.endOfLast();
    if (parameters !== undefined) {
      return methodDeclaration(startOffset, end, qualifiers, type, resultArray, name, parameters);
    }
    this.ACTION(() => this.checkPropertyType(type, resultArray, name));
    return propertyDeclaration(startOffset, end, qualifiers, type as DataType, name, array, value);
  });

  private checkPropertyType(type: DataType | VoidType, array: ArraySpecifier | undefined, name: IdentifierNode): void {
    if (type.kind === "VoidType") this.report("misplaced-void", {}, this.place(type.start, type.end));
    if (array === undefined) return;
    const brackets = this.window.slice(array.start, array.end);
    const example = shorten(`${this.window.slice(type.start, type.end)} ${name.name}${brackets}`);
    this.report("misplaced-array", { example }, this.place(array.start, array.end));
  }

  /** `classBody = "{" { classFeature } "}"` */
  protected readonly classBody: Rule<ClassFeature[]> = this.RULE("classBody", () => {
    const features: ClassFeature[] = [];
    const { owner } = this;
    const open = this.openingBrace("class", owner);
    do {
      this.MANY(() => {
        const start = this.currIdx + 1;
        try {
          features.push(this.SUBRULE(this.classFeature));
        } catch (thrown) {
          this.recoverInBody(thrown, start, "class", owner, open);
        }
      });
      this.concern("class", owner, open);
    } while (this.skipInBody("a property or method"));
    this.CONSUME(RightBrace);
    return features;
  });
}
