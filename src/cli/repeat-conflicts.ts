import { postgresScheme, repositoryName } from "../repository/repository-name.ts";
import { isConflict, maximumTries } from "../repository/retry-conflicts.ts";
import type { CommandContext } from "./command-context.ts";
import type { CompileJob } from "./compile-jobs.ts";

/**
 * Does the work on a repository on a server, and does it again, {@link maximumTries} times in all, where it collides with others that write
 * at the same time: then nothing of it lasts. What a failed try has said is not told, only that there was one. Of standard input there
 * is no second try, because it cannot be read again, nor where more was said than is kept (`maximumHeldDiagnostics`).
 *
 * @param run does it once, with a context of that time
 * @throws what the last try throws
 */
export async function repeatConflicts<Result>(
  context: CommandContext,
  { inputs, target, dryRun, settings }: CompileJob,
  run: (context: CommandContext) => Promise<Result>,
): Promise<Result> {
  const isReadAgain = inputs.every(({ kind }) => kind !== "standard-input");
  if (dryRun || !isReadAgain || !postgresScheme.test(target)) return run(context);
  const { HeldTelling } = await import("./held-telling.ts");
  const name = repositoryName(target);
  for (let next = 2; ; next++) {
    const held = new HeldTelling(context, name);
    try {
      const result = await run(held.context);
      await held.tell();
      return result;
    } catch (error) {
      const isLast = next > maximumTries || held.isTold || context.io.signal.aborted;
      if (isLast || !isConflict(error)) {
        await held.tell();
        throw error;
      }
    } finally {
      held.close();
    }
    // Those who read with it are not kept waiting.
    settings.reader?.leave?.();
    const again = { repository: name, try: next, of: maximumTries };
    context.lines?.write("retry", context.target === undefined ? again : { target: context.target, ...again });
    context.note(`somebody else changed ${name} at the same time; trying again, ${next} of ${maximumTries}`);
  }
}
