import { describe, expect, test } from "vitest";
import { merge, split } from "./split-helpers.ts";

const pragma = `#pragma namespace("root/cimv2/ms_409")\n`;

describe("texts are added", () => {
  test.each([
    [
      "behind the qualifiers that are there",
      `[Version("1")]\nclass A\n{\n  [key] string P;\n};\n`,
      `[AMENDMENT, LOCALE(0x409), Description("d") : Amended]\nclass A\n{\n  [key, DisplayName("p") : Amended] string P;\n};\n`,
      `[Version("1"), Description("d") : Amended]\nclass A\n{\n  [key, DisplayName("p") : Amended] string P;\n};\n`,
    ],
    [
      "on a line of its own where the others have one",
      `[\n  Version("1"), // first\n  Abstract // last\n]\nclass A { };\n`,
      `[AMENDMENT, LOCALE(0x409), Description("d") : Amended, DisplayName("n") : Amended]\nclass A { };\n`,
      `[\n  Version("1"), // first\n  Abstract, // last\n  Description("d") : Amended,\n  DisplayName("n") : Amended\n]\nclass A { };\n`,
    ],
    [
      "as a list that goes on as in the localized file",
      "class A\n{\n    string P;\n    string Q;\n};\n",
      `[AMENDMENT, LOCALE(0x409), Description("d") : Amended]\nclass A\n{\n  [Description("p") : Amended]\n  string P;\n  [\n    Description("q") : Amended,\n    DisplayName("n") : Amended\n  ]\n  string Q;\n};\n`,
      `[Description("d") : Amended]\nclass A\n{\n    [Description("p") : Amended]\n    string P;\n    [\n      Description("q") : Amended,\n      DisplayName("n") : Amended\n    ]\n    string Q;\n};\n`,
    ],
    [
      "to methods and parameters",
      "class A { uint32 M([In] string A, string B); };\n",
      `class A { [Description("m") : Amended] uint32 m([In, Description("b") : Amended] string b); };\n`,
      `class A { [Description("m") : Amended] uint32 M([In] string A, [Description("b") : Amended] string B); };\n`,
    ],
    [
      "with the flavors that the localized file declares elsewhere",
      "class A { [Key] string P; };\n",
      `Qualifier Description : ToSubclass Amended;\nclass A { [Description("p")] string P; };\n`,
      `class A { [Key, Description("p") : ToSubclass Amended] string P; };\n`,
    ],
    [
      "without flavors that the neutral file declares too",
      "Qualifier Description : ToSubclass Amended;\nclass A { [Key] string P; };\n",
      `Qualifier Description : Amended ToSubclass;\nclass A { [Description("p")] string P; };\n`,
      `Qualifier Description : ToSubclass Amended;\nclass A { [Key, Description("p")] string P; };\n`,
    ],
    [
      "with the number of the language in hexadecimal again",
      "[LOCALE(1033)] class A { };\n",
      `[Description("d") : Amended] class A { };\n`,
      `[LOCALE(0x409), Description("d") : Amended] class A { };\n`,
    ],
    [
      "with the line ends of the neutral file",
      "[Abstract]\r\nclass A { };\r\n",
      `[Description("one"\n "two") : Amended] class A { };\n`,
      `[Abstract, Description("one"\r\n "two") : Amended]\r\nclass A { };\r\n`,
    ],
  ])("%s", async (_title, neutral, localized, expected) => {
    const { result, codes } = await merge(neutral, [pragma + localized]);
    expect(codes).toEqual([]);
    expect(result?.text).toBe(expected);
    const parts = await split(expected);
    expect(parts.result?.neutral).toBe(neutral);
  });

  test("by the namespace of the class, and by its name where a file names none", async () => {
    const neutral = `class A { };\n#pragma namespace("root/x")\nclass A { };\n`;
    const text = `[Description("d") : Amended] class A { };\n`;
    const inX = await merge(neutral, [`#pragma namespace("root/x/ms_409")\n${text}`]);
    expect(inX.result?.text).toBe(
      `class A { };\n#pragma namespace("root/x")\n[Description("d") : Amended] class A { };\n`,
    );
    const unnamed = await merge("class A { };\n", [`#pragma namespace("root/default/ms_409")\n${text}`]);
    expect(unnamed.result?.text).toBe(text);
  });

  test("of several files of one language", async () => {
    const { result } = await merge("class A { };\nclass B { };\n", [
      `${pragma}[Description("a") : Amended] class A { };\n`,
      `#pragma namespace("root/cimv2/MS_0409")\n[Description("b") : Amended] class B { };\n`,
    ]);
    expect(result).toMatchObject({ locale: "MS_409", classes: 2, texts: 2 });
  });

  test.each([
    ["their Locale qualifier", `[Amendment, Locale("MS_409"), Description("d") : Amended] class A { };`, {}],
    ["what is given", `[Description("d") : Amended] class A { };`, { locale: "ms_409" }],
  ])("of a file that names no namespace, by %s", async (_title, localized, options) => {
    const { result, codes } = await merge("class A { };", [localized], options);
    expect(codes).toEqual([]);
    expect(result).toMatchObject({ text: `[Description("d") : Amended] class A { };`, locale: "MS_409" });
  });
});

describe("a merge", () => {
  const neutral = `[Description("n")] class A { [Key] string P; void M([In] string Q); };`;

  test.each([
    ["a class that is not there", `[Description("d") : Amended] class B { };`, "orphaned-localized-class"],
    [
      "a property that was dropped",
      `class A { [Description("d") : Amended] string Gone; };`,
      "stale-localized-element",
    ],
    ["a method that was dropped", `class A { [Description("d") : Amended] void Gone(); };`, "stale-localized-element"],
    [
      "a parameter that was dropped",
      `class A { void M([In, Description("d") : Amended] string Gone); };`,
      "stale-localized-element",
    ],
  ])("leaves out texts of %s, and warns", async (_title, localized, code) => {
    const { result, diagnostics } = await merge(neutral, [pragma + localized]);
    expect(diagnostics.map((one) => [one.code, one.severity])).toEqual([[code, "warning"]]);
    expect(diagnostics[0]?.place?.source.name).toBe("localized.mfl");
    expect(result).toMatchObject({ text: neutral, texts: 0 });
  });

  test("replaces a neutral text, and warns that nobody reads it any more, whatever it said", async () => {
    const other = await merge(neutral, [`${pragma}[Description("d") : Amended] class A { };`]);
    expect(other.codes).toEqual(["neutral-text-replaced"]);
    expect(other.result?.text).toBe(neutral.replace('("n")', '("d") : Amended'));
    const same = await merge(neutral, [`${pragma}[Description("n") : Amended] class A { };`]);
    expect(same.codes).toEqual(["neutral-text-replaced"]);
    expect((await split(same.result?.text as string)).result?.neutral).not.toContain("Description");
  });

  test("warns of a text that is amended in the neutral file only where it says something else", async () => {
    const amended = neutral.replace('("n")', '("n") : Amended');
    expect((await merge(amended, [`${pragma}[Description("n") : Amended] class A { };`])).codes).toEqual([]);
    const other = await merge(amended, [`${pragma}[Description("d") : Amended] class A { };`]);
    expect(other.codes).toEqual(["neutral-text-replaced"]);
  });

  test.each([
    ["a class", `[Description("d") : Amended, description("e") : Amended] class A { };`, "class `A`"],
    ["a property", `class A { [Description("d") : Amended, Description("e") : Amended] string P; };`, "property `P`"],
    [
      "a property that is there twice",
      `class A { [Description("d") : Amended] string P; [Description("e") : Amended] string P; };`,
      "property `P`",
    ],
  ])("refuses two texts of one kind for %s, and shows both", async (_title, localized, element) => {
    const text = pragma + localized;
    const { result, diagnostics } = await merge("class A { string P; };", [text]);
    expect(result).toBeUndefined();
    const name = text.includes("description") ? "description" : "Description";
    const message = `qualifier \`${name}\` stands more than once on ${element}`;
    expect(diagnostics.map((one) => [one.code, one.message, one.place?.start])).toEqual([
      ["duplicate-qualifier", message, text.indexOf(`${name}("e")`)],
    ]);
    expect(diagnostics[0]?.related.map(({ place }) => place?.start)).toEqual([text.indexOf('Description("d")')]);
  });

  test("takes the later texts of a class that is localized twice, as a compile does, and warns of the others", async () => {
    const twice = `${pragma}[Description("one") : Amended] class A { };\n[Description("two") : Amended] class A { };`;
    const { result, diagnostics } = await merge("class A { };", [twice]);
    expect(diagnostics.map(({ code, place }) => [code, place?.start])).toEqual([
      ["repeated-localized-class", twice.indexOf("A { };")],
    ]);
    expect(result).toMatchObject({ text: `[Description("two") : Amended] class A { };`, classes: 1, texts: 1 });
  });

  test("gives texts to the last class of a name, which is the one that a compile keeps", async () => {
    const { result, codes } = await merge("class A { };\nclass A { string P; };", [
      `${pragma}class A { [Description("d") : Amended] string P; };`,
    ]);
    expect(codes).toEqual([]);
    expect(result?.text).toBe(`class A { };\nclass A { [Description("d") : Amended] string P; };`);
  });

  test.each([
    [
      "texts of several languages",
      `${pragma}[Description("d") : Amended] class A { };\n#pragma namespace("root/cimv2/ms_407")\n[Description("d") : Amended] class A { };`,
      "several-locales",
    ],
    ["texts of no language", `[Description("d") : Amended] class A { };`, "missing-locale-namespace"],
    ["a mistake of syntax", `${pragma}[Description("d") : Amended] class A { `, "missing-brace"],
  ])("refuses %s", async (_title, localized, code) => {
    const { result, codes } = await merge(neutral, [localized]);
    expect(codes).toContain(code);
    expect(result).toBeUndefined();
  });

  test("refuses a namespace that is none of a repository", async () => {
    const { result, codes } = await merge(neutral, [`${pragma}[Description("n") : Amended] class A { };`], {
      namespace: "root//x",
    });
    expect(result).toBeUndefined();
    expect(codes).toEqual(["invalid-namespace"]);
  });

  test("warns of a file that has nothing to merge", async () => {
    expect((await merge(neutral, [neutral])).codes).toEqual(["nothing-to-merge"]);
    expect((await merge(neutral, [`${pragma}[Amendment, Locale(0x409)] class A { };`])).codes).toEqual([
      "nothing-to-merge",
    ]);
  });

  test.each([
    ["in the namespace of a language", `${pragma}class A { [key, Description("d")] string P; };`],
    ["of an amendment", `[Amendment, Description("d")] class A { };`],
  ])("refuses texts %s that are not marked", async (_title, localized) => {
    const { result, diagnostics } = await merge(neutral, [localized]);
    expect(diagnostics.map(({ code, place }) => [code, place?.start])).toEqual([
      ["unmarked-text", localized.indexOf('Description("d")')],
    ]);
    expect(result).toBeUndefined();
  });
});
