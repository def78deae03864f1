import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { scanDeclarations } from "../../src/loader/declaration-scan.ts";
import { orderByDependencies } from "../../src/loader/dependency-order.ts";
import { type LoadInput, orderInputs } from "../../src/loader/load.ts";
import { corpusFolder, corpusTitle } from "../support/corpus.ts";
import { file, loadInto, openMemory, writeFiles } from "./harness.ts";

async function orderFiles(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const folder = writeFiles(files);
  const inputs = await orderInputs(Object.keys(files).map((name) => file(folder, name)));
  return inputs.map((input) => (input.kind === "file" ? basename(input.path) : input.kind));
}

describe("inputs given together", () => {
  test("come superclasses first, then subclasses, then instances, qualifier types before all", async () => {
    expect(
      await orderFiles({
        "a.mof": 'instance of Leaf { K = "1"; };',
        "b.mof": "class Leaf : Branch { };",
        "c.mof": '[Note("x")] class BRANCH as $B : root { };',
        "d.mof": "class Root { [Key] string K; };",
        "e.mof": "Qualifier Note : string, Scope(any);",
      }),
    ).toEqual(["e.mof", "d.mof", "c.mof", "b.mof", "a.mof"]);
  });

  test("come enumerations before what has them for types, and structures before what derives from them", async () => {
    expect(
      await orderFiles({
        "a.mof": "value of Leaf as $l { };",
        "b.mof": "structure Leaf : Branch { [Q] COLOR C; };",
        "c.mof": "Qualifier Paint : More Scope(any);",
        "d.mof": "association Link : Base { uint8 M([In] uint8 A, Shade S); };",
        "e.mof": "structure Branch { };",
        "f.mof": "[Q] enumeration More : Color { X = 1 };",
        "g.mof": "association Base { };",
        "h.mof": "enumeration Color : uint8 { Leaf = 1 }; enumeration Shade { A };",
      }),
    ).toEqual(["e.mof", "h.mof", "b.mof", "a.mof", "f.mof", "c.mof", "g.mof", "d.mof"]);
  });

  test("stay as given where nothing else is needed", async () => {
    expect(
      await orderFiles({ "c.mof": "class C { };", "a.mof": "class A { };", "b.mof": "class B : Elsewhere { };" }),
    ).toEqual(["c.mof", "a.mof", "b.mof"]);
  });

  test("stay as given where they need each other", async () => {
    expect(
      await orderFiles({
        "user.mof": "class User : A { };",
        "a.mof": "class A : B0 { }; class A0 { };",
        "b.mof": "class B : A0 { }; class B0 { };",
      }),
    ).toEqual(["a.mof", "b.mof", "user.mof"]);
  });

  test("count what they include as theirs", async () => {
    expect(
      await orderFiles({
        "user.mof": "class User : Base { };",
        "all.mof": '#pragma include("parts\\\\base.mof")',
        "parts/base.mof": '#pragma include("../all.mof")\nclass Base { };',
      }),
    ).toEqual(["all.mof", "user.mof", "base.mof"]);
  });

  test("keep their place when they cannot be read", async () => {
    const folder = writeFiles({ "a.mof": "class A : B { };", "b.mof": "class B { };" });
    const stdin: LoadInput = { kind: "standard-input" };
    const text: LoadInput = { kind: "text", text: "class C : A { };", name: "c" };
    const inputs = [text, file(folder, "none.mof"), file(folder, "a.mof"), stdin, file(folder, "b.mof")];
    expect(await orderInputs(inputs)).toEqual([inputs[4], inputs[2], text, inputs[1], stdin]);
  });

  test("do so in tens of thousands", () => {
    const count = 20_000;
    const chain = Array.from({ length: count }, (_, index) => (index + 1 < count ? [index + 1] : []));
    const starts = chain.map((_, index) => index);
    expect(orderByDependencies(starts, chain)[0]).toBe(count - 1);
    expect(orderByDependencies(starts, [...chain.slice(0, -1), [0]])).toEqual(starts);
  });

  test("come in a row of half a million without a search through all of it for each", () => {
    const count = 500_000;
    const chain = Array.from({ length: count }, (_, index) => (index + 1 < count ? [index + 1] : []));
    const starts = chain.map((_, index) => index);
    const ordered = orderByDependencies(starts, chain);
    expect([ordered[0], ordered[count - 1]]).toEqual([count - 1, 0]);
  });
});

describe("looking through MOF", () => {
  test("sees declarations at the top, and nothing in comments, strings and bodies", () => {
    const scan = scanDeclarations(`// class Comment { };
/* class Block : Comment { }; */
[Description("class Text : Comment { \\" };"), Version("1")] class One : Base { string class; instance Of; };
class /* here */ Two { [Q{"}"}] char16 C = '}'; char16 D = '\\''; char16 E = '"'; };
instance of Three { P = instance of Four { }; };
Qualifier Note : ToSubclass Amended;
#pragma include ("a/b.mof")
#include "c\\\\d.mof"
class One2 : Two { };`);
    expect([...scan.classes]).toEqual(["one", "two", "one2"]);
    expect(scan.needs).toEqual(["base", "three", "four"]);
    expect(scan.includes).toEqual(["a/b.mof", "c/d.mof"]);
    expect(scan.hasQualifierTypes).toBe(false);
    expect(scanDeclarations("qualifier Association : BOOLEAN = false, Scope(class);").hasQualifierTypes).toBe(true);
    expect([...scanDeclarations("Qualifier Q : string, Scope(class, property);").classes]).toEqual([]);
  });

  test.each([
    ["a string without an end", `class A { };\n"class B { };\nclass C { };`, ["a", "c"]],
    ["a comment without an end", "class A { }; /* class B { };\nclass C { };", ["a"]],
    ["a comment at the end of a line", "class A { }; // class B { };\rclass C { };", ["a", "c"]],
    ["a string over lines", 'class A { }; "\nclass B { };\n"; class C { };', ["a", "c"]],
    ["a string that ends with a backslash", 'class A { }; "\\\\"; class C { };', ["a", "c"]],
    [
      "characters that look like the start of something",
      `class A { }; '"' '\\'' '\\\\' '{' 'é' '\u{1f600}' ' class C { };`,
      ["a", "c"],
    ],
    ["letters of other scripts", "class Größe_2 { }; class \u{20000}3 { };", ["größe_2", "\u{20000}3"]],
    ["numbers", "1 2.5e3 0x1F class A { };", ["a"]],
  ])("reads on behind %s", (_, text, classes) => {
    expect([...scanDeclarations(text).classes]).toEqual(classes);
  });

  test.each([
    ["escapes in a string", `"${'\\"'.repeat(3_900_000)}" class A { };`, ["a"]],
    ["escapes in a string without an end", `class A { }; "${'\\"'.repeat(3_900_000)}`, ["a"]],
    ["lines of a string without an end", `class A { }; "${'\\"\n'.repeat(2_000_000)}`, ["a"]],
    ["backslashes", `"${"\\\\".repeat(3_900_000)}" class A { };`, ["a"]],
    ["asterisks in a comment", `/*${" *".repeat(3_900_000)}/ class A { };`, ["a"]],
    ["beginnings of a comment without an end", `class A { }; ${"/*x".repeat(2_000_000)}`, ["a"]],
    ["single quotes", `${"'".repeat(3_900_000)} class A { };`, ["a"]],
    ["letters of a word", `class ${"é".repeat(3_900_000)} class A { };`, ["é".repeat(3_900_000), "a"]],
  ])("goes through millions of %s", (_, text, classes) => {
    // Not by toEqual, which would print millions of characters.
    expect([...scanDeclarations(text).classes].join() === classes.join()).toBe(true);
  });

  test.skipIf(corpusFolder === undefined)(
    `puts the files of a whole schema into an order that loads${corpusTitle}`,
    async () => {
      const { globSync } = await import("node:fs");
      const files = globSync("cim-2.49.0/*/*.mof", { cwd: corpusFolder ?? "" })
        .sort()
        .reverse();
      const inputs = [...files, "cim-2.49.0/qualifiers_optional.mof", "cim-2.49.0/qualifiers.mof"];
      const { report } = await loadInto(
        await openMemory(),
        await orderInputs(inputs.map((path) => file(corpusFolder ?? "", path))),
      );
      expect(report).toMatchObject({ committed: true, errors: 0 });
      expect(report.counts.classes.created).toBe(1631);
    },
  );
});
