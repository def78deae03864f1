import type { CimScalar } from "./model.ts";
import { compareNames } from "./names.ts";

const doubleQuote = 0x22;
const backslash = 0x5c;

/** One key of an instance path. */
export interface KeyBinding {
  /** The name of the key property; empty where a path was written `Class=value`, which names the only key there is. */
  readonly name: string;
  readonly value: CimScalar;
}

/** The name of a class or instance. */
export interface ObjectPath {
  readonly kind: "path";
  /** Absent: this server. */
  readonly server?: string;
  /** In the form `root/cimv2`; absent: the namespace in which the path stands. */
  readonly namespace?: string;
  readonly className: string;
  /** Absent: a class. Empty: a singleton (`Class=@`). */
  readonly keys?: readonly KeyBinding[];
}

/**
 * How deep references may stand in the keys of references, the path itself not counted. Every level doubles the
 * backslashes of the level below, so text grows with the power of the depth; associations of associations need two levels.
 */
export const maximumReferenceDepth = 8;

/**
 * How long a path may be in WMI, in UTF-16 code units: WBEM_MAX_PATH of wbemcli.h. It is a limit of that program and not of
 * the grammar, so longer paths are read and written here; the dialect `wmi` refuses to put an instance that has one.
 */
export const maximumPathLengthOfWmi = 0x2000;

/**
 * A path in its canonical form (Microsoft, "WMI object path"): forward slashes, every key with its name, keys in the
 * order of their folded names, text in double quotes with `"` and `\` escaped, integers in decimal.
 *
 * A datetime, a reference and a char16 are written as text, so the form does not tell them from a string: what was
 * parsed from text and what was taken from an instance have one form. A reference deeper than
 * {@link maximumReferenceDepth}, which the check of values refuses, is shown as `…`.
 *
 * @example formatObjectPath({ kind: "path", className: "A", keys: [{ name: "K", value: "v" }] }) // A.K="v"
 */
export function formatObjectPath(path: ObjectPath): string {
  return formatPath(path, 0);
}

/** The keys of a path in canonical form: `@`, `=value` or `Name=value,…` without what stands before them. */
export function formatKeys(keys: readonly KeyBinding[]): string {
  return formatKeysAt(keys, 0);
}

/** Keys in canonical order, the given array where it is in that order. */
export function sortKeys(keys: readonly KeyBinding[]): readonly KeyBinding[] {
  for (let index = 1; index < keys.length; index++) {
    if (compareNames((keys[index - 1] as KeyBinding).name, (keys[index] as KeyBinding).name) > 0) {
      return keys.toSorted((left, right) => compareNames(left.name, right.name));
    }
  }
  return keys;
}

/**
 * Text as the value of a key: in double quotes, `"` and `\` escaped. Slicing between the escapes takes 0.4 µs for a path
 * within a path, a regular expression 0.7 µs.
 */
export function quoteKeyText(text: string): string {
  if (!text.includes('"') && !text.includes("\\")) return `"${text}"`;
  let quoted = '"';
  let from = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code !== doubleQuote && code !== backslash) continue;
    quoted += `${text.slice(from, index)}\\`;
    from = index;
  }
  return `${quoted}${text.slice(from)}"`;
}

function formatPath(path: ObjectPath, depth: number): string {
  let text = path.className;
  if (path.keys !== undefined) {
    const separator = path.keys.length === 0 ? "=" : path.keys[0]?.name === "" ? "" : ".";
    text += separator + formatKeysAt(path.keys, depth);
  }
  if (path.namespace !== undefined) text = `${path.namespace}:${text}`;
  return path.server === undefined ? text : `//${path.server}/${text}`;
}

function formatKeysAt(keys: readonly KeyBinding[], depth: number): string {
  if (keys.length === 0) return "@";
  const sorted = sortKeys(keys);
  const first = sorted[0] as KeyBinding;
  let text = `${first.name}=${formatKeyValue(first.value, depth)}`;
  for (let index = 1; index < sorted.length; index++) {
    const key = sorted[index] as KeyBinding;
    text += `,${key.name}=${formatKeyValue(key.value, depth)}`;
  }
  return text;
}

function formatKeyValue(value: CimScalar, depth: number): string {
  switch (typeof value) {
    case "string":
      return quoteKeyText(value);
    case "boolean":
      return value ? "TRUE" : "FALSE";
    case "object":
      if (value === null) return "NULL";
      if (value.kind === "path")
        return depth < maximumReferenceDepth ? quoteKeyText(formatPath(value, depth + 1)) : "…";
      if (value.kind === "datetime") return quoteKeyText(value.text);
      throw new TypeError(`an embedded ${value.kind} is no value of a key`);
    default:
      return String(value);
  }
}
