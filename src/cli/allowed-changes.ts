import { foldName } from "../cim/names.ts";
import { suggest } from "../codes/suggest.ts";
import type { Change, ObjectDifference } from "../project/diff-changes.ts";
import { changeRules } from "../project/diff-rules.ts";
import { usageError } from "./usage.ts";

/** Whether a change was accepted. */
export type AllowanceTest = (difference: ObjectDifference, change: Change) => boolean;

/**
 * Reads which changes are accepted: `removed-class` everywhere, `removed-class:Harbor_Slip` or
 * `removed-class:root/cimv2:Harbor_Slip` of an object, `narrowed-range:Harbor_Berth.Name` of a property or method of a class.
 * Names compare without case.
 *
 * @throws {UsageError} `invalid-option-value` for a kind of change that there is not
 */
export function readAllowances(texts: readonly string[]): AllowanceTest {
  const allowed = new Set(texts.map(readAllowance));
  return (difference, { code, element }) => {
    if (allowed.size === 0) return false;
    const { kind, namespace, path } = difference;
    const objects = kind === "namespace" ? [path] : [path, `${namespace}:${path}`];
    const member = element.property ?? element.method;
    const paths = member === undefined ? objects : [...objects, ...objects.map((object) => `${object}.${member}`)];
    return allowed.has(code) || paths.some((one) => allowed.has(`${code}:${foldName(one)}`));
  };
}

function readAllowance(text: string): string {
  const end = text.indexOf(":");
  const kind = (end === -1 ? text : text.slice(0, end)).toLowerCase();
  const refuse = (hint: string) =>
    usageError("invalid-option-value", { option: "--allow", value: text, command: "diff" }, hint);
  if (!Object.hasOwn(changeRules, kind)) {
    const meant = suggest(kind, Object.keys(changeRules));
    throw refuse(
      meant === undefined ? "it is a kind of change as the comparison shows it" : `did you mean \`${meant}\`?`,
    );
  }
  if (end === -1) return kind;
  const path = text.slice(end + 1);
  if (path === "") throw refuse(`behind \`${kind}:\` stands the name of an object`);
  return `${kind}:${foldName(path)}`;
}
