import { globSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "jsonc-parser";
import { describe, expect, test } from "vitest";
import type { Diagnostic, Place } from "../../src/diagnostics/diagnostic.ts";
import { maximumConfigurationDepth, maximumConfigurationLength } from "../../src/project/config-json.ts";
import schema from "../../src/project/config-schema.json" with { type: "json" };
import { settings } from "../../src/project/config-settings.ts";
import type { Configuration } from "../../src/project/configuration.ts";
import { findConfiguration } from "../../src/project/find-configuration.ts";
import { findInputs } from "../../src/project/find-inputs.ts";
import { readConfiguration } from "../../src/project/read-configuration.ts";
import { WBEM_FLAG_UPDATE_ONLY, WBEM_FLAG_UPDATE_SAFE_MODE } from "../../src/wbem/flags.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const root = join(import.meta.dirname, "../..");
const base = temporaryFolder();
const validate = new Ajv2020({ strictTypes: false }).compile(schema);

/** A folder of its own with these files. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(base, "project-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

interface Read {
  readonly configuration: Configuration | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly folder: string;
}

async function read(text: string, name = "mofkit.config.json", others: Record<string, string> = {}): Promise<Read> {
  const folder = folderWith({ [name]: text, ...others });
  const diagnostics: Diagnostic[] = [];
  const onDiagnostic = (diagnostic: Diagnostic) => diagnostics.push(diagnostic);
  return { configuration: await readConfiguration(join(folder, name), { onDiagnostic }), diagnostics, folder };
}

/** The text between «» in a project file is what the one mistake is about. */
function marked(text: string): { readonly text: string; readonly span: readonly [number, number] } {
  const start = text.indexOf("«");
  return { text: text.replace(/[«»]/g, ""), span: [start, text.indexOf("»") - 1] };
}

/** One mistake each: the code, and whether a schema can say it, too. */
const mistakes: readonly (readonly [text: string, code: string, inSchema: "in the schema" | "beyond a schema"])[] = [
  ['{ «"source"»: [] }', "unknown-setting", "in the schema"],
  ['{ "targets": { "a": { «"servers"»: {} } } }', "unknown-setting", "in the schema"],
  ['{ "sources": «"mof"» }', "invalid-setting", "in the schema"],
  ['{ "sources": ["mof", «3»] }', "invalid-setting", "in the schema"],
  ['{ "includeFolders": [«""»] }', "invalid-setting", "in the schema"],
  ['{ "includeRoot": «null» }', "invalid-setting", "in the schema"],
  ['{ "createNamespaces": «"no"» }', "invalid-setting", "in the schema"],
  ['{ "dialect": «"wni"» }', "invalid-setting", "in the schema"],
  ['{ "keys": «1» }', "invalid-setting", "in the schema"],
  ['{ "classMode": «"createOnly"» }', "invalid-setting", "in the schema"],
  ['{ "instanceMode": ["updateonly", «"safeupdate"»] }', "invalid-setting", "in the schema"],
  ['{ "classMode": «["createonly", "updateonly"]» }', "contradicting-setting", "in the schema"],
  ['{ "classMode": «["safeupdate", "forceupdate"]» }', "contradicting-setting", "in the schema"],
  ['{ "severity": { «"undeclared-qualifer"»: "error" } }', "unknown-code", "in the schema"],
  ['{ "severity": { "undeclared-qualifier": «"eror"» } }', "invalid-setting", "in the schema"],
  ['{ "severity": { "unknown-superclass": «"off"» } }', "fixed-severity", "in the schema"],
  ['{ "sources": «[]» }', "empty-setting", "in the schema"],
  ['{ "targets": «{}» }', "empty-setting", "in the schema"],
  ['{ "targets": { "a": «[]» } }', "invalid-setting", "in the schema"],
  ['{ "servers": { "north": «7» } }', "invalid-setting", "in the schema"],
  ['{ "repository": «false» }', "invalid-setting", "in the schema"],
  ["«[]»", "invalid-setting", "in the schema"],
  ['{ "targets": { «""»: { "repository": "x.db" } } }', "invalid-setting", "in the schema"],
  ['{ "name": «""» }', "invalid-setting", "in the schema"],
  ['{ "targets": { "a": { «"name"»: "own" } } }', "unknown-setting", "in the schema"],
  ['{ "namespace": «"cimv2"» }', "invalid-setting", "beyond a schema"],
  ['{ "repository": «"https://x/y"» }', "invalid-setting", "beyond a schema"],
  ['{ "repository": «":memory:"» }', "invalid-setting", "beyond a schema"],
  ['{ "servers": { "north": «"https://x/y"» } }', "invalid-setting", "beyond a schema"],
  ['{ "namespace": «"root//cimv2"» }', "invalid-setting", "beyond a schema"],
  ['{ "namespace": «"//north/root"» }', "invalid-setting", "beyond a schema"],
  ['{ "keys": "exact", «"keys"»: "exact" }', "duplicate-setting", "beyond a schema"],
];

const everything = `{
  // everything there is
  "$schema": "./schema.json",
  "name": "harbor",
  "sources": ["mof", "more/*.mof"],
  "prelude": ["base.mof"],
  "includeFolders": ["include", "/usr/share/mof"],
  "includeRoot": "..",
  "search": ["cim"],
  "namespace": "root\\\\harbor",
  "createNamespaces": false,
  "classMode": ["updateonly", "safeupdate"],
  "instanceMode": "updateonly",
  "dialect": "wmi",
  "severity": { "undeclared-qualifier": "error", "unknown-superclass": "error" },
  "warningsAsErrors": true,
  "keys": "exact",
  "incremental": true,
  "repository": "harbor.db",
  "servers": { "NORTH": "sqlite:north.db", "SOUTH": "memory:", "WEST": "postgres://db/west" },
  "targets": {
    "test": { "repository": "test.db", "sources": ["test"], "severity": { "undeclared-qualifier": "off" }, },
    "image": {},
  },
}`;

describe("a project file", () => {
  test("says everything that there are settings for", async () => {
    const { configuration, diagnostics, folder } = await read(everything);
    expect(diagnostics).toEqual([]);
    expect(Object.keys(parse(everything))).toEqual(Object.keys(settings));
    expect(configuration).toMatchObject({
      projectName: "harbor",
      folder,
      sources: [{ pattern: "mof" }, { pattern: "more/*.mof" }],
      search: [join(folder, "cim")],
      dialect: "wmi",
      keys: "exact",
      incremental: true,
      repository: join(folder, "harbor.db"),
      servers: { NORTH: `sqlite:${join(folder, "north.db")}`, SOUTH: "memory:", WEST: "postgres://db/west" },
    });
    expect(configuration?.load).toEqual({
      namespace: "root/harbor",
      classFlags: WBEM_FLAG_UPDATE_ONLY | WBEM_FLAG_UPDATE_SAFE_MODE,
      instanceFlags: WBEM_FLAG_UPDATE_ONLY,
      includeFolders: [join(folder, "include"), "/usr/share/mof"],
      includeRoot: join(folder, ".."),
      createNamespaces: false,
      severities: { "undeclared-qualifier": "error", "unknown-superclass": "error" },
      warningsAsErrors: true,
    });
  });

  test("gives a target the settings of the project, but for those that are its own", async () => {
    const { configuration, folder } = await read(everything);
    const [own, image] = configuration?.targets ?? [];
    expect(own).toMatchObject({ name: "test", repository: join(folder, "test.db"), sources: [{ pattern: "test" }] });
    expect(own?.load).toEqual({
      ...configuration?.load,
      severities: { "undeclared-qualifier": "off", "unknown-superclass": "error" },
    });
    expect(image?.load).toEqual(configuration?.load);
    expect(image?.repository).toBe(configuration?.repository);
  });

  test.each(mistakes)("with %s is refused as %s, which is %s", async (text, code, inSchema) => {
    const mistake = marked(text);
    const { configuration, diagnostics } = await read(mistake.text);
    expect(configuration).toBeUndefined();
    expect(diagnostics.map((one) => [one.code, one.place?.start, one.place?.end])).toEqual([[code, ...mistake.span]]);
    expect(validate(parse(mistake.text))).toBe(inSchema === "beyond a schema");
  });

  test.each([
    ['{ "sources": ["mof" ', "a closing bracket is expected here"],
    ["{ sources: [] }", "this is no value"],
    ['{ "repository": "C:\\harbor.db" }', "a backslash within a text"],
    ["", "a value is expected here"],
    ["{} {}", "nothing may follow"],
    ["[".repeat(maximumConfigurationDepth + 1), "nested deeper"],
    [`{ "namespace": "${"x".repeat(maximumConfigurationLength)}" }`, "it is longer than"],
  ])("that is no JSON says why: %.30s", async (text, reason) => {
    const { configuration, diagnostics } = await read(text);
    expect(configuration).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(["malformed-configuration"]);
    expect(diagnostics[0]?.message).toContain(reason);
  });

  test("may begin with a byte order mark", async () => {
    expect((await read('\uFEFF{ "keys": "exact" }')).configuration?.keys).toBe("exact");
  });

  test("says of an element of a list what is wrong with it and not with the list", async () => {
    const { diagnostics } = await read('{ "sources": ["mof", 3], "search": [""] }');
    expect(diagnostics.map(({ message }) => message)).toEqual([
      "`sources[1]` needs a string that is not empty",
      "`search[0]` needs a string that is not empty",
    ]);
  });

  test("is warned of two targets that are the same however their paths are written", async () => {
    const targets = (...paths: string[]) =>
      `{ "sources": ["mof"], "targets": { ${paths.map((path, index) => `"${"ab"[index]}": { "repository": "${path}" }`)} } }`;
    expect((await read(targets("x.db", "sqlite:./x.db"))).diagnostics).toMatchObject([
      { code: "same-target", severity: "warning", related: [{ message: "`a` is here" }] },
    ]);
    expect((await read(targets("x.db", "y.db"))).diagnostics).toEqual([]);
    expect((await read(targets("memory:", "memory:"))).diagnostics).toEqual([]);
  });

  test("tells every mistake at once, and what was meant", async () => {
    const { diagnostics } = await read('{ "source": [], "dialect": "dmft", "class-mode": "createonly" }');
    expect(diagnostics.map(({ hint }) => hint)).toEqual([
      "did you mean `sources`?",
      "did you mean `dmtf`?",
      "did you mean `classMode`?",
    ]);
  });

  test.each([
    ['{ "repository": "mysql://loader:tide@db/cim" }', '{ "repository": "mysql://loader:****@db/cim" }'],
    [
      '{ "repository": "postgres://db:77/cim?password=tide&schema=x", "a": 1 }',
      '{ "repository": "postgres://db:77/cim?password=****&schema=x", "a": 1 }',
    ],
    [
      '{ "repository": "postgres://loader:ti@e@db:77/cim", }, ',
      '{ "repository": "postgres://loader:****@db:77/cim", }, ',
    ],
  ])("shows no password beside a mistake: %s", async (text, shown) => {
    const { diagnostics } = await read(text);
    const [mistake] = diagnostics as readonly [Diagnostic];
    const { source, start } = mistake.place as Place;
    expect(source.line(start, 200).text).toBe(shown);
    expect(source.locate(start)).toEqual({ line: 1, column: start + 1 });
  });

  test("that cannot be read is told as any other file", async () => {
    const diagnostics: Diagnostic[] = [];
    const onDiagnostic = (diagnostic: Diagnostic) => diagnostics.push(diagnostic);
    expect(await readConfiguration(join(base, "nowhere.json"), { onDiagnostic })).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(["file-not-found"]);
  });
});

describe("package.json", () => {
  test("has the settings in a member", async () => {
    const { configuration, diagnostics } = await read('{ "mofkit": { "keys": "exact" } }', "package.json");
    expect([configuration?.keys, diagnostics]).toEqual(["exact", []]);
  });

  test("with a mistake in that member is refused at its place", async () => {
    const { text, span } = marked('{ "name": "x", "mofkit": { "keys": «"exakt"» } }');
    const { diagnostics } = await read(text, "package.json");
    expect(diagnostics.map(({ code, place }) => [code, place?.start])).toEqual([["invalid-setting", span[0]]]);
  });

  test("beside a mofkit.config.json is not read, which a warning says", async () => {
    const others = { "package.json": '{ "mofkit": { "keys": "folded" } }' };
    const { configuration, diagnostics } = await read('{ "keys": "exact" }', "mofkit.config.json", others);
    expect(configuration?.keys).toBe("exact");
    expect(diagnostics.map(({ code, severity, place }) => [code, severity, place?.start])).toEqual([
      ["configuration-ignored", "warning", 2],
    ]);
  });
});

describe("the nearest project file", () => {
  const folder = folderWith({
    "mofkit.config.json": "{}",
    "package.json": '{ "name": "mofkit", "dependencies": { "mofkit": "^1" } }',
    "a/b/keep.txt": "",
    "p/package.json": '{ "mofkit": {} }',
    "p/q/package.json": "{}",
    "broken/package.json": '{ "mofkit": ',
  });

  test.each([
    ["", "mofkit.config.json"],
    ["a/b", "mofkit.config.json"],
    ["p", "p/package.json"],
    ["p/q", "p/package.json"],
    ["broken", "broken/package.json"],
  ])("of %j is %s", (from, found) => {
    expect(findConfiguration(join(folder, from))).toBe(join(folder, found));
  });
});

describe("sources", () => {
  test("are found relative to the project file, each file once", async () => {
    const others = { "mof/a.mof": "", "mof/sub/b.mfl": "", "mof/c.txt": "", "more/d.mof": "" };
    const text = '{ "sources": ["mof/sub", "mof", "more/*.mof"] }';
    const { configuration, folder } = await read(text, "mofkit.config.json", others);
    const inputs = findInputs(configuration?.sources ?? [], folder, {
      onDiagnostic: ({ message }) => expect.unreachable(message),
    });
    const paths = ["mof/sub/b.mfl", "mof/a.mof", "more/d.mof"].map((path) => join(folder, path));
    expect(inputs).toEqual(paths.map((path) => ({ kind: "file", path })));
  });

  test.each([
    ['{ "sources": [«"nowhere.mof"»] }', "input-not-found"],
    ['{ "sources": [«"*.mof"»] }', "no-matching-file"],
    ['{ "sources": [«"empty"»] }', "folder-without-mof"],
  ])("that lead to nothing are told at their place: %s", async (marking, code) => {
    const { text, span } = marked(marking);
    const { configuration, folder } = await read(text, "mofkit.config.json", { "empty/x.txt": "" });
    const found: unknown[] = [];
    const onDiagnostic = ({ code, place }: Diagnostic) => found.push([code, place?.start, place?.end]);
    expect(findInputs(configuration?.sources ?? [], folder, { onDiagnostic })).toEqual([]);
    expect(found).toEqual([[code, ...span]]);
  });
});

describe("every setting", () => {
  test("stands in the table of the page on them", () => {
    const page = readFileSync(join(root, "docs/seeding.md"), "utf8");
    const rows = Object.entries(settings).map(([name, setting]) => {
      const {
        describe: says,
        default: otherwise = "",
        option,
        choices = [],
      } = { option: undefined, ...setting } as {
        readonly describe: string;
        readonly default?: string;
        readonly option?: string;
        readonly choices?: readonly string[];
      };
      const words = choices.map((word) => `\`${word}\``).join(", ");
      const what = words === "" ? says : `${says}: ${words}`;
      return `| \`${name}\` | ${what} | ${otherwise} | ${option === undefined ? "" : `\`${option}\``} |`;
    });
    const table = page.slice(page.indexOf("| Setting |")).split("\n\n")[0]?.split("\n").slice(2);
    expect(table).toEqual(rows);
  });

  test("of every project file among the samples is valid", async () => {
    const files = globSync("samples/**/mofkit.config.json", { cwd: root });
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      expect(validate(parse(readFileSync(join(root, file), "utf8"))), file).toBe(true);
      const onDiagnostic = (diagnostic: Diagnostic) => expect.unreachable(diagnostic.message);
      expect(await readConfiguration(join(root, file), { onDiagnostic })).toBeDefined();
    }
    expect(validate(parse(everything))).toBe(true);
  });
});
