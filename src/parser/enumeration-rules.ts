import type { IToken } from "chevrotain";
import type {
  EnumerationDeclaration,
  EnumerationElement,
  Identifier as IdentifierNode,
  Literal,
  PrimitiveType as PrimitiveTypeNode,
} from "../ast/nodes.ts";
import { shorten } from "../codes/shorten.ts";
import { describeToken } from "./explain-token.ts";
import { InstanceRules } from "./instance-rules.ts";
import { endOf, enumerationDeclaration, enumerationElement, identifier, primitiveType } from "./node-factories.ts";
import { endsEnumeration } from "./resume.ts";
import { type Alternative, none, type Rule } from "./rule.ts";
import { isWord } from "./token-window.ts";
import {
  Colon,
  Comma,
  Enumeration,
  Equals,
  Identifier,
  LeftBracket,
  Numeral,
  PrimitiveType,
  RightBrace,
  Semicolon,
  StringPart,
} from "./tokens.ts";

const anElement = "an element of the enumeration";

/** Enumerations. */
export abstract class EnumerationRules extends InstanceRules {
  private readonly baseAlternatives: Alternative<PrimitiveTypeNode | IdentifierNode>[] = [
    { ALT: () => primitiveType(this.CONSUME(PrimitiveType)), IGNORE_AMBIGUITIES: true },
    { ALT: () => identifier(this.CONSUME2(Identifier)) },
  ];

  private readonly baseAction = (): PrimitiveTypeNode | IdentifierNode => {
    this.CONSUME(Colon);
    return this.OR(this.baseAlternatives);
  };

  /**
   * `enumerationDeclaration = ENUMERATION IDENTIFIER [ ":" ( PRIMITIVE_TYPE | IDENTIFIER ) (* without: X *) ] enumerationBody
   * [ ";" (* without: X *) ]`
   */
  protected readonly enumerationDeclaration: Rule<EnumerationDeclaration> = this.RULE("enumerationDeclaration", () => {
    const { startOffset, qualifiers } = this;
    const keyword = this.CONSUME(Enumeration);
    this.construct("enumeration-not-in-dialect", keyword.startOffset, endOf(keyword));
    const nameToken = this.CONSUME(Identifier);
    this.nameDeclaration("EnumerationDeclaration", nameToken);
    const name = identifier(nameToken);
    this.own("enumeration", nameToken);
    const base = this.OPTION(this.baseAction);
    if (this.isStrict && base === undefined) this.judgeMissingBase(nameToken);
    const elements = this.SUBRULE(this.enumerationBody);
    this.OPTION2(this.semicolonAction);
    this.ACTION(() => this.checkFinalSemicolon("enumeration", nameToken));
    return enumerationDeclaration(startOffset, this.endOfLast(), qualifiers, name, base, elements);
  });

  private judgeMissingBase(name: IToken): void {
    const parameters = { dialect: this.dialect, enumeration: shorten(name.image) };
    this.report("enumeration-without-type-not-in-dialect", parameters, this.placeOf(name));
  }

  /** `enumerationBody = "{" [ enumerationElement { "," enumerationElement } [ "," (* X *) ] ] "}"` */
  protected readonly enumerationBody: Rule<EnumerationElement[]> = this.RULE("enumerationBody", () => {
    const elements: EnumerationElement[] = [];
    const { owner } = this;
    const opener = this.openingBrace("enumeration", owner);
    do {
      this.OPTION(() => {
        this.element(elements, () => this.SUBRULE(this.enumerationElement));
        this.MANY(() => {
          const comma = this.CONSUME(Comma);
          this.ACTION(() => this.checkElementFollows());
          this.OPTION2(() => this.element(elements, () => this.SUBRULE2(this.enumerationElement)));
          this.judgeComma(comma);
        });
      });
      this.concern("enumeration", owner, opener);
    } while (this.skipInEnumeration());
    if (!this.isUnclosed()) this.CONSUME(RightBrace);
    return elements;
  });

  /** A comma at the end is a habit, two of them in a row are a slip. */
  private checkElementFollows(): void {
    const next = this.LA(1);
    if (next.tokenType === Comma) this.reportMissingElement(next);
  }

  private reportMissingElement(found: IToken): void {
    this.report("missing-token", { expected: anElement, found: describeToken(found) }, this.placeOf(found));
  }

  /** Reads an element; one that is malformed does not hide those behind it. */
  private element(elements: EnumerationElement[], read: () => EnumerationElement): void {
    if (this.isUnclosed()) return;
    try {
      elements.push(read());
    } catch (thrown) {
      this.recoverInElement(thrown);
    }
  }

  /** `enumerationElement = [ qualifierList ] IDENTIFIER [ "=" ( NUMERAL | stringValue ) ]` */
  private readonly enumerationElement: Rule<EnumerationElement> = this.RULE("enumerationElement", () => {
    const { startOffset } = this.LA(1);
    const qualifiers = this.OPTION(this.qualifiersAction) ?? none;
    const name = identifier(this.CONSUME(Identifier));
    const value = this.OPTION2(this.elementValue);
    return enumerationElement(startOffset, this.endOfLast(), qualifiers, name, value);
  });

  private readonly elementAlternatives: Alternative<Literal>[] = [
    { ALT: () => this.numeral(this.CONSUME(Numeral)) },
    { ALT: () => this.stringValue() },
  ];

  private readonly elementValue = (): Literal => {
    this.CONSUME(Equals);
    return this.OR(this.elementAlternatives);
  };

  /**
   * Behind an element: `false` where the enumeration ends, `true` once something that is neither a comma nor a brace has been
   * reported and, unless it begins an element, skipped.
   */
  private skipInEnumeration(): boolean {
    const token = this.LA(1);
    if (this.RECORDING_PHASE || this.window.isEnd(token) || token.tokenType === RightBrace) return false;
    if (this.isUnclosed()) {
      this.reportUnclosed();
      return false;
    }
    if (token.tokenType === Semicolon) {
      this.report("semicolon-for-comma", { subject: this.subject }, this.placeOf(token));
      this.moveTo(this.currIdx + 2);
    } else if (isWord(token) || token.tokenType === LeftBracket) {
      const end = this.endOfLast();
      const parameters = { found: describeToken(token), subject: this.subject };
      this.report("missing-comma", parameters, this.place(end, end));
    } else if (token.tokenType === Comma) {
      this.reportMissingElement(token);
      this.moveTo(this.currIdx + 2);
    } else {
      const isValue = token.tokenType === Numeral || token.tokenType === StringPart;
      this.skipUnexpected(isValue && isWord(this.LA(0)) ? "`=`" : anElement);
      // The comma belongs to what was skipped.
      if (this.LA(1).tokenType === Comma) this.moveTo(this.currIdx + 2);
    }
    return true;
  }

  /** Whether what comes next stands behind the enumeration, so that its `}` is missing. */
  private isUnclosed(): boolean {
    if (this.RECORDING_PHASE) return false;
    const index = this.currIdx + 1;
    return endsEnumeration(this.window, this.LA(1).tokenType === Semicolon ? index + 1 : index);
  }
}
