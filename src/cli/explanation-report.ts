import { type Severity, severityIn } from "../codes/define.ts";
import type { Dialect, NamedDialect } from "../codes/dialects.ts";
import type { Example, Explanation } from "../codes/explanation.ts";
import { type MessageCode, messageDefinition } from "../codes/index.ts";
import { placeholders } from "../codes/placeholders.ts";
import { situations } from "../codes/situations.ts";
import { type StatusName, statusNumbers } from "../codes/status.ts";
import { type ChangeCode, type ChangeRule, changeRules } from "../project/diff-rules.ts";
import { shownExample } from "./shown-example.ts";

/** A status by both its names. */
export interface StatusReport {
  readonly name: StatusName;
  readonly number: number;
}

/** What the table of messages says of a code. */
export interface CodeReport {
  readonly code: MessageCode;
  readonly severity: Severity | "none";
  readonly errorIn?: readonly NamedDialect[];
  readonly status?: StatusReport;
  /** The message, with what changes from one to another in angle brackets. */
  readonly message: string;
  readonly hint?: string;
}

export interface ExampleReport {
  readonly files: readonly ({ readonly path: string } & ({ readonly text: string } | { readonly base64: string }))[];
  readonly commands: readonly string[];
  readonly input?: string;
  readonly situation?: string;
  /** Something is left out: in the texts, with `…` in its place, or whole files. */
  readonly shortened?: true;
  /** How many files are left out before the last one. */
  readonly filesNotShown?: number;
}

/** `dialect`: the one in which it weighs as much as `severity` says. */
export function codeReport(code: MessageCode, dialect: Dialect): CodeReport {
  const definition = messageDefinition(code);
  const { errorIn, status, message, hint } = definition;
  return {
    code,
    severity: severityIn(definition, dialect) ?? "none",
    ...(errorIn && { errorIn }),
    ...(status && { status: statusReport(status) }),
    message: placeholders(message),
    ...(hint && { hint: placeholders(hint) }),
  };
}

export function statusReport(name: StatusName): StatusReport {
  return { name, number: statusNumbers[name] };
}

/** What is known of a kind of change. */
export function changeReport(change: ChangeCode): { readonly change: ChangeCode } & ChangeRule {
  return { change, ...changeRules[change] };
}

/** All that is known about a code. */
export function explanationReport(
  code: MessageCode,
  { text, wrong, right }: Explanation,
  dialect: Dialect,
): CodeReport & { readonly text: string; readonly wrong: ExampleReport; readonly right: ExampleReport } {
  return { ...codeReport(code, dialect), text, wrong: exampleReport(wrong), right: exampleReport(right) };
}

function exampleReport(example: Example): ExampleReport {
  const { files, commands, input, situation, isShortened, filesNotShown } = shownExample(example);
  return {
    files: files.map(([path, content]) =>
      typeof content === "string" ? { path, text: content } : { path, base64: Buffer.from(content).toString("base64") },
    ),
    commands,
    ...(input !== undefined && { input }),
    ...(situation !== undefined && { situation: situations[situation] }),
    ...(isShortened && { shortened: true }),
    ...(filesNotShown > 0 && { filesNotShown }),
  };
}
