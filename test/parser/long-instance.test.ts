import assert from "node:assert/strict";
import { describe, expect, it } from "vitest";
import { maximumDeclarationLength, windowLength } from "../../src/parser/limits.ts";
import { readLongInstance } from "../../src/parser/long-instance.ts";
import { type ParseOptions, parse, parseAgain, parseText } from "../../src/parser/parse.ts";
import { sourceFromText } from "../../src/source/text-source.ts";
import { outcome } from "./support.ts";

/** An instance with an array of so much text. */
function instanceWith(length: number, element: (index: number) => string, end = "};\n};"): string {
  let elements = element(0);
  for (let index = 1; elements.length < length; index++) elements += `, ${element(index)}`;
  return `instance of Big as $Big {\n  Name = "a" "b";\n  Values = { ${elements}\n${end}`;
}

function read(text: string, dialect: ParseOptions["dialect"] = "auto") {
  return readLongInstance(sourceFromText(text), text, 0, dialect, true);
}

/** What parsing window by window gives, which has to be what the whole gives at once. */
async function expectSame(text: string, options: ParseOptions = {}): Promise<ReturnType<typeof parseText>> {
  const whole = parseText(text, sourceFromText(text), options);
  const inWindows = await parse(sourceFromText(text), options);
  expect(outcome(inWindows)).toEqual(outcome(whole));
  return whole;
}

const long = 2 * windowLength;
const afterwards = '\n// between\ninstance of Small { Name = "c"; }; // behind\nclass A { uint8 B; };\n';

describe("an instance that is longer than a window", () => {
  it.each([
    ["numbers", (index: number) => String(index * 37)],
    ["texts", (index: number) => `"text ${index}"`],
    ["texts with semicolons and quotes", (index: number) => `"}; \\"${index}\\"" ";"`],
    [
      "everything that is plain",
      (index: number) => ["1", "-2.5", "0x1F", "true", "NULL", "$Other"][index % 6] as string,
    ],
    ["numbers with comments", (index: number) => `${index} /* }; */`],
    ["numbers on lines with comments", (index: number) => `${index} // " \n`],
  ])("has the tree that the grammar's rules give it: %s", async (_, element) => {
    const text = `${instanceWith(long, element)}${afterwards}`;
    const { declarations, diagnostics } = await expectSame(text);
    expect(declarations.map(({ kind }) => kind)).toEqual([
      "InstanceDeclaration",
      "InstanceDeclaration",
      "ClassDeclaration",
    ]);
    expect(diagnostics).toEqual([]);
  });

  it.each([
    ["a name", (index: number) => (index === 50_000 ? "Name" : String(index))],
    ["an instance", (index: number) => (index === 50_000 ? "instance of C { X = 1; }" : String(index))],
    ["a form feed", (index: number) => (index === 50_000 ? "\f1" : String(index))],
    ["a real of WMI", (index: number) => (index === 50_000 ? "5." : String(index))],
    ["a comma too many", (index: number) => (index === 50_000 ? "1,," : String(index))],
    ["an escape that is none", (index: number) => (index === 20_000 ? '"\\q"' : `"${index}"`)],
  ])("is left to the rules with %s in it", async (_, element) => {
    const text = `${instanceWith(long, element)}${afterwards}`;
    for (const dialect of ["auto", "dmtf"] as const) await expectSame(text, { dialect });
  });

  it.each([
    ["without its end", "}"],
    ["without any end", ""],
    ["without an end before a class", "\nclass A { uint8 B; };"],
    ["with a string that is not closed", ', "open; };'],
  ])("%s is reported as in the whole", async (_, end) => {
    const text = instanceWith(long, String, end);
    const { diagnostics } = await expectSame(text);
    expect(diagnostics.length).toBeGreaterThan(0);
  });

  it("is the same where it is parsed again", () => {
    const text = instanceWith(long, String);
    const [declaration] = parseText(text).declarations;
    expect(parseAgain(text, 0, sourceFromText(text), "auto")).toEqual(declaration);
  });

  it("is given up at the limit of declarations, without tokens of all of it", async () => {
    const text = instanceWith(maximumDeclarationLength + windowLength, String);
    const { declarations, diagnostics, abandoned } = await parse(sourceFromText(text));
    expect(declarations).toEqual([]);
    expect(diagnostics.map(({ code, place }) => [code, place?.start, place?.end])).toEqual([
      ["declaration-too-long", 0, "instance".length],
    ]);
    expect(abandoned).toBe(true);
  });
});

describe("a plain instance of which tokens are made piece by piece", () => {
  const text = instanceWith(40_000, (index) => ["17", '"a;b" "c"', "$A", "NULL // }; \n"][index % 4] as string);

  it("is the one that all its tokens give, with its comments, whatever stands behind it", () => {
    const { declarations, comments } = parseText(text);
    for (const behind of ["", " ", "instance of", " // more", '"', "/*"]) {
      const found = read(text + behind);
      expect(found?.isWhole).toBe(true);
      expect(found?.run).toEqual({ instances: declarations, length: text.length, isOpen: false });
      expect(found?.comments).toEqual(comments);
    }
  });

  it("is only its beginning wherever the text ends before its last semicolon", () => {
    for (let end = 20; end < text.length; end += end < 300 || end > text.length - 50 ? 1 : 97) {
      const found = read(text.slice(0, end));
      assert(found !== undefined, `the text ends at ${end}`);
      expect(found.isWhole).toBe(false);
      expect(found.run).toEqual({ instances: [], length: 0, isOpen: true });
    }
  });

  it("tells the string that its beginning ends in", () => {
    const beginning = `${text.slice(0, -5)}, "open; `;
    expect(read(beginning)?.openString?.startOffset).toBe(beginning.indexOf('"open'));
  });

  it.each(["class A { };", "/* instance of */", "", "instance of A { X = Y; };", "[Q] instance of A { X = 1; };"])(
    "is not there: %s",
    (other) => {
      expect(read(other)).toBeUndefined();
    },
  );

  it("is left to the rules where a dialect has not what stands between its tokens", () => {
    const foreign = text.replace("NULL", "NULL\f");
    expect(read(foreign)?.isWhole).toBe(true);
    expect(read(foreign, "dmtf")).toBeUndefined();
  });
});
