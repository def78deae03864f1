import type { NodeBase, StringLiteral } from "../ast/nodes.ts";
import { hintOfUnknownLocale, isKnownLocale } from "../cim/known-locales.ts";
import { findLocale, type Locale } from "../cim/locale.ts";
import { sameName } from "../cim/names.ts";
import { decodeString } from "../cim/string-literal.ts";
import type { DiagnosticDetails } from "../diagnostics/create.ts";
import type { Source } from "../source/types.ts";
import type { Problems } from "./problems.ts";
import { declarationsOf, type Master } from "./read-master.ts";

/**
 * The language of the texts of a master: what is given, or what its one `#pragma amendment` says. Both may say the same.
 *
 * @returns `undefined` after an error
 */
export function amendmentOf(master: Master, given: string | undefined, problems: Problems): Locale | undefined {
  let found = given === undefined ? undefined : readLocale(given, undefined, problems);
  let isFailed = given !== undefined && found === undefined;
  let hasPragma = false;
  for (const [node, { source }] of declarationsOf(master)) {
    if (node.kind !== "Pragma" || !sameName(node.name.name, "amendment")) continue;
    if (hasPragma) {
      problems.report("duplicate-amendment", {}, { source, node });
      isFailed = true;
      continue;
    }
    hasPragma = true;
    const [argument] = node.arguments;
    if (node.arguments.length !== 1 || argument?.kind !== "StringLiteral" || textOf(argument) === "") {
      problems.report("invalid-amendment", {}, { source, node });
      isFailed = true;
      continue;
    }
    const said = readLocale(textOf(argument), { source, node: argument }, problems);
    if (said === undefined) isFailed = true;
    else if (found !== undefined && said.id !== found.id) {
      const hint = `\`${found.name}\` is given too: give no locale, or the same one`;
      problems.report("duplicate-amendment", {}, { source, node: argument }, { hint });
      isFailed = true;
    }
    found ??= said;
  }
  if (found === undefined && !isFailed) {
    const { source } = master.text;
    problems.report("missing-amendment", { file: source.name }, { source, node: { start: 0, end: 0 } });
  }
  return isFailed ? undefined : found;
}

function readLocale(
  text: string,
  at: { readonly source: Source; readonly node: NodeBase } | undefined,
  problems: Problems,
): Locale | undefined {
  const locale = findLocale(text);
  if (locale === undefined) problems.report("invalid-locale", { locale: text }, at);
  else if (!isKnownLocale(locale)) problems.report("unknown-locale", { locale: text }, at, hintOf(locale));
  return locale;
}

function hintOf(locale: Locale): DiagnosticDetails {
  const hint = hintOfUnknownLocale(locale);
  return hint === undefined ? {} : { hint };
}

function textOf({ parts }: StringLiteral): string {
  return decodeString(parts);
}
