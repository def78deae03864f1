import type { IToken } from "chevrotain";
import type { CharacterLiteral, IntegerLiteral, PrimitiveType, RealLiteral, StringPart } from "../ast/nodes.ts";
import { shorten } from "../codes/shorten.ts";
import type { DiagnosticDetails } from "../diagnostics/create.ts";
import { hasType } from "./keywords.ts";
import { maximumLiteralLength } from "./limits.ts";
import {
  explainCharacter,
  explainNumeral,
  findEscapeProblems,
  isArraySize,
  isInteger,
  isReal,
  judgeReal,
} from "./literals.ts";
import { characterLiteral, endOf, integerLiteral, primitiveType, realLiteral, stringPart } from "./node-factories.ts";
import { RecoveringParser } from "./recovering-parser.ts";
import { MultiLineString, RightBrace, RightBracket } from "./tokens.ts";

/** Nodes of literals. What is malformed in a literal by itself is reported here; what it means is decided elsewhere. */
export abstract class LiteralRules extends RecoveringParser {
  /** Whether strings are paths, whose single backslashes people mean as such: who reads the path judges them. */
  protected readsPath = false;

  protected override beginDeclaration(): void {
    super.beginDeclaration();
    this.readsPath = false;
  }

  protected stringPart(token: IToken): StringPart {
    const { image } = token;
    if (image.length > maximumLiteralLength) {
      this.report("literal-too-long", { limit: maximumLiteralLength }, this.placeOf(token));
    } else if (!this.readsPath && image.includes("\\")) {
      this.reportEscapes(token);
    }
    if (token.tokenType === MultiLineString) this.report("multi-line-string", {}, this.placeOf(token));
    return stringPart(token);
  }

  protected numeral(token: IToken): IntegerLiteral | RealLiteral {
    const { image } = token;
    if (isInteger(image)) return integerLiteral(token);
    if (!isReal(image)) this.reportNumeral(token);
    else if (this.isStrict) this.judgeReal(token);
    return realLiteral(token);
  }

  /** A type of the language itself. */
  protected primitiveType(token: IToken): PrimitiveType {
    if (this.isStrict) this.judgeType(token);
    return primitiveType(token);
  }

  protected judgeType(token: IToken): void {
    const { image } = token;
    if (hasType(this.dialect, image)) return;
    const details = typeHint(image);
    this.report("type-not-in-dialect", { dialect: this.dialect, type: image }, this.placeOf(token), details);
  }

  /** A comma in a list, after what stands behind it was read: nothing where it ends the list. */
  protected judgeComma(comma: IToken): void {
    if (!this.isStrict || this.LA(0) !== comma) return;
    const { tokenType } = this.LA(1);
    if (tokenType !== RightBrace && tokenType !== RightBracket) return;
    this.construct("trailing-comma-not-in-dialect", comma.startOffset, endOf(comma));
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
    else if (!/^[1-9]\d*$/.test(token.image)) {
      this.construct("array-size-form-not-in-dialect", token.startOffset, endOf(token));
    }
    this.construct("array-size-not-in-dialect", token.startOffset, endOf(token));
    return integerLiteral(token);
  }

  protected character(token: IToken): CharacterLiteral {
    this.construct("character-not-in-dialect", token.startOffset, endOf(token));
    const hint = explainCharacter(token.image);
    if (hint !== undefined) {
      this.report("malformed-character", { literal: shorten(token.image) }, this.placeOf(token), { hint });
    }
    return characterLiteral(token);
  }

  private judgeReal(token: IToken): void {
    const code = judgeReal(token.image);
    if (code === undefined) return;
    this.report(code, { dialect: this.dialect, literal: shorten(token.image) }, this.placeOf(token));
  }

  private reportNumeral(token: IToken): void {
    const hint = explainNumeral(token.image);
    const details = hint === undefined ? {} : { hint };
    this.report("malformed-number", { literal: shorten(token.image) }, this.placeOf(token), details);
  }

  private reportEscapes({ image, startOffset }: IToken): void {
    for (const { code, start, end, text } of findEscapeProblems(image, this.dialect)) {
      const isLong = code === "malformed-escape" && this.dialect === "dmtf3";
      const details = isLong ? { hint: "one to six digits follow; write a backslash as two" } : {};
      this.report(code, { escape: text }, this.place(startOffset + start, startOffset + end), details);
    }
  }
}

/** What a type of another dialect is called in the dialect. */
function typeHint(type: string): DiagnosticDetails {
  const word = type.toLowerCase();
  if (word === "integer") return { hint: "write a type with a size: `sint64`" };
  if (word === "octetstring") return { hint: "write `uint8[]`, with the qualifier `OctetString`" };
  if (word === "char16") return { hint: "write `string`" };
  if (word === "object") return { hint: "write `string`, with the qualifier `EmbeddedObject`, or name the class" };
  return { hint: "write `integer`, with the qualifiers `MinValue` and `MaxValue`" };
}
