import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import type { SplitResult } from "../localization/split-master.ts";
import { writeFile } from "./file-output.ts";
import type { TextOutput } from "./text-output.ts";
import { usageError } from "./usage.ts";

/** Where the two parts of a master are written, and where it was read. */
export interface PartPaths {
  readonly master: string;
  readonly neutral: string;
  readonly localized: string;
}

/** Refuses outputs of which one would replace the other or the master, before anything is read. */
export function checkPartPaths({ master, neutral, localized }: PartPaths): void {
  const [input, ...outputs] = [master, neutral, localized].map(realPath);
  if (outputs[0] === outputs[1]) throw usageError("outputs-are-same", { path: neutral });
  if (outputs.includes(input as string)) throw usageError("output-is-input", { path: master });
}

/** Writes both parts of a master in its encoding. Neither appears unless both are written to their end. */
export async function writeParts(parts: SplitResult, { neutral, localized }: PartPaths): Promise<void> {
  const { encoding } = parts;
  const write = async (output: TextOutput, text: string) => {
    // Without the mark nobody would know UTF-16.
    output.write(encoding === "utf-8" ? text : `\ufeff${text}`);
    await output.flush();
  };
  await writeFile(
    neutral,
    async (output) => {
      await write(output, parts.neutral);
      if (output.failure) return;
      await writeFile(localized, (other) => write(other, parts.localized), encoding);
    },
    encoding,
  );
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}
