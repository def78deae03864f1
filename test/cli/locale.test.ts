import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reportProblems } from "../support/json-schemas.ts";
import { type FinishedRun, runMofkit } from "../support/run-mofkit.ts";

const sample = join(import.meta.dirname, "../../samples/localized-class.mof");

let folder: string;
let repository: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "mofkit-locale-"));
  repository = join(folder, "harbor.db");
  expect(await runMofkit(["compile", sample, "-r", repository])).toMatchObject({ code: 0, stderr: "" });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function get(...words: readonly string[]): Promise<FinishedRun> {
  return runMofkit(["get", ...words, "-r", repository]);
}

describe("get --locale", () => {
  test("prints the sample of a localized class with the texts of a language", async () => {
    const { code, stdout, stderr } = await get("Harbor_Buoy", "--locale", "ms_407");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe(
      [
        '[Description("Eine Boje und das Licht, das sie zeigt.") : ToSubclass Amended,',
        " Locale(1033),",
        ' Version("2")]',
        "class Harbor_Buoy {",
        "  [Key,",
        '   Description("Die Nummer, die auf der Boje steht.") : ToSubclass Amended,',
        '   DisplayName("Nummer") : ToSubclass Amended]',
        "  uint16 Number;",
        "",
        '  [ValueMap{"0", "1", "2"}, Values{"Dunkel", "Stetig", "Blinkend"} : ToSubclass Amended]',
        "  uint8 Light;",
        "",
        "  [Description(",
        '     "Wechselt die Lampe. Null heißt, dass die neue Lampe leuchtet.") : ToSubclass Amended]',
        "  uint32 ReplaceLamp(",
        '    [In, Description("Die Farbe der neuen Lampe.") : ToSubclass Amended] string Colour);',
        "};",
        "",
      ].join("\n"),
    );
  });

  test.each([
    ["MS_0409", "A buoy and the light it shows."],
    ["ms_40c", "A buoy and the light it shows."],
    ["MS_809", "A buoy and the light it shows."],
    ["MS_C07", "Eine Boje und das Licht, das sie zeigt."],
  ])("falls back to the language and to American English: %s", async (locale, text) => {
    expect((await get("Harbor_Buoy", "--locale", locale)).stdout).toContain(`Description("${text}")`);
  });

  test("prints the neutral class without the option", async () => {
    const { stdout } = await get("Harbor_Buoy");
    expect(stdout).toContain('Description("A buoy and its light.")');
    expect(stdout).not.toContain("Amended");
  });

  test("prints what compiles again, and reports the same as JSON", async () => {
    const printed = await get("Harbor_Buoy", "--locale", "ms_407");
    writeFileSync(join(folder, "german.mof"), printed.stdout);
    const other = join(folder, "german.db");
    expect(await runMofkit(["compile", join(folder, "german.mof"), "-r", other])).toMatchObject({
      code: 0,
      stderr: "",
    });
    expect((await runMofkit(["get", "Harbor_Buoy", "-r", other])).stdout).toBe(printed.stdout);

    const { stdout } = await get("Harbor_Buoy", "--locale", "ms_407", "--json");
    const report = JSON.parse(stdout);
    expect(reportProblems(report)).toEqual([]);
    expect(report.object.qualifiers[0]).toMatchObject({
      name: "Description",
      value: "Eine Boje und das Licht, das sie zeigt.",
      flavor: { amended: true },
    });
    expect(report.object).not.toHaveProperty("amended");
  });

  test("prints of an instance what it declares, and tells the texts of its class in JSON", async () => {
    const text = [
      "class Harbor_Light { [Key] string Name; uint8 Colour; };",
      'instance of Harbor_Light { Name = "a"; };',
      '#pragma namespace("root/cimv2/ms_407")',
      '[Description("Ein Licht") : Amended ToInstance]',
      'class Harbor_Light { [Description("Die Farbe") : Amended ToInstance] uint8 Colour; };',
      "",
    ].join("\n");
    writeFileSync(join(folder, "light.mof"), text);
    const copy = join(folder, "light.db");
    copyFileSync(repository, copy);
    await runMofkit(["compile", join(folder, "light.mof"), "-r", copy]);
    const words = ["get", 'Harbor_Light="a"', "-r", copy, "--locale", "ms_407"];
    expect((await runMofkit(words)).stdout).toBe('instance of Harbor_Light {\n  Name = "a";\n};\n');
    const report = JSON.parse((await runMofkit([...words, "--json"])).stdout);
    expect(reportProblems(report)).toEqual([]);
    expect(report.object).toMatchObject({
      qualifiers: [{ name: "Description", value: "Ein Licht", propagated: true }],
      propertyQualifiers: { Colour: [{ value: "Die Farbe", propagated: true }] },
    });
  });

  test("refuses what is no locale as a mistake of the command line, before anything is opened", async () => {
    const absent = join(folder, "absent.db");
    const { code, stdout, stderr } = await runMofkit(["get", "A", "--locale", "german", "-r", absent]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^error invalid-locale: `german` is no locale\n.*`MS_409` is American English/);
    expect(existsSync(absent)).toBe(false);
  });
});

describe("verify", () => {
  test("warns of localized classes without their class and is content all the same", async () => {
    const copy = join(folder, "orphans.db");
    copyFileSync(repository, copy);
    expect((await runMofkit(["delete", "Harbor_Buoy", "-r", copy])).code).toBe(0);
    const { code, stdout, stderr } = await runMofkit(["verify", "-r", copy]);
    expect(code).toBe(0);
    expect(stdout).toContain("holds what the rules say");
    expect(stderr.match(/warning orphaned-localized-class/g)).toHaveLength(2);
    const report = JSON.parse((await runMofkit(["verify", "-r", copy, "--json"])).stdout);
    expect(reportProblems(report)).toEqual([]);
    expect(report.findings).toEqual(
      ["ms_407", "ms_409"].map((name) => ({
        kind: "class",
        path: `root/cimv2/${name}:Harbor_Buoy`,
        codes: ["orphaned-localized-class"],
      })),
    );
    expect((await runMofkit(["verify", "-r", copy, "--warnings-as-errors"])).code).toBe(1);
  });
});
