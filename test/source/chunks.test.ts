import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Encoding } from "../../src/source/encoding.ts";
import { type OpenSourceOptions, openSource, openStandardInput } from "../../src/source/open-source.ts";
import type { Position } from "../../src/source/types.ts";
import { hostOf, openBytes, readChunks } from "./support.ts";

/** Text that is full of what a chunk must not tear apart. */
const awkwardText = fc
  .array(fc.constantFrom("a", "b c", "\r\n", "\r", "\n", "\t", "é", "€", "漢", "😀", "👩‍👧", "\ufeff", "\u2028"), {
    maxLength: 40,
  })
  .map((parts) => `;${parts.join("")}`);

const encoders: Record<string, (text: string) => Buffer> = {
  "utf-8": (text) => Buffer.from(text),
  "utf-8 with mark": (text) => Buffer.from(`\ufeff${text}`),
  "utf-16le": (text) => Buffer.from(`\ufeff${text}`, "utf16le"),
  "utf-16be": (text) => Buffer.from(`\ufeff${text}`, "utf16le").swap16(),
};

/** Where an offset lies, by walking there. */
function naivePosition(text: string, offset: number): Position {
  let line = 1;
  let lineStart = 0;
  for (let index = 0; index < offset; index++) {
    const isLineEnd = text[index] === "\n" || (text[index] === "\r" && text[index + 1] !== "\n");
    if (!isLineEnd) continue;
    line++;
    lineStart = index + 1;
  }
  return { line, column: offset - lineStart + 1 };
}

/** The whole line on which an offset lies. */
function naiveLine(text: string, offset: number): string {
  let start = offset - naivePosition(text, offset).column + 1;
  // A lone LF at the offset ends the line it stands on, and so does the LF of CRLF.
  if (start > offset) start = offset;
  return (text.slice(start).match(/^[^\r\n]*/) as RegExpMatchArray)[0];
}

describe.each(Object.entries(encoders))("%s in chunks", (_, encode) => {
  test("is the same text at every chunk size, from a file and from a stream", async () => {
    await fc.assert(
      fc.asyncProperty(awkwardText, fc.integer({ min: 1, max: 70 }), async (text, chunkSize) => {
        const input = encode(text);
        const ofFile = await readChunks(await openBytes(input, { chunkSize }));
        const stream = blocksOf(input, 1 + (chunkSize % 5));
        const ofStream = await readChunks(await openStandardInput({ chunkSize, stream }));
        expect(ofFile.join("")).toBe(text);
        expect(ofStream).toEqual(ofFile);
        expect(ofFile.every((chunk) => chunk !== "")).toBe(true);
      }),
    );
  });

  test("tears no character, surrogate pair or CRLF apart", async () => {
    await fc.assert(
      fc.asyncProperty(awkwardText, fc.integer({ min: 1, max: 9 }), async (text, chunkSize) => {
        const chunks = await readChunks(await openBytes(encode(text), { chunkSize }));
        expect(chunks.every((chunk) => chunk.isWellFormed())).toBe(true);
        chunks.slice(1).forEach((chunk, index) => {
          expect(`${chunks[index]?.at(-1)}${chunk[0]}`).not.toBe("\r\n");
        });
      }),
    );
  });

  test("tells every place and line, whether the text is kept or read again", async () => {
    await fc.assert(
      fc.asyncProperty(awkwardText, fc.integer({ min: 1, max: 40 }), fc.nat(60), async (text, chunkSize, kept) => {
        const source = await openBytes(encode(text), { chunkSize, keptTextLimit: kept });
        await readChunks(source);
        for (let offset = 0; offset <= text.length; offset++) {
          expect(source.locate(offset)).toEqual(naivePosition(text, offset));
          expect(source.line(offset, 1000)).toEqual({ text: naiveLine(text, offset), skipped: 0, truncated: false });
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("a line that is longer than asked for", () => {
  test("is cut around the offset", async () => {
    await fc.assert(
      fc.asyncProperty(awkwardText, fc.integer({ min: 2, max: 30 }), fc.nat(), async (text, width, any) => {
        const source = await openBytes(Buffer.from(text), { chunkSize: 7, keptTextLimit: 0 });
        await readChunks(source);
        const offset = any % (text.length + 1);
        const whole = naiveLine(text, offset);
        const column = naivePosition(text, offset).column - 1;
        const line = source.line(offset, width);
        expect(line.text.length).toBeLessThanOrEqual(width);
        expect(line.text).toBe(whole.slice(line.skipped, line.skipped + line.text.length));
        expect(line.truncated).toBe(line.skipped + line.text.length < whole.length);
        expect(line.text.isWellFormed()).toBe(true);
        expect(line.skipped).toBeLessThanOrEqual(column);
        if (whole.length <= width) expect(line.text).toBe(whole);
      }),
    );
  });

  test.each([
    [0, "0123456789", 0, true],
    [3, "0123456789", 0, true],
    [15, "abcdefghij", 10, true],
    [34, "qrstuvwxyz", 26, false],
    [36, "qrstuvwxyz", 26, false],
  ])("shows ten characters around offset %i", async (offset, text, skipped, truncated) => {
    const source = await openBytes(Buffer.from("0123456789abcdefghijklmnopqrstuvwxyz\nnext"));
    expect(source.line(offset, 10)).toEqual({ text, skipped, truncated });
  });
});

describe("a chunk", () => {
  test("holds a whole file of its size", async () => {
    for (const size of [9_999, 10_000]) {
      expect(await readChunks(await openBytes(Buffer.alloc(size, "a"), { chunkSize: 10_000 }))).toHaveLength(1);
    }
    expect(await readChunks(await openBytes(Buffer.alloc(10_001, "a"), { chunkSize: 10_000 }))).toHaveLength(2);
  });

  test("switches standard input to Windows-1252 where its bytes stop being UTF-8", async () => {
    const stream = blocksOf(
      Buffer.concat([Buffer.from("ä".repeat(5000)), Buffer.of(0x92), Buffer.alloc(99, "b")]),
      512,
    );
    const source = await openStandardInput({ stream, chunkSize: 8192 });
    const encodings: Encoding[] = [];
    let text = "";
    for (let chunk = await source.nextChunk(); chunk !== undefined; chunk = await source.nextChunk()) {
      encodings.push(source.encoding);
      text += chunk;
    }
    expect(encodings).toEqual(["utf-8", "windows-1252"]);
    expect(text).toBe(`${"ä".repeat(4096)}${"Ã¤".repeat(904)}’${"b".repeat(99)}`);
    expect(source.encodingProblem).toEqual({
      code: "windows-1252-assumed",
      parameters: { byte: "0x92", byteOffset: 10_000 },
      offset: 4096 + 1808,
    });
    expect(source.locate(text.length)).toEqual({ line: 1, column: text.length + 1 });
    expect(source.line(4096, 4).text).toBe("ääÃ¤");
  });

  test("of a source that is closed does not come any more", async () => {
    const source = await openBytes(Buffer.alloc(100_000, "a"), { chunkSize: 10_000 });
    await source.nextChunk();
    source.close();
    source.close();
    expect(await source.nextChunk()).toBeUndefined();
  });
});

async function* blocksOf(input: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < input.length; start += size) yield input.subarray(start, start + size);
}

test("a file comes as one chunk up to a size that its host knows, unless the size of chunks is given", async () => {
  const countChunks = async (length: number, options: OpenSourceOptions = {}): Promise<number> => {
    const content = Buffer.alloc(length, ";");
    const host = hostOf(content);
    const sized = { ...host, open: (path: string) => ({ ...host.open(path), size: length }) };
    const chunks = await readChunks(await openSource("example.mof", { host: sized, ...options }));
    expect(chunks.join("")).toBe(content.toString());
    return chunks.length;
  };
  expect(await countChunks(192 * 1024)).toBe(1);
  expect(await countChunks(192 * 1024 + 1)).toBe(4);
  expect(await countChunks(192 * 1024, { chunkSize: 64 * 1024 })).toBe(3);
});
