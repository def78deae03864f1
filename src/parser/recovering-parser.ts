import { type IToken, isRecognitionException, type TokenType } from "chevrotain";
import type { Declaration } from "../ast/nodes.ts";
import type { MessageCode, MessageParameters } from "../codes/index.ts";
import type { DiagnosticDetails } from "../diagnostics/create.ts";
import type { Place } from "../diagnostics/diagnostic.ts";
import { CollectingParser } from "./collecting-parser.ts";
import {
  aliasInHead,
  type DeclarationHead,
  declaredKind,
  instanceHeadWithoutOf,
  misspeltHead,
} from "./declaration-head.ts";
import { explainFailure } from "./explain-failure.ts";
import { explainUnexpected } from "./explain-token.ts";
import { explainUnknownDeclaration } from "./explain-unknown-declaration.ts";
import { type Failure, isSecondDimension } from "./failure.ts";
import { endOf } from "./node-factories.ts";
import {
  behindParameters,
  behindQualifiers,
  bodyBehindHead,
  canBeginMember,
  resumeAfterDirective,
  resumeAfterForeignDirective,
  resumeAfterQualifiers,
  resumeAtDeclaration,
  resumeBehindStrayBrace,
  resumeInBody,
  resumeInEnumeration,
} from "./resume.ts";
import { isWord } from "./token-window.ts";
import {
  Comma,
  Equals,
  Hash,
  LeftBrace,
  LeftBracket,
  LeftParenthesis,
  Of,
  RightBrace,
  RightBracket,
  Semicolon,
  UnexpectedCharacters,
} from "./tokens.ts";

/** What members stand in. */
export interface Body {
  /** What has it: "class". */
  readonly kind: string;
  readonly name: IToken | undefined;
  /** Its brace, unless that is missing. */
  readonly opener: IToken | undefined;
  /** Whether declarations can be among its members. */
  readonly nests: boolean;
}

/** Thrown by a rule that cannot go on for a reason other than a token; what is to be said has been reported. */
class Abort extends Error {
  /** Where to go on with a new declaration; `undefined` where the innermost body goes on. */
  readonly resumeAt: number | undefined;

  constructor(resumeAt?: number) {
    super();
    this.resumeAt = resumeAt;
  }
}

/**
 * How a parser of MOF goes on after an error.
 *
 * Recovery is ours, not Chevrotain's: rules catch what their parts throw at three places (qualifier list, member of a body,
 * declaration) and go on where `resume.ts` says. Chevrotain inserts and deletes single tokens and resynchronises on sets of
 * tokens that may follow; in a language whose keywords are names every word is in every such set, so that a missing brace
 * swallowed the next declaration. Ours costs nothing on good input, and an exception and a scan for each error.
 *
 * Of what is wrong within one member only the first is reported, because the rest mostly follows from it; and a body whose
 * end is missing is no news once its declaration has an error.
 */
export abstract class RecoveringParser extends CollectingParser {
  /** Whether the declaration that is read has come to its body. */
  private hasBody = false;
  /** How many errors there were in the source when a broken head was left for its body. */
  private errorsOfHead = 0;

  /** Reads the body of a declaration whose head is broken, from its brace on, for the errors that are in it. */
  protected abstract readBody(kind: Declaration["kind"], name: IToken | undefined): void;

  // --- what rules use ---

  /**
   * The kind of the token behind a `;`, where it decides what the `;` means: a declaration that ends there may go on in the
   * next window. Elsewhere `LA` will do, because what needs more text does not end with a `;`.
   */
  protected typeBehindSemicolon(distance: number): TokenType | undefined {
    return this.window.at(this.currIdx + distance)?.tokenType;
  }

  /** Reports, then leaves the qualifier list, member or declaration that is being read. */
  protected fail<Code extends MessageCode>(
    code: Code,
    parameters: MessageParameters<Code>,
    place: Place,
    details?: DiagnosticDetails,
  ): never {
    this.report(code, parameters, place, details);
    throw new Abort();
  }

  /** Reports, then leaves the declaration, however deep in it this is. */
  protected failDeclaration<Code extends MessageCode>(
    code: Code,
    parameters: MessageParameters<Code>,
    place: Place,
  ): never {
    this.report(code, parameters, place);
    throw new Abort(resumeAtDeclaration(this.window, this.head, this.currIdx + 1));
  }

  /** The brace that opens a body; where it is forgotten but members follow, that is reported and none is read. */
  protected openingBrace(kind: string, name: IToken | undefined): IToken | undefined {
    this.concern(kind, name);
    const opener = this.bodyFollows() ? undefined : this.CONSUME(LeftBrace);
    this.hasBody = true;
    if (opener !== undefined) return opener;
    const end = this.endOfLast();
    this.report("missing-opening-brace", { subject: this.subject }, this.place(end, end));
    return undefined;
  }

  /** Whether members follow where a brace should open a body. */
  protected bodyFollows(): boolean {
    const first = this.LA(1);
    if (this.RECORDING_PHASE || first.tokenType === LeftBrace) return false;
    if (first.tokenType === LeftBracket) return !this.window.beginsDeclaration(this.currIdx + 1);
    if (!isWord(first)) return false;
    const second = this.LA(2);
    return second.tokenType === Equals || (isWord(second) && this.LA(3).tokenType !== LeftBrace);
  }

  // --- going on after an error ---

  /**
   * After a member failed that began at index `start`: reports and goes on in the body.
   *
   * @throws {Abort} where it was no member but the next declaration, because the body lacks its `}`
   */
  protected recoverInBody(thrown: unknown, start: number, { kind, name, opener, nests }: Body): void {
    const error = this.errorIndex(thrown);
    // Nothing is left to go on with. Looked for in each of many bodies, that would take long.
    if (this.window.at(error) === undefined) throw thrown;
    const failure = this.recorder.take();
    if (this.window.beginsDeclaration(start) && !(nests && this.window.beginsNestedDeclaration(start))) {
      this.concern(kind, name, opener);
      this.leaveBody(start);
    }
    this.goOn(failure, this.resumeInBody(failure, start, error));
  }

  private resumeInBody(failure: Failure | undefined, start: number, error: number): number {
    if (failure?.rule === "parameters") {
      const behind = behindParameters(this.window, error);
      if (behind !== undefined) return behind;
    }
    if (failure?.expected === Semicolon && failure.found.tokenType === LeftBracket) {
      const behind = behindQualifiers(this.window, error);
      if (behind !== undefined) return behind;
    }
    const isSemicolonMissing = failure?.expected === Semicolon && !isSecondDimension(failure);
    if (isSemicolonMissing && canBeginMember(this.window, error)) return error;
    return resumeInBody(this.window, start, error);
  }

  /**
   * After the members of a body: `false` where the body ends, `true` once something that begins no member has been reported
   * and skipped.
   *
   * @throws {Abort} where the next declaration begins, because the body lacks its `}`
   */
  protected skipInBody(expected: string): boolean {
    const token = this.LA(1);
    if (this.RECORDING_PHASE || this.window.isEnd(token)) return false;
    const index = this.currIdx + 1;
    if (token.tokenType === RightBrace) {
      const isMalformed = this.isMalformed && this.state.errorCount > this.errorsOfHead;
      const behind = isMalformed ? resumeBehindStrayBrace(this.window, index) : undefined;
      if (behind === undefined) return false;
      this.moveTo(behind);
    } else if (token.tokenType === Semicolon) {
      this.report("stray-semicolon", {}, this.placeOf(token));
      this.moveTo(index + 1);
    } else if (token.tokenType === Hash && this.window.beginsDeclaration(index)) {
      const behind = this.window.skipDirectives(index);
      if (this.window.at(behind) === undefined || this.window.beginsDeclaration(behind)) this.leaveBody(index);
      this.report("pragma-in-body", { subject: this.subject }, this.placeOf(token));
      this.moveTo(behind);
    } else {
      this.add(explainUnexpected(token, expected, this.window));
      const isAlone = token.tokenType === UnexpectedCharacters && canBeginMember(this.window, index + 1);
      this.goOn(undefined, isAlone ? index + 1 : resumeInBody(this.window, index, index));
    }
    return true;
  }

  /** Reports that the body lacks its `}` before the declaration at `index` and goes on there. */
  private leaveBody(index: number): never {
    this.reportUnclosed(index);
    throw new Abort(index);
  }

  /** Reports that the body lacks its `}` before `index`. */
  protected reportUnclosed(index = this.currIdx + 1): void {
    if (this.isMalformed) return;
    const end = endOf(this.window.tokens[index - 1] as IToken);
    this.report("missing-brace", { subject: this.subject }, this.place(end, end), this.relatedOpener());
  }

  /** After an element of an enumeration failed that began at index `start`: reports and goes on behind it. */
  protected recoverInElement(thrown: unknown): void {
    const error = this.errorIndex(thrown);
    if (this.window.at(error) === undefined) throw thrown;
    this.goOn(this.recorder.take(), resumeInEnumeration(this.window, error));
  }

  /** Reports what begins no element of an enumeration, and goes on behind it. */
  protected skipUnexpected(expected: string): void {
    const index = this.currIdx + 1;
    this.add(explainUnexpected(this.LA(1), expected, this.window));
    this.goOn(undefined, resumeInEnumeration(this.window, index + 1));
  }

  private relatedOpener(): DiagnosticDetails {
    return this.opener === undefined ? {} : { related: [{ message: "opened here", place: this.placeOf(this.opener) }] };
  }

  /** After a qualifier list failed: goes on with the element it is for, where that is found. */
  protected recoverInQualifiers(thrown: unknown): void {
    const error = this.errorIndex(thrown);
    const resume = resumeAfterQualifiers(this.window, error);
    if (resume === undefined) throw thrown;
    this.goOn(this.recorder.take(), resume);
  }

  protected override beginDeclaration(): void {
    super.beginDeclaration();
    this.hasBody = false;
    this.errorsOfHead = 0;
  }

  /** After a token that begins no declaration: reports it and goes on behind it. */
  protected recoverBetweenDeclarations(): void {
    const index = this.currIdx + 1;
    const token = this.LA(1);
    if (!this.isEcho(token)) this.add(explainUnknownDeclaration(token, this.window));
    const head = misspeltHead(this.window, index);
    this.nameHead(head);
    if (this.goOnInBody(index + 1, undefined, head?.kind)) return;
    const isAlone = token.tokenType === UnexpectedCharacters && this.window.beginsDeclaration(index + 1);
    this.goOnBehindDeclaration(undefined, isAlone ? index + 1 : resumeAtDeclaration(this.window, index, index));
  }

  /** What is declared has failed by its name, where its head says one. */
  private nameHead(head: DeclarationHead | undefined): void {
    if (head === undefined) return;
    this.declarationKind = head.kind;
    this.declarationName = head.name;
    if (head.alias !== undefined) this.declarationAlias = head.alias;
  }

  private nameHeadWithoutOf(rule: string, error: number): void {
    const isValue = rule === "structureValueDeclaration";
    if (!isValue && rule !== "instanceDeclaration") return;
    const kind = isValue ? "StructureValueDeclaration" : "InstanceDeclaration";
    this.nameHead(instanceHeadWithoutOf(this.window, error, kind));
  }

  private goOnBehindDeclaration(failure: Failure | undefined, resume: number): void {
    this.goOn(failure, resume);
    this.state.isLost = true;
    // These were the qualifiers of the next declaration, and the error made them unreadable.
    const isElement = this.LA(1).tokenType !== Hash && this.window.beginsDeclaration(resume);
    this.state.spoilsNext = isElement && this.LA(0).tokenType === RightBracket;
  }

  /** After a declaration failed: reports and goes on behind it. */
  protected recoverDeclaration(thrown: unknown): void {
    if (thrown instanceof Abort && thrown.resumeAt !== undefined) {
      this.moveTo(thrown.resumeAt);
      return;
    }
    const error = this.errorIndex(thrown);
    const failure = this.recorder.take();
    const resume = this.resumeAfterFailure(failure, error);
    const isKeywordWrong = failure?.rule === "mofProduction";
    const misspelt = isKeywordWrong ? misspeltHead(this.window, error) : undefined;
    this.nameHead(misspelt);
    if (failure?.expected === Of) this.nameHeadWithoutOf(failure.rule, error);
    if (failure?.expected === LeftBrace && !this.hasBody) this.declarationAlias ??= aliasInHead(this.window, error);
    const said = failure !== undefined && this.isEchoOf(failure, error) ? undefined : failure;
    const kind = isKeywordWrong ? misspelt?.kind : declaredKind(this.window.at(this.head)?.image ?? "");
    if (this.goOnInBody(error, said, kind)) return;
    this.goOnBehindDeclaration(said, resume);
  }

  /**
   * Reports a failure in the head of a declaration, and goes on in its body where one follows, as what is wrong in there has
   * nothing to do with the head. `false` where none follows and nothing was done.
   */
  private goOnInBody(error: number, failure: Failure | undefined, kind: Declaration["kind"] | undefined): boolean {
    if (this.hasBody || kind === undefined) return false;
    const body = bodyBehindHead(this.window, error);
    if (body === undefined) return false;
    this.goOn(failure, body);
    if (this.abandoned) return true;
    this.errorsOfHead = this.state.errorCount;
    try {
      this.readBody(kind, this.declarationName);
      if (this.LA(1).tokenType === Semicolon) this.moveTo(this.currIdx + 2);
    } catch (thrown) {
      this.recoverDeclaration(thrown);
    }
    return true;
  }

  /**
   * Whether the token that is next and begins no declaration follows from an error before it: any but a misspelt keyword at
   * the beginning of a line, or a declaration of another language.
   */
  private isEcho(token: IToken): boolean {
    if (!this.wasLost) return false;
    if (!this.window.isFirstOnLine(token) || !isWord(token)) return true;
    if (declaredKind(token.image) !== undefined) return false;
    const index = this.currIdx + 1;
    return !this.window.isWordAt(index + 1) || this.window.at(index + 2)?.tokenType !== LeftBrace;
  }

  private isEchoOf(failure: Failure, error: number): boolean {
    if (failure.rule === "mofProduction") return this.isEcho(failure.found);
    // A member named like a keyword: `value = 5;`.
    return this.wasLost && error === this.head + 1 && followsMemberName.has(failure.found.tokenType);
  }

  private resumeAfterFailure(failure: Failure | undefined, error: number): number {
    const { window, start, head } = this;
    if (window.at(start)?.tokenType !== Hash) return resumeAtDeclaration(window, head, error);
    if (failure?.rule === "compilerDirective") return resumeAfterForeignDirective(window, start);
    return resumeAfterDirective(window, error);
  }

  /** The index of the token at which a rule failed. Throws on what is a bug of ours, or meant for the declaration. */
  private errorIndex(thrown: unknown): number {
    const isOurs = thrown instanceof Abort ? thrown.resumeAt === undefined : isRecognitionException(thrown as Error);
    if (!isOurs) throw thrown;
    const error = this.currIdx + 1;
    if (error >= this.window.count) this.window.reachedEnd = true;
    return error;
  }

  /** Reports a failure and goes on at `resume`. */
  private goOn(failure: Failure | undefined, resume: number): void {
    const { window, subject } = this;
    if (failure !== undefined && !this.isConsequence(failure)) {
      const index = this.currIdx + 1;
      this.add(explainFailure(failure, { window, subject, details: this.relatedOpener(), index }));
      this.state.lastFailure = failure.found.startOffset;
    }
    this.moveTo(this.abandoned ? window.count : resume);
  }

  private isConsequence({ found }: Failure): boolean {
    return found.startOffset === this.state.lastFailure || (this.window.isEnd(found) && this.isMalformed);
  }
}

/** What comes behind the name of a member, and never behind the keyword of a declaration. */
const followsMemberName: ReadonlySet<TokenType> = new Set([Equals, Semicolon, LeftBracket, LeftParenthesis, Comma]);
