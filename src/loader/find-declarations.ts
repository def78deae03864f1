import type { Declaration } from "../ast/nodes.ts";
import { parseBatches } from "../parser/parse.ts";
import type { ReadableSource } from "../source/readable-source.ts";
import { isObjectDeclaration, nameOfDeclaration, type ObjectDeclaration } from "./violation-places.ts";

/**
 * Reads a source again, up to the last of the declarations whose names are at `offsets`: for the rare messages about
 * declarations that were put long ago, which is cheaper than keeping every tree. The declarations come by their offsets.
 */
export async function findDeclarations(
  source: ReadableSource,
  offsets: Iterable<number>,
): Promise<ReadonlyMap<number, ObjectDeclaration>> {
  const wanted = new Set(offsets);
  const found = new Map<number, ObjectDeclaration>();
  try {
    for await (const { declarations } of parseBatches(source)) {
      for (const declaration of declarations) {
        for (const object of objectsIn(declaration)) {
          const { start } = nameOfDeclaration(object);
          if (wanted.delete(start)) found.set(start, object);
        }
      }
      if (wanted.size === 0) break;
    }
    return found;
  } finally {
    source.close();
  }
}

/** The objects that a declaration declares: itself, and what is declared in it. */
function* objectsIn(declaration: Declaration): Generator<ObjectDeclaration> {
  const waiting: Declaration[] = [declaration];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (!isObjectDeclaration(next)) continue;
    yield next;
    if (!("features" in next)) continue;
    for (const feature of next.features) {
      if (feature.kind === "StructureDeclaration" || feature.kind === "EnumerationDeclaration") waiting.push(feature);
    }
  }
}
