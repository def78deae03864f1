import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readReportLines } from "../support/report-lines.ts";
import { type FinishedRun, runMofkit } from "../support/run-mofkit.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mofkit-remove-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

/** Runs a command line in which words that look like a path stand for one in the folder, with the repository of the folder. */
async function run(...argv: string[]): Promise<FinishedRun> {
  const named = argv.map((word) => (/[./]/.test(word) ? join(folder, word) : word));
  const { code, stdout, stderr } = await runMofkit([...named, "-r", join(folder, "harbor.db")]);
  return { code, stdout: plain(stdout), stderr: plain(stderr) };
}

function plain(text: string): string {
  return text.replaceAll(`${folder}/`, "").replace(/in \d+(\.\d)? m?s/g, "in TIME");
}

const harbor = `
class Harbor_Vessel { [Key] string Name; };
class Harbor_Ferry : Harbor_Vessel { uint32 Seats; };
instance of Harbor_Vessel { Name = "Aurora"; };
instance of Harbor_Ferry { Name = "Borea"; };
instance of Harbor_Ferry { Name = "Corvus"; };
`;

describe("compile --remove", () => {
  test("takes out what a file declares, and tells what was not there", async () => {
    file("harbor.mof", harbor);
    await run("compile", "harbor.mof");
    await runMofkit(["delete", 'Harbor_Ferry.Name="Borea"', "-r", join(folder, "harbor.db")]);
    expect(await run("compile", "--remove", "harbor.mof")).toEqual({
      code: 0,
      stdout:
        "removed what 1 file declared from harbor.db in TIME\n" +
        "  2 instances deleted, 1 was not there\n" +
        "  2 classes deleted\n" +
        "  1 namespace deleted\n",
      stderr: "",
    });
    expect(await run("compile", "--remove", "harbor.mof")).toEqual({
      code: 0,
      stdout:
        "removed what 1 file declared from harbor.db in TIME\n" +
        "  3 instances were not there\n" +
        "  2 classes were not there\n",
      stderr: "",
    });
    expect(await run("dump")).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("tells with --dry-run and --verbose what would go, and changes nothing", async () => {
    file("harbor.mof", harbor);
    await run("compile", "harbor.mof");
    const before = await run("dump");
    expect(await run("compile", "--remove", "--dry-run", "-v", "harbor.mof")).toEqual({
      code: 0,
      stdout:
        "would remove what 1 file declared from harbor.db in TIME, nothing was changed\n" +
        "  3 instances deleted\n" +
        "  2 classes deleted\n" +
        "  1 namespace deleted\n",
      stderr:
        'deleted instance root/cimv2:Harbor_Ferry.Name="Corvus"\n' +
        'deleted instance root/cimv2:Harbor_Ferry.Name="Borea"\n' +
        'deleted instance root/cimv2:Harbor_Vessel.Name="Aurora"\n' +
        "deleted class root/cimv2:Harbor_Ferry\n" +
        "deleted class root/cimv2:Harbor_Vessel\n" +
        'deleted namespace root:__Namespace.Name="cimv2"\n',
    });
    expect(await run("dump")).toEqual(before);
  });

  test("refuses where others rest on a class, with the place and the next step, and changes nothing", async () => {
    file("harbor.mof", harbor);
    file("other.mof", "class Other_Tug : Harbor_Vessel { };");
    await run("compile", "harbor.mof", "other.mof");
    const before = await run("dump");
    expect(await run("compile", "--remove", "harbor.mof")).toEqual({
      code: 3,
      stdout: "",
      stderr:
        "harbor.mof:2:7 - error subclasses-left: class `Harbor_Vessel` of `root/cimv2` cannot be removed: " +
        "it is the superclass of `Other_Tug`\n" +
        "  2 | class Harbor_Vessel { [Key] string Name; };\n" +
        "    |       ^^^^^^^^^^^^^\n" +
        "  hint: remove what declares these as well, or delete the class with all below it: " +
        "`mofkit delete root/cimv2:Harbor_Vessel`\n" +
        "  status: WBEM_E_CLASS_HAS_CHILDREN 0x80041025\n" +
        "found 1 error; nothing was changed in harbor.db\n",
    });
    expect(await run("dump")).toEqual(before);
  });

  test("its report", async () => {
    file("harbor.mof", harbor);
    await run("compile", "harbor.mof");
    const { code, stdout } = await run("compile", "--remove", "harbor.mof", "--json");
    expect(code).toBe(0);
    const { removals, results, summary } = readReportLines(stdout);
    expect(removals).toHaveLength(6);
    expect(removals[0]).toMatchObject({
      outcome: "deleted",
      kind: "instance",
      path: 'Harbor_Ferry.Name="Corvus"',
      file: "harbor.mof",
      line: 6,
      column: 13,
    });
    expect(results).toMatchObject([
      { dryRun: false, remove: true, committed: true, counts: { instances: { deleted: 3, absent: 0, kept: 0 } } },
    ]);
    expect(summary).toMatchObject({ command: "compile", committed: true, counts: { classes: { deleted: 2 } } });
  });

  test("refuses a repository that is not there", async () => {
    file("harbor.mof", harbor);
    const { code, stderr } = await run("compile", "--remove", "harbor.mof");
    expect(code).toBe(1);
    expect(stderr).toContain("repository-not-found");
  });
});

describe("compile --search and check --search", () => {
  beforeEach(() => {
    file("own.mof", "class Own_Ferry : Harbor_Ferry { };");
    file("schema/Harbor_Ferry.mof", "class Harbor_Ferry : Harbor_Vessel { };");
    file("schema/base/Harbor_Vessel.mof", "class Harbor_Vessel { [Key] string Name; };");
    file("schema/all.mof", '#pragma include("base/Harbor_Vessel.mof")');
  });

  test("compile what is missing with what needs it, and tell how many files that are", async () => {
    expect(await run("compile", "own.mof", "--search", "schema/")).toEqual({
      code: 0,
      stdout: "compiled 3 files into harbor.db in TIME\n  3 classes created\n",
      stderr: "found 2 more files that are needed\n",
    });
    // What the repository has is not searched for.
    expect(await run("check", "own.mof", "--search", "schema/")).toEqual({
      code: 0,
      stdout: "checked 1 file in TIME: no errors\n",
      stderr: "",
    });
  });

  test("tell with --verbose each file and what for", async () => {
    const { stderr } = await run("compile", "own.mof", "--search", "schema/", "-v");
    expect(stderr.split("\n").filter((line) => line.startsWith("found"))).toEqual([
      "found schema/Harbor_Ferry.mof, which declares Harbor_Ferry, the superclass of Own_Ferry in own.mof",
      "found schema/base/Harbor_Vessel.mof, which declares Harbor_Vessel, the superclass of Harbor_Ferry in schema/Harbor_Ferry.mof",
    ]);
  });

  test("their reports", async () => {
    const { found, summary } = readReportLines(
      (await run("compile", "own.mof", "--search", "schema/", "--json")).stdout,
    );
    expect(found).toEqual([
      {
        type: "found",
        path: "schema/Harbor_Ferry.mof",
        namespace: "root/cimv2",
        name: "Harbor_Ferry",
        by: "Own_Ferry",
        file: "own.mof",
        need: "superclass",
      },
      expect.objectContaining({ name: "Harbor_Vessel", by: "Harbor_Ferry" }),
    ]);
    expect(summary).toMatchObject({ found: 2, files: 3 });
  });

  test("find the same files in each incremental compile", async () => {
    const compile = () => run("compile", "own.mof", "--search", "schema/", "--incremental");
    expect(await compile()).toMatchObject({ code: 0, stderr: "found 2 more files that are needed\n" });
    const { code, stdout } = await compile();
    expect(code).toBe(0);
    expect(stdout).toMatch(/^nothing to do: 3 files are unchanged/);
    file("own.mof", "class Own_Ferry { [Key] string Name; };");
    expect(await compile()).toMatchObject({ code: 0 });
    expect((await run("dump")).stdout).not.toContain("Harbor");
  });

  test("say of what is nowhere that the folders were searched", async () => {
    file("own.mof", "class Own_Crane : Harbor_Crane { };");
    const { code, stderr } = await run("compile", "own.mof", "--search", "schema/");
    expect(code).toBe(3);
    expect(stderr).toBe(
      "own.mof:1:19 - error unknown-superclass: superclass `Harbor_Crane` does not exist\n" +
        "  1 | class Own_Crane : Harbor_Crane { };\n" +
        "    |                   ^^^^^^^^^^^^\n" +
        "  hint: declare `Harbor_Crane` before the class that derives from it, in the same namespace; " +
        "no file below `schema/` declares it\n" +
        "  status: WBEM_E_INVALID_SUPERCLASS 0x8004100D\n" +
        "found 1 error; nothing was changed in harbor.db\n",
    );
  });

  test("begin no load where a warning counts as an error", async () => {
    file("schema/old/Harbor_Ferry.mof", "class Harbor_Ferry : Harbor_Vessel { };");
    const { code, stderr } = await run("compile", "own.mof", "--search", "schema/", "--warnings-as-errors");
    expect(code).toBe(1);
    expect(stderr).toContain("found-twice");
    expect(stderr).toContain("nothing was changed");
    expect(await run("compile", "own.mof", "--search", "schema/")).toMatchObject({ code: 0 });
  });

  test("refuse a file in place of a folder as a usage error", async () => {
    file("harbor.mof", harbor);
    const { code, stderr } = await run("compile", "harbor.mof", "--search", "harbor.mof");
    expect(code).toBe(2);
    expect(stderr).toContain("not-a-folder: `harbor.mof` is not a folder");
  });

  test("refuse a folder that is not there as a usage error", async () => {
    const { code, stderr } = await run("compile", "own.mof", "--search", "schema/none");
    expect(code).toBe(2);
    expect(stderr).toContain("input-not-found: there is no file or folder `schema/none`");
  });
});
