import { utimesSync, writeFileSync } from "node:fs";
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

/** A host with stamps of our own that counts what is opened. */
function stamping(stampOf: (path: string) => string | undefined): FileHost & { opened: number } {
  const host: FileHost & { opened: number } = {
    ...nodeFileHost,
    opened: 0,
    stamp: stampOf,
    open(path) {
      host.opened++;
      return nodeFileHost.open(path);
    },
  };
  return host;
}

function read(host: FileHost, path: string): void {
  const file = host.open(path);
  file.read(new Uint8Array(1024), 0);
  file.close();
}

test("a file is read again only where its stamp is another one, and then its bytes decide", () => {
  const path = join(temporaryFolder(), "a.mof");
  writeFileSync(path, "class A { };");
  let stamp: string | undefined = "1";
  const host = stamping(() => stamp);
  const files = new ObservedFiles(host);
  read(files, path);
  expect(compareWithObservations(files.observations, host).changed).toEqual(new Set());
  expect(host.opened).toBe(1);
  stamp = "2";
  expect(compareWithObservations(files.observations, host).changed).toEqual(new Set());
  expect(host.opened).toBe(2);
  writeFileSync(path, "class B { };");
  expect(compareWithObservations(files.observations, host).changed).toEqual(new Set([path]));
});

test("a file without a stamp, or with one that only came later, is always read", () => {
  const path = join(temporaryFolder(), "a.mof");
  writeFileSync(path, "class A { };");
  let stamp: string | undefined;
  const host = stamping(() => stamp);
  const files = new ObservedFiles(host);
  read(files, path);
  stamp = "1";
  writeFileSync(path, "class B { };");
  expect(compareWithObservations(files.observations, host).changed).toEqual(new Set([path]));
});

test("a file that was read differently within one run has changed, whatever its stamp says", () => {
  const path = join(temporaryFolder(), "a.mof");
  const host = stamping(() => "1");
  const files = new ObservedFiles(host);
  for (const text of ["class A { };", "class B { };"]) {
    writeFileSync(path, text);
    read(files, path);
  }
  expect(compareWithObservations(files.observations, host).changed).toEqual(new Set([path]));
});

test("the file system stamps no file that was changed just now, also where its time says otherwise", () => {
  const path = join(temporaryFolder(), "a.mof");
  writeFileSync(path, "class A { };");
  utimesSync(path, new Date(0), new Date(0));
  expect(nodeFileHost.stamp?.(path)).toBeUndefined();
  expect(nodeFileHost.stamp?.(import.meta.filename)).toEqual(expect.any(String));
  expect(nodeFileHost.stamp?.(join(path, "b.mof"))).toBeUndefined();
});
