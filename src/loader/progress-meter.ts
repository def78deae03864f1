import { resolve } from "node:path";
import type { Declaration } from "../ast/nodes.ts";
import { foldName } from "../cim/names.ts";
import { includeCandidates, includedPath } from "../include/find-include.ts";
import { stringArgument } from "../include/include-pragma.ts";
import type { FileHost } from "../source/file-host.ts";
import type { ReadableSource } from "../source/readable-source.ts";
import { SourceError } from "../source/source-error.ts";
import type { LoadInput, LoadProgress } from "./load-options.ts";

/** A source that is being read. */
interface OpenSource {
  readonly source: ReadableSource;
  /** Whether all of it has been parsed, so that everything is known that it includes. */
  isRead: boolean;
}

/**
 * Measures how far a load has come and how much there is to load, which is known of inputs before and of included files when the
 * pragma is parsed. The sizes of the 1,634 files of CIM 2.49 are asked for in 15 ms, and only where somebody listens.
 */
export class ProgressMeter {
  readonly #host: FileHost;
  #phase: LoadProgress["phase"] = "reading";
  #files = 0;
  #declarations = 0;
  #file = "";
  #knownFiles = 0;
  #knownBytes = 0;
  /** Whether there is an input whose size nobody knows. */
  #isEndless = false;
  #hasIncludes = false;
  /** How many inputs and included files have not been parsed to their end, and may include more. */
  #unread = 0;
  /** The one that includes the others comes first. */
  readonly #open: OpenSource[] = [];
  #closedBytes = 0;

  constructor(host: FileHost) {
    this.#host = host;
  }

  /** Takes note of what is to be loaded. */
  expect(inputs: readonly LoadInput[]): void {
    for (const input of inputs) {
      switch (input.kind) {
        case "file":
          for (const { path } of input.parts ?? [input]) this.#expectInput(this.#sizeOf(path));
          break;
        case "text":
          this.#expectInput(input.text.length);
          break;
        case "standard-input":
          this.#expectInput(0);
          this.#isEndless = true;
      }
    }
  }

  #expectInput(bytes: number): void {
    this.#expectOne(bytes);
    this.#unread++;
  }

  /**
   * @param isInput whether it was expected and is not included
   * @returns how many were begun before
   */
  begin(source: ReadableSource, isInput: boolean): number {
    this.#file = source.name;
    if (!isInput) this.#unread++;
    this.#open.push({ source, isRead: false });
    return this.#files++;
  }

  /**
   * Takes note of declarations that are parsed and not loaded yet.
   *
   * @param isLast whether they are the last ones of the source
   * @param folders where included files are looked for beside the folder of the source
   */
  parsed(declarations: readonly Declaration[], isLast: boolean, folders: readonly string[] = []): void {
    const current = this.#open.at(-1) as OpenSource;
    for (const declaration of declarations) {
      if (declaration.kind !== "Pragma" || foldName(declaration.name.name) !== "include") continue;
      const argument = stringArgument(declaration);
      if (!argument) continue;
      this.#hasIncludes = true;
      const candidates = includeCandidates(includedPath(argument), current.source, { folders });
      const path = candidates.find((candidate) => this.#statusOf(candidate.path))?.path;
      this.#expectOne(path === undefined ? 0 : this.#sizeOf(path));
    }
    if (isLast) this.#readToEnd(current);
  }

  loaded(declarations: number, file: string): void {
    this.#declarations += declarations;
    this.#file = file;
  }

  /** The source that was begun last is closed. */
  end(): void {
    const current = this.#open.pop() as OpenSource;
    this.#closedBytes += current.source.bytes;
    // It may have failed before its end.
    this.#readToEnd(current);
  }

  /** All is loaded and is now made to last. */
  store(): void {
    this.#phase = "storing";
  }

  get now(): LoadProgress {
    const isKnown = !this.#isEndless && (!this.#hasIncludes || this.#unread === 0);
    return {
      phase: this.#phase,
      files: this.#files,
      declarations: this.#declarations,
      file: this.#file,
      bytes: this.#open.reduce((sum, { source }) => sum + source.bytes, this.#closedBytes),
      ...(isKnown && { total: { files: this.#knownFiles, bytes: this.#knownBytes } }),
    };
  }

  #readToEnd(source: OpenSource): void {
    if (!source.isRead) this.#unread--;
    source.isRead = true;
  }

  #expectOne(bytes: number): void {
    this.#knownFiles++;
    this.#knownBytes += bytes;
  }

  #sizeOf(path: string): number {
    return this.#statusOf(resolve(path))?.size ?? 0;
  }

  #statusOf(path: string): ReturnType<FileHost["status"]> {
    try {
      return this.#host.status(path);
    } catch (error) {
      // Opening it says why it cannot be read.
      if (error instanceof SourceError) return undefined;
      throw error;
    }
  }
}
