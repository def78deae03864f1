import { isNamespacePart, isServerPart, isSlash } from "./name-characters.ts";

/** A namespace path taken apart. */
export interface NamespacePath {
  /** In canonical form: names as spelled, joined by forward slashes, `root/cimv2`. */
  readonly namespace: string;
  /** The server that was named; absent for none and for `.`, which both mean this one. */
  readonly server?: string;
}

/**
 * Takes a namespace path in any of its spellings: `root/cimv2`, `root\cimv2`, `/root/cimv2`, `\\.\root\cimv2`,
 * `//server/root/cimv2`, with or without a final slash. `undefined` where the text is no namespace path. A server other
 * than this one is handed on, so that the caller can refuse it.
 *
 * @example normalizeNamespace("\\\\.\\root\\cimv2") // { namespace: "root/cimv2" }
 */
export function normalizeNamespace(text: string): NamespacePath | undefined {
  const server = scanServer(text);
  if (server === undefined) return undefined;
  let position = server.end;
  const names: string[] = [];
  while (position < text.length) {
    const start = position;
    while (position < text.length && isNamespacePart(text.charCodeAt(position))) position++;
    if (position === start) return undefined;
    names.push(text.slice(start, position));
    if (position < text.length && !isSlash(text.charCodeAt(position++))) return undefined;
  }
  if (names.length === 0) return undefined;
  const namespace = names.join("/");
  return server.name === undefined ? { namespace } : { namespace, server: server.name };
}

/**
 * Reads `\\server\` or a single leading slash, or nothing, from the beginning of a path. `end` is where the namespace
 * begins; `undefined` where two slashes are followed by no server and slash.
 */
export function scanServer(text: string): { readonly name: string | undefined; readonly end: number } | undefined {
  if (!isSlash(text.charCodeAt(0))) return { name: undefined, end: 0 };
  if (!isSlash(text.charCodeAt(1))) return { name: undefined, end: 1 };
  let end = 2;
  while (end < text.length && !isSlash(text.charCodeAt(end))) {
    if (!isServerPart(text.charCodeAt(end))) return undefined;
    end++;
  }
  if (end === 2 || end === text.length) return undefined;
  const name = text.slice(2, end);
  return { name: name === "." ? undefined : name, end: end + 1 };
}
