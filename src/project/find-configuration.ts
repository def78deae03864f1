import { dirname, join, resolve } from "node:path";
import type { FileHost } from "../source/file-host.ts";
import { nodeFileHost } from "../source/node-file-host.ts";
import { SourceError } from "../source/source-error.ts";
import { readJsonText } from "./config-json.ts";
import { configurationFileName, packageFileName, packageMember } from "./configuration.ts";

/**
 * The path of the project file of a folder: `mofkit.config.json`, else a `package.json` with a member `mofkit`, in the folder or
 * the nearest above it that has one; `undefined` where none has.
 *
 * @param folder a relative one gives a relative path
 * @example await findConfiguration("project/mof") // "project/mofkit.config.json"
 */
export async function findConfiguration(folder = ".", host: FileHost = nodeFileHost): Promise<string | undefined> {
  for (let current = folder; ; current = join(current, "..")) {
    const own = join(current, configurationFileName);
    if (isFile(own, host)) return own;
    const ofPackage = join(current, packageFileName);
    if (isFile(ofPackage, host) && (await hasMember(ofPackage, host))) return ofPackage;
    const absolute = resolve(current);
    if (dirname(absolute) === absolute) return undefined;
  }
}

/**
 * Whether a `package.json` has a member for mofkit. One that cannot be read has none: it is not mofkit's to complain. One that is
 * no JSON and has the word may have it, and reading it says what is wrong.
 */
async function hasMember(path: string, host: FileHost): Promise<boolean> {
  try {
    const { text } = await readJsonText(path, host);
    // Most have none, and this says so without parsing.
    if (!text.includes(`"${packageMember}"`)) return false;
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && Object.hasOwn(value, packageMember);
  } catch (error) {
    if (error instanceof SourceError) return false;
    if (error instanceof SyntaxError) return true;
    throw error;
  }
}

/** A folder above that may not be looked into has no project file for this user. */
function isFile(path: string, host: FileHost): boolean {
  try {
    return host.status(path)?.kind === "file";
  } catch (error) {
    if (error instanceof SourceError) return false;
    throw error;
  }
}
