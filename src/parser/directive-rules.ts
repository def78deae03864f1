import type { IToken } from "chevrotain";
import type { PragmaArgument, Pragma as PragmaNode, StringLiteral } from "../ast/nodes.ts";
import { FeatureRules } from "./feature-rules.ts";
import { endOf, identifier, pragma, stringLiteral } from "./node-factories.ts";
import type { Alternative, Rule } from "./rule.ts";
import {
  Comma,
  Hash,
  Identifier,
  Include,
  LeftParenthesis,
  Numeral,
  Pragma,
  RightParenthesis,
  Semicolon,
  StringPart,
} from "./tokens.ts";

/** Pragmas whose argument is a path of a namespace or file. */
const pragmasOfPaths = /^(?:namespace|include)$/i;

/** Compiler directives: pragmas and includes. */
export abstract class DirectiveRules extends FeatureRules {
  private readonly directiveAlternatives: Alternative<PragmaNode>[] = [
    { ALT: () => this.SUBRULE(this.pragmaDirective) },
    { ALT: () => this.SUBRULE(this.includeDirective) },
  ];

  /** `compilerDirective = "#" ( pragmaDirective | includeDirective (* W *) ) [ ";" (* X *) ]` */
  protected readonly compilerDirective: Rule<PragmaNode> = this.RULE("compilerDirective", () => {
    const hash = this.CONSUME(Hash);
    const word = this.LA(1);
    const directive = this.OR(this.directiveAlternatives);
    if (word.startOffset !== endOf(hash)) {
      this.construct("separate-hash-not-in-dialect", hash.startOffset, endOf(word));
    }
    this.OPTION(() => {
      const { startOffset } = this.CONSUME(Semicolon);
      this.construct("directive-semicolon-not-in-dialect", startOffset, startOffset + ";".length);
    });
    return directive;
  });

  /** Whether the next line begins with a declaration, where the name of a pragma could stand as well. */
  private nameIsMissing(): boolean {
    if (this.RECORDING_PHASE || !this.window.isFirstOnLine(this.LA(1))) return false;
    return this.window.beginsDeclaration(this.currIdx + 1);
  }

  /**
   * `pragmaDirective = PRAGMA IDENTIFIER [ "(" [ pragmaArgument (* without: W *) { "," pragmaArgument (* W *) } ] ")" |
   * bareArgument (* W *) (* without: W *) ]`
   */
  private readonly pragmaDirective: Rule<PragmaNode> = this.RULE("pragmaDirective", () => {
    const pragmaArguments: PragmaArgument[] = [];
    this.CONSUME(Pragma);
    if (this.nameIsMissing()) {
      const end = this.endOfLast();
      this.fail("missing-pragma-name", { found: `\`${this.LA(1).image}\`` }, this.place(end, end));
    }
    const name = this.CONSUME(Identifier);
    this.nameDeclaration("Pragma", name);
    this.readsPath = pragmasOfPaths.test(name.image);
    this.OPTION(() =>
      this.OR([
        {
          ALT: () => {
            const open = this.CONSUME(LeftParenthesis);
            this.OPTION2(() => {
              pragmaArguments.push(this.SUBRULE(this.pragmaArgument));
              this.MANY(() => {
                this.CONSUME(Comma);
                pragmaArguments.push(this.SUBRULE2(this.pragmaArgument));
              });
            });
            this.concern("pragma", name, open);
            this.CONSUME(RightParenthesis);
          },
        },
        { ALT: () => pragmaArguments.push(this.SUBRULE(this.bareArgument)) },
      ]),
    );
    const end = this.endOfLast();
    if (this.isStrict) this.judgeArguments(name, pragmaArguments, end);
    return pragma(this.startOffset, end, "pragma", identifier(name), pragmaArguments);
  });

  /**
   * The directive that stands next where it is `#pragma include("file.mof")` and nothing more, as all but one of a schema's are;
   * `undefined` where it is anything else, for the rules to read.
   */
  protected plainInclude(): PragmaNode | undefined {
    const { tokens } = this.window;
    const start = this.currIdx + 1;
    const hash = tokens[start];
    const word = tokens[start + 1];
    if (hash?.tokenType !== Hash || word?.tokenType !== Pragma || word.startOffset !== endOf(hash)) return undefined;
    const name = tokens[start + 2];
    const file = tokens[start + 4];
    const close = tokens[start + 5];
    if (name?.tokenType !== Include || tokens[start + 3]?.tokenType !== LeftParenthesis) return undefined;
    if (file?.tokenType !== StringPart || close?.tokenType !== RightParenthesis) return undefined;
    if (tokens[start + 6]?.tokenType === Semicolon) return undefined;
    this.startOffset = hash.startOffset;
    this.nameDeclaration("Pragma", name);
    this.readsPath = true;
    const path = stringLiteral([this.stringPart(file)]);
    this.moveTo(start + 6);
    return pragma(hash.startOffset, endOf(close), "pragma", identifier(name), [path]);
  }

  private judgeArguments(name: IToken, pragmaArguments: readonly PragmaArgument[], end: number): void {
    const [first, second] = pragmaArguments;
    if (this.LA(0).tokenType !== RightParenthesis) {
      this.construct("bare-directive-not-in-dialect", name.startOffset, end);
    } else if (first?.kind !== "StringLiteral" || second) {
      this.construct("pragma-argument-not-in-dialect", name.startOffset, end);
    }
  }

  /** `bareArgument = stringValue`: a string without parentheses, as in `#pragma include "file.mof"` */
  private readonly bareArgument: Rule<StringLiteral> = this.RULE("bareArgument", () => this.stringValue());

  private readonly argumentAlternatives: Alternative<PragmaArgument>[] = [
    { ALT: () => this.stringValue() },
    { ALT: () => this.integer(this.CONSUME(Numeral)) },
    { ALT: () => identifier(this.CONSUME(Identifier)) },
  ];

  /** `pragmaArgument = stringValue | NUMERAL (* W *) | IDENTIFIER (* W *)` */
  private readonly pragmaArgument: Rule<PragmaArgument> = this.RULE("pragmaArgument", () =>
    this.OR(this.argumentAlternatives),
  );

  private readonly fileAlternatives: Alternative<StringLiteral>[] = [
    {
      ALT: () => {
        const open = this.CONSUME(LeftParenthesis);
        const file = this.SUBRULE(this.fileName);
        this.concern("include", undefined, open);
        this.CONSUME(RightParenthesis);
        return file;
      },
    },
    { ALT: () => this.SUBRULE2(this.fileName) },
  ];

  private readonly fileName: Rule<StringLiteral> = this.RULE("fileName", () => this.stringValue());

  /** `includeDirective = INCLUDE ( "(" fileName ")" | fileName (* X *) )` with `fileName = stringValue` */
  private readonly includeDirective: Rule<PragmaNode> = this.RULE("includeDirective", () => {
    const name = this.CONSUME(Include);
    this.nameDeclaration("Pragma", name);
    this.readsPath = true;
    const file = this.OR(this.fileAlternatives);
    this.construct("include-directive-not-in-dialect", this.startOffset, endOf(name));
    if (this.LA(0).tokenType !== RightParenthesis) {
      this.construct("bare-include-not-in-dialect", name.startOffset, this.endOfLast());
    }
    return pragma(this.startOffset, this.endOfLast(), "include", identifier(name), [file]);
  });
}
