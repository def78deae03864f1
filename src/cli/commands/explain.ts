import { explain } from "../../codes/explain.ts";
import type { MessageCode } from "../../codes/index.ts";
import { createDiagnostic } from "../../diagnostics/create.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { wantsColor } from "../colors.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { allCodes, type CodeSubject, codesWithStatus, findCode, suggestCodes } from "../find-code.ts";
import { columnsOf } from "../io.ts";
import { UsageError } from "../usage.ts";

export const explainCommand = defineCommand({
  name: "explain",
  summary: "explain the code of a message, with a wrong and a right example",
  description:
    "Tells what the code of a message means and what to do about it, with an example that gives the code and one that " +
    "does not; of a kind of change that `mofkit diff` tells, what it weighs and why. For a status of WMI, by its name or " +
    "number, it lists the codes that carry it. Without CODE: all codes. " +
    "With --dialect it tells how much the code weighs in that dialect.",
  arguments: [
    {
      name: "CODE",
      describe: "a code such as missing-semicolon, or a status such as WBEM_E_NOT_FOUND or 0x80041002",
      required: false,
      many: true,
      get completions() {
        return allCodes();
      },
    },
  ],
  options: {},
  ignoresProject: true,
  examples: [
    ["mofkit explain missing-semicolon", "what a message means"],
    ["mofkit explain 0x80044002", "which codes a status of WMI stands for"],
    ["mofkit explain narrowed-range", "why a change is breaking"],
    ["mofkit explain --dialect dmtf stray-semicolon", "how much it weighs in DMTF's MOF 2"],
    ["mofkit explain", "every code there is"],
  ],
  async run({ io, global, json, output }, { operands }) {
    const subjects = subjectsOf(operands);
    const { dialect = "auto" } = global;
    const tables = operands.length === 0 ? await codesByTable() : [];
    if (json) {
      const { changeReport, codeReport, explanationReport, statusReport } = await import("../explanation-report.ts");
      json.open("array", operands.length === 0 ? "codes" : "explanations");
      for (const [, listed] of tables) for (const code of listed) json.element(codeReport(code, dialect));
      for (const subject of subjects) {
        if (subject.kind === "code") {
          json.wideElement(explanationReport(subject.code, await explain(subject.code), dialect));
        } else if (subject.kind === "change") json.element(changeReport(subject.change));
        else json.wideElement({ status: statusReport(subject.status), codes: codesWithStatus(subject.status) });
      }
      json.close();
      return exitCodes.success;
    }
    const { ExplanationText } = await import("../explanation-text.ts");
    const text = new ExplanationText(wantsColor(global.color, io, io.stdoutIsTerminal), columnsOf(io), dialect);
    const parts = tables.map(([title, listed]) => text.list(title, listed));
    for (const subject of subjects) {
      if (subject.kind === "code") parts.push(text.explanation(subject.code, await explain(subject.code)));
      else if (subject.kind === "change") parts.push(text.change(subject.change));
      else parts.push(text.status(subject.status, codesWithStatus(subject.status)));
    }
    output.write(parts.join("\n"));
    return exitCodes.success;
  },
});

/** Every code, under what the codes around it are about. */
async function codesByTable(): Promise<readonly (readonly [title: string, codes: readonly MessageCode[]])[]> {
  const { explanationTables } = await import("../../codes/explanations/index.ts");
  return Object.entries(explanationTables).map(([title, table]) => [title, Object.keys(table) as MessageCode[]]);
}

/** What the words ask for; all that ask for nothing are reported together. */
function subjectsOf(words: readonly string[]): CodeSubject[] {
  const found = words.map(findCode);
  const [first, ...others] = words.filter((_, index) => found[index] === undefined).map(unknownCode);
  if (first !== undefined) throw new UsageError(first, ...others);
  return found as CodeSubject[];
}

function unknownCode(word: string): Diagnostic {
  const diagnostic = createDiagnostic("unknown-code", { word });
  const meant = suggestCodes(word).map((code) => `\`${code}\``);
  if (meant.length === 0) return diagnostic;
  const last = meant.pop();
  const listed = meant.length === 0 ? last : `${meant.join(", ")} or ${last}`;
  return { ...diagnostic, hint: `did you mean ${listed}? ${diagnostic.hint}` };
}
