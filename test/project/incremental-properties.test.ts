import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openRepository } from "../../src/repository/repository.ts";
import { MemoryStore } from "../../src/repository/stores/memory.ts";
import { openSqliteStore } from "../../src/repository/stores/sqlite.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { loadInto } from "../loader/harness.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { compile, contentOf, Files, FullCompiles } from "./incremental-harness.ts";

/** Declarations, each in several forms; most files can hold most of them. */
const declarations: readonly (readonly string[])[] = [
  [
    "class Base { [Key] string K; uint32 V; };",
    "class Base { [Key] string K; uint32 V = 7; string W; };",
    "class Base { [Key] string k; uint64 V; };",
  ],
  ["class Mid : Base { string M; };", "class Mid : Base { uint8 M = 1; };", "class Mid { [Key] string K; string M; };"],
  ["class Leaf : Mid { boolean L; };", 'class Leaf : Mid { [Override("M")] string M; };', "class Leaf : Base { };"],
  ["class Ours : Ext { string O; };", "class Ours : Ext { uint32 O; };"],
  [
    "enumeration Color : uint8 { Red = 1, Blue = 2 };",
    "enumeration Color : uint8 { Red = 5, Blue = 6 };",
    "enumeration Color : uint8 { Red = 1 };",
  ],
  ["enumeration Shade : Color { Pale = 10 };", "enumeration Shade : Color { Pale = 11, Deep = 12 };"],
  ["class Painted : Base { Color C = Red; };", "class Painted : Base { Shade C; };"],
  ["structure Point { uint32 X; };", "structure Point { uint32 X = 3; uint32 Y; };", "structure Point { string X; };"],
  ["class Placed : Base { Point P; };", "class Placed { [Key] string K; Point P; };"],
  [
    "class Nest { [Key] string K; structure Egg { uint32 X; }; Egg E; };",
    "class Nest { [Key] string K; enumeration Egg : uint8 { White = 1 }; Egg E; };",
  ],
  ["class Tree { [Key] string K; Nest_Egg E; };"],
  [
    "[Association] class Link { [Key] Base REF A; [Key] Leaf REF B; };",
    "association Link { [Key] Base REF A; [Key] Base REF B; };",
  ],
  ['class Holder { [Key] string K; [EmbeddedInstance("Base")] string E; };'],
  ['instance of Base { K = "a"; V = 1; };', 'instance of Base { K = "a"; };', 'instance of Base { K = "b"; V = 2; };'],
  ['instance of Leaf { K = "b"; };', 'instance of Leaf { K = "c"; };'],
  ['instance of Painted { K = "p"; C = Red; };', 'instance of Painted { K = "p"; };'],
  ['instance of Placed { K = "x"; P = instance of Point { X = 1; }; };', 'instance of Placed { K = "x"; };'],
  [
    'instance of Holder { K = "h"; E = instance of Base { K = "in"; V = 4; }; };',
    'instance of Holder { K = "h"; E = "instance of Base { K = \\"in\\"; };"; };',
  ],
  ['instance of Base as $X { K = "bx"; };', 'instance of Mid as $X { K = "mx"; };'],
  ['instance of Link { A = $X; B = "Leaf.K=\\"b\\""; };', "instance of Link { A = $X; B = $X; };"],
  ['instance of Ext { K = "ours"; };', 'instance of Ext { K = "both"; E = 1; };'],
  ["Qualifier Tag : string, Scope(any);", "Qualifier Tag : string = null, Scope(class), Flavor(Restricted);"],
  ['[Tag("t")] class Tagged { [Key] string K; };', "class Tagged { [Key] string K; };"],
  ["Qualifier Note : ToInstance;"],
  ['#pragma namespace("root/other")', '#pragma namespace("root/cimv2")'],
  ['#pragma classflags("forceupdate")', '#pragma classflags("safeupdate")'],
  ['#pragma deleteclass("Gone", NOFAIL)'],
  ['#pragma include("one.mof")', '#pragma include("two.mof")', '#pragma include("three.mof")'],
  ["// nothing", "/* nothing at all */"],
  ["class Broken {", "class Broken : Nobody { };"],
];

/** What others have put before, and what they may put in between. */
const ofOthers = 'class Ext { [Key] string K; uint32 E; }; instance of Ext { K = "theirs"; };';
const puts = [
  'instance of Ext { K = "both"; };',
  'instance of Ext { K = "later"; E = 2; };',
  "class Gone { [Key] string K; };",
  "class Alone { [Key] string K; };",
];

const names = ["main.mof", "one.mof", "two.mof", "three.mof", "four.mof"];

type Lines = [declaration: number, form: number][];

/** The sources as a whole: what stands in which file, and which files are inputs. */
interface Sources {
  readonly files: Map<string, Lines>;
  inputs: readonly string[];
}

/** Where everything begins: what compiles, spread over files, with a unit of several. */
function initial(shape: number): Sources {
  const all: Lines = declarations.slice(0, 21).map((_, index) => [index, 0]);
  if (shape === 0) {
    const spread = [
      [0, 4, 5, 7],
      [1, 3, 6, 8, 9],
      [2, 10, 11, 12, 13, 14],
      [15, 16, 17, 18, 19, 20],
    ];
    const files = new Map(
      spread.map((own, index): [string, Lines] => [names[index + 1] as string, own.map((line) => [line, 0])]),
    );
    return { files, inputs: names.slice(1) };
  }
  // One input that includes the others, types first.
  const files = new Map<string, Lines>([
    [
      "main.mof",
      [
        [27, 0],
        [27, 1],
        [27, 2],
      ],
    ],
    ["one.mof", all.slice(0, 8)],
    ["two.mof", all.slice(8, 13)],
    ["three.mof", shape === 1 ? all.slice(13, 18) : all.slice(13)],
    ["four.mof", shape === 1 ? all.slice(18) : []],
  ]);
  return { files, inputs: ["main.mof", "four.mof"] };
}

type Edit = readonly [kind: number, file: number, place: number, declaration: number, form: number];

const edit: fc.Arbitrary<Edit> = fc.tuple(
  fc.nat(12),
  fc.nat(names.length - 1),
  fc.nat(20),
  fc.nat(declarations.length - 1),
  fc.nat(2),
);

function textOf(lines: Lines): string {
  return lines
    .map(([declaration, form]) => declarations[declaration]?.[form % (declarations[declaration]?.length ?? 1)])
    .join("\n");
}

/** Applies an edit; `false` where it changes nothing. */
function apply(sources: Sources, [kind, file, place, declaration, form]: Edit): void {
  const name = names[file] as string;
  const lines = sources.files.get(name);
  const other = names[place % names.length] as string;
  if (!lines) {
    if (kind < 4) sources.files.set(name, [[declaration, form]]);
    if (kind < 2) sources.inputs = [...new Set([...sources.inputs, name])];
    return;
  }
  const at = lines.length === 0 ? 0 : place % lines.length;
  const line = lines[at];
  if (kind <= 4 && line) line[1] = line[1] + 1 + form;
  else if (kind === 5) lines.splice(at, 0, [declaration, form]);
  else if (kind === 6) lines.splice(at, 1);
  else if (kind === 7 && line) {
    lines.splice(at, 1);
    sources.files.get(other)?.push(line);
  } else if (kind === 8 && line) sources.files.get(other)?.push([...line]);
  else if (kind === 9 && !sources.files.has(other)) {
    sources.files.set(other, lines);
    sources.files.delete(name);
    sources.inputs = sources.inputs.map((input) => (input === name ? other : input));
  } else if (kind === 10) {
    sources.files.delete(name);
    sources.inputs = sources.inputs.filter((input) => input !== name);
  } else if (kind === 11) sources.inputs = sources.inputs.toReversed();
  else if (kind === 12) lines.push([28, form]);
}

function copyOf({ files, inputs }: Sources): Sources {
  return { files: new Map([...files].map(([name, lines]) => [name, lines.map((line) => [...line])])), inputs };
}

/** What came of a sequence, to see that it tried something. */
const tally = { steps: 0, good: 0, parts: 0, nothing: 0 };

async function check(
  connections: readonly [WbemConnection, WbemConnection],
  shape: number,
  edits: readonly (Edit | number)[],
): Promise<void> {
  const [incremental, full] = connections;
  const reference = new FullCompiles();
  const files = new Files();
  let sources = initial(shape);
  for (const connection of connections) await loadInto(connection, [ofOthers]);
  let lastGood = copyOf(sources);
  for (const step of [28, ...edits]) {
    if (typeof step === "number") {
      const put = puts[step];
      if (put) for (const connection of connections) await loadInto(connection, [put]);
    } else apply(sources, step);
    files.texts.clear();
    for (const [name, lines] of sources.files) files.set({ [name]: textOf(lines) });
    const present = sources.inputs.filter((name) => sources.files.has(name));
    const { report, diagnostics } = await compile(incremental, files, present);
    const isGood = await reference.run(full, files, present);
    const shown = diagnostics.map(({ severity, message }) => `${severity} ${message}`);
    expect({ committed: report.committed, shown }).toEqual({ committed: isGood, shown });
    expect(await contentOf(incremental)).toEqual(await contentOf(full));
    tally.steps++;
    if (report.committed) {
      tally.good++;
      if (report.upToDate) tally.nothing++;
      else if (report.unchangedFiles > 0) tally.parts++;
      lastGood = copyOf(sources);
    } else if (typeof step === "number" || step[4] > 0) sources = copyOf(lastGood);
  }
}

const edits = fc.array(fc.oneof({ weight: 12, arbitrary: edit }, { weight: 1, arbitrary: fc.nat(puts.length) }), {
  minLength: 4,
  maxLength: 14,
});

describe("an incremental compile gives what removing and compiling afresh gives", () => {
  // `RUNS=1000 SEED=7 npx vitest run …` goes on longer, over other edits.
  test("in memory, over random edits", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(2), edits, async (shape, steps) => {
        const connections = [
          await openRepository(new MemoryStore(), { name: "incremental" }),
          await openRepository(new MemoryStore(), { name: "full" }),
        ] as const;
        await check(connections, shape, steps);
      }),
      { numRuns: Number(process.env.RUNS ?? 40) },
    );
    // What never compiles, or always compiles everything, shows nothing.
    expect(tally.good).toBeGreaterThan(tally.steps / 3);
    expect(tally.parts).toBeGreaterThan(tally.good / 10);
  });

  test("in a file, over random edits", { timeout: 120_000 }, async () => {
    const folder = temporaryFolder();
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(2), edits, async (shape, steps) => {
        const open = async (name: string) =>
          openRepository(await openSqliteStore(join(folder, `${name}${++count}.db`), { access: "write" }), { name });
        const connections = [await open("incremental"), await open("full")] as const;
        try {
          await check(connections, shape, steps);
        } finally {
          for (const connection of connections) await connection.close();
        }
      }),
      { numRuns: 3 },
    );
  });
});
