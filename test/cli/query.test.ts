import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reportProblems } from "../support/json-schemas.ts";
import { type FinishedRun, type RunOptions, runMofkit } from "../support/run-mofkit.ts";

const harbor = `
Qualifier Association : boolean = false, Scope(association), Flavor(DisableOverride, ToSubclass);
Qualifier Key : boolean = false, Scope(property, reference), Flavor(DisableOverride, ToSubclass);
class Harbor_Berth { [Key] uint16 Number; uint8 State = 0; };
class Harbor_Vessel { string Flag = "NO"; [Key] string Name; uint32 Tonnage; };
class Harbor_Tug : Harbor_Vessel { uint16 Pull; };
[Association] class Harbor_Mooring { [Key] Harbor_Vessel REF Vessel; [Key] Harbor_Berth REF Berth; };
instance of Harbor_Berth { Number = 1; };
instance of Harbor_Vessel { Name = "Aurora"; Tonnage = 500; };
instance of Harbor_Vessel { Name = "Borea"; };
instance of Harbor_Tug { Name = "Castor"; Pull = 60; };
instance of Harbor_Mooring { Vessel = "Harbor_Vessel.Name=\\"Aurora\\""; Berth = "Harbor_Berth.Number=1"; };
#pragma namespace("root/other")
class Other { [Key] string Name; };
instance of Other { Name = "\\x1b[2J"; };
`;

let folder: string;
let repository: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "mofkit-query-"));
  repository = join(folder, "harbor.db");
  writeFileSync(join(folder, "harbor.mof"), harbor);
  expect(await runMofkit(["compile", join(folder, "harbor.mof"), "-r", repository])).toMatchObject({ code: 0 });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function query(text: string, ...more: string[]): Promise<FinishedRun> {
  return runMofkit(["query", text, "-r", repository, ...more]);
}

function onTerminal(options: RunOptions, text: string, ...more: string[]): Promise<FinishedRun> {
  return runMofkit(["query", text, "-r", repository, "--color", "never", ...more], { terminal: true, ...options });
}

async function report(text: string, ...more: string[]): Promise<Record<string, unknown>> {
  const { code, stdout } = await query(text, "--json", ...more);
  const parsed = JSON.parse(stdout);
  expect(reportProblems(parsed)).toEqual([]);
  expect(parsed).toMatchObject({ version: 1, command: "query", exitCode: code });
  return parsed;
}

describe("query on a terminal", () => {
  test("prints a table, the keys first, with the defaults of the class", async () => {
    expect(await onTerminal({ columns: 80 }, "SELECT * FROM Harbor_Vessel")).toEqual({
      code: 0,
      stdout:
        "Name   | Flag | Tonnage | __CLASS    | Pull\n" +
        "-------+------+---------+------------+-----\n" +
        "Aurora | NO   | 500     |            |\n" +
        "Borea  | NO   | NULL    |            |\n" +
        "Castor | NO   | NULL    | Harbor_Tug | 60\n",
      stderr: "3 results\n",
    });
  });

  test("prints the properties that were selected, in their order", async () => {
    const { stdout } = await onTerminal({}, "SELECT Tonnage, Name FROM Harbor_Vessel WHERE Name < 'C'");
    expect(stdout).toBe("Tonnage | Name\n--------+-------\n500     | Aurora\nNULL    | Borea\n");
  });

  test("prints classes by name and superclass", async () => {
    const { stdout } = await onTerminal({}, "SELECT * FROM meta_class WHERE __DYNASTY = 'Harbor_Vessel'");
    expect(stdout).toBe(
      "Class         | Superclass\n" +
        "--------------+--------------\n" +
        "Harbor_Vessel | NULL\n" +
        "Harbor_Tug    | Harbor_Vessel\n",
    );
  });

  test("names the class of what is associated", async () => {
    const { stdout } = await onTerminal({}, "ASSOCIATORS OF {Harbor_Berth=1}");
    expect(stdout).toMatch(/^__CLASS {7}\| Name {3}\| Flag \| Tonnage\n.*\nHarbor_Vessel \| Aurora \| NO {3}\| 500\n$/);
  });

  test("says how many properties there was no room for", async () => {
    const { stdout, stderr } = await onTerminal({ columns: 24 }, "SELECT * FROM Harbor_Tug");
    expect(stdout.split("\n")[0]).toBe("Name   | Pull | Flag");
    expect((await onTerminal({ columns: 12 }, "SELECT * FROM Harbor_Tug")).stderr).toBe(
      "no room for 3 properties; --format jsonl shows all\n1 result\n",
    );
    expect(stderr).toBe("no room for 1 property; --format jsonl shows all\n1 result\n");
  });

  test("prints nothing and says so where there is no result", async () => {
    expect(await onTerminal({}, "SELECT * FROM Harbor_Tug WHERE Pull > 100")).toEqual({
      code: 0,
      stdout: "",
      stderr: "0 results\n",
    });
  });

  test("shows control characters", async () => {
    const { stdout } = await onTerminal({}, "SELECT * FROM Other", "-n", "root/other");
    expect(stdout).toBe("Name\n-----------\n<U+001B>[2J\n");
  });
});

describe("query for a program", () => {
  test("prints MOF that compiles", async () => {
    const { stdout, stderr } = await query("SELECT * FROM Harbor_Vessel WHERE Tonnage = 500");
    expect({ stdout, stderr }).toEqual({
      stdout: 'instance of Harbor_Vessel {\n  Name = "Aurora";\n  Tonnage = 500;\n};\n',
      stderr: "",
    });
    const all = await query("SELECT * FROM Harbor_Vessel");
    writeFileSync(join(folder, "again.mof"), all.stdout);
    expect(await runMofkit(["compile", join(folder, "again.mof"), "-r", repository])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("3 instances unchanged"),
    });
  });

  test("shows what an instance does not set, for the star as for names, in a table, a line and a report", async () => {
    const star = "SELECT * FROM Harbor_Vessel WHERE Name = 'Borea'";
    const named = star.replace("*", "Flag, Name, Tonnage");
    const values = { Flag: "NO", Name: "Borea", Tonnage: null };
    for (const text of [star, named]) {
      expect(JSON.parse((await query(text, "--format", "jsonl")).stdout)).toMatchObject({ values });
      expect(await report(text)).toMatchObject({ objects: [{ values }] });
      expect((await query(text, "--format", "table")).stdout.split("\n")[2]).toMatch(/NULL/);
    }
    // What is only declared stands there too.
    const tug = (await query("SELECT * FROM Harbor_Tug", "--format", "table")).stdout;
    expect(tug.split("\n")[0]).toBe("Name   | Pull | Flag | Tonnage");
  });

  test("prints a JSON object a line with --format jsonl", async () => {
    const { stdout } = await query("SELECT Pull FROM Harbor_Tug", "--format", "jsonl");
    expect(
      stdout
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    ).toEqual([{ kind: "instance", className: "Harbor_Tug", values: { Pull: 60, Name: "Castor" } }]);
  });

  test("prints a table with --format table, as wide as it needs", async () => {
    const { stdout } = await query("SELECT * FROM Harbor_Berth", "--format", "table");
    expect(stdout).toBe("Number | State\n-------+------\n1      | 0\n");
  });

  test("reports with --json", async () => {
    expect(await report("SELECT * FROM Harbor_Tug")).toMatchObject({
      namespace: "root/cimv2",
      objects: [{ kind: "instance", className: "Harbor_Tug" }],
    });
    expect(await report("SELECT * FROM Harbor_Tug WHERE Name = 'x'", "--explain")).toMatchObject({
      plan: { kind: "data", access: [{ kind: "key-lookup", path: 'Harbor_Tug.Name="x"' }], used: ["Name = 'x'"] },
    });
    expect(await report("SELECT * FROM meta_class", "--explain")).toMatchObject({
      plan: { access: [{ kind: "schema-scan" }] },
    });
    expect(await report("SELECT", "--format", "table")).toMatchObject({
      exitCode: 1,
      diagnostics: [{ code: "unexpected-in-query" }],
    });
  });

  test("stops after --limit results", async () => {
    expect(
      (await query("SELECT Name FROM Harbor_Vessel", "--limit", "2", "--format", "jsonl")).stdout.split("\n"),
    ).toHaveLength(3);
    expect((await query("SELECT Name FROM Harbor_Vessel", "--limit", "0")).stdout).toBe("");
    expect((await report("SELECT Name FROM Harbor_Vessel", "--limit", "1")).objects).toHaveLength(1);
  });
});

describe("query --explain", () => {
  test.each([
    [
      "SELECT * FROM Harbor_Vessel WHERE Name = 'x' AND Tonnage > 5",
      "key look-up: Harbor_Vessel.Name=\"x\"\n  by: Name = 'x'\n  asked of each: Tonnage > 5\n",
    ],
    ["SELECT * FROM Harbor_Vessel", "class scan over 2 classes: Harbor_Vessel, Harbor_Tug\n"],
    ["REFERENCES OF {Harbor_Berth=1}", "association scan over 1 class: Harbor_Mooring\n"],
    [
      "SELECT * FROM meta_class WHERE __CLASS = 'Harbor_Tug'",
      "class look-up over 1 class: Harbor_Tug\n  by: __CLASS = 'Harbor_Tug'\n",
    ],
  ])("%s", async (text, plan) => {
    expect(await query(text, "--explain")).toEqual({ code: 0, stdout: plan, stderr: "" });
  });
});

describe("a query that is wrong", () => {
  test("is shown with a mark at the mistake, and fails as what has no place in a file", async () => {
    expect(await query("SELECT *\nFORM Harbor_Tug")).toEqual({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(
        /^query:2:1 - error unexpected-in-query: .*\n {2}2 \| FORM Harbor_Tug\n {4}\| \^{4}\n(.*\n)* {2}status: WBEM_E_INVALID_QUERY 0x80041017\n$/,
      ),
    });
  });

  test("names the class that was meant", async () => {
    const { code, stderr } = await query("SELECT * FROM Harbor_Tugg");
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr:
        "query:1:15 - error class-not-found: there is no class `Harbor_Tugg`\n" +
        "  1 | SELECT * FROM Harbor_Tugg\n" +
        "    |               ^^^^^^^^^^^\n" +
        "  hint: did you mean `Harbor_Tug`?\n" +
        "  status: WBEM_E_NOT_FOUND 0x80041002\n",
    });
  });

  test("shows all that is wrong with its condition", async () => {
    const { stderr } = await query("SELECT Nme FROM Harbor_Tug WHERE Pul = 5", "--explain");
    expect(stderr.match(/unknown-query-property/g)).toHaveLength(2);
  });

  test.each(["sarif", "json", "github"])("is a message in the format %s", async (format) => {
    const { code, stderr } = await query("SELECT", "--error-format", format);
    expect(code).toBe(1);
    expect(stderr).toContain("unexpected-in-query");
  });

  test("is none where the namespace or the repository is missing", async () => {
    expect(await query("SELECT * FROM Harbor_Tug", "-n", "root/nothing")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("error unknown-namespace"),
    });
    expect(await runMofkit(["query", "SELECT * FROM A", "-r", join(folder, "none.db")])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("error repository-not-found"),
    });
  });
});
