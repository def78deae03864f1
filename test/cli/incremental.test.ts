import { rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { readReportLines } from "../support/report-lines.ts";
import { type FinishedRun, runMofkit } from "../support/run-mofkit.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const vessel = "class Harbor_Vessel { [Key] string Name; };\n";
const tug = '#pragma unheard("of")\nclass Harbor_Tug { [Key] string Name; };\n';

let folder: string;
let repository: string;

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

function compile(...words: readonly string[]): Promise<FinishedRun> {
  return runMofkit(["compile", folder, "--incremental", "-r", repository, ...words]);
}

beforeEach(async () => {
  folder = temporaryFolder();
  repository = join(folder, "harbor.db");
  write("vessel.mof", vessel);
  write("tug.mof", tug);
  expect(await compile()).toMatchObject({ code: 0 });
});

describe("compile --incremental", () => {
  test("says that there is nothing to do, and since when", async () => {
    const { code, stdout, stderr } = await compile();
    expect(code).toBe(0);
    expect(stdout).toMatch(/^nothing to do: 2 files are unchanged since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\n$/);
    expect(stderr).toBe("1 warning about unchanged files as before, not told again\n");
  });

  test("says what was compiled and how much was left", async () => {
    write("vessel.mof", `${vessel}class Harbor_Ferry : Harbor_Vessel { };\n`);
    const { stdout } = await compile();
    expect(stdout.replace(/ in \d+ ms| in [\d.]+ s/, "")).toBe(
      `compiled 1 file into ${repository}\n  1 class created, 1 updated\n  1 file unchanged\n`,
    );
  });

  test("removes what was in a file that is gone, and tells so before with --dry-run", async () => {
    rmSync(join(folder, "tug.mof"));
    const withoutTime = (text: string) => text.replace(/ in \d+ ms| in [\d.]+ s/, "");
    const what = `what is declared no more from ${repository}`;
    const counts = "  1 class deleted\n  1 file unchanged\n";
    const before = await compile("--dry-run");
    expect(withoutTime(before.stdout)).toBe(`would remove ${what}, nothing was changed\n${counts}`);
    expect(withoutTime((await compile()).stdout)).toBe(`removed ${what}\n${counts}`);
    expect((await runMofkit(["list", "classes", "-r", repository])).stdout).toBe("Harbor_Vessel\n");
  });

  test("reports in lines what was left", async () => {
    const { results } = readReportLines((await compile("--json")).stdout);
    expect(results).toMatchObject([
      { committed: true, upToDate: true, unchangedFiles: 2, earlierWarnings: 1, files: 0 },
    ]);
  });

  test("knows a project again by where its file lies, and a namespace in any case", async () => {
    const config = join(folder, "mofkit.config.json");
    write("mofkit.config.json", '{ "sources": ["vessel.mof"], "incremental": true }');
    const again = (path: string, namespace: string) =>
      runMofkit(["compile", "-r", repository, "--config", path, "-n", namespace]);
    expect((await again(config, "root/own")).code).toBe(0);
    expect((await again(relative("", config), "root/own")).stdout).toMatch(/^nothing to do: 1 file is unchanged/);
    write("mofkit.config.json", '{ "sources": ["tug.mof"], "incremental": true }');
    expect((await again(config, "ROOT/Own")).stdout).toContain("1 deleted");
  });

  test("leaves nothing in listings and dumps", async () => {
    expect((await runMofkit(["list", "namespaces", "-r", repository])).stdout).toBe("root\nroot/cimv2\n");
    expect((await runMofkit(["dump", "-r", repository])).stdout).not.toMatch(/mofkit_/i);
  });

  test.each([
    [["-", "--incremental"], "invalid-argument"],
    [["--remove"], "options-exclude-each-other"],
  ])("does not take %j", async (words, code) => {
    const run = await compile(...words);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(code);
  });
});
