import { exitCodes, interruptionSignals } from "./exit-codes.ts";
import type { CommandIo } from "./io.ts";
import { tuneHeap } from "./tune-heap.ts";

/**
 * One Ctrl-C may come as several signals: the terminal sends one to each process, and `npm run` passes its own on. So many
 * milliseconds after the first one they are the same.
 */
const repetitionMilliseconds = 500;

/**
 * Interrupts once: the command rolls back and says so. A second time: the process ends at once, and who writes the repository next
 * rolls back and clears up.
 */
function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  let interrupted = 0;
  for (const signal of interruptionSignals) {
    process.on(signal, () => {
      if (!controller.signal.aborted) {
        interrupted = performance.now();
        controller.abort(signal);
      } else if (performance.now() - interrupted > repetitionMilliseconds) {
        process.exit(exitCodes[signal]);
      }
    });
  }
  return controller.signal;
}

/** Runs the command line of this process by the main function of its executable, and ends it. */
export async function runProcess(main: (argv: readonly string[], io: CommandIo) => Promise<number>): Promise<void> {
  tuneHeap();
  const code = await main(process.argv.slice(2), {
    stdout: process.stdout,
    stderr: process.stderr,
    environment: process.env,
    stdoutIsTerminal: process.stdout.isTTY === true,
    stderrIsTerminal: process.stderr.isTTY === true,
    // A terminal may get another width at any time.
    get columns() {
      return process.stdout.columns ?? process.stderr.columns;
    },
    get rows() {
      return process.stdout.rows ?? process.stderr.rows;
    },
    signal: interruptSignal(),
  });
  // Not left to an empty event loop: standard input that was not read to its end would keep the process waiting.
  process.exit(code);
}
