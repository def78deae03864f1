import { isAbsolute, relative, sep } from "node:path";

/** The path of a file relative to a folder that it lies below, with `/` on every system; `undefined` where it lies elsewhere. */
export function relativePath(path: string, folder: string): string | undefined {
  const found = relative(folder, path);
  const isBelow = found !== "" && found !== ".." && !found.startsWith(`..${sep}`) && !isAbsolute(found);
  return isBelow ? found.split(sep).join("/") : undefined;
}
