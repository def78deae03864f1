import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CimDateTime, type DateTimeFields, datetimeProblem } from "../../src/cim/datetime.ts";

describe("datetimes", () => {
  test.each([
    "20240229123456.789012+060",
    "20091225123000.123456-360",
    "00010101000001.000000+000",
    "99991231115959.999999-720",
    "19980416******.000000+***",
    "****0401******.000000+***",
    "1942**21103300.000000-480",
    "**************.******+***",
    "****0229000000.000000+000",
    "2024**31000000.000000+000",
    "20240101000000.12****+000",
    "00000000000000.000000:000",
    "99999999235959.999999:000",
    "********2359**.******:000",
  ])("%s is one", (text) => {
    expect(datetimeProblem(text)).toBeUndefined();
    expect(CimDateTime.parse(text)?.text).toBe(text);
  });

  test.each([
    ["", "0 characters"],
    ["2024", "4 characters"],
    ["20240229123456.789012+0600", "26 characters"],
    ["20240229123456,789012+060", "15th"],
    ["20240229123456.78901x+060", "microseconds"],
    ["20240229123456.7*9012+060", "microseconds"],
    ["20240229123456.789012 060", "22nd"],
    ["20240229123456.789012+0*0", "offset"],
    ["199*0416******.000000+***", "year"],
    ["20241329123456.789012+060", "month"],
    ["20240029123456.789012+060", "month"],
    ["2024*229123456.789012+060", "month"],
    ["20240230123456.789012+060", "day is not 01 to 29"],
    ["20230229123456.789012+060", "day is not 01 to 28"],
    ["19000229123456.789012+060", "day is not 01 to 28"],
    ["20240431123456.789012+060", "day is not 01 to 30"],
    ["20240132123456.789012+060", "day is not 01 to 31"],
    ["20240100123456.789012+060", "day"],
    ["20240229243456.789012+060", "hours"],
    ["20240229126056.789012+060", "minutes"],
    ["20240229123460.789012+060", "seconds"],
    ["00000000000000.000000:001", ":000"],
    ["0000*000000000.000000:000", "days"],
    ["00000000240000.000000:000", "hours"],
    ["2000-02-2912345.789012+06", "15th"],
  ])("%s is none", (text, reason) => {
    expect(datetimeProblem(text)).toContain(reason);
    expect(CimDateTime.parse(text)).toBeUndefined();
  });

  test("fields of a point in time", () => {
    const datetime = new CimDateTime("20240229123456.789012-060");
    expect(datetime.isInterval).toBe(false);
    expect(datetime.hasWildcards).toBe(false);
    expect(datetime.utcOffset).toBe(-60);
    expect(String(datetime)).toBe(datetime.text);
    expect(datetime.fields).toEqual({
      kind: "timestamp",
      year: 2024,
      month: 2,
      day: 29,
      hour: 12,
      minute: 34,
      second: 56,
      fraction: "789012",
      utcOffset: -60,
    });
  });

  test("fields of asterisks are absent", () => {
    const datetime = new CimDateTime("****0401******.00****+***");
    expect(datetime.hasWildcards).toBe(true);
    expect(datetime.utcOffset).toBeUndefined();
    expect(datetime.fields).toEqual({ kind: "timestamp", month: 4, day: 1, fraction: "00****" });
  });

  test("fields of an interval", () => {
    const datetime = new CimDateTime("00000007121314.000000:000");
    expect(datetime.isInterval).toBe(true);
    expect(datetime.utcOffset).toBeUndefined();
    expect(datetime.fields).toEqual({
      kind: "interval",
      days: 7,
      hours: 12,
      minutes: 13,
      seconds: 14,
      fraction: "000000",
    });
  });

  test("fields out of their range are refused", () => {
    expect(() => CimDateTime.from({ kind: "interval", hours: 24, fraction: "000000" })).toThrow(RangeError);
    expect(() => CimDateTime.from({ kind: "timestamp", year: 10_000, fraction: "000000" })).toThrow(RangeError);
    expect(() => CimDateTime.from({ kind: "timestamp", fraction: "1" })).toThrow(RangeError);
  });

  test("fields and text are each other's inverse", () => {
    const optional = (minimum: number, maximum: number) =>
      fc.option(fc.integer({ min: minimum, max: maximum }), { nil: undefined });
    const fraction = fc
      .tuple(fc.integer({ min: 0, max: 999_999 }), fc.integer({ min: 0, max: 6 }))
      .map(([value, known]) => String(value).padStart(6, "0").slice(0, known).padEnd(6, "*"));
    const timestamp = fc.record({
      kind: fc.constant("timestamp" as const),
      year: optional(0, 9999),
      month: optional(1, 12),
      day: optional(1, 28),
      hour: optional(0, 23),
      minute: optional(0, 59),
      second: optional(0, 59),
      fraction,
      utcOffset: optional(-999, 999),
    });
    const interval = fc.record({
      kind: fc.constant("interval" as const),
      days: optional(0, 99_999_999),
      hours: optional(0, 23),
      minutes: optional(0, 59),
      seconds: optional(0, 59),
      fraction,
    });
    fc.assert(
      fc.property(fc.oneof(timestamp, interval), (fields) => {
        const datetime = CimDateTime.from(fields as DateTimeFields);
        expect(datetime.fields).toEqual(fields);
        expect(CimDateTime.parse(datetime.text)?.text).toBe(datetime.text);
      }),
    );
  });
});
