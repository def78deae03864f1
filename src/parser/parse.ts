import type { Comment } from "../ast/comments.ts";
import type { Declaration } from "../ast/nodes.ts";
import type { Dialect } from "../codes/dialects.ts";
import { createDiagnostic } from "../diagnostics/create.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { openStream } from "../source/open-source.ts";
import type { ReadableSource } from "../source/readable-source.ts";
import type { TextStream } from "../source/stream-input.ts";
import { sourceFromText } from "../source/text-source.ts";
import type { Source } from "../source/types.ts";
import { type FailedDeclaration, initialState, type ParsedWindow, type ParserState } from "./collecting-parser.ts";
import { InstanceRuns, noRun } from "./instance-runs.ts";
import { maximumDeclarationLength, maximumLiteralLength, pieceLength, windowLength, windowsOfRest } from "./limits.ts";
import { type LongInstance, readLongInstance } from "./long-instance.ts";
import { MofParser } from "./mof-parser.ts";
import { endOf } from "./node-factories.ts";
import { none } from "./rule.ts";
import { TokenWindow } from "./token-window.ts";
import { hasLineEnd, type TextBehind, type WantedComments, wantedComments } from "./window-comments.ts";

export type { FailedDeclaration } from "./collecting-parser.ts";

/** What was read of a source, or of a part of it. */
export interface ParseResult {
  /**
   * The declarations whose form is right, in the order of the text. A literal in them may be malformed, or something be of
   * another dialect: then `diagnostics` has an error there.
   */
  readonly declarations: readonly Declaration[];
  /** The others, as far as their names could be read, so that nobody calls what they declare unknown. */
  readonly failed: readonly FailedDeclaration[];
  /** In the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
  /** In the order of the text; empty where comments were not asked for. */
  readonly comments: readonly Comment[];
  /** Whether the rest of the source is not read, because of too many errors or of something too long. */
  readonly abandoned: boolean;
}

/** A part of a source: whole declarations, in the order of the text. */
export interface ParsedBatch extends ParseResult {
  /** Whether nothing that is read comes behind it. */
  readonly isLast: boolean;
  /** The text that it was read from, in which {@link ParsedBatch.base} is the offset of the first code unit. */
  readonly text: string;
  readonly base: number;
}

/** How text is read. */
export interface ParseOptions {
  /** What it does not have is an error. Default: `auto`, which has everything. */
  readonly dialect?: Dialect;
  /**
   * Which comments are kept: all, none, or those that contain a text. By default a whole has all and batches have none. A batch has
   * also those that begin behind its last declaration on the same line, so that who takes its declarations knows what their
   * lines say.
   */
  readonly comments?: WantedComments;
}

let parser: MofParser | undefined;

/** Made when first used: it takes some milliseconds in a new process, which a command that parses nothing does not spend. */
function getParser(): MofParser {
  parser ??= new MofParser(true);
  return parser;
}

/**
 * Parses a text that is at hand as a whole, such as MOF in a string. What is wrong with it comes as diagnostics.
 *
 * @param source what its diagnostics and offsets point into; by default the text itself
 *
 * @example parseText("class A { }; // first").declarations.map(({ kind }) => kind) // ["ClassDeclaration"]
 * @example parseText("class A { }; // first").comments.map(({ text }) => text) // ["// first"]
 * @example parseText("clas A { };").diagnostics.map(({ code }) => code) // ["unknown-declaration"]
 */
export function parseText(
  text: string,
  source: Source = sourceFromText(text),
  { dialect = "auto", comments = true }: ParseOptions = {},
): ParseResult {
  const window = new TokenWindow(source, text, 0, true);
  const { declarations, failed, diagnostics, end, abandoned } = getParser().parse(window, initialState, dialect);
  return {
    declarations,
    failed,
    diagnostics,
    comments: wantedComments(comments, window, abandoned ? end : text.length),
    abandoned,
  };
}

/**
 * Parses a source, such as a file, as a whole, with its comments. What is wrong with it comes as diagnostics; one that cannot be
 * read on throws a `SourceError`.
 *
 * @example
 * const source = await openSource("schema.mof");
 * const { declarations, comments, diagnostics } = await parse(source);
 * source.close();
 * for (const { code, message } of diagnostics) console.error(`${code}: ${message}`);
 * console.log(declarations.length, comments.length);
 */
export async function parse(source: ReadableSource, options: ParseOptions = {}): Promise<ParseResult> {
  const batches: ParsedBatch[] = [];
  for await (const batch of parseBatches(source, { comments: true, ...options })) batches.push(batch);
  return {
    declarations: batches.flatMap(({ declarations }) => declarations),
    failed: batches.flatMap(({ failed }) => failed),
    diagnostics: batches.flatMap(({ diagnostics }) => diagnostics),
    comments: batches.flatMap(({ comments }) => comments),
    abandoned: batches.some(({ abandoned }) => abandoned),
  };
}

/**
 * Parses a source part by part, so that memory stays flat however long it is.
 *
 * Text is parsed window by window. A declaration counts as read only when nothing that comes behind the window could
 * change it; from the end of the last such declaration on, the text is read again with the next window, which doubles as
 * long as it holds none; of a plain instance that is longer no tokens are kept. So the result is that of the whole text at once,
 * wherever windows end, also where it has errors.
 * A declaration longer than {@link maximumDeclarationLength} ends the reading with an error.
 *
 * @example
 * for await (const { declarations, diagnostics } of parseBatches(source, { dialect: "wmi" })) {
 *   console.log(declarations.length, diagnostics.length);
 * }
 */
export async function* parseBatches(source: ReadableSource, options: ParseOptions = {}): AsyncIterable<ParsedBatch> {
  const { dialect = "auto", comments = false } = options;
  const only = parseAtHand(source, options);
  if (only !== undefined) {
    if (!isEmpty(only)) yield only;
    return;
  }
  const pieces = new Pieces(source);
  const runs = new InstanceRuns();
  let text = (await pieces.next()) ?? "";
  let next = await pieces.next();
  let base = 0;
  let state = initialState;
  let commentsEnd = 0;
  let long: LongInstance | undefined;
  for (;;) {
    if (long?.isWhole && long.run.length < text.length) {
      pieces.giveBack(text.slice(long.run.length) + (next ?? ""));
      text = text.slice(0, long.run.length);
      next = await pieces.next();
    }
    const run = long?.run ?? (state.spoilsNext ? noRun : runs.read(text, base));
    const awaitsMore = run.isOpen && next !== undefined;
    const tokensEnd = awaitsMore ? run.length : runs.endOfTokens(text, run.length);
    const isWhole = tokensEnd === text.length;
    const window = new TokenWindow(
      source,
      text.slice(run.length, tokensEnd),
      base + run.length,
      isWhole && next === undefined,
    );
    const stateBehind = run.length > 0 ? { ...state, isLost: false } : state;
    // The parser takes 27 µs for no tokens at all, which would be a fifth of what instances take here.
    const result = awaitsMore ? nothingRead(window, stateBehind) : getParser().parse(window, stateBehind, dialect);
    const { failed, end } = result;
    const declarations = run.length > 0 ? [...run.instances, ...result.declarations] : result.declarations;
    const isStuck = end === base && next !== undefined && (isWhole || long !== undefined);
    const tooLong = isStuck ? explainTooLong(source, text, base, long ?? window) : undefined;
    const diagnostics = tooLong === undefined ? result.diagnostics : [...result.diagnostics, tooLong];
    const abandoned = result.abandoned || tooLong !== undefined;
    const isLast = window.final || abandoned;
    let behind: TextBehind | undefined;
    if (comments !== false && !isLast) {
      const rest = text.slice(end - base);
      if (next !== undefined && !hasLineEnd(rest)) next = await readToLineEnd(next, pieces);
      // Of a line that is longer than a window the end is not waited for.
      if (next === undefined || next.length < windowLength || hasLineEnd(rest) || hasLineEnd(next)) {
        behind = { rest, next: next ?? "" };
      }
    }
    const readTo = window.final && !abandoned ? base + text.length : end;
    const commentsBehind = wantedComments(comments, window, readTo, behind);
    const allComments = long === undefined ? commentsBehind : [...long.comments, ...commentsBehind];
    const found = allComments.filter(({ start }) => start >= commentsEnd);
    commentsEnd = found.at(-1)?.end ?? commentsEnd;
    const batch: ParsedBatch = { declarations, failed, diagnostics, comments: found, abandoned, isLast, text, base };
    if (!isEmpty(batch)) yield batch;
    if (isLast) return;
    state = result.state;
    if (long === undefined) runs.learn(run, window, result.plain);
    const read = end - base;
    const wanted = read === 0 ? 2 * text.length : Math.min(windowsOfRest * (text.length - read), windowLength);
    text = text.slice(read);
    base = end;
    const cut = long?.isWhole === false ? long : undefined;
    long = undefined;
    if (next === undefined || (!isWhole && !awaitsMore)) continue;
    // An instance that is not cut in a string goes on for as long as no semicolon comes, so it need not be looked at.
    let mayEnd = cut?.openString !== undefined || cut === undefined;
    do {
      text += next;
      mayEnd ||= next.includes(";");
      next = await pieces.next();
    } while (next !== undefined && (text.length < wanted || (!mayEnd && text.length < maximumDeclarationLength)));
    if (isStuck && text.length >= windowLength && !state.spoilsNext) {
      long = mayEnd || cut === undefined ? readLongInstance(source, text, base, dialect, comments) : cut;
    }
  }
}

function nothingRead({ base }: TokenWindow, state: ParserState): ParsedWindow {
  return { declarations: none, failed: none, diagnostics: none, end: base, state, abandoned: false, plain: undefined };
}

function isEmpty({ declarations, failed, diagnostics, comments }: ParsedBatch): boolean {
  return declarations.length === 0 && failed.length === 0 && diagnostics.length === 0 && comments.length === 0;
}

/**
 * The only batch of a source whose text is at hand as a whole, as that of a small file is; `undefined` of any other, which
 * {@link parseBatches} reads. A schema is read so without a promise between opening a file and its declarations.
 */
export function parseAtHand(source: ReadableSource, options: ParseOptions = {}): ParsedBatch | undefined {
  const { dialect = "auto", comments = false } = options;
  const text = source.takeWhole?.(windowLength);
  return text === undefined
    ? undefined
    : { ...parseText(text, source, { dialect, comments }), isLast: true, text, base: 0 };
}

/** What instances that are parsed once more look like. */
let runsOfOne: InstanceRuns | undefined;

/**
 * Parses a declaration once more, of which nothing was to be said, from its text: that takes no longer than to make a tree of any
 * other form in which it could be kept.
 *
 * @param base the offset of the text in its source
 */
export function parseAgain(text: string, base: number, source: Source, dialect: Dialect): Declaration {
  runsOfOne ??= new InstanceRuns();
  const run = runsOfOne.read(text, base);
  const [instance] = run.instances;
  if (instance && run.length === text.length) return instance;
  const long = text.length > windowLength ? readLongInstance(source, text, base, dialect, false) : undefined;
  if (long?.run.instances[0]) return long.run.instances[0];
  const window = new TokenWindow(source, text, base, true);
  const { declarations, plain } = getParser().parse(window, initialState, dialect);
  const [declaration] = declarations;
  if (declaration === undefined) throw new Error(`the declaration at ${base} of ${source.name} cannot be read again`);
  runsOfOne.learn(noRun, window, plain);
  return declaration;
}

/**
 * Parses a source declaration by declaration, so that memory stays flat however long it is.
 *
 * @param source a source, which stays open; or a stream of bytes or text, such as one of Node, which is read as
 *   {@link openStream} does
 * @param report gets the diagnostics, each before the declarations of its batch
 *
 * @example
 * for await (const declaration of parseDeclarations(source, ({ message }) => console.error(message))) {
 *   if (declaration.kind === "ClassDeclaration") console.log(declaration.name.name);
 * }
 */
export async function* parseDeclarations(
  source: ReadableSource | TextStream,
  report: (diagnostic: Diagnostic) => void,
  options: ParseOptions = {},
): AsyncIterable<Declaration> {
  if (!("nextChunk" in source)) {
    const opened = await openStream(source);
    try {
      yield* parseDeclarations(opened, report, options);
    } finally {
      opened.close();
    }
    return;
  }
  for await (const { declarations, diagnostics } of parseBatches(source, options)) {
    for (const diagnostic of diagnostics) report(diagnostic);
    // Not `yield*`, which makes two more promises for each: 10% of what is allocated for instances.
    for (const declaration of declarations) yield declaration;
  }
}

/** The text of a source in pieces, however long its chunks are. */
class Pieces {
  private readonly source: ReadableSource;
  /** What is left of a chunk that is longer. */
  private rest = "";

  constructor(source: ReadableSource) {
    this.source = source;
  }

  async next(): Promise<string | undefined> {
    const text = this.rest === "" ? await this.source.nextChunk() : this.rest;
    if (text === undefined || text.length <= pieceLength) {
      this.rest = "";
      return text;
    }
    this.rest = text.slice(pieceLength);
    return text.slice(0, pieceLength);
  }

  /** Takes text again that was taken last. */
  giveBack(text: string): void {
    this.rest = text + this.rest;
  }
}

/** Text with what follows, to the end of its first line; one that is longer than a window comes as it is. */
async function readToLineEnd(text: string, pieces: Pieces): Promise<string> {
  while (!hasLineEnd(text) && text.length < windowLength) {
    const more = await pieces.next();
    if (more === undefined) break;
    text += more;
  }
  return text;
}

/** The error for a text without the end of a declaration, once it is not worth reading on. */
function explainTooLong(
  source: Source,
  text: string,
  base: number,
  { first, openString }: Pick<TokenWindow, "first" | "openString">,
): Diagnostic | undefined {
  if (openString !== undefined && base + text.length - openString.startOffset > maximumLiteralLength) {
    const place = { source, start: openString.startOffset, end: endOf(openString) };
    return createDiagnostic("literal-too-long", { limit: maximumLiteralLength }, place);
  }
  if (text.length < maximumDeclarationLength) return undefined;
  const place = { source, start: first?.startOffset ?? base, end: first === undefined ? base : endOf(first) };
  return createDiagnostic("declaration-too-long", { limit: maximumDeclarationLength }, place);
}
