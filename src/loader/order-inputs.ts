import { dirname, resolve } from "node:path";
import type { FileHost } from "../source/file-host.ts";
import { nodeFileHost } from "../source/node-file-host.ts";
import { openSource } from "../source/open-source.ts";
import { SourceError } from "../source/source-error.ts";
import { type DeclarationScan, scanDeclarations } from "./declaration-scan.ts";
import { orderByDependencies } from "./dependency-order.ts";
import type { LoadInput } from "./load-options.ts";

/** As much of each file is looked at, in code units. What a larger file needs stands at its beginning. */
export const scannedLength = 8 * 1024 * 1024;

/**
 * Inputs in the order of their dependencies: qualifier types first, a class before its subclasses and its instances, an
 * enumeration before the classes that have it for a type, otherwise as given. Those that need each other stay as given.
 *
 * Files are looked through and not parsed. One that cannot be read keeps its place; loading it says why. Included files
 * count as part of the including one, as far as they are found relative to it.
 *
 * @param onProgress called for each input when it has been looked through; a promise is awaited, and what it throws ends the ordering
 */
export async function orderInputs(
  inputs: readonly LoadInput[],
  host: FileHost = nodeFileHost,
  onProgress?: (done: number) => unknown,
): Promise<readonly LoadInput[]> {
  if (inputs.length < 2) return inputs;
  const scans: DeclarationScan[] = [];
  const known = new Map<string, DeclarationScan>();
  for (const input of inputs) {
    scans.push(await scanInput(input, host, known));
    await onProgress?.(scans.length);
  }

  const declaring = new Map<string, number>();
  scans.forEach(({ classes }, index) => {
    for (const name of classes) if (!declaring.has(name)) declaring.set(name, index);
  });
  const enumerating = new Map<string, number>();
  scans.forEach(({ enumerations }, index) => {
    for (const name of enumerations) if (!enumerating.has(name)) enumerating.set(name, index);
  });
  const dependencies = scans.map(({ needs, types, enumerations }) => {
    const indexes = needs.map((name) => declaring.get(name));
    // Few files declare an enumeration, and many words look like one.
    for (const [name, index] of enumerating) if (types.has(name) && !enumerations.has(name)) indexes.push(index);
    return indexes.filter((index) => index !== undefined);
  });
  const indexes = inputs.map((_, index) => index);
  const starts = [
    ...indexes.filter((index) => scans[index]?.hasQualifierTypes),
    ...indexes.filter((index) => !scans[index]?.hasQualifierTypes),
  ];
  return orderByDependencies(starts, dependencies).map((index) => inputs[index] as LoadInput);
}

async function scanInput(
  input: LoadInput,
  host: FileHost,
  known: Map<string, DeclarationScan>,
): Promise<DeclarationScan> {
  switch (input.kind) {
    case "standard-input":
      return nothingDeclared;
    case "text":
      return scanDeclarations(input.text.slice(0, scannedLength));
    case "file":
      return scanWithIncludes(input.path, host, known);
  }
}

const nothingDeclared: DeclarationScan = {
  classes: new Set(),
  enumerations: new Set(),
  types: new Set(),
  hasQualifierTypes: false,
  needs: [],
  includes: [],
};

/** What a file and all that it includes declare, and what they need from elsewhere. */
async function scanWithIncludes(
  path: string,
  host: FileHost,
  known: Map<string, DeclarationScan>,
): Promise<DeclarationScan> {
  const classes = new Set<string>();
  const enumerations = new Set<string>();
  const types = new Set<string>();
  const needs = new Set<string>();
  let hasQualifierTypes = false;
  const seen = new Set<string>();
  const paths = [resolve(path)];
  for (let next = paths.pop(); next !== undefined; next = paths.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const scan = known.get(next) ?? (await scanFile(next, host));
    known.set(next, scan);
    for (const name of scan.classes) classes.add(name);
    for (const name of scan.enumerations) enumerations.add(name);
    for (const name of scan.types) types.add(name);
    for (const name of scan.needs) needs.add(name);
    hasQualifierTypes ||= scan.hasQualifierTypes;
    for (const included of scan.includes) paths.push(resolve(dirname(next), included));
  }
  const others = [...needs].filter((name) => !classes.has(name));
  return { classes, enumerations, types, hasQualifierTypes, needs: others, includes: [] };
}

/** What the beginning of a file declares; nothing where it cannot be read. */
async function scanFile(path: string, host: FileHost): Promise<DeclarationScan> {
  const text = await readBeginning(path, host);
  return text === undefined ? nothingDeclared : scanDeclarations(text);
}

/** The first {@link scannedLength} of a file and a chunk; `undefined` where it cannot be read. */
export async function readBeginning(path: string, host: FileHost): Promise<string | undefined> {
  try {
    const source = await openSource(path, { host });
    try {
      let text = "";
      while (text.length < scannedLength) {
        const chunk = await source.nextChunk();
        if (chunk === undefined) break;
        text += chunk;
      }
      return text;
    } finally {
      source.close();
    }
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    throw error;
  }
}
