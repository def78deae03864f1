import { Readable } from "node:stream";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openStream } from "../../src/source/open-source.ts";
import type { TextStream } from "../../src/source/stream-input.ts";
import { sourceFromText } from "../../src/source/text-source.ts";
import { openBytes, readAll } from "./support.ts";

async function* piecesOf<Piece>(pieces: readonly Piece[]): AsyncGenerator<Piece> {
  yield* pieces;
}

const text = "class Größe {}; // 👍 done\r\n";

test.each<[string, () => TextStream]>([
  ["of text", () => Readable.from([text])],
  ["of bytes", () => Readable.from([Buffer.from(text)])],
  ["of the web", () => new Blob([text]).stream()],
  ["of UTF-16", () => piecesOf([Buffer.from(`\ufeff${text}`, "utf16le")])],
])("a stream %s is read", async (_, stream) => {
  const source = await openStream(stream());
  expect(source.name).toBe("<stream>");
  expect(await readAll(source)).toBe(text);
  expect(source.line(3, 100).text).toBe(text.trimEnd());
  source.close();
});

test("text is whole wherever it is cut, also between the halves of a character", async () => {
  const property = fc.asyncProperty(fc.string({ unit: "grapheme" }), fc.array(fc.nat()), async (whole, cuts) => {
    const written = `x${whole.replaceAll("\0", "")}`;
    const offsets = cuts.map((cut) => cut % written.length).sort((left, right) => left - right);
    const pieces = [...offsets, written.length].map((end, index) => written.slice(offsets[index - 1] ?? 0, end));
    expect(await readAll(await openStream(piecesOf(pieces)))).toBe(written);
  });
  await fc.assert(property, { numRuns: 200 });
});

test("a source is read once more from its beginning while it is read, and of a stream both get what arrives", async () => {
  const long = `// Größe\n${"class A {};\n".repeat(20_000)}`;
  const sources = [
    await openStream(piecesOf([long.slice(0, 100), long.slice(100, 150_000), long.slice(150_000)])),
    await openBytes(Buffer.from(long, "latin1")),
    sourceFromText(long),
  ];
  for (const source of sources) {
    const first = await source.nextChunk();
    const again = await source.again();
    expect(await readAll(again)).toBe(long);
    again.close();
    expect(`${first}${await readAll(source)}`).toBe(long);
    expect(source.locate(long.length - 1).line).toBe(20_001);
    source.close();
  }
});

test("half a character at the end becomes U+FFFD", async () => {
  expect(await readAll(await openStream(piecesOf(["a\ud83d"])))).toBe("a\ufffd");
});

test("what a stream throws is thrown, of the system with its name", async () => {
  const failingWith = (error: Error) => new Readable({ read: () => {} }).destroy(error);
  await expect(openStream(failingWith(new Error("gone")))).rejects.toThrow("gone");
  const reset = Object.assign(new Error("reset"), { code: "ECONNRESET", errno: -104, syscall: "read" });
  await expect(openStream(failingWith(reset), { name: "upload" })).rejects.toMatchObject({
    code: "file-read-failed",
    message: expect.stringContaining("upload"),
  });
});
