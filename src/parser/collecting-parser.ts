import { EmbeddedActionsParser, type IToken } from "chevrotain";
import type { Declaration, InstanceDeclaration, Qualifier } from "../ast/nodes.ts";
import { severityIn } from "../codes/define.ts";
import type { dialectMessages } from "../codes/dialect-messages.ts";
import type { Dialect } from "../codes/dialects.ts";
import { type MessageCode, type MessageParameters, messageDefinition } from "../codes/index.ts";
import { shorten } from "../codes/shorten.ts";
import { createDiagnostic, type DiagnosticDetails } from "../diagnostics/create.ts";
import type { Diagnostic, Place } from "../diagnostics/diagnostic.ts";
import { sourceFromText } from "../source/text-source.ts";
import { FailureRecorder } from "./failure.ts";
import { maximumSyntaxErrors } from "./limits.ts";
import { keyOfMethod, lookaheadOf, SingleTokenLookahead } from "./lookahead.ts";
import { lookaheadTables } from "./lookahead-tables.ts";
import { endOf } from "./node-factories.ts";
import { TokenWindow } from "./token-window.ts";
import { parsedTokens, Semicolon } from "./tokens.ts";

/** A declaration with a syntax error, as far as its head could be read. */
export interface FailedDeclaration {
  readonly kind: Declaration["kind"];
  /** The name of the class or qualifier; of an instance that of its class. */
  readonly name: string;
  /** The alias without its dollar sign. */
  readonly alias: string | undefined;
}

/** What one window leaves to the next. */
export interface ParserState {
  /** Errors in the source so far. */
  readonly errorCount: number;
  /** Whether what was skipped last was part of the declaration that comes next, so that it fails with it. */
  readonly spoilsNext: boolean;
  /** Whether no declaration has been read since an error: what else begins none mostly follows from that. */
  readonly isLost: boolean;
  /** The offset of the token at which a rule failed last; one is reported once. */
  readonly lastFailure: number | undefined;
}

/** What can be wrong inside a literal; what stands around it is none the worse. */
const ofLiterals: ReadonlySet<MessageCode> = new Set([
  "malformed-number",
  "malformed-character",
  "malformed-escape",
  "escape-out-of-range",
]);

/** A construct that some dialects have not. */
export type DialectCode = keyof typeof dialectMessages.table;

/** Those of which there is nothing to say but the dialect. */
type PlainDialectCode = {
  [Code in DialectCode]: keyof MessageParameters<Code> extends "dialect" ? Code : never;
}[DialectCode];

export const initialState: ParserState = { errorCount: 0, spoilsNext: false, isLost: false, lastFailure: undefined };

/** What a window holds. */
export interface ParsedWindow {
  readonly declarations: readonly Declaration[];
  readonly failed: readonly FailedDeclaration[];
  readonly diagnostics: readonly Diagnostic[];
  /** Where the last complete declaration ends: from here on the text has to be read again, with more behind it. */
  readonly end: number;
  readonly state: ParserState;
  /** Whether there were so many errors that what is left is not to be read. */
  readonly abandoned: boolean;
  /** The last of the declarations that were read as plain instances. */
  readonly plain: InstanceDeclaration | undefined;
}

/**
 * What a parser of MOF collects: declarations that are complete, those that failed, and diagnostics; and what its rules tell
 * for the sake of messages.
 */
export abstract class CollectingParser extends EmbeddedActionsParser {
  /** The index of the last token that was consumed: Chevrotain's own, which its typings leave out. */
  declare protected currIdx: number;
  declare private selfAnalysisDone: boolean;
  declare private readonly fullRuleNameToShort: Readonly<Record<string, number>>;
  declare private readonly setLaFuncCache: (rule: number, key: number, lookahead: unknown) => void;
  /** Whether what decides in the rules comes from tables. */
  protected readonly hasTables: boolean;
  protected window: TokenWindow;
  protected dialect: Dialect = "auto";
  /** Whether the dialect is a named one, which forbids what is not its own. */
  protected isStrict = false;

  // What rules tell about the declaration they read.
  protected startOffset = 0;
  protected qualifiers: readonly Qualifier[] = [];
  protected declarationKind: Declaration["kind"] = "Pragma";
  protected declarationName: IToken | undefined;
  protected declarationAlias: IToken | undefined;
  /** The name of the class, structure, enumeration or instance whose body comes next, and what it is. */
  protected owner: IToken | undefined;
  protected ownerKind = "";
  /** How many instances, values and structures are open around what is read. */
  protected nesting = 0;

  private subjectKind = "";
  private subjectName: IToken | undefined;
  protected opener: IToken | undefined;

  private declarations: Declaration[] = [];
  private failed: FailedDeclaration[] = [];
  private diagnostics: Diagnostic[] = [];
  protected plain: InstanceDeclaration | undefined;
  private end = 0;
  protected state: { -readonly [Key in keyof ParserState]: ParserState[Key] } = { ...initialState };
  protected abandoned = false;
  /** Whether it was given up for errors that more text would not change. */
  private isCertain = false;
  /** The index of the first token of the declaration that is read. */
  protected start = 0;
  /** The index of its keyword, once its qualifiers are read. */
  protected head = 0;
  /** The state before it. */
  private before = initialState;
  private diagnosticsBefore = 0;
  /** How many of its errors leave its tree whole: inside a literal, or of what another dialect has. */
  private localErrors = 0;
  protected readonly recorder: FailureRecorder;
  /** What is read while nothing is: Chevrotain runs each rule once on no text, to learn it. */
  private readonly noWindow: TokenWindow;

  constructor(skipValidations: boolean, hasTables: boolean) {
    const errorMessageProvider = new FailureRecorder();
    super(parsedTokens, {
      errorMessageProvider,
      maxLookahead: 1,
      lookaheadStrategy: new SingleTokenLookahead(),
      recoveryEnabled: false,
      skipValidations,
    });
    this.hasTables = hasTables;
    this.recorder = errorMessageProvider;
    this.noWindow = new TokenWindow(sourceFromText(""), "", 0, true);
    this.window = this.noWindow;
  }

  /**
   * Takes what decides in the rules from tables. Chevrotain would run each rule once on no text, to learn it, which takes 15 of the
   * 100 ms of processor time for a check of one class.
   */
  protected takeTables(): void {
    const tokenTypes = new Map(parsedTokens.map((tokenType) => [tokenType.name, tokenType]));
    for (const [rule, table] of Object.entries(lookaheadTables)) {
      const number = this.fullRuleNameToShort[rule] as number;
      for (const [method, decision] of Object.entries(table)) {
        this.setLaFuncCache(number, keyOfMethod(method), lookaheadOf(method, decision, tokenTypes));
      }
    }
    this.selfAnalysisDone = true;
  }

  protected begin(window: TokenWindow, state: ParserState, dialect: Dialect): void {
    this.window = window;
    this.dialect = dialect;
    this.isStrict = dialect !== "auto";
    this.declarations = [];
    this.failed = [];
    this.diagnostics = [];
    this.plain = undefined;
    this.end = window.base;
    this.state = { ...state };
    this.abandoned = false;
    this.input = window.tokens;
  }

  protected result(): ParsedWindow {
    const { window, declarations, failed, diagnostics, end, abandoned, state, plain } = this;
    if (window.final && window.openComment !== undefined) {
      const { startOffset } = window.openComment;
      this.report("unterminated-comment", {}, this.place(startOffset, startOffset + "/*".length));
    }
    if (this.isStrict && window.final && window.endsWithControlZ) {
      const end = window.base + window.text.length;
      this.construct("control-z-not-in-dialect", end - 1, end);
    }
    diagnostics.sort((left, right) => (left.place?.start ?? 0) - (right.place?.start ?? 0));
    return { declarations, failed, diagnostics, end, abandoned, state, plain };
  }

  /** Lets go of tokens and text, which would otherwise live until the next window comes. */
  protected finish(): void {
    this.input = [];
    this.window = this.noWindow;
    this.plain = undefined;
    this.declarationName = undefined;
    this.declarationAlias = undefined;
    this.owner = undefined;
    this.subjectName = undefined;
    this.opener = undefined;
  }

  // --- what rules use ---

  /** The offset behind the last token. */
  protected endOfLast(): number {
    return endOf(this.LA(0));
  }

  /** Makes `index` the token that is read next. */
  protected moveTo(index: number): void {
    this.currIdx = index - 1;
  }

  /** Says what is declared, as soon as its name is read; not of declarations inside it. */
  protected nameDeclaration(kind: Declaration["kind"], name: IToken): void {
    if (this.declarationName !== undefined) return;
    this.declarationKind = kind;
    this.declarationName = name;
  }

  /** Says whose body comes next. */
  protected own(kind: string, name: IToken | undefined): void {
    this.ownerKind = kind;
    this.owner = name;
  }

  /** Says what the tokens that have to come next belong to, for the message in case they do not. */
  protected concern(kind: string, name: IToken | undefined, opener?: IToken): void {
    this.subjectKind = kind;
    this.subjectName = name;
    this.opener = opener;
  }

  protected get subject(): string {
    return this.subjectName === undefined
      ? this.subjectKind
      : `${this.subjectKind} \`${shorten(this.subjectName.image)}\``;
  }

  protected place(start: number, end: number): Place {
    return this.window.place(start, end);
  }

  protected placeOf(token: IToken): Place {
    return this.window.place(token.startOffset, endOf(token));
  }

  /**
   * Reports what the table says of a code in the dialect, which may be nothing. Chevrotain runs each rule once to learn it, on
   * tokens that are none; then nothing is reported.
   */
  protected report<Code extends MessageCode>(
    code: Code,
    parameters: MessageParameters<Code>,
    place: Place,
    details?: DiagnosticDetails,
  ): void {
    if (this.RECORDING_PHASE) return;
    const definition = messageDefinition(code);
    const severity = severityIn(definition, this.dialect);
    if (severity === undefined) return;
    if (severity === "error" && (severity !== definition.severity || ofLiterals.has(code))) this.localErrors++;
    this.add(createDiagnostic(code, parameters, place, { ...details, severity }));
  }

  /** Reports a construct from one offset to another where the dialect has it not; in `auto` it costs a comparison. */
  protected construct(code: PlainDialectCode, start: number, end: number, details?: DiagnosticDetails): void {
    if (this.isStrict) this.report(code, { dialect: this.dialect }, this.place(start, end), details);
  }

  protected add(diagnostic: Diagnostic): void {
    if (this.abandoned) return;
    this.diagnostics.push(diagnostic);
    if (diagnostic.severity !== "error") return;
    this.state.errorCount++;
    if (this.state.errorCount !== maximumSyntaxErrors) return;
    this.abandoned = true;
    this.isCertain = !this.window.reachedEnd;
    this.diagnostics.push(createDiagnostic("too-many-errors", { limit: maximumSyntaxErrors }, diagnostic.place));
  }

  // --- declarations ---

  /** Whether no declaration has been read since an error, before the one that is read. */
  protected get wasLost(): boolean {
    return this.before.isLost;
  }

  /** Whether the declaration that is read has an error of its form, from which others may follow. */
  protected get isMalformed(): boolean {
    return this.before.spoilsNext || this.state.errorCount - this.localErrors > this.before.errorCount;
  }

  /** Before a declaration. */
  protected beginDeclaration(): void {
    this.start = this.currIdx + 1;
    this.head = this.start;
    this.before = { ...this.state };
    this.state.spoilsNext = false;
    this.localErrors = 0;
    this.diagnosticsBefore = this.diagnostics.length;
    this.declarationName = undefined;
    this.declarationAlias = undefined;
    this.nesting = 0;
  }

  /** Behind a declaration; `declaration` is `undefined` where there was none or it failed. */
  protected endDeclaration(declaration: Declaration | undefined): void {
    const { window } = this;
    const next = this.LA(1);
    const isAtEnd = window.reachedEnd || (window.isEnd(next) && this.LA(0).tokenType !== Semicolon);
    if (!window.final && (this.abandoned ? !this.isCertain : isAtEnd)) {
      // More text may change what this is: forget it and stop.
      this.diagnostics.length = this.diagnosticsBefore;
      this.state = { ...this.before };
      this.abandoned = false;
      this.moveTo(window.count);
      return;
    }
    if (declaration !== undefined) this.state.isLost = false;
    this.end = this.abandoned ? (window.at(this.start) ?? next).startOffset : this.endOfLast();
    if (!this.isMalformed) {
      if (declaration !== undefined) this.declarations.push(declaration);
    } else if (this.declarationName !== undefined) {
      const { declarationKind: kind, declarationAlias } = this;
      this.failed.push({ kind, name: this.declarationName.image, alias: declarationAlias?.image.slice(1) });
    }
    if (this.abandoned) this.moveTo(window.count);
  }
}
