import { suggest } from "../codes/suggest.ts";

/** Every comment that suppresses something contains it: cheaper to look for than to read all comments. */
export const suppressionMarker = "mofkit-";

/** What comments can say. */
const directives = ["disable-next-line", "disable-line", "disable", "enable"] as const;

export type SuppressionDirective = (typeof directives)[number];

/** A directive that suppresses. */
export type Suppression = Exclude<SuppressionDirective, "enable">;

/** A word of a comment, and where it stands in it. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A comment that is meant to suppress. */
export interface ReadDirective {
  /** As written: `mofkit-disable`. */
  readonly word: Word;
  /** `undefined` where it is none. */
  readonly directive: SuppressionDirective | undefined;
  /** What was probably meant by one that is none. */
  readonly meant?: string;
  /** The words behind it, which should be codes. */
  readonly codes: readonly Word[];
}

/** The marker at the beginning of a comment, behind what may decorate that. */
const directivePattern = /^\/[/*][\s/*!]*(mofkit-[A-Za-z-]*)/;
const looksMeant = /^mofkit-(?:dis|en)able/i;

/** Between the codes and the reason. */
const reasonPattern = /(?<=\s)--/;

/** Words apart by white space and commas; a colon and the stars that some put before each line of a comment are none. */
const codePattern = /[^\s,:*][^\s,]*/g;

/**
 * Reads what a comment says about suppression; `undefined` where nothing, as nearly all.
 *
 * @param text the comment with its slashes and stars
 * @example readDirective("// mofkit-disable-line unknown-pragma -- read by OMI")?.codes[0]?.text // "unknown-pragma"
 */
export function readDirective(text: string): ReadDirective | undefined {
  const match = directivePattern.exec(text);
  const written = match?.[1]?.replace(/-+$/, "");
  if (match === null || written === undefined) return undefined;
  const start = match[0].length - (match[1] as string).length;
  const word: Word = { text: written, start, end: start + written.length };
  const directive = directives.find((known) => suppressionMarker + known === written);
  if (directive === undefined) {
    const meant = suggest(
      written,
      directives.map((known) => suppressionMarker + known),
    );
    // Anything else that begins like this is somebody's own business.
    if (meant === undefined && !looksMeant.test(written)) return undefined;
    return { word, directive, codes: [], ...(meant !== undefined && { meant }) };
  }
  const inside = text.slice(word.end, text.startsWith("/*") && text.endsWith("*/") ? -2 : undefined);
  const said = inside.slice(0, reasonPattern.exec(inside)?.index);
  const codes = Array.from(said.matchAll(codePattern), ({ 0: code, index }) => {
    const codeStart = word.end + index;
    return { text: code, start: codeStart, end: codeStart + code.length };
  });
  return { word, directive, codes };
}
