import type { Node, NodeBase } from "./nodes.ts";
import { children } from "./visit.ts";

/** A comment. Comments are no nodes: the tree is the same with and without them. */
export interface Comment extends NodeBase {
  readonly kind: "LineComment" | "BlockComment";
  /** As written, with the slashes and stars but without the end of the line. */
  readonly text: string;
  /** Whether only white space stands before it on its line. */
  readonly ownLine: boolean;
}

/** The comments of a node. */
export interface AttachedComments {
  /** Before it. */
  readonly leading: Comment[];
  /** Inside it where it has no child, as in an empty body. */
  readonly dangling: Comment[];
  /** Behind it. */
  readonly trailing: Comment[];
}

/**
 * Finds the node that each comment belongs to: one on its own line to what follows, one behind something on the same line
 * to what it follows. Where that is not there, the other one takes it, and else the node around it.
 *
 * @param roots the declarations in the order of the text
 * @param comments in the order of the text
 * @returns the comments of each node that has some; those of a text without declarations under no node are left out
 *
 * @example
 * const { declarations, comments } = parseText("// first\nclass A { };");
 * attachComments(declarations, comments).get(declarations[0])?.leading.map(({ text }) => text) // ["// first"]
 */
export function attachComments(
  roots: readonly Node[],
  comments: readonly Comment[],
): ReadonlyMap<Node, AttachedComments> {
  const attached = new Map<Node, AttachedComments>();
  const of = (node: Node): AttachedComments => {
    let entry = attached.get(node);
    if (entry === undefined) {
      entry = { leading: [], dangling: [], trailing: [] };
      attached.set(node, entry);
    }
    return entry;
  };
  for (const comment of comments) {
    let around: Node | undefined;
    let siblings = roots;
    for (;;) {
      const index = firstBehind(siblings, comment.start);
      const before = siblings[index - 1];
      if (before !== undefined && comment.end <= before.end) {
        around = before;
        siblings = children(before);
        continue;
      }
      const after = siblings[index];
      const follows = before !== undefined && !(comment.ownLine && after !== undefined);
      if (follows) of(before).trailing.push(comment);
      else if (after !== undefined) of(after).leading.push(comment);
      else if (around !== undefined) of(around).dangling.push(comment);
      break;
    }
  }
  return attached;
}

/** The index of the first node that begins at an offset or behind it. */
function firstBehind(nodes: readonly Node[], offset: number): number {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((nodes[middle] as Node).start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
