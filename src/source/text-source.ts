import type { ReadableSource } from "./readable-source.ts";
import { SegmentedText } from "./segmented-text.ts";
import type { Position, SourceLine } from "./types.ts";

/**
 * A source of text that is at hand, such as MOF in a string or in an editor. It comes as one chunk.
 *
 * @example sourceFromText("class A {};", "example.mof").locate(6) // { line: 1, column: 7 }
 */
export function sourceFromText(text: string, name = "<text>", path?: string): ReadableSource {
  return new TextSource(text, name, path);
}

class TextSource implements ReadableSource {
  readonly name: string;
  declare readonly path?: string;
  readonly encoding = "utf-8";
  readonly encodingProblem = undefined;
  private readonly text: SegmentedText;
  private readonly whole: string;
  private chunk: string | undefined;

  constructor(text: string, name: string, path: string | undefined) {
    this.name = name;
    if (path !== undefined) this.path = path;
    this.text = new SegmentedText(() => text, Number.POSITIVE_INFINITY);
    this.text.append(text);
    this.whole = text;
    this.chunk = text === "" ? undefined : text;
  }

  get length(): number {
    return this.text.length;
  }

  get bytes(): number {
    return this.chunk === undefined ? this.length : 0;
  }

  async nextChunk(): Promise<string | undefined> {
    const { chunk } = this;
    this.chunk = undefined;
    return chunk;
  }

  takeWhole(longest: number): string | undefined {
    const { chunk } = this;
    if (chunk === undefined || chunk.length > longest) return undefined;
    this.chunk = undefined;
    return chunk;
  }

  async again(): Promise<ReadableSource> {
    return new TextSource(this.whole, this.name, this.path);
  }

  locate(offset: number): Position {
    return this.text.locate(offset);
  }

  line(offset: number, width: number): SourceLine {
    return this.text.line(offset, width);
  }

  close(): void {
    this.chunk = undefined;
  }
}
