import { afterEach, expect, test } from "vitest";
import { ByteLog, inUnits } from "../../src/loader/byte-log.ts";

const { blockBytes } = ByteLog;

afterEach(() => {
  ByteLog.blockBytes = blockBytes;
});

/** Adds a text behind its length. */
function addText(log: ByteLog, text: string): number {
  const position = log.end;
  const offset = log.add(4 + text.length);
  log.bytes.writeUInt32LE(text.length, offset);
  log.bytes.write(text, offset + 4);
  return position;
}

function textAt(log: ByteLog, position: number): string {
  const length = log.getWord(position);
  const offset = log.find(position, 4 + length);
  return log.bytes.toString("latin1", offset + 4, offset + 4 + length);
}

test.each([blockBytes, 8, 4096])(
  "what was added is found in any order, with %d bytes of the end in memory",
  (bytes) => {
    ByteLog.blockBytes = bytes;
    const log = new ByteLog("bytes");
    const texts = Array.from({ length: 500 }, (_, index) => String(index).repeat((index * 37) % 300));
    const words: number[] = [];
    const positions = texts.map((text, index) => {
      words.push(log.end);
      const offset = log.add(4);
      log.bytes.writeUInt32LE(index, offset);
      return addText(log, text);
    });
    expect(log.start).toBe(words[0]);
    for (let step = 0; step < texts.length; step++) {
      const index = (step * 211) % texts.length;
      expect(textAt(log, positions[index] as number)).toBe(texts[index]);
      expect(log.getWord(words[index] as number)).toBe(index);
      log.setWord(words[index] as number, index * 1_000_000);
    }
    for (const [index, position] of words.entries()) {
      expect(log.getWord(position)).toBe(index * 1_000_000);
      expect(textAt(log, positions[index] as number)).toBe(texts[index]);
      const length = inUnits(4 + (texts[index] as string).length);
      expect((positions[index] as number) + length).toBe(words[index + 1] ?? log.end);
    }
    log.close();
  },
);

test("what is written over stays when more is added behind it", () => {
  ByteLog.blockBytes = 64;
  const log = new ByteLog("bytes");
  const positions: number[] = [];
  for (let index = 0; index < 100; index++) {
    positions.push(log.end);
    const offset = log.add(8);
    log.bytes.writeUInt32LE(0, offset);
    for (const back of [1, 4, 9]) if (index >= back) log.setWord(positions[index - back] as number, back);
  }
  expect(positions.map((position) => log.getWord(position))).toEqual(
    positions.map((_, index) => (index < 91 ? 9 : index < 96 ? 4 : index < 99 ? 1 : 0)),
  );
  log.close();
});

test("what is longer than what is kept in memory or read at once is found", () => {
  ByteLog.blockBytes = 1024;
  const log = new ByteLog("bytes");
  const texts = [10, 200_000, 10, 3000, 1020, 1025].map((length) => "y".repeat(length));
  const positions = texts.map((text) => addText(log, text));
  for (const index of [1, 0, 5, 2, 4, 3, 1]) expect(textAt(log, positions[index] as number)).toBe(texts[index]);
  log.close();
});
