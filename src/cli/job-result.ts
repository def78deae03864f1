import type { LoadReport } from "../loader/load-options.ts";
import type { CommandContext } from "./command-context.ts";

/** What became of the work on one target. */
export interface JobResult extends Pick<LoadReport, "files" | "declarations" | "counts"> {
  /** `unchanged`: it succeeded, and there was nothing to change. */
  readonly outcome: "succeeded" | "unchanged" | "failed";
  /** For people; empty where it failed. */
  readonly text: string;
  /** Told beside the results. */
  readonly notes: readonly string[];
}

/** Tells people what became of the work on a target. */
export function tellResult({ lines, global, output, note }: CommandContext, { text, notes }: JobResult): void {
  if (!lines && !global.quiet) output.write(text);
  notes.forEach(note);
}

/** What a report comes to. */
export function outcomeOf({ committed, counts }: Pick<LoadReport, "committed" | "counts">): JobResult["outcome"] {
  if (!committed) return "failed";
  const isChanged = Object.values(counts).some(({ created, updated, deleted }) => created + updated + deleted > 0);
  return isChanged ? "succeeded" : "unchanged";
}
