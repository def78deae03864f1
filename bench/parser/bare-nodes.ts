import type { IToken } from "chevrotain";

/** A node of the plain tree: what stands where. */
export interface Node {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

export interface Leaf extends Node {
  readonly text: string;
}

export interface StringNode extends Node {
  readonly parts: readonly Leaf[];
}

export function endOf(token: IToken): number {
  return token.startOffset + token.image.length;
}

export function leaf(kind: string, token: IToken): Leaf {
  return { kind, start: token.startOffset, end: endOf(token), text: token.image };
}
