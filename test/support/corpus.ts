import { existsSync } from "node:fs";
import { join } from "node:path";

const candidate = join(import.meta.dirname, "../../../shared/corpus");

/** The folder of real MOF files beside the project, or `undefined` in a clone that stands alone. */
export const corpusFolder: string | undefined = existsSync(candidate) ? candidate : undefined;

/** Why tests over real files are skipped; it stands in the title of each so that the skip is seen. */
export const corpusTitle = corpusFolder === undefined ? " (skipped: no corpus of real files beside this clone)" : "";
