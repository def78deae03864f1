import { resolve } from "node:path";
import { defaultMaximumShown } from "../diagnostics/collector.ts";
import { createDiagnostic } from "../diagnostics/create.ts";
import { createDiagnosticWriter } from "../diagnostics/formats/index.ts";
import type { JsonDiagnostic } from "../diagnostics/formats/json.ts";
import { printable } from "../diagnostics/formats/printable.ts";
import { defaultFrameWidth } from "../diagnostics/formats/text.ts";
import type { Severities } from "../diagnostics/severities.ts";
import { reasonOf } from "../source/file-error.ts";
import { nodeFileHost } from "../source/node-file-host.ts";
import { wantsColor } from "./colors.ts";
import type { Command, CommandInput, OptionDefinitions } from "./command.ts";
import type { AtomicWork } from "./command-context.ts";
import { type Request, readCommandLine, typedMessageOptions } from "./command-line.ts";
import { CommandReport } from "./command-report.ts";
import { commands } from "./commands/index.ts";
import { type ExitCode, exitCodes, type InterruptionSignal } from "./exit-codes.ts";
import { describeFailure, diagnosticsOf, isAboutTarget } from "./failures.ts";
import { writeFile } from "./file-output.ts";
import { type CommandIo, columnsOf, isWatched, terminalSize } from "./io.ts";
import { type FoundProject, findProject, settingsFor, withSettings } from "./project-settings.ts";
import { Reporter } from "./reporter.ts";
import { readSeverities } from "./severity-option.ts";
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
  let severities: Severities = {};
  let project: FoundProject = { configuration: undefined, warnings: [] };
  try {
    // `mofkit help compile` is what fingers type.
    request = await readCommandLine(commands, argv[0] === "help" ? [...argv.slice(1), "--help"] : argv, columnsOf(io));
    if (request.kind === "run") {
      const options = request.input.options as GlobalValues;
      severities = readSeverities(options.severity, request.command.name);
      if (!request.command.ignoresProject) project = await findProject(options, severities);
    }
  } catch (error) {
    const typed = typedMessageOptions(commands, argv);
    const { reporter } = await reporting(typed, {}, io, messages);
    return endReport(reporter, io, reportFailure(error, reporter, io, messages, typed.verbose));
  }
  if (request.kind === "run") {
    const { command, input } = request;
    const asked = { command, input, severities, project };
    const path = (input.options as GlobalValues)["error-output"];
    if (path === undefined) return run(asked, io, output, messages);
    return runWithMessageFile(path, io, messages, (file) => run(asked, io, output, messages, { path, output: file }));
  }
  if (request.kind === "nothing") {
    messages.write(request.help);
    return exitCodes.usage;
  }
  output.write(request.kind === "version" ? `${version}\n` : request.text);
  const { reporter } = await reporting({}, {}, io, messages);
  return finishOutput(output, reporter, exitCodes.success);
}

/** Where messages go in place of standard error. */
interface MessageFile {
  readonly path: string;
  readonly output: TextOutput;
}

/** Runs a command that writes its messages to a file. That this fails can only be told on standard error. */
async function runWithMessageFile(
  path: string,
  io: CommandIo,
  messages: TextOutput,
  work: (file: TextOutput) => Promise<ExitCode>,
): Promise<ExitCode> {
  let code: ExitCode = exitCodes.failure;
  let hasBegun = false;
  try {
    await writeFile(path, async (file) => {
      hasBegun = true;
      code = await work(file);
    });
    return code;
  } catch (error) {
    const { reporter } = await reporting({}, {}, io, messages);
    const failure = reportFailure(error, reporter, io, messages, false);
    messages.write(hasBegun ? "the work itself has ended, and only its messages are missing\n" : "nothing was done\n");
    return endReport(reporter, io, failure);
  }
}

/** A command that is to run, with what its command line and the project file say. */
interface Asked {
  readonly command: Command;
  readonly input: CommandInput<OptionDefinitions>;
  /** What `--severity` sets. */
  readonly severities: Severities;
  readonly project: FoundProject;
}

async function run(
  { command, input, severities: given, project }: Asked,
  io: CommandIo,
  output: TextOutput,
  messages: TextOutput,
  file?: MessageFile,
): Promise<ExitCode> {
  const { configuration: config, warnings } = project;
  const settings = settingsFor(config, input.options as GlobalValues);
  const global = withSettings(input.options as GlobalValues, settings);
  const severities: Severities = { ...settings?.load.severities, ...given };
  const commandLine = { global: input.options as GlobalValues, severities: given };
  const report = new CommandReport(command, global, output);
  const { reporter, status } = await reporting(global, severities, io, messages, report.onShown, file?.output);
  const note = (text: string) => {
    status.clear();
    if (!global.quiet && reporter.allowsNotes) messages.write(`${text}\n`);
  };
  report.begin();
  // Results on the same terminal show themselves how far it is.
  if (io.stdoutIsTerminal) output.beforeFirst(() => status.end());
  const turns = new Turns(io.signal);
  const work: AtomicWork = {};
  let code: ExitCode;
  try {
    warnings.forEach(reporter.report);
    const context = {
      io,
      host: nodeFileHost,
      global,
      config,
      commandLine,
      severities,
      output,
      json: report.json,
      lines: report.lines,
      reporter,
      status,
      turns,
      note,
      work,
      commands,
    };
    code = await command.run(context, input);
  } catch (error) {
    code = reportFailure(error, reporter, io, messages, global.verbose);
    // After a bug of ours nobody knows.
    const isKnown = diagnosticsOf(error) !== undefined;
    if (command.isAtomic && isKnown && code === exitCodes.failure) note(describeFailure(work));
  }
  report.end(reporter, code);
  const finished = await finishOutput(output, reporter, code);
  if (command.isAtomic && code === exitCodes.success && finished !== code) {
    note("the work itself is done, and only what was to be told of it is missing");
  }
  code = finished;
  status.clear();
  if (file !== undefined && reporter.errors + reporter.warnings > 0)
    note(`the messages are in ${printable(file.path)}`);
  return endReport(reporter, io, code);
}

/** Ends what is said of a run. */
function endReport(reporter: Reporter, io: CommandIo, exitCode: ExitCode): ExitCode {
  // Errors in a source and differences are what was looked for; everything else kept the command from its work.
  const { success, source, difference } = exitCodes;
  const successful = exitCode === success || exitCode === source || exitCode === difference;
  reporter.end({ successful, exitCode, ...(io.signal.aborted && { signal: String(io.signal.reason) }) });
  return exitCode;
}

/** Writes out what is still on its way; a result that could not be written is a failure. */
async function finishOutput(output: TextOutput, reporter: Reporter, code: ExitCode): Promise<ExitCode> {
  await output.flush();
  if (!output.failure) return code;
  const reason = reasonOf(output.failure);
  reporter.report(createDiagnostic("output-failed", { target: "standard output", reason }));
  return exitCodes.failure;
}

async function reporting(
  global: Partial<GlobalValues>,
  severities: Severities,
  io: CommandIo,
  messages: TextOutput,
  onShown?: (diagnostic: JsonDiagnostic) => void,
  file?: TextOutput,
): Promise<{ reporter: Reporter; status: StatusLine }> {
  const format = global["error-format"] ?? "text";
  const width = columnsOf(io) ?? defaultFrameWidth;
  // A document that is watched while it comes would have progress within it.
  const mayTell = file !== undefined || format !== "sarif";
  const size = () => terminalSize(io, defaultFrameWidth);
  const status = new StatusLine(messages, isWatched(io) && !global.quiet && mayTell, size);
  // In a workflow, paths are told from the checkout, wherever in it the command runs.
  const checkout = format === "github" ? io.environment.GITHUB_WORKSPACE : undefined;
  const folder = resolve(checkout ?? ".");
  const writer = await createDiagnosticWriter(format, {
    // A file has neither the colours nor the width of the terminal that happens to be there when it is written.
    color: file === undefined ? wantsColor(global.color, io) : global.color === "always",
    width: file === undefined ? width : defaultFrameWidth,
    folder,
    version,
  });
  const reporter = new Reporter(file ?? messages, status, writer, {
    format,
    apart: file !== undefined,
    quiet: global.quiet ?? false,
    severities,
    warningsAsErrors: global["warnings-as-errors"] ?? false,
    limit: global["max-errors"] ?? defaultMaximumShown,
    onShown,
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
    const signal = io.signal.reason as InterruptionSignal;
    reporter.report(createDiagnostic("interrupted", { signal, unchanged: "nothing was changed" }));
    return exitCodes[signal];
  }
  if (error instanceof UsageError) {
    error.diagnostics.forEach(reporter.report);
    return exitCodes.usage;
  }
  const diagnostics = diagnosticsOf(error);
  if (diagnostics !== undefined) {
    diagnostics.forEach(reporter.report);
    if (verbose && reporter.allowsNotes && error instanceof Error && error.cause instanceof Error) {
      messages.write(`  cause: ${printable(error.cause.message)}\n`);
    }
    return isAboutTarget(error) ? exitCodes.usage : exitCodes.failure;
  }
  const message = error instanceof Error ? error.message : String(error);
  reporter.report(createDiagnostic("internal-error", { message }));
  if (verbose && reporter.allowsNotes && error instanceof Error) messages.write(`${error.stack}\n`);
  return exitCodes.failure;
}
