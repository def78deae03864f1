import { createDiagnostic } from "../../diagnostics/create.ts";
import { printable } from "../../diagnostics/formats/printable.ts";
import type { LoadReport } from "../../loader/load-options.ts";
import type { WbemConnection } from "../../wbem/connection.ts";
import { diagnosticsOf } from "../failures.ts";
import type { CommandIo } from "../io.ts";
import { progressOn } from "../load-progress.ts";
import type { StatusLine } from "../status-line.ts";
import { usageError } from "../usage.ts";
import { PhasedFindings } from "./findings.ts";
import type { CompilePlan } from "./plan.ts";
import { repositoryOf } from "./repository.ts";
import { standardClassesOf } from "./standard-classes.ts";
import { isStandardNamespace } from "./standard-namespaces.ts";
import { switchesIn } from "./switch-list.ts";
import { checkSyntax } from "./syntax-check.ts";
import type { Transcript } from "./transcript.ts";

/** What a compile works with. */
export interface Workplace {
  readonly io: CommandIo;
  readonly transcript: Transcript;
  readonly status: StatusLine;
}

/**
 * Compiles a file into a repository and returns the exit code: 3 where the text is wrong, 1 where it cannot be stored. It is
 * one transaction, so a failure leaves the repository as it was.
 */
export async function compile(plan: CompilePlan, place: Workplace): Promise<number> {
  const { io, transcript } = place;
  transcript.parsing();
  if (plan.storesNothing) return compileNothing(plan, place);
  const found = new PhasedFindings();
  let loaded: Loaded;
  try {
    loaded = await loadInto(await repositoryOf(plan.target, io), plan, found, place);
  } catch (error) {
    const failures = io.signal.aborted ? undefined : diagnosticsOf(error);
    if (failures === undefined) throw error;
    // As documented what is wrong with the text is said first, and then alone.
    const { syntaxErrors } = await checkSyntax(plan.file, io);
    if (syntaxErrors.shown.length > 0) return transcript.syntaxErrors(syntaxErrors);
    transcript.parsed();
    return transcript.storeErrors({ shown: failures, hidden: 0 });
  }
  const { report, isMaster } = loaded;
  if (isMaster && found.syntaxErrors.shown.length === 0) {
    throw usageError("split-without-outputs", { path: plan.file });
  }
  if (!report.committed) return transcript.failed(found);
  transcript.parsed();
  transcript.storing();
  transcript.warnings(found.warnings);
  warnOfUse(plan, report, transcript);
  return transcript.done();
}

/** `-class:createonly -class:updateonly`: the text is judged, and that is all. */
async function compileNothing({ file }: CompilePlan, { io, transcript }: Workplace): Promise<number> {
  const { syntaxErrors } = await checkSyntax(file, io);
  if (syntaxErrors.shown.length > 0) return transcript.syntaxErrors(syntaxErrors);
  transcript.parsed();
  transcript.warn(createDiagnostic("modes-exclude-each-other", {}));
  return transcript.done();
}

interface Loaded {
  readonly report: LoadReport;
  /** The file is to be split and not to be stored: it has a `#pragma amendment`. */
  readonly isMaster: boolean;
}

async function loadInto(
  repository: string,
  plan: CompilePlan,
  found: PhasedFindings,
  { io, status }: Workplace,
): Promise<Loaded> {
  const { openConnection } = await import("../../open.ts");
  const { load } = await import("../../loader/load.ts");
  let isMaster = false;
  const { signal } = io;
  const connection: WbemConnection = await openConnection(repository, { access: "write", dialect: "wmi", signal });
  try {
    const report = await load(connection, [{ kind: "file", path: plan.file }], {
      namespace: plan.target.namespace,
      prelude: await standardClassesOf(plan.target.namespace, connection),
      classFlags: plan.classFlags,
      instanceFlags: plan.instanceFlags,
      createNamespaces: isStandardNamespace,
      autorecover: plan.autorecover,
      severities: { "amendment-not-split": "error" },
      onDiagnostic(diagnostic) {
        if (diagnostic.code === "amendment-not-split") isMaster = true;
        else found.report(diagnostic);
      },
      onProgress: progressOn(status),
      signal,
    });
    return { report, isMaster };
  } finally {
    status.clear();
    await connection.close();
  }
}

/** Says what a compile that went well leaves to be known. */
function warnOfUse(plan: CompilePlan, { recoveryFiles }: LoadReport, transcript: Transcript): void {
  const { credentials, modes, autorecover, file } = plan;
  if (credentials.length > 0) {
    transcript.warn(createDiagnostic("credentials-not-used", switchesIn(credentials)));
  }
  if (autorecover && modes.length > 0) {
    transcript.warn(createDiagnostic("modes-not-recovered", switchesIn(modes)));
  }
  if (recoveryFiles.length === 0) {
    transcript.line(`WARNING: File ${printable(file)} does not contain #PRAGMA AUTORECOVER.`);
    transcript.line("What it declares will be missing when the repository is rebuilt from its recovery files.");
    transcript.line("To have it compiled again then, put #pragma autorecover on the first line of the file.");
  }
}
