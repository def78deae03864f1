import { type ExecFileSyncOptions, execFileSync } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { openSource, openStandardInput } from "../../src/source/open-source.ts";
import { keptTextLimit } from "../../src/source/segmented-text.ts";
import { streamMemoryLimit } from "../../src/source/stream-input.ts";
import { readAll } from "./support.ts";

const line = `instance of ACME_Disk { DeviceID = "0123456789"; };`;
const lines = 1024;
const block = Buffer.from(`${line}\n`.repeat(lines));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "mofkit-test-"));
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

/** Writes blocks of lines until the file has the size. */
function writeLongFile(name: string, size: number): string {
  const path = join(folder, name);
  const descriptor = openSync(path, "w");
  for (let written = 0; written < size; written += block.length) writeSync(descriptor, block);
  closeSync(descriptor);
  return path;
}

async function* longStream(size: number): AsyncGenerator<Uint8Array> {
  for (let sent = 0; sent < size; sent += block.length) yield block;
}

/** What is found at the 5th column of a line, from 1, of a source that consists of blocks. */
function expectLine(source: Awaited<ReturnType<typeof openSource>>, number: number): void {
  const offset = (number - 1) * (line.length + 1) + 4;
  expect(source.locate(offset)).toEqual({ line: number, column: 5 });
  expect(source.line(offset, 100).text).toBe(line);
}

describe("a file that is longer than what is kept", () => {
  test("tells every place, also when it is closed", async () => {
    const source = await openSource(writeLongFile("long.mof", 16 * keptTextLimit));
    await readAll(source);
    source.close();
    for (const number of [1, 2, 300_000, 7, 1025]) expectLine(source, number);
  });

  test("that was cut short meanwhile gives places as good as what is left", async () => {
    const path = writeLongFile("shrinking.mof", 16 * keptTextLimit);
    const source = await openSource(path);
    await readAll(source);
    truncateSync(path, block.length);
    expectLine(source, 1);
    expectLine(source, 1000);
    expect(source.line(10_000_000, 100).text).toBe("");
    rmSync(path);
    expect(source.line(5_000_000, 100).text).toBe("");
    expect(source.locate(5_000_000).line).toBeGreaterThanOrEqual(1);
  });

  test("is read in memory that does not grow with it", () => {
    const peaks = [16, 160].map((megabytes) => {
      const path = writeLongFile("flat.mof", megabytes * 1_000_000);
      const module = pathToFileURL(join(import.meta.dirname, "../../src/source/open-source.ts"));
      const script = `
        import { openSource } from ${JSON.stringify(module)};
        const source = await openSource(${JSON.stringify(path)});
        while ((await source.nextChunk()) !== undefined);
        const { line } = source.locate(source.length - 1);
        console.log(line, process.resourceUsage().maxRSS);`;
      const output = execFileSync(process.execPath, ["--input-type=module", "--eval", script], { encoding: "utf8" });
      const [lastLine, kilobytes] = output.split(" ").map(Number) as [number, number];
      expect(lastLine).toBe(Math.ceil((megabytes * 1_000_000) / block.length) * lines);
      return kilobytes / 1000;
    }) as [number, number];
    expect(peaks[1] - peaks[0]).toBeLessThan(40);
  });
});

describe("standard input that is longer than what is kept in memory", () => {
  test("tells every place and leaves no file behind", async () => {
    vi.stubEnv("TMPDIR", folder);
    vi.stubEnv("TEMP", folder);
    const before = readdirSync(folder);
    const source = await openStandardInput({ stream: longStream(streamMemoryLimit + 1) });
    await readAll(source);
    for (const number of [1, 2, 300_000, 7, 1025]) expectLine(source, number);
    if (process.platform !== "win32") expect(readdirSync(folder)).toEqual(before);
    source.close();
    expect(readdirSync(folder)).toEqual(before);
    expect(source.line(8_000_000, 100).text).toBe("");
  });

  test("needs a temporary folder", async () => {
    vi.stubEnv("TMPDIR", join(folder, "missing"));
    vi.stubEnv("TEMP", join(folder, "missing"));
    const source = await openStandardInput({ stream: longStream(streamMemoryLimit + 1) });
    await expect(readAll(source)).rejects.toMatchObject({ code: "temporary-file-failed" });
  });
});

describe("standard input of the process", () => {
  const module = pathToFileURL(join(import.meta.dirname, "../../src/source/open-source.ts"));
  const script = `
    import { openStandardInput } from ${JSON.stringify(module)};
    try {
      const source = await openStandardInput();
      let text = "";
      for (let chunk; (chunk = await source.nextChunk()) !== undefined; ) text += chunk;
      console.log(source.name, text);
    } catch (error) {
      console.log(error.message);
    }`;
  const run = (options: Pick<ExecFileSyncOptions, "input" | "stdio">) =>
    execFileSync(process.execPath, ["--input-type=module", "--eval", script], { encoding: "utf8", ...options });

  test("is read", () => {
    expect(run({ input: "class A {};" })).toBe("<stdin> class A {};\n");
    expect(run({ input: "" })).toBe("<stdin> \n");
  });

  test.skipIf(process.platform === "win32")("may not be a folder", () => {
    const descriptor = openSync(folder, "r");
    const output = run({ stdio: [descriptor, "pipe", "inherit"] });
    closeSync(descriptor);
    expect(output).toBe("`<stdin>` is a folder, and only regular files are read\n");
  });

  test.skipIf(!existsSync("/dev/zero"))("that never ends and is no text is refused", () => {
    const descriptor = openSync("/dev/zero", "r");
    const output = run({ stdio: [descriptor, "pipe", "inherit"] });
    closeSync(descriptor);
    expect(output).toBe("`<stdin>` is not text: there is a NUL character at byte offset 0\n");
  });
});

describe("a stream", () => {
  test("that is short tells every place, also when it is closed", async () => {
    const source = await openStandardInput({ stream: longStream(3_000_000) });
    await readAll(source);
    source.close();
    for (const number of [1, 2, 50_000, 7, 1025]) expectLine(source, number);
  });

  test("that fails is an error in words", async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield Buffer.from("class A {};");
      throw Object.assign(new Error("EIO: i/o error"), { code: "EIO", errno: -5 });
    }
    const opening = openStandardInput({ stream: failing() });
    await expect(opening).rejects.toMatchObject({ code: "file-read-failed", parameters: { path: "<stdin>" } });
  });

  test("is told when nobody reads on", async () => {
    let stopped = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield block;
      } finally {
        stopped = true;
      }
    }
    const source = await openStandardInput({ stream: endless() });
    await source.nextChunk();
    source.close();
    await vi.waitFor(() => expect(stopped).toBe(true));
    expect(await source.nextChunk()).toBeUndefined();
  });
});

test("a UTF-8 file of many chunks is decided by its last byte", async () => {
  const path = join(folder, "late.mof");
  writeFileSync(path, Buffer.concat([Buffer.from("// ä\n"), ...Array(40).fill(block), Buffer.of(0x96)]));
  const source = await openSource(path);
  const text = await readAll(source);
  expect(source.encoding).toBe("windows-1252");
  expect(text.startsWith("// Ã¤\n")).toBe(true);
  expect(text.endsWith("–")).toBe(true);
  expect(source.encodingProblem?.offset).toBe(text.length - 1);
});
