import { CimDateTime, datetimeProblem } from "./datetime.ts";
import { showValue } from "./describe-value.ts";
import { isName, isNamespacePart, isServerPart } from "./name-characters.ts";
import { sameName } from "./names.ts";
import { maximumReferenceDepth } from "./object-path.ts";
import { maximumDigits } from "./parse-object-path.ts";

/** The first integer that has too many digits to be read. */
const unreadableInteger = 10n ** BigInt(maximumDigits);

/** What is wrong with a path; that it stands too deep is told apart. */
export type PathFault = { readonly reason: string } | "too-deep" | undefined;

/**
 * Why something that calls itself a path is none that can be written and read again, as a clause for a message; `too-deep`
 * where paths stand in its keys more than {@link maximumReferenceDepth} deep. Programs make paths by hand, and one that
 * cannot be read again would make the whole instance that holds it unreadable.
 *
 * By rules and not by writing and reading: 0.1 microseconds for a path with one key, where those take 0.6.
 *
 * @example pathProblem({ kind: "path", className: "A B" }) // { reason: "`A B` is no name of a class" }
 */
export function pathProblem(path: object): PathFault {
  return problemAt(path, maximumReferenceDepth - 1);
}

/** An instance whose key holds a path stands one level above it, hence the caller's level less. */
function problemAt(path: object, depth: number): PathFault {
  if (depth < 0) return "too-deep";
  const { kind, server, namespace, className, keys } = path as Readonly<Record<string, unknown>>;
  if (kind !== "path") return { reason: "it has no `kind` that is `path`" };
  if (typeof className !== "string" || !isName(className)) {
    return { reason: `${showValue(className)} is no name of a class` };
  }
  if (namespace !== undefined && !isNamespace(namespace)) {
    return { reason: `${showValue(namespace)} is no namespace in the form \`root/cimv2\`` };
  }
  if (server !== undefined) {
    if (namespace === undefined) return { reason: "it names a server and no namespace" };
    if (!isServer(server)) return { reason: `${showValue(server)} is no name of a server` };
  }
  if (keys === undefined) return undefined;
  return Array.isArray(keys) ? keysProblem(keys, depth) : { reason: "its `keys` are no list" };
}

function keysProblem(keys: readonly unknown[], depth: number): PathFault {
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index];
    if (typeof key !== "object" || key === null) return { reason: `its key ${index} is ${showValue(key)}` };
    const { name, value } = key as Readonly<Record<string, unknown>>;
    const isNameless = name === "" && keys.length === 1;
    if (!isNameless && (typeof name !== "string" || !isName(name))) {
      return { reason: `${showValue(name)} is no name of a key` };
    }
    for (let earlier = 0; earlier < index; earlier++) {
      if (sameName((keys[earlier] as { name: string }).name, name as string)) {
        return { reason: `it has the key ${showValue(name)} twice` };
      }
    }
    const problem = keyValueProblem(value, name as string, depth);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function keyValueProblem(value: unknown, name: string, depth: number): PathFault {
  switch (typeof value) {
    case "string":
    case "boolean":
      return undefined;
    case "number":
      if (Number.isFinite(value)) return undefined;
      break;
    case "bigint":
      if (value < unreadableInteger && value > -unreadableInteger) return undefined;
      break;
    case "object":
      if (value === null) break;
      if (value instanceof CimDateTime && datetimeProblem(value.text) === undefined) return undefined;
      if ((value as { kind?: unknown }).kind === "path") return problemAt(value, depth - 1);
      break;
  }
  const found = typeof value === "number" ? `\`${value}\`` : showValue(value);
  return { reason: `the value of its key \`${name}\` is ${found}` };
}

function isNamespace(value: unknown): boolean {
  if (typeof value !== "string" || !value.isWellFormed()) return false;
  let start = 0;
  for (let index = 0; index <= value.length; index++) {
    // The end ends a name as a slash does.
    if (index < value.length && value.charCodeAt(index) !== 0x2f) {
      if (!isNamespacePart(value.charCodeAt(index))) return false;
      continue;
    }
    if (index === start) return false;
    start = index + 1;
  }
  return true;
}

/** A point means this server, which a path says by naming none. */
function isServer(value: unknown): boolean {
  if (typeof value !== "string" || value === "" || value === ".") return false;
  for (let index = 0; index < value.length; index++) if (!isServerPart(value.charCodeAt(index))) return false;
  return true;
}
