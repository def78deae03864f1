import { chmodSync, existsSync, linkSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { describeRows, type RowState, StatusRows } from "../../src/cli/status-rows.ts";
import { openConnection } from "../../src/open.ts";
import { readReportLines } from "../support/report-lines.ts";
import { type FinishedRun, type RunOptions, runMofkit } from "../support/run-mofkit.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const base = temporaryFolder();
const vessel = "class Harbor_Vessel { [Key] string Name; };\n";
const tug = "class Harbor_Tug : Harbor_Vessel { };\n";

/** A folder with these files, and how command lines are run that name files and repositories in it with `@/`. */
function folderWith(files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(base, "many-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const run = async (words: string, options?: RunOptions): Promise<FinishedRun> => {
    const argv = words.split(" ").map((word) => word.replace("@/", `${folder}/`));
    const { code, stdout, stderr } = await runMofkit(argv, options);
    const short = (text: string) => text.replaceAll(`${folder}/`, "").replace(/in [\d.]+ m?s/g, "in TIME");
    return { code, stdout: short(stdout), stderr: short(stderr) };
  };
  return { folder, run };
}

describe("compile into several repositories", () => {
  test("tells of each in their order, and a second time what is unchanged", async () => {
    const { run } = folderWith({ "vessel.mof": vessel });
    expect(await run("compile @/vessel.mof -r @/a.db -r @/b.db -j 1")).toEqual({
      code: 0,
      stdout:
        "compiled 1 file into a.db in TIME\n  1 class created\ncompiled 1 file into b.db in TIME\n  1 class created\n",
      stderr: "",
    });
    const { summary, results, objects } = readReportLines(
      (await run("compile @/vessel.mof -r @/b.db -r @/c.db --json")).stdout,
    );
    // Which of them is done first is not said.
    expect(results.map(({ target, committed }) => [target, committed]).sort()).toEqual([
      ["b.db", true],
      ["c.db", true],
    ]);
    expect(objects.map(({ target, outcome }) => [target, outcome]).sort()).toEqual([
      ["b.db", "unchanged"],
      ["c.db", "created"],
    ]);
    expect(summary).toMatchObject({
      committed: true,
      files: 2,
      targets: [
        { target: "b.db", outcome: "unchanged", files: 1, errors: 0 },
        { target: "c.db", outcome: "succeeded", files: 1, counts: { classes: { created: 1 } } },
      ],
    });
  });

  test("says once what is wrong for all, and of the others where", async () => {
    const { run, folder } = folderWith({ "vessel.mof": vessel, "bad.mof": `${tug}class A { uint8 B };\n` });
    await run("compile @/vessel.mof -r @/a.db");
    const words = "compile @/bad.mof -r @/a.db -r @/b.db -r @/c.db";
    const { code, stdout, stderr } = await run(words);
    expect([code, stdout]).toEqual([3, ""]);
    expect(stderr.match(/error unknown-superclass[\s\S]*?in targets b\.db, c\.db\n/g)).toHaveLength(1);
    expect(stderr.match(/error missing-semicolon[\s\S]*?in all 3 targets\n/g)).toHaveLength(1);
    expect(stderr).toMatch(
      /found 1 error; nothing was changed in a\.db\nfound 2 errors; nothing was changed in b\.db\nfound 2 errors; nothing was changed in c\.db\n3 of 3 targets failed: a\.db, b\.db, c\.db\n$/,
    );
    expect(existsSync(join(folder, "b.db"))).toBe(false);
    const { diagnostics, summary } = readReportLines((await run(`${words} --json`)).stdout);
    expect(diagnostics.map(({ targets }) => targets)).toEqual([
      ["b.db", "c.db"],
      ["a.db", "b.db", "c.db"],
    ]);
    expect([summary.errors, summary.targets.map(({ errors }: { errors: number }) => errors)]).toEqual([2, [1, 2, 2]]);
    expect((await run(`${words} --error-format msvs`)).stderr).toContain("`B` (in all 3 targets)\n");
  });

  test("keeps what succeeded where others fail, and ends with the worst exit code", async () => {
    const { run, folder } = folderWith({ "vessel.mof": vessel, "no.db": "no repository", "tug.mof": tug });
    const failed = await run("compile @/vessel.mof -r @/a.db -r @/no.db");
    expect([failed.code, failed.stdout]).toEqual([1, "compiled 1 file into a.db in TIME\n  1 class created\n"]);
    expect(failed.stderr).toMatch(
      /error not-a-repository[\s\S]*compiling 1 file failed; nothing was changed in no\.db\n1 of 2 targets failed: no\.db\n/,
    );
    expect((await run("compile @/tug.mof -r @/a.db -r @/no.db -r @/b.db")).code).toBe(3);
    expect((await run(`list classes -r ${join(folder, "a.db")}`)).stdout).toBe("Harbor_Vessel\nHarbor_Tug\n");
  });

  test("goes on with the others where one is locked or cannot be written", async () => {
    const { run, folder } = folderWith({ "vessel.mof": vessel, "locked/x": "" });
    chmodSync(join(folder, "locked"), 0o500);
    const isRoot = process.getuid?.() === 0;
    const { code, stdout, stderr } = await run("compile @/vessel.mof -r @/a.db -r @/locked/b.db -r @/none/c.db");
    expect(stdout).toContain("into a.db");
    expect(stderr).toContain("nothing was changed in none/c.db");
    if (!isRoot) expect(stderr).toContain("nothing was changed in locked/b.db");
    expect(code).toBe(1);
  });

  test.each([
    "-r @/a.db -r @/a.db",
    "-r @/a.db -r sqlite:@/./a.db",
    "-r @/a.db -r @/link.db",
    "-r @/a.db -r @/hard.db",
  ])("refuses one repository named twice: %s", async (repositories) => {
    const { run, folder } = folderWith({ "vessel.mof": vessel });
    symlinkSync(join(folder, "a.db"), join(folder, "link.db"));
    await run("compile @/vessel.mof -r @/a.db");
    linkSync(join(folder, "a.db"), join(folder, "hard.db"));
    const { code, stderr } = await run(`compile @/vessel.mof ${repositories}`);
    expect([code, stderr]).toEqual([2, expect.stringContaining("error repeated-repository")]);
  });

  test.each([
    "-r postgres://mofkit@db.invalid/cim -r postgres://loader:secret@DB.invalid:5432/cim?schema=mofkit",
    "-r postgres://127.0.0.1:1/cim -r postgres://localhost/cim?port=1",
    "-r postgres://a.invalid,b.invalid/cim -r postgres://b.invalid,a.invalid/cim?sslmode=disable",
  ])("refuses one schema of a database named twice: %s", async (repositories) => {
    const { run } = folderWith({ "vessel.mof": vessel });
    const { code, stderr } = await run(`compile @/vessel.mof ${repositories}`);
    expect([code, stderr]).toEqual([2, expect.stringContaining("error repeated-repository")]);
    expect(stderr).not.toContain("secret");
  });

  test.each(["0", "65", "x"])("refuses %s at the same time", async (jobs) => {
    const { run } = folderWith({ "vessel.mof": vessel });
    const { code, stderr } = await run(`compile @/vessel.mof -r memory: -r memory: --jobs ${jobs}`);
    expect([code, stderr]).toEqual([2, expect.stringContaining("a whole number is needed, 1 to 64;")]);
  });

  test("goes with --incremental, --dry-run, --search and --remove", async () => {
    const { run } = folderWith({ "tug.mof": tug, "schema/Harbor_Vessel.mof": vessel });
    const both = "-r @/a.db -r @/b.db";
    const dry = await run(`compile @/tug.mof ${both} --search @/schema --dry-run`);
    expect([dry.code, dry.stdout.match(/would compile 2 files over/g)?.length]).toEqual([0, 2]);
    await run(`compile @/tug.mof ${both} --search @/schema --incremental`);
    const again = await run(`compile @/tug.mof ${both} --search @/schema --incremental`);
    expect(again.stdout).toMatch(/^a\.db: nothing to do: .*\nb\.db: nothing to do: .*\n$/);
    const removed = await run(`compile @/tug.mof ${both} --remove`);
    expect(removed.stdout.match(/ {2}1 class deleted/g)).toHaveLength(2);
  });

  test("rolls all back where it is interrupted, and says so", async () => {
    const { run, folder } = folderWith({ "vessel.mof": vessel });
    const { code, stderr } = await run("compile @/vessel.mof -r @/a.db -r @/b.db", {
      signal: AbortSignal.abort("SIGTERM"),
    });
    expect(code).toBe(143);
    expect(stderr).toMatch(/error interrupted: .*nothing was changed/);
    expect(existsSync(join(folder, "a.db"))).toBe(false);
    const interrupted = await run("compile @/vessel.mof -r @/a.db -r @/b.db --json", {
      signal: AbortSignal.abort("SIGINT"),
    });
    expect(readReportLines(interrupted.stdout).summary.targets).toMatchObject([
      { target: "a.db", outcome: "interrupted" },
      { target: "b.db", outcome: "interrupted" },
    ]);
  });
});

describe("targets of a project", () => {
  test("that read different sources or write one repository are compiled all the same", async () => {
    const { run, folder } = folderWith({
      "vessel.mof": vessel,
      "tug.mof": tug,
      "mofkit.config.json": JSON.stringify({
        targets: {
          a: { repository: "a.db", sources: ["vessel.mof"] },
          more: { repository: "./a.db", sources: ["vessel.mof", "tug.mof"] },
          b: { repository: "b.db", sources: ["vessel.mof", "tug.mof"] },
        },
      }),
    });
    const { code, stdout } = await run("compile --config @/mofkit.config.json");
    expect([code, stdout.match(/^\w+: compiled \d files? into .*\n/gm)]).toEqual([
      0,
      [
        "a: compiled 1 file into a.db in TIME\n",
        "more: compiled 2 files into a.db in TIME\n",
        "b: compiled 2 files into b.db in TIME\n",
      ],
    ]);
    const connection = await openConnection(join(folder, "a.db"), { access: "read" });
    const cimv2 = await connection.openNamespace("root/cimv2");
    expect((await cimv2.getClass("Harbor_Tug")).superclass).toBe("Harbor_Vessel");
    await connection.close();
  });

  test("have a line each in the report of a check", async () => {
    const { run } = folderWith({
      "vessel.mof": vessel,
      "mofkit.config.json": JSON.stringify({
        sources: ["vessel.mof"],
        targets: { a: { namespace: "root/a" }, b: { namespace: "root/b", sources: ["vessel.mof"] } },
      }),
    });
    const { results, objects, summary } = readReportLines(
      (await run("check --config @/mofkit.config.json --json")).stdout,
    );
    expect(results.map(({ target, files }) => [target, files]).sort()).toEqual([
      ["a", 1],
      ["b", 1],
    ]);
    expect(objects.map(({ target }) => target).sort()).toEqual(["a", "b"]);
    expect(summary.targets).toMatchObject([{ target: "a" }, { target: "b" }]);
  });
});

describe("rows of progress", () => {
  const row = (name: string, state: RowState, text: string = state) => ({ name, state, text });
  const rows = [row("a", "done"), row("bb", "working", "3 files"), row("c", "waiting"), row("d", "failed")];

  test("are one for each target where there is room", () => {
    expect(describeRows(rows, { width: 79, height: 4 })).toEqual([
      "a   done",
      "bb  3 files",
      "c   waiting",
      "d   failed",
    ]);
  });

  test("are of those that are worked on where there is not, and the others are counted", () => {
    expect(describeRows(rows, { width: 79, height: 3 })).toEqual([
      "bb  3 files",
      "d   failed",
      "and 2 more: 1 waiting, 1 done",
    ]);
    expect(describeRows(rows, { width: 79, height: 1 })).toEqual(["4 targets: 1 working, 1 failed, 1 waiting, 1 done"]);
  });

  test("leave room for how far each is where names are long", () => {
    const long = [
      row("postgres://mofkit:***@db.example:5432/cim?schema=north", "working", "3 files"),
      row("a.db", "done"),
    ];
    expect(describeRows(long, { width: 39, height: 2 })).toEqual(["postg…ema=north  3 files", "a.db             done"]);
    expect(describeRows(long, { width: 199, height: 2 })[0]).toContain("db.example:5432/cim?schema=north  3 files");
    expect(describeRows(long, { width: 0, height: 2 })).toEqual(["…  3 files", "…  done"]);
  });

  test("show how far each is, and which waits for the others", () => {
    let shown: readonly string[] = [];
    const show = (describe: () => string | readonly string[]) => {
      shown = [describe()].flat();
    };
    const all = new StatusRows({
      enabled: true,
      width: 79,
      height: 5,
      update: show,
      announce: show,
      clear: () => undefined,
    });
    let isHeldBack = false;
    const [first, second] = [all.add("a", () => isHeldBack), all.add("b", () => false)];
    first.become("working");
    first.update(() => "1 file");
    expect(shown).toEqual(["a  1 file", "b  waiting"]);
    isHeldBack = true;
    second.become("failed");
    expect(shown).toEqual(["a  waiting for the others: 1 file", "b  failed"]);
    first.announce(() => "storing");
    isHeldBack = false;
    first.become("done", "2 s");
    expect(shown).toEqual(["a  done after 2 s", "b  failed"]);
  });
});
