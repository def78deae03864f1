import type { IToken, TokenType } from "chevrotain";
import type {
  InstanceDeclaration,
  PropertyInitializer,
  ScalarValue,
  StringPart as StringPartNode,
  Value,
} from "../ast/nodes.ts";
import type { Dialect } from "../codes/dialects.ts";
import { maximumLiteralLength } from "./limits.ts";
import { findEscapeProblems, isInteger, isReal, judgeReal } from "./literals.ts";
import {
  alias,
  arrayValue,
  booleanLiteral,
  endOf,
  identifier,
  instanceDeclaration,
  integerLiteral,
  nullLiteral,
  propertyInitializer,
  realLiteral,
  stringLiteral,
  stringPart,
} from "./node-factories.ts";
import { none } from "./rule.ts";
import { isWord } from "./token-window.ts";
import {
  Alias,
  As,
  BooleanWord,
  Comma,
  Equals,
  Identifier,
  Instance,
  LeftBrace,
  NullWord,
  Numeral,
  Of,
  RightBrace,
  Semicolon,
  StringPart,
} from "./tokens.ts";

/**
 * Reads instances of the form that nearly all have in files of very many: no qualifiers, values that are literals, aliases or arrays
 * of them, and nothing to say about any of it in any dialect. All else is left to the rules of the grammar.
 */
export class PlainInstanceReader {
  /** The index behind what was read last. */
  next = 0;
  #tokens: readonly IToken[] = none;
  #dialect: Dialect = "auto";

  /** The instance that begins at an index; `undefined` where it is not plain or something else begins there. */
  read(tokens: readonly IToken[], start: number, dialect: Dialect): InstanceDeclaration | undefined {
    const keyword = tokens[start];
    if (keyword?.tokenType !== Instance || tokens[start + 1]?.tokenType !== Of) return undefined;
    const className = tokens[start + 2];
    if (className?.tokenType !== Identifier) return undefined;
    this.#tokens = tokens;
    this.#dialect = dialect;
    this.next = start + 3;
    let aliasToken: IToken | undefined;
    if (this.#takes(As)) {
      aliasToken = tokens[this.next];
      if (!this.#takes(Alias)) return undefined;
    }
    if (!this.#takes(LeftBrace)) return undefined;
    const properties: PropertyInitializer[] = [];
    do {
      const property = this.#readProperty();
      if (property === undefined) return undefined;
      properties.push(property);
    } while (!this.#takes(RightBrace));
    const semicolon = tokens[this.next];
    if (semicolon?.tokenType !== Semicolon) return undefined;
    this.next++;
    const declared = aliasToken && alias(aliasToken);
    return instanceDeclaration(
      keyword.startOffset,
      endOf(semicolon),
      none,
      identifier(className),
      declared,
      properties,
    );
  }

  #takes(tokenType: TokenType): boolean {
    if (this.#tokens[this.next]?.tokenType !== tokenType) return false;
    this.next++;
    return true;
  }

  #readProperty(): PropertyInitializer | undefined {
    const name = this.#tokens[this.next];
    if (name === undefined || !isWord(name) || this.#tokens[++this.next]?.tokenType !== Equals) return undefined;
    this.next++;
    const value = this.#tokens[this.next]?.tokenType === LeftBrace ? this.#readArray() : this.#readScalar();
    const semicolon = this.#tokens[this.next];
    if (value === undefined || semicolon?.tokenType !== Semicolon) return undefined;
    this.next++;
    return propertyInitializer(name.startOffset, endOf(semicolon), none, identifier(name), value);
  }

  #readArray(): Value | undefined {
    const open = this.#tokens[this.next] as IToken;
    const elements: ScalarValue[] = [];
    do {
      this.next++;
      const element = this.#readScalar();
      if (element === undefined) return undefined;
      elements.push(element);
    } while (this.#tokens[this.next]?.tokenType === Comma);
    const close = this.#tokens[this.next];
    if (close?.tokenType !== RightBrace) return undefined;
    this.next++;
    return arrayValue(open.startOffset, endOf(close), elements);
  }

  #readScalar(): ScalarValue | undefined {
    const token = this.#tokens[this.next];
    switch (token?.tokenType) {
      case StringPart:
        return this.#readString(token);
      case Numeral:
        this.next++;
        if (isInteger(token.image)) return integerLiteral(token);
        return isReal(token.image) && judgeReal(token.image) === undefined ? realLiteral(token) : undefined;
      case BooleanWord:
        this.next++;
        return booleanLiteral(token);
      case NullWord:
        this.next++;
        return nullLiteral(token);
      case Alias:
        this.next++;
        return alias(token);
      default:
        return undefined;
    }
  }

  #readString(first: IToken): ScalarValue | undefined {
    const parts: StringPartNode[] = [];
    let part: IToken | undefined = first;
    do {
      const { image } = part;
      if (image.length > maximumLiteralLength) return undefined;
      if (image.includes("\\") && findEscapeProblems(image, this.#dialect).length > 0) return undefined;
      parts.push(stringPart(part));
      part = this.#tokens[++this.next];
    } while (part?.tokenType === StringPart);
    return stringLiteral(parts);
  }
}
