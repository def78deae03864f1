import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { writeFilesTogether } from "../../src/cli/file-set.ts";
import { reportProblems } from "../support/json-schemas.ts";
import { runMofkit } from "../support/run-mofkit.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const samples = join(import.meta.dirname, "../../samples/localized");
const master = `[Description("A tree") : Amended] class Tree { [Key] string Tag; };\n`;

const parent = temporaryFolder();
let folder: string;
let count = 0;

beforeEach(() => {
  folder = join(parent, `split-${count++}`);
  mkdirSync(folder);
  write("tree.master.mof", master);
});

function path(name: string): string {
  return join(folder, name);
}

function write(name: string, text: string): void {
  writeFileSync(path(name), text);
}

function read(name: string): string {
  return readFileSync(path(name), "utf8");
}

function split(...more: readonly string[]) {
  return runMofkit(["split", path("tree.master.mof"), ...more]);
}

function splitTo(mof: string, mfl: string, ...more: readonly string[]) {
  return split("--amendment", "MS_409", "--mof", path(mof), "--mfl", path(mfl), ...more);
}

describe("mofkit split", () => {
  test("writes both parts, touches no repository and says how they are stored", async () => {
    const { code, stdout, stderr } = await splitTo("tree.mof", "tree.mfl");
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect(stderr).toContain("1 text of 1 class split off as MS_409");
    expect(stderr).toContain(`mofkit compile ${path("tree.mof")} ${path("tree.mfl")}`);
    expect(readdirSync(folder).sort()).toEqual(["tree.master.mof", "tree.mfl", "tree.mof"]);
    expect(read("tree.mof")).toBe("class Tree { [Key] string Tag; };\n");
    expect(read("tree.mfl")).toContain(`[AMENDMENT, LOCALE(0x409), Description("A tree") : Amended] class Tree { };`);
  });

  test("writes a namespace that createonly takes once, as every other instance", async () => {
    await splitTo("tree.mof", "tree.mfl");
    const compile = (...more: readonly string[]) =>
      runMofkit(["compile", path("tree.mfl"), "-r", path("tree.db"), "--instance-mode", "createonly", ...more]);
    expect((await compile()).code).toBe(0);
    const again = await compile();
    expect(again.code).toBe(3);
    expect(again.stderr).toContain('error instance-exists: instance `__Namespace.Name="ms_409"` exists already');
  });

  test("gives the parts of the sample as they stand beside it", async () => {
    const outputs = ["--mof", path("orchard.mof"), "--mfl", path("orchard.en-US.mfl")];
    const { code } = await runMofkit(["split", join(samples, "orchard.master.mof"), ...outputs]);
    expect(code).toBe(0);
    for (const name of ["orchard.mof", "orchard.en-US.mfl"]) {
      expect(read(name)).toBe(readFileSync(join(samples, name), "utf8"));
    }
  });

  test("splits what the master includes, from the folders that are given, and writes over none of it", async () => {
    mkdirSync(path("common"));
    write("common/part.mof", `[Description("A leaf") : Amended] class Leaf { };\n`);
    write("tree.master.mof", `#pragma include("part.mof")\n${master}`);
    expect((await splitTo("tree.mof", "tree.mfl", "-I", path("common"))).code).toBe(0);
    expect(read("tree.mof")).toBe("class Leaf { };\nclass Tree { [Key] string Tag; };\n");
    expect(read("tree.mfl")).toContain("A leaf");
    const { code, stderr } = await splitTo("common/part.mof", "tree.mfl", "-I", path("common"));
    expect(code).toBe(2);
    expect(stderr).toContain("output-is-input");
    expect(read("common/part.mof")).toContain("A leaf");
  });

  test("reports to the schema", async () => {
    const good = JSON.parse((await splitTo("tree.mof", "tree.mfl", "--json")).stdout);
    expect(reportProblems(good)).toEqual([]);
    expect(good).toMatchObject({ command: "split", locale: "MS_409", classes: 1, texts: 1, exitCode: 0 });
    const failed = JSON.parse((await split("--mof", path("a"), "--mfl", path("b"), "--json")).stdout);
    expect(reportProblems(failed)).toEqual([]);
    expect(failed).toMatchObject({ diagnostics: [{ code: "missing-amendment" }], exitCode: 3 });
    expect(failed.mof).toBeUndefined();
  });

  test.each([
    ["an error", master.replace("class", "clas"), [], 3],
    [
      "a warning that counts as one",
      `${master}[Description("i") : Amended] instance of Tree { Tag = "x"; };`,
      ["--warnings-as-errors"],
      3,
    ],
    ["a code that is set to error", "class Tree { };", ["--severity", "nothing-to-split=error"], 1],
  ])("writes nothing after %s", async (_title, text, more, expected) => {
    write("tree.master.mof", text);
    write("tree.mof", "before");
    const { code, stderr } = await splitTo("tree.mof", "tree.mfl", ...more);
    expect(code).toBe(expected);
    expect(stderr).toContain("nothing was written");
    expect(read("tree.mof")).toBe("before");
    expect(existsSync(path("tree.mfl"))).toBe(false);
  });

  test("writes both files or none", async () => {
    write("tree.mof", "before");
    const { code, stderr } = await splitTo("tree.mof", "absent/tree.mfl");
    expect(code).toBe(1);
    expect(stderr).toContain("output-failed");
    expect(read("tree.mof")).toBe("before");
    expect(readdirSync(folder).sort()).toEqual(["tree.master.mof", "tree.mof"]);
  });

  test.skipIf(process.platform === "win32")("keeps who may read a file that it replaces", async () => {
    write("tree.mof", "before");
    chmodSync(path("tree.mof"), 0o600);
    await splitTo("tree.mof", "tree.mfl");
    expect(read("tree.mof")).not.toBe("before");
    expect(statSync(path("tree.mof")).mode & 0o777).toBe(0o600);
    chmodSync(path("tree.mof"), 0o666);
    await splitTo("tree.mof", "tree.mfl");
    expect(statSync(path("tree.mof")).mode & 0o777).toBe(0o666);
  });

  test.skipIf(process.platform === "win32")("leaves nothing behind where the second does not fit on the disk", () => {
    write(
      "tree.master.mof",
      `[Description("${"A tree. ".repeat(400)}") : Amended] class Tree { [Key] string Tag; };\n`,
    );
    const launcher = join(import.meta.dirname, "../../src/cli/mofkit.ts");
    const limited = 'ulimit -f 2; exec "$0" "$@"';
    const argv = ["split", "tree.master.mof", "--amendment", "MS_409", "--mof", "tree.mof", "--mfl", "tree.mfl"];
    const { status, stderr } = spawnSync("sh", ["-c", limited, process.execPath, launcher, ...argv], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(/error output-failed: writing to `tree\.mfl` failed: .*, and nothing was written$/m);
    expect(readdirSync(folder)).toEqual(["tree.master.mof"]);
  });

  test.each([
    ["the master", "tree.master.mof", "tree.mfl", "output-is-input"],
    ["each other", "tree.mof", "./tree.mof", "outputs-are-same"],
  ])("refuses outputs that replace %s", async (_title, mof, mfl, code) => {
    const run = await splitTo(mof, mfl);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(code);
    expect(read("tree.master.mof")).toBe(master);
  });

  test.each([
    ["without --mof", ["--mfl", "x"], "`split` needs --mof"],
    ["without --mfl", ["--mof", "x"], "`split` needs --mfl"],
    ["with a locale that is none", ["--mof", "x", "--mfl", "y", "--amendment", "de"], "`de` is no locale"],
  ])("is a mistake of the command line %s", async (_title, options, message) => {
    const { code, stderr } = await split(...options);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  test("keeps UTF-16 with its mark, which mofcomp reads", async () => {
    writeFileSync(path("tree.master.mof"), Buffer.from(`\uFEFF${master.replace("tree", "Bäume")}`, "utf16le"));
    expect((await splitTo("tree.mof", "tree.mfl")).code).toBe(0);
    const bytes = readFileSync(path("tree.mfl"));
    expect([...bytes.subarray(0, 2)]).toEqual([0xff, 0xfe]);
    expect(bytes.toString("utf16le")).toContain("Amended] class");
  });
});

describe("mofkit merge", () => {
  test("puts the parts of a master together, to a file or to standard output", async () => {
    await splitTo("tree.mof", "tree.mfl");
    const printed = await runMofkit(["merge", path("tree.mof"), path("tree.mfl")]);
    expect(printed).toMatchObject({ code: 0, stdout: `${master}`, stderr: "" });
    const written = await runMofkit(["merge", path("tree.mof"), path("tree.mfl"), "-o", path("again.mof")]);
    expect(written.stderr).toContain(`mofkit split ${path("again.mof")} --amendment MS_409`);
    expect(read("again.mof")).toBe(master);
  });

  test("reports to the schema", async () => {
    await splitTo("tree.mof", "tree.mfl");
    for (const more of [[], ["-o", path("again.mof")]]) {
      const { stdout } = await runMofkit(["merge", path("tree.mof"), path("tree.mfl"), ...more, "--json"]);
      expect(reportProblems(JSON.parse(stdout))).toEqual([]);
      expect(JSON.parse(stdout)).toMatchObject({ command: "merge", locale: "MS_409", classes: 1, texts: 1 });
    }
  });

  test("refuses to write over what it reads, and writes nothing when a file is not there", async () => {
    await splitTo("tree.mof", "tree.mfl");
    const over = await runMofkit(["merge", path("tree.mof"), path("tree.mfl"), "-o", path("tree.mfl")]);
    expect(over).toMatchObject({ code: 2 });
    const absent = await runMofkit(["merge", path("tree.mof"), path("absent.mfl"), "-o", path("again.mof")]);
    expect(absent.code).toBe(1);
    expect(absent.stderr).toContain("file-not-found");
    expect(existsSync(path("again.mof"))).toBe(false);
  });
});

describe("files that are written together", () => {
  const utf8 = "utf-8" as const;

  test("get back what they were where the last one cannot be written", () => {
    write("first", "before");
    mkdirSync(path("folder"));
    const files = ["first", "new", "folder"].map((name) => ({ path: path(name), text: "after", encoding: utf8 }));
    expect(() => writeFilesTogether(files)).toThrow(/folder/);
    expect(read("first")).toBe("before");
    expect(readdirSync(folder).sort()).toEqual(["first", "folder", "tree.master.mof"]);
  });

  test("keep other names of the files as they were", () => {
    write("first", "before");
    linkSync(path("first"), path("other"));
    writeFilesTogether([{ path: path("first"), text: "after", encoding: utf8 }]);
    expect([read("first"), read("other")]).toEqual(["after", "before"]);
  });
});
