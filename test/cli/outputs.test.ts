import { Writable } from "node:stream";
import { afterEach, describe, expect, test, vi } from "vitest";
import { HeldLines, heldInMemory } from "../../src/cli/held-lines.ts";
import { isWatched } from "../../src/cli/io.ts";
import { JsonWriter } from "../../src/cli/json-writer.ts";
import { StatusLine } from "../../src/cli/status-line.ts";
import { TextOutput } from "../../src/cli/text-output.ts";
import { retainedHeap } from "../support/retained-heap.ts";

/** A stream that takes one write after another, each when it is told to. */
class Slow extends Writable {
  readonly taken: string[] = [];
  #waiting: (() => void) | undefined;

  constructor() {
    super({ highWaterMark: 8 });
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.taken.push(chunk.toString());
    this.#waiting = done;
  }

  release(): void {
    this.#waiting?.();
  }
}

/** A stream whose every write fails. */
function failing(code: string): Writable {
  return new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error(`it failed with ${code}`), { code })),
  });
}

describe("TextOutput", () => {
  test("hands text over in pieces", async () => {
    const stream = new Slow();
    const output = new TextOutput(stream, 10);
    output.write("12345");
    expect(stream.taken).toEqual([]);
    output.write("67890");
    expect(stream.taken).toEqual(["1234567890"]);
  });

  test("waits for a reader that is slow", async () => {
    const stream = new Slow();
    const output = new TextOutput(stream, 0);
    output.write("more than eight bytes");
    let ready = false;
    const waiting = output.ready().then(() => {
      ready = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(ready).toBe(false);
    stream.release();
    await waiting;
    expect(ready).toBe(true);
  });

  test("does not pile up listeners", async () => {
    const stream = new Slow();
    const output = new TextOutput(stream, 0);
    for (let round = 0; round < 30; round++) {
      output.write("more than eight bytes");
      const waiting = output.ready();
      stream.release();
      await waiting;
    }
    expect(stream.listenerCount("drain")).toBe(0);
    expect(stream.listenerCount("error")).toBe(1);
  });

  test.each(["EPIPE", "EOF"])("a reader that went away (%s) is no failure", async (code) => {
    const output = new TextOutput(failing(code), 0);
    output.write("text");
    await output.flush();
    expect(output.closed).toBe(true);
    expect(output.failure).toBeUndefined();
    output.write("nobody reads this");
    await output.ready();
    await output.flush();
  });

  test("a terminal that was closed is none, and a device that fails is one", async () => {
    for (const isTTY of [true, false]) {
      const output = new TextOutput(Object.assign(failing("EIO"), { isTTY }), 0);
      output.write("text");
      await output.flush();
      expect(output.closed).toBe(true);
      expect(output.failure !== undefined).toBe(!isTTY);
    }
  });

  test("a full disk is one", async () => {
    const output = new TextOutput(failing("ENOSPC"), 0);
    output.write("text");
    await output.flush();
    expect(output.closed).toBe(true);
    expect(output.failure?.message).toBe("it failed with ENOSPC");
  });
});

describe("HeldLines", () => {
  afterEach(() => vi.unstubAllEnvs());

  test.each([
    ["few", 3],
    ["more than are kept in memory", heldInMemory / 8],
  ])("gives back %s", (_case, count) => {
    const lines = Array.from({ length: count }, (_, index) => `${index} ü€𝄞`.repeat(3));
    const held = new HeldLines("schema.mof");
    for (const line of lines) held.add(line);
    expect([...held]).toEqual(lines);
    expect([...held]).toEqual(lines);
    held.close();
  });

  test("keeps no more in memory however many they are", () => {
    const held = new HeldLines("schema.mof");
    const before = retainedHeap();
    for (let index = 0; index < 400_000; index++) held.add(`${index}`.padStart(100));
    expect(retainedHeap() - before).toBeLessThan(6 * heldInMemory);
    held.close();
  });

  test("says when there is no temporary folder", () => {
    for (const name of ["TMPDIR", "TEMP", "TMP"]) vi.stubEnv(name, import.meta.filename);
    const held = new HeldLines("schema.mof");
    expect(() => held.add("x".repeat(heldInMemory))).toThrow("the copy of `schema.mof` in the temporary folder");
    held.close();
  });
});

describe("JsonWriter", () => {
  test("writes what JSON.parse reads back", async () => {
    const stream = new Slow();
    const output = new TextOutput(stream, 1_000_000);
    const json = new JsonWriter(output);
    json.open("object");
    json.member("a", { b: [1, "two"], c: null });
    json.open("array", "list");
    json.element({ d: 1 });
    json.element("e");
    json.close();
    json.open("array", "nothing");
    json.close();
    json.open("array", "wide");
    json.wideElement({ f: { g: true } });
    expect(json.depth).toBe(2);
    json.closeTo(1);
    json.member("last", 0);
    json.close();
    const flushed = output.flush();
    stream.release();
    stream.release();
    const [text = ""] = stream.taken;
    expect(JSON.parse(text)).toEqual({
      a: { b: [1, "two"], c: null },
      list: [{ d: 1 }, "e"],
      nothing: [],
      wide: [{ f: { g: true } }],
      last: 0,
    });
    expect(text).toMatchInlineSnapshot(`
      "{
        "a": {
          "b": [
            1,
            "two"
          ],
          "c": null
        },
        "list": [
          {"d":1},
          "e"
        ],
        "nothing": [],
        "wide": [
          {
            "f": {
              "g": true
            }
          }
        ],
        "last": 0
      }
      "
    `);
    stream.release();
    await flushed;
  });
});

test.each([
  [true, {}, true],
  [true, { TERM: "xterm" }, true],
  [true, { CI: "true" }, false],
  [true, { TERM: "dumb" }, false],
  [false, {}, false],
])("progress is for a person at a terminal: %s %j", (stderrIsTerminal, environment, expected) => {
  expect(isWatched({ stderrIsTerminal, environment })).toBe(expected);
});

describe("StatusLine", () => {
  afterEach(() => vi.useRealTimers());

  function lineOn(enabled: boolean, columns = 10): { line: StatusLine; written: () => string } {
    vi.useFakeTimers({ toFake: ["performance"] });
    let text = "";
    const stream = new Writable({
      write(chunk, _encoding, done) {
        text += chunk;
        done();
      },
    });
    return {
      line: new StatusLine(new TextOutput(stream, 0), enabled, () => ({ columns, rows: 4 })),
      written: () => text,
    };
  }

  test("says nothing in the first second", () => {
    const { line, written } = lineOn(true);
    vi.advanceTimersByTime(999);
    line.update(() => "working");
    line.clear();
    expect(written()).toBe("");
  });

  test("is rewritten ten times a second, cut to the width, and cleared once", () => {
    const { line, written } = lineOn(true);
    vi.advanceTimersByTime(1000);
    line.update(() => "working hard");
    vi.advanceTimersByTime(99);
    line.update(() => "too soon");
    vi.advanceTimersByTime(1);
    line.update(() => "again");
    line.clear();
    line.clear();
    expect(written()).toBe("\rworking h\x1b[J\ragain\x1b[J\r\x1b[J");
  });

  test("counts what the terminal shows: wide characters twice, and what would drive it by its name", () => {
    const { line, written } = lineOn(true, 12);
    vi.advanceTimersByTime(1000);
    line.update(() => "港港港港港港");
    vi.advanceTimersByTime(100);
    line.update(() => "a\x1b[2Jb");
    expect(written()).toBe("\r港港港港港\x1b[J\ra<U+001B>[2\x1b[J");
  });

  test("announces at once, but not in the first second", () => {
    const { line, written } = lineOn(true);
    line.announce(() => "early");
    vi.advanceTimersByTime(1000);
    line.update(() => "working");
    line.announce(() => "storing");
    expect(written()).toBe("\rworking\x1b[J\rstoring\x1b[J");
  });

  test("of several lines are rewritten in place, and never as high as the terminal", () => {
    const { line, written } = lineOn(true);
    vi.advanceTimersByTime(1000);
    line.update(() => ["a", "b", "c", "d"]);
    vi.advanceTimersByTime(100);
    line.update(() => ["a"]);
    line.clear();
    expect(written()).toBe("\ra\x1b[K\nb\x1b[K\nc\x1b[J\x1b[2A\ra\x1b[J\r\x1b[J");
    expect(line.height).toBe(3);
  });

  test("ends for good", () => {
    const { line, written } = lineOn(true);
    vi.advanceTimersByTime(1000);
    line.update(() => "working");
    line.end();
    vi.advanceTimersByTime(1000);
    line.update(() => "again");
    expect(written()).toBe("\rworking\x1b[J\r\x1b[J");
    expect(line.enabled).toBe(false);
  });

  test("is not there where nobody looks", () => {
    const { line, written } = lineOn(false);
    vi.advanceTimersByTime(5000);
    line.update(() => "working");
    expect(written()).toBe("");
  });
});
