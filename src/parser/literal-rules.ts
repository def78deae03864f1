import type { IToken } from "chevrotain";
import type { CharacterLiteral, IntegerLiteral, RealLiteral, StringPart } from "../ast/nodes.ts";
import { maximumLiteralLength } from "./limits.ts";
import { explainCharacter, explainNumeral, findEscapeProblems, isArraySize, isInteger, isReal } from "./literals.ts";
import { characterLiteral, integerLiteral, realLiteral, stringPart } from "./node-factories.ts";
import { RecoveringParser } from "./recovering-parser.ts";
import { shorten } from "./syntax-errors.ts";
import { MultiLineString } from "./tokens.ts";

/** Nodes of literals. What is malformed in a literal by itself is reported here; what it means is decided elsewhere. */
export abstract class LiteralRules extends RecoveringParser {
  protected stringPart(token: IToken): StringPart {
    const { image } = token;
    if (image.length > maximumLiteralLength) {
      this.report("literal-too-long", { limit: maximumLiteralLength }, this.placeOf(token));
    } else if (image.includes("\\")) {
      this.reportEscapes(token);
    }
    if (token.tokenType === MultiLineString) this.report("multi-line-string", {}, this.placeOf(token));
    return stringPart(token);
  }

  protected numeral(token: IToken): IntegerLiteral | RealLiteral {
    const { image } = token;
    if (isInteger(image)) return integerLiteral(token);
    if (!isReal(image)) this.reportNumeral(token);
    return realLiteral(token);
  }

  /** For places where only an integer may stand. */
  protected integer(token: IToken): IntegerLiteral {
    if (!isInteger(token.image)) this.reportNumeral(token);
    return integerLiteral(token);
  }

  protected arraySize(token: IToken): IntegerLiteral {
    if (!isInteger(token.image)) this.reportNumeral(token);
    else if (!isArraySize(token.image))
      this.report("invalid-array-size", { size: shorten(token.image) }, this.placeOf(token));
    return integerLiteral(token);
  }

  protected character(token: IToken): CharacterLiteral {
    const hint = explainCharacter(token.image);
    if (hint !== undefined) {
      this.report("malformed-character", { literal: shorten(token.image) }, this.placeOf(token), { hint });
    }
    return characterLiteral(token);
  }

  private reportNumeral(token: IToken): void {
    const hint = explainNumeral(token.image);
    const details = hint === undefined ? {} : { hint };
    this.report("malformed-number", { literal: shorten(token.image) }, this.placeOf(token), details);
  }

  private reportEscapes({ image, startOffset }: IToken): void {
    for (const { code, start, end, text } of findEscapeProblems(image)) {
      this.report(code, { escape: text }, this.place(startOffset + start, startOffset + end));
    }
  }
}
