import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readReportLines } from "../support/report-lines.ts";
import type { FinishedRun, RunOptions } from "../support/run-mofkit.ts";
import { runMofkit } from "../support/run-mofkit.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const base = temporaryFolder();
const launcher = join(import.meta.dirname, "../../src/cli/mofkit.ts");
const vessel = "class Harbor_Vessel { [Key] string Name; };\n";
const orphan = "class Harbor_Orphan : Harbor_Nobody { };\n";
const twoTargets = '"targets": { "a": { "repository": "a.db" }, "b": { "repository": "b.db", "sources": ["b"] } }';

/** A project with these settings and files, and how commands are run on it: by `--config`, from wherever the tests run. */
function projectWith(settings: string, files: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(join(base, "project-"));
  const all = { "mof/vessel.mof": vessel, "b/vessel.mof": vessel, ...files, "mofkit.config.json": settings };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const config = join(folder, "mofkit.config.json");
  const run = async (argv: readonly string[], options?: RunOptions): Promise<FinishedRun> => {
    const { code, stdout, stderr } = await runMofkit([...argv, "--config", config], options);
    const short = (text: string) => text.replaceAll(`${folder}/`, "").replace(/in [\d.]+ m?s/g, "in TIME");
    return { code, stdout: short(stdout), stderr: short(stderr) };
  };
  return { folder, config, run };
}

describe("a project", () => {
  test("is compiled as its file says", async () => {
    const { run } = projectWith('{ "sources": ["mof"], "repository": "x.db", "namespace": "root/harbor" }');
    expect(await run(["compile"])).toEqual({
      code: 0,
      stdout: "compiled 1 file into x.db in TIME\n  1 class created\n",
      stderr: "",
    });
    expect((await run(["list", "classes"])).stdout).toBe("Harbor_Vessel\n");
    expect((await run(["get", "Harbor_Vessel"])).stdout).toContain("class Harbor_Vessel");
    expect((await run(["list", "classes", "-n", "root/cimv2"])).code).toBe(1);
  });

  test("is overruled by the environment, and that by an option", async () => {
    const { run, folder } = projectWith('{ "sources": ["mof"], "repository": "x.db" }');
    const environment = { MOFKIT_REPOSITORY: join(folder, "e.db") };
    expect((await run(["compile"], { environment })).stdout).toContain("into e.db");
    expect((await run(["compile", "-r", join(folder, "o.db")], { environment })).stdout).toContain("into o.db");
  });

  test("gives files of the command line its settings", async () => {
    const { run, folder } = projectWith('{ "sources": ["mof"], "repository": "x.db", "dialect": "dmtf" }', {
      "own.mof": "class A { [Key] string K; };;\n",
    });
    const { code, stderr } = await run(["compile", join(folder, "own.mof")]);
    expect(code).toBe(3);
    expect(stderr).toContain("error stray-semicolon");
  });

  test("weighs messages by its severities, which options overrule", async () => {
    const sources = { "mof/vessel.mof": `${vessel};\n` };
    const { run } = projectWith('{ "sources": ["mof"], "severity": { "stray-semicolon": "error" } }', sources);
    expect((await run(["check"])).code).toBe(3);
    expect((await run(["check", "--severity", "stray-semicolon=off"])).stderr).toBe("");
  });

  test("with a mistake in its file is a usage error at its place", async () => {
    const { run } = projectWith('{ "sources": "mof" }');
    const { code, stderr } = await run(["compile"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^mofkit\.config\.json:1:14 - error invalid-setting: `sources` needs a list/);
    expect((await run(["explain", "invalid-setting"])).code).toBe(0);
  });

  test.each([
    ['"search": ["none"]', 14, "input-not-found"],
    ['"search": ["mof/vessel.mof"]', 14, "not-a-folder"],
    ['"includeRoot": "none"', 18, "input-not-found"],
  ])("with a folder that is none in %s is a usage error at its place", async (setting, column, code) => {
    const { run } = projectWith(`{ ${setting}, "sources": ["mof"] }`);
    const result = await run(["check"]);
    expect(result.code).toBe(2);
    expect(result.stderr).toMatch(new RegExp(`^mofkit\\.config\\.json:1:${column} - error ${code}`));
  });

  test("that has a name is the same compilation wherever its folder is", async () => {
    const settings = '{ "name": "harbor", "sources": ["mof"], "incremental": true }';
    const [here, there] = [
      projectWith(settings),
      projectWith(settings, { "mof/vessel.mof": "class B { [Key] string K; };" }),
    ];
    const into = ["-r", join(here.folder, "x.db")];
    expect((await here.run(["compile", ...into])).stdout).toMatch(/^compiled 1 file/);
    expect((await there.run(["compile", ...into])).code).toBe(0);
    expect((await there.run(["list", "classes", ...into])).stdout).toBe("B\n");
  });

  test("whose warnings count as errors is refused for one about its file", async () => {
    const { run } = projectWith('{ "sources": ["mof"], "warningsAsErrors": true }', {
      "package.json": '{ "mofkit": {} }',
    });
    const { code, stderr } = await run(["check"]);
    expect(code).toBe(2);
    expect(stderr).toContain("error configuration-ignored");
  });
});

describe("targets", () => {
  test("are compiled each by itself, and one that fails keeps no other from it", async () => {
    const { run } = projectWith(`{ "sources": ["mof"], ${twoTargets} }`, { "mof/orphan.mof": orphan });
    const { code, stdout, stderr } = await run(["compile"]);
    expect(code).toBe(3);
    expect(stdout).toBe("b: compiled 1 file into b.db in TIME\n  1 class created\n");
    expect(stderr).toContain("found 1 error; nothing was changed in a.db\n1 of 2 targets failed: a\n");
  });

  test("have the problems of all of them in the summary of a report", async () => {
    const { run } = projectWith(`{ "sources": ["mof"], ${twoTargets} }`, { "mof/orphan.mof": orphan });
    const { summary } = readReportLines((await run(["compile", "--json"])).stdout);
    expect(summary).toMatchObject({ committed: false, files: 3, errors: 1, warnings: 0, exitCode: 3 });
    const other = projectWith(`{ "sources": ["mof"], ${twoTargets} }`, { "a.db": "no repository" });
    const failed = readReportLines((await other.run(["compile", "--json"])).stdout);
    expect(failed.summary).toMatchObject({ committed: false, files: 1, errors: 1, exitCode: 1 });
  });

  test("that cannot be opened are told, and the others are compiled", async () => {
    const { run } = projectWith(`{ "sources": ["mof"], ${twoTargets} }`, { "a.db": "no repository" });
    const { code, stdout, stderr } = await run(["compile"]);
    expect(code).toBe(1);
    expect(stdout).toContain("b: compiled 1 file into b.db");
    expect(stderr).toMatch(/error not-a-repository[\s\S]*nothing was changed in a\.db\n1 of 2 targets failed: a\n$/);
  });

  test("are named where what they declare is removed", async () => {
    const { run } = projectWith(`{ "sources": ["mof"], ${twoTargets} }`);
    await run(["compile"]);
    const { code, stdout } = await run(["compile", "--remove"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^a: removed what 1 file declared from a\.db in TIME\n[\s\S]*\nb: removed what .* from b\.db/,
    );
  });

  test("are picked by their names", async () => {
    const { run } = projectWith(`{ "sources": ["mof"], ${twoTargets} }`);
    expect((await run(["compile", "--target", "b"])).stdout).toContain("b: compiled 1 file into b.db");
    expect((await run(["list", "classes", "--target", "b"])).stdout).toBe("Harbor_Vessel\n");
    expect(await run(["compile", "--target", "bb"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("there is no target `bb`"),
    });
  });

  test.each([[["list", "classes"]], [["compile", "-r", "c.db", "--target", "a", "--target", "b"]]])(
    "are too many for %j",
    async (argv) => {
      const { run } = projectWith(`{ "sources": ["mof"], ${twoTargets} }`);
      expect(await run(argv)).toMatchObject({ code: 2, stderr: expect.stringContaining("error several-targets") });
    },
  );

  test("weigh messages each in its own way", async () => {
    const own = '"targets": { "a": { "severity": { "stray-semicolon": "error" } }, "b": { "repository": "b.db" } }';
    const { run } = projectWith(`{ "sources": ["mof"], "repository": "a.db", ${own} }`, {
      "mof/vessel.mof": `${vessel};\n`,
    });
    const { code, stdout, stderr } = await run(["compile"]);
    expect([code, stdout]).toEqual([3, "b: compiled 1 file into b.db in TIME\n  1 class created\n"]);
    expect(stderr).toContain("error stray-semicolon");
  });

  test("that would be checked alike are checked once", async () => {
    const alike = '"targets": { "a": { "repository": "a.db" }, "b": { "repository": "b.db" } }';
    const { run } = projectWith(`{ "sources": ["mof"], ${alike} }`);
    expect((await run(["check"])).stdout).toBe("a: checked 1 file in TIME: no errors\n");
  });
});

describe("watching", () => {
  test.each([["--json"], ["--error-format=sarif"], ["--remove"]])("does not go with %s", async (option) => {
    const { run } = projectWith('{ "sources": ["mof"] }');
    const { code, stderr } = await run(["compile", "--watch", option]);
    expect(code).toBe(2);
    expect(stderr).toContain("options-exclude-each-other");
  });

  test("shows errors come and go, and ends with an interruption", async () => {
    const { folder } = projectWith('{ "sources": ["mof"], "repository": "x.db" }');
    const child = spawn(process.execPath, [launcher, "compile", "--watch"], { cwd: folder });
    const said = new Output(child);
    await said.until(/watching \d folders/);
    writeFileSync(join(folder, "mof/orphan.mof"), orphan);
    await said.until(/unknown-superclass[\s\S]*nothing was changed in x\.db\n.*watching/);
    writeFileSync(join(folder, "mof/orphan.mof"), orphan.replace(" : Harbor_Nobody { }", " { [Key] string Name; }"));
    await said.until(/compiled 1 file into x\.db/);
    await said.until(/1 class created[\s\S]*watching/);
    writeFileSync(join(folder, "mofkit.config.json"), '{ "source": ["mof"] }');
    await said.until(/mofkit\.config\.json changed[\s\S]*unknown-setting[\s\S]*watching/);
    rmSync(join(folder, "mofkit.config.json"));
    await said.until(
      /mofkit\.config\.json changed[\s\S]*file-not-found: `mofkit\.config\.json` does not exist[\s\S]*watching/,
    );
    writeFileSync(join(folder, "mofkit.config.json"), '{ "sources": ["mof"], "repository": "x.db" }');
    await said.until(/mofkit\.config\.json changed\nnothing to do[\s\S]*watching/);
    rmSync(join(folder, "x.db"));
    await said.until(/x\.db changed\ncompiled 2 files into x\.db[\s\S]*watching/);
    const ended = new Promise((resolve) => child.once("close", resolve));
    child.kill("SIGINT");
    expect(await ended).toBe(130);
    expect(said.text).toContain("the watching has ended");
  });
});

/** What a process writes, to be waited for. */
class Output {
  text = "";
  #from = 0;
  #look: (() => void) | undefined;

  constructor(child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.text += text;
        this.#look?.();
      });
    }
  }

  /** Resolves when something like this has come since the last time. */
  async until(pattern: RegExp): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#look = () => {
        const match = pattern.exec(this.text.slice(this.#from));
        if (match === null) return;
        this.#from += match.index + match[0].length;
        resolve();
      };
      this.#look();
    });
  }
}
