import { load } from "../../src/loader/load.ts";
import type { LoadOptions } from "../../src/loader/load-options.ts";
import { openConnection } from "../../src/open.ts";
import { type Change, diffRepositories, type ObjectDifference } from "../../src/project/diff-repositories.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";

/** A repository in memory with what a text declares; texts that do not compile fail the test. */
export async function repositoryOf(text: string, options: Partial<LoadOptions> = {}): Promise<WbemConnection> {
  const connection = await openConnection("memory:", { access: "write" });
  const problems: string[] = [];
  await load(connection, [{ kind: "text", text, name: "case.mof" }], {
    ...options,
    onDiagnostic: ({ severity, code, message }) => {
      if (severity === "error") problems.push(`${code}: ${message}`);
    },
  });
  if (problems.length > 0) throw new Error(`${problems.join("\n")}\n${text}`);
  return connection;
}

export async function differencesOf(before: WbemConnection, after: WbemConnection): Promise<ObjectDifference[]> {
  return Array.fromAsync(diffRepositories(before, after));
}

export async function compareTexts(before: string, after: string): Promise<ObjectDifference[]> {
  const [left, right] = [await repositoryOf(before), await repositoryOf(after)];
  return differencesOf(left, right);
}

/** A change in a line: `T property X retyped-property: uint32 -> uint64`. */
export function lineOf(path: string, { code, element, before, after }: Change): string {
  const parts = Object.entries(element).map(([kind, name]) => `${kind} ${name}`);
  const head = [path, ...(parts.length === 0 ? [] : [parts.join(", ")]), code].join(" ");
  if (before === undefined && after === undefined) return head;
  return `${head}: ${[before, after === undefined ? undefined : `-> ${after}`].filter(Boolean).join(" ")}`;
}

export function linesOf(differences: readonly ObjectDifference[]): string[] {
  return differences.flatMap(({ path, changes }) => changes.map((change) => lineOf(path, change)));
}
