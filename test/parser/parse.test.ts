import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import {
  maximumDeclarationLength,
  maximumLiteralLength,
  maximumNesting,
  maximumSyntaxErrors,
  windowLength,
} from "../../src/parser/limits.ts";
import { type ParsedBatch, parse, parseBatches, parseDeclarations } from "../../src/parser/parse.ts";
import { sourceFromText } from "../../src/source/text-source.ts";
import { retainedHeap } from "../support/retained-heap.ts";
import { checkTree, describeDiagnostic, outcome, outcomeInPieces, parseWhole, sourceInPieces } from "./support.ts";

const good = `// head
#pragma namespace ("\\\\\\\\.\\\\root")
#pragma autorecover
Qualifier Note : string = null, Scope(any), Flavor(ToSubclass);
[Description("a" "b") : Amended, Abstract] /* block */
class A : B { [Key] uint32 X[2] = { 1, 2 }; void M([In] C ref D, uint8 E = 'x'); }
;
instance of A as $a { X = -12.5e3; Y = "multi
line"; Z = { instance of C { W = $b; }, NULL }; } // no semicolon
instance of D { P = A.K=1,L="x"; };
class E {};;
#include "x.mof"
#pragma autorecover
// tail`;

const broken = `class A { string X = "abc;
  string Y };
@@ class B { uint32 = 5; [Key Z] string W; };
class C {
  string V
[Abstract]
class D : { };
clas E { instance of F { G = ; }; };
#define X { \\
  Y }
instance of H { I = "one
  two
  [Q("three")] J K L; }; } };
class M { /* never closed`;

describe("a source in pieces gives what it gives as a whole", () => {
  test.each([
    ["good", good],
    ["broken", broken],
  ])("cut at every offset: %s", async (_, text) => {
    const whole = outcome(parseWhole(text));
    for (let cut = 0; cut <= text.length; cut++)
      expect(await outcomeInPieces(text, [cut]), `cut at ${cut}`).toEqual(whole);
  });

  test("cut at many offsets", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(good, broken, `${broken}*/ }; ${good}`, good.repeat(3)),
        fc.array(fc.nat(3000), { maxLength: 40 }),
        async (text, cuts) => {
          expect(await outcomeInPieces(text, cuts)).toEqual(outcome(parseWhole(text)));
        },
      ),
      { numRuns: 300 },
    );
  });

  test("also where it is given up", async () => {
    const line = "class A { uint32 = 5; string X = ; }; // wrong\n";
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(line.length * 70), { maxLength: 20 }), async (cuts) => {
        const text = line.repeat(70);
        expect(await outcomeInPieces(text, cuts)).toEqual(outcome(parseWhole(text)));
      }),
      { numRuns: 50 },
    );
  });

  test("character by character", async () => {
    const text = `${good}\n${broken}`;
    const cuts = Array.from(text, (_, index) => index);
    expect(await outcomeInPieces(text, cuts)).toEqual(outcome(parseWhole(text)));
  });
});

describe("batches", () => {
  const padding = "x".repeat(2_000);
  const many = Array.from(
    { length: 500 },
    (_, index) => `instance of A { Key = "key ${index}"; Value = ${index}; Text = "${padding}"; };\n`,
  );

  async function batchesOf(text: string): Promise<ParsedBatch[]> {
    const batches: ParsedBatch[] = [];
    for await (const batch of parseBatches(sourceFromText(text))) batches.push(batch);
    return batches;
  }

  test("come in the order of the text, each of whole declarations, with offsets of the whole source", async () => {
    const text = many.join("");
    const batches = await batchesOf(text);
    expect(batches.length).toBeGreaterThan(2);
    const declarations = batches.flatMap((batch) => batch.declarations);
    expect(declarations).toHaveLength(many.length);
    checkTree(text, declarations);
    expect(batches.flatMap(({ comments }) => comments)).toEqual([]);
  });

  test("a text that fits a window is one batch", async () => {
    expect(await batchesOf(good)).toHaveLength(1);
  });

  test("nothing at all is no batch", async () => {
    expect(await batchesOf("")).toEqual([]);
    expect(await batchesOf(" ".repeat(3 * windowLength))).toEqual([]);
  });

  test("a declaration over many windows is read", async () => {
    const text = `class A { string X = ${'"a long text"\n'.repeat(windowLength / 4)}; };\nclass B {};`;
    const { declarations, diagnostics } = await parse(sourceFromText(text));
    expect(diagnostics).toEqual([]);
    expect(declarations).toHaveLength(2);
  });

  test("declaration by declaration, with diagnostics before them", async () => {
    const order: string[] = [];
    const report = (diagnostic: Diagnostic) => order.push(diagnostic.code);
    for await (const { kind } of parseDeclarations(sourceFromText("class A {};;\nclass B {};"), report))
      order.push(kind);
    expect(order).toEqual(["stray-semicolon", "ClassDeclaration", "ClassDeclaration"]);
  });

  test("of a stream, which is given up when nobody reads on", async () => {
    let closed = false;
    async function* endless(): AsyncGenerator<string> {
      try {
        for (;;) yield "class A {};\n".repeat(1000);
      } finally {
        closed = true;
      }
    }
    let count = 0;
    for await (const { kind } of parseDeclarations(endless(), () => expect.unreachable())) {
      expect(kind).toBe("ClassDeclaration");
      if (++count === 20_000) break;
    }
    expect(closed).toBe(true);
  });

  test("nothing of what was read stays in memory", async () => {
    const block = 'instance of A { Name = "an instance of some length"; Number = 12345; };\n'.repeat(1000);
    const retained: number[] = [];
    async function* blocks(): AsyncGenerator<string> {
      for (let count = 0; count < 400; count++) {
        if (count % 100 === 99) retained.push(retainedHeap());
        yield block;
      }
    }
    const heldBack: unknown[] = [];
    for await (const declaration of parseDeclarations(blocks(), () => expect.unreachable())) heldBack[0] = declaration;
    // Kept, the text of the 300,000 instances between the two alone would take 21 MB.
    expect((retained[3] as number) - (retained[0] as number)).toBeLessThan(10_000_000);
  });

  test("comments are there when they are asked for", async () => {
    const { comments } = await parse(sourceInPieces("// one\nclass A { /* two */ }; // three", [20]));
    expect(comments).toEqual([
      { kind: "LineComment", start: 0, end: 6, text: "// one", ownLine: true },
      { kind: "BlockComment", start: 17, end: 26, text: "/* two */", ownLine: false },
      { kind: "LineComment", start: 30, end: 38, text: "// three", ownLine: false },
    ]);
  });
});

describe("limits", () => {
  async function diagnosticsOf(text: string): Promise<string[]> {
    const whole = parseWhole(text).diagnostics.map(describeDiagnostic);
    const inWindows = (await parse(sourceFromText(text))).diagnostics.map(describeDiagnostic);
    expect(inWindows.map((line) => line.replace(/^\S+/, ""))).toEqual(whole.map((line) => line.replace(/^\S+/, "")));
    return whole;
  }

  test("the length of a literal", async () => {
    const longest = "x".repeat(maximumLiteralLength - 2);
    expect(await diagnosticsOf(`instance of A { X = "${longest}"; };`)).toEqual([]);
    const tooLong = `the string is longer than ${maximumLiteralLength} characters (divide it into several strings, which are joined)`;
    expect(await diagnosticsOf(`instance of A { X = "${longest}x"; };`)).toEqual([
      `1:21-1:${21 + maximumLiteralLength + 1} error literal-too-long: ${tooLong}`,
    ]);
  });

  test.each([
    ["letters", "x"],
    ["escapes", "\\n"],
  ])("a literal of 50 million %s", async (_, content) => {
    const literal = content.repeat(50_000_000 / content.length);
    for (const text of [`instance of A { X = "${literal}"; };\nclass B {};`, `instance of A { X = "${literal}`]) {
      expect(parseWhole(text).diagnostics.map(({ code }) => code)).toEqual(["literal-too-long"]);
      const { diagnostics, abandoned } = await parse(sourceFromText(text));
      expect(diagnostics.map(({ code }) => code)).toEqual(["literal-too-long"]);
      expect(abandoned).toBe(true);
    }
  });

  test("the most escapes in a literal, on one line and on several", async () => {
    const escapes = "\\n".repeat((maximumLiteralLength - 4) / 2);
    expect(await diagnosticsOf(`instance of A { X = "${escapes}"; };`)).toEqual([]);
    expect(parseWhole(`instance of A { X = "${escapes}\n"; };`).diagnostics.map(({ code }) => code)).toEqual([
      "multi-line-string",
    ]);
  });

  test("the length of a declaration", async () => {
    const member = `  string X = "${"x".repeat(1024 * 1024)}";\n`;
    const text = `class A {\n${member.repeat(maximumDeclarationLength / member.length + 1)}};\nclass B {};`;
    const { declarations, diagnostics, abandoned } = await parse(sourceFromText(text));
    expect(diagnostics.map(describeDiagnostic)).toEqual([
      `1:1-1:6 error declaration-too-long: the declaration does not end within ${maximumDeclarationLength} characters (look for a missing brace or quote; the rest of the file is not read)`,
    ]);
    expect(declarations).toEqual([]);
    expect(abandoned).toBe(true);
  });

  test("the nesting of instances", () => {
    const nested = (depth: number) =>
      `${"instance of A { X = ".repeat(depth + 1)}1${"; }".repeat(depth + 1)};\nclass B {};`;
    expect(parseWhole(nested(maximumNesting)).diagnostics).toEqual([]);
    const { diagnostics, failed, declarations } = parseWhole(nested(maximumNesting + 1));
    expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      `nesting-too-deep: instances are nested more than ${maximumNesting} deep`,
    ]);
    expect(failed).toEqual([{ kind: "InstanceDeclaration", name: "A", alias: undefined }]);
    expect(declarations).toHaveLength(1);
  });

  test.each([
    ["{", "class A { string X = "],
    ["{", ""],
    ["[", ""],
    ["(", ""],
    ["[X(", ""],
    ["[X(instance of A { [Y(", ""],
    ["instance of A { X = ", ""],
    ["instance of A { X = {", ""],
    ["}", ""],
  ])("100,000 times `%s` after `%s`", (piece, before) => {
    const { diagnostics } = parseWhole(before + piece.repeat(100_000));
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(diagnostics.length).toBeLessThan(4);
  });

  test.each([
    ["members", `class A {\n${"uint32 = 5;\n".repeat(50_000)}};`],
    ["declarations", "class A { uint32 = 5; };\n".repeat(50_000)],
    ["keywords", "clas A {};\n".repeat(50_000)],
    ["characters", "class A {};@\n".repeat(50_000)],
    ["flavors", "[A : B] class C {};\n".repeat(50_000)],
  ])("50,000 wrong %s", async (_, text) => {
    const { diagnostics, abandoned } = await parse(sourceFromText(text));
    expect(diagnostics.filter(({ severity }) => severity === "error")).toHaveLength(maximumSyntaxErrors);
    expect(diagnostics.at(-1)?.code).toBe("too-many-errors");
    expect(abandoned).toBe(true);
  });

  test("nothing is read behind the last error that counts", async () => {
    const wrong = "class A { uint32 = 5; };\n".repeat(maximumSyntaxErrors);
    const source = sourceInPieces(
      wrong + good.repeat(20),
      [1, 2, 3, 4].map((piece) => wrong.length + piece * 100),
    );
    const { abandoned } = await parse(source);
    expect(abandoned).toBe(true);
    expect(await source.nextChunk()).toBeDefined();
  });

  test.each([
    ["comment", `/*${"* ".repeat(5_000_000)}*/class A {};`],
    ["line comment", `//${"* ".repeat(5_000_000)}\nclass A {};`],
    ["white space", `class A ${" ".repeat(10_000_000)} {};`],
    ["name", `class ${"A".repeat(10_000_000)} {};`],
  ])("a long %s is no problem", async (_, text) => {
    expect(await diagnosticsOf(text)).toEqual([]);
  });

  test("a long name or number is cut in messages", () => {
    const long = "9".repeat(1_000_000);
    const texts = [
      `class A { uint32 X = ${long}; };`,
      `class A { A${long} B C; };`,
      `class A${long}`,
      `A${long}`,
      `#A${long}`,
    ];
    for (const text of texts) {
      for (const { message, hint } of parseWhole(text).diagnostics)
        expect(`${message}${hint}`.length).toBeLessThan(300);
    }
  });
});
