import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Random } from "../../bench/random.ts";
import { seed } from "../support/seed.ts";
import { spawnMofkit } from "../support/spawn-mofkit.ts";

/** Points in time at which a compile is killed. */
const kills = 10;
const random = new Random(seed);

let folder: string;
let before: string;
/** How long an undisturbed compile takes here, in milliseconds: kills are spread over it. */
let duration: number;

const good = `
class Harbor_Vessel { [Key] string Name; uint32 Length; };
instance of Harbor_Vessel { Name = "Aurora"; Length = 20; };
`;

function manyInstances(count: number): string {
  const lines = ["class Harbor_Buoy { [Key] uint32 Number; string Text; };"];
  for (let number = 0; number < count; number++) {
    lines.push(`instance of Harbor_Buoy { Number = ${number}; Text = "buoy ${number}"; };`);
  }
  return lines.join("\n");
}

async function dump(repository: string): Promise<string> {
  const { code, stdout, stderr } = await spawnMofkit(["dump", "-r", repository], { cwd: folder });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "mofkit-atomicity-"));
  writeFileSync(join(folder, "good.mof"), good);
  writeFileSync(join(folder, "many.mof"), manyInstances(40_000));
  await spawnMofkit(["compile", "good.mof", "-r", "before.db"], { cwd: folder });
  before = await dump("before.db");
  const begin = performance.now();
  const { code } = await spawnMofkit(["compile", "many.mof", "-r", "undisturbed.db"], { cwd: folder });
  duration = performance.now() - begin;
  expect(code).toBe(0);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a compile that fails", () => {
  const mistakes: readonly [where: string, text: string][] = [
    ["at the first declaration", `class Wrong : Nowhere { };\n${manyInstances(2000)}`],
    ["at the last declaration", `${manyInstances(2000)}\nclass Wrong : Nowhere { };`],
    ["by a syntax error at the end", `${manyInstances(2000)}\nclass Wrong {`],
    ["by an include that is missing", `${manyInstances(100)}\n#pragma include("nowhere.mof")`],
  ];

  test.each(mistakes)("%s leaves the repository unchanged", async (_where, text) => {
    copyFileSync(join(folder, "before.db"), join(folder, "kept.db"));
    writeFileSync(join(folder, "failing.mof"), text);
    const { code, stderr } = await spawnMofkit(["compile", "failing.mof", "-r", "kept.db"], { cwd: folder });
    expect(code).toBe(3);
    expect(stderr).toMatch(/nothing was changed/i);
    expect(await dump("kept.db")).toBe(before);
  });

  test.each(mistakes)("%s leaves no file when it is the first", async (_where, text) => {
    const empty = join(folder, "first");
    rmSync(empty, { recursive: true, force: true });
    mkdirSync(empty);
    writeFileSync(join(folder, "failing.mof"), text);
    const { code } = await spawnMofkit(["compile", "../failing.mof"], { cwd: empty });
    expect(code).toBe(3);
    expect(readdirSync(empty)).toEqual([]);
  });
});

test("after a good compile only the one file is left", async () => {
  const empty = join(folder, "clean");
  mkdirSync(empty);
  expect((await spawnMofkit(["compile", "../good.mof"], { cwd: empty })).code).toBe(0);
  expect((await spawnMofkit(["compile", "../good.mof"], { cwd: empty })).code).toBe(0);
  expect((await spawnMofkit(["get", "Harbor_Vessel"], { cwd: empty })).code).toBe(0);
  expect(readdirSync(empty)).toEqual(["repository.db"]);
});

describe(`a compile that is killed (seed ${seed})`, () => {
  test(`at ${kills} random points leaves a repository as it was or whole`, async () => {
    copyFileSync(join(folder, "before.db"), join(folder, "whole.db"));
    await spawnMofkit(["compile", "many.mof", "-r", "whole.db"], { cwd: folder });
    const after = await dump("whole.db");
    for (let kill = 0; kill < kills; kill++) {
      const file = `killed-${kill}.db`;
      copyFileSync(join(folder, "before.db"), join(folder, file));
      const killAfter = random.next() * duration;
      const { code } = await spawnMofkit(["compile", "many.mof", "-r", file], { cwd: folder, killAfter });
      const found = await dump(file);
      if (found !== before) expect(found === after, `half a compile after ${killAfter} ms (exit ${code})`).toBe(true);
      if (code === 0) expect(found === after).toBe(true);
    }
  });

  test(`at ${kills} random points of the first one leaves no repository or a whole one`, async () => {
    const after = await dump("undisturbed.db");
    for (let kill = 0; kill < kills; kill++) {
      const file = `first-${kill}.db`;
      const killAfter = random.next() * duration;
      await spawnMofkit(["compile", "many.mof", "-r", file], { cwd: folder, killAfter });
      if (existsSync(join(folder, file))) {
        expect((await dump(file)) === after, `half a compile after ${killAfter} ms`).toBe(true);
      }
      // What a killed process left beside it goes when the next one opens the repository for writing.
      expect((await spawnMofkit(["compile", "good.mof", "-r", file], { cwd: folder })).code).toBe(0);
      expect(readdirSync(folder).filter((name) => name.includes(`first-${kill}.`))).toEqual([file]);
    }
  });
});
