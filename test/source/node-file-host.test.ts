import { execFileSync } from "node:child_process";
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fileError } from "../../src/source/file-error.ts";
import { nodeFileHost } from "../../src/source/node-file-host.ts";
import { openSource } from "../../src/source/open-source.ts";
import { readAll } from "./support.ts";

const onWindows = process.platform === "win32";
const asRoot = process.getuid?.() === 0;

let folder: string;
let server: Server;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "mofkit-test-"));
  writeFileSync(at("b.mof"), "class B {};");
  writeFileSync(at("A.mof"), "class A {};\n");
  mkdirSync(at("sub"));
  if (onWindows) return;
  symlinkSync("b.mof", at("link.mof"));
  symlinkSync("nowhere", at("broken.mof"));
  symlinkSync("loop.mof", at("loop.mof"));
  symlinkSync("sub", at("linked-folder"));
  execFileSync("mkfifo", [at("pipe")]);
  writeFileSync(at("secret.mof"), "", { mode: 0 });
  server = createServer();
  await new Promise<void>((resolve) => server.listen(at("socket"), resolve));
});

afterAll(() => {
  server?.close();
  rmSync(folder, { recursive: true });
});

test("a file is read under the name it was given", async () => {
  const source = await openSource(at("A.mof"), { name: "A.mof" });
  expect(source.name).toBe("A.mof");
  expect(source.path).toBe(at("A.mof"));
  expect(await readAll(source)).toBe("class A {};\n");
});

describe("a path that cannot be read is refused at once", () => {
  test.each([
    ["missing.mof", "file-not-found"],
    ["sub", "not-a-regular-file"],
    ["b.mof/c.mof", "not-a-folder"],
    ["x".repeat(5000), "path-too-long"],
    ["a\0b", "invalid-path"],
  ])("%.20s", async (name, code) => {
    await expect(openSource(at(name))).rejects.toMatchObject({ name: "SourceError", code });
  });

  test.skipIf(onWindows).each([
    ["pipe", "not-a-regular-file"],
    ["socket", "not-a-regular-file"],
    ["loop.mof", "too-many-links"],
    ["broken.mof", "file-not-found"],
    ["linked-folder", "not-a-regular-file"],
  ])("%s", async (name, code) => {
    await expect(openSource(at(name))).rejects.toMatchObject({ name: "SourceError", code });
  });

  test.skipIf(!existsSync("/dev/zero")).each(["/dev/zero", "/dev/null", "/dev/tty"])("%s", async (path) => {
    await expect(openSource(path)).rejects.toThrow(/^`\/dev\/\w+` is a device(?: or socket)?, and only regular files/);
  });

  test.skipIf(onWindows || asRoot)("a file without permission", async () => {
    await expect(openSource(at("secret.mof"))).rejects.toThrow(`no permission to read \`${at("secret.mof")}\``);
  });

  test("with the path in the message and no error number", async () => {
    await expect(openSource("missing.mof")).rejects.toThrow(/^`missing\.mof` does not exist$/);
  });

  test.each([
    ["EACCES", "file-not-readable"],
    ["EPERM", "file-not-readable"],
    ["EISDIR", "not-a-regular-file"],
    ["EMFILE", "too-many-open-files"],
  ])("with %s", (code, expected) => {
    expect(fileError(Object.assign(new Error(code), { code, errno: -1 }), "a.mof").code).toBe(expected);
  });

  test("with an error of the disk in words", () => {
    const error = fileError(Object.assign(new Error("EIO"), { code: "EIO", errno: -5 }), "a.mof");
    expect(error.code).toBe("file-read-failed");
    expect(error.message).not.toMatch(/EIO|-5/);
  });

  test("but a bug of ours is thrown on", () => {
    expect(() => fileError(new TypeError("bug"), "a.mof")).toThrow(TypeError);
  });
});

test.skipIf(!existsSync("/proc/self/status"))(
  "a file that the system makes up is read, although its size is 0",
  async () => {
    expect(await readAll(await openSource("/proc/self/status"))).toMatch(/^Name:/);
  },
);

describe("the status of a path", () => {
  test("is its kind and size", () => {
    expect(nodeFileHost.status(at("b.mof"))).toEqual({ kind: "file", size: 11 });
    expect(nodeFileHost.status(at("sub"))?.kind).toBe("folder");
  });

  test("is nothing where nothing is", () => {
    expect(nodeFileHost.status(at("missing.mof"))).toBeUndefined();
    expect(nodeFileHost.status(at("b.mof/c.mof"))).toBeUndefined();
  });

  test.skipIf(onWindows)("follows links", () => {
    expect(nodeFileHost.status(at("link.mof"))).toEqual({ kind: "file", size: 11 });
    expect(nodeFileHost.status(at("broken.mof"))).toBeUndefined();
    expect(() => nodeFileHost.status(at("loop.mof"))).toThrow(/too many symbolic links/);
  });

  test.skipIf(onWindows || asRoot)("in a folder without permission is an error", () => {
    mkdirSync(at("closed"), { mode: 0 });
    expect(() => nodeFileHost.status(at("closed/a.mof"))).toThrow(/no permission/);
    chmodSync(at("closed"), 0o700);
  });
});

describe("the entries of a folder", () => {
  test("come by name with their kinds", () => {
    expect(nodeFileHost.list(folder).filter(({ name }) => ["A.mof", "b.mof", "sub"].includes(name))).toEqual([
      { name: "A.mof", kind: "file" },
      { name: "b.mof", kind: "file" },
      { name: "sub", kind: "folder" },
    ]);
  });

  test.skipIf(onWindows)("tell what links lead to", () => {
    const kinds = new Map(nodeFileHost.list(folder).map(({ name, kind }) => [name, kind]));
    expect(Object.fromEntries(kinds)).toMatchObject({
      "link.mof": "file",
      "linked-folder": "folder",
      pipe: "pipe",
      socket: "socket",
    });
    expect(kinds.has("broken.mof")).toBe(true);
    expect(kinds.get("broken.mof")).toBeUndefined();
    expect(kinds.get("loop.mof")).toBeUndefined();
  });

  test("of what is none are an error", () => {
    expect(() => nodeFileHost.list(at("b.mof"))).toThrow(/is not a folder/);
    expect(() => nodeFileHost.list(at("missing"))).toThrow(/does not exist/);
  });
});

test.skipIf(onWindows)("the real path has no links", () => {
  expect(nodeFileHost.realPath(at("link.mof"))).toBe(join(nodeFileHost.realPath(folder), "b.mof"));
  expect(() => nodeFileHost.realPath(at("broken.mof"))).toThrow(/does not exist/);
});

test.skipIf(!existsSync("/dev/fd"))(
  "the real path of what only a descriptor leads to is that of the descriptor",
  () => {
    writeFileSync(at("deleted.mof"), "");
    const descriptor = openSync(at("deleted.mof"), "r");
    rmSync(at("deleted.mof"));
    expect(nodeFileHost.realPath(`/dev/fd/${descriptor}`)).toBe(`/dev/fd/${descriptor}`);
    closeSync(descriptor);
  },
);
