import { spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { diagnosticFormats } from "../../src/diagnostics/formats/index.ts";
import { sarifProblems } from "../diagnostics/sarif-schema.ts";
import { readReportLines } from "../support/report-lines.ts";
import { type RunOptions, runMofkit } from "../support/run-mofkit.ts";
import { spawnMofkit } from "../support/spawn-mofkit.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = temporaryFolder();
mkdirSync(join(folder, "mof"));
writeFileSync(join(folder, "mof", "lock.mof"), "class Harbor_Lock { };;\nclass Harbor_BigLock : Harbor_Lok { };\n");
writeFileSync(join(folder, "mof", "buoys.mof"), "class Buoy { };;\n".repeat(5).replaceAll(/Buoy/g, "Buoy"));
writeFileSync(join(folder, "good.mof"), "class Quay { };\n");

interface Sarif {
  readonly runs: readonly [
    {
      readonly results: readonly {
        readonly ruleId: string;
        readonly level: string;
        readonly locations: readonly { readonly physicalLocation: { readonly artifactLocation: unknown } }[];
      }[];
      readonly invocations: readonly [
        {
          readonly executionSuccessful: boolean;
          readonly exitCode: number;
          readonly toolExecutionNotifications?: readonly {
            readonly descriptor: { readonly id: string };
            readonly message: { readonly text: string };
          }[];
        },
      ];
      readonly originalUriBaseIds: unknown;
    },
  ];
}

/** The run of a SARIF document that is all that was written, held to the published schema. */
function sarifRun(stderr: string): Sarif["runs"][0] {
  const document = JSON.parse(stderr);
  expect(sarifProblems(document)).toEqual([]);
  const [run] = (document as Sarif).runs;
  return run;
}

const notices = (run: Sarif["runs"][0]) =>
  (run.invocations[0].toolExecutionNotifications ?? []).map(({ descriptor }) => descriptor.id);

describe("--error-format sarif", () => {
  const sarif = ["--error-format", "sarif"];

  test("is one document of a process, with paths from the current folder", async () => {
    const { code, stdout, stderr } = await spawnMofkit(["check", "mof/lock.mof", ...sarif], { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    const run = sarifRun(stderr);
    expect(run.results.map(({ ruleId, level }) => [ruleId, level])).toEqual([
      ["stray-semicolon", "warning"],
      ["unknown-superclass", "error"],
    ]);
    expect(run.results[0]?.locations[0]?.physicalLocation.artifactLocation).toEqual({
      uri: "mof/lock.mof",
      uriBaseId: "%SRCROOT%",
    });
    expect(run.originalUriBaseIds).toEqual({ "%SRCROOT%": { uri: `${pathToFileURL(folder).href}/` } });
    expect(run.invocations).toEqual([{ executionSuccessful: true, exitCode: 3 }]);
  });

  test("is one document where all is good, and what was asked for stands apart from it", async () => {
    const { code, stdout, stderr } = await spawnMofkit(["check", "good.mof", "--verbose", ...sarif], { cwd: folder });
    expect(code).toBe(0);
    expect(stdout).toContain("checked 1 file");
    expect(sarifRun(stderr)).toMatchObject({ results: [], invocations: [{ executionSuccessful: true, exitCode: 0 }] });
  });

  test("has standard input as an artifact without a location", async () => {
    const { stderr } = await spawnMofkit(["check", "-", ...sarif], { cwd: folder, input: "class A { };;" });
    const run = sarifRun(stderr);
    expect(run.results[0]?.locations[0]?.physicalLocation.artifactLocation).toEqual({ index: 0 });
    expect(run).toMatchObject({ artifacts: [{ description: { text: "<stdin>" } }] });
  });

  test.each([
    [["check", "absent.mof"], 2, ["input-not-found"]],
    [["check", "x.mof", "--dialekt", "wmi"], 2, ["unknown-option"]],
    [["get", "Harbor_Lock", "-r", join(folder, "absent.db"), "--verbose"], 1, ["repository-not-found"]],
  ])("is one document when a command fails: %j", async (argv, exitCode, codes) => {
    const { code, stderr } = await runMofkit([...argv, ...sarif]);
    expect(code).toBe(exitCode);
    const run = sarifRun(stderr);
    expect(notices(run)).toEqual(codes);
    expect(run).toMatchObject({ results: [], invocations: [{ executionSuccessful: false, exitCode }] });
  });

  test("is one document when a command is interrupted", async () => {
    const controller = new AbortController();
    controller.abort("SIGINT");
    const argv = ["check", join(folder, "mof"), ...sarif];
    const { code, stderr } = await runMofkit(argv, { signal: controller.signal });
    expect(code).toBe(130);
    const run = sarifRun(stderr);
    expect(notices(run)).toEqual(["interrupted"]);
    expect(run.invocations[0]).toMatchObject({ executionSuccessful: false, exitCode: 130, exitSignalName: "SIGINT" });
  });

  test("says how many were left out", async () => {
    const argv = ["check", join(folder, "mof"), ...sarif, "--max-errors", "2"];
    const { stderr } = await runMofkit(argv, { terminal: true });
    const run = sarifRun(stderr);
    expect(run.results.filter(({ level }) => level === "warning")).toHaveLength(2);
    const [notice] = run.invocations[0].toolExecutionNotifications ?? [];
    expect(notice).toMatchObject({
      descriptor: { id: "messages-not-shown" },
      message: { text: "4 more messages not shown; `--max-errors 0` shows all" },
    });
  });
});

describe("--error-output", () => {
  const path = join(folder, "messages.txt");
  const written = () => readFileSync(path, "utf8");
  const writing = (argv: readonly string[], options?: RunOptions) =>
    runMofkit([...argv, "--error-output", path], options);

  afterEach(() => {
    rmSync(path, { force: true });
    expect(readdirSync(folder).filter((name) => name.includes("partial"))).toEqual([]);
  });

  test.each(diagnosticFormats)("has in %s what standard error had", async (format) => {
    const argv = ["check", join(folder, "mof", "lock.mof"), "--error-format", format];
    const { stderr } = await runMofkit(argv);
    expect(await writing(argv)).toEqual({
      code: 3,
      stdout: "",
      stderr: `found 1 error and 1 warning\nthe messages are in ${path}\n`,
    });
    expect(`${written()}${/^found .*\n/m.exec(stderr) ?? ""}`).toBe(stderr);
    if (format === "sarif") expect(sarifRun(written()).results).toHaveLength(2);
  });

  test.each([
    ["text", ""],
    ["sarif", expect.stringContaining('"results"')],
  ])("is there in %s when there is nothing to say", async (format, expected) => {
    const { code, stderr } = await writing(["check", join(folder, "good.mof"), "--error-format", format]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(written()).toEqual(expected);
  });

  test("is there when the command fails or is interrupted", async () => {
    const absent = join(folder, "absent.db");
    expect(await writing(["list", "classes", "-r", absent])).toMatchObject({
      code: 1,
      stderr: `the messages are in ${path}\n`,
    });
    expect(written()).toContain("error repository-not-found: ");
    const interrupted = { signal: AbortSignal.abort("SIGINT") };
    expect(await writing(["check", join(folder, "mof"), "--error-format", "sarif"], interrupted)).toMatchObject({
      code: 130,
    });
    expect(notices(sarifRun(written()))).toEqual(["interrupted"]);
  });

  test("takes the place of a file, has no colours of a terminal, and leaves a report alone", async () => {
    writeFileSync(path, "of another run");
    const argv = ["check", join(folder, "mof", "lock.mof"), "--json", "--quiet"];
    const { stdout, stderr } = await writing(argv, { terminal: true, environment: { FORCE_COLOR: "1" } });
    expect(stderr).toBe("");
    expect(readReportLines(stdout).diagnostics).toHaveLength(2);
    expect(written()).toMatch(/lock\.mof:2:24 - error unknown-superclass: /);
    await writing([...argv, "--color", "always"]);
    expect(written()).toContain("\x1b[");
  });

  test("is what a link leads to", async () => {
    const target = join(folder, "linked.txt");
    writeFileSync(target, "of another run");
    symlinkSync(target, path, "file");
    await writing(["check", join(folder, "good.mof")]);
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
    expect(readFileSync(target, "utf8")).toBe("");
  });

  const noPipes = spawnSync("mkfifo", [join(folder, "pipe")]).status !== 0;
  test.skipIf(noPipes)(`may be a pipe, which stays one${noPipes ? " (skipped: no mkfifo here)" : ""}`, async () => {
    const pipe = join(folder, "pipe");
    const reader = spawn("cat", [pipe]);
    const text = reader.stdout.setEncoding("utf8").toArray();
    await runMofkit(["check", join(folder, "mof", "lock.mof"), "--error-output", pipe]);
    expect((await text).join("")).toContain("error unknown-superclass: ");
    expect(lstatSync(pipe).isFIFO()).toBe(true);
  });

  test("is left alone by a command line that is wrong, which is told on standard error", async () => {
    const { code, stderr } = await writing(["check", "--error-format", "sarif", "--dialekt", "wmi"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error unknown-option: /);
    expect(existsSync(path)).toBe(false);
  });

  test.each([
    ["in a folder that is not there", join(folder, "absent", "messages.txt"), "no such file or directory"],
    ["that is a folder", folder, "on a directory"],
  ])("%s keeps the command from beginning", async (_case, target, reason) => {
    const repository = join(folder, "never.db");
    const argv = ["compile", join(folder, "good.mof"), "-r", repository, "--error-format", "sarif"];
    expect(await runMofkit([...argv, "--error-output", target])).toEqual({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(new RegExp(`^error output-failed: writing to \`.*\` failed: .*${reason}`)),
    });
    expect(existsSync(repository)).toBe(false);
  });
});

describe("--max-errors", () => {
  const argv = (format: string, ...more: string[]) => [
    "check",
    join(folder, "mof", "buoys.mof"),
    "--error-format",
    format,
    "--max-errors",
    "2",
    ...more,
  ];
  const left = "3 more messages not shown; `--max-errors 0` shows all";

  test.each([
    ["text", new RegExp(`\\n${left}\\n`)],
    ["json", /\n\{"severity":"information","code":"messages-not-shown","message":"3 more messages not shown".*\}\n$/],
    ["github", new RegExp(`\\n::notice title=messages-not-shown::${left}\\n$`)],
    ["msvs", new RegExp(`\\nmofkit : info messages-not-shown: ${left}\\n$`)],
  ])("in %s shows the first of each severity, and says how many more there were", async (format, expected) => {
    const { code, stderr } = await runMofkit(argv(format));
    expect(code).toBe(0);
    expect(stderr.match(/stray-semicolon/g)).toHaveLength(2);
    expect(stderr).toMatch(expected);
  });

  test("in a report is a number", async () => {
    const { stdout } = await runMofkit(argv("json", "--json"));
    expect(readReportLines(stdout)).toMatchObject({
      diagnostics: [{}, {}],
      summary: { warnings: 5, diagnosticsNotShown: 3 },
    });
  });

  test.each(["text", "json", "github", "msvs", "sarif"])("with --quiet %s tells of errors only", async (format) => {
    const { stderr } = await runMofkit(argv(format, "--quiet"));
    if (format !== "sarif") expect(stderr).toBe("");
    else expect([sarifRun(stderr).results, notices(sarifRun(stderr))]).toEqual([[], []]);
  });
});

test("in a workflow paths are told from the checkout", async () => {
  const argv = ["check", join(folder, "mof", "lock.mof"), "--error-format", "github", "--quiet"];
  const { stderr } = await runMofkit(argv, { environment: { GITHUB_WORKSPACE: folder } });
  expect(stderr).toBe(
    "::error file=mof/lock.mof,line=2,endLine=2,col=24,endColumn=34,title=unknown-superclass::" +
      "superclass `Harbor_Lok` does not exist; did you mean `Harbor_Lock`?\n",
  );
});

describe("--severity", () => {
  const check = (...more: string[]) => runMofkit(["check", join(folder, "mof", "buoys.mof"), ...more]);

  test("raises a code, which then refuses the run", async () => {
    const { code, stderr } = await check("--severity", "stray-semicolon=error");
    expect(code).toBe(3);
    expect(stderr).toContain(" - error stray-semicolon: ");
    expect(stderr).toContain("found 5 errors\n");
  });

  test("silences a code; of one code the last counts", async () => {
    const { code, stdout, stderr } = await check("--severity=stray-semicolon=error", "--severity=stray-semicolon=off");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/: no errors\n$/);
  });

  test("keeps a warning one among warnings that are errors", async () => {
    expect((await check("--warnings-as-errors")).code).toBe(3);
    const { code, stderr } = await check("--warnings-as-errors", "--severity", "stray-semicolon=warning");
    expect(code).toBe(0);
    expect(stderr).toContain(" - warning stray-semicolon: ");
  });

  test("holds for the tree as well, as do comments that suppress", async () => {
    const ast = (...more: string[]) => runMofkit(["ast", join(folder, "mof", "buoys.mof"), "-q", ...more]);
    expect((await ast("--severity", "stray-semicolon=error")).code).toBe(3);
    writeFileSync(join(folder, "tree.mof"), "class A { };; // mofkit-disable-line stray-semicolon\nclass B { };;\n");
    const { stderr } = await runMofkit(["ast", join(folder, "tree.mof"), "--comments"]);
    expect(stderr.match(/stray-semicolon:/g)).toHaveLength(1);
  });
});
