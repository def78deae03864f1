import { parse } from "./bare-parser.ts";

export function countDeclarations(texts: readonly string[]): number {
  let count = 0;
  for (const text of texts) count += parse(text).length;
  return count;
}
