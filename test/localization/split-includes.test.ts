import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { type SplitOptions, splitMaster } from "../../src/localization/split-master.ts";
import { openSource } from "../../src/source/open-source.ts";
import { writeFiles } from "../loader/harness.ts";

/** Splits `main.mof` among some files. */
async function splitFiles(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: Omit<SplitOptions, "onDiagnostic"> = { locale: "MS_409" },
) {
  const folder = writeFiles(files);
  const source = await openSource(join(folder, "main.mof"));
  const diagnostics: Diagnostic[] = [];
  const result = await splitMaster(source, { ...options, onDiagnostic: (one) => diagnostics.push(one) });
  source.close();
  return { folder, result, diagnostics, codes: diagnostics.map(({ code }) => code) };
}

describe("what a master includes", () => {
  test("stands in the place of the include, in both parts, and hands on its namespace and flavors", async () => {
    const { folder, result, codes } = await splitFiles({
      "main.mof": `// The master.
#pragma namespace("root/a")
#pragma include("sub/base.mof")
[Description("main") : ToSubclass] class Main : Base { };
`,
      "sub/base.mof": `Qualifier Description : Amended;
#pragma include("more.mof")
// about it
[Description("base")] class Base { };
`,
      "sub/more.mof": `#pragma namespace("root/b")\n[Description("more")] class More { };`,
    });
    expect(codes).toEqual([]);
    expect(result?.neutral).toBe(`// The master.
#pragma namespace("root/a")
Qualifier Description : Amended;
#pragma namespace("root/b")
class More { };
// about it
class Base { };
class Main : Base { };
`);
    expect(result?.localized).toBe(`// The master.
Qualifier Description : Amended;
#pragma namespace("root/b")
instance of __namespace{ name="ms_409";};
#pragma namespace("root/b/ms_409")
[AMENDMENT, LOCALE(0x409), Description("more")] class More { };
// about it
[AMENDMENT, LOCALE(0x409), Description("base")] class Base { };
[AMENDMENT, LOCALE(0x409), Description("main") : ToSubclass] class Main { };
`);
    expect(result?.includedFiles).toEqual([join(folder, "sub/base.mof"), join(folder, "sub/more.mof")]);
  });

  test("goes to the namespace of the language that stands before the include", async () => {
    const { result } = await splitFiles({
      "main.mof": `#pragma namespace("root/a")\n#include("part.mof")\n[Description("d") : Amended] class B { };\n`,
      "part.mof": `[Description("d") : Amended] class A { };\n`,
    });
    expect(result?.localized).toBe(`#pragma namespace("root/a")
instance of __namespace{ name="ms_409";};
#pragma namespace("root/a/ms_409")
[AMENDMENT, LOCALE(0x409), Description("d") : Amended] class A { };
[AMENDMENT, LOCALE(0x409), Description("d") : Amended] class B { };
`);
  });

  test("leaves nothing in the localized part where it has no texts, and never hides what stands behind it", async () => {
    const { result } = await splitFiles({
      "main.mof": `// common\n#pragma include("none.mof")\n#include("end.mof") [Description("d") : Amended] class A { };\n`,
      "none.mof": "// Header.\n\nclass None { };\n",
      "end.mof": `[Description("e") : Amended] class E { }; // its end`,
    });
    expect(result?.localized).not.toMatch(/Header|None/);
    expect(result).toMatchObject({ classes: 2, texts: 2 });
    expect(result?.neutral).toBe("// common\n// Header.\n\nclass None { };\nclass E { }; // its end\nclass A { };\n");
  });

  test("says the language, and may not say another one", async () => {
    const main = `#pragma include("part.mof")\n[Description("d") : Amended] class A { };`;
    const part = `#pragma amendment("MS_409")\n`;
    expect((await splitFiles({ "main.mof": main, "part.mof": part }, {})).result?.locale).toBe("MS_409");
    const { codes, diagnostics } = await splitFiles({ "main.mof": part + main, "part.mof": part }, {});
    expect(codes).toEqual(["duplicate-amendment"]);
    expect(diagnostics[0]?.place?.source.name).toMatch(/part\.mof$/);
  });

  test("makes both parts UTF-16 where it is", async () => {
    const { result } = await splitFiles({
      "main.mof": `#pragma include("part.mof")\n`,
      "part.mof": Buffer.from(`\uFEFF[Description("d") : Amended] class A { };`, "utf16le"),
    });
    expect(result?.encoding).toBe("utf-16le");
  });

  test.each([
    ["is not there", `#pragma include("gone.mof")`, {}, "include-not-found"],
    ["includes itself", `#pragma include("main.mof")`, {}, "include-cycle"],
    ["lies outside of the root", `#pragma include("../gone.mof")`, { includeRoot: "." }, "include-outside-root"],
    ["is no MOF", `#pragma include("bad.mof")`, {}, "unknown-declaration"],
  ])("refuses the master where it %s", async (_title, text, options, code) => {
    const files = { "main.mof": `${text}\n[Description("d") : Amended] class A { };`, "bad.mof": "clas B { };" };
    const { result, codes } = await splitFiles(files, { locale: "MS_409", ...options });
    expect(result).toBeUndefined();
    expect(codes).toEqual([code]);
  });

  test("is looked for in the folders that are given", async () => {
    const folder = writeFiles({ "part.mof": `[Description("d") : Amended] class A { };` });
    const { result } = await splitFiles(
      { "main.mof": `#pragma include("part.mof")` },
      { locale: "MS_409", includeFolders: [folder] },
    );
    expect(result).toMatchObject({ neutral: "class A { };", texts: 1 });
  });
});
