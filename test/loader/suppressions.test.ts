import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { windowLength } from "../../src/parser/limits.ts";
import { file, findMarked, loadInto, loadText, openMemory, writeFiles } from "./harness.ts";

const codesOf = (diagnostics: readonly { readonly code: string }[]) => diagnostics.map(({ code }) => code);

describe("a comment suppresses", () => {
  test("what the parser and the loader say", async () => {
    expect(
      await findMarked(
        'class A { string B = "\\q"; };; // mofkit-disable-line stray-semicolon unknown-escape\n' +
          "// mofkit-disable-next-line unknown-pragma -- read by others\n#pragma harbor\n#pragma «harbor»\nclass B { };«;»\n",
      ),
    ).toEqual(["unknown-pragma", "stray-semicolon"]);
  });

  test("what the repository says of a declaration, where it says it", async () => {
    expect(
      await findMarked(
        "class ‹A› { string X; };\nclass B : A {\n  // mofkit-disable-next-line redeclared-without-override\n" +
          "  string X;\n};\nclass C : A {\n  string «X»;\n};",
      ),
    ).toEqual(["redeclared-without-override"]);
  });

  test("what is said when instances have waited for an alias", async () => {
    const text =
      "class A { [Key] string K; A ref R; };\n// mofkit-disable-next-line alias-case-differs\n" +
      'instance of A { K = "1"; R = $next; };\ninstance of A as $Next { K = "2"; };\n';
    expect(await findMarked(text)).toEqual([]);
    expect(codesOf((await loadText(text.replace(/\/\/.*/, ""))).diagnostics)).toEqual(["alias-case-differs"]);
  });

  test("in a file that is included, whose comments end with it", async () => {
    const folder = writeFiles({
      "main.mof": '// mofkit-disable stray-semicolon\n#pragma include("part.mof")\nclass A { };;\n',
      "part.mof": "// mofkit-disable unknown-pragma\n#pragma harbor\nclass B { };;\n",
    });
    const { diagnostics } = await loadInto(await openMemory(), [file(join(folder, "main.mof"))]);
    expect(diagnostics.map(({ code, place }) => [code, place?.source.name.endsWith("part.mof")])).toEqual([
      ["stray-semicolon", true],
    ]);
  });

  test("in a file that is included twice, of which one use is enough", async () => {
    const folder = writeFiles({
      "main.mof":
        '#pragma namespace("root/a")\n#include("part.mof")\n#pragma namespace("root/b")\n#include("part.mof")\n',
      "part.mof": "// mofkit-disable-next-line abstract-under-concrete\n[Abstract] class B : A { };\n",
    });
    const connection = await openMemory();
    await loadInto(connection, [
      '#pragma namespace("root/a")\nclass A { };\n#pragma namespace("root/b")\n[Abstract] class A { };',
    ]);
    const { diagnostics, report } = await loadInto(connection, [file(join(folder, "main.mof"))]);
    expect(diagnostics).toEqual([]);
    expect(report.committed).toBe(true);
  });

  test("no error", async () => {
    expect(
      await findMarked(
        "// mofkit-disable «unknown-superclass» unknown-pragma\nclass A : «Nothing» { };\n#pragma harbor\n",
      ),
    ).toEqual(["suppressed-error", "unknown-superclass"]);
  });

  test("what would refuse a load as a warning", async () => {
    const text = "// mofkit-disable-next-line unknown-pragma\n#pragma harbor\n";
    const { report } = await loadText(text, { warningsAsErrors: true, severities: { "unknown-pragma": "error" } });
    expect(report).toMatchObject({ committed: true, errors: 0, warnings: 0 });
  });
});

describe("an unused suppression is a warning", () => {
  test("when all has been said", async () => {
    const text = "// mofkit-disable-next-line «stray-semicolon»\nclass A { };\nclass B { };«;»\n";
    expect(await findMarked(text)).toEqual(["stray-semicolon", "unused-suppression"]);
  });

  test("which refuses a load where warnings do", async () => {
    const text = "// mofkit-disable stray-semicolon\nclass A { };\n";
    expect((await loadText(text, { warningsAsErrors: true })).report.committed).toBe(false);
    const severities = { "unused-suppression": "off" } as const;
    expect((await loadText(text, { warningsAsErrors: true, severities })).report.committed).toBe(true);
  });

  test("but not after an error, which keeps things from being looked at", async () => {
    const text = "// mofkit-disable stray-semicolon\nclass A : «Nothing» { };\n";
    expect(await findMarked(text)).toEqual(["unknown-superclass"]);
  });

  test("also after a warning that is an error by a setting, which keeps nothing from it", async () => {
    const text = "// mofkit-disable «stray-semicolon»\n#pragma «harbor»\n";
    expect(await findMarked(text, { severities: { "unknown-pragma": "error" } })).toEqual([
      "unknown-pragma",
      "unused-suppression",
    ]);
  });

  test("and not of what is set to be off", async () => {
    const text = "// mofkit-disable-next-line unknown-pragma\n#pragma harbor\n";
    expect(await findMarked(text, { severities: { "unknown-pragma": "off" } })).toEqual([]);
  });
});

test("nothing is said of the comments of a prelude", async () => {
  const prelude = [{ kind: "text", text: "// mofkit-disable x\nclass A { };", name: "prelude.mof" }] as const;
  expect((await loadText("class B : A { };", { prelude })).diagnostics).toEqual([]);
});

describe("severities", () => {
  const text = "#pragma harbor\nclass A { };\n";

  test("raise a warning to an error that keeps the load from lasting", async () => {
    const { report, diagnostics } = await loadText(text, { severities: { "unknown-pragma": "error" } });
    expect(report).toMatchObject({ committed: false, errors: 1, warnings: 0 });
    expect(diagnostics.map(({ severity }) => severity)).toEqual(["error"]);
  });

  test("lower it, or take it away", async () => {
    const lowered = await loadText(text, { severities: { "unknown-pragma": "information" }, warningsAsErrors: true });
    expect(lowered.report).toMatchObject({ committed: true, errors: 0, warnings: 0 });
    expect(lowered.diagnostics.map(({ severity }) => severity)).toEqual(["information"]);
    const off = await loadText(text, { severities: { "unknown-pragma": "off" }, warningsAsErrors: true });
    expect([off.report.committed, off.diagnostics]).toEqual([true, []]);
  });

  test("except a warning from those that refuse the load", async () => {
    const { report } = await loadText(text, { severities: { "unknown-pragma": "warning" }, warningsAsErrors: true });
    expect(report).toMatchObject({ committed: true, warnings: 1 });
  });

  test("leave errors what they are", async () => {
    const severities = { "unknown-superclass": "off" } as const;
    const { report, diagnostics } = await loadText("class A : Nothing { };", { severities });
    expect([report.committed, codesOf(diagnostics)]).toEqual([false, ["unknown-superclass"]]);
  });
});

describe("wherever the text is divided", () => {
  const tail =
    "class Last { };; /* mofkit-disable-line stray-semicolon\n */ // mofkit-disable-line unknown-pragma\nclass End { };\n";
  // The end of the first window falls on every place from before the declaration to behind its line.
  const offsets = Array.from({ length: 120 }, (_, index) => windowLength - index);

  test("a comment behind a declaration suppresses what is said of its line", async () => {
    for (const offset of offsets) {
      const padding = `class First { };\n${"//".padEnd(offset - 18, "x")}\n`;
      const { diagnostics } = await loadText(padding + tail);
      expect([offset, codesOf(diagnostics)]).toEqual([offset, ["unused-suppression"]]);
    }
  });
});
