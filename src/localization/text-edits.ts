interface Edit {
  readonly start: number;
  readonly end: number;
  /** Absent where the span is cut out. */
  readonly replacement?: string;
}

/**
 * How much of what is written already is looked at again, in code units: the end of a line and blank lines before it. With all of
 * it, splitting the 5 MB of CIM 2.49 took four minutes.
 */
const keptLength = 512;

const blanks = /[ \t]*$/;
const betweenParts = /^[ \t]*(?:\r?\n)?[ \t]*$/;
const opening = /[[({]$/;

/**
 * Changes to a text that keep the layout of the rest: cut, replace, insert, in any order, without overlaps. What is cut takes its
 * line with it where nothing else stands there, and no blanks, blank lines or empty brackets of lines are left behind.
 *
 * @example
 * const edits = new TextEdits("[key, Description(\"x\")]\nstring Tag;");
 * edits.cut(4, 22);
 * edits.apply() // "[key]\nstring Tag;"
 */
export class TextEdits {
  readonly #text: string;
  readonly #edits: Edit[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  cut(start: number, end: number): void {
    this.#edits.push({ start, end });
  }

  replace(start: number, end: number, replacement: string): void {
    this.#edits.push({ start, end, replacement });
  }

  insert(offset: number, text: string): void {
    this.replace(offset, offset, text);
  }

  /** The text with all changes. */
  apply(): string {
    const text = this.#text;
    const edits = this.#merged();
    const done: string[] = [];
    let last = "";
    let position = 0;
    for (const [index, { start, end, replacement }] of edits.entries()) {
      last += text.slice(position, start);
      position = end;
      if (replacement !== undefined) {
        last += replacement;
        continue;
      }
      if (last.length > 2 * keptLength) {
        done.push(last.slice(0, -keptLength));
        last = last.slice(-keptLength);
      }
      const limit = edits[index + 1]?.start ?? text.length;
      [last, position] = this.#close(last, position, limit, done.length === 0);
    }
    return [...done, last, text.slice(position)].join("");
  }

  /** In the order of the text; cuts with only white space between them, and no blank line, are one. */
  #merged(): readonly Edit[] {
    // What is inserted at the beginning of a cut comes before it.
    const sorted = this.#edits.toSorted((left, right) => left.start - right.start || left.end - right.end);
    const merged: Edit[] = [];
    for (const edit of sorted) {
      const last = merged.at(-1);
      const isJoined =
        last !== undefined &&
        last.replacement === undefined &&
        edit.replacement === undefined &&
        betweenParts.test(this.#text.slice(last.end, edit.start));
      if (isJoined) merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, edit.end) };
      else merged.push(edit);
    }
    return merged;
  }

  /**
   * Brings together what stands before and behind a cut.
   *
   * @param limit where the next change begins, which nothing is taken away behind
   * @param isFirst whether `before` is all that stands before, and not just the end of it
   */
  #close(before: string, position: number, limit: number, isFirst: boolean): [before: string, position: number] {
    const text = this.#text;
    const line = before.slice(before.lastIndexOf("\n") + 1);
    const next = skipBlanks(text, position, limit);
    const lineEnd = next < limit || next === text.length ? lineEndAt(text, next) : 0;
    const isAtLineEnd = lineEnd > 0 || next === text.length;
    if (line.trim() === "" && isAtLineEnd) {
      return this.#closeLines(before.slice(0, before.length - line.length), next + lineEnd, limit, isFirst);
    }
    if (isAtLineEnd) {
      // A bracket that is left alone at the end of its line takes up what follows.
      if (opening.test(line.trimEnd()) && !line.trimEnd().endsWith("{")) return [before, skipSpace(text, next, limit)];
      return [before.replace(blanks, ""), next];
    }
    const isClosed = /[)\],;]/.test(text[next] ?? "") && next < limit;
    if (line.trim() !== "" && isClosed) {
      // In `[a, b ]` the blank before the bracket is how its author writes lists.
      return /[ \t]$/.test(line) ? [before.replace(blanks, ""), next] : [before, position];
    }
    return [before, line === "" || /[ \t[(]$/.test(line) ? next : position];
  }

  /** As {@link #close} where whole lines are gone: of the blank lines around them those go that say nothing any more. */
  #closeLines(before: string, position: number, limit: number, isFirst: boolean): [before: string, position: number] {
    const text = this.#text;
    const isAfterBlank =
      (isFirst && before.trim() === "") || /\n[ \t]*\r?\n$/.test(before) || /[[({][ \t]*\r?\n$/.test(before);
    let from = position;
    if (isAfterBlank) {
      for (;;) {
        const next = skipBlanks(text, from, limit);
        const lineEnd = next < limit ? lineEndAt(text, next) : 0;
        if (lineEnd === 0) break;
        from = next + lineEnd;
      }
    }
    const next = skipBlanks(text, from, limit);
    const isLast = next === text.length || (next < limit && /[\]})]/.test(text[next] as string));
    return [isLast ? before.replace(/(\r?\n)(?:[ \t]*\r?\n)+$/, "$1") : before, from];
  }
}

function skipBlanks(text: string, offset: number, limit: number): number {
  let end = offset;
  while (end < limit && (text[end] === " " || text[end] === "\t")) end++;
  return end;
}

function skipSpace(text: string, offset: number, limit: number): number {
  let end = offset;
  while (end < limit && (text[end] as string).trim() === "") end++;
  return end;
}

/** The length of the line end at an offset, 0 where there is none. */
function lineEndAt(text: string, offset: number): number {
  if (text[offset] === "\n") return 1;
  return text[offset] === "\r" ? (text[offset + 1] === "\n" ? 2 : 1) : 0;
}
