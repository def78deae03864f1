import { beforeEach, describe, expect, test } from "vitest";
import { MofcompBench } from "../support/mofcomp-bench.ts";
import { runMofcomp } from "../support/run-mofkit.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = temporaryFolder();

const tree = `#pragma autorecover
class Tree { [key] string Tag; uint16 Height; };
instance of Tree { Tag = "A"; Height = 3; };
`;

const stored =
  "Parsing MOF file: tree.mof\nMOF file has been successfully parsed\nStoring data in the repository...\nDone!\n";

let bench: MofcompBench;

beforeEach(() => {
  bench = new MofcompBench(folder);
  bench.file("tree.mof", tree);
});

function codesIn(stdout: string): readonly string[] {
  return [...stdout.matchAll(/^ {2}code: ([a-z-]+)/gm)].map(([, code]) => code as string);
}

/** What a run came to: its exit code and the codes of what it said. */
async function outcome(...argv: readonly string[]): Promise<{ code: number; codes: readonly string[] }> {
  const { code, stdout, stderr } = await bench.run(argv);
  expect(stderr).toBe("");
  return { code, codes: codesIn(stdout) };
}

describe("each switch", () => {
  test("-check says what is wrong with the syntax and touches no repository", async () => {
    bench.file("wrong.mof", "class Tree { [key] string Tag };\n");
    expect(await bench.run(["-check", "%/tree.mof"])).toEqual({
      code: 0,
      stdout: "Parsing MOF file: tree.mof\nMOF file has been successfully parsed\n",
      stderr: "",
    });
    expect(await outcome("-check", "%/wrong.mof")).toEqual({ code: 3, codes: ["missing-semicolon"] });
    expect(bench.hasRepository).toBe(false);
  });

  test("-N names the namespace of what no pragma governs", async () => {
    expect(await bench.run(["-N:root\\cimv2", "%/tree.mof"])).toEqual({ code: 0, stdout: stored, stderr: "" });
    expect(await bench.list("classes", "root/cimv2")).toEqual(["Tree"]);
    expect(await bench.list("classes", "root/default").catch(() => [])).toEqual([]);
  });

  test("-class:createonly refuses a class that exists", async () => {
    await bench.run(["-N:root\\cimv2", "-class:createonly", "%/tree.mof"]);
    bench.file("tree.mof", "class Tree { [key] string Tag; };\n");
    const { code, stdout } = await bench.run(["-N:root\\cimv2", "-class:createonly", "%/tree.mof"]);
    expect(code).toBe(1);
    expect(stdout).toContain("Error Number: 0x80041019, Facility: WMI\n");
    expect(await bench.get("Tree", "root/cimv2")).toContain("Height");
  });

  test("-class:updateonly refuses a class that does not exist", async () => {
    const { code, stdout } = await bench.run(["-class:updateonly", "%/tree.mof"]);
    expect(code).toBe(1);
    expect(stdout).toContain("Error Number: 0x80041002, Facility: WMI\n");
    await bench.run(["%/tree.mof"]);
    expect(await outcome("-class:updateonly", "%/tree.mof")).toEqual({ code: 0, codes: [] });
  });

  test("-class:safeupdate updates a class that has subclasses", async () => {
    bench.file("below.mof", "#pragma autorecover\nclass Plant { [key] string Tag; };\nclass Oak : Plant { };\n");
    bench.file("above.mof", "#pragma autorecover\nclass Plant { [key] string Tag; uint8 Rings; };\n");
    await bench.run(["%/below.mof"]);
    expect(await outcome("%/above.mof")).toMatchObject({ code: 1 });
    expect(await outcome("-class:safeupdate", "%/above.mof")).toEqual({ code: 0, codes: [] });
  });

  test("-class:forceupdate takes away what conflicts in a subclass", async () => {
    bench.file(
      "below.mof",
      '#pragma autorecover\nclass Plant { [key] string Tag; };\n[Units("m")] class Oak : Plant { };\n',
    );
    bench.file(
      "above.mof",
      '#pragma autorecover\n[Units("ft"): DisableOverride ToSubclass] class Plant { [key] string Tag; };\n',
    );
    await bench.run(["%/below.mof"]);
    expect(await outcome("-class:safeupdate", "%/above.mof")).toMatchObject({ code: 1 });
    expect(await outcome("-class:forceupdate", "%/above.mof")).toMatchObject({ code: 0 });
    expect(await bench.get("Oak", "root/default")).not.toContain('"m"');
  });

  test("-instance:createonly refuses an instance that exists", async () => {
    await bench.run(["-instance:createonly", "%/tree.mof"]);
    const { code, stdout } = await bench.run(["-instance:createonly", "%/tree.mof"]);
    expect(code).toBe(1);
    expect(stdout).toContain("processing item 2 defined on lines 3 - 3 in file tree.mof:\nError Number: 0x80041019,");
  });

  test("-instance:updateonly refuses an instance that does not exist", async () => {
    const { code, stdout } = await bench.run(["-instance:updateonly", "%/tree.mof"]);
    expect(code).toBe(1);
    expect(stdout).toContain("processing item 2 defined on lines 3 - 3 in file tree.mof:\nError Number: 0x80041002,");
    expect(bench.hasRepository).toBe(false);
  });

  test("-autorecover records a file that has no pragma for it, and the warning is left out", async () => {
    bench.file("plain.mof", "class Tree { [key] string Tag; };\n");
    expect((await bench.run(["%/plain.mof"])).stdout).toContain("WARNING: File plain.mof does not contain #PRAGMA");
    expect((await bench.run(["-autorecover", "%/plain.mof"])).stdout).toBe(stored.replace("tree.mof", "plain.mof"));
    const records = await bench.list("instances", "root/__mofkit");
    expect(await bench.get(records.find((path) => path.includes("Recovery")) ?? "", "root/__mofkit")).toContain(
      "plain.mof",
    );
  });

  test("-P, -U and -A are taken and not used, which is said once and without the password", async () => {
    const { code, stdout } = await bench.run(["-U:ann", "-P:secret", "-A:orchard", "%/tree.mof"]);
    expect(code).toBe(0);
    expect(stdout).toContain("WARNING: `-U`, `-P`, `-A` are not used");
    expect(stdout).not.toContain("secret");
    expect(await outcome("-P:", "%/tree.mof")).toEqual({ code: 0, codes: ["credentials-not-used"] });
  });

  test("-B says that binary MOF is not written yet, and writes nothing", async () => {
    const { code, stdout } = await bench.run(["-B:%/tree.bmf", "%/tree.mof"]);
    expect({ code, codes: codesIn(stdout) }).toEqual({ code: 1, codes: ["binary-mof-not-written"] });
    expect(stdout).toContain("`-B` is about binary MOF, which is not there yet");
    expect(bench.hasRepository).toBe(false);
  });

  test("-WMI says with -B that binary MOF is not written yet", async () => {
    expect(await outcome("-WMI", "-B:%/tree.bmf", "%/tree.mof")).toEqual({
      code: 1,
      codes: ["binary-mof-not-written"],
    });
  });

  test("-ER takes its resource behind a colon or a blank, and says that binary MOF is not read yet", async () => {
    for (const words of [["-ER:Mof"], ["-ER", "Mof"], ["/er", "Mof"]]) {
      const { code, stdout } = await bench.run([...words, "%/tree.mof"]);
      expect({ code, codes: codesIn(stdout) }).toEqual({ code: 1, codes: ["binary-mof-not-extracted"] });
      expect(stdout).toContain("  hint: use mofcomp.exe on Windows for this; ");
    }
    expect(await outcome("%/tree.mof", "-ER")).toEqual({ code: 2, codes: ["missing-switch-value"] });
  });

  test("-L belongs to -ER", async () => {
    expect(await outcome("-ER:Mof", "-L:409", "%/tree.mof")).toEqual({ code: 1, codes: ["binary-mof-not-extracted"] });
  });

  test("/? and its kin show the help, whatever else is given", async () => {
    const { stdout } = await bench.run(["/?"]);
    for (const word of ["-?", "-help", "/HELP", "-h", "--help"]) {
      expect(await bench.run([word, "-N:root"])).toEqual({ code: 0, stdout, stderr: "" });
    }
  });
});

describe("what goes together", () => {
  test.each([
    ["-N:root\\cimv2"],
    ["-class:createonly"],
    ["-instance:updateonly"],
    ["-autorecover"],
    ["-U:ann"],
    ["-B:x"],
    ["-WMI"],
  ])("-check stands alone, without %s", async (other) => {
    expect(await outcome("-check", other, "%/tree.mof")).toEqual({ code: 2, codes: ["contradicting-switches"] });
    expect(await outcome(other, "%/tree.mof", "/CHECK")).toEqual({ code: 2, codes: ["contradicting-switches"] });
  });

  test("-class:createonly with -class:updateonly checks the syntax, stores nothing and says so", async () => {
    const both = ["-class:createonly", "-class:updateonly", "%/tree.mof"];
    const { code, stdout } = await bench.run(both);
    expect(code).toBe(0);
    expect(stdout).toContain("WARNING: `-class:createonly` and `-class:updateonly` exclude each other");
    expect(bench.hasRepository).toBe(false);
    bench.file("tree.mof", "class Tree { [key] string Tag }\n");
    expect(await outcome(...both)).toMatchObject({ code: 3 });
  });

  test.each([
    ["-class:createonly", "-class:safeupdate"],
    ["-class:createonly", "-class:forceupdate"],
    ["-class:safeupdate", "-class:forceupdate"],
    ["-instance:createonly", "-instance:updateonly"],
  ])("%s and %s are refused together", async (first, second) => {
    for (const words of [
      [first, second],
      [second, first],
    ]) {
      expect(await outcome(...words, "%/tree.mof")).toEqual({ code: 2, codes: ["contradicting-switches"] });
    }
    expect(bench.hasRepository).toBe(false);
  });

  test("three modes of which two exclude each other are refused", async () => {
    const modes = ["createonly", "updateonly", "safeupdate"].map((mode) => `-class:${mode}`);
    expect(await outcome(...modes, "%/tree.mof")).toEqual({ code: 2, codes: ["contradicting-switches"] });
  });

  test.each(["safeupdate", "forceupdate"])("-class:updateonly goes with -class:%s", async (mode) => {
    expect(await outcome("-class:updateonly", `-class:${mode}`, "%/tree.mof")).toMatchObject({ code: 1 });
    await bench.run(["%/tree.mof"]);
    expect(await outcome("-class:updateonly", `-class:${mode}`, "%/tree.mof")).toEqual({ code: 0, codes: [] });
  });

  test.each([
    [["-WMI"]],
    [["-L:409"]],
    [["-AMENDMENT:MS_409"]],
    [["-AMENDMENT:MS_409", "-MOF:%/out.mof"]],
    [["-AMENDMENT:MS_409", "-MFL:%/out.mfl"]],
    [["-MOF:%/out.mof"]],
    [["-MFL:%/out.mfl"]],
  ])("%j lacks another switch", async (words) => {
    expect(await outcome(...words, "%/tree.mof")).toEqual({ code: 2, codes: ["missing-other-switch"] });
  });

  test.each(["-ER:Mof", "-MOF:%/out.mof", "-MFL:%/out.mfl", "-AMENDMENT:MS_409"])(
    "-B and %s are refused together",
    async (other) => {
      const { code, codes } = await outcome("-B:%/out.bmf", other, "%/tree.mof");
      expect({ code, codes }).toEqual({ code: 2, codes: ["contradicting-switches"] });
    },
  );

  test("a user with a domain is refused together with an authority", async () => {
    expect(await outcome("-U:orchard\\ann", "-A:orchard", "%/tree.mof")).toEqual({
      code: 2,
      codes: ["contradicting-switches"],
    });
    expect(await outcome("-U:orchard\\ann", "%/tree.mof")).toEqual({ code: 0, codes: ["credentials-not-used"] });
  });

  test("-autorecover goes with a namespace, which is recorded, and warns of modes, which are not", async () => {
    expect(await outcome("-autorecover", "-N:root\\cimv2", "%/tree.mof")).toEqual({ code: 0, codes: [] });
    expect(
      await outcome("-autorecover", "-class:updateonly", "-instance:updateonly", "-N:root\\cimv2", "%/tree.mof"),
    ).toEqual({
      code: 0,
      codes: ["modes-not-recovered"],
    });
  });
});

describe("the command line", () => {
  test("takes switches in any letter case, with - or /, before and behind the file", async () => {
    expect(await bench.run(["/n:root\\cimv2", "%/tree.mof", "-CLASS:CreateOnly"])).toEqual({
      code: 0,
      stdout: stored,
      stderr: "",
    });
    expect(await bench.list("classes", "root/cimv2")).toEqual(["Tree"]);
  });

  test("takes a path that begins with / where that is no switch", async () => {
    expect(bench.folder.startsWith("/") || process.platform === "win32").toBe(true);
    expect(await outcome("%/tree.mof")).toEqual({ code: 0, codes: [] });
    expect(await outcome("/no/such/file.mof")).toEqual({ code: 3, codes: ["file-not-found"] });
    expect(await outcome("/chek", "%/tree.mof")).toEqual({ code: 2, codes: ["unknown-switch"] });
  });

  test.each([
    [["-chek", "%/tree.mof"], "unknown-switch"],
    [["-N:root\\cimv2", "/n:root\\default", "%/tree.mof"], "repeated-switch"],
    [["-class:createonly", "-CLASS:createonly", "%/tree.mof"], "repeated-switch"],
    [["-check", "-check", "%/tree.mof"], "repeated-switch"],
    [["-N:", "%/tree.mof"], "missing-switch-value"],
    [["-N", "root\\cimv2", "%/tree.mof"], "missing-switch-value"],
    [["-class", "%/tree.mof"], "missing-switch-value"],
    [["-check:yes", "%/tree.mof"], "unexpected-switch-value"],
    [["-class:force", "%/tree.mof"], "invalid-switch-value"],
    [["-instance:safeupdate", "%/tree.mof"], "invalid-switch-value"],
    [["-N:root\\\\\\cimv2", "%/tree.mof"], "invalid-switch-value"],
    [["-AMENDMENT:english", "-MOF:a", "-MFL:b", "%/tree.mof"], "invalid-switch-value"],
    [["-autorecover"], "missing-mof-file"],
    [["%/tree.mof", "%/other.mof"], "several-mof-files"],
  ])("%j is refused by %s", async (words, code) => {
    expect(await outcome(...words)).toEqual({ code: 2, codes: [code] });
    expect(bench.hasRepository).toBe(false);
  });

  test("says what was meant, and where the switches are listed", async () => {
    expect(await bench.run(["-clas:createonly", "%/tree.mof"])).toEqual({
      code: 2,
      stdout:
        "error: there is no switch `-clas`\n" +
        "  hint: did you mean `-class`? `mofcomp /?` lists the switches\n" +
        "  code: unknown-switch\n" +
        "usage: mofcomp [switches] <MOF file>; `mofcomp /?` lists the switches\n",
      stderr: "",
    });
  });

  test("never shows a password", async () => {
    for (const words of [["-PW:secret"], ["-P:secret", "-P:secret"], ["-P:secret", "-check"], ["-P:secret", "-U:a"]]) {
      const { stdout } = await bench.run([...words, "%/tree.mof"]);
      expect(stdout).not.toContain("secret");
    }
  });

  test("shows the help and fails where nothing is given", async () => {
    const { code, stdout } = await bench.run([]);
    expect(code).toBe(2);
    expect(stdout).toBe((await bench.run(["/?"])).stdout);
  });
});

test("the help names every switch and what mofkit has for it", async () => {
  const { stdout } = await runMofcomp(["/?"], { columns: 100 });
  expect(stdout.split("\n").filter((line) => line.length > 100)).toEqual([]);
  expect(stdout).toMatchSnapshot();
});
