import { closeSync, openSync, writeSync } from "node:fs";
import { Random } from "../random.ts";

/**
 * What the instances of a file have beside an id, a name, a size and a truth: a datetime; the path of any other as text; an alias and
 * the alias of one before or after it; or ids in an order that looks like none.
 */
export const recordForms = [
  "plain",
  "references",
  "aliases used later",
  "aliases used before",
  "keys at random",
] as const;

export type RecordForm = (typeof recordForms)[number];

/** The names of subjects of the section. */
export const textToDisk = (form: RecordForm) => `text to disk, ${form}`;
export const bareInserts = (form: RecordForm) => `bare inserts, ${form}`;
export const growthOf = (form: RecordForm) => `growth, ${form}`;

/** What makes of the numbers up to 2^32 the same numbers in an order that looks like none: an odd factor has an inverse. */
const scatter = 0x9e3779b1;

const instancesOfBlock = 4096;

function recordText(id: number, count: number, form: RecordForm, random: Random): string {
  const key = form === "keys at random" ? Math.imul(id, scatter) >>> 0 : id;
  let alias = "";
  let last = 'Changed = "20260101120000.000000+000"';
  if (form === "references") last = `Next = "GEN_Record.Id=${random.integer(0, count - 1)}"`;
  if (form === "aliases used later") {
    alias = ` as $Record${id}`;
    last = id === 0 ? "Next = NULL" : `Next = $Record${random.integer(0, id - 1)}`;
  }
  if (form === "aliases used before") {
    alias = ` as $Record${id}`;
    last = id === count - 1 ? "Next = NULL" : `Next = $Record${random.integer(id + 1, count - 1)}`;
  }
  return (
    `instance of GEN_Record${alias} { Id = ${key}; Name = "record ${id}"; Size = ${random.integer(0, 1e12)}; ` +
    `Active = ${random.chance(0.5)}; ${last}; };\n`
  );
}

/** Writes a class with five properties and `count` instances of it. */
export function generateRecords(path: string, count: number, form: RecordForm): void {
  const random = new Random(count);
  const hasReferences = form !== "plain" && form !== "keys at random";
  const last = hasReferences ? "GEN_Record REF Next" : "datetime Changed";
  const descriptor = openSync(path, "w");
  writeSync(descriptor, `class GEN_Record { [Key] uint32 Id; string Name; uint64 Size; boolean Active; ${last}; };\n`);
  for (let from = 0; from < count; from += instancesOfBlock) {
    const length = Math.min(instancesOfBlock, count - from);
    const block = Array.from({ length }, (_, index) => recordText(from + index, count, form, random));
    writeSync(descriptor, block.join(""));
  }
  closeSync(descriptor);
}

/** Something of which there is far more than usual. */
export interface Extreme {
  /** What there are `count` of. */
  readonly name: string;
  readonly count: number;
  generate(count: number): string;
}

/** `1,000 properties of a class` and `2,000 properties of a class`. */
export function extremeSubject({ name }: Extreme, count: number): string {
  return `${count.toLocaleString("en")} ${name}`;
}

const wideInstances = 200;
const mebibyte = 2 ** 20;
/** A literal is shorter than 4 MiB; texts are several of them. */
const literalLength = 2 ** 19;

function literals(length: number): string {
  return `"${"x".repeat(literalLength)}"\n`.repeat(Math.ceil(length / literalLength));
}

function numbered(count: number, text: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => text(index)).join("");
}

export const extremes: readonly Extreme[] = [
  {
    name: `properties of a class, with ${wideInstances} instances`,
    count: 1000,
    generate: (count) =>
      `class GEN_Wide { [Key] uint32 Id; ${numbered(count, (index) => `uint32 P${index};\n`)}};\n${numbered(
        wideInstances,
        (id) => `instance of GEN_Wide { Id = ${id}; ${numbered(count, (index) => `P${index} = ${id};\n`)}};\n`,
      )}`,
  },
  {
    name: "classes, each the superclass of the next",
    count: 200,
    generate: (count) =>
      numbered(
        count,
        (index) => `class GEN_Level${index}${index === 0 ? "" : ` : GEN_Level${index - 1}`} { uint32 P${index}; };\n`,
      ),
  },
  {
    name: "classes, each with a property of the class above it",
    count: 1000,
    generate: (count) =>
      numbered(count, (index) =>
        index === 0
          ? "class GEN_Link0 { uint32 P0; };\n"
          : `class GEN_Link${index} : GEN_Link${index - 1} { GEN_Link${index - 1} P${index}; };\n`,
      ),
  },
  {
    name: "subclasses of one class",
    count: 10_000,
    generate: (count) =>
      `class GEN_Top { [Key] uint32 Id; };\n${numbered(count, (index) => `class GEN_Below${index} : GEN_Top { uint32 P${index}; };\n`)}`,
  },
  {
    name: "MiB in a string of an instance",
    count: 5,
    generate: (count) =>
      `class GEN_Long { [Key] uint32 Id; string Text; };\ninstance of GEN_Long { Id = 1; Text = ${literals(count * mebibyte)}; };\n`,
  },
  {
    name: "MiB in an array of an instance",
    count: 5,
    generate: (count) =>
      `class GEN_Array { [Key] uint32 Id; uint32 Values[]; };\ninstance of GEN_Array { Id = 1; Values = {\n${"1234567,\n".repeat(
        (count * mebibyte) / 9,
      )}0 }; };\n`,
  },
  {
    name: "MiB in a qualifier",
    count: 5,
    generate: (count) => `[Description ( ${literals(count * mebibyte)} )]\nclass GEN_Described { [Key] uint32 Id; };\n`,
  },
];
