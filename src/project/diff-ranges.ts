import type { CimQualifier, CimValue } from "../cim/model.ts";
import { findQualifier } from "../cim/qualifiers.ts";
import { type CimType, integerRange, isIntegerType } from "../cim/types.ts";
import { quoteText } from "../printer/mof-text.ts";

/** Whether a change takes values away, adds some, both or neither. */
export interface RangeChange {
  readonly narrows: boolean;
  readonly widens: boolean;
}

const unchanged: RangeChange = { narrows: false, widens: false };

/** Qualifiers that bound values from above and from below, by folded name (DSP0004, 5.6.3). */
const upperBounds: ReadonlySet<string> = new Set(["maxvalue", "maxlen", "max"]);
const lowerBounds: ReadonlySet<string> = new Set(["minvalue", "minlen", "min"]);

/** Lengths and cardinalities start at 0, so that a bound of 0 says nothing. */
const boundsFromZero: ReadonlySet<string> = new Set(["minlen", "min"]);

/** How a bound changed; `undefined` for a qualifier that is none. `key` is its folded name. */
export function boundChange(
  key: string,
  left: CimValue | undefined,
  right: CimValue | undefined,
): RangeChange | undefined {
  const isUpper = upperBounds.has(key);
  if (!isUpper && !lowerBounds.has(key)) return undefined;
  const [before, after] = [boundOf(left, key, isUpper), boundOf(right, key, isUpper)];
  if (isUpper) return { narrows: after < before, widens: after > before };
  return { narrows: after > before, widens: after < before };
}

function boundOf(value: CimValue | undefined, key: string, isUpper: boolean): number | bigint {
  if (typeof value === "number" || typeof value === "bigint") return value;
  if (isUpper) return Number.POSITIVE_INFINITY;
  return boundsFromZero.has(key) ? 0 : Number.NEGATIVE_INFINITY;
}

/** A value that got another name. */
export interface RenamedValue {
  readonly before: string;
  readonly after: string;
  /** Another value had that name. */
  readonly isReassigned: boolean;
}

/** How the values that an element may have changed. */
export interface ValueMapChange extends RangeChange {
  readonly renamed: readonly RenamedValue[];
}

interface ValueList {
  /** Entries of ValueMap; without one the places of Values; `undefined`: every value. */
  readonly entries: readonly string[] | undefined;
  readonly names: readonly string[];
}

/**
 * Compares what ValueMap and Values say of an element (DSP0004, 5.6.3.55 and 5.6.3.56). `5..10` holds what `5..7` and
 * `8..10` hold; `..`, all that the others do not claim, stands in for a value that is new and not for one that was listed.
 */
export function valueMapChange(
  left: readonly CimQualifier[],
  right: readonly CimQualifier[],
  type: CimType | "void",
): ValueMapChange {
  return compareLists(valuesIn(left), valuesIn(right), type);
}

/** As {@link valueMapChange} for BitMap and BitValues. */
export function bitMapChange(left: readonly CimQualifier[], right: readonly CimQualifier[]): ValueMapChange {
  return compareLists(bitsIn(left), bitsIn(right), "string");
}

function compareLists(before: ValueList, after: ValueList, type: CimType | "void"): ValueMapChange {
  return { ...entriesChange(before.entries, after.entries, type), renamed: renamedValues(before, after) };
}

function valuesIn(qualifiers: readonly CimQualifier[]): ValueList {
  const names = textsOf(qualifiers, "Values");
  return { entries: textsOf(qualifiers, "ValueMap") ?? names?.map((_, index) => String(index)), names: names ?? [] };
}

function bitsIn(qualifiers: readonly CimQualifier[]): ValueList {
  return { entries: textsOf(qualifiers, "BitMap"), names: textsOf(qualifiers, "BitValues") ?? [] };
}

function textsOf(qualifiers: readonly CimQualifier[], name: string): readonly string[] | undefined {
  const value = findQualifier(qualifiers, name)?.value;
  return Array.isArray(value) ? value.map(String) : undefined;
}

function entriesChange(
  before: readonly string[] | undefined,
  after: readonly string[] | undefined,
  type: CimType | "void",
): RangeChange {
  if (before === undefined || after === undefined) {
    return before === after ? unchanged : { narrows: before === undefined, widens: after === undefined };
  }
  const [old, now] = [new EntrySet(before, type), new EntrySet(after, type)];
  return {
    narrows: (old.isOpen && !now.isOpen) || !now.holdsAllOf(old),
    widens: !old.isOpen && (now.isOpen || !old.holdsAllOf(now)),
  };
}

function renamedValues(before: ValueList, after: ValueList): readonly RenamedValue[] {
  const names = namesByEntry(after);
  const known = new Set(before.names);
  return Array.from(namesByEntry(before)).flatMap(([entry, old]) => {
    const now = names.get(entry);
    if (now === undefined || old === now) return [];
    const isReassigned = known.has(now);
    return [{ before: `${entry} = ${quoteText(old)}`, after: `${entry} = ${quoteText(now)}`, isReassigned }];
  });
}

/** The names of entries; of one that is listed twice, as `..` is in CIM 2.49, the first. */
function namesByEntry({ entries = [], names }: ValueList): ReadonlyMap<string, string> {
  const byEntry = new Map<string, string>();
  entries.forEach((entry, index) => {
    const name = names[index];
    if (name !== undefined && !byEntry.has(entry)) byEntry.set(entry, name);
  });
  return byEntry;
}

type Interval = readonly [from: bigint, to: bigint];

const rangeEntry = /^\s*([^.\s]*)\s*\.\.\s*([^.\s]*)\s*$/;

/** The entries of a ValueMap: ranges of integers, other texts, and whether `..` opens it to all the rest. */
class EntrySet {
  readonly isOpen: boolean;
  readonly #texts = new Set<string>();
  readonly #intervals: readonly Interval[];

  constructor(entries: readonly string[], type: CimType | "void") {
    this.isOpen = entries.includes("..");
    const intervals: Interval[] = [];
    for (const entry of entries) {
      const interval = intervalOf(entry, type);
      if (interval !== undefined) intervals.push(interval);
      else if (entry !== "..") this.#texts.add(entry);
    }
    this.#intervals = intervals.sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
  }

  /** Whether all that the other one lists is listed here. */
  holdsAllOf(other: EntrySet): boolean {
    for (const text of other.#texts) if (!this.#texts.has(text)) return false;
    return other.#intervals.every((interval) => this.#holds(interval));
  }

  #holds([from, to]: Interval): boolean {
    let next = from;
    for (const [first, last] of this.#intervals) {
      if (first > next) break;
      if (last >= next) next = last + 1n;
    }
    return next > to;
  }
}

function intervalOf(entry: string, type: CimType | "void"): Interval | undefined {
  if (type === "void" || !isIntegerType(type) || entry === "..") return undefined;
  const range = rangeEntry.exec(entry);
  const [minimum, maximum] = integerRange(type);
  const [from, to] = range === null ? [entry, entry] : [range[1] as string, range[2] as string];
  const first = from === "" ? minimum : integerOf(from);
  const last = to === "" ? maximum : integerOf(to);
  return first === undefined || last === undefined ? undefined : [first, last];
}

function integerOf(text: string): bigint | undefined {
  const trimmed = text.trim();
  if (/^0x[\da-f]+$/i.test(trimmed)) return BigInt(trimmed);
  return /^[+-]?\d+$/.test(trimmed) ? BigInt(trimmed.replace("+", "")) : undefined;
}
