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

/** The tokens that come behind those at hand; none where no more are. */
export type MoreTokens = () => readonly IToken[];

/**
 * Reads instances of the form that nearly all have in files of very many: no qualifiers, values that are literals, aliases or arrays
 * of them, and nothing to say about any of it in any dialect. All else is left to the rules of the grammar.
 */
export class PlainInstanceReader {
  /** The index behind what was read last, in the tokens that came last. */
  next = 0;
  #tokens: readonly IToken[] = none;
  #more: MoreTokens | undefined;
  #dialect: Dialect = "auto";

  /**
   * The instance that begins at an index; `undefined` where it is not plain or something else begins there.
   *
   * @param more is asked for what comes behind the tokens
   */
  read(tokens: readonly IToken[], start: number, dialect: Dialect, more?: MoreTokens): InstanceDeclaration | undefined {
    const keyword = tokens[start];
    if (keyword?.tokenType !== Instance) return undefined;
    this.#tokens = tokens;
    this.#more = more;
    this.#dialect = dialect;
    this.next = start + 1;
    if (!this.#takes(Of)) return undefined;
    const className = this.#at();
    if (className === undefined || !this.#takes(Identifier)) return undefined;
    let aliasToken: IToken | undefined;
    if (this.#takes(As)) {
      aliasToken = this.#at();
      if (!this.#takes(Alias)) return undefined;
    }
    if (!this.#takes(LeftBrace)) return undefined;
    const properties: PropertyInitializer[] = [];
    do {
      const property = this.#readProperty();
      if (property === undefined) return undefined;
      properties.push(property);
    } while (!this.#takes(RightBrace));
    const semicolon = this.#at();
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

  /** Lets go of tokens. */
  forget(): void {
    this.#tokens = none;
  }

  /** The token that stands next. */
  #at(): IToken | undefined {
    if (this.next === this.#tokens.length && this.#more !== undefined) {
      this.#tokens = this.#more();
      this.next = 0;
    }
    return this.#tokens[this.next];
  }

  #takes(tokenType: TokenType): boolean {
    if (this.#at()?.tokenType !== tokenType) return false;
    this.next++;
    return true;
  }

  #readProperty(): PropertyInitializer | undefined {
    const name = this.#at();
    if (name === undefined || !isWord(name)) return undefined;
    this.next++;
    if (!this.#takes(Equals)) return undefined;
    const value = this.#at()?.tokenType === LeftBrace ? this.#readArray() : this.#readScalar();
    const semicolon = this.#at();
    if (value === undefined || semicolon?.tokenType !== Semicolon) return undefined;
    this.next++;
    return propertyInitializer(name.startOffset, endOf(semicolon), none, identifier(name), value);
  }

  #readArray(): Value | undefined {
    const open = this.#at() as IToken;
    const elements: ScalarValue[] = [];
    do {
      this.next++;
      const element = this.#readScalar();
      if (element === undefined) return undefined;
      elements.push(element);
    } while (this.#at()?.tokenType === Comma);
    const close = this.#at();
    if (close?.tokenType !== RightBrace) return undefined;
    this.next++;
    return arrayValue(open.startOffset, endOf(close), elements);
  }

  #readScalar(): ScalarValue | undefined {
    const token = this.#at();
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
      this.next++;
      part = this.#at();
    } while (part?.tokenType === StringPart);
    return stringLiteral(parts);
  }
}
