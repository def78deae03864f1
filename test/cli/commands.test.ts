import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { reportProblems } from "../support/json-schemas.ts";
import { type LineReport, readReportLines } from "../support/report-lines.ts";
import { type FinishedRun, type RunOptions, runMofkit } from "../support/run-mofkit.ts";

const harbor = `
Qualifier Description : string = null, Scope(any), Flavor(EnableOverride, ToSubclass, Translatable);
Qualifier Key : boolean = false, Scope(property, reference), Flavor(DisableOverride, ToSubclass);
Qualifier Abstract : boolean = false, Scope(class, association, indication), Flavor(EnableOverride, Restricted);

[Abstract, Description("Whatever floats.")]
class Harbor_Vessel { [Key] string Name; uint64 Built; datetime Launched; };
class Harbor_Ferry : Harbor_Vessel { uint32 Seats = 20; uint32 Board(uint32 Count); };
class Harbor_Tug : Harbor_Vessel { };
class Harbor_SeaTug : Harbor_Tug { };

instance of Harbor_Ferry { Name = "Aurora"; Built = 18446744073709551615; Launched = "19870514000000.000000+060"; };
instance of Harbor_SeaTug { Name = "Brent"; };

#pragma namespace("root/harbor")
class Harbor_Buoy { [Key] uint32 Number; };
instance of Harbor_Buoy { Number = 7; };
`;

let folder: string;
let repository: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "mofkit-commands-"));
  repository = join(folder, "harbor.db");
  file("harbor.mof", harbor);
  expect(await run("compile", "harbor.mof", "-r", "harbor.db")).toMatchObject({ code: 0, stderr: "" });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string | Buffer): void {
  writeFileSync(join(folder, name), text);
}

/** Runs a command line in which every word that ends like a file stands for one in the folder. */
async function run(...argv: string[]): Promise<FinishedRun> {
  return runWith({}, ...argv);
}

async function runWith(options: RunOptions, ...argv: string[]): Promise<FinishedRun> {
  const named = argv.map((word) => (/^[\w-]+\.(mof|db|out)$/.test(word) ? join(folder, word) : word));
  const { code, stdout, stderr } = await runMofkit(named, options);
  return { code, stdout: plain(stdout), stderr: plain(stderr) };
}

/** Output without what differs from run to run: the folder and the time. */
function plain(text: string): string {
  return text
    .replaceAll(JSON.stringify(`${folder}/`).slice(1, -1), "")
    .replaceAll(`${folder}/`, "")
    .replace(/in \d+(\.\d)? m?s/g, "in TIME")
    .replace(/"milliseconds": \d+/g, '"milliseconds": 0');
}

/** The report of a command line, held to its schema. */
async function report(...argv: string[]): Promise<Record<string, unknown> & { exitCode: number }> {
  const { code, stdout } = await run(...argv, "--json");
  const parsed = JSON.parse(stdout);
  expect(reportProblems(parsed)).toEqual([]);
  expect(parsed).toMatchObject({ version: 1, command: argv[0], exitCode: code });
  return parsed;
}

/** The report of a compile or a check, whose lines are held to the schema. */
async function lineReport(...argv: string[]): Promise<LineReport> {
  const { code, stdout } = await run(...argv, "--json");
  const lines = readReportLines(stdout);
  expect(lines.summary).toMatchObject({ command: argv[0], exitCode: code });
  return lines;
}

describe("compile", () => {
  beforeEach(() => rmSync(join(folder, "new.db"), { force: true }));

  test("says what was created, then what was unchanged", async () => {
    expect(await run("compile", "harbor.mof", "-r", "new.db")).toEqual({
      code: 0,
      stdout:
        "compiled 1 file into new.db in TIME\n" +
        "  1 namespace created\n" +
        "  3 qualifier types created\n" +
        "  5 classes created\n" +
        "  3 instances created\n",
      stderr: "",
    });
    expect(await run("compile", "harbor.mof", "-r", "new.db")).toEqual({
      code: 0,
      stdout:
        "compiled 1 file into new.db in TIME\n" +
        "  3 qualifier types unchanged\n" +
        "  5 classes unchanged\n" +
        "  3 instances unchanged\n",
      stderr: "",
    });
  });

  test("its report", async () => {
    const { objects, diagnostics, results, summary } = await lineReport("compile", "harbor.mof", "-r", "new.db");
    const counts = { classes: { created: 5, updated: 0, unchanged: 0, deleted: 0 }, instances: { created: 3 } };
    expect(summary).toMatchObject({ exitCode: 0, committed: true, files: 1, errors: 0, warnings: 0, counts });
    expect(results).toMatchObject([{ repository: "new.db", dryRun: false, committed: true, files: 1, counts }]);
    expect(diagnostics).toEqual([]);
    expect(objects.map(({ outcome, kind }) => `${kind} ${outcome}`).sort()).toEqual([
      ...Array(5).fill("class created"),
      ...Array(3).fill("instance created"),
      "namespace created",
      ...Array(3).fill("qualifier created"),
    ]);
    expect(objects).toContainEqual({
      type: "object",
      repository: "new.db",
      outcome: "created",
      kind: "class",
      namespace: "root/cimv2",
      path: "Harbor_Vessel",
      file: "harbor.mof",
      line: expect.any(Number),
      column: 7,
      milliseconds: expect.any(Number),
    });
  });

  test("a mistake changes nothing and exits with 3", async () => {
    file("mistake.mof", "class Good { [Key] string Name; };\nclass Wrong : Nowhere { };\n");
    expect(await run("compile", "mistake.mof", "-r", "new.db")).toEqual({
      code: 3,
      stdout: "",
      stderr:
        "mistake.mof:2:15 - error unknown-superclass: superclass `Nowhere` does not exist\n" +
        "  2 | class Wrong : Nowhere { };\n" +
        "    |               ^^^^^^^\n" +
        "  hint: declare `Nowhere` before the class that derives from it, in the same namespace\n" +
        "  status: WBEM_E_INVALID_SUPERCLASS 0x8004100D\n" +
        "found 1 error; nothing was changed in new.db\n",
    });
    expect(existsSync(join(folder, "new.db"))).toBe(false);
  });

  test("the report of a mistake", async () => {
    file("mistake.mof", "class Wrong : Nowhere { };\n");
    expect(await lineReport("compile", "mistake.mof", "-r", "new.db")).toMatchObject({
      objects: [],
      diagnostics: [{ code: "unknown-superclass", place: { file: "mistake.mof", start: { line: 1, column: 15 } } }],
      results: [{ committed: false }],
      summary: { exitCode: 3, committed: false, errors: 1 },
    });
  });

  test("messages as JSON, one a line", async () => {
    file("mistake.mof", "class A : Nowhere { };\nclass B : Elsewhere { };\n");
    const { code, stdout, stderr } = await run("compile", "mistake.mof", "-r", "new.db", "-v", "--error-format=json");
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    const codes = stderr
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).code);
    expect(codes).toEqual(["unknown-superclass", "unknown-superclass"]);
  });

  test("--quiet says nothing when all is well", async () => {
    expect(await run("compile", "harbor.mof", "-r", "new.db", "--quiet")).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("--verbose names every object", async () => {
    const { stderr } = await run("compile", "harbor.mof", "-r", "new.db", "--verbose");
    expect(stderr).toContain("created class root/cimv2:Harbor_Tug\n");
    expect(stderr).toContain('created instance root/cimv2:Harbor_Ferry.Name="Aurora"\n');
    expect(stderr).toContain("created qualifier root/cimv2:Key\n");
  });

  test("--dry-run tells and changes nothing, neither an old repository nor a new one", async () => {
    file("more.mof", "class Harbor_Pier { [Key] string Name; };\n");
    const before = readFileSync(repository);
    expect(await run("compile", "more.mof", "-r", "harbor.db", "--dry-run")).toEqual({
      code: 0,
      stdout: "would compile 1 file over harbor.db in TIME, nothing was changed\n  1 class created\n",
      stderr: "",
    });
    expect(readFileSync(repository).equals(before)).toBe(true);
    expect(await run("compile", "more.mof", "-r", "new.db", "--dry-run")).toMatchObject({ code: 0, stderr: "" });
    expect(existsSync(join(folder, "new.db"))).toBe(false);
  });

  test("--warnings-as-errors refuses what has a warning", async () => {
    file("warning.mof", "class A { [Key] string Name; [MinValue(1)] datetime When; };\n");
    expect(await run("compile", "warning.mof", "-r", "new.db", "-q")).toEqual({ code: 0, stdout: "", stderr: "" });
    rmSync(join(folder, "new.db"));
    const { code, stderr } = await run("compile", "warning.mof", "-r", "new.db", "--warnings-as-errors");
    expect(code).toBe(3);
    expect(stderr).toContain(" - error range-qualifier-on-non-integer: ");
    expect(stderr).toContain("found 1 error; nothing was changed in new.db\n");
    expect(existsSync(join(folder, "new.db"))).toBe(false);
  });

  test("--max-errors shows the first and counts the rest", async () => {
    file("many.mof", Array.from({ length: 20 }, (_, index) => `class A${index} : Nowhere${index} { };`).join("\n"));
    const { code, stderr } = await run("compile", "many.mof", "-r", "new.db", "--max-errors", "2");
    expect(code).toBe(3);
    expect(stderr.match(/error unknown-superclass/g)).toHaveLength(2);
    expect(stderr).toMatch(
      /\n18 more messages not shown; `--max-errors 0` shows all\nfound 20 errors; nothing was changed in new.db\n$/,
    );
    const all = await run("compile", "many.mof", "-r", "new.db", "--max-errors", "0");
    expect(all.stderr.match(/error unknown-superclass/g)).toHaveLength(20);
  });

  test("--class-mode and --instance-mode are those of the service", async () => {
    const refused = await run("compile", "harbor.mof", "-r", "new.db", "--class-mode", "updateonly");
    expect(refused.code).toBe(3);
    expect(refused.stderr).toContain("WBEM_E_NOT_FOUND");
    file("buoy.mof", "class Harbor_Buoy { [Key] uint32 Number; };\ninstance of Harbor_Buoy { Number = 7; };\n");
    const modes = ["-r", "harbor.db", "-n", "root/harbor", "--instance-mode", "createonly"];
    const again = await run("compile", "buoy.mof", ...modes);
    expect(again.code).toBe(3);
    expect(again.stderr).toContain("WBEM_E_ALREADY_EXISTS");
  });

  test("--no-create-namespaces refuses a namespace that is not there", async () => {
    const { code, stderr } = await run("compile", "harbor.mof", "-r", "new.db", "--no-create-namespaces");
    expect(code).not.toBe(0);
    expect(stderr).toContain("WBEM_E_INVALID_NAMESPACE");
    expect(existsSync(join(folder, "new.db"))).toBe(false);
  });

  test("--namespace takes what no pragma governs", async () => {
    await run("compile", "harbor.mof", "-r", "new.db", "-n", "root/elsewhere");
    expect((await run("list", "namespaces", "-r", "new.db")).stdout).toBe("root\nroot/elsewhere\nroot/harbor\n");
  });

  test("--include-folder and --include-root", async () => {
    file("including.mof", '#pragma include("included.mof")\n');
    const parts = mkdtempSync(join(folder, "parts-"));
    writeFileSync(join(parts, "included.mof"), "class Included { [Key] string Name; };\n");
    expect((await run("check", "including.mof")).code).toBe(3);
    expect((await run("check", "including.mof", "-I", parts)).code).toBe(0);
    expect((await run("check", "including.mof", "-I", parts, "--include-root", folder)).code).toBe(0);
    const confined = await run(
      "check",
      "including.mof",
      "-I",
      parts,
      "--include-root",
      mkdtempSync(join(folder, "r-")),
    );
    expect(confined.code).toBe(3);
  });

  test("--keys is remembered by the repository", async () => {
    file("keys.mof", 'class A { [Key] string K; };\ninstance of A { K = "x"; };\ninstance of A { K = "X"; };\n');
    await run("compile", "keys.mof", "-r", "new.db", "--keys", "exact");
    expect((await run("list", "instances", "A", "-r", "new.db")).stdout).toBe('A.K="X"\nA.K="x"\n');
    const other = await run("compile", "keys.mof", "-r", "new.db", "--keys", "folded");
    expect(other).toMatchObject({ code: 1, stdout: "" });
    expect(other.stderr).toContain("error keys-compared-otherwise");
  });

  test("a repository that cannot be opened", async () => {
    const { code, stdout, stderr } = await run("compile", "harbor.mof", "-r", join(folder, "absent", "new.db"));
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(
      /^error repository-folder-not-found: .*\ncompiling 1 file failed; nothing was changed in \S+new\.db\n$/s,
    );
  });

  test("several files in the order of their dependencies", async () => {
    file("a-sub.mof", "class Sub : Base { };\n");
    file("b-base.mof", "class Base { [Key] string Name; };\n");
    const { code, stdout } = await run("compile", "a-sub.mof", "b-base.mof", "-r", "new.db");
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: "compiled 2 files into new.db in TIME\n  2 classes created\n",
    });
  });

  test("a file with nothing in it", async () => {
    file("empty.mof", "");
    expect(await run("compile", "empty.mof", "-r", "memory:")).toEqual({
      code: 0,
      stdout: "compiled 1 file into memory: in TIME\n  nothing was declared\n",
      stderr: "",
    });
  });
});

describe("check", () => {
  test("says how it went, and changes nothing", async () => {
    const before = readdirSync(folder).length;
    expect(await run("check", "harbor.mof")).toEqual({
      code: 0,
      stdout: "checked 1 file in TIME: no errors\n",
      stderr: "",
    });
    expect(readdirSync(folder)).toHaveLength(before);
  });

  test("over a repository, which stays as it is", async () => {
    file("tug.mof", "class Harbor_SmallTug : Harbor_Tug { };\n");
    expect((await run("check", "tug.mof")).code).toBe(3);
    const before = readFileSync(repository);
    expect(await run("check", "tug.mof", "-r", "harbor.db")).toMatchObject({ code: 0, stderr: "" });
    expect(readFileSync(repository).equals(before)).toBe(true);
  });

  test("over a repository that is not there", async () => {
    expect(await run("check", "harbor.mof", "-r", "absent.db")).toEqual({
      code: 1,
      stdout: "",
      stderr:
        "error repository-not-found: there is no repository `absent.db`\n" +
        "  hint: a compile with this repository creates it\n" +
        "  status: WBEM_E_NOT_FOUND 0x80041002\n",
    });
  });

  test("--prelude is loaded and not reported on", async () => {
    file("tug.mof", "class Harbor_SmallTug : Harbor_Tug { };\n");
    const counts = { classes: { created: 1 }, instances: { created: 0 } };
    const { objects, results, summary } = await lineReport("check", "tug.mof", "--prelude", "harbor.mof");
    expect(summary).toMatchObject({ exitCode: 0, committed: false, files: 1, counts });
    expect(results).toEqual([]);
    expect(objects).toMatchObject([{ path: "Harbor_SmallTug", outcome: "created" }]);
  });

  test("says how many errors there are", async () => {
    file("mistake.mof", "class A : Nowhere { };\nclass B { [Key] string Name; [MinValue(1)] datetime When; };\n");
    const { code, stdout, stderr } = await run("check", "mistake.mof");
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toMatch(/\nfound 1 error and 1 warning\n$/);
  });

  test("what is no MOF at all is to blame itself", async () => {
    file("binary.mof", Buffer.from([0x41, 0, 0, 0, 0x42]));
    expect(await lineReport("check", "binary.mof")).toMatchObject({
      diagnostics: [{ code: "binary-file" }],
      summary: { exitCode: 3 },
    });
  });

  test("warnings are said and are good", async () => {
    file("warning.mof", "class A { [Key] string Name; [MinValue(1)] datetime When; };\n");
    const { code, stdout } = await run("check", "warning.mof");
    expect({ code, stdout }).toEqual({ code: 0, stdout: "checked 1 file in TIME: no errors and 1 warning\n" });
  });

  test("--dialect", async () => {
    file("undeclared.mof", "class A { [Key] string Name; };\n");
    expect((await run("check", "undeclared.mof")).code).toBe(0);
    expect((await run("check", "undeclared.mof", "--dialect", "dmtf")).code).toBe(3);
  });

  test("mistakes of the command line with --json have no report", async () => {
    expect(await run("get", "--json")).toMatchObject({ code: 2, stdout: "" });
  });

  test("inputs that are not there, all of them", async () => {
    const { code, stderr } = await run("check", "absent.mof", "other.mof");
    expect(code).toBe(2);
    expect(stderr.match(/error input-not-found/g)).toHaveLength(2);
  });
});

describe("get", () => {
  test("a class as it was declared", async () => {
    expect(await run("get", "Harbor_Ferry", "-r", "harbor.db")).toEqual({
      code: 0,
      stdout: "class Harbor_Ferry : Harbor_Vessel {\n  uint32 Seats = 20;\n  uint32 Board(uint32 Count);\n};\n",
      stderr: "",
    });
  });

  test("--effective shows what is inherited", async () => {
    const { stdout } = await run("get", "Harbor_Ferry", "-r", "harbor.db", "--effective");
    expect(stdout).toContain("// From Harbor_Vessel:");
    expect(stdout).toMatch(/\/\/ .*string Name/);
  });

  test("an instance, in another namespace by its path or by -n", async () => {
    const expected = { code: 0, stdout: "instance of Harbor_Buoy {\n  Number = 7;\n};\n", stderr: "" };
    expect(await run("get", "root/harbor:Harbor_Buoy.Number=7", "-r", "harbor.db")).toEqual(expected);
    expect(await run("get", "harbor_buoy=7", "-r", "harbor.db", "-n", "root\\harbor")).toEqual(expected);
  });

  test("a qualifier type", async () => {
    const { stdout } = await run("get", "Key", "-r", "harbor.db");
    expect(stdout).toMatch(/^Qualifier Key : boolean = FALSE,/);
  });

  test.each([
    ["Harbor_Ferry", { kind: "class", name: "Harbor_Ferry", superclass: "Harbor_Vessel" }],
    ['Harbor_Ferry.Name="Aurora"', { kind: "instance", values: { Built: "18446744073709551615", Name: "Aurora" } }],
    ["Key", { kind: "qualifier", name: "Key", type: "boolean" }],
  ])("the report of %s", async (path, object) => {
    expect(await report("get", path, "-r", "harbor.db")).toMatchObject({ path: `root/cimv2:${path}`, object });
  });

  test("what is not there", async () => {
    expect(await run("get", "Harbor_Fery", "-r", "harbor.db")).toEqual({
      code: 1,
      stdout: "",
      stderr:
        "error class-not-found: there is no class `Harbor_Fery`\n" +
        "  hint: did you mean `Harbor_Ferry`?\n" +
        "  status: WBEM_E_NOT_FOUND 0x80041002\n",
    });
    const missing = await report("get", 'Harbor_Ferry.Name="Nobody"', "-r", "harbor.db");
    expect(missing).toMatchObject({ exitCode: 1, diagnostics: [{ code: "instance-not-found" }] });
    expect(await run("get", "A", "-n", "root/nowhere", "-r", "harbor.db")).toMatchObject({ code: 1, stdout: "" });
    expect(await run("get", "A", "-r", "absent.db")).toMatchObject({ code: 1, stdout: "" });
    expect(await run("get", "A", "-r", "gopher://hole")).toMatchObject({ code: 2, stdout: "" });
    expect(readdirSync(folder)).not.toContain("absent.db");
  });

  test("MOFKIT_REPOSITORY names the repository, and -r overrules it", async () => {
    const environment = { MOFKIT_REPOSITORY: repository };
    expect((await runWith({ environment }, "get", "Key")).code).toBe(0);
    expect((await runWith({ environment }, "get", "Key", "-r", "absent.db")).code).toBe(1);
  });
});

describe("list", () => {
  test.each([
    [["namespaces"], "root\nroot/cimv2\nroot/harbor\n"],
    [["qualifiers"], "Abstract\nDescription\nKey\n"],
    [["classes"], "Harbor_Vessel\nHarbor_Ferry\nHarbor_Tug\nHarbor_SeaTug\n"],
    [["classes", "Harbor_Vessel"], "Harbor_Ferry\nHarbor_Tug\n"],
    [["classes", "Harbor_Vessel", "--deep"], "Harbor_Ferry\nHarbor_Tug\nHarbor_SeaTug\n"],
    [["instances"], 'Harbor_Ferry.Name="Aurora"\nHarbor_SeaTug.Name="Brent"\n'],
    [["instances", "Harbor_Tug"], ""],
    [["instances", "Harbor_Tug", "--deep"], 'Harbor_SeaTug.Name="Brent"\n'],
    [["instances", "-n", "root/harbor"], "Harbor_Buoy.Number=7\n"],
  ])("%j", async (words, stdout) => {
    expect(await run("list", ...words, "-r", "harbor.db")).toEqual({ code: 0, stdout, stderr: "" });
    const { [words[0] as string]: names } = await report("list", ...words, "-r", "harbor.db");
    expect(names).toEqual(stdout.split("\n").slice(0, -1));
  });

  test("a class that is not there", async () => {
    const { code, stderr } = await run("list", "instances", "Harbor_Tag", "-r", "harbor.db");
    expect(code).toBe(1);
    expect(stderr).toContain("did you mean `Harbor_Tug`?");
  });
});

describe("delete", () => {
  beforeEach(async () => {
    rmSync(join(folder, "new.db"), { force: true });
    await run("compile", "harbor.mof", "-r", "new.db", "-q");
  });

  test.each([
    ['Harbor_SeaTug.Name="Brent"', "instance", ["instances"], 'Harbor_Ferry.Name="Aurora"\n'],
    ["Harbor_Tug", "class", ["classes"], "Harbor_Vessel\nHarbor_Ferry\n"],
    ["Abstract", "qualifier", ["qualifiers"], "Abstract\nDescription\nKey\n"],
    ['root:__Namespace.Name="harbor"', "instance", ["namespaces"], "root\nroot/cimv2\n"],
  ])("%s", async (path, kind, listing, left) => {
    const { code, stdout } = await run("delete", path, "-r", "new.db");
    if (kind === "qualifier") expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    else {
      const full = path.startsWith("root:") ? path : `root/cimv2:${path}`;
      const more = path === "Harbor_Tug" ? " with 1 other class and 1 instance" : "";
      expect({ code, stdout }).toEqual({ code: 0, stdout: `deleted ${kind} ${full}${more}\n` });
    }
    expect((await run("list", ...listing, "-r", "new.db")).stdout).toBe(left);
  });

  test("a class, with the names of all that went with it", async () => {
    expect(await report("delete", "Harbor_Vessel", "-r", "new.db")).toMatchObject({
      deleted: [
        {
          kind: "class",
          path: "root/cimv2:Harbor_Vessel",
          classes: ["Harbor_Vessel", "Harbor_Ferry", "Harbor_Tug", "Harbor_SeaTug"],
          instances: 2,
        },
      ],
    });
  });

  test("a qualifier type that no class uses", async () => {
    await run("delete", "Harbor_Vessel", "-r", "new.db");
    expect(await report("delete", "Abstract", "-r", "new.db")).toMatchObject({
      deleted: [{ kind: "qualifier", path: "root/cimv2:Abstract" }],
    });
  });

  test("an instance that cannot be read any more", async () => {
    const database = new DatabaseSync(join(folder, "new.db"));
    database.exec("UPDATE instance SET body = substr(body, 1, length(body) / 2)");
    database.close();
    expect(await run("get", 'Harbor_SeaTug.Name="Brent"', "-r", "new.db")).toMatchObject({ code: 1 });
    expect(await run("delete", 'Harbor_SeaTug.Name="Brent"', "-r", "new.db")).toMatchObject({ code: 0, stderr: "" });
    expect(await run("delete", 'Harbor_SeaTug.Name="Brent"', "-r", "new.db")).toMatchObject({ code: 1 });
  });

  test("what is not there, in a repository that is not there", async () => {
    expect(await run("delete", "Nothing", "-r", "new.db")).toMatchObject({ code: 1, stdout: "" });
    const { code, stderr } = await run("delete", "Nothing", "-r", "absent.db");
    expect(code).toBe(1);
    expect(stderr).toContain("error repository-not-found");
    expect(readdirSync(folder)).not.toContain("absent.db");
  });
});

describe("dump", () => {
  test("compiles into the same repository, whose dump is the same", async () => {
    const dump = await run("dump", "-r", "harbor.db");
    expect(dump).toMatchObject({ code: 0, stderr: "" });
    file("dump.mof", dump.stdout);
    rmSync(join(folder, "new.db"), { force: true });
    expect(await run("compile", "dump.mof", "-r", "new.db")).toMatchObject({ code: 0, stderr: "" });
    expect(await run("dump", "-r", "new.db")).toEqual(dump);
    expect(dump.stdout).toMatchSnapshot();
  });

  test("of one namespace", async () => {
    const { stdout } = await run("dump", "-r", "harbor.db", "-n", "ROOT\\Harbor");
    expect(stdout.replaceAll(/\s+/g, " ")).toBe(
      '#pragma namespace("\\\\\\\\.\\\\root") instance of __Namespace { Name = "harbor"; }; ' +
        '#pragma namespace("\\\\\\\\.\\\\root\\\\harbor") class Harbor_Buoy { [Key] uint32 Number; }; ' +
        "instance of Harbor_Buoy { Number = 7; }; ",
    );
    expect(await run("dump", "-r", "harbor.db", "-n", "root/nowhere")).toMatchObject({ code: 1, stdout: "" });
  });

  test("its report has every object", async () => {
    const { namespaces, objects } = await report("dump", "-r", "harbor.db");
    expect(namespaces).toEqual(["root", "root/cimv2", "root/harbor"]);
    expect(objects).toHaveLength(3 + 4 + 2 + 1 + 1);
  });

  test("--output writes a whole file or none", async () => {
    const { stdout: mof } = await run("dump", "-r", "harbor.db");
    expect(await run("dump", "-r", "harbor.db", "-o", "all.out")).toEqual({
      code: 0,
      stdout: "",
      stderr: "11 objects of 3 namespaces written to all.out\n",
    });
    expect(readFileSync(join(folder, "all.out"), "utf8")).toBe(mof);
    expect(await report("dump", "-r", "harbor.db", "-o", "all.out")).toMatchObject({ file: "all.out", written: 11 });
    const target = join(folder, "absent", "all.out");
    const { code, stderr } = await run("dump", "-r", "harbor.db", "-o", target);
    expect(code).toBe(1);
    expect(stderr).toContain("error output-failed: writing to `absent/all.out` failed: no such file or directory");
    const failing = await run("dump", "-r", "harbor.db", "-o", folder);
    expect(failing.code).toBe(1);
    expect(readdirSync(folder).filter((name) => name.includes("partial"))).toEqual([]);
  });
});

describe("verify", () => {
  test("a sound repository", async () => {
    expect(await run("verify", "-r", "harbor.db")).toEqual({
      code: 0,
      stdout: "harbor.db holds what the rules say, checked in TIME\n",
      stderr: "",
    });
    expect(await report("verify", "-r", "harbor.db")).toMatchObject({ repository: "harbor.db", findings: [] });
  });

  test("a repository that someone else wrote into", async () => {
    copyFileSync(repository, join(folder, "tampered.db"));
    const database = new DatabaseSync(join(folder, "tampered.db"));
    const { changes } = database
      .prepare('UPDATE class SET body = replace(body, \'"uint32","value":20\', \'"uint8","value":2000\')')
      .run();
    database.close();
    expect(changes).toBeGreaterThan(0);
    const { code, stdout, stderr } = await run("verify", "-r", "tampered.db");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^error \S+: root\/cimv2:Harbor_Ferry: .*2000/);
    expect(stderr).toMatch(/1 object of tampered.db breaks the rules\n$/);
    expect(await report("verify", "-r", "tampered.db")).toMatchObject({
      exitCode: 1,
      findings: [{ kind: "class", path: "root/cimv2:Harbor_Ferry" }],
    });
  });
});

describe("ast", () => {
  test("the tree of each file", async () => {
    file("one.mof", "class A { };\n");
    file("two.mof", '#pragma locale("en")\ninstance of A { };\n');
    expect(await report("ast", "one.mof", "two.mof")).toMatchObject({
      exitCode: 0,
      files: [
        { file: "one.mof", declarations: [{ kind: "ClassDeclaration", start: 0, end: 12, name: { name: "A" } }] },
        { file: "two.mof", declarations: [{ kind: "Pragma" }, { kind: "InstanceDeclaration" }] },
      ],
    });
    const { stdout } = await run("ast", "one.mof", "two.mof", "--json");
    expect((await run("ast", "one.mof", "two.mof")).stdout).toBe(stdout);
  });

  test("comments, where they are asked for, and everything to the published schema", async () => {
    file("commented.mof", "// first\nclass A { /* no\nproperties */ };\n");
    const [plain, commented] = [
      await report("ast", "commented.mof"),
      await report("ast", "--comments", "commented.mof"),
    ];
    expect(commented).toMatchObject({
      files: [
        {
          declarations: [{ kind: "ClassDeclaration", start: 9 }],
          comments: [
            { kind: "LineComment", start: 0, end: 8, text: "// first", ownLine: true },
            { kind: "BlockComment", start: 19, end: 38, text: "/* no\nproperties */", ownLine: false },
          ],
        },
      ],
    });
    expect((plain.files as object[])[0]).not.toHaveProperty("comments");
  });

  test("more comments than are kept in memory", async () => {
    const text = "/* a comment\nof two lines, ü */ class A { };\n".repeat(40_000);
    file("many.mof", text);
    const { files } = JSON.parse((await run("ast", "--comments", "many.mof")).stdout);
    const [{ declarations, comments }] = files;
    expect([declarations.length, comments.length]).toEqual([40_000, 40_000]);
    for (const { start, end, text: comment } of comments) expect(text.slice(start, end)).toBe(comment);
  });

  test("what can be read of a file with a mistake", async () => {
    file("mistake.mof", "class A { };\nclas B { };\nclass C { };\n");
    const { exitCode, files, diagnostics } = await report("ast", "mistake.mof");
    expect(exitCode).toBe(3);
    expect(files).toMatchObject([{ declarations: [{ name: { name: "A" } }, { name: { name: "C" } }] }]);
    expect(diagnostics).toMatchObject([{ code: "unknown-declaration" }]);
    expect(JSON.parse((await run("ast", "mistake.mof")).stdout).diagnostics).toEqual(diagnostics);
  });

  test("a file that is no text", async () => {
    file("binary.mof", Buffer.from([0x46, 0x4f, 0x4d, 0x42, 1, 0, 0, 0]));
    expect(await report("ast", "binary.mof")).toMatchObject({
      exitCode: 3,
      files: [],
      diagnostics: [{ code: "binary-mof" }],
    });
  });

  test("a warning about the encoding", async () => {
    file("latin.mof", Buffer.from("// \xe9\nclass A { };\n", "latin1"));
    expect(await report("ast", "latin.mof")).toMatchObject({
      exitCode: 0,
      diagnostics: [{ code: "windows-1252-assumed" }],
    });
  });
});

describe("failures that are nobody's fault", () => {
  test("a signal", async () => {
    for (const [signal, code] of [
      ["SIGHUP", 129],
      ["SIGINT", 130],
      ["SIGTERM", 143],
    ] as const) {
      expect(await runWith({ signal: AbortSignal.abort(signal) }, "compile", "harbor.mof", "-r", "new.db")).toEqual({
        code,
        stdout: "",
        stderr: `error interrupted: interrupted by ${signal}, and nothing was changed\n`,
      });
    }
  });

  /** Makes the command itself fail as only a bug could. */
  const environment = {
    get MOFKIT_REPOSITORY(): string {
      throw new TypeError("x is not a function");
    },
  };
  const said =
    "error internal-error: this is a mistake in mofkit itself, not in what you gave it: x is not a function\n" +
    "  hint: please report it with the command line and, if you can, the input; `--verbose` shows where it happened\n";

  test("a bug of ours is one short message", async () => {
    expect(await runWith({ environment }, "get", "A")).toEqual({ code: 1, stdout: "", stderr: said });
  });

  test("a bug of ours with --verbose shows where", async () => {
    const { stderr } = await runWith({ environment }, "get", "A", "--verbose");
    expect(stderr.startsWith(`${said}TypeError: x is not a function\n    at `)).toBe(true);
  });

  test("a bug of ours in a report", async () => {
    const { code, stdout } = await runWith({ environment }, "get", "A", "--json");
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ exitCode: 1, diagnostics: [{ code: "internal-error" }] });
  });

  test("a row that is damaged, also where a compile meets it: no source is to blame", async () => {
    copyFileSync(repository, join(folder, "torn.db"));
    const database = new DatabaseSync(join(folder, "torn.db"));
    database.exec("UPDATE instance SET body = substr(body, 1, 20)");
    database.close();
    file("again.mof", harbor.replace("Built = 18446744073709551615;", "Built = 1987;"));
    for (const argv of [
      ["get", 'Harbor_Ferry.Name="Aurora"'],
      ["compile", "again.mof"],
    ]) {
      const { code, stderr } = await run(...argv, "-r", "torn.db");
      expect(code).toBe(1);
      expect(stderr).toContain("error damaged-object: `harbor_ferry.name=");
    }
  });

  test("a repository that is none", async () => {
    file("none.db", "this is no database");
    const { code, stdout, stderr } = await run("get", "A", "-r", "none.db");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^error not-a-repository: /);
    expect(stderr).not.toContain("cause:");
    expect((await run("get", "A", "-r", "none.db", "--verbose")).stderr).toMatch(/\n {2}cause: \S.*\n$/);
  });
});
