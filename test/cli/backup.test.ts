import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { reportProblems } from "../support/json-schemas.ts";
import { type FinishedRun, type RunOptions, runMofkit } from "../support/run-mofkit.ts";
import { spawnMofkit } from "../support/spawn-mofkit.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = temporaryFolder();
const harbor = 'class Harbor_Vessel { [Key] string Name; };\ninstance of Harbor_Vessel { Name = "Aurora"; };\n';
let copies = 0;
let copy: string;

const at = (name: string) => join(folder, name);

function backup(words: readonly string[], options: RunOptions = {}): Promise<FinishedRun> {
  return runMofkit(["backup", "-r", at("harbor.db"), ...words], options);
}

beforeAll(async () => {
  writeFileSync(at("harbor.mof"), harbor);
  expect((await runMofkit(["compile", at("harbor.mof"), "-r", at("harbor.db"), "-q"])).code).toBe(0);
});

beforeEach(() => {
  copy = at(`copy-${++copies}.db`);
});

describe("backup", () => {
  test("copies a repository that can be worked with at once", async () => {
    const { code, stdout, stderr } = await backup([copy]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect(stderr.replaceAll(folder, "").replace(/in \d+ ms/, "in TIME")).toBe(
      `/harbor.db copied to /copy-${copies}.db: 0.2 MB in TIME\n`,
    );
    expect((await runMofkit(["verify", "-r", copy])).code).toBe(0);
    const [original, copied] = [
      await runMofkit(["dump", "-r", at("harbor.db")]),
      await runMofkit(["dump", "-r", copy]),
    ];
    expect(copied).toEqual(original);
    expect(copied.stdout).toContain("Aurora");
  });

  test("says nothing with --quiet, and tells all in a report", async () => {
    expect(await backup([copy, "-q"])).toEqual({ code: 0, stdout: "", stderr: "" });
    const { code, stdout, stderr } = await backup([copy, "--force", "--json"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const report = JSON.parse(stdout);
    expect(reportProblems(report)).toEqual([]);
    expect(report).toMatchObject({ command: "backup", repository: at("harbor.db"), file: copy, exitCode: 0 });
    expect(report.bytes).toBeGreaterThan(4096);
  });

  test("replaces a file only with --force", async () => {
    expect((await backup([copy])).code).toBe(0);
    const { code, stderr } = await backup([copy]);
    expect(code).toBe(1);
    expect(stderr).toContain(`\`${copy}\` is there already`);
    expect(stderr).toContain("--force");
    expect((await backup([copy, "-f"])).code).toBe(0);
  });

  test.each([
    [["memory:"], "`memory:` is no file"],
    [["postgres://somewhere/copy"], "`postgres://somewhere/copy` is no file"],
    [["-r", "memory:", "copy.db"], "`memory:` is no file"],
    [["-r", "nowhere.db", "copy.db"], "there is no repository `nowhere.db`"],
  ])("%j is refused", async (words, message) => {
    const { code, stderr } = await runMofkit([
      "backup",
      ...(words[0] === "-r" ? [] : ["-r", at("harbor.db")]),
      ...words,
    ]);
    expect(code).toBe(1);
    expect(stderr).toContain(message);
    expect(existsSync("copy.db")).toBe(false);
  });

  test("needs a file", async () => {
    expect((await backup([])).code).toBe(2);
  });

  test("that is interrupted leaves nothing and says so", async () => {
    const controller = new AbortController();
    controller.abort("SIGINT");
    const { code, stderr } = await backup([copy], { signal: controller.signal });
    expect({ code, stderr: stderr.trim() }).toEqual({
      code: 130,
      stderr: "error interrupted: interrupted by SIGINT, and nothing was changed",
    });
    expect(readdirSync(folder).filter((name) => name.includes(`copy-${copies}`))).toEqual([]);
  });

  test("finds the repository of the environment, and sqlite: before a path", async () => {
    const { code, stderr } = await spawnMofkit(["backup", "sqlite:copy:here.db", "-q"], {
      cwd: folder,
      environment: { MOFKIT_REPOSITORY: at("harbor.db") },
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(existsSync(at("copy:here.db"))).toBe(true);
  });
});
