import { describe, expect, test } from "vitest";
import type { FileHost } from "../../src/source/file-host.ts";
import { openSource } from "../../src/source/open-source.ts";
import type { ReadableSource } from "../../src/source/readable-source.ts";
import { retainedHeap } from "../support/retained-heap.ts";
import { hostOf, openBytes, readAll } from "./support.ts";

/** Every place and line of a source. */
function placesOf(source: ReadableSource): unknown[] {
  return Array.from({ length: source.length + 2 }, (_, offset) => [source.locate(offset), source.line(offset, 9)]);
}

describe("a file that was closed", () => {
  test.each([
    ["in UTF-8", Buffer.from("\ufeffclass Ä {\r\n  // 😀 and more of it\r};\n\nclass B {};")],
    ["in UTF-16", Buffer.from("\ufeffclass Ä {\r\n  // 😀 and more of it\r};\n\nclass B {};", "utf16le")],
    ["in Windows-1252", Buffer.from("class \x96 {\r\n  // and more of it\r};\n\nclass B {};", "latin1")],
    ["without text", Buffer.alloc(0)],
  ])("%s gives the same places and lines as before", async (_, content) => {
    for (const chunkSize of [1, 7, 65_536]) {
      const source = await openBytes(content, { chunkSize });
      await readAll(source);
      const before = placesOf(source);
      source.close();
      expect(placesOf(source)).toEqual(before);
      source.close();
      const asked = await openBytes(content, { chunkSize });
      await readAll(asked);
      asked.close();
      expect(placesOf(asked)).toEqual(before);
    }
  });

  test("before its end gives the places of what was read", async () => {
    const source = await openBytes(Buffer.from(`class A {};\n${" ".repeat(20_000)}`), { chunkSize: 16 });
    await source.nextChunk();
    source.close();
    expect(source.locate(14)).toEqual({ line: 2, column: 3 });
    expect(source.line(6, 100).text).toBe("class A {};");
  });

  test("is opened again only where a place is asked for", async () => {
    const plain = hostOf(Buffer.from("class A {};\nclass B {};"));
    let opened = 0;
    const host: FileHost = {
      ...plain,
      open: (path) => {
        opened++;
        return plain.open(path);
      },
    };
    const source = await openSource("example.mof", { host });
    await readAll(source);
    source.close();
    expect(source.length).toBe(23);
    expect(opened).toBe(1);
    for (let offset = 0; offset < source.length; offset++) source.line(offset, 100);
    expect(opened).toBe(2);
  });

  test("does not hold its text", async () => {
    const content = Buffer.from("class A {};\n".repeat(5000));
    const before = retainedHeap();
    const sources: ReadableSource[] = [];
    for (let count = 0; count < 200; count++) {
      const source = await openBytes(content);
      for (let chunk = await source.nextChunk(); chunk !== undefined; chunk = await source.nextChunk());
      source.locate(source.length);
      sources.push(source);
    }
    expect(retainedHeap() - before).toBeGreaterThan(200 * content.length);
    for (const source of sources) source.close();
    expect(retainedHeap() - before).toBeLessThan(10 * content.length);
    expect(sources.map((source) => source.length)).toContain(content.length);
  });
});
