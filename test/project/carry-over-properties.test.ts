import fc from "fast-check";
import { expect, test } from "vitest";
import { loadInto, openMemory } from "../loader/harness.ts";
import { compile, contentOf, Files } from "./incremental-harness.ts";

/** Declarations, each in several forms, that two compiles may have between them. */
const declarations: readonly (readonly string[])[] = [
  ["class Base { [Key] string K; uint32 V; };", '[Description("d")] class Base { [Key] string K; uint32 V; };'],
  ["class Mid : Base { string M; };", "class Mid : Base { uint8 M = 1; };"],
  ["class Leaf : Mid { boolean L; };", "class Leaf : Base { };"],
  ["class Lower : Ext { string O; };", "class Lower : Ext { uint32 O; };"],
  ["enumeration Color : uint8 { Red = 1, Blue = 2 };", "enumeration Color : uint8 { Red = 5, Blue = 6 };"],
  ["class Painted { [Key] string K; Color C = Red; };"],
  ["structure Point { uint32 X; };", "structure Point { uint32 X = 3; uint32 Y; };"],
  ["class Placed { [Key] string K; Point P; };"],
  ["class Nest { [Key] string K; structure Egg { uint32 X; }; Egg E; };", "class Nest { [Key] string K; };"],
  ["class Tree { [Key] string K; Nest_Egg E; };"],
  [
    'class Holder { [Key] string K; [EmbeddedInstance("Base")] string E; };',
    "class Holder { [Key] string K; string E; };",
  ],
  ['instance of Base { K = "a"; V = 1; };', 'instance of Base { K = "a"; };', 'instance of Base { K = "b"; };'],
  ['instance of Leaf { K = "c"; };', 'instance of Leaf { K = "a"; };'],
  ['instance of Painted { K = "p"; C = Red; };', 'instance of Painted { K = "p"; };'],
  ['instance of Placed { K = "x"; P = instance of Point { X = 1; }; };'],
  ['instance of Holder { K = "h"; E = "instance of Base { K = \\"in\\"; };"; };'],
  ['instance of Ext { K = "ours"; };', 'instance of Ext { K = "both"; E = 1; };'],
  ["Qualifier Tag : string, Scope(any);", "Qualifier Tag : string, Scope(class), Flavor(Restricted);"],
  ['[Tag("t")] class Tagged { [Key] string K; };'],
  ['#pragma namespace("root/other")'],
  ['#pragma deleteclass("Gone", NOFAIL)'],
];

const ofOthers = 'class Ext { [Key] string K; uint32 E; }; instance of Ext { K = "theirs"; };';
const names = ["one.mof", "two.mof"] as const;

/** Which of the two has a declaration, in which form; what neither has is left out. */
type Step = readonly [file: 0 | 1, declaration: number, form: number, kind: number];

const step = fc.tuple(
  fc.constantFrom(0 as const, 1 as const),
  fc.nat(declarations.length - 1),
  fc.nat(2),
  fc.nat(3),
) satisfies fc.Arbitrary<Step>;

const tally = { compiles: 0, good: 0, kept: 0 };

async function check(shape: number, steps: readonly Step[]): Promise<void> {
  const [turns, everything] = [await openMemory(), await openMemory()];
  for (const connection of [turns, everything]) await loadInto(connection, [ofOthers]);
  const files = new Files();
  const sources = names.map(() => new Map<number, number>());
  // What rests on what is before it in the list; the second compile has the second half, or all instances and what it adds.
  for (let index = 0; index < 19; index++) sources[index < [10, 16, 4][shape % 3]! ? 0 : 1]?.set(index, 0);
  for (const [file, declaration, form, kind] of [[0, 0, 0, 3] as const, ...steps]) {
    const before = sources.map((source) => new Map(source));
    const source = sources[file] as Map<number, number>;
    if (kind === 0) source.delete(declaration);
    else if (kind < 3 || source.has(declaration)) source.set(declaration, form);
    let isGood = true;
    for (const turn of [file, file === 0 ? 1 : 0] as const) {
      const name = names[turn];
      const lines = [...(sources[turn] ?? [])].sort(([left], [right]) => left - right);
      files.set({
        [name]: lines.map(([index, of]) => declarations[index]?.[of % declarations[index].length]).join("\n"),
      });
      // So that everything is compiled.
      await loadInto(everything, ["class Ext { [Key] string K; uint32 E; };"]);
      const { report } = await compile(turns, files, [name], { name });
      const full = await compile(everything, files, [name], { name });
      expect(full.report.upToDate).toBe(false);
      expect(report.committed).toBe(full.report.committed);
      expect(await contentOf(turns)).toEqual(await contentOf(everything));
      isGood &&= report.committed;
      tally.compiles++;
      if (report.committed) tally.good++;
      if (report.upToDate && turn !== file) tally.kept++;
    }
    if (!isGood) for (const turn of [0, 1] as const) sources[turn] = before[turn] as Map<number, number>;
  }
}

// `RUNS=1000 SEED=7 npx vitest run …` goes on longer, over other edits.
test("two compiles that take turns in one repository give what compiling everything each time gives", {
  timeout: 60_000,
}, async () => {
  await fc.assert(fc.asyncProperty(fc.nat(2), fc.array(step, { minLength: 4, maxLength: 10 }), check), {
    numRuns: Number(process.env.RUNS ?? 10),
  });
  expect(tally.good).toBeGreaterThan(tally.compiles / 3);
  // What never counts as up to date shows nothing.
  expect(tally.kept).toBeGreaterThan(tally.good / 20);
});
