import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ResultTable } from "../../src/cli/result-table.ts";
import { Timely } from "../../src/cli/timely.ts";

describe("what is done in time", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("is done once for all askings, and again when it is asked for again", () => {
    const act = vi.fn();
    const timely = new Timely(act, 1000);
    timely.ask();
    vi.advanceTimersByTime(900);
    timely.ask();
    expect(act).not.toHaveBeenCalled();
    vi.advanceTimersByTime(100);
    expect(act).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(5000);
    expect(act).toHaveBeenCalledTimes(1);
    timely.ask();
    vi.advanceTimersByTime(1000);
    expect(act).toHaveBeenCalledTimes(2);
  });

  test("is not done after the end", () => {
    const act = vi.fn();
    const timely = new Timely(act, 1000);
    timely.ask();
    timely.end();
    vi.advanceTimersByTime(5000);
    expect(act).not.toHaveBeenCalled();
  });

  test("shows the first rows of a table before there are enough of them, and goes on below", () => {
    let text = "";
    const table = new ResultTable((part) => {
      text += part;
    }, 80);
    const timely = new Timely(() => table.end(), 1000);
    table.add(new Map([["Name", "Aurora"]]));
    timely.ask();
    vi.advanceTimersByTime(1000);
    expect(text).toBe("Name\n------\nAurora\n");
    table.add(new Map([["Name", "Borea"]]));
    expect(text).toBe("Name\n------\nAurora\nBorea\n");
  });
});
