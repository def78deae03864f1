import { defineCommand } from "../command.ts";
import { durationOf } from "../counts.ts";
import { exitCodes } from "../exit-codes.ts";
import { repositoryTarget } from "../repository-access.ts";
import { repositoryOption } from "../shared-options.ts";

export const backupCommand = defineCommand({
  name: "backup",
  summary: "copy a repository while it is in use",
  description:
    "Copies the file of a repository to another file, which holds one state of it and is a repository itself. Others may read " +
    "and write meanwhile; who writes waits for the end of the copy. The file appears when it is complete and on disk; a backup " +
    "that fails leaves nothing behind; one that is killed leaves .FILE.*.tmp beside FILE, which the next backup to FILE removes.",
  arguments: [{ name: "FILE", describe: "the file of the copy, which must not be there yet", required: true }],
  options: {
    ...repositoryOption,
    force: { type: "flag", alias: "f", describe: "replace FILE where it is a repository; anything else is kept" },
  },
  examples: [
    ["mofkit backup copy.db", "the repository of this folder"],
    ["mofkit backup -r cim.db --force backups/cim.db", "in place of the copy of yesterday"],
  ],
  async run(context, { options, operands: [file = ""] }) {
    const start = performance.now();
    const { io, json, status, turns } = context;
    const target = repositoryTarget(context, options.repository);
    const { backupRepository } = await import("../../open.ts");
    await turns.take();
    const { bytes } = await backupRepository(target, file, {
      replace: options.force,
      onProgress: (copied, total) => {
        io.signal.throwIfAborted();
        status.update(() => `copying ${target}: ${megabytes(copied)} of ${megabytes(total)}`);
      },
    });
    status.clear();
    if (json) {
      json.member("repository", target);
      json.member("file", file);
      json.member("bytes", bytes);
    } else {
      context.note(`${target} copied to ${file}: ${megabytes(bytes)} in ${durationOf(performance.now() - start)}`);
    }
    return exitCodes.success;
  },
});

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
