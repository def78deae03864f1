/**
 * Writes what is generated from the grammar and from the types of the tree: the files of `grammar/` that no one writes by
 * hand, and the schemas of the tree and of the project file.
 *
 * Run by `npm run grammar`; a test tells when that is due.
 */
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { generatedFiles } from "./grammar/generated-files.ts";

const root = resolve(import.meta.dirname, "..");
for (const [path, content] of generatedFiles(root)) writeFileSync(join(root, path), content);
