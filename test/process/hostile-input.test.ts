import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FinishedProcess, spawnMofkit } from "../support/spawn-mofkit.ts";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "mofkit-hostile-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Checks a file of this text or, without one, what already stands at the name. */
async function check(name: string, text?: string | Buffer, ...options: string[]): Promise<FinishedProcess> {
  if (text !== undefined) writeFileSync(join(folder, name), text);
  return spawnMofkit(["check", name, ...options], { cwd: folder });
}

/** The first lines of all messages: `error code: message` with its place. */
function headlines({ stderr }: FinishedProcess): string[] {
  return stderr.split("\n").filter((line) => /(^|: |- )(error|warning) [a-z-]+: /.test(line));
}

function expectRefused(run: FinishedProcess, code: string): void {
  expect(headlines(run)[0]).toContain(` ${code}: `);
  expect(run.stderr).not.toMatch(/\n\s+at .+:\d+:\d+/);
  expect(run.stderr.length).toBeLessThan(100_000);
}

describe("input that is too much", () => {
  test("a string literal of 50 MB", async () => {
    const run = await check("long.mof", `class A { [Key] string K; string S = "${"x".repeat(50 * 2 ** 20)}"; };\n`);
    expect([0, 3]).toContain(run.code);
    if (run.code === 3) expectRefused(run, "literal-too-long");
  });

  test("a string literal of 50 MB without an end", async () => {
    const run = await check("endless.mof", `class A { [Key] string K; string S = "${"x".repeat(50 * 2 ** 20)}`);
    expect(run.code).toBe(3);
    expect(headlines(run)[0]).toMatch(/unterminated-string|literal-too-long/);
  });

  test("100,000 nested braces", async () => {
    const run = await check("deep.mof", `class A { uint32 N[] = ${"{".repeat(100_000)}1${"}".repeat(100_000)}; };\n`);
    expect(run.code).toBe(3);
    expectRefused(run, "nested-array");
  });

  test("100,000 nested instances", async () => {
    const text = `instance of A { P = ${"instance of A { P = ".repeat(100_000)}1${"; }".repeat(100_000)}; };\n`;
    const run = await check("deep-instances.mof", text);
    expect(run.code).toBe(3);
    expectRefused(run, "nesting-too-deep");
  });

  test("50,000 errors in one file show some and count all", async () => {
    const lines = ["class A { [Key] uint32 K; };"];
    for (let index = 0; index < 50_000; index++) lines.push(`instance of A { K = ${index}; Wrong = 1; };`);
    const run = await check("errors.mof", lines.join("\n"));
    expect(run.code).toBe(3);
    expectRefused(run, "unknown-property");
    expect(headlines(run)).toHaveLength(100);
    expect(run.stderr).toMatch(/50,?000 errors/);
  });

  test("50,000 syntax errors in one file: the rest is not read", async () => {
    const run = await check("syntax-errors.mof", "clas A { };\n".repeat(50_000));
    expect(run.code).toBe(3);
    expectRefused(run, "unknown-declaration");
    expect(headlines(run)).toHaveLength(100);
    expect(run.stderr).toMatch(/information too-many-errors: /);
  });
});

describe("input that is no MOF text", () => {
  test("an empty file is good", async () => {
    const run = await check("empty.mof", "");
    expect({ code: run.code, headlines: headlines(run) }).toEqual({ code: 0, headlines: [] });
  });

  test("random bytes", async () => {
    let state = 12345;
    const bytes = Buffer.from(
      Array.from({ length: 200_000 }, () => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
        return state >>> 24;
      }),
    );
    const run = await check("random.mof", bytes);
    expect(run.code).toBe(3);
    expectRefused(run, "binary-file");
  });

  test("a folder named as an include", async () => {
    mkdirSync(join(folder, "sub.mof"), { recursive: true });
    const run = await check("includes-folder.mof", `#pragma include("sub.mof")\n`);
    expect(run.code).toBe(3);
    expectRefused(run, "not-a-regular-file");
  });

  test.skipIf(process.platform === "win32")("a device is refused, not read without end", async () => {
    const run = await spawnMofkit(["check", "/dev/zero"], { cwd: folder });
    expect(run.code).not.toBe(0);
    expectRefused(run, "not-a-regular-file");
    const included = await check("includes-device.mof", `#pragma include("/dev/zero")\n`);
    expect(included.code).toBe(3);
    expectRefused(included, "not-a-regular-file");
  });

  test.skipIf(!existsSync("/dev/stdin"))("a stream that has a path is refused, with the way to read it", async () => {
    writeFileSync(join(folder, "a.mof"), "class A { };");
    for (const given of [["check"], ["diff", "a.mof"], ["merge", "/dev/stdin"]]) {
      const run = await spawnMofkit([...given, "/dev/stdin"], { cwd: folder, input: "class A { };" });
      expectRefused(run, "not-a-regular-file");
      expect(run.stderr).toContain("from standard input, as `-`");
    }
  });

  test.skipIf(process.platform === "win32" || process.getuid?.() === 0)("a file this user may not read", async () => {
    writeFileSync(join(folder, "secret.mof"), "class A { };");
    chmodSync(join(folder, "secret.mof"), 0);
    expectRefused(await check("secret.mof"), "file-not-readable");
  });

  test("a file that does not exist", async () => {
    const run = await check("nowhere.mof");
    expect([1, 2]).toContain(run.code);
    expect(run.stderr).toContain("nowhere.mof");
    expect(run.stderr).not.toMatch(/\n\s+at /);
  });
});

test("a key cannot drive the terminal that shows it", async () => {
  writeFileSync(
    join(folder, "escape.mof"),
    String.raw`class A { [Key] string K; }; instance of A { K = "\x1b[2J\nroot/fake"; };`,
  );
  const compiled = await spawnMofkit(["compile", "escape.mof", "-r", "escape.db", "-v"], { cwd: folder });
  const listed = await spawnMofkit(["list", "instances", "A", "-r", "escape.db"], { cwd: folder });
  expect(listed.stdout).toBe('A.K="<U+001B>[2J<U+000A>root/fake"\n');
  expect(compiled.stderr + compiled.stdout).toContain("<U+001B>[2J");
  expect(compiled.stderr + compiled.stdout).not.toContain("\u001b");
});

describe("includes that leave their root", () => {
  test("by dots, by an absolute path and by a link", async () => {
    mkdirSync(join(folder, "root/inside"), { recursive: true });
    writeFileSync(join(folder, "outside.mof"), "class Outside { };");
    symlinkSync(join(folder, "outside.mof"), join(folder, "root/link.mof"));
    for (const include of ["../outside.mof", join(folder, "outside.mof").replaceAll("\\", "/"), "link.mof"]) {
      const run = await check(
        "root/main.mof",
        `#pragma include(${JSON.stringify(include)})\n`,
        "--include-root",
        "root",
      );
      expect(run.code).toBe(3);
      expectRefused(run, "include-outside-root");
    }
  });

  test("an include inside the root is read", async () => {
    writeFileSync(join(folder, "root/inside/part.mof"), "class Part { };");
    const run = await check("root/good.mof", `#pragma include("inside/part.mof")\n`, "--include-root", "root");
    expect(run.code).toBe(0);
  });
});
