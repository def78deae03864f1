import type { FileHost } from "../../src/source/file-host.ts";
import { type OpenSourceOptions, openSource } from "../../src/source/open-source.ts";
import type { ReadableSource } from "../../src/source/readable-source.ts";

/** A file system that holds one file. */
export function hostOf(content: Buffer): FileHost {
  return {
    status: () => ({ kind: "file", size: content.length }),
    open: () => ({
      read: (target, position) => content.copy(target, 0, position, position + target.length),
      close: () => {},
    }),
    list: () => [],
    realPath: (path) => path,
  };
}

/** Opens bytes as the file `example.mof`. */
export function openBytes(content: Buffer, options: OpenSourceOptions = {}): Promise<ReadableSource> {
  return openSource("example.mof", { host: hostOf(content), ...options });
}

export async function readChunks(source: ReadableSource): Promise<string[]> {
  const chunks: string[] = [];
  for (let chunk = await source.nextChunk(); chunk !== undefined; chunk = await source.nextChunk()) chunks.push(chunk);
  return chunks;
}

export async function readAll(source: ReadableSource): Promise<string> {
  return (await readChunks(source)).join("");
}
