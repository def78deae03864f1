import { type AttachedComments, attachComments, type Comment } from "../ast/comments.ts";
import type { Declaration, Node, NodeBase, Qualifier } from "../ast/nodes.ts";
import type { Source } from "../source/types.ts";
import type { TextEdits } from "./text-edits.ts";

const noComments: AttachedComments = Object.freeze({ leading: [], dangling: [], trailing: [] });

/** A text with its tree: finds what the tree does not have, brackets, commas and comments. */
export class WrittenText {
  readonly source: Source;
  readonly text: string;
  readonly declarations: readonly Declaration[];
  /** What its lines end with. */
  readonly lineEnd: string;
  readonly #comments: readonly Comment[];
  readonly #attached: ReadonlyMap<Node, AttachedComments>;

  constructor(source: Source, text: string, declarations: readonly Declaration[], comments: readonly Comment[]) {
    this.source = source;
    this.text = text;
    this.declarations = declarations;
    this.lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
    this.#comments = comments;
    this.#attached = attachComments(declarations, comments);
  }

  commentsOf(node: Node): AttachedComments {
    return this.#attached.get(node) ?? noComments;
  }

  slice({ start, end }: NodeBase): string {
    return this.text.slice(start, end);
  }

  /** The first place at an offset or behind it that is neither white space nor comment. */
  skip(offset: number): number {
    let position = offset;
    let index = this.#firstCommentFrom(offset);
    for (;;) {
      while (position < this.text.length && (this.text[position] as string).trim() === "") position++;
      const comment = this.#comments[index];
      if (comment === undefined || comment.start !== position) return position;
      position = comment.end;
      index++;
    }
  }

  /**
   * Where a character of the grammar stands behind a node: between them are only other such characters, white space and comments.
   */
  find(character: string, offset: number): number {
    let position = this.skip(offset);
    while (position < this.text.length && this.text[position] !== character) position = this.skip(position + 1);
    return position;
  }

  /** Behind the `]` of a list of qualifiers that is not empty. */
  endOfQualifiers(qualifiers: readonly Qualifier[]): number {
    return this.find("]", (qualifiers.at(-1) as Qualifier).end) + 1;
  }

  /** The white space that a line begins with. */
  indentationAt(offset: number): string {
    const lineStart = this.text.lastIndexOf("\n", offset - 1) + 1;
    return (/^[ \t]*/.exec(this.text.slice(lineStart, offset)) as RegExpExecArray)[0];
  }

  /** Whether only white space stands before an offset on its line. */
  beginsLine(offset: number): boolean {
    return this.text.slice(this.text.lastIndexOf("\n", offset - 1) + 1, offset).trim() === "";
  }

  /** Where a node begins with the comments directly above it; one behind a blank line stands for itself. */
  startWithComments(node: Node): number {
    let { start } = node;
    for (const comment of this.commentsOf(node).leading.toReversed()) {
      if (/\n[ \t]*\r?\n/.test(this.text.slice(comment.end, start))) break;
      start = comment.start;
    }
    return start;
  }

  /** Whether a comment stands before everything else in the text. */
  isHeader(comment: Comment): boolean {
    return comment.start < this.skip(0);
  }

  /** Cuts a node out with its comments; those of the file stay. */
  cutWithComments(node: Node, edits: TextEdits): void {
    const { leading, trailing } = this.commentsOf(node);
    for (const comment of leading) if (!this.#staysAsHeader(comment, node)) edits.cut(comment.start, comment.end);
    edits.cut(node.start, node.end);
    for (const comment of trailing) edits.cut(comment.start, comment.end);
  }

  /** Puts the text of a file in the place of a directive that includes it; where that declares nothing, nothing stays. */
  replaceDirective(directive: Node, text: string, edits: TextEdits): void {
    if (isSilent(text)) {
      this.cutWithComments(directive, edits);
      return;
    }
    const behind = this.text.slice(directive.end, this.#lineEndFrom(directive.end));
    const isAlone = behind.trim() === "";
    const end = isAlone ? directive.end : directive.end + behind.length - behind.trimStart().length;
    edits.replace(directive.start, end, text.replace(/\r?\n$/, "") + (isAlone ? "" : this.lineEnd));
  }

  /** Behind the line end that is next. */
  #lineEndFrom(offset: number): number {
    const found = this.text.indexOf("\n", offset);
    return found < 0 ? this.text.length : found + 1;
  }

  /**
   * Cuts some of the elements of a list out, each with the comma and the comments that belong to it.
   *
   * @param isKept which elements stay
   */
  cutFromList<Item extends Node>(
    items: readonly Item[],
    isKept: (item: Item) => boolean,
    end: number,
    edits: TextEdits,
  ): void {
    const lastKept = items.findLastIndex(isKept);
    for (const [index, item] of items.entries()) {
      if (isKept(item)) continue;
      const { leading, trailing } = this.commentsOf(item);
      for (const comment of [...leading, ...trailing]) if (comment.end <= end) edits.cut(comment.start, comment.end);
      edits.cut(item.start, item.end);
      const before = index > lastKept ? items[index - 1] : item;
      if (before === undefined) continue;
      const comma = this.find(",", before.end);
      edits.cut(comma, comma + 1);
    }
  }

  /** A header that a declaration follows at once is the comment of that, unless it is a pragma, which needs none. */
  #staysAsHeader(comment: Comment, node: Node): boolean {
    if (!this.isHeader(comment)) return false;
    return node.kind === "Pragma" || comment.start < this.startWithComments(node);
  }

  #firstCommentFrom(offset: number): number {
    let low = 0;
    let high = this.#comments.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#comments[middle] as Comment).start < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Whether a text is white space and comments only. */
function isSilent(text: string): boolean {
  const pattern = /\s+|\/\/.*|\/\*[\s\S]*?\*\//y;
  while (pattern.lastIndex < text.length) if (!pattern.test(text)) return false;
  return true;
}
