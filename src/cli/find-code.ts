import { type MessageCode, messageDefinition, messages } from "../codes/index.ts";
import { type StatusName, statusNumbers } from "../codes/status.ts";
import { suggest } from "../codes/suggest.ts";
import { type ChangeCode, changeRules } from "../project/diff-rules.ts";

/** Every code, in the order of the tables. */
export function allCodes(): readonly MessageCode[] {
  return Object.keys(messages.table) as MessageCode[];
}

/** What a word asks for: a message, a kind of change between two repositories, or the messages with a status of WMI. */
export type CodeSubject =
  | { readonly kind: "code"; readonly code: MessageCode }
  | { readonly kind: "change"; readonly change: ChangeCode }
  | { readonly kind: "status"; readonly status: StatusName };

/** Every word that asks for something, in lower case. */
function allSubjects(): Map<string, CodeSubject> {
  const subjects = new Map<string, CodeSubject>(allCodes().map((code) => [code, { kind: "code", code }]));
  for (const change of Object.keys(changeRules) as ChangeCode[]) subjects.set(change, { kind: "change", change });
  for (const status of Object.keys(statusNumbers) as StatusName[]) {
    subjects.set(status.toLowerCase(), { kind: "status", status });
  }
  return subjects;
}

/**
 * Reads a code, a kind of change or a status. A status is named, or given as its number: hexadecimal, decimal, or as the negative number
 * that some tools print.
 *
 * @example findCode("Missing-Semicolon") // { kind: "code", code: "missing-semicolon" }
 * @example findCode("0x80041002") // { kind: "status", status: "WBEM_E_NOT_FOUND" }
 */
export function findCode(word: string): CodeSubject | undefined {
  const named = allSubjects().get(word.toLowerCase());
  if (named !== undefined || !/^(0x[0-9a-f]{1,8}|-?\d{1,10})$/i.test(word)) return named;
  const number = Number(word) >>> 0;
  const status = (Object.keys(statusNumbers) as StatusName[]).find((name) => statusNumbers[name] === number);
  return status && { kind: "status", status };
}

/** The codes of messages that carry a status. */
export function codesWithStatus(status: StatusName): MessageCode[] {
  return allCodes().filter((code) => messageDefinition(code).status === status);
}

/** So many codes are suggested for a word that many have in them. */
const mostSuggestions = 5;

/** What may have been meant by a word that is no code: the nearest, or else codes with a word of it in them. */
export function suggestCodes(word: string): readonly string[] {
  const subjects = allSubjects();
  const meant = suggest(word, subjects.keys());
  if (meant !== undefined) {
    const subject = subjects.get(meant);
    return [subject?.kind === "status" ? subject.status : meant];
  }
  // A letter by itself, as in `found-a-file`, says nothing.
  const parts = new Set(
    word
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter((part) => part.length > 1),
  );
  const codes = allCodes();
  const shared = new Map(codes.map((code) => [code, code.split("-").filter((part) => parts.has(part)).length]));
  const most = Math.max(...shared.values());
  return most === 0 ? [] : codes.filter((code) => shared.get(code) === most).slice(0, mostSuggestions);
}
