import type { Declaration, Pragma } from "../ast/nodes.ts";
import { sameName } from "../cim/names.ts";
import type { IncludeFrame } from "../include/include-pragma.ts";
import { Includer, type IncluderOptions } from "../include/includer.ts";
import type { ReadableSource } from "../source/readable-source.ts";
import { openWritten } from "./open-written.ts";
import type { Problems } from "./problems.ts";
import type { WrittenText } from "./written-text.ts";

/** A master with the files that it includes, at any depth. */
export interface Master {
  readonly text: WrittenText;
  readonly includes: ReadonlyMap<Pragma, WrittenText>;
  /** The paths of included files, in the order of the text. */
  readonly includedFiles: readonly string[];
  /** Whether any of the files is UTF-16. */
  readonly isWide: boolean;
}

/** Reads a master with all that it includes, as a load does; what is wrong is reported. It stays open, what it includes is closed. */
export async function readMaster(
  source: ReadableSource,
  options: Omit<IncluderOptions, "report">,
  problems: Problems,
): Promise<Master> {
  const includes = new Map<Pragma, WrittenText>();
  const includer = new Includer({ ...options, report: (diagnostic) => problems.add(diagnostic) });
  includer.input = source;
  const includedFiles: string[] = [];
  let isWide = false;
  const read = async (one: ReadableSource, chain: readonly IncludeFrame[]): Promise<WrittenText> => {
    const text = await openWritten(one, problems);
    isWide ||= one.encoding.startsWith("utf-16");
    for (const declaration of text.declarations) {
      if (!isInclude(declaration)) continue;
      const included = includer.open({ pragma: declaration, source: one, chain });
      if (included === undefined) continue;
      if (included.source.path !== undefined) includedFiles.push(included.source.path);
      try {
        includes.set(declaration, await read(included.source, included.chain));
      } finally {
        included.source.close();
      }
    }
    return text;
  };
  return { text: await read(source, []), includes, includedFiles, isWide };
}

/** The declarations of a master in the order in which a load comes to them, those of included files in the places of the includes. */
export function* declarationsOf({
  text,
  includes,
}: Pick<Master, "text" | "includes">): Generator<readonly [Declaration, WrittenText]> {
  for (const declaration of text.declarations) {
    const included = isInclude(declaration) ? includes.get(declaration) : undefined;
    if (included === undefined) yield [declaration, text];
    else yield* declarationsOf({ text: included, includes });
  }
}

function isInclude(declaration: Declaration): declaration is Pragma {
  return declaration.kind === "Pragma" && sameName(declaration.name.name, "include");
}
