import { severityIn } from "../codes/define.ts";
import type { Dialect } from "../codes/dialects.ts";
import { isMessageCode, type MessageCode, messageDefinition, messages } from "../codes/index.ts";
import type { Source } from "../source/types.ts";
import { createDiagnostic, didYouMean, suggestionHint } from "./create.ts";
import type { Diagnostic, Place } from "./diagnostic.ts";
import { readDirective, type Suppression, type SuppressionDirective, type Word } from "./suppression-comment.ts";

/** So many codes in comments of one source are heeded, so that memory stays flat. */
export const maximumSuppressions = 100_000;

/** A comment with its slashes and stars, and where it stands. */
export interface SourceComment {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** One code of one comment. */
interface Entry {
  readonly code: MessageCode;
  readonly directive: SuppressionDirective;
  readonly start: number;
  readonly end: number;
  used: boolean;
}

/** From where to where a code is silent, in code units. */
interface Range {
  readonly from: number;
  to: number;
  readonly entry: Entry;
}

/** What the comments of one source suppress. */
interface SourceSuppressions {
  readonly source: Source;
  /** In the order of the text. */
  readonly entries: Entry[];
  readonly byLine: Map<number, Entry[]>;
  /** In the order of the text, apart from each other. */
  readonly byCode: Map<MessageCode, Range[]>;
  /** Behind the last comment that was added, so that a file that is read twice has its comments once. */
  end: number;
  /** Whether it has been said that there are too many. */
  isFull: boolean;
}

/** Where what a directive suppresses would be said, for the message that it is not. */
const where: Readonly<Record<Suppression, string>> = {
  "disable-next-line": "on the next line",
  "disable-line": "on this line",
  disable: "from here on",
};

/**
 * Warnings and information that comments suppress:
 *
 * ```
 * // mofkit-disable-next-line CODE [CODE…] [-- reason]
 * class A { string B; };  // mofkit-disable-line CODE
 * /* mofkit-disable CODE *\/ … /* mofkit-enable CODE *\/   without the second: to the end of the source
 * ```
 *
 * Each may be a comment of either kind and stands at its beginning. What counts is the line or offset where a diagnostic
 * begins; what has no place is not suppressed, and neither is an error. Comments have to be added before what they suppress is
 * asked about. A file that is read twice, such as one that is included twice, counts as one.
 *
 * @example
 * const suppressions = new Suppressions("auto");
 * for (const problem of suppressions.add(source, comment)) report(problem);
 * if (!suppressions.covers(diagnostic)) report(diagnostic);
 * suppressions.unused().forEach(report);
 */
export class Suppressions {
  readonly #dialect: Dialect;
  readonly #sources = new Map<string | Source, SourceSuppressions>();

  /** @param dialect decides with some codes whether they are errors */
  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  /**
   * Takes note of a comment, as one of many in the order of the text. Most suppress nothing.
   *
   * @returns what is wrong with it: `unknown-suppression`, `suppression-without-code`, `unknown-suppressed-code`,
   * `suppressed-error`, `unmatched-enable`, `too-many-suppressions`
   */
  add(source: Source, { text, start, end }: SourceComment): Diagnostic[] {
    const problems: Diagnostic[] = [];
    const read = readDirective(text);
    if (read === undefined) return problems;
    const noted = this.#suppressionsOf(source);
    if (start < noted.end) return problems;
    noted.end = end;

    const placeOf = (word: Word): Place => ({ source, start: start + word.start, end: start + word.end });
    const { word, directive, codes } = read;
    const place = placeOf(word);
    if (directive === undefined) {
      const details = suggestionHint(read.meant);
      problems.push(createDiagnostic("unknown-suppression", { directive: word.text }, place, details));
    } else if (directive === "enable" && codes.length === 0) {
      if (!endAll(noted, start)) problems.push(createDiagnostic("unmatched-enable", { code: "" }, place));
    } else if (codes.length === 0) {
      problems.push(createDiagnostic("suppression-without-code", { directive: word.text }, place));
    }
    if (directive === undefined) return problems;
    for (const named of codes) {
      const problem = this.#addCode(noted, directive, named.text, placeOf(named), start, end);
      if (problem !== undefined) problems.push(problem);
    }
    return problems;
  }

  #addCode(
    noted: SourceSuppressions,
    directive: SuppressionDirective,
    code: string,
    place: Place,
    start: number,
    end: number,
  ): Diagnostic | undefined {
    if (!isMessageCode(code)) {
      return createDiagnostic(
        "unknown-suppressed-code",
        { code },
        place,
        didYouMean(code, Object.keys(messages.table)),
      );
    }
    if (directive === "enable") {
      const range = noted.byCode.get(code)?.at(-1);
      if (range?.to === Number.POSITIVE_INFINITY) range.to = start;
      else return createDiagnostic("unmatched-enable", { code: ` of \`${code}\`` }, place);
      return undefined;
    }
    const definition = messageDefinition(code);
    const severity = severityIn(definition, this.#dialect);
    if (severity === undefined || severity === "error") {
      // What only dialects forbid is an error where it is said at all.
      const isAlways = definition.severity === "error" || definition.severity === "none";
      return createDiagnostic("suppressed-error", { code, where: isAlways ? "" : ` in ${this.#dialect}` }, place);
    }
    if (noted.entries.length === maximumSuppressions) {
      if (noted.isFull) return undefined;
      noted.isFull = true;
      return createDiagnostic("too-many-suppressions", { limit: maximumSuppressions }, place);
    }
    const entry: Entry = { code, directive, start: place.start, end: place.end, used: false };
    noted.entries.push(entry);
    if (directive === "disable") {
      const ranges = noted.byCode.get(code);
      const range: Range = { from: start, to: Number.POSITIVE_INFINITY, entry };
      const last = ranges?.at(-1);
      if (last !== undefined) last.to = Math.min(last.to, start);
      if (ranges === undefined) noted.byCode.set(code, [range]);
      else ranges.push(range);
    } else {
      const { source } = noted;
      const line = directive === "disable-line" ? source.locate(start).line : source.locate(end).line + 1;
      const entries = noted.byLine.get(line);
      if (entries === undefined) noted.byLine.set(line, [entry]);
      else entries.push(entry);
    }
    return undefined;
  }

  /** Whether a diagnostic is suppressed. The severity that counts is its own, before settings. */
  covers({ code, severity, place }: Diagnostic): boolean {
    if (place === undefined || severity === "error" || this.#sources.size === 0) return false;
    const noted = this.#sources.get(keyOf(place.source));
    if (noted === undefined) return false;
    const entry = entryOnLine(noted, code, place) ?? entryAround(noted, code, place.start);
    if (entry === undefined) return false;
    entry.used = true;
    return true;
  }

  /**
   * An `unused-suppression` for each code of a comment that suppressed nothing. To be asked when everything has been said,
   * and only after a run without errors: what an error kept from being looked at may yet be said.
   */
  unused(): Diagnostic[] {
    const unused: Diagnostic[] = [];
    for (const { source, entries } of this.#sources.values()) {
      const report = ({ code, directive, start, end }: Entry) => {
        const parameters = { code, where: where[directive as Suppression] };
        const diagnostic = createDiagnostic("unused-suppression", parameters, { source, start, end });
        if (!this.covers(diagnostic)) unused.push(diagnostic);
      };
      // A suppression of the very warning that is reported here is judged when those are known.
      const isOfThis = ({ code }: Entry) => code === "unused-suppression";
      for (const entry of entries) if (!entry.used && !isOfThis(entry)) report(entry);
      for (const entry of entries) if (!entry.used && isOfThis(entry)) report(entry);
    }
    return unused;
  }

  #suppressionsOf(source: Source): SourceSuppressions {
    const key = keyOf(source);
    let noted = this.#sources.get(key);
    if (noted === undefined) {
      noted = { source, entries: [], byLine: new Map(), byCode: new Map(), end: 0, isFull: false };
      this.#sources.set(key, noted);
    }
    return noted;
  }
}

function keyOf(source: Source): string | Source {
  return source.path ?? source;
}

/** Ends every range that is open; whether there was one. */
function endAll({ byCode }: SourceSuppressions, offset: number): boolean {
  let ended = false;
  for (const ranges of byCode.values()) {
    const last = ranges.at(-1) as Range;
    if (last.to !== Number.POSITIVE_INFINITY) continue;
    last.to = offset;
    ended = true;
  }
  return ended;
}

function entryOnLine({ byLine }: SourceSuppressions, code: MessageCode, { source, start }: Place): Entry | undefined {
  if (byLine.size === 0) return undefined;
  return byLine.get(source.locate(start).line)?.find((entry) => entry.code === code);
}

function entryAround({ byCode }: SourceSuppressions, code: MessageCode, offset: number): Entry | undefined {
  const ranges = byCode.get(code) ?? [];
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle] as Range).from <= offset) low = middle + 1;
    else high = middle;
  }
  const range = ranges[low - 1];
  return range !== undefined && offset < range.to ? range.entry : undefined;
}
