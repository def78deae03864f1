import { createDiagnostic } from "../../diagnostics/create.ts";
import { defaultFrameWidth } from "../../diagnostics/formats/text.ts";
import { reasonOf } from "../../source/file-error.ts";
import { exitCodes, type InterruptionSignal } from "../exit-codes.ts";
import { diagnosticsOf } from "../failures.ts";
import { type CommandIo, columnsOf, isWatched, terminalSize } from "../io.ts";
import { StatusLine } from "../status-line.ts";
import { TextOutput } from "../text-output.ts";
import { UsageError } from "../usage.ts";
import { version } from "../version.ts";
import { helpText } from "./help.ts";
import { failureText } from "./messages.ts";
import { type Plan, planOf } from "./plan.ts";
import { readSwitches } from "./read-switches.ts";
import { Transcript } from "./transcript.ts";

/**
 * Runs a command line of `mofcomp`, `argv` without the executable, and returns its exit code: 0 good, 1 not stored, 2 wrong
 * switches, 3 wrong syntax, 129, 130 and 143 for a signal. Everything it says goes to standard output, but a line of progress.
 *
 * @example await mofcomp(["-N:root\\cimv2", "tree.mof"], io) // 0
 */
export async function mofcomp(argv: readonly string[], io: CommandIo): Promise<number> {
  const output = new TextOutput(io.stdout, 0);
  output.write(
    `mofkit MOF compiler version ${version}\nTakes the switches of mofcomp.exe; \`mofcomp /?\` lists them.\n`,
  );
  const code = await answer(argv, io, output);
  await output.flush();
  if (!output.failure) return code;
  const { message } = createDiagnostic("output-failed", {
    target: "standard output",
    reason: reasonOf(output.failure),
  });
  const messages = new TextOutput(io.stderr, 0);
  messages.write(`${message}\n`);
  await messages.flush();
  return exitCodes.failure;
}

async function answer(argv: readonly string[], io: CommandIo, output: TextOutput): Promise<number> {
  try {
    if (argv.length === 0) {
      output.write(helpText(columnsOf(io) ?? defaultFrameWidth));
      return exitCodes.usage;
    }
    return await run(planOf(readSwitches(argv)), io, output);
  } catch (error) {
    return reportFailure(error, io, output);
  }
}

async function run(plan: Plan, io: CommandIo, output: TextOutput): Promise<number> {
  if (plan.kind === "help") {
    output.write(helpText(columnsOf(io) ?? defaultFrameWidth));
    return exitCodes.success;
  }
  const transcript = new Transcript(output, io, "file" in plan ? plan.file : "");
  switch (plan.kind) {
    case "binary": {
      const code = plan.switch === "B" ? "binary-mof-not-written" : "binary-mof-not-extracted";
      return transcript.storeErrors({ shown: [createDiagnostic(code, {})], hidden: 0 });
    }
    case "check": {
      const { checkSyntax } = await import("./syntax-check.ts");
      transcript.parsing();
      const { syntaxErrors, warnings } = await checkSyntax(plan.file, io);
      transcript.warnings(warnings);
      if (syntaxErrors.shown.length > 0) return transcript.syntaxErrors(syntaxErrors);
      transcript.parsed();
      return exitCodes.success;
    }
    case "split": {
      const { split } = await import("./split.ts");
      return split(plan, transcript);
    }
    case "compile": {
      const { compile } = await import("./compile.ts");
      const size = () => terminalSize(io, defaultFrameWidth);
      const status = new StatusLine(new TextOutput(io.stderr, 0), isWatched(io), size);
      return compile(plan, { io, transcript, status });
    }
  }
}

/** Says what made mofcomp fail beside the text and the repository, and picks the exit code. */
function reportFailure(error: unknown, io: CommandIo, output: TextOutput): number {
  if (io.signal.aborted) {
    const signal = io.signal.reason as InterruptionSignal;
    output.write(`${createDiagnostic("interrupted", { signal, unchanged: "nothing was changed" }).message}\n`);
    return exitCodes[signal];
  }
  const message = error instanceof Error ? error.message : String(error);
  const found = error instanceof UsageError ? error.diagnostics : diagnosticsOf(error);
  const width = columnsOf(io) ?? defaultFrameWidth;
  for (const failure of found ?? [createDiagnostic("internal-error", { message })]) {
    output.write(failureText(failure, width));
  }
  if (!(error instanceof UsageError)) return exitCodes.failure;
  output.write("usage: mofcomp [switches] <MOF file>; `mofcomp /?` lists the switches\n");
  return exitCodes.usage;
}
