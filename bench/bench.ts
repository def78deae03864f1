/**
 * `npm run bench`: measures mofkit, each figure next to one that it can be compared with, in the same run. `--help` tells the sections and
 * options, README.md what is measured; `harness/section.ts` says how a section is written.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateSchema } from "./generate-schema.ts";
import { checkOut, resolveRevision, workingTree } from "./harness/checkout.ts";
import { compareSection } from "./harness/compare.ts";
import { describeMachine, machineLine, revisionOf } from "./harness/machine.ts";
import { helpText, type Options, parseOptions, UsageError } from "./harness/options.ts";
import { Progress } from "./harness/progress.ts";
import { publish } from "./harness/publish.ts";
import { keptFolder, latestFolder, Recorder, writeResults } from "./harness/results.ts";
import { type RunContext, runSection } from "./harness/run.ts";
import { RunFailed } from "./harness/section.ts";
import { row } from "./harness/table.ts";
import { type Judgement, judgementCells, schemas as schemaNames } from "./harness/targets.ts";
import { sections } from "./sections.ts";

const print = (line: string) => process.stdout.write(`${line}\n`);

function complain(message: string, hint?: string): void {
  process.stderr.write(`error: ${message}\n${hint === undefined ? "" : `  hint: ${hint}\n`}`);
}

function printTargets(judgements: readonly Judgement[]): void {
  if (judgements.length === 0) return;
  print(`\n${row("targets", "", "", "measured", "limit", "")}`);
  for (const judgement of judgements) {
    const [what, measured, limit, verdict] = judgementCells(judgement);
    print(row(what.padEnd(64), measured, limit.padStart(18), verdict.padStart(9)));
  }
}

/** Measures the sections one after another; one that fails does not keep the others from running. */
async function measure(options: Options, context: RunContext): Promise<number> {
  const { progress } = context;
  const machine = describeMachine();
  const revision = revisionOf(workingTree.root);
  const judgements: Judgement[] = [];
  let status = 0;
  for (const section of options.sections) {
    const recorder = new Recorder(section.name, print);
    let isWhole = true;
    try {
      await runSection(section, workingTree, context, recorder);
    } catch (error) {
      if (!(error instanceof RunFailed)) throw error;
      complain(`section ${section.name} ended early: ${error.message}`);
      isWhole = false;
      status = 1;
    }
    const results = recorder.results({ machine, revision, settings: options.settings });
    judgements.push(...results.targets);
    writeResults(latestFolder, results);
    if (options.keep && isWhole) writeResults(keptFolder, results);
  }
  progress.clear();
  printTargets(judgements);
  process.stderr.write(`results: ${options.keep ? keptFolder : latestFolder}\n`);
  return status;
}

/** Compares the working tree with a revision, which is checked out and built in a folder of its own and removed in the end. */
async function compare(options: Options, revision: string, commit: string, context: RunContext): Promise<number> {
  const { folder, progress, signal } = context;
  const name = revision === commit ? commit.slice(0, 12) : `${revision} (${commit.slice(0, 12)})`;
  const before = await checkOut(
    name,
    commit,
    join(folder, "revision"),
    (what) => process.stderr.write(`${what}\n`),
    signal,
  );
  try {
    print(`before: ${name}; after: ${workingTree.name}; ${options.settings.rounds} rounds, in turn`);
    for (const section of options.sections) {
      const recorder = new Recorder(section.name, print);
      await compareSection(section, [before, workingTree], context, recorder, print);
    }
    return 0;
  } finally {
    progress.clear();
    before.remove();
  }
}

async function main(words: readonly string[]): Promise<number> {
  const options = parseOptions(words, sections);
  if (options.help) {
    process.stdout.write(helpText(sections));
    return 0;
  }
  if (options.publish) {
    const written = publish(keptFolder);
    if (written.length === 0) throw new UsageError("no results are kept", "`npm run bench -- --keep` keeps them");
    for (const path of written) print(`wrote ${path}`);
    return 0;
  }
  const commit = options.compare === undefined ? undefined : resolveRevision(options.compare);
  if (options.compare !== undefined && commit === undefined) {
    throw new UsageError(
      `there is no revision \`${options.compare}\``,
      "a commit, branch or tag of this repository is needed",
    );
  }
  const interruption = new AbortController();
  let interruptedBy: NodeJS.Signals | undefined;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      interruptedBy ??= signal;
      interruption.abort();
    });
  }
  const folder = mkdtempSync(join(tmpdir(), "mofkit-bench-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // The package that starts PostgreSQL ends the process itself on a signal.
  process.once("exit", remove);
  const { settings } = options;
  const factor = commit === undefined ? 1 : 2;
  const progress = new Progress(options.sections.map((section) => section.seconds(settings) * factor));
  try {
    print(machineLine(describeMachine()));
    const schemas = new Map([[schemaNames.generated as string, generateSchema(join(folder, "schema"))]]);
    if (settings.cim === undefined) {
      print(`CIM 2.49 is not measured, a generated schema stands in: --cim FILE names the file that includes it`);
    } else schemas.set(schemaNames.cim, settings.cim);
    const context: RunContext = { settings, folder, schemas, signal: interruption.signal, progress };
    return commit === undefined || options.compare === undefined
      ? await measure(options, context)
      : await compare(options, options.compare, commit, context);
  } catch (error) {
    if (interruptedBy === undefined) throw error;
    progress.clear();
    complain("interrupted");
    return interruptedBy === "SIGINT" ? 130 : interruptedBy === "SIGTERM" ? 143 : 129;
  } finally {
    remove();
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) {
    complain(error.message, error.hint);
    process.exitCode = 2;
  } else if (error instanceof RunFailed) {
    complain(error.message);
    process.exitCode = 1;
  } else throw error;
}
