import { mkdirSync, symlinkSync } from "node:fs";
import { join, sep } from "node:path";
import { describe, expect, test } from "vitest";
import { maximumIncludeDepth, maximumIncludes } from "../../src/include/includer.ts";
import { file, instanceAt, loadInto, openMemory, type Settings, shownAt, writeFiles } from "./harness.ts";

async function loadFile(folder: string, settings: Settings = {}) {
  return loadInto(await openMemory(), [file(folder, "main.mof")], settings);
}

const part = "class Part { [Key] string K; };";
const whole = "class Whole : Part { };";

describe("an include", () => {
  test.each([
    ['#pragma include("sub/part.mof")'],
    ['#pragma include ("sub\\\\part.mof")'],
    ['#pragma include("sub\\part.mof")'],
    ['#include("sub/part.mof")'],
    ['#include "sub/part.mof"'],
    ['#pragma include("./sub/../sub/part.mof")'],
    ['#pragma include("sub/" "part.mof")'],
  ])("reads %s relative to the including file", async (include) => {
    const { diagnostics, report } = await loadFile(
      writeFiles({ "main.mof": `${include}\n${whole}`, "sub/part.mof": part }),
    );
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(report).toMatchObject({ committed: true, files: 2, declarations: 3 });
  });

  test("says once that backslashes are not doubled", async () => {
    const main = writeFiles({
      "main.mof": `#pragma include("sub\\xml\\part.mof")\n${whole}`,
      "sub/xml/part.mof": part,
    });
    const { diagnostics } = await loadFile(main);
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([["undoubled-backslash", "warning"]]);
    expect(diagnostics[0]?.message).toContain("`sub/xml/part.mof`");
  });

  test("reads an absolute path", async () => {
    const folder = writeFiles({ "sub/part.mof": part });
    const main = writeFiles({
      "main.mof": `#pragma include("${join(folder, "sub/part.mof").replaceAll(sep, "/")}")\n${whole}`,
    });
    expect((await loadFile(main)).diagnostics).toEqual([]);
  });

  test("is looked for in the include folders next, in their order", async () => {
    const folder = writeFiles({
      "main.mof": `#pragma include("part.mof")\n${whole}`,
      "one/other.mof": "",
      "two/part.mof": part,
      "three/part.mof": "class Wrong { };",
    });
    const includeFolders = ["one", "two", "three"].map((name) => join(folder, name));
    const { diagnostics, report } = await loadFile(folder, { includeFolders });
    expect(diagnostics).toEqual([]);
    expect(report.counts.classes.created).toBe(2);
  });

  test("of text without a file is looked for in the current folder and the include folders", async () => {
    const folder = writeFiles({ "part.mof": part });
    const text = `#pragma include("part.mof")\n${whole}`;
    expect((await loadInto(await openMemory(), [text], { includeFolders: [folder] })).diagnostics).toEqual([]);
    const placed = { kind: "text", text, name: "<editor>", path: join(folder, "unsaved.mof") } as const;
    expect((await loadInto(await openMemory(), [placed])).diagnostics).toEqual([]);
  });

  test("inherits namespace, flags, flavors and aliases, and hands them back changed", async () => {
    const { diagnostics, connection } = await loadFile(
      writeFiles({
        "main.mof":
          `class A { [Key] string K; }; instance of A as $Before { K = "before"; };\n#pragma include("part.mof")\n` +
          `class C { [Key] string K; B ref R; };\ninstance of C { K = "c"; R = $After; };`,
        "part.mof":
          `class B { [Key] A ref R; };\ninstance of B { R = $Before; };\n#pragma namespace("root/other")\n` +
          `class A { [Key] string K; }; class B { [Key] A ref R; }; instance of A as $One { K = "1"; };\ninstance of B as $After { R = $One; };`,
      }),
    );
    expect(diagnostics).toEqual([]);
    expect(await instanceAt(connection, 'C.K="c"', "root/other")).toMatchObject({ K: "c" });
    expect(await instanceAt(connection, 'B.R="A.K=\\"before\\""')).toBeDefined();
  });

  test("of one file twice is no second declaration", async () => {
    const { diagnostics, report } = await loadFile(
      writeFiles({
        "main.mof": `#pragma include("part.mof")\n#pragma include("part.mof")\n${whole}`,
        "part.mof": `${part} instance of Part as $P { K = "1"; };`,
      }),
    );
    expect(diagnostics).toEqual([]);
    expect(report.counts.instances).toMatchObject({ created: 1, unchanged: 1 });
  });

  test("does not hide what is declared further down behind it", async () => {
    const { diagnostics, connection } = await loadFile(
      writeFiles({
        "main.mof": '#pragma include("part.mof")\nclass A { [Key] string K; Late L = B; };\nenumeration Late { B };',
        "part.mof": `${part} enumeration Early { C };`,
      }),
    );
    expect(diagnostics).toEqual([]);
    const { properties } = await (await connection.openNamespace("root/cimv2")).getClass("A");
    expect(properties).toMatchObject([{ name: "K" }, { name: "L", enumeration: "Late", value: "B" }]);
  });

  test("shows an error of the included file there", async () => {
    const folder = writeFiles({
      "main.mof": `#pragma include("sub/part.mof")`,
      "sub/part.mof": "class Part : None { };",
    });
    const { diagnostics } = await loadFile(folder);
    expect(diagnostics.map(({ place }) => shownAt(place))).toEqual([`${join(folder, "sub", "part.mof")}:1 None`]);
  });
});

describe("an include that is not found", () => {
  test("says where it was looked for, and nothing of what is missing because of it", async () => {
    const folder = writeFiles({ "main.mof": `#pragma include("part.mof")\n${whole}\ninstance of Part { K = "1"; };` });
    const { diagnostics, report } = await loadFile(folder, { includeFolders: [join(folder, "extra")] });
    expect(diagnostics.map(({ code, place }) => [code, shownAt(place)])).toEqual([
      ["include-not-found", `${join(folder, "main.mof")}:1 "part.mof"`],
    ]);
    expect(diagnostics[0]?.hint).toBe(
      `looked at \`${join(folder, "part.mof")}\`, \`${join(folder, "extra", "part.mof")}\``,
    );
    expect(report.committed).toBe(false);
  });

  test("under exactly its name is found in another case, with a warning", async () => {
    const folder = writeFiles({ "main.mof": `#pragma include("SUB/Part.mof")\n${whole}`, "sub/part.mof": part });
    const { diagnostics, report } = await loadFile(folder);
    expect(diagnostics.map(({ code, hint }) => [code, hint])).toEqual([
      ["include-case-differs", 'write `"sub/part.mof"`'],
    ]);
    expect(report.committed).toBe(true);
  });

  test("prefers an exact name in a later folder", async () => {
    const folder = writeFiles({
      "main.mof": `#pragma include("part.mof")\n${whole}`,
      "Part.mof": "class Wrong { };",
      "extra/part.mof": part,
    });
    expect((await loadFile(folder, { includeFolders: [join(folder, "extra")] })).diagnostics).toEqual([]);
  });

  test.each([
    ["a folder", (folder: string) => mkdirSync(join(folder, "part.mof")), "not-a-regular-file"],
    ["a device", (folder: string) => symlinkSync("/dev/null", join(folder, "part.mof")), "not-a-regular-file"],
    ["a link to nothing", (folder: string) => symlinkSync("nowhere", join(folder, "part.mof")), "include-not-found"],
  ])("because it is %s", async (_, make, code) => {
    const folder = writeFiles({ "main.mof": `#pragma include("part.mof")\n${whole}` });
    make(folder);
    const { diagnostics } = await loadFile(folder);
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
    expect(shownAt(diagnostics[0]?.place)).toBe(`${join(folder, "main.mof")}:1 "part.mof"`);
  });

  test("refuses other arguments than one file name", async () => {
    const { diagnostics } = await loadFile(
      writeFiles({ "main.mof": `#pragma include\n#pragma include("a", "b")\n${whole}` }),
    );
    expect(diagnostics.map(({ code }) => code)).toEqual(["invalid-include", "invalid-include"]);
  });
});

describe("files that include each other", () => {
  test("are an error that shows the way round", async () => {
    const folder = writeFiles({
      "main.mof": `${part}\n#pragma include("a.mof")\nclass Behind { };`,
      "a.mof": `#pragma include("b.mof")`,
      "b.mof": `#pragma include("main.mof")`,
    });
    const { diagnostics } = await loadFile(folder);
    const [main, a, b] = ["main.mof", "a.mof", "b.mof"].map((name) => join(folder, name));
    expect(diagnostics.map(({ message }) => message)).toEqual([
      `the file includes itself: ${main} → ${a} → ${b} → ${main}`,
    ]);
    expect(shownAt(diagnostics[0]?.place)).toBe(`${b}:1 "main.mof"`);
    expect(diagnostics[0]?.related.map(({ message, place }) => [message, shownAt(place)])).toEqual([
      [`\`${b}\` is included here`, `${a}:1 "b.mof"`],
      [`\`${a}\` is included here`, `${main}:2 "a.mof"`],
    ]);
  });

  test("through a link are recognised too", async () => {
    const folder = writeFiles({ "main.mof": `#pragma include("self/main.mof")` });
    symlinkSync(".", join(folder, "self"));
    const { diagnostics } = await loadFile(folder);
    expect(diagnostics.map(({ code }) => code)).toEqual(["include-cycle"]);
  });

  test("may do so up to a limit", async () => {
    const files = (depth: number) =>
      Object.fromEntries(
        Array.from({ length: depth }, (_, index) => [
          index === 0 ? "main.mof" : `${index}.mof`,
          index === depth - 1 ? part : `#pragma include("${index + 1}.mof")`,
        ]),
      );
    expect((await loadFile(writeFiles(files(maximumIncludeDepth + 1)))).diagnostics).toEqual([]);
    const { diagnostics } = await loadFile(writeFiles(files(maximumIncludeDepth + 2)));
    expect(diagnostics.map(({ code }) => code)).toEqual(["include-too-deep"]);
    expect(diagnostics[0]?.related).toHaveLength(maximumIncludeDepth);
  });
});

test("files that include each other again and again are read up to a limit", async () => {
  // Sixteen includes in each file of six levels: 16^6 is 16 million.
  const includes = (name: string) => `#pragma include("${name}")\n`.repeat(16);
  const folder = writeFiles({
    "main.mof": includes("1.mof"),
    ...Object.fromEntries(
      ["1", "2", "3", "4", "5"].map((name) => [`${name}.mof`, includes(`${Number(name) + 1}.mof`)]),
    ),
    "6.mof": "",
  });
  const { diagnostics, report } = await loadFile(folder);
  expect(diagnostics.map(({ code }) => code)).toEqual(["too-many-includes"]);
  expect(report).toMatchObject({ committed: false, files: maximumIncludes + 1 });
});

describe("an include root", () => {
  const files = {
    "tree/main.mof": `#pragma include("sub/part.mof")\n${whole}`,
    "tree/sub/part.mof": part,
    "secret.mof": "class Secret { };",
  };

  test("lets in what lies below it", async () => {
    const folder = writeFiles(files);
    expect((await loadFile(join(folder, "tree"), { includeRoot: join(folder, "tree") })).diagnostics).toEqual([]);
  });

  test.each(['"../secret.mof"', '"..\\\\secret.mof"', '"sub/../../secret.mof"', '"../nothing.mof"', '"/etc/passwd"'])(
    "keeps out %s",
    async (argument) => {
      const folder = writeFiles({ ...files, "tree/main.mof": `#pragma include(${argument})` });
      const { diagnostics } = await loadFile(join(folder, "tree"), { includeRoot: join(folder, "tree") });
      expect(diagnostics.map(({ code }) => code)).toEqual(["include-outside-root"]);
    },
  );

  test("keeps out what a symbolic link leads to", async () => {
    const folder = writeFiles({
      ...files,
      "tree/main.mof": `#pragma include("link.mof")\n#pragma include("way/secret.mof")`,
    });
    symlinkSync(join(folder, "secret.mof"), join(folder, "tree", "link.mof"));
    symlinkSync("..", join(folder, "tree", "way"));
    const { diagnostics } = await loadFile(join(folder, "tree"), { includeRoot: join(folder, "tree") });
    expect(diagnostics.map(({ code }) => code)).toEqual(["include-outside-root", "include-outside-root"]);
  });

  test("may itself be a symbolic link", async () => {
    const folder = writeFiles(files);
    symlinkSync("tree", join(folder, "linked"));
    expect((await loadFile(join(folder, "linked"), { includeRoot: join(folder, "linked") })).diagnostics).toEqual([]);
  });
});
