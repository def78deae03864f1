import type { ParserMethod } from "chevrotain";

/** A rule without arguments. */
export type Rule<Node> = ParserMethod<[], Node>;

/** An alternative that can be made once, because it needs no variable of its rule. */
export interface Alternative<Node> {
  /** Whether the alternative can be meant, where more than the next token decides. */
  readonly GATE?: () => boolean;
  readonly ALT: () => Node;
  readonly IGNORE_AMBIGUITIES?: boolean;
}

/** A list without elements: one for all nodes, since most declarations have several. */
export const none: readonly never[] = [];
