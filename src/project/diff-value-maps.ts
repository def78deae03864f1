import type { CimQualifier } from "../cim/model.ts";
import { findQualifier } from "../cim/qualifiers.ts";
import { type CimType, integerRange, isIntegerType } from "../cim/types.ts";
import { quoteText } from "../printer/mof-text.ts";
import type { RangeChange } from "./diff-ranges.ts";

/** A value, or a range of values, that got another name. */
export interface RenamedValue {
  readonly before: string;
  readonly after: string;
  /** Another value had the new name, or one that had another name has the former one now. */
  readonly isReassigned: boolean;
}

/** How the values that an element may have changed. */
export interface ValueMapChange extends RangeChange {
  readonly renamed: readonly RenamedValue[];
  /** Every value is listed or not as it was, and under the name it had. */
  readonly isSame: boolean;
}

/**
 * Compares value by value what ValueMap and Values say of an element (DSP0004, 5.6.3.55 and 5.6.3.56). `5..10` holds what
 * `5..7` and `8..10` hold; `..`, all that the others do not claim, stands in for a value that is new and not for one that was
 * listed. `undefined` where both sides say it in the same words.
 */
export function valueMapChange(
  left: readonly CimQualifier[],
  right: readonly CimQualifier[],
  type: CimType | "void",
): ValueMapChange | undefined {
  return compareLists(valuesIn(left), valuesIn(right), type);
}

/** As {@link valueMapChange} for BitMap and BitValues. */
export function bitMapChange(
  left: readonly CimQualifier[],
  right: readonly CimQualifier[],
): ValueMapChange | undefined {
  return compareLists(bitsIn(left), bitsIn(right), "string");
}

interface ValueList {
  readonly map: readonly string[] | undefined;
  readonly names: readonly string[] | undefined;
  /** Without a map the places of the names; `undefined`: every value. */
  readonly entries: readonly string[] | undefined;
}

function valuesIn(qualifiers: readonly CimQualifier[]): ValueList {
  const [map, names] = [textsOf(qualifiers, "ValueMap"), textsOf(qualifiers, "Values")];
  return { map, names, entries: map ?? names?.map((_, index) => String(index)) };
}

function bitsIn(qualifiers: readonly CimQualifier[]): ValueList {
  const [map, names] = [textsOf(qualifiers, "BitMap"), textsOf(qualifiers, "BitValues")];
  return { map, names, entries: map };
}

function textsOf(qualifiers: readonly CimQualifier[], name: string): readonly string[] | undefined {
  const value = findQualifier(qualifiers, name)?.value;
  return Array.isArray(value) ? value.map(String) : undefined;
}

function compareLists(before: ValueList, after: ValueList, type: CimType | "void"): ValueMapChange | undefined {
  if (sameTexts(before.map, after.map) && sameTexts(before.names, after.names)) return undefined;
  const pairs = [...standingsOf(new ValueTable(before, type), new ValueTable(after, type), type)];
  return {
    narrows: pairs.some(({ old, now }) => isTakenAway(old, now)),
    widens: pairs.some(({ old, now }) => old.as === "wrong" && now.as !== "wrong"),
    renamed: renamedValues(pairs),
    isSame:
      before.entries !== undefined &&
      after.entries !== undefined &&
      pairs.every(({ old, now }) => old.as === now.as && old.name === now.name),
  };
}

function sameTexts(left: readonly string[] | undefined, right: readonly string[] | undefined): boolean {
  return (
    left === right || (left?.length === right?.length && left?.every((text, index) => text === right?.[index]) === true)
  );
}

/** What a side says of a value. */
interface Standing {
  /** `rest`: it is not listed and `..` is; `free`: nothing is listed. */
  readonly as: "listed" | "rest" | "free" | "wrong";
  readonly name?: string | undefined;
}

/** What both sides say of a value, of all values of a range, or of all that are left to `..`. */
interface StandingPair {
  readonly value: string;
  readonly old: Standing;
  readonly now: Standing;
}

function isTakenAway(old: Standing, now: Standing): boolean {
  return (old.as !== "wrong" && now.as === "wrong") || (old.as === "listed" && now.as === "rest");
}

function renamedValues(pairs: readonly StandingPair[]): readonly RenamedValue[] {
  const namesBefore = new Set(pairs.map(({ old }) => old.name));
  const newlyGiven = new Set(pairs.filter(({ old, now }) => old.name !== now.name).map(({ now }) => now.name));
  const renamed = new Map<string, RenamedValue>();
  for (const { value, old, now } of pairs) {
    if (old.name === undefined || now.name === undefined || old.name === now.name || isTakenAway(old, now)) continue;
    const [before, after] = [`${value} = ${quoteText(old.name)}`, `${value} = ${quoteText(now.name)}`];
    renamed.set(before, { before, after, isReassigned: namesBefore.has(now.name) || newlyGiven.has(old.name) });
  }
  return [...renamed.values()];
}

function* standingsOf(left: ValueTable, right: ValueTable, type: CimType | "void"): Generator<StandingPair> {
  for (const text of new Set([...left.texts.keys(), ...right.texts.keys()])) {
    yield { value: text, old: left.ofText(text), now: right.ofText(text) };
  }
  if (type === "void" || !isIntegerType(type)) {
    yield { value: "..", old: left.rest, now: right.rest };
    return;
  }
  const [minimum, maximum] = integerRange(type);
  const ends = new Set([minimum, maximum + 1n]);
  for (const { from, to } of [...left.intervals, ...right.intervals]) ends.add(from).add(to + 1n);
  const [oldOf, nowOf] = [left.ascending(), right.ascending()];
  let first: bigint | undefined;
  for (const end of [...ends].sort(ascending)) {
    if (first !== undefined) {
      const [old, now] = [oldOf(first), nowOf(first)];
      yield { value: old.as === "rest" && now.as === "rest" ? ".." : rangeText(first, end - 1n), old, now };
    }
    first = end;
  }
}

function rangeText(from: bigint, to: bigint): string {
  return from === to ? String(from) : `${from}..${to}`;
}

interface Interval {
  readonly from: bigint;
  readonly to: bigint;
  readonly name: string | undefined;
}

/** What one side says of every value. */
class ValueTable {
  readonly texts = new Map<string, Standing>();
  /** By their beginning; of those that begin together the last is the shortest, and of the same ones that which is listed first. */
  readonly intervals: readonly Interval[];
  /** What is not listed. */
  readonly rest: Standing;

  constructor({ entries, names = [] }: ValueList, type: CimType | "void") {
    const intervals: Interval[] = [];
    entries?.forEach((entry, index) => {
      const name = names[index];
      const interval = intervalOf(entry, type);
      if (interval !== undefined) intervals.unshift({ from: interval[0], to: interval[1], name });
      // Of one that is listed twice, as `..` is in CIM 2.49, the first counts.
      else if (!this.texts.has(entry)) this.texts.set(entry, { as: "listed", name });
    });
    this.intervals = intervals.sort((left, right) => ascending(left.from, right.from) || ascending(right.to, left.to));
    const open = this.texts.get("..");
    this.texts.delete("..");
    this.rest = entries === undefined ? { as: "free" } : open ? { as: "rest", name: open.name } : { as: "wrong" };
  }

  ofText(text: string): Standing {
    return this.texts.get(text) ?? this.rest;
  }

  /** Tells of integers that are asked for in ascending order; where ranges overlap, the one that begins last counts. */
  ascending(): (value: bigint) => Standing {
    const begun: Interval[] = [];
    let next = 0;
    return (value) => {
      for (; next < this.intervals.length; next++) {
        const interval = this.intervals[next] as Interval;
        if (interval.from > value) break;
        begun.push(interval);
      }
      while (begun.length > 0 && (begun.at(-1) as Interval).to < value) begun.pop();
      const interval = begun.at(-1);
      return interval === undefined ? this.rest : { as: "listed", name: interval.name };
    };
  }
}

function ascending(left: bigint, right: bigint): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

const rangeEntry = /^\s*([^.\s]*)\s*\.\.\s*([^.\s]*)\s*$/;

function intervalOf(entry: string, type: CimType | "void"): readonly [from: bigint, to: bigint] | undefined {
  if (type === "void" || !isIntegerType(type) || entry === "..") return undefined;
  const range = rangeEntry.exec(entry);
  const [minimum, maximum] = integerRange(type);
  const [from, to] = range === null ? [entry, entry] : [range[1] as string, range[2] as string];
  const first = from === "" ? minimum : integerOf(from);
  const last = to === "" ? maximum : integerOf(to);
  return first === undefined || last === undefined || first > last ? undefined : [first, last];
}

function integerOf(text: string): bigint | undefined {
  const trimmed = text.trim();
  if (/^0x[\da-f]+$/i.test(trimmed)) return BigInt(trimmed);
  return /^[+-]?\d+$/.test(trimmed) ? BigInt(trimmed.replace("+", "")) : undefined;
}
