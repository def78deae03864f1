import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";

/** Works on the rows of a repository. */
const storeWorker = "store-worker.ts";

/** A process that works on a repository file. */
export class Worker {
  readonly process: ChildProcess;
  readonly lines: string[] = [];
  readonly #reader: Interface;
  readonly #exit: Promise<number | null>;
  errors = "";

  /** @param options `script`: the program, of this folder, that works on the file; the one for rows by default */
  constructor(
    parameters: readonly string[],
    options: { readonly cwd: string; readonly command?: readonly string[]; readonly script?: string },
  ) {
    const script = join(import.meta.dirname, options.script ?? storeWorker);
    const [command = process.execPath, ...before] = [...(options.command ?? []), process.execPath];
    this.process = spawn(command, [...before, script, ...parameters], { cwd: options.cwd, stdio: "pipe" });
    this.#reader = createInterface({ input: this.process.stdout as NodeJS.ReadableStream });
    this.#reader.on("line", (line) => this.lines.push(line));
    this.process.stderr?.on("data", (text) => {
      this.errors += text;
    });
    this.#exit = new Promise((resolve) => this.process.once("close", resolve));
  }

  /** Waits until the process says a word. */
  async says(word: string): Promise<void> {
    if (this.lines.includes(word)) return;
    await new Promise<void>((resolve, reject) => {
      const listen = (line: string) => {
        if (line !== word) return;
        this.#reader.off("line", listen);
        resolve();
      };
      this.#reader.on("line", listen);
      this.#exit.then(() =>
        reject(new Error(`the process ended without ${word}: ${this.lines.join(" ")}${this.errors}`)),
      );
    });
  }

  /** Waits for the end, after ending its standard input; gives its exit code. */
  async end(): Promise<number | null> {
    this.process.stdin?.end();
    return this.#exit;
  }

  async kill(): Promise<void> {
    this.process.kill("SIGKILL");
    await this.#exit;
  }

  /** What it said last. */
  get last(): string {
    return this.lines.at(-1) ?? this.errors;
  }
}
