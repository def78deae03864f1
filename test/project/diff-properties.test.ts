import fc from "fast-check";
import { expect, test } from "vitest";
import type { ObjectDifference } from "../../src/project/diff-repositories.ts";
import { type ChangeCode, changeRules } from "../../src/project/diff-rules.ts";
import { valueMapChange } from "../../src/project/diff-value-maps.ts";
import { compareTexts, differencesOf, linesOf, repositoryOf } from "./diff-harness.ts";
import "../support/seed.ts";

/** The kinds of change that each other's way back is; every other kind is its own. */
const ways: readonly (readonly [ChangeCode, ChangeCode])[] = [
  ["added-class", "removed-class"],
  ["added-instance", "removed-instance"],
  ["added-qualifier", "removed-qualifier"],
  ["became-abstract", "no-longer-abstract"],
  ["deprecated", "no-longer-deprecated"],
  ["narrowed-range", "widened-range"],
  ["now-required", "no-longer-required"],
  ["added-write-access", "removed-write-access"],
];
/** Kinds of something new that do not say alike what it is when it goes. */
const goneAs: Partial<Record<ChangeCode, string>> = {
  "added-property": "property",
  "added-required-property": "property",
  "removed-property": "property",
  "added-parameter": "parameter",
  "inserted-parameter": "parameter",
  "added-required-parameter": "parameter",
  "removed-parameter": "parameter",
  "added-method": "method",
  "removed-method": "method",
  "changed-superclass": "superclass",
  "inserted-superclass": "superclass",
};
const backOf = new Map<ChangeCode, ChangeCode>(
  ways.flatMap(([one, other]) => [
    [one, other],
    [other, one],
  ]),
);

interface Property {
  readonly type: string;
  readonly length: number | undefined;
  readonly isWritable: boolean;
  readonly isRequired: boolean;
  readonly value: number | undefined;
}

interface ClassModel {
  readonly superclass: number | undefined;
  readonly isAbstract: boolean;
  readonly description: string | undefined;
  readonly properties: readonly (Property | undefined)[];
  /** The parameters of the one method, by their place in the alphabet. */
  readonly parameters: readonly number[] | undefined;
  readonly instances: readonly (readonly [key: number, value: number])[];
}

const property = fc.record({
  type: fc.constantFrom("uint8", "uint32", "sint64"),
  length: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
  isWritable: fc.boolean(),
  isRequired: fc.boolean(),
  value: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }),
});

const classModel = fc.record({
  superclass: fc.option(fc.nat(5), { nil: undefined }),
  isAbstract: fc.boolean(),
  description: fc.option(fc.constantFrom("a", "b"), { nil: undefined }),
  properties: fc.array(fc.option(property, { nil: undefined }), { minLength: 3, maxLength: 3 }),
  parameters: fc.option(fc.uniqueArray(fc.nat(3), { maxLength: 3 }), { nil: undefined }),
  instances: fc.uniqueArray(fc.tuple(fc.nat(6), fc.nat(9)), { selector: ([key]) => key, maxLength: 4 }),
});

const schema = fc.array(classModel, { minLength: 1, maxLength: 5 });

const letter = (index: number): string => String.fromCharCode(0x41 + index);

/** Each class has properties of its own names, so that none overrides another; it derives from an earlier one or from the top. */
function declarationsOf(classes: readonly ClassModel[]): { readonly classes: string[]; readonly instances: string[] } {
  const declared = classes.map((model, index) => {
    const above = model.superclass === undefined || model.superclass >= index ? "Top" : `C${model.superclass}`;
    const members = model.properties.flatMap((one, place) => {
      if (one === undefined) return [];
      const qualifiers = [
        `Write(${one.isWritable})`,
        ...(one.length === undefined ? [] : [`MaxValue(${one.length})`]),
        ...(one.isRequired ? ["Required"] : []),
      ];
      const value = one.value === undefined ? "" : ` = ${one.value}`;
      return [`  [${qualifiers.join(", ")}] ${one.type} P${index}${place}${value};`];
    });
    if (model.parameters !== undefined) {
      members.push(`  uint32 M${index}(${model.parameters.map((one) => `uint8 ${letter(one)}`).join(", ")});`);
    }
    const qualifiers = [
      ...(model.isAbstract ? ["Abstract"] : []),
      ...(model.description === undefined ? [] : [`Description("${model.description}")`]),
    ];
    const head = qualifiers.length === 0 ? "" : `[${qualifiers.join(", ")}] `;
    return `${head}class C${index} : ${above} {\n${members.join("\n")}\n};`;
  });
  const instances = classes.flatMap(({ instances: rows, isAbstract }, index) => {
    return isAbstract
      ? []
      : rows.map(([key, value]) => `instance of C${index} { K = "${index}-${key}"; V = ${value}; };`);
  });
  return { classes: declared, instances };
}

const prologue = `
Qualifier Abstract : boolean = false, Scope(class), Flavor(EnableOverride, Restricted);
Qualifier Description : string = null, Scope(any), Flavor(EnableOverride, ToSubclass);
Qualifier Key : boolean = false, Scope(property), Flavor(DisableOverride, ToSubclass);
Qualifier MaxValue : sint64 = null, Scope(property), Flavor(EnableOverride, ToSubclass);
Qualifier Required : boolean = false, Scope(property), Flavor(EnableOverride, ToSubclass);
Qualifier Write : boolean = false, Scope(property), Flavor(EnableOverride, ToSubclass);
[Abstract] class Top { [Key] string K; uint8 V; };
`;

function textOf(classes: readonly ClassModel[]): string {
  const { classes: declared, instances } = declarationsOf(classes);
  return [prologue, ...declared, ...instances].join("\n");
}

/** Every change as a line that does not say its direction. */
function undirected(differences: readonly ObjectDifference[], isBack: boolean): string[] {
  return differences
    .flatMap(({ kind, path, changes }) =>
      changes.map(({ code: told, element, before, after }) => {
        // What is no longer guaranteed is, the other way, required now, as one that is no longer required is.
        const code = told === "no-longer-guaranteed" ? "no-longer-required" : told;
        const name = goneAs[code] ?? (isBack ? (backOf.get(code) ?? code) : code);
        const [old, now] = isBack ? [after, before] : [before, after];
        return JSON.stringify([kind, path, name, element, old, now]);
      }),
    )
    .sort();
}

/** Abstract classes stand under concrete ones here, and required properties without a value: warnings of no concern. */
const runs = { numRuns: 60 };

test("a repository does not differ from itself, nor from its declarations in another order", async () => {
  await fc.assert(
    fc.asyncProperty(schema, async (classes) => {
      const { classes: declared, instances } = declarationsOf(classes);
      const tops = declared.filter((text) => text.includes(": Top"));
      const others = declared.filter((text) => !text.includes(": Top"));
      const shuffled = [prologue, ...tops.reverse(), ...others, ...instances.reverse()].join("\n");
      const [before, after] = [await repositoryOf(textOf(classes)), await repositoryOf(shuffled)];
      expect(linesOf(await differencesOf(before, before))).toEqual([]);
      expect(linesOf(await differencesOf(before, after))).toEqual([]);
    }),
    runs,
  );
});

test("what differs one way differs the other way, and the way back is the mirror image", async () => {
  await fc.assert(
    fc.asyncProperty(schema, schema, async (left, right) => {
      const [before, after] = [await repositoryOf(textOf(left)), await repositoryOf(textOf(right))];
      const there = await differencesOf(before, after);
      const back = await differencesOf(after, before);
      expect(undirected(back, true)).toEqual(undirected(there, false));
      for (const { code, severity } of there.flatMap(({ changes }) => changes)) {
        expect(severity).toBe(changeRules[code].severity);
      }
    }),
    runs,
  );
});

/** Edits of one class that change what the text says, each with the part of the object where it must be found. */
const edits: readonly (readonly [name: string, edit: (model: ClassModel) => ClassModel, part: string])[] = [
  ["abstract", (model) => ({ ...model, instances: [], isAbstract: !model.isAbstract }), "Abstract"],
  ["description", (model) => ({ ...model, description: `${model.description ?? ""}x` }), "Description"],
  ["method", (model) => ({ ...model, parameters: model.parameters === undefined ? [0] : undefined }), "M"],
  ["parameter", (model) => ({ ...model, parameters: [...(model.parameters ?? []), 7] }), "M"],
  [
    "property",
    ({ properties: [first, ...others], ...model }) => ({
      ...model,
      properties: [
        first === undefined
          ? { type: "uint8", length: undefined, isWritable: false, isRequired: false, value: undefined }
          : { ...first, value: (first.value ?? -1) + 1 },
        ...others,
      ],
    }),
    "P",
  ],
  ["instance", (model) => ({ ...model, isAbstract: false, instances: [...model.instances, [8, 1] as const] }), ""],
];

test("every edit of a class is found at that class or its instances, and nowhere else", async () => {
  await fc.assert(
    fc.asyncProperty(schema, fc.nat(), fc.constantFrom(...edits), async (drawn, place, [name, edit, part]) => {
      const classes = drawn.map((model) =>
        name === "instance" ? { ...model, isAbstract: false } : { ...model, instances: [] },
      );
      const index = place % classes.length;
      const edited = classes.map((model, position) => (position === index ? edit(model) : model));
      const lines = linesOf(await compareTexts(textOf(classes), textOf(edited)));
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) expect(line).toMatch(new RegExp(`^C${index}[. ]`));
      expect(lines.some((line) => line.includes(part))).toBe(true);
    }),
    runs,
  );
});

/** Ends that are near each other, so that ranges meet and overlap, and those of the type. */
const end = fc.constantFrom(0, 1, 2, 3, 4, 5, 9, 254, 255);
const entry = fc.oneof(
  end.map(String),
  fc.tuple(end, end).map(([one, other]) => `${Math.min(one, other)}..${Math.max(one, other)}`),
  end.map((one) => `${one}..`),
  end.map((one) => `..${one}`),
  fc.constant(".."),
);
const valueMap = fc.option(fc.array(entry, { maxLength: 5 }), { nil: undefined });

/** What a ValueMap says of each value of uint8, read entry by entry. */
function standings(entries: readonly string[] | undefined): readonly string[] {
  const isListed = (value: number) =>
    entries?.some((text) => {
      const [from, to = from] = text.split("..");
      return text !== ".." && value >= Number(from) && value <= (to === "" ? 255 : Number(to));
    });
  const rest = entries === undefined ? "free" : entries.includes("..") ? "rest" : "wrong";
  return Array.from({ length: 256 }, (_, value) => (isListed(value) ? "listed" : rest));
}

test("a ValueMap is narrower or wider where a value is taken away or added", () => {
  fc.assert(
    fc.property(valueMap, valueMap, (left, right) => {
      const qualifiers = [left, right].map((value) =>
        value === undefined ? [] : [{ name: "ValueMap", type: "string", isArray: true, value, flavor: {} } as const],
      );
      const change = valueMapChange(qualifiers[0] ?? [], qualifiers[1] ?? [], "uint8");
      const [before, after] = [standings(left), standings(right)];
      const pairs = before.map((old, value) => `${old} ${after[value]}`);
      const taken = ["listed wrong", "listed rest", "rest wrong", "free wrong"];
      const { narrows = false, widens = false } = change ?? {};
      expect(narrows).toBe(pairs.some((pair) => taken.includes(pair)));
      expect(widens).toBe(pairs.some((pair) => /^wrong (listed|rest|free)$/.test(pair)));
    }),
    { numRuns: 500 },
  );
});
