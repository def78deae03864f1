import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runMofkit } from "../support/run-mofkit.ts";
import { spawnMofkit } from "../support/spawn-mofkit.ts";

const source = join(import.meta.dirname, "../../src/cli/mofkit.ts");

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "mofkit-process-"));
  const lines = ["class Buoy { [Key] uint32 Number; string Text; };"];
  for (let number = 0; number < 40_000; number++) {
    lines.push(`instance of Buoy { Number = ${number}; Text = "${"a buoy ".repeat(5)}"; };`);
  }
  writeFileSync(join(folder, "buoys.mof"), lines.join("\n"));
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
    [["query", "SELECT * FROM Buoy", "-r", "buoys.db"]],
    [["query", "SELECT * FROM Buoy", "-r", "buoys.db", "--format", "table"]],
    [["query", "SELECT * FROM Buoy", "-r", "buoys.db", "--json"]],
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
    const child = start("compile", "buoys.mof", "-r", "closed.db", "--verbose", "--json");
    child.stdout?.destroy();
    child.stderr?.destroy();
    expect(await exitOf(child)).toBe(0);
    const { stdout } = await spawnMofkit(["list", "instances", "-r", "closed.db"], { cwd: folder });
    expect(stdout.trimEnd().split("\n")).toHaveLength(40_000);
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
    expect(text).toBe(
      "error output-failed: writing to standard output failed: no space left on device\n" +
        "  hint: write to another place, or see that this one is there, may be written and has room\n",
    );
  },
);

test.each([[["query", "SELECT * FROM Buoy WHERE Text = 'nothing'"]], [["verify", "--quiet"]]])(
  "a signal stops what finds nothing: %j",
  async (words) => {
    const argv = [...words, "-r", join(folder, "buoys.db")];
    // What it loads is loaded, so that the signal comes while it reads.
    expect(await runMofkit(argv)).toEqual({ code: 0, stdout: "", stderr: "" });
    const interruption = new AbortController();
    setTimeout(() => interruption.abort("SIGINT"), 5);
    const { code, stderr } = await runMofkit(argv, { signal: interruption.signal });
    expect({ code, stderr }).toEqual({ code: 130, stderr: expect.stringContaining("interrupted by SIGINT") });
  },
);

describe("a signal", () => {
  test.skipIf(process.platform === "win32").each([
    ["SIGHUP", 129],
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

test.skipIf(process.platform === "win32")("a signal that comes twice for one Ctrl-C lets it roll back", async () => {
  const child = start("compile", "buoys.mof", "-r", "twice.db", "--verbose");
  child.stderr?.once("data", () => {
    child.kill("SIGINT");
    setTimeout(() => child.kill("SIGINT"), 5);
  });
  expect(await exitOf(child)).toBe(130);
  expect(child.errors()).toContain("error interrupted: interrupted by SIGINT, and nothing was changed\n");
  expect(readdirSync(folder).filter((name) => name.includes("twice"))).toEqual([]);
});

test.skipIf(process.platform === "win32").each([
  ["in the order of the text", (declarations: string[]) => declarations],
  // The first then leads to all others.
  ["each before what it needs", (declarations: string[]) => declarations.toReversed()],
])("a signal stops a compile of what is read at once and takes long, %s", async (_, order) => {
  // As many as are read at once.
  const count = 1500;
  const structures = ["structure S0 { structure T { }; };"];
  for (let index = 1; index < count; index++) structures.push(`structure S${index} : S${index - 1} { S0 P${index}; };`);
  writeFileSync(join(folder, "long-row.mof"), order(structures).join("\n"));
  const child = start("compile", "long-row.mof", "-r", "long-row.db", "--verbose");
  child.stderr?.once("data", () => child.kill("SIGTERM"));
  expect(await exitOf(child)).toBe(143);
  expect(child.errors().match(/created/g)?.length).toBeLessThan(count);
  expect(child.errors()).toContain("error interrupted: interrupted by SIGTERM, and nothing was changed\n");
  expect(readdirSync(folder).filter((name) => name.startsWith("long-row"))).toEqual(["long-row.mof"]);
});

describe.skipIf(process.platform === "win32")("a signal ends the wait for standard input", () => {
  /** Interrupts a command that has had a beginning, once `hasBegun`; what it says then. */
  async function interrupted(argv: readonly string[], hasBegun: (stdout: string) => boolean): Promise<string> {
    const child = spawn(process.execPath, [source, ...argv], { cwd: folder, stdio: "pipe" });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (part: string) => {
      stdout += part;
    });
    child.stderr.setEncoding("utf8").on("data", (part: string) => {
      stderr += part;
    });
    child.stdin.write("class Buoy { [Key] uint32 Number; };\n".repeat(5000));
    const watch = setInterval(() => {
      if (!hasBegun(stdout)) return;
      clearInterval(watch);
      child.kill("SIGINT");
    }, 5);
    expect(await exitOf(child)).toBe(130);
    return stderr;
  }

  test("of a compile, which leaves nothing", async () => {
    const isDraft = (name: string) => name.startsWith(".waiting.db");
    const said = await interrupted(["compile", "-", "-r", "waiting.db"], () => readdirSync(folder).some(isDraft));
    expect(said).toBe("error interrupted: interrupted by SIGINT, and nothing was changed\n");
    expect(readdirSync(folder).filter((name) => name.includes("waiting"))).toEqual([]);
  });

  test("of a syntax tree", async () => {
    expect(await interrupted(["ast", "-"], (stdout) => stdout !== "")).toContain("error interrupted: ");
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

  test("what is wrong with types in standard input, which is not read again", async () => {
    const input = "class A { unit32 B; unit32 C; strng D; };";
    const { stderr, code } = await spawnMofkit(["check", "-", "--error-format", "json"], { cwd: folder, input });
    const said = stderr
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(said.map(({ message, hint }) => `${message}: ${hint}`)).toEqual([
      "`unit32` is neither a type of MOF nor a class: did you mean `uint32`?",
      "`strng` is neither a type of MOF nor a class: did you mean `string`?",
    ]);
    expect(code).toBe(3);
  });

  test("a type of standard input that is declared long after its use, which is read once more", async () => {
    const far = "// filler\n".repeat(200_000);
    const input = `class A { [Key] string K; Late L = Red; };\n${far}enumeration Late { Red };\n`;
    const { code, stdout, stderr } = await spawnMofkit(["compile", "-", "-r", "memory:"], { cwd: folder, input });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("2 classes created");
  });

  test("the tree of standard input", async () => {
    const { stdout } = await spawnMofkit(["ast", "-"], { cwd: folder, input: "class A { };" });
    expect(JSON.parse(stdout).files).toMatchObject([{ file: "<stdin>", declarations: [{ name: { name: "A" } }] }]);
  });
});
