import { globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { syntaxErrorText } from "../../src/cli/mofcomp/messages.ts";
import { isStandardNamespace, standardNamespaces } from "../../src/cli/mofcomp/standard-namespaces.ts";
import { createDiagnostic } from "../../src/diagnostics/create.ts";
import { corpusFolder, corpusTitle } from "../support/corpus.ts";
import { MofcompBench } from "../support/mofcomp-bench.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = temporaryFolder();

let bench: MofcompBench;

beforeEach(() => {
  bench = new MofcompBench(folder);
});

const recovered = "#pragma autorecover\n";

describe("a compile that goes well", () => {
  test("prints the documented lines, and warns of a file without #pragma autorecover", async () => {
    bench.file("tree.mof", "class Tree { [key] string Tag; };\n");
    expect(await bench.run(["%/tree.mof"])).toEqual({
      code: 0,
      stdout:
        "Parsing MOF file: tree.mof\n" +
        "MOF file has been successfully parsed\n" +
        "Storing data in the repository...\n" +
        "WARNING: File tree.mof does not contain #PRAGMA AUTORECOVER.\n" +
        "What it declares will be missing when the repository is rebuilt from its recovery files.\n" +
        "To have it compiled again then, put #pragma autorecover on the first line of the file.\n" +
        "Done!\n",
      stderr: "",
    });
    expect(await bench.list("classes", "root/default")).toEqual(["Tree"]);
  });

  test("stores by a namespace pragma, wherever -N points", async () => {
    bench.file(
      "tree.mof",
      `${recovered}class Before { };\n#pragma namespace("\\\\\\\\.\\\\root\\\\cimv2")\nclass Behind { };\n`,
    );
    expect(await bench.run(["-N:root\\wmi", "%/tree.mof"])).toMatchObject({ code: 0 });
    expect(await bench.list("classes", "root/wmi")).toEqual(["Before"]);
    expect(await bench.list("classes", "root/cimv2")).toEqual(["Behind"]);
  });

  test("reads MOF of WMI and nothing else", async () => {
    bench.file("tree.mof", `${recovered}structure Leaf { string Shape; };\n`);
    const { code, stdout } = await bench.run(["%/tree.mof"]);
    expect(code).toBe(3);
    expect(stdout).toMatch(/^tree\.mof \(2\): error SYNTAX 0X8004/m);
  });

  test("says of warnings where they are", async () => {
    bench.file("tree.mof", `${recovered}#pragma classflags("updateonly")\n#pragma classflags(0)\nclass Tree { };\n`);
    const { code, stdout } = await bench.run(["-class:createonly", "%/tree.mof"]);
    expect(code).toBe(0);
    expect(stdout).toContain("\ntree.mof (2): warning: ");
    expect(stdout).toContain("\n  code: flags-override-option, column 1\n");
  });
});

describe("errors of syntax", () => {
  const wrong = 'class Tree {\n  [key] string Tag\n};\nclass Bush { uint8 Size };\n#pragma include("leaves.mof")\n';

  test("are all shown, those of included files too, and end with the number of the first", async () => {
    bench.file("tree.mof", wrong);
    bench.file("leaves.mof", "\nclass Leaf { string };\n");
    const { code, stdout } = await bench.run(["%/tree.mof"]);
    expect(code).toBe(3);
    expect(stdout).toBe(
      "Parsing MOF file: tree.mof\n" +
        "tree.mof (2): error SYNTAX 0X80044002: expected `;` after property `Tag`\n" +
        "  2 |   [key] string Tag\n" +
        "    |                   ^\n" +
        "  status: WBEMMOF_E_EXPECTED_SEMI 0x80044002\n" +
        "  code: missing-semicolon, column 19\n" +
        "tree.mof (4): error SYNTAX 0X80044002: expected `;` after property `Size`\n" +
        "  4 | class Bush { uint8 Size };\n" +
        "    |                        ^\n" +
        "  status: WBEMMOF_E_EXPECTED_SEMI 0x80044002\n" +
        "  code: missing-semicolon, column 24\n" +
        "leaves.mof (2): error SYNTAX 0X8004400c: expected the name of a property or method, found `}`\n" +
        "  2 | class Leaf { string };\n" +
        "    |                     ^\n" +
        "  status: WBEMMOF_E_EXPECTED_PROPERTY_NAME 0x8004400C\n" +
        "  code: missing-property-name, column 21\n" +
        "Nothing was changed.\n" +
        "Compiler returned error 0x80044002\n",
    );
    expect(bench.hasRepository).toBe(false);
    expect(await bench.run(["-check", "%/tree.mof"])).toMatchObject({ code, stdout });
  });

  test("come before everything that only storing finds", async () => {
    bench.file("tree.mof", "class Oak : Plant { };\nclass Bush { uint8 Size };\n");
    const { code, stdout } = await bench.run(["%/tree.mof"]);
    expect(code).toBe(3);
    expect(stdout).not.toContain("unknown-superclass");
    expect(stdout).not.toContain("successfully parsed");
  });

  test("come before a namespace that is missing and a repository that is none", async () => {
    bench.file("tree.mof", wrong.replace(/#.*\n/, ""));
    bench.file("none.db", "This is a text.");
    for (const [target, words] of [
      ["repository.db", ["-N:root\\nowhere"]],
      ["none.db", []],
      ["repository.db", ["-N:\\\\build\\root\\cimv2"]],
    ] as const) {
      const { code, stdout } = await bench.run([...words, "%/tree.mof"], {
        environment: { MOFKIT_REPOSITORY: bench.path(target) },
      });
      expect({ code, end: stdout.split("\n").at(-2) }).toEqual({ code: 3, end: "Compiler returned error 0x80044002" });
    }
  });

  test.each([
    ['#pragma classflags("bogus")', "80044028"],
    ['#pragma namespace("\\\\\\\\build\\\\root")', "8004401c"],
    ['#pragma deleteclass("Tree")', "80044031"],
    ['#pragma include("missing.mof")', "80044030"],
    ["#pragma bogus", "80044012"],
    ["class Tree { string Tag; string Tag; };", "8004401b"],
  ])("include %s", async (text, number) => {
    bench.file("tree.mof", `${text}\n`);
    for (const words of [["-check"], []]) {
      const { code, stdout } = await bench.run([...words, "%/tree.mof"]);
      expect(code).toBe(3);
      expect(stdout).toContain(`tree.mof (1): error SYNTAX 0X${number}: `);
      expect(stdout.split("\n").at(-2)).toBe(`Compiler returned error 0x${number}`);
    }
  });

  test("include a file that is missing or is binary MOF", async () => {
    bench.file("tree.bmf", new Uint8Array([0x46, 0x4f, 0x4d, 0x42, 1, 0, 0, 0, 0, 0, 0, 0]));
    for (const [name, code] of [
      ["none.mof", "file-not-found"],
      ["tree.bmf", "binary-mof"],
    ] as const) {
      const finished = await bench.run([`%/${name}`]);
      expect(finished.code).toBe(3);
      expect(finished.stdout).toContain(`${name} (0): error SYNTAX 0X8004401e: `);
      expect(finished.stdout).toContain(`  status: WBEMMOF_E_INVALID_FILE 0x8004401E\n  code: ${code}\n`);
    }
    // Whoever runs the tests may be allowed to read everything.
    const unreadable = syntaxErrorText(createDiagnostic("file-not-readable", { path: "tree.mof" }), "tree.mof", 80);
    expect(unreadable).toBe(
      "tree.mof (0): error SYNTAX 0X8004401e: no permission to read `tree.mof`\n" +
        "  status: WBEMMOF_E_INVALID_FILE 0x8004401E\n  code: file-not-readable\n",
    );
  });

  test("name their number, also where it is the most general one", async () => {
    bench.file("tree.mof", '#include "more.mof"\n');
    const { stdout } = await bench.run(["-check", "%/tree.mof"]);
    const [, number = ""] = /error SYNTAX 0X(\w{8}): /.exec(stdout) ?? [];
    expect(stdout).toMatch(new RegExp(`^  status: WBEMMOF_E_\\w+ 0x${number}\n  code: `, "im"));
  });

  test("are shown up to a hundred, with the number of the others", async () => {
    bench.file("tree.mof", `${"class Bush { uint8 Size };\n".repeat(90)}#pragma include("more.mof")\n`);
    bench.file("more.mof", "class Bush { uint8 Size };\n".repeat(90));
    const { stdout } = await bench.run(["%/tree.mof"]);
    expect(stdout.match(/error SYNTAX/g)?.length).toBe(100);
    expect(stdout).toContain("80 more errors are not shown.\n");
  });

  test("are not looked for in what a repository lacks", async () => {
    bench.file(
      "tree.mof",
      `${recovered}class Oak : Plant { };\ninstance of Nothing { Tag = 1; };\n#pragma deleteclass("None", FAIL)\n`,
    );
    expect(await bench.run(["-check", "%/tree.mof"])).toMatchObject({ code: 0 });
    expect(await bench.run(["%/tree.mof"])).toMatchObject({ code: 1 });
  });
});

describe("errors of storing", () => {
  test("name the item, its lines and its file, are all shown, and leave the repository as it was", async () => {
    bench.file("first.mof", `${recovered}class Tree { [key] string Tag; };\n`);
    bench.file(
      "tree.mof",
      `${recovered}class Good { };\n\nclass Oak : Plant\n{\n};\n#pragma deleteclass("None", FAIL)\n#pragma include("more.mof")\n`,
    );
    bench.file("more.mof", 'instance of Good { };\ninstance of Tree { Tag = "A"; Rings = 1; };\n');
    await bench.run(["%/first.mof"]);
    const { code, stdout } = await bench.run(["%/tree.mof"]);
    expect(code).toBe(1);
    const lines = stdout.split("\n").filter((line) => !line.startsWith("  "));
    expect(lines).toEqual([
      "Parsing MOF file: tree.mof",
      "MOF file has been successfully parsed",
      "Storing data in the repository...",
      "An error occurred while processing item 2 defined on lines 4 - 6 in file tree.mof:",
      "Error Number: 0x8004100d, Facility: WMI",
      "Description: superclass `Plant` does not exist",
      "An error occurred while processing item 3 defined on lines 7 - 7 in file tree.mof:",
      "Error Number: 0x80041002, Facility: WMI",
      "Description: there is no `None` to delete",
      "An error occurred while processing item 1 defined on lines 1 - 1 in file more.mof:",
      "Error Number: 0x80041089, Facility: WMI",
      expect.stringMatching(/^Description: /),
      "An error occurred while processing item 2 defined on lines 2 - 2 in file more.mof:",
      "Error Number: 0x80041031, Facility: WMI",
      expect.stringMatching(/^Description: /),
      "Nothing was changed.",
      "Compiler returned error 0x8004100d",
      "",
    ]);
    expect(await bench.list("classes", "root/default")).toEqual(["Tree"]);
  });

  test("leave no repository where there was none", async () => {
    bench.file("tree.mof", `${recovered}class Good { };\nclass Oak : Plant { };\n`);
    expect(await bench.run(["%/tree.mof"])).toMatchObject({ code: 1 });
    expect(bench.hasRepository).toBe(false);
  });

  test("are told of a repository that is none", async () => {
    bench.file("tree.mof", `${recovered}class Good { };\n`);
    bench.file("repository.db", "This is a text.");
    const { code, stdout } = await bench.run(["%/tree.mof"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^Parsing MOF file: tree\.mof\nMOF file has been successfully parsed\nError Number: 0x8004\w{4}, Facility: WMI\nDescription: /,
    );
    expect(stdout).toMatch(/\nNothing was changed\.\nCompiler returned error 0x8004\w{4}\n$/);
  });
});

describe("namespaces", () => {
  test("that every Windows has are there in a new repository", async () => {
    bench.file("tree.mof", `${recovered}class Tree { };\n`);
    expect(await bench.run(["-N:root\\CIMV2\\power", "%/tree.mof"])).toMatchObject({ code: 0 });
    expect(await bench.list("classes", "root/cimv2/power")).toEqual(["Tree"]);
  });

  test.each(standardNamespaces)("%s is created where a pragma names it", async (path) => {
    bench.file("tree.mof", `${recovered}#pragma namespace("${path}")\nclass Tree { };\n`);
    expect(await bench.run(["%/tree.mof"], { environment: { MOFKIT_REPOSITORY: "memory:" } })).toMatchObject({
      code: 0,
    });
    expect(isStandardNamespace(path.toUpperCase())).toBe(true);
  });

  test("that are missing otherwise are refused, and created by an instance of __Namespace", async () => {
    const use = `#pragma namespace("root/Orchard")\nclass Tree { };\n`;
    bench.file("tree.mof", recovered + use);
    const { code, stdout } = await bench.run(["%/tree.mof"]);
    expect(code).toBe(1);
    expect(stdout).toContain("Error Number: 0x8004100e, Facility: WMI\n");
    expect((await bench.run(["-N:root\\Orchard", "%/tree.mof"])).stdout).toContain("0x8004100e");
    bench.file(
      "tree.mof",
      `${recovered}#pragma namespace("root")\ninstance of __Namespace { Name = "Orchard"; };\n${use}`,
    );
    expect(await bench.run(["%/tree.mof"])).toMatchObject({ code: 0 });
    expect(await bench.list("classes", "root/Orchard")).toEqual(["Tree"]);
  });

  test("of DSC have the classes that its resources rest on, which are left alone from then on", async () => {
    const given = ["-N:root\\microsoft\\windows\\DesiredStateConfiguration", "-class:forceupdate"];
    const namespace = "root/Microsoft/Windows/DesiredStateConfiguration";
    const schema = `${recovered}class Orchard_Tree : OMI_BaseResource { [Key] string Tag; };\n`;
    bench.file("tree.schema.mof", `${schema}class Oak : Plant { };\n`);
    expect(await bench.run([...given, "%/tree.schema.mof"])).toMatchObject({ code: 1 });
    expect(bench.hasRepository).toBe(false);
    bench.file("tree.schema.mof", schema);
    expect(await bench.run([...given, "%/tree.schema.mof"])).toMatchObject({ code: 0 });
    expect(await bench.list("classes", namespace)).toContain("OMI_BaseResource");
    bench.file("base.mof", `${recovered}#pragma deleteclass("MSFT_KeyValuePair", FAIL)\n`);
    expect(await bench.run([...given, "%/base.mof"])).toMatchObject({ code: 0 });
    expect(await bench.run([...given, "%/tree.schema.mof"])).toMatchObject({ code: 0 });
    expect(await bench.list("classes", namespace)).not.toContain("MSFT_KeyValuePair");
  });

  test("of this machine may name it", async () => {
    bench.file("tree.mof", `${recovered}class Tree { };\n`);
    for (const server of [".", "localhost", "LOCALHOST"]) {
      expect(await bench.run([`-N:\\\\${server}\\root\\cimv2`, "%/tree.mof"])).toMatchObject({ code: 0 });
    }
    expect(await bench.list("classes", "root/cimv2")).toEqual(["Tree"]);
  });

  test("of a server without a repository say where that is configured", async () => {
    bench.file("tree.mof", `${recovered}class Tree { };\n`);
    const { code, stdout } = await bench.run(["-N:\\\\build\\root\\cimv2", "%/tree.mof"]);
    expect(code).toBe(1);
    expect(stdout).toContain(
      "Description: no repository is configured for the server `build`\n  hint: name one under ",
    );
  });
});

describe("a master MOF", () => {
  const master = '[Description("A tree") : Amended, LOCALE(0x409)]\nclass Tree { [key] string Tag; };\n';

  test("that says its locale is not stored, and needs the names of its outputs", async () => {
    bench.file("master.mof", `#pragma amendment("MS_409")\n${master}`);
    const { code, stdout } = await bench.run(["%/master.mof"]);
    expect(code).toBe(2);
    expect(stdout).toContain("  code: split-without-outputs\n");
    expect(bench.hasRepository).toBe(false);
  });

  const outputs = ["-MOF:%/tree.mof", "-MFL:%/tree.mfl"];

  test("is split by -AMENDMENT, -MOF and -MFL, and the parts compile", async () => {
    bench.file("master.mof", master);
    expect(await bench.run(["-AMENDMENT:MS_409", ...outputs, "%/master.mof"])).toEqual({
      code: 0,
      stdout:
        "Parsing MOF file: master.mof\n" +
        "MOF file has been successfully parsed\n" +
        "Storing neutral MOF in tree.mof, localized MOF in tree.mfl\n" +
        "Done!\n",
      stderr: "",
    });
    expect(bench.hasRepository).toBe(false);
    const [neutral, localized] = ["tree.mof", "tree.mfl"].map((name) => readFileSync(bench.path(name), "utf8"));
    expect(neutral).not.toContain("A tree");
    expect(localized).toContain('Description("A tree") : Amended');
    // The namespace in which mofcomp puts what names none.
    expect(localized).toContain("default\\\\ms_409");
    expect(await bench.run(["%/tree.mof"])).toMatchObject({ code: 0 });
    expect(await bench.run(["%/tree.mfl"])).toMatchObject({ code: 0 });
    expect(await bench.list("classes", "root/default/ms_409")).toEqual(["Tree"]);
  });

  test("is split below the namespace of -N", async () => {
    bench.file("master.mof", master);
    expect(await bench.run(["-N:root\\wmi", "-amendment:ms_407", ...outputs, "%/master.mof"])).toMatchObject({
      code: 0,
    });
    expect(readFileSync(bench.path("tree.mfl"), "utf8")).toContain("wmi\\\\ms_407");
  });

  test("is split by -MOF and -MFL where #pragma amendment says the locale", async () => {
    bench.file("master.mof", `#pragma amendment("MS_409")\n${master}`);
    expect(await bench.run([...outputs, "%/master.mof"])).toMatchObject({ code: 0 });
    expect(readdirSync(bench.folder).sort()).toEqual(["master.mof", "tree.mfl", "tree.mof"]);
  });

  test("is refused where two locales are said or none", async () => {
    bench.file("master.mof", master);
    const { code, stdout } = await bench.run([...outputs, "%/master.mof"]);
    expect(code).toBe(2);
    expect(stdout).toContain("  code: split-without-locale\n");
    bench.file("master.mof", `#pragma amendment("MS_409")\n${master}`);
    const twice = await bench.run(["-AMENDMENT:MS_407", ...outputs, "%/master.mof"]);
    expect(twice.code).toBe(3);
    expect(twice.stdout).toContain("error SYNTAX 0X80044011: ");
    expect(readdirSync(bench.folder)).toEqual(["master.mof"]);
  });

  test("with an error of syntax leaves no output", async () => {
    bench.file("master.mof", master.replace("Tag;", "Tag"));
    expect(await bench.run(["-AMENDMENT:MS_409", ...outputs, "%/master.mof"])).toMatchObject({ code: 3 });
    expect(await bench.run(["-AMENDMENT:MS_409", ...outputs, "%/none.mof"])).toMatchObject({ code: 3 });
    expect(readdirSync(bench.folder)).toEqual(["master.mof"]);
  });

  test("leaves neither output where one cannot be written, and never itself overwritten", async () => {
    bench.file("master.mof", master);
    const split = (neutral: string, localized: string) =>
      bench.run(["-AMENDMENT:MS_409", `-MOF:%/${neutral}`, `-MFL:%/${localized}`, "%/master.mof"]);
    expect(await split("tree.mof", "missing/tree.mfl")).toMatchObject({ code: 1 });
    const failed = await split("missing/tree.mof", "tree.mfl");
    expect(failed.code).toBe(1);
    expect(failed.stdout.split("\n").filter((line) => !line.startsWith("  "))).toEqual([
      "Parsing MOF file: master.mof",
      "MOF file has been successfully parsed",
      "Storing neutral MOF in missing/tree.mof, localized MOF in tree.mfl",
      "Error Number: 0x80041001, Facility: WMI",
      expect.stringMatching(/^Description: writing to `?missing\/tree\.mof`? failed: /),
      "Nothing was changed.",
      "Compiler returned error 0x80041001",
      "",
    ]);
    const same = await split("tree.mof", "./tree.mof");
    expect(same).toMatchObject({ code: 2, stdout: expect.stringContaining("  code: outputs-are-same\n") });
    expect(same.stdout).not.toMatch(/--mof|--mfl/);
    expect(await split("master.mof", "tree.mfl")).toMatchObject({ code: 2 });
    bench.file("part.mof", "class Part { };");
    bench.file("master.mof", `#pragma include("part.mof")\n${master}`);
    expect(await split("tree.mof", "part.mof")).toMatchObject({ code: 2 });
    expect(readdirSync(bench.folder)).toEqual(["master.mof", "part.mof"]);
  });

  test("in UTF-16 is split into parts in UTF-16", async () => {
    bench.file("master.mof", Buffer.from(`\ufeff${master}`, "utf16le"));
    expect(await bench.run(["-AMENDMENT:MS_409", ...outputs, "%/master.mof"])).toMatchObject({ code: 0 });
    for (const name of ["tree.mof", "tree.mfl"]) {
      expect([...readFileSync(bench.path(name)).subarray(0, 2)]).toEqual([0xff, 0xfe]);
      expect(await bench.run([`%/${name}`])).toMatchObject({ code: 0 });
    }
  });

  test("is split without the modes of storing, which is said", async () => {
    bench.file("master.mof", master);
    const modes = ["-class:updateonly", "-autorecover"];
    const { code, stdout } = await bench.run(["-AMENDMENT:MS_409", ...outputs, ...modes, "%/master.mof"]);
    expect(code).toBe(0);
    expect(stdout).toContain("WARNING: `-class`, `-autorecover` are without effect");
  });
});

test.skipIf(corpusFolder === undefined)(
  `real schemas of DSC resources compile into a new repository as on Windows${corpusTitle}`,
  async () => {
    const namespace = "-N:root\\microsoft\\windows\\DesiredStateConfiguration";
    const schemas = globSync("dsc/{ComputerManagementDsc,NetworkingDsc}/**/*.schema.mof", {
      cwd: corpusFolder as string,
    });
    expect(schemas.length).toBeGreaterThan(20);
    const failed: string[] = [];
    for (const schema of schemas) {
      const path = join(corpusFolder as string, schema);
      const { code, stdout } = await bench.run([namespace, "-class:forceupdate", path], {
        environment: { MOFKIT_REPOSITORY: "memory:" },
      });
      if (code !== 0) failed.push(`${schema}: ${stdout}`);
    }
    expect(failed).toEqual([]);
  },
);

test.each([
  ["SIGHUP", 129],
  ["SIGINT", 130],
  ["SIGTERM", 143],
])("%s ends a compile, and nothing is changed", async (signal, code) => {
  bench.file("tree.mof", `${recovered}class Tree { };\n`);
  const finished = await bench.run(["%/tree.mof"], { signal: AbortSignal.abort(signal) });
  expect(finished).toMatchObject({ code, stderr: "" });
  expect(finished.stdout).toContain(`interrupted by ${signal}, and nothing was changed\n`);
  expect(bench.hasRepository).toBe(false);
});

test("a repository whose name cannot be understood is no wrong switch, as no switch names it", async () => {
  bench.file("tree.mof", `${recovered}class Tree { };\n`);
  const { code, stdout } = await bench.run(["%/tree.mof"], { environment: { MOFKIT_REPOSITORY: "north:harbor.db" } });
  expect(code).toBe(1);
  expect(stdout).toContain("unknown-target");
});

test("text from outside cannot drive a terminal", async () => {
  const { stdout } = await bench.run(["-\u001b[31m", "%/\u001b[2J.mof"]);
  expect(stdout).not.toContain("\u001b");
  expect((await bench.run(["%/\u001b[2J.mof"])).stdout).not.toContain("\u001b");
});
