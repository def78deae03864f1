import type { Declaration } from "../../ast/nodes.ts";
import type { Place } from "../../diagnostics/diagnostic.ts";
import { parseBatches } from "../../parser/parse.ts";
import { openSource } from "../../source/open-source.ts";
import { SourceError } from "../../source/source-error.ts";

/** The declaration that an error of storing is about, as mofcomp names it. */
export interface Item {
  /**
   * Which class or instance of the file it is, from 1. Pragmas and qualifier declarations are not counted: an error of one has
   * the number of the class or instance that follows.
   */
  readonly number: number;
  readonly firstLine: number;
  readonly lastLine: number;
  /** As people see it: an included file by its own name. */
  readonly file: string;
}

const uncounted: ReadonlySet<Declaration["kind"]> = new Set<Declaration["kind"]>([
  "Pragma",
  "QualifierTypeDeclaration",
  "QualifierFlavorsDeclaration",
  "ForwardClassDeclaration",
]);

/**
 * Finds the declarations in which places lie, by reading the files of the places again: that is for failures, which are
 * rare, and cheaper than counting in every compile. A file that is gone by now has no items.
 */
export async function findItems(places: readonly Place[]): Promise<ReadonlyMap<Place, Item>> {
  const byPath = new Map<string, Place[]>();
  for (const place of places) {
    const { path } = place.source;
    if (path !== undefined) byPath.set(path, [...(byPath.get(path) ?? []), place]);
  }
  const items = new Map<Place, Item>();
  for (const [path, wanted] of byPath) {
    try {
      await findInFile(path, wanted, items);
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
    }
  }
  return items;
}

async function findInFile(path: string, places: readonly Place[], items: Map<Place, Item>): Promise<void> {
  const waiting = places.toSorted((left, right) => left.start - right.start);
  const source = await openSource(path);
  try {
    let count = 0;
    for await (const { declarations } of parseBatches(source, { dialect: "wmi" })) {
      for (const { kind, start, end } of declarations) {
        if (!uncounted.has(kind)) count++;
        for (let place = waiting[0]; place !== undefined && place.start < end; place = waiting[0]) {
          waiting.shift();
          if (place.start < start) continue;
          items.set(place, {
            number: uncounted.has(kind) ? count + 1 : count,
            firstLine: source.locate(start).line,
            lastLine: source.locate(Math.max(start, end - 1)).line,
            file: place.source.name,
          });
        }
      }
      if (waiting.length === 0) return;
    }
  } finally {
    source.close();
  }
}
