import { closeSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { attempt, openPartial, targetOf } from "./file-output.ts";

/** A file that is written as a whole. */
export interface WrittenFile {
  readonly path: string;
  readonly text: string;
  /** UTF-16 begins with a byte order mark, UTF-8 does not. */
  readonly encoding: "utf-8" | "utf-16le";
}

/** Takes back what has been put in place. */
type Restore = () => void;

/**
 * Writes several files, all of them or none: each is complete under another name before the first takes its place, and where
 * one cannot, those before it get back what they were. A device or a pipe is written to as it is, behind the files.
 *
 * @throws {CommandError} with `output-failed`
 */
export function writeFilesTogether(files: readonly WrittenFile[]): void {
  const targets = files.map((file) => ({ ...file, target: attemptFirst(file.path, () => targetOf(file.path)) }));
  const replaced = targets.filter(({ target }) => target.isReplaced);
  const partials: string[] = [];
  const restores: Restore[] = [];
  let isComplete = false;
  try {
    for (const { path, target, text, encoding } of replaced) {
      const partial = partialOf(target.path);
      attemptFirst(path, () => {
        const descriptor = openPartial(partial, target.mode);
        partials.push(partial);
        try {
          writeFileSync(descriptor, encode(text, encoding));
        } finally {
          closeSync(descriptor);
        }
      });
    }
    for (const { path, target } of replaced) {
      const before = attemptFirst(path, () => contentOf(target.path));
      attemptFirst(path, () => renameSync(partialOf(target.path), target.path));
      restores.push(() =>
        before === undefined ? rmSync(target.path, { force: true }) : writeFileSync(target.path, before),
      );
    }
    for (const { path, target, text, encoding } of targets) {
      if (!target.isReplaced) attempt(path, () => writeFileSync(target.path, encode(text, encoding)));
    }
    isComplete = true;
  } finally {
    if (!isComplete) {
      for (const restore of restores.toReversed()) restore();
      for (const partial of partials) rmSync(partial, { force: true });
    }
  }
}

/** Does work before which nothing has been written that is not taken back. */
function attemptFirst<Result>(path: string, work: () => Result): Result {
  return attempt(path, work, ", and nothing was written");
}

/** What is to be put back if need be; `undefined` where there is no file. */
function contentOf(path: string): Buffer | undefined {
  return existsSync(path) ? readFileSync(path) : undefined;
}

function partialOf(path: string): string {
  return `${path}.${process.pid}.partial`;
}

function encode(text: string, encoding: WrittenFile["encoding"]): Buffer {
  return encoding === "utf-8" ? Buffer.from(text, "utf8") : Buffer.from(`\uFEFF${text}`, "utf16le");
}
