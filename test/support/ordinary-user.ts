import { chmodSync } from "node:fs";
import { dirname } from "node:path";

/** The user `nobody` of most systems. */
const nobody = 65_534;

/**
 * As whom a process runs that permissions are to hold for: the superuser may do anything, so that a process of its has to
 * give that up. Lets others into the folder.
 */
export function asOrdinaryUser(folder: string): { readonly user?: number } {
  if (process.getuid?.() !== 0) return {};
  for (const path of [folder, dirname(folder)]) chmodSync(path, 0o755);
  return { user: nobody };
}
