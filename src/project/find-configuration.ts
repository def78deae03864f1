import { dirname, join, resolve } from "node:path";
import type { FileHost } from "../source/file-host.ts";
import { nodeFileHost } from "../source/node-file-host.ts";
import { SourceError } from "../source/source-error.ts";
import { configurationFileName, packageFileName, packageMember } from "./configuration.ts";

/** In bytes: one that is larger is cut off, and then no JSON any more. The largest that people publish have some ten thousand. */
const maximumPackageSize = 1024 * 1024;

/**
 * The path of the project file of a folder: `mofkit.config.json`, else a `package.json` with a member `mofkit`, in the folder or
 * the nearest above it that has one; `undefined` where none has.
 *
 * @param folder a relative one gives a relative path
 * @example findConfiguration("project/mof") // "project/mofkit.config.json"
 */
export function findConfiguration(folder = ".", host: FileHost = nodeFileHost): string | undefined {
  for (let current = folder; ; current = join(current, "..")) {
    const own = join(current, configurationFileName);
    if (sizeOf(own, host) !== undefined) return own;
    const ofPackage = join(current, packageFileName);
    const size = sizeOf(ofPackage, host);
    if (size !== undefined && hasMember(ofPackage, size, host)) return ofPackage;
    const absolute = resolve(current);
    if (dirname(absolute) === absolute) return undefined;
  }
}

/**
 * Whether a `package.json` has a member for mofkit. One that cannot be read has none: it is not mofkit's to complain. One that is
 * no JSON and has the word may have it, and reading it says what is wrong.
 */
function hasMember(path: string, size: number, host: FileHost): boolean {
  try {
    const file = host.open(path);
    try {
      const bytes = new Uint8Array(Math.min(size, maximumPackageSize));
      const text = new TextDecoder().decode(bytes.subarray(0, file.read(bytes, 0)));
      // Most have none, and this says so without parsing.
      if (!text.includes(`"${packageMember}"`)) return false;
      const value: unknown = JSON.parse(text);
      return typeof value === "object" && value !== null && Object.hasOwn(value, packageMember);
    } finally {
      file.close();
    }
  } catch (error) {
    if (error instanceof SourceError) return false;
    if (error instanceof SyntaxError) return true;
    throw error;
  }
}

/** The size of a file; `undefined` where there is none, or in a folder that this user may not look into. */
function sizeOf(path: string, host: FileHost): number | undefined {
  try {
    const status = host.status(path);
    return status?.kind === "file" ? status.size : undefined;
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    throw error;
  }
}
