import type { PragmaArgument, Pragma as PragmaNode, StringLiteral } from "../ast/nodes.ts";
import { FeatureRules } from "./feature-rules.ts";
import { identifier, pragma } from "./node-factories.ts";
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
} from "./tokens.ts";

/** Compiler directives: pragmas and includes. */
export abstract class DirectiveRules extends FeatureRules {
  private readonly directiveAlternatives: Alternative<PragmaNode>[] = [
    { ALT: () => this.SUBRULE(this.pragmaDirective) },
    { ALT: () => this.SUBRULE(this.includeDirective) },
  ];

  /** `compilerDirective = "#" ( pragmaDirective | includeDirective ) [ ";" ]` */
  protected readonly compilerDirective: Rule<PragmaNode> = this.RULE("compilerDirective", () => {
    this.CONSUME(Hash);
    const directive = this.OR(this.directiveAlternatives);
    this.OPTION(() => this.CONSUME(Semicolon));
    return directive;
  });

  /** `pragmaDirective = PRAGMA IDENTIFIER [ "(" [ pragmaArgument { "," pragmaArgument } ] ")" | bareArgument ]` */
  private readonly pragmaDirective: Rule<PragmaNode> = this.RULE("pragmaDirective", () => {
    const pragmaArguments: PragmaArgument[] = [];
    this.CONSUME(Pragma);
    if (!this.RECORDING_PHASE && this.window.beginsDeclaration(this.currIdx + 1)) {
      const end = this.endOfLast();
      this.fail("missing-pragma-name", { found: `\`${this.LA(1).image}\`` }, this.place(end, end));
    }
    const name = this.CONSUME(Identifier);
    this.nameDeclaration("Pragma", name);
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
    return pragma(this.startOffset, this.endOfLast(), "pragma", identifier(name), pragmaArguments);
  });

  /** `bareArgument = stringValue`: a string without parentheses, as in `#pragma include "file.mof"` */
  private readonly bareArgument: Rule<StringLiteral> = this.RULE("bareArgument", () => this.stringValue());

  private readonly argumentAlternatives: Alternative<PragmaArgument>[] = [
    { ALT: () => this.stringValue() },
    { ALT: () => this.integer(this.CONSUME(Numeral)) },
    { ALT: () => identifier(this.CONSUME(Identifier)) },
  ];

  /** `pragmaArgument = stringValue | NUMERAL | IDENTIFIER` */
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

  /** `includeDirective = INCLUDE ( "(" fileName ")" | fileName )` with `fileName = stringValue` */
  private readonly includeDirective: Rule<PragmaNode> = this.RULE("includeDirective", () => {
    const name = this.CONSUME(Include);
    this.nameDeclaration("Pragma", name);
    const file = this.OR(this.fileAlternatives);
    return pragma(this.startOffset, this.endOfLast(), "include", identifier(name), [file]);
  });
}
