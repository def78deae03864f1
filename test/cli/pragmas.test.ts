import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readReportLines } from "../support/report-lines.ts";
import { runMofkit } from "../support/run-mofkit.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = temporaryFolder();
const file = join(folder, "harbor.mof");
writeFileSync(file, '#pragma locale("en_US")\nclass Harbor_Quay { };\n  #pragma Source("//x/root")\n');

test("what a source says about itself is shown with --verbose, and in the report", async () => {
  const quiet = await runMofkit(["check", file]);
  expect({ code: quiet.code, stderr: quiet.stderr }).toEqual({ code: 0, stderr: "" });
  const { code, stderr } = await runMofkit(["check", file, "--verbose"]);
  expect(code).toBe(0);
  expect(stderr.split("\n")).toEqual([
    `${file}:1: locale en_US`,
    "created class root/cimv2:Harbor_Quay",
    `${file}:3: source //x/root`,
    "",
  ]);
  const { pragmas } = readReportLines((await runMofkit(["check", file, "--json"])).stdout);
  expect(pragmas).toEqual([
    { type: "pragma", name: "locale", value: "en_US", file, line: 1, column: 1 },
    { type: "pragma", name: "source", value: "//x/root", file, line: 3, column: 3 },
  ]);
});
