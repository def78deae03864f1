import { globSync } from "node:fs";
import { dirname } from "node:path";
import { type Prerequisites, prerequisites } from "./compile-table.ts";

/** Files of the corpus that compile together. Paths are below the corpus, with forward slashes. */
export interface CorpusUnit {
  /** The folder of the files, or the file that is a unit of its own. */
  readonly path: string;
  readonly files: readonly string[];
  readonly entry: Prerequisites;
}

/** Folders of binary MOF, of requests and responses, and of the schema that has its own test. */
const otherFolders = /^(?:bmof|cimxml|cim-2\.49\.0)\//;

/** All MOF files of a folder and the folders in it, sorted, as paths below it with forward slashes. */
export function findMofFiles(folder: string): readonly string[] {
  const files = globSync("**/*.{mof,Mof,mfl}", { cwd: folder });
  return files.map((file) => file.replaceAll("\\", "/")).sort();
}

/** The longest path of the table at which or below which a file lies. */
export function tablePathOf(file: string): string {
  let longest = "";
  for (const path of Object.keys(prerequisites)) {
    if (path.length > longest.length && (file === path || file.startsWith(`${path}/`))) longest = path;
  }
  return longest;
}

/** The units of the corpus: a folder, but files that have an entry of their own or are marked `each` by themselves. */
export function findUnits(corpus: string): readonly CorpusUnit[] {
  const units = new Map<string, { path: string; files: string[]; entry: Prerequisites }>();
  for (const file of findMofFiles(corpus)) {
    if (otherFolders.test(file)) continue;
    const tablePath = tablePathOf(file);
    const entry = prerequisites[tablePath] ?? {};
    const path = entry.each || tablePath === file ? file : dirname(file);
    const unit = units.get(path);
    if (unit) unit.files.push(file);
    else units.set(path, { path, files: [file], entry });
  }
  return [...units.values()];
}
