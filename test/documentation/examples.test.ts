import { execFile } from "node:child_process";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../support/temporary-folder.ts";

const root = join(import.meta.dirname, "../..");
const library = pathToFileURL(join(root, "src/index.ts")).href;
const run = promisify(execFile);

/** Files whose docstrings have examples that can be run as they are. */
const documented = ["src/parser/parse.ts", "src/ast/visit.ts", "src/ast/comments.ts", "src/printer/print-node.ts"];
const pages = ["README.md", "grammar/README.md", "docs/library.md", "docs/localization.md", "docs/seeding.md"];

const folder = temporaryFolder();
writeFileSync(
  join(folder, "schema.mof"),
  '// A comment.\n[Description("x")] class Harbor_Vessel { [Key] string Name; };\n',
);

const master = "orchard.master.mof";
copyFileSync(join(root, "samples/localized", master), join(folder, master));

let count = 0;

/** Runs a program in a folder with a `schema.mof`, and gives what it printed. */
async function runProgram(program: string): Promise<string> {
  const file = join(folder, `example-${++count}.mts`);
  writeFileSync(file, program.replaceAll('"mofkit"', JSON.stringify(library)));
  const { stdout, stderr } = await run(process.execPath, [file], { cwd: folder });
  expect(stderr).toBe("");
  return stdout;
}

/** The examples of the exported functions of a file. */
function examplesOf(path: string): { readonly title: string; readonly code: string }[] {
  const source = ts.createSourceFile(path, readFileSync(join(root, path), "utf8"), ts.ScriptTarget.ES2024, true);
  return source.statements.filter(ts.isFunctionDeclaration).flatMap((declaration) =>
    ts
      .getJSDocTags(declaration)
      .filter(({ tagName }) => tagName.text === "example")
      .map((tag) => ({
        title: `${declaration.name?.text}: ${path}`,
        code: tag
          .getText(source)
          .replace(/^@example/, "")
          .replace(/^[ \t]*\*( |$)/gm, "")
          .trim(),
      })),
  );
}

/** Examples as one program: a line that ends in a comment with JSON has to have that value. */
function programOf(examples: readonly { readonly title: string; readonly code: string }[]): string {
  const blocks = examples.map(({ title, code }) => {
    const lines = code.split("\n").map((line) => {
      const [, expression, value] = /^(\S.*?);? \/\/ ([["{\d].*)$/.exec(line) ?? [];
      return expression === undefined ? line : `assert.deepEqual(${expression}, ${value}, ${JSON.stringify(title)});`;
    });
    const source = code.includes("const source") ? "" : 'const source = await openSource("schema.mof");\n';
    return `{\n${source}${lines.join("\n")}\n}`;
  });
  const names = "attachComments, openSource, parse, parseBatches, parseDeclarations, parseText, printNode, visit";
  return `import assert from "node:assert/strict";\nimport { ${names} } from "mofkit";\n${blocks.join("\n")}\n`;
}

describe("docstrings", () => {
  const examples = documented.flatMap(examplesOf);

  test("run, and give what they say", async () => {
    const program = programOf(examples);
    expect(examples.length).toBeGreaterThanOrEqual(9);
    expect(program.match(/assert\.deepEqual/g)?.length).toBeGreaterThanOrEqual(6);
    expect(await runProgram(program)).toContain("Harbor_Vessel");
  });

  test("one that says what is not true fails", async () => {
    const code = 'parseText("class A { };").declarations.length // 2';
    await expect(runProgram(programOf([{ title: "a false example", code }]))).rejects.toThrow("a false example");
  });
});

describe("pages", () => {
  const programs = pages.flatMap((page) =>
    [...readFileSync(join(root, page), "utf8").matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code], index) => ({
      title: `${page}, example ${index + 1}`,
      code: code as string,
    })),
  );

  test("have examples", () => expect(programs.length).toBeGreaterThanOrEqual(3));

  test.each(programs)("$title", async ({ code }) => {
    expect(await runProgram(code)).not.toBe("");
  });

  test.each(pages)("%s has one", (page) => {
    expect(programs.some(({ title }) => title.startsWith(page))).toBe(true);
  });
});
