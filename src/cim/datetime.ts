/** The length of every datetime. */
const datetimeLength = 25;

const asterisk = 0x2a;
const colon = 0x3a;
const dot = 0x2e;
const plus = 0x2b;
const minus = 0x2d;

/** A field that is asterisks all through. */
const starred = -1;
const malformed = -2;

/** The fields of a point in time. A field of asterisks is absent. */
export interface TimestampFields {
  readonly kind: "timestamp";
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
  readonly hour?: number;
  readonly minute?: number;
  readonly second?: number;
  /** The six characters behind the point: digits, of which the last ones may be asterisks. */
  readonly fraction: string;
  /** Minutes east of UTC; absent for `***`, a time without a zone (WMI). */
  readonly utcOffset?: number;
}

/** The fields of an interval. A field of asterisks is absent. */
export interface IntervalFields {
  readonly kind: "interval";
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
  /** The six characters behind the point: digits, of which the last ones may be asterisks. */
  readonly fraction: string;
}

/** The parts of a datetime, of either kind. */
export type DateTimeFields = TimestampFields | IntervalFields;

/**
 * A point in time, `yyyymmddHHMMSS.mmmmmmsUUU`, or an interval, `ddddddddHHMMSS.mmmmmm:000` (DSP0004, 5.2.4; Microsoft,
 * "CIM_DATETIME"). The text is the value: it has one form only, and two datetimes are the same value where their texts
 * are. Nothing is computed before it is asked for.
 */
export class CimDateTime {
  readonly kind = "datetime";
  readonly text: string;
  /** The text that {@link CimDateTime.parse} has looked through. */
  #parsed: string | undefined;

  /** Takes text that is known to be a datetime; {@link CimDateTime.parse} is for text from outside. */
  constructor(text: string) {
    this.text = text;
  }

  /**
   * A datetime from text, `undefined` where it has none of the two forms or a field is out of its range.
   *
   * @example CimDateTime.parse("20240229123456.789012+060")?.fields
   */
  static parse(text: string): CimDateTime | undefined {
    if (datetimeProblem(text) !== undefined) return undefined;
    const datetime = new CimDateTime(text);
    datetime.#parsed = text;
    return datetime;
  }

  /** Whether a value comes from {@link CimDateTime.parse} and is as it was then, so that nothing can be wrong with it. */
  static isParsed(value: object): boolean {
    return #parsed in value && value.#parsed === value.text;
  }

  /** A datetime from its fields: the inverse of `fields`. A field out of its range throws a `RangeError`. */
  static from(fields: DateTimeFields): CimDateTime {
    const text =
      fields.kind === "interval"
        ? `${digits(fields.days, 8)}${digits(fields.hours, 2)}${digits(fields.minutes, 2)}${digits(fields.seconds, 2)}` +
          `.${fields.fraction}:000`
        : `${digits(fields.year, 4)}${digits(fields.month, 2)}${digits(fields.day, 2)}` +
          `${digits(fields.hour, 2)}${digits(fields.minute, 2)}${digits(fields.second, 2)}` +
          `.${fields.fraction}${offsetText(fields.utcOffset)}`;
    const problem = datetimeProblem(text);
    if (problem !== undefined) throw new RangeError(`${text} is no datetime: ${problem}`);
    return new CimDateTime(text);
  }

  get isInterval(): boolean {
    return this.text.charCodeAt(21) === colon;
  }

  /** Whether a field, or a part of the fraction, is asterisks: the value is known only in part. */
  get hasWildcards(): boolean {
    return this.text.includes("*");
  }

  /** Minutes east of UTC; `undefined` for an interval and for a time without a zone. */
  get utcOffset(): number | undefined {
    if (this.isInterval) return undefined;
    const minutes = field(this.text, 22, 25);
    if (minutes === starred) return undefined;
    return this.text.charCodeAt(21) === minus && minutes !== 0 ? -minutes : minutes;
  }

  get fields(): DateTimeFields {
    const { text, utcOffset } = this;
    const fraction = text.slice(15, 21);
    return this.isInterval
      ? {
          kind: "interval",
          ...known("days", field(text, 0, 8)),
          ...known("hours", field(text, 8, 10)),
          ...known("minutes", field(text, 10, 12)),
          ...known("seconds", field(text, 12, 14)),
          fraction,
        }
      : {
          kind: "timestamp",
          ...known("year", field(text, 0, 4)),
          ...known("month", field(text, 4, 6)),
          ...known("day", field(text, 6, 8)),
          ...known("hour", field(text, 8, 10)),
          ...known("minute", field(text, 10, 12)),
          ...known("second", field(text, 12, 14)),
          fraction,
          ...(utcOffset !== undefined && { utcOffset }),
        };
  }

  /** The text itself, so that a datetime in a template is what MOF writes. */
  toString(): string {
    return this.text;
  }
}

/**
 * What keeps a text from being a datetime, as a clause for a message; `undefined` where it is one. A field is digits or
 * asterisks all through, whichever fields those are (DSP0004 has them from the right only, WMI also from the left); the
 * fraction may end in asterisks. A date that is in no calendar is refused where year, month and day are known; without
 * the year February has 29 days.
 */
export function datetimeProblem(text: string): string | undefined {
  if (text.length !== datetimeLength)
    return `it has ${text.length} ${text.length === 1 ? "character" : "characters"}, a datetime has ${datetimeLength}`;
  if (text.charCodeAt(14) !== dot) return "its 15th character is no point";
  if (!isFraction(text)) return "its microseconds are not six digits of which the last may be asterisks";
  const sign = text.charCodeAt(21);
  if (sign === colon) {
    if (!text.endsWith("000")) return "an interval ends in `:000`";
    if (field(text, 0, 8) === malformed) return "its days are neither eight digits nor eight asterisks";
  } else {
    if (sign !== plus && sign !== minus) return "its 22nd character is neither a sign nor a colon";
    if (field(text, 22, 25) === malformed) return "its offset from UTC is neither three digits nor three asterisks";
    const problem = dateProblem(field(text, 0, 4), field(text, 4, 6), field(text, 6, 8));
    if (problem !== undefined) return problem;
  }
  if (!isWithin(field(text, 8, 10), 0, 23)) return "its hours are not 00 to 23";
  if (!isWithin(field(text, 10, 12), 0, 59)) return "its minutes are not 00 to 59";
  if (!isWithin(field(text, 12, 14), 0, 59)) return "its seconds are not 00 to 59";
  return undefined;
}

function dateProblem(year: number, month: number, day: number): string | undefined {
  if (year === malformed) return "its year is neither four digits nor four asterisks";
  if (!isWithin(month, 1, 12)) return "its month is not 01 to 12";
  const lastDay = month === starred ? 31 : daysOfMonth(year, month);
  if (!isWithin(day, 1, lastDay)) return `its day is not 01 to ${lastDay}`;
  return undefined;
}

function daysOfMonth(year: number, month: number): number {
  if (month === 2) {
    const isLeapYear = year === starred || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
    return isLeapYear ? 29 : 28;
  }
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isWithin(value: number, minimum: number, maximum: number): boolean {
  return value === starred || (value >= minimum && value <= maximum);
}

/** The number that a field holds, {@link starred} or {@link malformed}. */
function field(text: string, start: number, end: number): number {
  if (text.charCodeAt(start) === asterisk) {
    for (let index = start + 1; index < end; index++) if (text.charCodeAt(index) !== asterisk) return malformed;
    return starred;
  }
  let value = 0;
  for (let index = start; index < end; index++) {
    const digit = text.charCodeAt(index) - 0x30;
    if (digit < 0 || digit > 9) return malformed;
    value = value * 10 + digit;
  }
  return value;
}

function isFraction(text: string): boolean {
  let index = 15;
  while (index < 21 && text.charCodeAt(index) >= 0x30 && text.charCodeAt(index) <= 0x39) index++;
  while (index < 21 && text.charCodeAt(index) === asterisk) index++;
  return index === 21;
}

function known<Name extends string>(name: Name, value: number): { readonly [Key in Name]?: number } {
  return value === starred ? {} : ({ [name]: value } as { readonly [Key in Name]: number });
}

function digits(value: number | undefined, length: number): string {
  return value === undefined ? "*".repeat(length) : String(value).padStart(length, "0");
}

function offsetText(minutes: number | undefined): string {
  return minutes === undefined ? "+***" : `${minutes < 0 ? "-" : "+"}${digits(Math.abs(minutes), 3)}`;
}
