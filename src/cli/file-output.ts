import { createWriteStream, renameSync, rmSync } from "node:fs";
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
  const stream = createWriteStream(partial, { flags: "wx" });
  const output = new TextOutput(stream, resultPieceLength);
  try {
    await work(output);
    await output.flush();
    if (!output.failure) {
      stream.end();
      await finished(stream);
      renameSync(partial, path);
    }
  } catch (error) {
    stream.destroy();
    rmSync(partial, { force: true });
    if ((error as NodeJS.ErrnoException).syscall !== "rename") throw error;
    throw failure(path, error as Error);
  }
  if (output.failure) {
    rmSync(partial, { force: true });
    throw failure(path, output.failure);
  }
}

function failure(path: string, error: Error): CommandError {
  return new CommandError(createDiagnostic("output-failed", { target: `\`${path}\``, reason: reasonOf(error) }));
}
