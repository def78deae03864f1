import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { runMofkit } from "../support/run-mofkit.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** A repository like those of Windows: what is enumerated has a dynamic class above it, beside it and below it. */
const schema = `
  [dynamic, provider("Harbor")]
  class Harbor_Light { [Key] string Name; };
  class Harbor_Buoy : Harbor_Light { uint32 Depth; };
  [dynamic, provider("Harbor")]
  class Harbor_Lamp : Harbor_Buoy { };
  class Harbor_Beacon : Harbor_Light { };
  [dynamic] class Harbor_Fog { [Key] string Name; };
  instance of Harbor_Buoy { Name = "North"; Depth = 20; };
  instance of Harbor_Beacon { Name = "Pier"; };
`;

describe("a repository with dynamic classes whose providers are not there", () => {
  const folder = mkdtempSync(join(temporaryFolder(), "dynamic-"));
  const repository = join(folder, "harbor.db");
  const run = (...words: readonly string[]) => runMofkit([...words, "-r", repository]);

  beforeAll(async () => {
    writeFileSync(join(folder, "harbor.mof"), schema);
    expect(await run("compile", join(folder, "harbor.mof"))).toMatchObject({ code: 0, stderr: "" });
  });

  test("is listed, with all that it holds", async () => {
    const { code, stdout, stderr } = await run("list", "instances");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.trim().split("\n")).toEqual(['Harbor_Beacon.Name="Pier"', 'Harbor_Buoy.Name="North"']);
  });

  test("is dumped, and the dump compiles into the same repository", async () => {
    const dump = await run("dump");
    expect(dump).toMatchObject({ code: 0, stderr: "" });
    expect(dump.stdout).toContain("instance of Harbor_Buoy");
    const [copy, file] = [join(folder, "copy.db"), join(folder, "dump.mof")];
    writeFileSync(file, dump.stdout);
    expect(await runMofkit(["compile", file, "-r", copy])).toMatchObject({ code: 0, stderr: "" });
    expect((await runMofkit(["dump", "-r", copy])).stdout).toBe(dump.stdout);
  });

  test("is sound", async () => {
    expect(await run("verify")).toMatchObject({ code: 0, stderr: "" });
  });

  test("gives what is below a static class", async () => {
    expect((await run("list", "instances", "Harbor_Buoy", "--deep")).stdout).toBe('Harbor_Buoy.Name="North"\n');
  });

  test.each([
    ["Harbor_Lamp", "provider-not-found", "WBEM_E_PROVIDER_NOT_FOUND 0x80041011"],
    ["Harbor_Fog", "provider-not-named", "WBEM_E_INVALID_PROVIDER_REGISTRATION 0x80041012"],
  ])("says so where the instances of %s are asked for", async (className, code, status) => {
    const { code: exitCode, stdout, stderr } = await run("list", "instances", className);
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(`error ${code}: `);
    expect(stderr).toContain(status);
  });

  test("answers a query about associations past them", async () => {
    const { code, stdout } = await run("query", "ASSOCIATORS OF {Harbor_Buoy.Name='North'}");
    expect([code, stdout]).toEqual([0, ""]);
  });
});
