import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, normalize } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import asciiWrap from "../../scripts/ascii-wrap.ts";
import { commands } from "../../src/cli/commands/index.ts";
import { helpOf } from "../../src/cli/help.ts";

const root = join(import.meta.dirname, "../..");
const built = join(root, "dist/mofkit.js");
const builtMofcomp = join(root, "dist/mofcomp.js");

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "mofkit-build-"));
  writeFileSync(join(folder, "buoy.mof"), "class Buoy { [Key] uint32 Number; };\ninstance of Buoy { Number = 7; };\n");
  const { status, stderr } = spawnSync(process.execPath, ["scripts/build.ts"], { cwd: root, encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(runBuilt(["compile", "buoy.mof", "-r", "built.db"])).toMatchObject({ status: 0, stderr: "" });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function runBuilt(argv: readonly string[], environment: Record<string, string> = {}, launcher = built) {
  const options = { cwd: folder, encoding: "utf8", env: { ...process.env, ...environment } } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [launcher, ...argv], options);
  return { status, stdout, stderr };
}

test("knows its version, also outside of the checkout", () => {
  expect(runBuilt(["--version"])).toEqual({ status: 0, stdout: `${packageJson.version}\n`, stderr: "" });
});

test("does its job", () => {
  expect(runBuilt(["list", "instances", "-r", "built.db"])).toMatchObject({ status: 0, stdout: "Buoy.Number=7\n" });
});

test.each(["compile", "query"])(
  "shows the help of %s as the source does, whose text is not laid out for ASCII only",
  async (name) => {
    const command = commands.find((one) => one.name === name);
    expect(runBuilt([name, "--help"]).stdout).toBe(await helpOf(commands, command, undefined));
  },
);

/** The files of the package that a command line makes Node load. */
function loadedBy(argv: readonly string[], launcher = built, code = 0): string {
  const coverage = mkdtempSync(join(folder, "coverage-"));
  expect(runBuilt(argv, { NODE_V8_COVERAGE: coverage }, launcher).status).toBe(code);
  const reports = readdirSync(coverage).map((name) => JSON.parse(readFileSync(join(coverage, name), "utf8")));
  const urls = reports.flatMap(({ result }) => result.map(({ url }: { url: string }) => url));
  const files = urls.filter((url) => url.startsWith("file:")).map((url) => readFileSync(new URL(url), "utf8"));
  expect(files.length).toBeGreaterThan(0);
  return files.join("\n");
}

test.each([
  ["  one two  three ", 9, "one two\nthree"],
  ["ab abcdefghij", 4, "ab\nabcd\nefgh\nij"],
  ["a abcdefgh", 5, "a abc\ndefgh"],
  ["abc abcdefgh", 4, "abc\nabcd\nefgh"],
  ["one\n\ntwo", 9, "one\n\ntwo"],
])("wraps %j at %d columns as the package that it stands for", (text, columns, wrapped) => {
  expect(asciiWrap(text, columns)).toBe(wrapped);
});

const chevrotain = "performSelfAnalysis";
const yargs = "parserConfiguration";
const sqlite = "node:sqlite";
/** What `pg` looks for and mofkit does not need. */
const postgres = "pg-native";
const marks = [yargs, chevrotain, sqlite, postgres];

test.each([
  [["--version"], []],
  [["--help"], [yargs]],
  [["compile", "--help"], [yargs]],
  [["check", "buoy.mof"], [chevrotain]],
  [["list", "classes", "-r", "built.db"], [sqlite]],
  [
    ["compile", "buoy.mof", "-r", "loaded.db"],
    [chevrotain, sqlite],
  ],
])("%j loads only what it needs", (argv, expected) => {
  const text = loadedBy(argv);
  expect(marks.filter((mark) => text.includes(mark))).toEqual(expected);
});

test("a PostgreSQL repository loads its driver and no other, whose native part is not missed", () => {
  const text = loadedBy(["list", "classes", "-r", "postgres://127.0.0.1:1/harbor"], built, 1);
  expect(marks.filter((mark) => text.includes(mark))).toEqual([postgres]);
});

test.each([
  [["/?"], []],
  [["-check", "buoy.mof"], [chevrotain]],
  [["buoy.mof"], [chevrotain, sqlite]],
])("mofcomp with %j loads only what it needs", (argv, expected) => {
  const text = loadedBy(argv, builtMofcomp);
  expect(marks.filter((mark) => text.includes(mark))).toEqual(expected);
});

/** Runs npm without a look at the network where it has what is needed, as `npm ci` has left it. */
function npm(cwd: string, ...argv: string[]) {
  const options = { cwd, encoding: "utf8", shell: process.platform === "win32" } as const;
  const { status, stdout, stderr } = spawnSync("npm", [...argv, "--ignore-scripts", "--prefer-offline"], options);
  expect(status, stderr).toBe(0);
  return stdout;
}

test("the packed library serves a program in TypeScript in a project of its own", { timeout: 120_000 }, () => {
  const program = mkdtempSync(join(folder, "program-"));
  const [packed] = JSON.parse(npm(root, "pack", "--json", "--pack-destination", program));
  const paths: readonly string[] = packed.files.map(({ path }: { path: string }) => path);
  expect(paths).toEqual(expect.arrayContaining(["dist/mofkit.js", "dist/mofcomp.js", "docs/mofcomp.md"]));
  writeFileSync(
    join(program, "package.json"),
    JSON.stringify({ type: "module", private: true, dependencies: { mofkit: `file:${packed.filename}` } }),
  );
  npm(program, "install", "--no-audit", "--no-fund");
  symlinkSync(join(root, "node_modules/@types"), join(program, "node_modules/@types"), "junction");
  writeFileSync(
    join(program, "program.ts"),
    `import { readFileSync } from "node:fs";
      import { type CimClass, createDiagnostic, type Diagnostic, load, openConnection, printObject } from "mofkit";
      import { WBEM_FLAG_RETURN_IMMEDIATELY, type WbemCallResult, WbemContext, type PutResult } from "mofkit";
      const connection = await openConnection("memory:", { access: "write" });
      const inputs = [{ kind: "text", text: "class A { [Key] string K; };", name: "a.mof" }] as const;
      const onDiagnostic = (diagnostic: Diagnostic) => console.error(diagnostic.message);
      const report = await load(connection, inputs, { onDiagnostic });
      const cimv2 = await connection.openNamespace("root/cimv2");
      const found: CimClass = await cimv2.getClass("a");
      console.log(report.committed, printObject(found).includes("string K;"));
      const instance = { kind: "instance", className: "A", properties: [{ name: "K", value: "k" }] } as const;
      const call: WbemCallResult<PutResult> = cimv2.putInstance(
        instance,
        WBEM_FLAG_RETURN_IMMEDIATELY,
        new WbemContext().setValue("Caller", "test"),
      );
      console.log(await call.getCallStatus(Infinity), await call.getResultString(0));
      // @ts-expect-error the path is missing
      createDiagnostic("file-not-found", {});
      // @ts-expect-error an instance has a class
      export const refused = () => cimv2.putInstance({ kind: "instance", properties: [] });
      for (const name of ["report-schema.json", "tree-schema.json", "grammar/mof.ebnf", "package.json"]) {
        console.log(readFileSync(new URL(import.meta.resolve(\`mofkit/\${name}\`)), "utf8").length > 0);
      }
      await connection.close();\n`,
  );
  const options = [
    "--module",
    "nodenext",
    "--target",
    "es2024",
    "--types",
    "node",
    "--strict",
    "--outDir",
    "built",
    "program.ts",
  ];
  const compiler = spawnSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), ...options], {
    cwd: program,
    encoding: "utf8",
  });
  expect({ status: compiler.status, stdout: compiler.stdout }).toEqual({ status: 0, stdout: "" });
  const run = spawnSync(process.execPath, ["built/program.js"], { cwd: program, encoding: "utf8" });
  const lines = ["true true", 'WBEM_S_NO_ERROR A.K="k"', "true", "true", "true", "true", ""];
  expect({ stdout: run.stdout, stderr: run.stderr }).toEqual({ stdout: lines.join("\n"), stderr: "" });
  const command = spawnSync(process.execPath, ["node_modules/mofkit/dist/mofkit.js", "--version"], {
    cwd: program,
    encoding: "utf8",
  });
  expect(command.stdout).toBe(`${packageJson.version}\n`);
  writeFileSync(join(program, "buoy.mof"), "#pragma autorecover\nclass Buoy { [Key] uint32 Number; };\n");
  const compiled = spawnSync("npx", ["--no-install", "mofcomp", "-N:root/cimv2", "buoy.mof"], {
    cwd: program,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  expect({ status: compiled.status, end: compiled.stdout.split("\n").at(-2) }).toEqual({ status: 0, end: "Done!" });
});

test("the package has just the declarations that its entry leads to", () => {
  const types = realpathSync(join(root, "dist/types"));
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const options = ["--module", "nodenext", "--target", "es2024", "--listFilesOnly", "--typeRoots", "none"];
  const { stdout } = spawnSync(process.execPath, [compiler, ...options, join(types, "index.d.ts")], {
    cwd: folder,
    encoding: "utf8",
  });
  const read = stdout.split(/\r?\n/).map((path) => normalize(path));
  const built = readdirSync(types, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(types, name));
  expect(built).toContain(join(types, "index.d.ts"));
  expect(built.toSorted()).toEqual(read.filter((path) => path.startsWith(types)).toSorted());
});

test.each(["mofkit", "mofcomp"])("the launcher of %s has no import that an old Node would stumble over", (name) => {
  const launcher = readFileSync(join(root, `dist/${name}.js`), "utf8");
  expect(launcher.startsWith("#!/usr/bin/env node\n")).toBe(true);
  expect(launcher).not.toMatch(/^\s*(import|export)\b(?!\()/m);
  expect(launcher).not.toMatch(/\?\.|\?\?|\basync\b/);
  expect(launcher.length).toBeLessThan(1000);
});

/** A Node on the path that is older than the one the package brings along. */
const oldNode = (process.env.PATH ?? "")
  .split(delimiter)
  .filter((part) => !part.includes("node_modules"))
  .map((part) => join(part, process.platform === "win32" ? "node.exe" : "node"))
  .find((path) => existsSync(path) && Number.parseInt(versionOf(path), 10) < 24);

test.skipIf(oldNode === undefined)(
  `an old Node says what is needed${oldNode === undefined ? " (skipped: there is no old Node on the path)" : ""}`,
  () => {
    for (const [name, launcher] of [
      ["mofkit", built],
      ["mofcomp", builtMofcomp],
    ] as const) {
      const { status, stdout, stderr } = spawnSync(oldNode as string, [launcher, "--version"], { encoding: "utf8" });
      expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
      expect(stderr).toBe(
        `${name} needs Node.js 24 or newer and this is Node.js ${versionOf(oldNode as string)}; ` +
          "a newer one is at https://nodejs.org\n",
      );
    }
  },
);

function versionOf(node: string): string {
  return spawnSync(node, ["-p", "process.versions.node"], { encoding: "utf8" }).stdout.trim();
}
