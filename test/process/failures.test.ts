import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { diagnosticsOf } from "../../src/cli/failures.ts";
import { asOrdinaryUser } from "../support/ordinary-user.ts";
import { readReportLines } from "../support/report-lines.ts";
import { type FinishedRun, runMofkit } from "../support/run-mofkit.ts";
import { type SpawnOptions, spawnMofkit } from "../support/spawn-mofkit.ts";
import { Worker } from "../support/spawn-worker.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = temporaryFolder();
const seeded = join(folder, "seeded.db");
let folders = 0;

const seed = `
class Harbor_Vessel { [Key] string Name; uint32 Length; };
class Harbor_Tug : Harbor_Vessel { uint32 Pull; };
class Harbor_Berth { [Key] string Name; };
class Harbor_Dock : Harbor_Berth { uint32 Depth; };
instance of Harbor_Vessel { Name = "Aurora"; Length = 20; };
`;

/** Declarations that are fine, so that what is wrong stands in the middle of them. */
const before = 'class Before { [Key] string K; };\ninstance of Before { K = "b"; };\n';
const after = 'class After { [Key] string K; };\ninstance of After { K = "a"; };\n';

beforeAll(async () => {
  writeFileSync(join(folder, "seed.mof"), seed);
  const { code, stderr } = await runMofkit(["compile", join(folder, "seed.mof"), "-r", seeded]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});

/** A folder of its own with a repository and a file to compile into it. */
function prepared(text: string): { cwd: string; repository: string; file: string } {
  const cwd = join(folder, String(++folders));
  mkdirSync(cwd);
  const [repository, file] = [join(cwd, "repository.db"), join(cwd, "new.mof")];
  copyFileSync(seeded, repository);
  writeFileSync(file, text);
  return { cwd, repository, file };
}

/** Nothing but the two files is there, and the repository is the same byte for byte. */
function expectUntouched({ cwd, repository }: { cwd: string; repository: string }): void {
  expect(readdirSync(cwd).sort()).toEqual(["new.mof", "repository.db"]);
  expect(readFileSync(repository).equals(readFileSync(seeded))).toBe(true);
}

describe("what a mode forbids in the middle of a file leaves the repository as it was", () => {
  const vessel = "class Harbor_Vessel { [Key] string Name; uint32 Length; };";
  const aurora = 'instance of Harbor_Vessel { Name = "Aurora"; Length = 30; };';
  const lengthened = "class Harbor_Vessel { [Key] string Name; uint32 Length; uint32 Width; };";
  const conflicting = "class Harbor_Berth { [Key] string Name; string Depth; };";
  const cases: readonly [mode: string, declaration: string, code: string][] = [
    ["class createonly", vessel, "class-exists"],
    ["class updateonly", "class Harbor_Ferry { [Key] string Name; };", "class-to-update-missing"],
    ["class safeupdate", conflicting, "subclass-conflict"],
    ["class forceupdate", "class Harbor_Vessel { [Key] uint32 Number; };", "class-has-instances"],
    ["instance createonly", aurora, "instance-exists"],
    ["instance updateonly", 'instance of Harbor_Vessel { Name = "Nobody"; };', "instance-to-update-missing"],
  ];

  async function expectRefused(run: Promise<FinishedRun>, code: string, repository: string): Promise<void> {
    const { code: exitCode, stdout, stderr } = await run;
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: "" });
    expect(stderr).toContain(`new.mof:4:`);
    expect(stderr).toContain(` - error ${code}: `);
    expect(stderr.endsWith(`found 1 error; nothing was changed in ${repository}\n`), stderr).toBe(true);
  }

  test.each(cases)("by pragma: %s", async (mode, declaration, code) => {
    const [kind, word] = mode.split(" ");
    const pragma = (text: string) => `#pragma ${kind}flags(${text})`;
    const made = prepared(`${before}${pragma(`"${word}"`)}\n${declaration}\n${pragma("0")}\n${after}`);
    await expectRefused(runMofkit(["compile", made.file, "-r", made.repository]), code, made.repository);
    expectUntouched(made);
  });

  test.each(cases.filter(([mode]) => !mode.endsWith("updateonly")))(
    "by option: %s",
    async (mode, declaration, code) => {
      const [kind, word = ""] = mode.split(" ");
      const made = prepared(`${before}\n${declaration}\n${after}`);
      const argv = ["compile", made.file, "-r", made.repository, `--${kind}-mode`, word];
      await expectRefused(runMofkit(argv), code, made.repository);
      expectUntouched(made);
    },
  );

  test("without a mode, what has subclasses", async () => {
    const made = prepared(`${before}\n${lengthened}\n${after}`);
    const run = runMofkit(["compile", made.file, "-r", made.repository]);
    await expectRefused(run, "class-has-subclasses", made.repository);
    expectUntouched(made);
  });
});

const launcher = join(import.meta.dirname, "../../src/cli/mofkit.ts");

/** So many instances that a signal comes while they are put, and that they need more room than a small disk has. */
const many = [
  "class Buoy { [Key] uint32 Number; string Text; };",
  ...Array.from({ length: 40_000 }, (_, number) => `instance of Buoy { Number = ${number}; Text = "a buoy"; };`),
].join("\n");

/** Runs a compile as a process of its own. */
function compile({ cwd }: { cwd: string }, options: Partial<SpawnOptions> & { argv?: readonly string[] } = {}) {
  const { argv = [], ...others } = options;
  return spawnMofkit(["compile", "new.mof", ...argv], { cwd, ...others });
}

/** A compile that waits for the lock of another process, which takes ten seconds: begun first, it ends while the others run. */
let locked: ReturnType<typeof compileLocked>;
beforeAll(() => {
  locked = compileLocked();
});
// Also where it is not asked for.
afterAll(() => locked);

async function compileLocked() {
  const made = prepared(before);
  const other = new Worker(["hold", made.repository], { cwd: made.cwd });
  await other.says("holding");
  const run = await compile(made, { argv: ["--json"] });
  await other.end();
  return { ...run, files: readdirSync(made.cwd).sort() };
}

describe.concurrent("what keeps a repository from being written is told with what was to happen", () => {
  test.skipIf(process.platform === "win32")("a repository that this user may not write", async () => {
    const made = prepared(before);
    chmodSync(made.repository, 0o444);
    const { code, stdout, stderr } = await compile(made, asOrdinaryUser(made.cwd));
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(
      /^error repository-not-writable: `repository.db` cannot be written: this user may not write it/,
    );
    expect(stderr).toMatch(/\n {2}hint: .*\n.*\ncompiling 1 file failed; nothing was changed in repository\.db\n$/);
    expectUntouched(made);
  });

  test.skipIf(process.platform === "win32")("a folder that this user may not write", async () => {
    const made = prepared(before);
    const user = asOrdinaryUser(made.cwd);
    chmodSync(made.cwd, 0o555);
    const { code, stdout } = await compile(made, { argv: ["-r", "first.db", "--json"], ...user });
    expect(code).toBe(1);
    expect(readReportLines(stdout)).toMatchObject({
      objects: [],
      diagnostics: [{ code: "repository-not-writable", hint: expect.any(String) }],
      results: [],
      summary: { committed: false, exitCode: 1 },
    });
    chmodSync(made.cwd, 0o755);
    expectUntouched(made);
  });
});

/** Whether this process may mount a disk of its own. */
const mayMount = spawnSync("unshare", ["-m", "sh", "-c", "mount -t tmpfs -o size=64k none /mnt"]).status === 0;

describe(`a full disk${mayMount ? "" : " (skipped: this user may not mount one)"}`, () => {
  // In a disk of its own: compiles, and says what is there then and whether the repository is the same.
  const script =
    'mount -t tmpfs -o size=600k none "$0" && cp "$1" "$0/repository.db" && cd "$0" && repository="$1" && shift && ' +
    '"$@"; code=$?; ls -A; cmp repository.db "$repository" && echo same; exit $code';

  test.skipIf(!mayMount).each(["repository.db", "first.db"])(
    "leaves what was on it and no part of %s",
    async (target) => {
      const made = prepared(many);
      const file = join(folder, `${folders}.mof`);
      copyFileSync(made.file, file);
      const launchedBy = ["unshare", "-m", "sh", "-c", script, made.cwd, seeded];
      const { code, stdout, stderr } = await spawnMofkit(["compile", file, "-r", target], { cwd: folder, launchedBy });
      expect({ code, stdout }).toEqual({ code: 1, stdout: "repository.db\nsame\n" });
      expect(stderr).toMatch(/^error disk-full: .*\n {2}hint: /);
      expect(stderr.endsWith(`compiling 1 file failed; nothing was changed in ${target}\n`), stderr).toBe(true);
    },
  );
});

test.skipIf(process.platform === "win32").each([
  ["SIGHUP", 129],
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("%s ends a report with its summary, and what was told of objects does not last", async (signal, code) => {
  const made = prepared(many);
  const child = spawn(process.execPath, [launcher, "compile", "new.mof", "--json"], { cwd: made.cwd, stdio: "pipe" });
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    if (stdout === "") child.kill(signal);
    stdout += text;
  });
  expect(await new Promise((resolve) => child.once("close", resolve))).toBe(code);
  const { objects, diagnostics, results, summary } = readReportLines(stdout);
  expect(objects.length).toBeGreaterThan(0);
  expect(diagnostics).toMatchObject([
    { code: "interrupted", message: `interrupted by ${signal}, and nothing was changed` },
  ]);
  expect(results).toEqual([]);
  expect(summary).toMatchObject({ committed: false, exitCode: code });
  expectUntouched(made);
});

test("that the process may open no more files is no mistake of ours, also where it is a module that it opens", () => {
  const error = Object.assign(new Error("EMFILE: too many open files"), { code: "EMFILE", path: "load.js" });
  expect(diagnosticsOf(error)).toMatchObject([{ code: "too-many-open-files", hint: expect.any(String) }]);
  expect(diagnosticsOf(new TypeError("x is not a function"))).toBeUndefined();
});

describe("what cannot be written", () => {
  test.skipIf(!existsSync("/dev/full"))("is a failure of the report, not of the compile", async () => {
    const made = prepared(before);
    const full = openSync("/dev/full", "w");
    const argv = [launcher, "compile", "new.mof", "--json"];
    const { status, stderr } = spawnSync(process.execPath, argv, { cwd: made.cwd, stdio: ["ignore", full, "pipe"] });
    closeSync(full);
    expect(status).toBe(1);
    expect(stderr.toString()).toBe(
      "error output-failed: writing to standard output failed: no space left on device\n" +
        "  hint: write to another place, or see that this one is there, may be written and has room\n" +
        "the work itself is done, and only what was to be told of it is missing\n",
    );
    expect((await runMofkit(["get", "Before", "-r", made.repository])).code).toBe(0);
  });

  test("keeps the work from beginning where it is the file of the messages", async () => {
    const made = prepared(before);
    const messages = join(made.cwd, "nowhere", "messages.txt");
    const argv = ["compile", made.file, "-r", made.repository, "--error-output", messages];
    const { code, stderr } = await runMofkit(argv);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error output-failed: .*\n {2}hint: .*\nnothing was done\n$/);
    expectUntouched(made);
  });
});

test("a repository that another process writes is told with what was to happen, also as lines for a program", async () => {
  const { code, stdout, stderr, files } = await locked;
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /error repository-locked: .*\n {2}hint: .*\ncompiling 1 file failed; nothing was changed in repo/s,
  );
  expect(readReportLines(stdout)).toMatchObject({
    diagnostics: [{ code: "repository-locked" }],
    results: [],
    summary: { committed: false, exitCode: 1 },
  });
  expect(files).toEqual(["new.mof", "repository.db"]);
});
