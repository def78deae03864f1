import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Writable } from "node:stream";
import { afterEach, describe, expect, test, vi } from "vitest";
import { JsonLines } from "../../src/cli/json-lines.ts";
import { main } from "../../src/cli/main.ts";
import { TextOutput } from "../../src/cli/text-output.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = temporaryFolder();

class Collected extends Writable {
  text = "";

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString("utf8");
    done();
  }
}

describe("JsonLines", () => {
  afterEach(() => vi.useRealTimers());

  test("are written after a tenth of a second at the latest, as many as there are", () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const stream = new Collected();
    const lines = new JsonLines(new TextOutput(stream, 1000));
    lines.write("object", { path: "A" });
    lines.write("object", { path: "B" });
    expect(stream.text).toBe("");
    vi.advanceTimersByTime(100);
    expect(stream.text).toBe('{"type":"object","path":"A"}\n{"type":"object","path":"B"}\n');
  });

  test("are lines to every reader, whatever is in a path, and end with the summary", async () => {
    const stream = new Collected();
    const output = new TextOutput(stream, 1000);
    const lines = new JsonLines(output);
    lines.write("object", { path: 'A.K="\u2028\u0085\n"' });
    lines.summary.committed = true;
    lines.end({ version: 1 }, { exitCode: 0 });
    await output.flush();
    expect(stream.text).toBe(
      '{"type":"object","path":"A.K=\\"\\u2028\\u0085\\n\\""}\n' +
        '{"type":"summary","version":1,"committed":true,"exitCode":0}\n',
    );
  });
});

test("a reader that is slower than the compile is waited for, and lines do not pile up", async () => {
  const instances = Array.from({ length: 20_000 }, (_, number) => `instance of Buoy { Number = ${number}; };`);
  const file = join(folder, "buoys.mof");
  writeFileSync(file, ["class Buoy { [Key] uint32 Number; };", ...instances].join("\n"));
  let [longest, total] = [0, 0];
  const stdout = new Writable({
    write(chunk: Buffer, _encoding, done) {
      total += chunk.length;
      longest = Math.max(longest, stdout.writableLength);
      setImmediate(done);
    },
  });
  const code = await main(["compile", file, "-r", "memory:", "--json"], {
    stdout,
    stderr: new Collected(),
    environment: {},
    stdoutIsTerminal: false,
    stderrIsTerminal: false,
    columns: undefined,
    signal: new AbortController().signal,
  });
  expect(code).toBe(0);
  expect(total).toBeGreaterThan(3_000_000);
  expect(longest).toBeLessThan(1_000_000);
});
