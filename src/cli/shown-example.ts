import { type Example, type WholeExample, wholeExample } from "../codes/explanation.ts";

/** Of longer lines, longer texts and more files of an example only the beginning and the end is shown. */
const shownCharacters = 200;
const charactersBeforeGap = 40;
const charactersAfterGap = 12;
const shownLines = 40;
const linesAroundGap = 6;
const shownFiles = 4;
const filesBeforeGap = 2;

/** An example as it is shown: examples of limits hold up to 25 MB, of which all but a little says nothing. */
export interface ShownExample extends WholeExample {
  /** How many files are left out between the last one and those before it. */
  readonly filesNotShown: number;
  /** Whether anything is left out, in the texts too, which say with `…` where and how much. */
  readonly isShortened: boolean;
}

export function shownExample(example: Example): ShownExample {
  const whole = wholeExample(example);
  const { files, input } = whole;
  const kept =
    files.length <= shownFiles ? files : [...files.slice(0, filesBeforeGap), ...files.slice(files.length - 1)];
  const shown = kept.map(
    ([path, content]) => [path, typeof content === "string" ? shorten(content) : content] as const,
  );
  const shownInput = input === undefined ? undefined : shorten(input);
  const filesNotShown = files.length - shown.length;
  const isShortened =
    filesNotShown > 0 || shownInput !== input || shown.some(([, content], index) => content !== kept[index]?.[1]);
  return { ...whole, files: shown, ...(shownInput !== undefined && { input: shownInput }), filesNotShown, isShortened };
}

/** A text with its line ends; of what is long, the beginning and the end. */
function shorten(text: string): string {
  const lines = text.split(/(?<=\n)/);
  const hidden = lines.length - 2 * linesAroundGap;
  const shown =
    lines.length <= shownLines
      ? lines
      : [...lines.slice(0, linesAroundGap), `… ${hidden} more lines\n`, ...lines.slice(-linesAroundGap)];
  return shown.map(shortenLine).join("");
}

function shortenLine(line: string): string {
  const { length } = line.replace(/\r?\n$/, "");
  if (length <= shownCharacters) return line;
  const hidden = length - charactersBeforeGap - charactersAfterGap;
  return `${line.slice(0, charactersBeforeGap)}… ${hidden} more characters …${line.slice(length - charactersAfterGap)}`;
}
