import { CimDateTime, type TimestampFields } from "../cim/datetime.ts";

/** Where the offset from UTC or `:000` begins. */
const zoneStart = 21;

const secondsPerMinute = 60;

/**
 * The order of two datetimes: negative where `left` is earlier or shorter, 0 where both are the same time, whatever their
 * offsets from UTC; `undefined` where there is no order: between a point in time and an interval, and where one has
 * asterisks.
 */
export function compareDateTimes(left: CimDateTime, right: CimDateTime): number | undefined {
  if (left.hasWildcards || right.hasWildcards || left.isInterval !== right.isInterval) return undefined;
  // Fields of a fixed width are in the order of their digits.
  if (left.text.endsWith(right.text.slice(zoneStart))) return compareTexts(left.text, right.text);
  const seconds = secondsOf(left) - secondsOf(right);
  return seconds === 0 ? compareTexts(fractionOf(left), fractionOf(right)) : seconds;
}

/** Whether two datetimes are equal: as times, and character by character where one has asterisks. */
export function equalDateTimes(left: CimDateTime, right: CimDateTime): boolean {
  return left.text === right.text || compareDateTimes(left, right) === 0;
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function fractionOf({ text }: CimDateTime): string {
  return text.slice(15, zoneStart);
}

/** Seconds from 1970 on in UTC of a point in time without asterisks. */
function secondsOf(datetime: CimDateTime): number {
  const { year, month, day, hour, minute, second, utcOffset } = datetime.fields as Required<TimestampFields>;
  // Not Date.UTC, which takes the years 0 to 99 for 1900 to 1999.
  const midnight = new Date(0).setUTCFullYear(year, month - 1, day) / 1000;
  return midnight + hour * 3600 + (minute - utcOffset) * secondsPerMinute + second;
}

/**
 * Years first, parts separated by `-`, `/` or blanks or not at all, then perhaps a time to the minute, second or a part of it,
 * behind a point or colon, then perhaps `Z` or an offset from UTC in hours and minutes.
 */
const writtenForm =
  /^(\d{4})([-/ ]?)(\d{2})\2(\d{2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:[.:](\d{1,6}))?)?)?(?: ?(?:Z|([+-])(\d{2}):?(\d{2})))?$/i;

/**
 * A datetime as a query writes it: in DMTF's form, or with the parts of date and time separated, `2004-01-31 10:00`, where
 * year, month and day come in this order. A time that names no offset is in UTC, so that a query gives the same on every
 * machine. Forms that begin with a month or day mean different times in different countries and are `undefined`.
 */
export function parseQueryDateTime(text: string): CimDateTime | undefined {
  const datetime = CimDateTime.parse(text);
  if (datetime !== undefined) return datetime;
  const match = writtenForm.exec(text.trim());
  if (match === null) return undefined;
  const [, year, , month, day, hour = "00", minute = "00", second = "00", fraction = "", sign, zoneHours, zoneMinutes] =
    match;
  const offset = sign === undefined ? 0 : Number(zoneHours) * 60 + Number(zoneMinutes);
  return CimDateTime.parse(
    `${year}${month}${day}${hour.padStart(2, "0")}${minute}${second}.${fraction.padEnd(6, "0")}` +
      `${sign ?? "+"}${String(offset).padStart(3, "0")}`,
  );
}
