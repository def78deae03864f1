import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { splitMaster } from "../../src/localization/split-master.ts";
import { openStream } from "../../src/source/open-source.ts";
import { sourceFromText } from "../../src/source/text-source.ts";
import { split, splitWell } from "./split-helpers.ts";

/** What the localized part of a master begins with that names no namespace. */
const head = `#pragma namespace("\\\\\\\\.\\\\root\\\\cimv2")
instance of __namespace{ name="ms_409";};
#pragma namespace("\\\\\\\\.\\\\root\\\\cimv2\\\\ms_409")

`;

/** Splits a class that stands alone: its neutral text, and its localized one without the namespaces. */
async function splitClass(text: string): Promise<readonly [string, string]> {
  const { neutral, localized } = await splitWell(text);
  expect(localized.slice(0, head.length)).toBe(head);
  return [neutral, localized.slice(head.length)];
}

describe("a class is split", () => {
  test("as the documentation of mofcomp shows it", async () => {
    const { neutral, localized, ...counts } = await splitWell(`#pragma namespace("\\\\\\\\.\\\\root")
instance of __Namespace { Name = "Orchard"; };
#pragma namespace("\\\\\\\\.\\\\root\\\\Orchard")
[Description("A tree in the orchard") : Amended, LOCALE(0x409), Version("2")]
class Tree
{
  [key, DisplayName("Tag") : Amended] string Tag;
  uint16 Height;
  [Values{"Dead","Alive"} : Amended, ValueMap{"0","1"}] uint8 State;
};
`);
    expect(neutral).toBe(`#pragma namespace("\\\\\\\\.\\\\root")
instance of __Namespace { Name = "Orchard"; };
#pragma namespace("\\\\\\\\.\\\\root\\\\Orchard")
[LOCALE(1033), Version("2")]
class Tree
{
  [key] string Tag;
  uint16 Height;
  [ValueMap{"0","1"}] uint8 State;
};
`);
    expect(localized).toBe(`#pragma namespace("\\\\\\\\.\\\\root\\\\Orchard")
instance of __namespace{ name="ms_409";};
#pragma namespace("\\\\\\\\.\\\\root\\\\Orchard\\\\ms_409")
[AMENDMENT, LOCALE(0x409), Description("A tree in the orchard") : Amended]
class Tree
{
  [key, DisplayName("Tag") : Amended] string Tag;
  [Values{"Dead","Alive"} : Amended] uint8 State;
};
`);
    expect(counts).toEqual({ locale: "MS_409", classes: 1, texts: 3, includedFiles: [], encoding: "utf-8" });
  });

  test.each([
    [
      "without a list of qualifiers where nothing is left of it",
      `[Description("d") : Amended]\nclass A\n{\n    [Description("p") : Amended]\n    string P;\n};\n`,
      "class A\n{\n    string P;\n};\n",
      `[AMENDMENT, LOCALE(0x409), Description("d") : Amended]\nclass A\n{\n    [Description("p") : Amended]\n    string P;\n};\n`,
    ],
    [
      "with the mark above it where the class has no text itself",
      `class A { [Description("p") : Amended] string P; string Q; };\n`,
      "class A { string P; string Q; };\n",
      `[AMENDMENT, LOCALE(0x409)]\nclass A { [Description("p") : Amended] string P; };\n`,
    ],
    [
      "with the mark in the place of its other qualifiers",
      `[Version("1"),\n Abstract]\nclass A { [Description("p") : Amended] string P; };\n`,
      `[Version("1"),\n Abstract]\nclass A { string P; };\n`,
      `[AMENDMENT, LOCALE(0x409)]\nclass A { [Description("p") : Amended] string P; };\n`,
    ],
    [
      "qualifier by qualifier where each has its own line",
      `[\n  Version("1"), // of the class\n  Description("d") : Amended, // for people\n  Abstract\n]\nclass A { };\n`,
      `[\n  Version("1"), // of the class\n  Abstract\n]\nclass A { };\n`,
      `[\n  AMENDMENT, LOCALE(0x409),\n  Description("d") : Amended // for people\n]\nclass A { };\n`,
    ],
    [
      "where the comma stands before a comment that stays",
      `class A\n{\n  [Read, // by all\n   Description("p") : Amended]\n  string P;\n};\n`,
      "class A\n{\n  [Read // by all\n   ]\n  string P;\n};\n",
      `[AMENDMENT, LOCALE(0x409)]\nclass A\n{\n  [Description("p") : Amended]\n  string P;\n};\n`,
    ],
    [
      "without superclass, alias and defaults in the language",
      `class B { };\n[Description("d") : Amended ToSubclass]\nclass A as $A : B\n{\n  [Description("p") : Amended] uint8 P[] = { 1, 2 };\n};\n`,
      "class B { };\nclass A as $A : B\n{\n  uint8 P[] = { 1, 2 };\n};\n",
      `[AMENDMENT, LOCALE(0x409), Description("d") : Amended ToSubclass]\nclass A\n{\n  [Description("p") : Amended] uint8 P[];\n};\n`,
    ],
    [
      "with the methods and parameters that have texts",
      `class A\n{\n  [Static, Description("m") : Amended]\n  uint32 M([In] string A, [In, Description("b") : Amended] string B, [Out] uint8 C);\n  void N([In, Description("a") : Amended] string A);\n  [Description("o") : Amended] void O([In] string A);\n  void P();\n};\n`,
      "class A\n{\n  [Static]\n  uint32 M([In] string A, [In] string B, [Out] uint8 C);\n  void N([In] string A);\n  void O([In] string A);\n  void P();\n};\n",
      `[AMENDMENT, LOCALE(0x409)]\nclass A\n{\n  [Description("m") : Amended]\n  uint32 M([In, Description("b") : Amended] string B);\n  void N([In, Description("a") : Amended] string A);\n  [Description("o") : Amended] void O();\n};\n`,
    ],
    [
      "with the comments of what stays",
      `// The class.\n[Description("d") : Amended]\nclass A // here\n{\n  // the first\n  [Description("p") : Amended] string P; // behind it\n\n  /* the second */\n  string Q; // behind it\n\n  // the last\n  string R;\n};\n`,
      "// The class.\nclass A // here\n{\n  // the first\n  string P; // behind it\n\n  /* the second */\n  string Q; // behind it\n\n  // the last\n  string R;\n};\n",
      `// The class.\n[AMENDMENT, LOCALE(0x409), Description("d") : Amended]\nclass A // here\n{\n  // the first\n  [Description("p") : Amended] string P; // behind it\n};\n`,
    ],
    [
      "with the flavors that a declaration gives to texts, and without those of others",
      `Qualifier Description : ToSubclass Amended;\nQualifier Other : ToSubclass;\nclass A { [Other, Description("p")] string P; };\n`,
      "Qualifier Description : ToSubclass Amended;\nQualifier Other : ToSubclass;\nclass A { [Other] string P; };\n",
      undefined,
    ],
    [
      "with lines that end in CR LF",
      `[Description("d") : Amended,\r\n Abstract]\r\nclass A\r\n{\r\n  [Description("p") : Amended]\r\n  string P;\r\n};\r\n`,
      "[Abstract]\r\nclass A\r\n{\r\n  string P;\r\n};\r\n",
      undefined,
    ],
  ])("and both parts keep their layout: %s", async (_title, text, neutral, localized) => {
    const { result } = await split(text);
    expect(result?.neutral).toBe(neutral);
    if (localized !== undefined) expect(result?.localized.slice(head.length)).toBe(localized);
  });

  test("with a declared type that makes it amended, which the language has not", async () => {
    const [neutral, localized] = await splitClass(
      `Qualifier Description : string, Scope(any), Flavor(ToSubclass, Amended);\nclass A { [Description("p") : ToSubclass, Key] string P; };\n`,
    );
    expect(neutral).toMatch(/^Qualifier Description.*\nclass A { \[Key\] string P; };\n$/);
    expect(localized).toBe(
      `[AMENDMENT, LOCALE(0x409)]\nclass A { [Description("p") : ToSubclass Amended, Key] string P; };\n`,
    );
  });

  test("in a time that grows with the text and not faster, class after class as one is", async () => {
    const text = (index: number) =>
      `// about it\n[Description("d") : Amended]\nclass A${index}\n{\n  string P;\n};\n\n`;
    const expected = (index: number) => `// about it\nclass A${index}\n{\n  string P;\n};\n\n`;
    const all = Array.from({ length: 10_000 }, (_one, index) => index);
    const { neutral, classes } = await splitWell(all.map(text).join(""));
    expect(neutral === all.map(expected).join("")).toBe(true);
    expect(classes).toBe(10_000);
  });

  test("with line ends of its own kind in what is new", async () => {
    const { localized } = await splitWell(`class A { [Description("p") : Amended] string P; };\r\n`);
    expect(localized.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  });
});

describe("a file is split", () => {
  const text = `[Description("d") : Amended] class A { };\n`;

  test("with the comment of the file in both parts, and without the amendment", async () => {
    const { neutral, localized } = await splitWell(
      `// About the file.\n\n// Splits it.\n#pragma amendment("ms_0409") // so\n\n${text}`,
      {},
    );
    expect(neutral).toBe("// About the file.\n\n// Splits it.\n\nclass A { };\n");
    expect(localized).toMatch(/^\/\/ About the file\.\n\n\/\/ Splits it\.\n\n#pragma namespace/);
  });

  test.each([
    ["\\\\\\\\.\\\\root\\\\x", "\\\\\\\\.\\\\root\\\\x\\\\ms_409"],
    ["//./root/x", "//./root/x/ms_409"],
    ["\\root\\cimv2", "\\root\\cimv2\\ms_409"],
    ["root", "root\\\\ms_409"],
  ])("with namespaces in the slashes of the master: %s", async (written, expected) => {
    const { localized } = await splitWell(`#pragma namespace("${written}")\n${text}`);
    const pragmas = localized.split("\n").filter((line) => line.startsWith("#"));
    expect(pragmas).toEqual([`#pragma namespace("${written}")`, `#pragma namespace("${expected}")`]);
  });

  test.each(["root/harbor", "root\\harbor", "\\\\.\\root\\harbor"])(
    "with the namespace that is given as %s, where it names none",
    async (namespace) => {
      const { neutral, localized } = await splitWell(text, { locale: "MS_409", namespace });
      expect(neutral).toBe("class A { };\n");
      expect(localized).toContain(`#pragma namespace("\\\\\\\\.\\\\root\\\\harbor")\n`);
      expect(localized).toContain(`#pragma namespace("\\\\\\\\.\\\\root\\\\harbor\\\\ms_409")`);
    },
  );

  test("with each namespace of a language created once, and none where no class is", async () => {
    const pragma = (name: string) => `#pragma namespace("root/${name}")\n`;
    const { localized } = await splitWell(
      `${pragma("a")}${text}${pragma("b")}class Other { };\n${pragma("a")}${text.replace("A {", "C {")}`,
    );
    expect(localized.match(/instance of/g)).toHaveLength(1);
    expect(localized.match(/root\/a\/ms_409/g)).toHaveLength(2);
    expect(localized).not.toContain("root/b");
  });

  test("with what says how it is compiled in both, and the rest in the neutral part", async () => {
    const { localized } = await splitWell(
      `#pragma autorecover\n#pragma classflags("updateonly")\n#pragma deleteclass("A", NOFAIL)\n${text}instance of A { };\n`,
    );
    expect(localized).toContain("autorecover");
    expect(localized).toContain("classflags");
    expect(localized).not.toContain("deleteclass");
    expect(localized).not.toContain("instance of A");
  });

  test("but for classes that are localized already", async () => {
    const german = `#pragma namespace("root/cimv2/ms_407")\n[Amendment, Description("D") : Amended] class A { };\n`;
    const { neutral, localized } = await splitWell(text + german);
    expect(neutral).toBe(`class A { };\n${german}`);
    expect(localized).not.toContain("ms_407");
  });

  test("into UTF-16 where it is UTF-16", async () => {
    const { splitMaster } = await import("../../src/localization/split-master.ts");
    const { openStream } = await import("../../src/source/open-source.ts");
    const bytes = Buffer.from(`\uFEFF${text}`, "utf16le");
    const source = await openStream(
      (async function* () {
        yield bytes;
      })(),
    );
    const result = await splitMaster(source, { locale: "MS_409", onDiagnostic: () => undefined });
    expect(result).toMatchObject({ neutral: "class A { };\n", encoding: "utf-16le" });
  });
});

describe("a master is refused", () => {
  const text = `[Description("d") : Amended] class A { };`;
  const amendment = `#pragma amendment("MS_409")\n`;

  test.each([
    ["without a language", text, undefined, "missing-amendment"],
    ["with one twice", amendment + amendment + text, undefined, "duplicate-amendment"],
    ["with another one than is given", amendment + text, "MS_407", "duplicate-amendment"],
    ["with one that is none", `#pragma amendment("de-DE")\n${text}`, undefined, "invalid-locale"],
    ["with one that is none given", text, "german", "invalid-locale"],
    ["without one in its pragma", `#pragma amendment\n${text}`, undefined, "invalid-amendment"],
    ["with a mistake of syntax", `${text} clas B { };`, "MS_409", "unknown-declaration"],
  ])("with the code of its mistake: %s", async (_title, master, locale, code) => {
    const { result, codes } = await split(master, locale === undefined ? {} : { locale });
    expect(result).toBeUndefined();
    expect(codes).toEqual([code]);
  });

  test.each(["root//x", 'root/x"y', "\\\\server\\root"])(
    "with a namespace that is none of a repository: %s",
    async (namespace) => {
      const { result, codes } = await split(text, { locale: "MS_409", namespace });
      expect(result).toBeUndefined();
      expect(codes).toEqual(["invalid-namespace"]);
    },
  );

  test("but not with the one that is given too", async () => {
    await splitWell(amendment + text, { locale: "ms_0409" });
  });

  test("with its mistakes of syntax alone, whatever texts they hide", async () => {
    const { result, codes } = await split(`class A { [Description("d") : Amended] uint32 ; };`);
    expect(codes).toEqual(["missing-property-name"]);
    expect(result).toBeUndefined();
  });
});

describe("a warning says of a master", () => {
  test.each([
    ["that its language is none", `[Description("d") : Amended] class A { };`, "MS_1033", ["unknown-locale"]],
    [
      "that its number has the wrong base",
      `[Locale(409), Description("d") : Amended] class A { };`,
      "MS_409",
      ["locale-mismatch"],
    ],
    ["that it has no texts", `[Description("d")] class A { };`, "MS_409", ["nothing-to-split"]],
    [
      "that an instance has some",
      `[Description("d") : Amended] class A { };\n[Description("i") : Amended] instance of A { };`,
      "MS_409",
      ["amended-outside-class"],
    ],
    [
      "that an enumeration in a class has some",
      `[Description("d") : Amended] class A { [Description("e") : Amended] enumeration E : Integer { V = 1 }; };`,
      "MS_409",
      ["amended-outside-class"],
    ],
    ["that a value map is amended", `class A { [ValueMap{"0"} : Amended] uint8 P; };`, "MS_409", ["amended-value-map"]],
    [
      "that a text does not propagate",
      `[Description("d") : Amended Restricted] class A { };`,
      "MS_409",
      ["restricted-text"],
    ],
    [
      "that a subclass has no text",
      `[Description("d") : Amended] class A { };\nclass B : A { };\nclass C : A { };`,
      "MS_409",
      ["text-not-inherited"],
    ],
  ])("%s, and it is split all the same", async (_title, text, locale, expected) => {
    const { result, codes, diagnostics } = await split(text, { locale });
    expect(codes).toEqual(expected);
    expect(result).toBeDefined();
    expect(diagnostics.every(({ hint }) => hint !== undefined)).toBe(true);
  });

  test("with the language that was meant", async () => {
    const { diagnostics } = await split("class A { };", { locale: "MS_1033" });
    expect(diagnostics[0]?.hint).toContain("did you mean `MS_409`?");
  });

  test("nothing that a comment suppresses", async () => {
    const { codes } = await split(
      `// mofkit-disable-next-line amended-value-map\nclass A { [ValueMap{"0"} : Amended] uint8 P; };`,
    );
    expect(codes).toEqual([]);
  });
});

describe("a source that has been read", () => {
  const text = `[Description("d") : Amended] class A { };\n`;
  const options = { locale: "MS_409", onDiagnostic: () => undefined };

  test.each([
    ["a text", async () => sourceFromText(text)],
    ["a stream", () => openStream(Readable.from([text]))],
  ])("is split once more: %s", async (_title, open) => {
    const source = await open();
    const first = await splitMaster(source, options);
    expect(first?.texts).toBe(1);
    expect(await splitMaster(source, options)).toEqual(first);
    source.close();
  });
});
