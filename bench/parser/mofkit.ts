import { parseBatches } from "../../src/parser/parse.ts";
import { sourceFromText } from "../../src/source/text-source.ts";

/** As a load reads them: source by source, with places, recovery and every message. */
export async function countDeclarations(texts: readonly string[]): Promise<number> {
  let count = 0;
  for (const text of texts) {
    for await (const { declarations } of parseBatches(sourceFromText(text))) count += declarations.length;
  }
  return count;
}
