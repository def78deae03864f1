import { defaultMaximumShown } from "../diagnostics/collector.ts";
import { createDiagnostic } from "../diagnostics/create.ts";
import { printable } from "../diagnostics/formats/printable.ts";
import { defaultFrameWidth } from "../diagnostics/formats/text.ts";
import { reasonOf } from "../source/file-error.ts";
import { wantsColor } from "./colors.ts";
import type { Command, CommandInput, OptionDefinitions } from "./command.ts";
import { type Request, readCommandLine } from "./command-line.ts";
import { commands } from "./commands/index.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import { diagnosticsOf } from "./failures.ts";
import { type CommandIo, columnsOf } from "./io.ts";
import { JsonWriter } from "./json-writer.ts";
import { reportVersion } from "./report.ts";
import { Reporter } from "./reporter.ts";
import type { GlobalValues } from "./shared-options.ts";
import { StatusLine } from "./status-line.ts";
import { resultPieceLength, TextOutput } from "./text-output.ts";
import { Turns } from "./turns.ts";
import { UsageError } from "./usage.ts";
import { version } from "./version.ts";

/** Runs a command line; see `main`. */
export async function runCommandLine(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  const output = new TextOutput(io.stdout, resultPieceLength);
  const messages = new TextOutput(io.stderr, 0);
  const code = await answer(argv, io, output, messages);
  await messages.flush();
  return code;
}

async function answer(
  argv: readonly string[],
  io: CommandIo,
  output: TextOutput,
  messages: TextOutput,
): Promise<ExitCode> {
  let request: Request;
  try {
    // `mofkit help compile` is what fingers type.
    request = await readCommandLine(commands, argv[0] === "help" ? [...argv.slice(1), "--help"] : argv, columnsOf(io));
  } catch (error) {
    // The options are not known yet, so the two that matter here are looked up as they were typed.
    const format = /(^|\s)--error-format[= ]json(\s|$)/.test(argv.join(" ")) ? "json" : "text";
    const verbose = argv.includes("--verbose") || argv.includes("-v");
    const { reporter } = reporting({ "error-format": format, verbose }, io, messages);
    return reportFailure(error, reporter, io, messages, verbose);
  }
  if (request.kind === "run") return run(request.command, request.input, io, output, messages);
  if (request.kind === "nothing") {
    messages.write(request.help);
    return exitCodes.usage;
  }
  output.write(request.kind === "version" ? `${version}\n` : request.text);
  return finishOutput(output, reporting({}, io, messages).reporter, exitCodes.success);
}

async function run(
  command: Command,
  input: CommandInput<OptionDefinitions>,
  io: CommandIo,
  output: TextOutput,
  messages: TextOutput,
): Promise<ExitCode> {
  const global = input.options as GlobalValues;
  const json = global.json || command.alwaysJson ? new JsonWriter(output) : undefined;
  const { reporter, status } = reporting(global, io, messages, json !== undefined);
  const note = (text: string) => {
    status.clear();
    if (!global.quiet && global["error-format"] !== "json") messages.write(`${text}\n`);
  };
  json?.open("object");
  json?.member("version", reportVersion);
  json?.member("command", command.name);
  const turns = new Turns(io.signal);
  let code: ExitCode;
  try {
    code = await command.run({ io, global, output, json, reporter, status, turns, note, commands }, input);
  } catch (error) {
    code = reportFailure(error, reporter, io, messages, global.verbose);
    // After a bug of ours nobody knows.
    const isKnown = diagnosticsOf(error) !== undefined;
    if (command.isAtomic && isKnown && code === exitCodes.failure) note("nothing was changed");
  }
  json?.closeTo(1);
  json?.member("diagnostics", reporter.kept);
  json?.member("exitCode", code);
  json?.close();
  code = await finishOutput(output, reporter, code);
  status.clear();
  reporter.tellHidden();
  return code;
}

/** Writes out what is still on its way; a result that could not be written is a failure. */
async function finishOutput(output: TextOutput, reporter: Reporter, code: ExitCode): Promise<ExitCode> {
  await output.flush();
  if (!output.failure) return code;
  const reason = reasonOf(output.failure);
  reporter.report(createDiagnostic("output-failed", { target: "standard output", reason }));
  return exitCodes.failure;
}

function reporting(
  global: Partial<GlobalValues>,
  io: CommandIo,
  messages: TextOutput,
  keep = false,
): { reporter: Reporter; status: StatusLine } {
  const columns = columnsOf(io) ?? defaultFrameWidth;
  const status = new StatusLine(messages, io.stderrIsTerminal && !global.quiet, columns);
  const reporter = new Reporter(messages, status, {
    format: global["error-format"] ?? "text",
    color: wantsColor(global.color, io),
    width: columns,
    quiet: global.quiet ?? false,
    warningsAsErrors: global["warnings-as-errors"] ?? false,
    limit: global["max-errors"] ?? defaultMaximumShown,
    keep,
  });
  return { reporter, status };
}

/** Says what made a command fail, as far as the user can do something about it, and picks the exit code. */
function reportFailure(
  error: unknown,
  reporter: Reporter,
  io: CommandIo,
  messages: TextOutput,
  verbose: boolean,
): ExitCode {
  if (io.signal.aborted) {
    const signal = io.signal.reason as "SIGINT" | "SIGTERM";
    reporter.report(createDiagnostic("interrupted", { signal }));
    return exitCodes[signal];
  }
  if (error instanceof UsageError) {
    error.diagnostics.forEach(reporter.report);
    return exitCodes.usage;
  }
  const diagnostics = diagnosticsOf(error);
  if (diagnostics !== undefined) {
    diagnostics.forEach(reporter.report);
    if (verbose && error instanceof Error && error.cause instanceof Error) {
      messages.write(`  cause: ${printable(error.cause.message)}\n`);
    }
    return exitCodes.failure;
  }
  const message = error instanceof Error ? error.message : String(error);
  reporter.report(createDiagnostic("internal-error", { message }));
  if (verbose && error instanceof Error) messages.write(`${error.stack}\n`);
  return exitCodes.failure;
}
