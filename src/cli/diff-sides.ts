import { closeSync, openSync, readSync, statSync } from "node:fs";
import type { LoadInput } from "../loader/load-options.ts";
import { nodeFileHost } from "../source/node-file-host.ts";
import type { WbemConnection } from "../wbem/connection.ts";
import type { CommandContext } from "./command-context.ts";
import { expandInputs } from "./inputs.ts";
import type { LoadSettings } from "./load-run.ts";
import { requireRepository, withConnection } from "./repository-access.ts";
import { searchMissing } from "./search-missing.ts";
import { usageError } from "./usage.ts";

/** What is compared: a repository, or sources that are compiled into memory. */
export type DiffSide =
  | { readonly kind: "repository"; readonly name: string }
  | { readonly kind: "sources"; readonly name: string; readonly inputs: readonly LoadInput[] };

/** How sources are compiled. */
export type SourceSettings = Pick<LoadSettings, "namespace" | "prelude" | "includeFolders" | "includeRoot" | "search">;

/** What every SQLite file begins with. */
const sqliteSignature = "SQLite format 3\0";

/** A kind of target, as `openConnection` reads it; one letter is a drive. */
const targetKind = /^[a-z][a-z\d+.-]+:/i;

/**
 * What two arguments name. A file is a repository where its content is one, whatever its name is.
 *
 * @throws {UsageError} for an argument that leads to nothing, and for standard input twice
 */
export function readSides([left, right]: readonly [string, string]): readonly [DiffSide, DiffSide] {
  if (left === "-" && right === "-") {
    throw usageError("invalid-argument", { command: "diff", name: "B", value: right }, "A is standard input already");
  }
  return [sideOf(left), sideOf(right)];
}

function sideOf(operand: string): DiffSide {
  const isFile = statSync(operand, { throwIfNoEntry: false })?.isFile() === true;
  if (isFile ? isRepositoryFile(operand) : targetKind.test(operand)) return { kind: "repository", name: operand };
  return { kind: "sources", name: operand, inputs: expandInputs([operand], nodeFileHost) };
}

function isRepositoryFile(path: string): boolean {
  const head = Buffer.alloc(sqliteSignature.length);
  let file: number;
  try {
    file = openSync(path, "r");
  } catch {
    // Reading it as a source says why it cannot be opened.
    return false;
  }
  try {
    readSync(file, head, 0, head.length, 0);
  } finally {
    closeSync(file);
  }
  return head.toString("latin1") === sqliteSignature;
}

/**
 * Opens both sides for the time of `work`. Sources are compiled with string keys compared as the repository on the other side
 * compares them; what is wrong with them is reported.
 *
 * @returns what `work` does, or `undefined` where sources of either side have errors
 */
export async function withSides<Result>(
  context: CommandContext,
  [left, right]: readonly [DiffSide, DiffSide],
  settings: SourceSettings,
  work: (left: WbemConnection, right: WbemConnection) => Promise<Result>,
): Promise<Result | undefined> {
  if (left.kind === "sources" && right.kind === "repository") {
    return withSides(context, [right, left], settings, (one, other) => work(other, one));
  }
  return withSide(context, left, undefined, settings, (one, isSound) =>
    withSide(context, right, one.exactKeys ? "exact" : "folded", settings, async (other, isOtherSound) =>
      isSound && isOtherSound ? work(one, other) : undefined,
    ),
  );
}

async function withSide<Result>(
  context: CommandContext,
  side: DiffSide,
  keys: "folded" | "exact" | undefined,
  settings: SourceSettings,
  work: (connection: WbemConnection, isSound: boolean) => Promise<Result>,
): Promise<Result> {
  if (side.kind === "repository") {
    await requireRepository(context, side.name);
    return withConnection(context, side.name, { access: "read" }, (connection) => work(connection, true));
  }
  return withConnection(context, "memory:", { access: "write", ...(keys && { keys }) }, async (connection) =>
    work(connection, await compile(context, connection, side.inputs, settings)),
  );
}

/** Errors alone are reported: what else there is to say of the sources says `check`. */
async function compile(
  context: CommandContext,
  connection: WbemConnection,
  inputs: readonly LoadInput[],
  { search = [], ...settings }: SourceSettings,
): Promise<boolean> {
  const { io, reporter, status } = context;
  const { load, orderInputs } = await import("../loader/load.ts");
  const silently = { ...context, note: () => undefined };
  const missing = await searchMissing(silently, connection, inputs, { ...settings, folders: search });
  const all = missing === undefined ? inputs : [...missing.inputs, ...inputs];
  const report = await load(connection, await orderInputs(all, nodeFileHost), {
    ...settings,
    onDiagnostic: (diagnostic) => {
      if (diagnostic.severity === "error") reporter.report(missing?.explain(diagnostic) ?? diagnostic);
    },
    onProgress: ({ file }) => status.update(() => `compiling ${file}`),
    signal: io.signal,
  });
  status.clear();
  reporter.tellHidden();
  return report.committed;
}
