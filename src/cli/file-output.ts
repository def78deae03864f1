import { createWriteStream, openSync, renameSync, rmSync, type WriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { createDiagnostic } from "../diagnostics/create.ts";
import { reasonOf } from "../source/file-error.ts";
import { CommandError } from "./command-error.ts";
import { resultPieceLength, TextOutput } from "./text-output.ts";

/**
 * Writes a file through `work`. The file appears under its name when it is complete; until then, and after a failure,
 * what was there before stays.
 *
 * @throws {CommandError} with `output-failed`
 */
export async function writeFile(path: string, work: (output: TextOutput) => Promise<void>): Promise<void> {
  const partial = `${path}.${process.pid}.partial`;
  const stream = createWriteStream(partial, { fd: openPartial(path, partial) });
  const output = new TextOutput(stream, resultPieceLength);
  let isComplete = false;
  try {
    await work(output);
    await output.flush();
    if (output.failure) throw failure(path, output.failure);
    await closeStream(stream);
    replace(partial, path);
    isComplete = true;
  } finally {
    if (!isComplete) {
      stream.destroy();
      // Windows does not delete a file that is open.
      await finished(stream).catch(() => undefined);
      rmSync(partial, { force: true });
    }
  }
}

function openPartial(path: string, partial: string): number {
  try {
    return openSync(partial, "wx");
  } catch (error) {
    throw failure(path, error);
  }
}

async function closeStream(stream: WriteStream): Promise<void> {
  stream.end();
  await finished(stream);
}

function replace(partial: string, path: string): void {
  try {
    renameSync(partial, path);
  } catch (error) {
    throw failure(path, error);
  }
}

function failure(path: string, error: unknown): CommandError {
  return new CommandError(createDiagnostic("output-failed", { target: `\`${path}\``, reason: reasonOf(error) }));
}
