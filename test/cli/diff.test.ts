import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { corpusFolder, corpusTitle } from "../support/corpus.ts";
import { reportProblems } from "../support/json-schemas.ts";
import { type FinishedRun, type RunOptions, runMofkit } from "../support/run-mofkit.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const released = `class Harbor_Berth {
  [Key, MaxLen(64)] string Name;
  [Write] uint32 Depth = 5;
  [ValueMap{"0", "1"}, Values{"Free", "Taken"}] uint16 State;
  uint32 Clear([In] boolean Force);
};
class Harbor_Dock : Harbor_Berth { };
class Harbor_Slip : Harbor_Berth { };
instance of Harbor_Berth { Name = "East"; Depth = 7; };
instance of Harbor_Berth { Name = "West"; };
`;

const current = `class Harbor_Berth {
  [Key, MaxLen(32)] string Name;
  uint64 Depth = 5;
  [ValueMap{"0", "1", "2"}, Values{"Free", "Occupied", "Closed"}] uint16 State;
  uint32 Clear([In] boolean Force, [In] string Reason);
};
class Harbor_Dock : Harbor_Berth { [Description("A dock.")] string Gate; };
class Harbor_Quay : Harbor_Berth { };
instance of Harbor_Berth { Name = "East"; Depth = 9; };
instance of Harbor_Berth { Name = "North"; };
`;

const whole = `~ class root/cimv2:Harbor_Berth
    ~ property Name, qualifier MaxLen: 64 -> 32  [breaking: narrowed-range]
    ~ property Depth: uint32 -> uint64  [breaking: retyped-property]
    - property Depth, qualifier Write: TRUE  [breaking: removed-write-access]
    ~ property State, qualifier ValueMap: {"0", "1"} -> {"0", "1", "2"}  [widened-range]
    ~ property State, qualifier Values: 1 = "Taken" -> 1 = "Occupied"  [renamed-value]
    + method Clear, parameter Reason: [In] string  [breaking: added-required-parameter]
~ class root/cimv2:Harbor_Dock
    + property Gate: string  [added-property]
+ class root/cimv2:Harbor_Quay  [added-class]
- class root/cimv2:Harbor_Slip  [breaking: removed-class]
~ instance root/cimv2:Harbor_Berth.Name="East"
    ~ property Depth: 7 -> 9  [changed-value]
+ instance root/cimv2:Harbor_Berth.Name="North"  [added-instance]
- instance root/cimv2:Harbor_Berth.Name="West"  [removed-instance]
2 objects added, 2 removed, 3 changed; 5 breaking changes
`;

const counts = "2 objects added, 2 removed, 3 changed; 5 breaking changes\n";

const page = readFileSync(join(import.meta.dirname, "../../docs/diff.md"), "utf8");

let folder: string;

function file(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

function run(first: string, second: string, ...options: string[]): Promise<FinishedRun> {
  return runIn({}, first, second, ...options);
}

function runIn(settings: RunOptions, first: string, second: string, ...options: string[]): Promise<FinishedRun> {
  const [left, right] = [first, second].map((name) => (name === "-" ? name : join(folder, name)));
  return runMofkit(["diff", left as string, right as string, ...options], settings);
}

beforeAll(async () => {
  folder = temporaryFolder();
  file("released.mof", released);
  file("current.mof", current);
  file("broken.mof", "class Harbor_Berth { uint32 Depth };\n");
  mkdirSync(join(folder, "mof"));
  file("mof/current.mof", current);
  expect(
    (await runMofkit(["compile", join(folder, "released.mof"), "-r", join(folder, "released.mof.copy"), "-q"])).code,
  ).toBe(0);
});

describe("mofkit diff", () => {
  test("shows what changed, and ends with 4 on breaking changes", async () => {
    expect(await run("released.mof", "current.mof")).toEqual({ code: 4, stdout: whole, stderr: "" });
  });

  test("is shown so in the documentation", () => {
    for (const text of [released, current]) expect(page).toContain(`\`\`\`mof\n${text}\`\`\``);
    expect(page).toContain(`$ mofkit diff released.mof current.mof\n${whole}\`\`\``);
  });

  test("takes a file with a repository in it for one, whatever its name is, and a folder", async () => {
    expect(await run("released.mof.copy", "mof")).toEqual({ code: 4, stdout: whole, stderr: "" });
    expect(await run("released.mof", "released.mof.copy")).toEqual({ code: 0, stdout: "no differences\n", stderr: "" });
  });

  test("tells sources apart from the repository before them", async () => {
    const { stdout } = await run("current.mof", "released.mof.copy");
    expect(stdout).toContain(
      "+ class root/cimv2:Harbor_Slip  [added-class]\n- class root/cimv2:Harbor_Quay  [breaking: removed-class]",
    );
  });

  test("takes a pattern and a target by its kind", async () => {
    expect((await run("mo*/*.mof", "current.mof")).code).toBe(0);
    const target = `sqlite:${join(folder, "released.mof.copy")}`;
    expect(await runMofkit(["diff", target, join(folder, "released.mof"), "-q"])).toEqual({
      code: 0,
      stdout: "",
      stderr: "",
    });
  });

  test("--breaking shows breaking changes alone", async () => {
    const { stdout, code } = await run("released.mof", "current.mof", "--breaking");
    expect({ stdout, code }).toEqual({
      code: 4,
      stdout: `~ class root/cimv2:Harbor_Berth
    ~ property Name, qualifier MaxLen: 64 -> 32  [breaking: narrowed-range]
    ~ property Depth: uint32 -> uint64  [breaking: retyped-property]
    - property Depth, qualifier Write: TRUE  [breaking: removed-write-access]
    + method Clear, parameter Reason: [In] string  [breaking: added-required-parameter]
- class root/cimv2:Harbor_Slip  [breaking: removed-class]
${counts}`,
    });
  });

  test("--summary shows numbers, --quiet none", async () => {
    expect(await run("released.mof", "current.mof", "--summary")).toEqual({ code: 4, stdout: counts, stderr: "" });
    expect(await run("released.mof", "current.mof", "--summary", "--quiet")).toEqual({
      code: 4,
      stdout: "",
      stderr: "",
    });
    expect((await run("released.mof", "current.mof", "--quiet")).stdout).toBe(whole.slice(0, -counts.length));
  });

  test.each([
    ["released.mof", "current.mof", "never", 0],
    ["released.mof", "current.mof", "any", 4],
    ["released.mof", "released.mof", "any", 0],
  ])("%s and %s with --fail-on %s end with %d", async (before, after, failOn, code) => {
    expect((await run(before, after, "--fail-on", failOn)).code).toBe(code);
  });

  test("a change that breaks nobody ends with 0, and with 4 where any difference counts", async () => {
    file("more.mof", `${released}class Harbor_Quay : Harbor_Berth { };\n`);
    const stdout = "+ class root/cimv2:Harbor_Quay  [added-class]\n1 object added; no breaking changes\n";
    expect(await run("released.mof", "more.mof")).toEqual({ code: 0, stdout, stderr: "" });
    expect(await run("released.mof", "more.mof", "--fail-on", "any")).toEqual({ code: 4, stdout, stderr: "" });
  });

  describe("--allow", () => {
    const known = ["removed-class:harbor_slip", "retyped-property", "narrowed-range:root/cimv2:Harbor_Berth.Name"];
    const allow = (...texts: readonly string[]) => texts.flatMap((text) => ["--allow", text]);

    test("accepts changes by their kind, of everything or of an object or its member, and shows them apart", async () => {
      const { code, stdout } = await run("released.mof", "current.mof", ...allow(...known));
      expect(code).toBe(4);
      expect(stdout).toBe(
        whole
          .replace("breaking: narrowed-range", "allowed: narrowed-range")
          .replace("breaking: retyped-property", "allowed: retyped-property")
          .replace("breaking: removed-class", "allowed: removed-class")
          .replace("5 breaking changes", "2 breaking changes, 3 allowed"),
      );
      const breaking = await run("released.mof", "current.mof", "--breaking", ...allow(...known));
      expect(breaking.stdout.match(/\[\w+: \S+\]$/gm)).toEqual([
        "[breaking: removed-write-access]",
        "[breaking: added-required-parameter]",
      ]);
    });

    test("of every breaking change ends with 0, and other objects and members are not meant", async () => {
      const others = ["removed-write-access:Harbor_Berth.Depth", "added-required-parameter:Harbor_Berth.Clear"];
      const run0 = await run("released.mof", "current.mof", "--summary", ...allow(...known, ...others));
      expect(run0).toEqual({
        code: 0,
        stdout: "2 objects added, 2 removed, 3 changed; no breaking changes, 5 allowed\n",
        stderr: "",
      });
      const near = ["removed-class:Harbor_Dock", "narrowed-range:Harbor_Berth.Depth", "removed-class:root:Harbor_Slip"];
      expect((await run("released.mof", "current.mof", "--summary", ...allow(...near))).stdout).toBe(counts);
    });

    test("holds for --fail-on any too", async () => {
      file("quay.mof", `${released}class Harbor_Quay : Harbor_Berth { };\n`);
      const failing = ["--fail-on", "any", "--quiet"];
      expect((await run("released.mof", "quay.mof", ...failing, ...allow("added-class"))).code).toBe(0);
      expect((await run("released.mof", "quay.mof", ...failing, ...allow("added-class:Other"))).code).toBe(4);
    });

    test("is marked in a report", async () => {
      const { stdout } = await run("released.mof", "current.mof", "--json", ...allow(...known));
      const report = JSON.parse(stdout);
      expect(reportProblems(report)).toEqual([]);
      expect(report.counts).toEqual({
        ...{ added: 2, removed: 2, changed: 3 },
        ...{ breaking: 2, compatible: 7, documentation: 0, allowed: 3 },
      });
      expect(report.differences[0].changes[0]).toMatchObject({ code: "narrowed-range", allowed: true });
      expect(report.differences[0].changes[2].allowed).toBeUndefined();
    });

    test.each([
      ["removd-class:T", "did you mean `removed-class`?"],
      ["removed-class:", "behind `removed-class:` stands the name of an object"],
    ])("%s is a mistake in the command line", async (value, hint) => {
      const { code, stdout, stderr } = await run("released.mof", "current.mof", "--allow", value);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toContain(`option \`--allow\` cannot be \`${value}\``);
      expect(stderr).toContain(hint);
    });
  });

  test("errors of a source end with 3, are shown, and nothing is compared", async () => {
    const { code, stdout, stderr } = await run("broken.mof", "released.mof");
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toContain("broken.mof:1:34 - error missing-semicolon");
    expect(stderr).toMatch(/found 1 error; nothing was compared\n$/);
    expect((await run("released.mof.copy", "broken.mof", "--json")).code).toBe(3);
  });

  test("warnings of a source are left to check", async () => {
    file("warned.mof", "class Harbor_Berth { [Key] string Name; };\n#pragma harbor\n");
    expect(await run("warned.mof", "warned.mof", "--warnings-as-errors")).toEqual({
      code: 0,
      stdout: "no differences\n",
      stderr: "",
    });
  });

  test("what is not there, and standard input twice, is a mistake in the command line", async () => {
    expect(await run("missing.mof", "released.mof")).toMatchObject({ code: 2, stdout: "" });
    const twice = await run("-", "-");
    expect(twice).toMatchObject({ code: 2, stdout: "" });
    expect(twice.stderr).toContain("hint: A is standard input already");
    expect((await runMofkit(["diff", join(folder, "released.mof")])).stderr).toContain("`diff` needs B");
    const missing = await runMofkit(["diff", `sqlite:${join(folder, "missing.db")}`, join(folder, "released.mof")]);
    expect(missing).toMatchObject({ code: 1, stdout: "" });
    expect(missing.stderr).toContain("repository-not-found");
  });

  test("sources are compared as the repository on the other side compares keys", async () => {
    file("exact.mof", 'class L { [Key] string N; };\ninstance of L { N = "a"; };\ninstance of L { N = "A"; };\n');
    const repository = join(folder, "exact.db");
    await runMofkit(["compile", join(folder, "exact.mof"), "-r", repository, "--keys", "exact", "-q"]);
    expect((await run("exact.mof", "exact.db", "--fail-on", "any")).code).toBe(0);
    expect((await run("exact.db", "exact.mof", "--fail-on", "any")).code).toBe(0);
    const { code, stderr } = await run("exact.db", "released.mof.copy");
    expect(code).toBe(1);
    expect(stderr).toContain("keys-not-comparable");
  });

  test("--prelude and -n hold for the sources of both sides", async () => {
    file("prelude.mof", "class Harbor_Place { [Key] string Name; };\n");
    file("one.mof", "class Harbor_Lock : Harbor_Place { };\n");
    file("two.mof", "class Harbor_Lock : Harbor_Place { uint32 Gates; };\n");
    expect(await run("one.mof", "two.mof", "--prelude", join(folder, "prelude.mof"), "-n", "root/harbor")).toEqual({
      code: 0,
      stdout: `~ class root/harbor:Harbor_Lock
    + property Gates: uint32  [added-property]
1 object changed; no breaking changes
`,
      stderr: "",
    });
  });

  test("--search finds what the sources of either side need", async () => {
    mkdirSync(join(folder, "library"));
    file("library/Harbor_Crane.mof", "class Harbor_Crane { [Key] string Name; };\n");
    file("lifts.mof", "class Harbor_Lift : Harbor_Crane { };\n");
    file("more-lifts.mof", "class Harbor_Lift : Harbor_Crane { uint32 Load; };\n");
    expect(await run("lifts.mof", "more-lifts.mof", "--search", join(folder, "library"))).toEqual({
      code: 0,
      stdout:
        "~ class root/cimv2:Harbor_Lift\n    + property Load: uint32  [added-property]\n1 object changed; no breaking changes\n",
      stderr: "",
    });
  });

  test("sources are read as the project file says", async () => {
    file(
      "mofkit.config.json",
      JSON.stringify({ namespace: "root/harbor", prelude: ["prelude.mof"], sources: ["one.mof"] }),
    );
    const { stdout } = await run("one.mof", "two.mof", "--config", join(folder, "mofkit.config.json"));
    expect(stdout).toContain("~ class root/harbor:Harbor_Lock\n");
  });

  test("is coloured on a terminal only", async () => {
    file("less.mof", released.replace("class Harbor_Slip : Harbor_Berth { };\n", ""));
    const { stdout } = await runIn({}, "released.mof", "less.mof", "--color", "always");
    expect(stdout).toBe(
      "\u001b[31m- class root/cimv2:Harbor_Slip\u001b[39m  [\u001b[1m\u001b[31mbreaking\u001b[39m\u001b[22m: removed-class]\n" +
        "1 object removed; 1 breaking change\n",
    );
    expect((await runIn({ terminal: true }, "released.mof", "less.mof")).stdout).toBe(stdout);
    expect((await run("released.mof", "less.mof")).stdout).not.toContain("\u001b");
  });

  test("text of the sources cannot drive a terminal", async () => {
    file("evil.mof", released.replace("= 7", "= 7").replace('"East"', '"E\\x1b[2J"'));
    expect((await run("released.mof", "evil.mof")).stdout).not.toContain("\u001b");
  });

  test("--json gives a report to its schema", async () => {
    const { code, stdout, stderr } = await run("released.mof", "current.mof", "--json", "--breaking");
    expect({ code, stderr }).toEqual({ code: 4, stderr: "" });
    const report = JSON.parse(stdout);
    expect(reportProblems(report)).toEqual([]);
    expect(report).toMatchObject({
      command: "diff",
      before: join(folder, "released.mof"),
      after: join(folder, "current.mof"),
      counts: { added: 2, removed: 2, changed: 3, breaking: 5, compatible: 7, documentation: 0 },
      exitCode: 4,
    });
    expect(report.differences[0].changes[0]).toEqual({
      code: "narrowed-range",
      severity: "breaking",
      element: { property: "Name", qualifier: "MaxLen" },
      before: "64",
      after: "32",
    });
    const summary = JSON.parse((await run("released.mof", "current.mof", "--json", "--summary")).stdout);
    expect(reportProblems(summary)).toEqual([]);
    expect(summary.differences).toBeUndefined();
  });

  test("can be interrupted", async () => {
    const controller = new AbortController();
    controller.abort("SIGINT");
    expect((await runIn({ signal: controller.signal }, "released.mof.copy", "released.mof.copy")).code).toBe(130);
  });
});

test.skipIf(corpusFolder === undefined)(`CIM 2.49 differs from itself in what was changed${corpusTitle}`, async () => {
  const schema = join(corpusFolder as string, "cim-2.49.0", "cim_schema_2.49.0.mof");
  const repository = join(folder, "cim.db");
  expect((await runMofkit(["compile", schema, "-r", repository, "-q"])).code).toBe(0);
  const changed = join(folder, "changed.mof");
  const original = readFileSync(join(corpusFolder as string, "cim-2.49.0", "Core", "CIM_ManagedElement.mof"), "utf8");
  writeFileSync(
    changed,
    `#pragma include("${schema.replaceAll("\\", "/")}")\n${original.replace("MaxLen ( 64 )", "MaxLen ( 32 )")}`,
  );
  expect(await run("cim.db", "changed.mof")).toEqual({
    code: 4,
    stdout: `~ class root/cimv2:CIM_ManagedElement
    ~ property Caption, qualifier MaxLen: 64 -> 32  [breaking: narrowed-range]
1 object changed; 1 breaking change
`,
    stderr: "",
  });
});
