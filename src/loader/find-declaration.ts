import { parseBatches } from "../parser/parse.ts";
import type { ReadableSource } from "../source/readable-source.ts";
import { isObjectDeclaration, nameOfDeclaration, type ObjectDeclaration } from "./violation-places.ts";

/**
 * Reads a source again up to the declaration whose name is at `offset`: for the rare message about a declaration that was
 * put long ago, which is cheaper than keeping every tree.
 */
export async function findDeclaration(source: ReadableSource, offset: number): Promise<ObjectDeclaration | undefined> {
  try {
    for await (const { declarations } of parseBatches(source)) {
      for (const declaration of declarations) {
        if (isObjectDeclaration(declaration) && nameOfDeclaration(declaration).start === offset) return declaration;
      }
    }
    return undefined;
  } finally {
    source.close();
  }
}
