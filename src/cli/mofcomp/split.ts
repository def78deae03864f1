import { createDiagnostic, diagnosticOf } from "../../diagnostics/create.ts";
import { printable } from "../../diagnostics/formats/printable.ts";
import type { SplitResult } from "../../localization/split-master.ts";
import { nodeFileHost } from "../../source/node-file-host.ts";
import { SourceError } from "../../source/source-error.ts";
import { CommandError } from "../command-error.ts";
import { writeFilesTogether } from "../file-set.ts";
import { refuseConflicts } from "../output-conflicts.ts";
import { usageError } from "../usage.ts";
import { PhasedFindings } from "./findings.ts";
import type { SplitPlan } from "./plan.ts";
import { switchesIn } from "./switch-list.ts";
import type { Transcript } from "./transcript.ts";

/** Splits a master MOF into its two parts and returns the exit code. No repository is contacted. */
export async function split(plan: SplitPlan, transcript: Transcript): Promise<number> {
  const { file, neutral, localized, withoutEffect } = plan;
  refuseConflicts([neutral, localized], [file], nodeFileHost);
  transcript.parsing();
  const found = new PhasedFindings();
  const parts = await partsOf(plan, found);
  if (parts === undefined) return transcript.syntaxErrors(found.syntaxErrors);
  refuseConflicts([neutral, localized], parts.includedFiles, nodeFileHost);
  transcript.parsed();
  transcript.warnings(found.warnings);
  if (withoutEffect.length > 0) {
    transcript.warn(createDiagnostic("switches-without-effect", switchesIn(withoutEffect)));
  }
  transcript.line(`Storing neutral MOF in ${printable(neutral)}, localized MOF in ${printable(localized)}`);
  const { encoding } = parts;
  try {
    writeFilesTogether([
      { path: neutral, text: parts.neutral, encoding },
      { path: localized, text: parts.localized, encoding },
    ]);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return transcript.storeErrors({ shown: [error.diagnostic], hidden: 0 });
  }
  return transcript.done();
}

async function partsOf({ file, locale, target }: SplitPlan, found: PhasedFindings): Promise<SplitResult | undefined> {
  const { splitMaster } = await import("../../localization/split-master.ts");
  const { openSource } = await import("../../source/open-source.ts");
  let isLocaleMissing = false;
  let parts: SplitResult | undefined;
  try {
    const source = await openSource(file);
    try {
      parts = await splitMaster(source, {
        ...(locale !== undefined && { locale }),
        dialect: "wmi",
        namespace: target.namespace,
        onDiagnostic(diagnostic) {
          if (diagnostic.code === "missing-amendment") isLocaleMissing = true;
          else if (diagnostic.severity === "error") found.syntaxErrors.add(diagnostic);
          else found.report(diagnostic);
        },
      });
    } finally {
      source.close();
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    found.report(diagnosticOf(error.code, error.parameters));
  }
  if (isLocaleMissing && found.syntaxErrors.shown.length === 0) {
    throw usageError("split-without-locale", { path: file });
  }
  return parts;
}
