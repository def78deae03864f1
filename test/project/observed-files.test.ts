import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compareWithObservations, ObservedFiles } from "../../src/project/observed-files.ts";
import { fileError } from "../../src/source/file-error.ts";
import type { FileHost } from "../../src/source/file-host.ts";
import { nodeFileHost } from "../../src/source/node-file-host.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

// Otherwise whoever watches it would not see that it can be read now.
test("a file that could not be opened has changed when it can be", () => {
  const path = join(temporaryFolder(), "a.mof");
  writeFileSync(path, "class A { };");
  let isLocked = true;
  const host: FileHost = {
    status: (asked) => nodeFileHost.status(asked),
    list: (asked) => nodeFileHost.list(asked),
    realPath: (asked) => nodeFileHost.realPath(asked),
    open(asked) {
      if (isLocked) throw fileError(Object.assign(new Error("denied"), { code: "EACCES" }), asked);
      return nodeFileHost.open(asked);
    },
  };
  const files = new ObservedFiles(host);
  expect(() => files.open(path)).toThrow("a.mof");
  expect(compareWithObservations(files.observations, host)).toEqual({ changed: new Set(), others: [] });
  isLocked = false;
  expect(compareWithObservations(files.observations, host).changed).toEqual(new Set([path]));
});
