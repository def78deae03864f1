import {
  createWriteStream,
  fchmodSync,
  fstatSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  type WriteStream,
} from "node:fs";
import { finished } from "node:stream/promises";
import { createDiagnostic } from "../diagnostics/create.ts";
import { reasonOf } from "../source/file-error.ts";
import { CommandError } from "./command-error.ts";
import { resultPieceLength, TextOutput } from "./text-output.ts";

/**
 * Writes a file through `work`. The file appears under its name when it is complete; until then, and after a failure,
 * what was there before stays. A device or a pipe is written to as it is, and a link leads to what is written.
 *
 * @throws {CommandError} with `output-failed`, before `work` begins where it can be known by then
 */
export async function writeFile(path: string, work: (output: TextOutput) => Promise<void>): Promise<void> {
  const target = attempt(path, () => targetOf(path));
  const partial = target.isReplaced ? `${target.path}.${process.pid}.partial` : target.path;
  const stream = createWriteStream(partial, {
    fd: attempt(path, () => (target.isReplaced ? openPartial(partial, target.mode) : openSync(partial, "w"))),
  });
  const output = new TextOutput(stream, resultPieceLength);
  let isComplete = false;
  try {
    await work(output);
    await output.flush();
    if (output.failure) throw failure(path, output.failure);
    await closeStream(stream);
    if (target.isReplaced) attempt(path, () => renameSync(partial, target.path));
    isComplete = true;
  } finally {
    if (!isComplete) {
      stream.destroy();
      // Windows does not delete a file that is open.
      await finished(stream).catch(() => undefined);
      if (target.isReplaced) rmSync(partial, { force: true });
    }
  }
}

/** What is written to. */
export interface OutputTarget {
  readonly path: string;
  /** Whether another file takes its name, or it is written to as it is. */
  readonly isReplaced: boolean;
  /** Who may do what with the file that is there. */
  readonly mode?: number;
}

/** What is written to; a folder is opened as it is too, which the system refuses. */
export function targetOf(path: string): OutputTarget {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) return { path, isReplaced: true };
  if (!status.isFile()) return { path, isReplaced: false };
  return { path: realpathSync(path), isReplaced: true, mode: status.mode & 0o777 };
}

/** Creates the file that takes the place of another one, with the permissions of that. */
export function openPartial(path: string, mode: number | undefined): number {
  if (mode === undefined) return openSync(path, "wx");
  const descriptor = openSync(path, "wx", mode);
  // What a new file may not have by default, the one that was there may have had.
  if ((fstatSync(descriptor).mode & 0o777) !== mode) fchmodSync(descriptor, mode);
  return descriptor;
}

/**
 * Does work on a path; what the system refuses is thrown as `output-failed`.
 *
 * @param consequence what follows from that, as the end of the message
 */
export function attempt<Result>(path: string, work: () => Result, consequence = ""): Result {
  try {
    return work();
  } catch (error) {
    throw failure(path, error, consequence);
  }
}

async function closeStream(stream: WriteStream): Promise<void> {
  stream.end();
  await finished(stream);
}

function failure(path: string, error: unknown, consequence = ""): CommandError {
  const reason = `${reasonOf(error)}${consequence}`;
  return new CommandError(createDiagnostic("output-failed", { target: `\`${path}\``, reason }));
}
