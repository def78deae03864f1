import { createHash } from "node:crypto";
import type { CimClass } from "../cim/model.ts";
import type { FileHost } from "../source/file-host.ts";
import type { WbemServices } from "../wbem/services.ts";

/** A file that `#pragma autorecover` asks to be compiled again when a repository is rebuilt. */
export interface RecoveryFile {
  /** Absolute. */
  readonly path: string;
  /** The namespace of the declarations that no pragma of the file governs. */
  readonly namespace: string;
}

/** Where recovery files are recorded; its name keeps it out of listings. */
export const recoveryNamespace = "root/__mofkit";

/** The class of the records. */
export const recoveryClass: CimClass = {
  kind: "class",
  name: "Mofkit_RecoveryFile",
  qualifiers: [],
  properties: [
    {
      name: "Path",
      type: "string",
      isArray: false,
      qualifiers: [{ name: "Key", type: "boolean", isArray: false, value: true, flavor: {} }],
    },
    { name: "Namespace", type: "string", isArray: false, qualifiers: [] },
    { name: "Digest", type: "string", isArray: false, qualifiers: [] },
  ],
  methods: [],
};

/** Records files with the SHA-256 digest of their bytes, by which a changed one is recognised. */
export async function recordRecoveryFiles(
  services: WbemServices,
  files: Iterable<RecoveryFile>,
  host: FileHost,
): Promise<void> {
  await services.putClass(recoveryClass);
  for (const { path, namespace } of files) {
    await services.putInstance({
      kind: "instance",
      className: recoveryClass.name,
      properties: [
        { name: "Path", value: path },
        { name: "Namespace", value: namespace },
        { name: "Digest", value: digestOf(path, host) },
      ],
    });
  }
}

function digestOf(path: string, host: FileHost): string {
  const hash = createHash("sha256");
  const buffer = new Uint8Array(64 * 1024);
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
