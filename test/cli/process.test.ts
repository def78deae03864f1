import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { spawnMofkit } from "../support/spawn-mofkit.ts";

const root = join(import.meta.dirname, "../..");
const source = join(root, "src/cli/mofkit.ts");
const built = join(root, "dist/mofkit.js");

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "mofkit-process-"));
  const lines = ["class Buoy { [Key] uint32 Number; string Text; };"];
  for (let number = 0; number < 20_000; number++) {
    lines.push(`instance of Buoy { Number = ${number}; Text = "${"a buoy ".repeat(5)}"; };`);
  }
  writeFileSync(join(folder, "buoys.mof"), lines.join("\n"));
  writeFileSync(join(folder, "small.mof"), lines.slice(0, 2).join("\n"));
  const { code } = await spawnMofkit(["compile", "buoys.mof", "-r", "buoys.db"], { cwd: folder });
  expect(code).toBe(0);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(...argv: string[]): ChildProcess & { errors: () => string } {
  const child = spawn(process.execPath, [source, ...argv], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  child.stderr.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  return Object.assign(child, { errors: () => text });
}

const exitOf = (child: ChildProcess) => new Promise((resolve) => child.once("close", (code) => resolve(code)));

describe("a reader that closes the pipe", () => {
  test.each([
    [["dump", "-r", "buoys.db"]],
    [["dump", "-r", "buoys.db", "--json"]],
    [["list", "instances", "-r", "buoys.db"]],
    [["ast", "buoys.mof"]],
  ])("is no error: %j", async (argv) => {
    const child = start(...argv);
    child.stdout?.once("data", () => child.stdout?.destroy());
    expect(await exitOf(child)).toBe(0);
    expect(child.errors()).toBe("");
  });

  test("before anything is written", async () => {
    const child = start("--version");
    child.stdout?.destroy();
    expect(await exitOf(child)).toBe(0);
  });

  test("does not stop a compile, nor does one of standard error", async () => {
    const child = start("compile", "buoys.mof", "-r", "closed.db", "--verbose");
    child.stdout?.destroy();
    child.stderr?.destroy();
    expect(await exitOf(child)).toBe(0);
    const { stdout } = await spawnMofkit(["list", "instances", "-r", "closed.db"], { cwd: folder });
    expect(stdout.trimEnd().split("\n")).toHaveLength(20_000);
  });
});

test.skipIf(!existsSync("/dev/full")).each([[["dump", "-r", "buoys.db"]], [["--help"]]])(
  "a full disk behind standard output is an error: %j",
  async (argv) => {
    const full = openSync("/dev/full", "w");
    const child = spawn(process.execPath, [source, ...argv], { cwd: folder, stdio: ["ignore", full, "pipe"] });
    let text = "";
    child.stderr?.setEncoding("utf8").on("data", (part: string) => {
      text += part;
    });
    expect(await exitOf(child)).toBe(1);
    closeSync(full);
    expect(text).toBe("error output-failed: writing to standard output failed: no space left on device\n");
  },
);

describe("a signal", () => {
  test.skipIf(process.platform === "win32").each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("%s rolls back and says so", async (signal, code) => {
    const child = start("compile", "buoys.mof", "-r", "interrupted.db", "--verbose");
    child.stderr?.once("data", () => child.kill(signal));
    expect(await exitOf(child)).toBe(code);
    expect(child.errors()).toContain(`error interrupted: interrupted by ${signal}, and nothing was changed\n`);
    expect(readdirSync(folder).filter((name) => name.startsWith("interrupted"))).toEqual([]);
  });
});

test.skipIf(process.platform === "win32")("a signal ends a dump, and leaves no part of a file", async () => {
  const child = start("dump", "-r", "buoys.db", "-o", "interrupted.mof");
  const watch = setInterval(() => {
    if (!readdirSync(folder).some((name) => name.startsWith("interrupted.mof"))) return;
    clearInterval(watch);
    child.kill("SIGINT");
  }, 5);
  expect(await exitOf(child)).toBe(130);
  expect(readdirSync(folder).filter((name) => name.startsWith("interrupted"))).toEqual([]);
});

describe("standard input and the current folder", () => {
  test("MOF from standard input into ./repository.db, the only file that is left", async () => {
    const cwd = mkdtempSync(join(folder, "current-"));
    const input = 'class A { [Key] string Name; };\n#pragma include("b.mof")\n';
    writeFileSync(join(cwd, "b.mof"), "class B : A { };\n");
    const { code, stderr } = await spawnMofkit(["compile", "-"], { cwd, input });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(readdirSync(cwd).sort()).toEqual(["b.mof", "repository.db"]);
    const { stdout } = await spawnMofkit(["list", "classes"], { cwd });
    expect(stdout).toBe("A\nB\n");
  });

  test("the tree of standard input", async () => {
    const { stdout } = await spawnMofkit(["ast", "-"], { cwd: folder, input: "class A { };" });
    expect(JSON.parse(stdout).files).toMatchObject([{ file: "<stdin>", declarations: [{ name: { name: "A" } }] }]);
  });
});

describe("what is built", () => {
  beforeAll(() => {
    const { status, stderr } = spawnSync(process.execPath, ["scripts/build.ts"], { cwd: root, encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  function runBuilt(argv: readonly string[], environment: Record<string, string> = {}) {
    const options = { cwd: folder, encoding: "utf8", env: { ...process.env, ...environment } } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, [built, ...argv], options);
    return { status, stdout, stderr };
  }

  test("knows its version, also outside of the checkout", () => {
    expect(runBuilt(["--version"])).toEqual({ status: 0, stdout: `${packageJson.version}\n`, stderr: "" });
  });

  test("does the main job", () => {
    const { status, stderr } = runBuilt(["compile", "small.mof", "-r", "built.db"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  /** The files of the package that a command line makes Node load. */
  function loadedBy(...argv: string[]): string {
    const coverage = mkdtempSync(join(folder, "coverage-"));
    expect(runBuilt(argv, { NODE_V8_COVERAGE: coverage }).status).toBe(0);
    const reports = readdirSync(coverage).map((name) => JSON.parse(readFileSync(join(coverage, name), "utf8")));
    const urls = reports.flatMap(({ result }) => result.map(({ url }: { url: string }) => url));
    const files = urls.filter((url) => url.startsWith("file:")).map((url) => readFileSync(new URL(url), "utf8"));
    expect(files.length).toBeGreaterThan(0);
    return files.join("\n");
  }

  const chevrotain = "performSelfAnalysis";
  const yargs = "parserConfiguration";
  const sqlite = "node:sqlite";

  test.each([
    [["--version"], []],
    [["--help"], [yargs]],
    [["compile", "--help"], [yargs]],
    [["check", "buoys.mof"], [chevrotain]],
    [["list", "classes", "-r", "buoys.db"], [sqlite]],
    [
      ["compile", "buoys.mof", "-r", "loaded.db"],
      [chevrotain, sqlite],
    ],
  ])("%j loads only what it needs", (argv, expected) => {
    const text = loadedBy(...argv);
    expect([yargs, chevrotain, sqlite].filter((mark) => text.includes(mark))).toEqual(expected);
  });

  test("the library loads under its name and has declarations", async () => {
    const library = await import(join(root, "dist/index.js"));
    expect(library.load).toBeTypeOf("function");
    const declarations = readFileSync(join(root, "dist/types/index.d.ts"), "utf8");
    expect(declarations).toContain('from "./open.js"');
    expect(declarations).not.toMatch(/from "[^"]*\.ts"/);
  });

  test("the launcher has no import that an old Node would stumble over", () => {
    const launcher = readFileSync(built, "utf8");
    expect(launcher.startsWith("#!/usr/bin/env node\n")).toBe(true);
    expect(launcher).not.toMatch(/^\s*(import|export)\b(?!\()/m);
    expect(launcher).not.toMatch(/\?\.|\?\?|\basync\b/);
    expect(launcher.length).toBeLessThan(1000);
  });

  /** A Node on the path that is older than the one the package brings along. */
  const oldNode = (process.env.PATH ?? "")
    .split(delimiter)
    .filter((part) => !part.includes("node_modules"))
    .map((part) => join(part, process.platform === "win32" ? "node.exe" : "node"))
    .find((path) => existsSync(path) && Number.parseInt(versionOf(path), 10) < 24);

  test.skipIf(oldNode === undefined)(
    `an old Node says what is needed${oldNode === undefined ? " (skipped: there is no old Node on the path)" : ""}`,
    () => {
      const { status, stdout, stderr } = spawnSync(oldNode as string, [built, "--version"], { encoding: "utf8" });
      expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
      expect(stderr).toBe(
        `mofkit needs Node.js 24 or newer and this is Node.js ${versionOf(oldNode as string)}; ` +
          "a newer one is at https://nodejs.org\n",
      );
    },
  );
});

function versionOf(node: string): string {
  return spawnSync(node, ["-p", "process.versions.node"], { encoding: "utf8" }).stdout.trim();
}
