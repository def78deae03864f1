import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { readReportLines } from "../support/report-lines.ts";
import { type FinishedRun, runMofkit } from "../support/run-mofkit.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const root = temporaryFolder();
let folders = 0;
let folder: string;

const vessel = "#pragma autorecover\nclass Harbor_Vessel { [Key] string Name; };\n";
const tanker =
  '#pragma autorecover\nclass Harbor_Tanker : Harbor_Vessel { };\ninstance of Harbor_Tanker { Name = "a"; };\n';

const at = (name: string) => join(folder, name);

function mofkit(...words: readonly string[]): Promise<FinishedRun> {
  return runMofkit(words);
}

function recover(...words: readonly string[]): Promise<FinishedRun> {
  return mofkit("recover", "-r", at("old.db"), ...words);
}

async function dump(name: string): Promise<string> {
  const { code, stdout } = await mofkit("dump", "-r", at(name));
  expect(code).toBe(0);
  return stdout;
}

/** What `--list` shows of each file: its state, its namespace and its name. */
async function listed(name = "old.db"): Promise<readonly string[]> {
  const { code, stdout } = await mofkit("recover", "--list", "-r", at(name));
  expect(code).toBe(0);
  const lines = stdout.replaceAll(`${folder}/`, "").split("\n").slice(0, -1);
  return lines.map((line) => line.replace(/ +\d{4}-\d\d-\d\d \d\d:\d\d +/, " ").replace(/ +/g, " "));
}

beforeEach(async () => {
  folder = join(root, String(++folders));
  mkdirSync(folder);
  writeFileSync(at("vessel.mof"), vessel);
  writeFileSync(at("tanker.mof"), tanker);
  writeFileSync(at("quay.mof"), "class Harbor_Quay { };\n");
  expect((await mofkit("compile", at("vessel.mof"), "-r", at("old.db"), "-n", "root/harbor", "-q")).code).toBe(0);
  expect((await mofkit("compile", at("tanker.mof"), "-r", at("old.db"), "-n", "root/harbor", "-q")).code).toBe(0);
  expect((await mofkit("compile", at("quay.mof"), "-r", at("old.db"), "-q")).code).toBe(0);
});

describe("recover --list", () => {
  test("shows what would be compiled again and what became of it", async () => {
    expect(await listed()).toEqual(["unchanged root/harbor vessel.mof", "unchanged root/harbor tanker.mof"]);
    writeFileSync(at("vessel.mof"), `${vessel}// more\n`);
    rmSync(at("tanker.mof"));
    expect(await listed()).toEqual(["changed root/harbor vessel.mof", "missing root/harbor tanker.mof"]);
  });

  test("shows which included file has changed or is missing", async () => {
    writeFileSync(at("main.mof"), '#pragma autorecover\n#include("part.mof")\n#include("more.mof")\n');
    for (const name of ["part.mof", "more.mof"]) writeFileSync(at(name), "");
    expect((await mofkit("compile", at("main.mof"), "-r", at("main.db"), "-q")).code).toBe(0);
    expect(await listed("main.db")).toEqual(["unchanged root/cimv2 main.mof"]);
    rmSync(at("part.mof"));
    expect(await listed("main.db")).toEqual(["missing root/cimv2 main.mof", " missing: it includes part.mof"]);
    writeFileSync(at("more.mof"), "// more\n");
    expect(await listed("main.db")).toEqual([
      "changed root/cimv2 main.mof",
      " missing: it includes part.mof",
      " changed: it includes more.mof",
    ]);
    const { recoveryFiles } = readReportLines(
      (await mofkit("recover", "-r", at("main.db"), "--list", "--json")).stdout,
    );
    expect(recoveryFiles).toMatchObject([
      {
        state: "changed",
        ownState: "unchanged",
        includes: [{ path: at("part.mof"), state: "missing" }, { state: "changed" }],
      },
    ]);
  });

  test("knows what an incremental compile of a part has compiled", async () => {
    const words = ["compile", at("main.mof"), "-r", at("main.db"), "--incremental"];
    writeFileSync(at("main.mof"), '#pragma autorecover\n#include("part.mof")\n#include("more.mof")\n');
    writeFileSync(at("part.mof"), "class Part { };\n");
    writeFileSync(at("more.mof"), "class More { };\n");
    expect((await mofkit(...words, "-q")).code).toBe(0);
    writeFileSync(at("part.mof"), "class Part { string Name; };\n");
    const { code, stdout } = await mofkit(...words);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining("compiled 1 file") });
    expect(await listed("main.db")).toEqual(["unchanged root/cimv2 main.mof"]);
    rmSync(at("more.mof"));
    expect(await listed("main.db")).toEqual(["missing root/cimv2 main.mof", " missing: it includes more.mof"]);
  });

  test("tells all that is recorded in its report", async () => {
    const { code, stdout } = await recover("--list", "--json");
    expect(code).toBe(0);
    const { recoveryFiles, summary } = readReportLines(stdout);
    expect(summary).toMatchObject({ command: "recover", exitCode: 0 });
    expect(recoveryFiles).toMatchObject([
      { repository: at("old.db"), position: 1, path: at("vessel.mof"), namespace: "root/harbor", state: "unchanged" },
      { repository: at("old.db"), position: 2, path: at("tanker.mof"), dialect: "auto", includeFolders: [] },
    ]);
  });

  test("says that a repository lists nothing, and that there is none", async () => {
    expect((await mofkit("compile", at("quay.mof"), "-r", at("plain.db"), "-q")).code).toBe(0);
    const { code, stdout, stderr } = await mofkit("recover", "--list", "-r", at("plain.db"));
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect(stderr).toBe(`${at("plain.db")} lists no file\n`);
    const none = await mofkit("recover", "--list", "-r", at("none.db"));
    expect(none).toMatchObject({ code: 1, stderr: expect.stringContaining("repository-not-found") });
    expect(existsSync(at("none.db"))).toBe(false);
  });
});

describe("recover --into", () => {
  test("makes a new repository of nothing but what the files declare, with the same list", async () => {
    const { code, stdout, stderr } = await recover("--into", at("new.db"));
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.replace(/in \d+ ms/, "in TIME")).toBe(
      `compiled 2 files into ${at("new.db")} in TIME\n  2 classes created\n  1 instance created\n`,
    );
    const dumped = await dump("new.db");
    expect(dumped).toContain("class Harbor_Tanker");
    expect(dumped).not.toContain("Harbor_Quay");
    expect(dumped).not.toContain("__mofkit");
    expect(await listed("new.db")).toEqual(await listed());
    expect((await mofkit("list", "namespaces", "-r", at("new.db"))).stdout).toBe("root\nroot/harbor\n");
  });

  test("compares keys as the old repository does", async () => {
    writeFileSync(at("exact.mof"), vessel);
    expect((await mofkit("compile", at("exact.mof"), "-r", at("exact.db"), "--keys", "exact", "-q")).code).toBe(0);
    expect((await mofkit("recover", "-r", at("exact.db"), "--into", at("new.db"))).code).toBe(0);
    const again = await mofkit("compile", at("quay.mof"), "-r", at("new.db"), "--keys", "folded");
    expect(again.stderr).toContain("keys-compared-otherwise");
  });

  test("does not write into what is there", async () => {
    const before = await dump("old.db");
    const { code, stderr } = await recover("--into", at("old.db"));
    expect(code).toBe(1);
    expect(stderr).toContain("recovery-target-exists");
    expect(stderr).toContain("nothing was changed");
    expect(await dump("old.db")).toBe(before);
    expect(await recover("--into", at("vessel.mof"))).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("not-a-repository"),
    });
  });

  test("leaves no file behind when a file fails", async () => {
    writeFileSync(at("tanker.mof"), "class Harbor_Tanker : Harbor_Vesel { };\n");
    const { code, stderr } = await recover("--into", at("new.db"));
    expect(code).toBe(3);
    expect(stderr).toContain("recovery-file-changed");
    expect(stderr).toContain("unknown-superclass");
    expect(stderr).toContain(
      "`mofkit recover --forget FILE` takes a file that is not to be compiled any more off the list\n",
    );
    expect(stderr).toContain(`nothing was changed in ${at("new.db")}`);
    expect(readdirSync(folder).toSorted()).toEqual(["old.db", "quay.mof", "tanker.mof", "vessel.mof"]);
  });

  test("with --dry-run makes none", async () => {
    const { code, stdout } = await recover("--into", at("new.db"), "--dry-run");
    expect(code).toBe(0);
    expect(stdout).toContain("would compile 2 files");
    expect(existsSync(at("new.db"))).toBe(false);
  });
});

describe("recover", () => {
  test("brings back what was deleted, and leaves everything else", async () => {
    const before = await dump("old.db");
    expect((await mofkit("delete", "root/harbor:Harbor_Vessel", "-r", at("old.db"), "-q")).code).toBe(0);
    expect(await dump("old.db")).not.toContain("Harbor_Vessel");
    const { code, stdout } = await recover();
    expect(code).toBe(0);
    expect(stdout).toContain("2 classes created");
    expect(await dump("old.db")).toBe(before);
  });

  test("changes nothing while a file is missing, and names each", async () => {
    rmSync(at("tanker.mof"));
    rmSync(at("vessel.mof"));
    writeFileSync(at("other.mof"), "#pragma autorecover\nclass Other { };\n");
    expect((await mofkit("compile", at("other.mof"), "-r", at("old.db"), "-q")).code).toBe(0);
    const before = await dump("old.db");
    const { code, stdout, stderr } = await recover();
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr.match(/error recovery-file-missing: .*/g)).toEqual([
      expect.stringContaining(at("vessel.mof")),
      expect.stringContaining(at("tanker.mof")),
    ]);
    expect(stderr).toContain("--skip-missing");
    expect(stderr).toContain(`nothing was changed in ${at("old.db")}`);
    expect(await dump("old.db")).toBe(before);
    const { diagnostics, summary } = readReportLines((await recover("--json")).stdout);
    expect(diagnostics.map(({ code: one }) => one)).toEqual(["recovery-file-missing", "recovery-file-missing"]);
    expect(summary).toMatchObject({ committed: false, exitCode: 1 });
  });

  test("judges what is included as it does what is listed", async () => {
    writeFileSync(at("main.mof"), '#pragma autorecover\n#include("part.mof")\nclass Main : Part { };\n');
    writeFileSync(at("part.mof"), "class Part { };\n");
    expect((await mofkit("compile", at("main.mof"), "-r", at("old.db"), "-q")).code).toBe(0);
    const part = "class Part { };\n// more\n";
    writeFileSync(at("part.mof"), part);
    const changed = await recover("--into", at("new.db"));
    expect(changed).toMatchObject({ code: 0, stderr: expect.stringContaining(`\`${at("part.mof")}\` has changed`) });
    expect(changed.stderr.match(/recovery-file-changed/g)).toHaveLength(1);
    expect((await mofkit("compile", at("main.mof"), "-r", at("old.db"), "-q")).code).toBe(0);
    rmSync(at("part.mof"));
    const before = await dump("old.db");
    const missing = await recover();
    expect(missing).toMatchObject({ code: 1, stdout: "" });
    expect(missing.stderr).toContain(`error recovery-include-missing: \`${at("main.mof")}\` is to be compiled again`);
    expect(missing.stderr).toContain(at("part.mof"));
    expect(missing.stderr).toContain("--skip-missing");
    expect(missing.stderr).toContain("nothing was changed");
    expect(await dump("old.db")).toBe(before);
    const without = await recover("--skip-missing", "--into", at("less.db"));
    expect(without).toMatchObject({ code: 0, stdout: expect.stringContaining("compiled 2 files") });
    expect(without.stderr).toContain("warning recovery-file-skipped-for-include");
  });

  test("goes on without missing files where that is asked for", async () => {
    rmSync(at("tanker.mof"));
    const { code, stdout, stderr } = await recover("--into", at("new.db"), "--skip-missing");
    expect(code).toBe(0);
    expect(stdout).toContain("compiled 1 file");
    expect(stderr).toContain("warning recovery-file-skipped");
    expect(await listed("new.db")).toEqual(["unchanged root/harbor vessel.mof"]);
    // Its own list keeps what may come back.
    expect((await recover("--skip-missing", "-q")).code).toBe(0);
    expect(await listed()).toEqual(["unchanged root/harbor vessel.mof", "missing root/harbor tanker.mof"]);
  });

  test("takes the warning of a changed file for an error where warnings are errors", async () => {
    writeFileSync(at("vessel.mof"), `${vessel}// more\n`);
    const before = await dump("old.db");
    const { code, stderr } = await recover("--warnings-as-errors");
    expect(code).toBe(1);
    expect(stderr).toContain("nothing was changed");
    expect(await dump("old.db")).toBe(before);
    expect(await listed()).toEqual(["changed root/harbor vessel.mof", "unchanged root/harbor tanker.mof"]);
    expect((await recover("--warnings-as-errors", "--severity", "recovery-file-changed=off")).code).toBe(0);
  });

  test("compiles files as the dialect with which they were compiled, which has to be one", async () => {
    writeFileSync(at("text.mof"), "#pragma autorecover\nclass Text { string S; };\n");
    expect((await mofkit("compile", at("text.mof"), "-r", at("wmi.db"), "--dialect", "wmi", "-q")).code).toBe(0);
    expect((await mofkit("recover", "-r", at("wmi.db"), "--into", at("new.db"), "-q")).code).toBe(0);
    const { stdout } = await mofkit("recover", "-r", at("new.db"), "--list", "--json");
    expect(readReportLines(stdout).recoveryFiles).toMatchObject([{ path: at("text.mof"), dialect: "wmi" }]);
    expect((await mofkit("compile", at("vessel.mof"), "-r", at("wmi.db"), "-q")).code).toBe(0);
    const { code, stderr } = await mofkit("recover", "-r", at("wmi.db"));
    expect(code).toBe(1);
    expect(stderr).toContain("the files were compiled as `wmi` and `auto`");
    expect((await mofkit("recover", "-r", at("wmi.db"), "--dialect", "auto", "-q")).code).toBe(0);
  });

  test("refuses where nothing is listed", async () => {
    expect((await mofkit("compile", at("quay.mof"), "-r", at("plain.db"), "-q")).code).toBe(0);
    const { code, stderr } = await mofkit("recover", "-r", at("plain.db"), "--into", at("new.db"));
    expect(code).toBe(1);
    expect(stderr).toContain("no-recovery-files");
    expect(existsSync(at("new.db"))).toBe(false);
  });

  test("writes the report of a compile", async () => {
    const { code, stdout } = await recover("--into", at("new.db"), "--json");
    expect(code).toBe(0);
    const { objects, results, summary } = readReportLines(stdout);
    expect(objects.map(({ path }) => path)).toContain("Harbor_Vessel");
    expect(results).toMatchObject([{ repository: at("new.db"), committed: true, files: 2 }]);
    expect(summary).toMatchObject({ command: "recover", committed: true, exitCode: 0 });
  });
});

describe("recover --forget", () => {
  test("takes files off the list and leaves what they declared", async () => {
    const before = await dump("old.db");
    const { code, stderr } = await recover("--forget", relative(process.cwd(), at("tanker.mof")));
    expect(code).toBe(0);
    expect(stderr).toBe(`took 1 file off the list of ${at("old.db")}\n`);
    expect(await listed()).toEqual(["unchanged root/harbor vessel.mof"]);
    expect(await dump("old.db")).toBe(before);
  });

  test("takes none where one is not listed", async () => {
    const { code, stderr } = await recover("--forget", at("tanker.mof"), "--forget", at("quay.mof"));
    expect(code).toBe(1);
    expect(stderr).toContain(`\`${at("quay.mof")}\` is not on the list`);
    expect(await listed()).toHaveLength(2);
  });

  test("does nothing else at the same time", async () => {
    for (const words of [
      ["--list", "--into", "x.db"],
      ["--forget", "x", "--list"],
    ]) {
      expect(await recover(...words)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining("options-exclude-each-other"),
      });
    }
  });
});
