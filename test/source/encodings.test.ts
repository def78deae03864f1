import { describe, expect, test } from "vitest";
import { openStandardInput } from "../../src/source/open-source.ts";
import type { ReadableSource } from "../../src/source/readable-source.ts";
import { openBytes, readAll } from "./support.ts";

/** Bytes by their values and by ASCII text: `bytes("a", 0x92)`. */
function bytes(...parts: (string | number)[]): Buffer {
  return Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : Buffer.of(part))));
}

function utf16le(text: string): Buffer {
  return Buffer.from(text, "utf16le");
}

function utf16be(text: string): Buffer {
  return Buffer.from(text, "utf16le").swap16();
}

const markOfUtf8 = Buffer.of(0xef, 0xbb, 0xbf);
const markLittle = Buffer.of(0xff, 0xfe);
const markBig = Buffer.of(0xfe, 0xff);
const sample = 'class A { string B = "Größe € 😀"; };\r\n';

const texts: [title: string, input: Buffer, text: string, encoding: string][] = [
  ["nothing", Buffer.of(), "", "utf-8"],
  ["ASCII", bytes("class A {};"), "class A {};", "utf-8"],
  ["UTF-8", Buffer.from(sample), sample, "utf-8"],
  ["UTF-8 with mark", Buffer.concat([markOfUtf8, Buffer.from(sample)]), sample, "utf-8"],
  ["a UTF-8 mark alone", markOfUtf8, "", "utf-8"],
  ["a second mark, which is text", Buffer.concat([markOfUtf8, markOfUtf8]), "\ufeff", "utf-8"],
  ["UTF-16LE with mark", Buffer.concat([markLittle, utf16le(sample)]), sample, "utf-16le"],
  ["UTF-16BE with mark", Buffer.concat([markBig, utf16be(sample)]), sample, "utf-16be"],
  ["a UTF-16 mark alone", markBig, "", "utf-16be"],
  ["UTF-16LE without mark", utf16le(sample), sample, "utf-16le"],
  ["UTF-16BE without mark", utf16be(sample), sample, "utf-16be"],
  ["UTF-16LE without mark, two characters", utf16le(";\n"), ";\n", "utf-16le"],
  ["Windows-1252", bytes("// it", 0x92, "s 10 ", 0x80), "// it’s 10 €", "windows-1252"],
  [
    "the bytes Windows-1252 leaves undefined",
    bytes(0x81, 0x8d, 0x8f, 0x90, 0x9d),
    "\x81\x8d\x8f\x90\x9d",
    "windows-1252",
  ],
  ["UTF-8 that is cut off", bytes("a", 0xe2, 0x82), "aâ‚", "windows-1252"],
  ["an overlong form", bytes(0xc0, 0xaf), "À¯", "windows-1252"],
  ["a surrogate in UTF-8", bytes(0xed, 0xa0, 0x80), "í\xa0€", "windows-1252"],
];

describe("text", () => {
  test.each(texts)("%s", async (_, input, text, encoding) => {
    const source = await openBytes(input);
    expect(await readAll(source)).toBe(text);
    expect(source.encoding).toBe(encoding);
    expect(source.length).toBe(text.length);
  });

  test.each(texts)("%s from standard input", async (_, input, text, encoding) => {
    const source = await openStandardInput({ stream: byteByByte(input) });
    expect(await readAll(source)).toBe(text);
    expect(source.encoding).toBe(encoding);
    expect(source.name).toBe("<stdin>");
    expect(source.path).toBeUndefined();
  });

  test("every byte from 0x80 to 0x9F is what the Encoding Standard says", async () => {
    const input = Buffer.from(Array.from({ length: 32 }, (_, index) => 0x80 + index));
    const source = await openBytes(input);
    expect(await readAll(source)).toBe("€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ");
  });
});

const problems: [title: string, input: Buffer, text: string, problem: ReadableSource["encodingProblem"]][] = [
  ["UTF-8", Buffer.from("größer"), "größer", undefined],
  ["U+FFFD that was written", Buffer.concat([markOfUtf8, Buffer.from("\ufffd")]), "\ufffd", undefined],
  [
    "Windows-1252",
    bytes("// caf", 0xe9),
    "// café",
    { code: "windows-1252-assumed", parameters: { byte: "0xE9", byteOffset: 6 }, offset: 6 },
  ],
  [
    "Windows-1252 after what could be UTF-8",
    Buffer.concat([Buffer.from("ä "), bytes(0x93)]),
    "Ã¤ “",
    { code: "windows-1252-assumed", parameters: { byte: "0x93", byteOffset: 3 }, offset: 3 },
  ],
  [
    "a UTF-8 mark and other bytes",
    Buffer.concat([markOfUtf8, Buffer.from("ä"), bytes("b", 0x92, "c")]),
    "äb\ufffdc",
    { code: "malformed-utf-8", parameters: { byte: "0x92", byteOffset: 6 }, offset: 2 },
  ],
  [
    "a high surrogate alone",
    Buffer.concat([markLittle, utf16le("a\ud83db")]),
    "a\ufffdb",
    { code: "malformed-utf-16", parameters: { byteOffset: 4 }, offset: 1 },
  ],
  [
    "a low surrogate alone",
    Buffer.concat([markBig, utf16be("😀\ude00")]),
    "😀\ufffd",
    { code: "malformed-utf-16", parameters: { byteOffset: 6 }, offset: 2 },
  ],
  [
    "an odd last byte",
    Buffer.concat([markLittle, utf16le("ab"), bytes("c")]),
    "ab\ufffd",
    { code: "malformed-utf-16", parameters: { byteOffset: 6 }, offset: 2 },
  ],
  [
    "an odd last byte of UTF-16BE",
    Buffer.concat([markBig, utf16be("ab"), bytes("c")]),
    "ab\ufffd",
    { code: "malformed-utf-16", parameters: { byteOffset: 6 }, offset: 2 },
  ],
  [
    "UTF-16 without mark",
    utf16be("class A"),
    "class A",
    { code: "utf-16-without-mark", parameters: { encoding: "UTF-16BE" }, offset: 0 },
  ],
];

describe("problems of encoding", () => {
  test.each(problems)("%s", async (_, input, text, problem) => {
    const source = await openBytes(input);
    expect(await readAll(source)).toBe(text);
    expect(source.encodingProblem).toEqual(problem);
  });

  test("are told when reading has come to them", async () => {
    const input = Buffer.concat([Buffer.from(`${"a".repeat(10_000)}é`), Buffer.alloc(10_000, "b"), bytes(0x92, "c")]);
    const source = await openBytes(input, { chunkSize: 4096 });
    const seen: [encoding: string, length: number, offset: number | undefined][] = [];
    while ((await source.nextChunk()) !== undefined) {
      seen.push([source.encoding, source.length, source.encodingProblem?.offset]);
    }
    expect(seen).toEqual([
      ["utf-8", 4096, undefined],
      ["utf-8", 8192, undefined],
      ["windows-1252", 12_288, undefined],
      ["windows-1252", 16_384, undefined],
      ["windows-1252", 20_004, 20_002],
    ]);
  });
});

describe("what is no text", () => {
  test.each([
    ["binary MOF", bytes("FOMB", 1, 0, 0, 0), "binary-mof"],
    ["UTF-32LE", bytes(0xff, 0xfe, 0, 0, "c", 0, 0, 0), "unsupported-encoding"],
    ["UTF-32BE", bytes(0, 0, 0xfe, 0xff, 0, 0, 0, "c"), "unsupported-encoding"],
    ["an executable", bytes(0x7f, "ELF", 2, 1, 1, 0, 0, 0, 0, 0), "binary-file"],
    ["one NUL", bytes("class A {};", 0), "binary-file"],
    ["a NUL in UTF-16", Buffer.concat([markLittle, utf16le("class\0A")]), "binary-file"],
    ["nothing but NULs", Buffer.alloc(100), "binary-file"],
  ])("%s", async (_, input, code) => {
    await expect(openBytes(input)).rejects.toMatchObject({ name: "SourceError", code });
    await expect(openStandardInput({ stream: byteByByte(input) })).rejects.toMatchObject({ name: "SourceError", code });
  });

  test("says what it is and where", async () => {
    await expect(openBytes(bytes("FOMB"))).rejects.toThrow("`example.mof` is binary MOF, which is not read yet");
    await expect(openBytes(bytes("class ", 0))).rejects.toThrow(
      "`example.mof` is not text: there is a NUL character at byte offset 6",
    );
  });
});

async function* byteByByte(input: Buffer): AsyncGenerator<Uint8Array> {
  for (let index = 0; index < input.length; index++) yield input.subarray(index, index + 1);
}
