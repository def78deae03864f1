import { afterEach, expect, test } from "vitest";
import { ByteLog } from "../../src/loader/byte-log.ts";

const { blockBytes } = ByteLog;

afterEach(() => {
  ByteLog.blockBytes = blockBytes;
});

test.each([blockBytes, 8, 4096])(
  "what was added is found in any order, with %d bytes of the end in memory",
  (bytes) => {
    ByteLog.blockBytes = bytes;
    const log = new ByteLog("bytes");
    const records = Array.from({ length: 500 }, (_, index) => ({ index, text: "x".repeat((index * 37) % 900) }));
    const numbers: number[] = [];
    const positions = records.map((record, index) => {
      numbers.push(log.addNumber(index / 4));
      return log.addRecord(record);
    });
    expect(log.start).toBe(numbers[0]);
    for (let step = 0; step < records.length; step++) {
      const index = (step * 211) % records.length;
      expect(log.getRecord(positions[index] as number)).toEqual(records[index]);
      expect(log.getNumber(numbers[index] as number)).toBe(index / 4);
      log.setNumber(numbers[index] as number, -index);
    }
    for (const [index, position] of numbers.entries()) {
      expect(log.getNumber(position)).toBe(index === 0 ? -0 : -index);
      expect(log.getRecord(positions[index] as number)).toEqual(records[index]);
      expect(log.endOfRecord(positions[index] as number)).toBe(numbers[index + 1] ?? log.end);
    }
    log.close();
  },
);

test("a record that is longer than what is kept in memory or read at once is found", () => {
  ByteLog.blockBytes = 1024;
  const log = new ByteLog("bytes");
  const texts = [10, 200_000, 10, 3000, 1016, 1025].map((length) => "y".repeat(length));
  const positions = texts.map((text) => log.addRecord(text));
  for (const index of [1, 0, 5, 2, 4, 3, 1]) expect(log.getRecord(positions[index] as number)).toBe(texts[index]);
  log.close();
});
