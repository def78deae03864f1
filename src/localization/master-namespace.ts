import type { Pragma } from "../ast/nodes.ts";
import { type Locale, localeNamespaceName, localeOfNamespace } from "../cim/locale.ts";
import { foldName } from "../cim/names.ts";
import { normalizeNamespace } from "../cim/namespace-path.ts";
import { decodeString } from "../cim/string-literal.ts";
import { writtenText } from "../include/include-pragma.ts";
import type { Problems } from "./problems.ts";

/** The namespace of what no `#pragma namespace` governs, where nothing else is said: that of a load. */
export const defaultMasterNamespace = "root/cimv2";

/** A namespace as a text writes it. */
export interface WrittenNamespace {
  /** In canonical form; `undefined` where the pragma names none, which is for the compiler to say. */
  readonly path: string | undefined;
  /** What stands between the quotes of a pragma. */
  readonly written: string;
}

/** The path of a namespace that is given, in canonical form; `undefined` where it is none of this computer, which is reported. */
export function readNamespace(given: string, problems: Problems): string | undefined {
  const path = normalizeNamespace(given);
  if (path !== undefined && path.server === undefined) return path.namespace;
  problems.report("invalid-namespace", { namespace: given });
  return undefined;
}

/** A namespace that no pragma names, in the form that mofcomp takes too. */
export function namespaceOfPath(path: string): WrittenNamespace {
  return { path, written: `\\\\\\\\.\\\\${path.replaceAll("/", "\\\\")}` };
}

/** The namespace of a `#pragma namespace`. */
export function namespaceOfPragma({ arguments: [argument] }: Pragma): WrittenNamespace {
  if (argument?.kind !== "StringLiteral") return { path: undefined, written: "" };
  const written = writtenText(argument);
  const path = normalizeNamespace(decodeString(argument.parts)) ?? normalizeNamespace(written);
  return { path: path?.namespace, written };
}

/** Whether a namespace holds localized classes. */
export function isLocaleNamespace({ path }: WrittenNamespace): boolean {
  return path !== undefined && localeOfNamespace(path) !== undefined;
}

/** What the path of a namespace is compared by. */
export function namespaceKey({ path, written }: WrittenNamespace): string {
  return foldName(path ?? written);
}

/** The pragma of the namespace below one that is named after a locale, with the slashes of that one. */
export function localePragma({ written }: WrittenNamespace, locale: Locale): string {
  const parent = written.replace(/[/\\]+$/, "");
  const isSingle = parent.includes("\\") && !parent.includes("\\\\");
  const slash = parent.includes("/") ? "/" : isSingle ? "\\" : "\\\\";
  return namespacePragma(`${parent}${slash}${localeNamespaceName(locale)}`);
}

/** The lines that create the namespace of a locale, as they stand in the documented files. */
export function localeNamespaceLines(namespace: WrittenNamespace, locale: Locale): readonly string[] {
  return [namespacePragma(namespace.written), `instance of __namespace{ name="${localeNamespaceName(locale)}";};`];
}

function namespacePragma(written: string): string {
  return `#pragma namespace("${written}")`;
}
