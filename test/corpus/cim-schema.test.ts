import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openConnection } from "../../src/open.ts";
import { corpusFolder, corpusTitle } from "../support/corpus.ts";
import { type LineReport, readReportLines } from "../support/report-lines.ts";
import { spawnMofkit } from "../support/spawn-mofkit.ts";

const schema = join(corpusFolder ?? "", "cim-2.49.0/cim_schema_2.49.0.mof");

describe.skipIf(corpusFolder === undefined)(`the CIM schema 2.49${corpusTitle}`, () => {
  let folder: string;
  let compiled: Awaited<ReturnType<typeof spawnMofkit>>;
  let report: LineReport;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "mofkit-cim-"));
    compiled = await spawnMofkit(["compile", schema, "-r", "cim.db", "--json"], { cwd: folder });
    report = readReportLines(compiled.stdout);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("compiles: 1,631 classes, 70 qualifier types, no error", () => {
    const { objects, summary } = report;
    expect(compiled.code).toBe(0);
    expect(summary.counts.classes.created).toBe(1631);
    expect(summary.counts.qualifiers.created).toBe(70);
    expect(summary.errors).toBe(0);
    expect(objects).toHaveLength(1631 + 70);
  });

  test("its known oddities are warnings", () => {
    expect([...new Set(report.diagnostics.map(({ code }) => code))].sort()).toEqual([
      "abstract-under-concrete",
      "range-qualifier-on-non-integer",
    ]);
  });

  test("a class is shown with what it inherits", async () => {
    const { stdout, code } = await spawnMofkit(["get", "CIM_ComputerSystem", "-r", "cim.db", "--effective"], {
      cwd: folder,
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^class CIM_ComputerSystem : CIM_System/m);
    expect(stdout).toMatch(/\/\/.*CIM_EnabledLogicalElement/);
    expect(stdout).toMatch(/\/\/.*uint16 EnabledState/);
  });

  test("dumped and compiled again it is the same repository, and the same dump", async () => {
    const dump = async (repository: string, ...options: string[]) => {
      const { code, stdout } = await spawnMofkit(["dump", "-r", repository, ...options], { cwd: folder });
      expect(code).toBe(0);
      return stdout;
    };
    const first = await dump("cim.db");
    writeFileSync(join(folder, "dump.mof"), first);
    const again = await spawnMofkit(["compile", "dump.mof", "-r", "again.db", "--json"], { cwd: folder });
    expect(readReportLines(again.stdout).summary).toMatchObject({
      errors: 0,
      counts: { classes: { created: 1631 }, qualifiers: { created: 70 } },
    });
    expect((await dump("again.db")) === first).toBe(true);
    expect((await dump("again.db", "--json")) === (await dump("cim.db", "--json"))).toBe(true);
  });

  test("a dump compiled into the repository it came from changes nothing", async () => {
    const { stdout } = await spawnMofkit(["compile", "dump.mof", "-r", "cim.db", "--json"], { cwd: folder });
    expect(readReportLines(stdout).summary).toMatchObject({
      counts: { classes: { created: 0, updated: 0, unchanged: 1631 }, qualifiers: { updated: 0, unchanged: 70 } },
    });
  });

  test("`verify` finds nothing wrong", async () => {
    const { code } = await spawnMofkit(["verify", "-r", "cim.db"], { cwd: folder });
    expect(code).toBe(0);
    expect(readFileSync(join(folder, "cim.db")).subarray(0, 15).toString()).toBe("SQLite format 3");
  });

  test("ten classes found in its folder bring what they need and no more, and are what the whole schema makes them", async () => {
    const names = [
      "ComputerSystem",
      "OperatingSystem",
      "Processor",
      "DiskDrive",
      "EthernetPort",
      "Account",
      "SettingData",
    ];
    const associations = ["SystemDevice", "HostedService", "InstalledSoftwareIdentity"];
    const own = [
      ...names.map((name) => `class My_${name} : CIM_${name} { string Own; };`),
      ...associations.map((name) => `[Association] class My_${name} : CIM_${name} { string Own; };`),
    ];
    writeFileSync(join(folder, "own.mof"), own.join("\n"));
    const search = ["--search", dirname(schema)];
    const ten = await spawnMofkit(["compile", "own.mof", ...search, "-r", "ten.db", "--json"], { cwd: folder });
    const { found, summary } = readReportLines(ten.stdout);
    expect(ten.code).toBe(0);
    expect(summary).toMatchObject({ errors: 0, found: found.length, files: found.length + 1 });
    expect(found.length).toBeLessThan(40);
    expect(await spawnMofkit(["verify", "-r", "ten.db"], { cwd: folder })).toMatchObject({ code: 0 });
    const [few, all] = await Promise.all(
      ["ten.db", "cim.db"].map((name) => openConnection(join(folder, name), { access: "read" })),
    );
    const cimv2 = await all?.openNamespace("root/cimv2");
    const compared: string[] = [];
    for await (const definition of (await few?.openNamespace("root/cimv2"))?.createClassEnum(null) ?? []) {
      if (definition.name.startsWith("My_")) continue;
      expect(definition).toEqual(await cimv2?.getClass(definition.name));
      compared.push(definition.name);
    }
    expect(compared.length).toBe(found.filter(({ need }) => need !== "qualifier").length);
    await Promise.all([few?.close(), all?.close()]);
    // What is there is not searched for.
    const again = await spawnMofkit(["compile", "own.mof", ...search, "-r", "ten.db", "--json"], { cwd: folder });
    expect(readReportLines(again.stdout).found).toEqual([]);
  });

  test("all of it is removed again, and nothing is left", async () => {
    const removed = await spawnMofkit(["compile", "--remove", schema, "-r", "cim.db", "--json"], { cwd: folder });
    const { removals, summary } = readReportLines(removed.stdout);
    expect(summary).toMatchObject({ exitCode: 0, counts: { classes: { deleted: 1631 }, qualifiers: { deleted: 70 } } });
    expect(removals).toHaveLength(1631 + 70 + 1);
    expect((await spawnMofkit(["dump", "-r", "cim.db"], { cwd: folder })).stdout).toBe("");
  });
});
