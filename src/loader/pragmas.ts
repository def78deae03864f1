import { findLocale } from "../cim/locale.ts";
import { foldName } from "../cim/names.ts";
import { normalizeNamespace } from "../cim/namespace-path.ts";
import { didYouMean } from "../diagnostics/create.ts";
import { hasSingleBackslash, stringArgument, writtenText } from "../include/include-pragma.ts";
import type { CompileUnit } from "./compile-unit.ts";
import { deleteClass, deleteInstance } from "./delete-pragmas.ts";
import { includeFile } from "./include.ts";
import { contradictionIn, type FlagsPragma, flagOfWord, flagsOfNumber, flagWords } from "./modes.ts";
import { isThisServer, type PlacedPragma, textOf } from "./pragma-arguments.ts";
import { diagnosticOfRefusal } from "./refusals.ts";

type PragmaHandler = (placed: PlacedPragma, unit: CompileUnit) => Promise<void> | void;

/** Every pragma there is, by its name. */
const handlers: ReadonlyMap<string, PragmaHandler> = new Map<string, PragmaHandler>([
  ["namespace", changeNamespace],
  ["include", includeFile],
  ["classflags", (placed, unit) => changeFlags("classflags", placed, unit)],
  ["instanceflags", (placed, unit) => changeFlags("instanceflags", placed, unit)],
  ["deleteclass", deleteClass],
  ["deleteinstance", deleteInstance],
  ["autorecover", ({ pragma: { start, end }, source }, unit) => unit.recover({ source, start, end })],
  ["amendment", checkAmendment],
  ["locale", tellInformation],
  ["instancelocale", tellInformation],
  ["source", tellInformation],
  ["sourcetype", tellInformation],
  ["nonlocal", tellInformation],
  ["nonlocaltype", tellInformation],
]);

/** Does what a pragma says, at its place. Where that has to wait for anything, the promise is returned to be awaited. */
export function applyPragma(placed: PlacedPragma, unit: CompileUnit): Promise<void> | void {
  const { name } = placed.pragma;
  const handler = handlers.get(foldName(name.name)) ?? reportUnknown;
  return handler(placed, unit);
}

/** mofcomp refuses a pragma it does not know; DSP0004 wants it to be ignored. */
function reportUnknown({ pragma: { name }, reporter }: PlacedPragma, unit: CompileUnit): void {
  const details = didYouMean(name.name, handlers.keys());
  const code = unit.run.connection.dialect === "wmi" ? "invalid-pragma" : "unknown-pragma";
  reporter.report(code, { pragma: name.name }, name, details);
}

async function changeNamespace({ pragma, source, reporter }: PlacedPragma, unit: CompileUnit): Promise<void> {
  const argument = stringArgument(pragma);
  const text = argument && textOf(argument, unit.run.connection.dialect);
  if (!argument || !text) {
    reporter.report("invalid-namespace-pragma", {}, argument ?? pragma);
    unit.leaveNamespace();
    return;
  }
  const written = writtenText(argument);
  // `"\\.\root\cimv2"` has single backslashes, which MOF reads as escapes.
  const path = normalizeNamespace(text) ?? normalizeNamespace(written);
  if (path && hasSingleBackslash(written)) {
    reporter.report("undoubled-backslash", { path: path.namespace }, argument);
  }
  if (!path || !isThisServer(path.server)) {
    if (!path) reporter.report("invalid-namespace-path", { path: text }, argument);
    else reporter.report("namespace-of-another-server", { server: path.server ?? "" }, argument);
    unit.leaveNamespace();
    return;
  }
  const place = { source, start: argument.start, end: argument.end };
  const error = await unit.enterNamespace(path.namespace, place);
  if (error) unit.run.report(diagnosticOfRefusal(error, place));
}

function changeFlags(name: FlagsPragma, { pragma, reporter }: PlacedPragma, unit: CompileUnit): void {
  const words = flagWords(name);
  let flags = 0;
  let isGood = pragma.arguments.length > 0;
  if (!isGood) reporter.report("missing-flags", { pragma: name, flags: words.join(", ") }, pragma);
  for (const argument of pragma.arguments) {
    for (const part of textOf(argument, unit.run.connection.dialect).split(",")) {
      const word = part.trim();
      const isQuoted = argument.kind === "StringLiteral";
      const flag = flagOfWord(name, word) ?? flagsOfNumber(name, word, isQuoted);
      flags |= flag ?? 0;
      if (flag !== undefined) continue;
      isGood = false;
      if (word === "") reporter.report("missing-flags", { pragma: name, flags: words.join(", ") }, argument);
      else {
        const parameters = { flag: word, pragma: name, flags: words.join(", ") };
        reporter.report("unknown-update-flag", parameters, argument, didYouMean(word, words));
      }
    }
  }
  const contradiction = contradictionIn(name, flags);
  if (contradiction) {
    const [first, second] = contradiction;
    const span = { start: pragma.arguments[0]?.start ?? pragma.start, end: pragma.arguments.at(-1)?.end ?? pragma.end };
    reporter.report("contradicting-flags", { first, second }, span);
  } else if (isGood)
    unit.changeFlags(name, flags, () => reporter.report("flags-override-option", { pragma: name }, pragma));
}

/** What DSP0004 lets a text say about itself; nothing that is loaded follows from it. */
function tellInformation({ pragma, source, reporter }: PlacedPragma, unit: CompileUnit): void {
  const { name, start, end } = pragma;
  const argument = stringArgument(pragma);
  if (!argument) {
    reporter.report("invalid-pragma-argument", { pragma: name.name }, pragma);
    return;
  }
  const value = textOf(argument, unit.run.connection.dialect);
  unit.run.options.onPragma?.({ name: foldName(name.name), value, place: { source, start, end } });
}

function checkAmendment({ pragma, reporter }: PlacedPragma, unit: CompileUnit): void {
  const argument = stringArgument(pragma);
  if (!argument || !findLocale(writtenText(argument))) reporter.report("invalid-amendment", {}, pragma);
  else if (unit.hasAmendment) reporter.report("duplicate-amendment", {}, pragma);
  else reporter.report("amendment-not-split", {}, pragma);
  unit.hasAmendment = true;
}
