import type { FileHost } from "./file-host.ts";
import { nodeCrypto } from "./node-crypto.ts";

/** Bytes that are read at once. */
const chunkLength = 64 * 1024;

/**
 * The SHA-256 digest of the bytes of a file, in hexadecimal: two files with the same one have the same content.
 *
 * @throws `SourceError` where the file is missing, no regular file or not readable
 */
export function digestFile(path: string, host: FileHost): string {
  const hash = nodeCrypto().createHash("sha256");
  const buffer = new Uint8Array(chunkLength);
  const file = host.open(path);
  try {
    for (let position = 0; ; ) {
      const count = file.read(buffer, position);
      if (count === 0) return hash.digest("hex");
      hash.update(buffer.subarray(0, count));
      position += count;
    }
  } finally {
    file.close();
  }
}
