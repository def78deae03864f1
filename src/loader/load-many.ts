import { argumentKinds, requireArgument } from "../cim/require-arguments.ts";
import type { Dialect } from "../codes/dialects.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { WbemConnection } from "../wbem/connection.ts";
import { load } from "./load.ts";
import type {
  InformationPragma,
  LoadInput,
  LoadOptions,
  LoadProgress,
  LoadReport,
  ObjectOutcome,
} from "./load-options.ts";
import { MergedDiagnostics } from "./merged-diagnostics.ts";
import { requireLoadArguments } from "./require-inputs.ts";
import { SharedParse } from "./shared-parse.ts";
import { defaultJobs, maximumJobs, Slots } from "./slots.ts";

export { defaultJobs, maximumJobs } from "./slots.ts";

/** How {@link loadMany} loads, and who hears of it. */
export interface LoadManyOptions
  extends Omit<
    LoadOptions,
    "onDiagnostic" | "onProgress" | "onObject" | "onPragma" | "onFile" | "before" | "after" | "reader"
  > {
  /** How many targets are worked on at the same time, up to {@link maximumJobs}. Default: {@link defaultJobs}. */
  readonly jobs?: number;
  /** Called once for each mistake and warning, with the targets that it is about. */
  onDiagnostic(diagnostic: Diagnostic, targets: readonly WbemConnection[]): void;
  /** As in {@link LoadOptions}, for each target. */
  readonly onProgress?: (progress: LoadProgress, target: WbemConnection) => unknown;
  /** As in {@link LoadOptions}, for each target. */
  readonly onObject?: (outcome: ObjectOutcome, target: WbemConnection) => void;
  /** As in {@link LoadOptions}, for each target. */
  readonly onPragma?: (pragma: InformationPragma, target: WbemConnection) => void;
}

/** What became of one target: a report, or the error with which its load rejected. */
export type TargetOutcome =
  | { readonly connection: WbemConnection; readonly report: LoadReport; readonly error?: never }
  | { readonly connection: WbemConnection; readonly report?: never; readonly error: unknown };

/**
 * Loads the same inputs into several targets with one reading: each file is opened, read and parsed once, and its declarations go to
 * every target. Each target is all or nothing by itself, as with {@link load}: one that fails keeps none of the others from being
 * loaded, and there is nothing that makes all of them last together. Where one has failed, load again when its cause is gone.
 *
 * A target that is slower than the others holds them back, so that memory does not grow with the length of the inputs; it does with
 * the number of targets. Targets of different dialects are parsed for separately. The targets must be different ones: two connections
 * to one repository would wait for each other.
 *
 * @returns what became of each target, in their order. It rejects with a `TypeError` for arguments that are none, before anything is
 *   done; the errors with which `load` rejects are outcomes
 * @example
 * const outcomes = await loadMany([north, south], [{ kind: "file", path: "schema.mof" }], {
 *   onDiagnostic: ({ message }, targets) => console.error(message, targets.map(({ name }) => name)),
 * });
 * for (const { connection, report } of outcomes) console.log(connection.name, report?.committed ?? "failed");
 */
export async function loadMany(
  connections: readonly WbemConnection[],
  inputs: readonly LoadInput[],
  options: LoadManyOptions,
): Promise<readonly TargetOutcome[]> {
  requireArgument("connections", connections, { ...argumentKinds.list, words: "an array of connections" });
  for (const connection of connections) requireLoadArguments(connection, inputs, options);
  const { jobs = defaultJobs, onDiagnostic, onProgress, onObject, onPragma, ...common } = options;
  requireJobs(jobs);
  const slots = new Slots(jobs);
  const parses = new Map<Dialect, SharedParse>();
  for (const { dialect } of connections) if (!parses.has(dialect)) parses.set(dialect, new SharedParse());
  const targets = connections.map((connection) => ({
    connection,
    seat: (parses.get(connection.dialect) as SharedParse).join(slots),
  }));
  const merged = new MergedDiagnostics(
    targets,
    ({ seat }) => seat.position,
    (diagnostic, about) =>
      onDiagnostic(
        diagnostic,
        about.map(({ connection }) => connection),
      ),
  );
  return Promise.all(
    targets.map(async (target): Promise<TargetOutcome> => {
      const { connection, seat } = target;
      await slots.take();
      try {
        const report = await load(connection, inputs, {
          ...common,
          reader: seat,
          onDiagnostic: (diagnostic) => merged.report(target, diagnostic),
          ...(onProgress && { onProgress: (progress) => onProgress(progress, connection) }),
          ...(onObject && { onObject: (outcome) => onObject(outcome, connection) }),
          ...(onPragma && { onPragma: (pragma) => onPragma(pragma, connection) }),
        });
        return { connection, report };
      } catch (error) {
        return { connection, error };
      } finally {
        seat.leave();
        slots.release();
        merged.finish(target);
      }
    }),
  );
}

function requireJobs(jobs: unknown): void {
  requireArgument("options.jobs", jobs, {
    words: `a whole number from 1 to ${maximumJobs}`,
    holds: (given) => typeof given === "number" && Number.isInteger(given) && given >= 1 && given <= maximumJobs,
  });
}
