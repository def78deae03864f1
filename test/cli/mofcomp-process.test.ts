import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { spawnScript } from "../support/spawn-mofkit.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const root = join(import.meta.dirname, "../..");
const parent = temporaryFolder();

let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(join(parent, "process-"));
  writeFileSync(join(cwd, "tree.mof"), "#pragma autorecover\nclass Tree { [key] string Tag; };\n");
});

function mofcomp(argv: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  return spawnScript(join(root, "src/cli/mofcomp.ts"), argv, {
    cwd,
    environment: { MOFKIT_REPOSITORY: "", ...environment },
  });
}

test("prints what its page shows", async () => {
  const page = readFileSync(join(root, "docs/mofcomp.md"), "utf8");
  const [, block = ""] = /```console\n\$ mofcomp (.*?)```/s.exec(page) ?? [];
  const [words = "", ...lines] = block.split("\n");
  const shown = lines.join("\n").replace(/version \S+/, `version ${packageJson.version}`);
  expect(await mofcomp(words.split(" "))).toEqual({ code: 0, stdout: shown, stderr: "" });
  expect(readdirSync(cwd)).toEqual(["repository.db", "tree.mof"]);
});

describe("the project file", () => {
  const project = '{ "repository": "own.db", "servers": { "build": "build.db" } }\n';

  test("names the repository, and those of servers in any letter case", async () => {
    writeFileSync(join(cwd, "mofkit.config.json"), project);
    expect(await mofcomp(["-N://BUILD/root/cimv2", "tree.mof"])).toMatchObject({ code: 0, stderr: "" });
    expect(readdirSync(cwd)).toEqual(["build.db", "mofkit.config.json", "tree.mof"]);
    expect(await mofcomp(["tree.mof"])).toMatchObject({ code: 0, stderr: "" });
    expect(readdirSync(cwd)).toContain("own.db");
    expect(await mofcomp(["tree.mof"], { MOFKIT_REPOSITORY: "other.db" })).toMatchObject({ code: 0, stderr: "" });
    expect(readdirSync(cwd)).toContain("other.db");
  });

  test("that is wrong keeps a compile from beginning", async () => {
    writeFileSync(join(cwd, "mofkit.config.json"), '{\n  "servers": ["build"]\n}\n');
    const { code, stdout } = await mofcomp(["tree.mof"]);
    expect(code).toBe(2);
    expect(stdout).toContain("\nmofkit.config.json (2): error: ");
    expect(readdirSync(cwd)).toEqual(["mofkit.config.json", "tree.mof"]);
  });
});
