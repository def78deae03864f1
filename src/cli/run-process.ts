import type { CommandIo } from "./io.ts";

/** Interrupts once: the command rolls back and says so. A second time: the process ends at once, which also rolls back. */
function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(signal === "SIGINT" ? 130 : 143);
      controller.abort(signal);
    });
  }
  return controller.signal;
}

/** Runs the command line of this process by the main function of its executable, and ends it. */
export async function runProcess(main: (argv: readonly string[], io: CommandIo) => Promise<number>): Promise<void> {
  const code = await main(process.argv.slice(2), {
    stdout: process.stdout,
    stderr: process.stderr,
    environment: process.env,
    stdoutIsTerminal: process.stdout.isTTY === true,
    stderrIsTerminal: process.stderr.isTTY === true,
    columns: process.stdout.columns ?? process.stderr.columns,
    signal: interruptSignal(),
  });
  // Not left to an empty event loop: standard input that was not read to its end would keep the process waiting.
  process.exit(code);
}
