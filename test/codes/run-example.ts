import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Example, wholeExample } from "../../src/codes/explanation.ts";
import type { FinishedRun } from "../support/run-mofkit.ts";
import { spawnMofkit, spawnScript } from "../support/spawn-mofkit.ts";
import { circumstances } from "./circumstances.ts";

/** Runs a program that uses mofkit as a library, which examples do with `node`. */
const programRunner = join(import.meta.dirname, "../support/run-program.ts");

/** What a command of an example did. */
export interface FinishedCommand {
  readonly commandLine: string;
  /** The exit code; `null` when a signal ended it. */
  readonly code: number | null;
  /** The codes that it reported. */
  readonly reported: readonly string[];
  readonly stderr: string;
}

/**
 * Runs examples, each in a folder of its own below `parent`. Nearly all command lines run in one process, one after another;
 * examples may be run at the same time, as some start processes of their own or wait.
 */
export class ExampleRunner {
  readonly #parent: string;
  #worker: ChildProcess | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(parent: string) {
    this.#parent = parent;
  }

  /** Runs the commands of an example one after another. */
  async run(example: Example): Promise<FinishedCommand[]> {
    const { files, commands, input, situation } = wholeExample(example);
    const folder = mkdtempSync(join(this.#parent, "example-"));
    for (const [path, content] of files) {
      const target = join(folder, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
    const finished: FinishedCommand[] = [];
    for (const [index, commandLine] of commands.entries()) {
      const isLast = index === commands.length - 1;
      const [executable, ...words] = splitCommandLine(commandLine);
      const argv = withJsonMessages(words);
      const run = async () => {
        if (executable === "mofcomp") return messagesOfMofcomp(await this.#runHere(folder, words, executable));
        if (executable === "node") return spawnScript(programRunner, words, { cwd: folder });
        if (isLast && situation !== undefined)
          return circumstances[situation]({ folder, argv, ...(input !== undefined && { input }) });
        if (isLast && input !== undefined) return spawnMofkit(argv, { cwd: folder, input });
        return this.#runHere(folder, argv);
      };
      const { code, stderr } = await run();
      finished.push({ commandLine, code, reported: reportedCodes(stderr), stderr });
    }
    return finished;
  }

  #runHere(folder: string, argv: readonly string[], executable = "mofkit"): Promise<FinishedRun> {
    const run = this.#last.then(async () => {
      this.#worker ??= fork(join(import.meta.dirname, "../support/example-worker.ts"), { execArgv: [] });
      const answer = once(this.#worker, "message");
      this.#worker.send({ folder, argv, executable });
      const [finished] = (await answer) as [FinishedRun];
      return finished;
    });
    this.#last = run;
    return run;
  }

  end(): void {
    this.#worker?.kill();
    this.#worker = undefined;
  }
}

/** The words of a command line, of which parts stand in single or double quotes, taken as they are. */
function splitCommandLine(commandLine: string): string[] {
  const words = commandLine.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? [];
  const [executable, ...rest] = words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, "$1$2"));
  if (executable === undefined || !["mofkit", "mofcomp", "node"].includes(executable))
    throw new Error(`no command line of mofkit: ${commandLine}`);
  return [executable, ...rest];
}

/** What mofcomp says of codes, which it does on standard output, as mofkit would on standard error. */
function messagesOfMofcomp({ code, stdout }: FinishedRun): FinishedRun {
  const codes = [...stdout.matchAll(/^ {2}code: ([a-z-]+)/gm)].map(([, name]) => JSON.stringify({ code: name }));
  return { code, stdout, stderr: codes.join("\n") };
}

function withJsonMessages(argv: readonly string[]): string[] {
  const option = "--error-format=json";
  const end = argv.indexOf("--");
  return end === -1 ? [...argv, option] : [...argv.slice(0, end), option, ...argv.slice(end)];
}

function reportedCodes(stderr: string): string[] {
  return stderr.split("\n").flatMap((line) => (line.startsWith("{") ? [JSON.parse(line).code as string] : []));
}
