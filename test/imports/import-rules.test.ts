import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");

/** Imports that must not be, each in a file of its own: the file, its text, the rule that forbids it. */
const planted: readonly [file: string, text: string, rule: string][] = [
  ["parser/planted.ts", `import "../cim/model.ts";`, "parser-imports"],
  ["ast/planted.ts", `import type { CimClass } from "../cim/model.ts"; export type P = CimClass;`, "ast-imports"],
  ["loader/planted.ts", `import "../repository/store.ts";`, "loader-imports"],
  ["localization/planted.ts", `import "../loader/load.ts";`, "localization-imports"],
  ["project/planted.ts", `import "../repository/store.ts";`, "project-imports"],
  ["cim/planted.ts", `import "../source/types.ts";`, "cim-imports"],
  ["source/planted.ts", `import "chevrotain";`, "chevrotain-in-parsers"],
  ["wbem/planted.ts", `import "yargs";`, "yargs-in-cli"],
  ["printer/planted.ts", `import "node:sqlite";`, "sqlite-in-one-file"],
  ["repository/stores/planted.ts", `import "./memory.ts";`, "store-imports-store"],
  ["codes/planted-cycle.ts", `import "./planted-other.ts"; export const one = 1;`, "no-cycles"],
];

/** The other half of the planted cycle, which is reported at one of the two only. */
const otherHalf = ["codes/planted-other.ts", `import "./planted-cycle.ts"; export const other = 2;`] as const;

function cruise(folder: string): { status: number | null; output: string } {
  const command = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const run = spawnSync(
    process.execPath,
    [command, "--config", ".dependency-cruiser.js", "--output-type", "err", "src"],
    {
      cwd: folder,
      encoding: "utf8",
    },
  );
  return { status: run.status, output: run.stdout + run.stderr };
}

test("imports run downward", () => {
  const { status, output } = cruise(root);
  expect(output).toContain("no dependency violations found");
  expect(status).toBe(0);
});

let copy: string;
let report: ReturnType<typeof cruise>;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "mofkit-imports-"));
  for (const name of ["src", ".dependency-cruiser.js", "tsconfig.json", "package.json"]) {
    cpSync(join(root, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "junction");
  for (const [file, text] of [...planted, otherHalf]) {
    mkdirSync(dirname(join(copy, "src", file)), { recursive: true });
    writeFileSync(join(copy, "src", file), text);
  }
  report = cruise(copy);
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

test.each(planted)("a planted import in src/%s is caught", (file, _text, rule) => {
  const lines = report.output.split("\n").filter((line) => line.includes(`src/${file}`));
  expect(lines.join("\n")).toContain(rule);
  expect(report.status).toBeGreaterThan(0);
});
