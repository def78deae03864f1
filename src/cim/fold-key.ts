import { foldName } from "./names.ts";
import { formatKeys, formatObjectPath, type KeyBinding, type ObjectPath } from "./object-path.ts";

/** How keys are compared. */
export interface FoldOptions {
  /** Text in keys is compared exactly, as DMTF does, and not without case, as WMI does; names always fold. */
  readonly exactKeys?: boolean;
  /** The namespace in which the keys stand: a reference that names it means the same as one that names none. */
  readonly namespace?: string;
}

/**
 * The form of an instance's keys under which they are compared: the canonical form of the keys with names, and without
 * {@link FoldOptions.exactKeys} also text, folded. Two lists of keys of one class have the same form exactly where they
 * are the same keys. A reference counts by its class, keys and namespace, not by its spelling: where it has one key, that is
 * the only one of its class, so `A.K="x"` and `A="x"` have one form, and so have `A.K="5"` and `A.K=5`, because its class gives
 * each key one type. Text within its keys that is itself a path counts as text, because only a path that was never written
 * down knows more.
 *
 * Keys of an instance come from `instanceKeys`; those of a parsed path from `bindKeys`, which gives them their types.
 *
 * @example foldKey([{ name: "Name", value: "Disk 1" }]) // 'name="disk 1"'
 */
export function foldKey(keys: readonly KeyBinding[], options: FoldOptions = {}): string {
  return options.exactKeys ? formatKeys(foldBindings(keys, options)) : foldName(formatKeys(plainKeys(keys, options)));
}

/** The form of a path under which it is compared: that of its keys, with server, namespace and class folded. */
export function foldPath(path: ObjectPath, options: FoldOptions = {}): string {
  return options.exactKeys
    ? formatObjectPath(foldPathNames(path, options))
    : foldName(formatObjectPath(plainPath(path, options)));
}

/**
 * Whether two paths name the same object, as far as the paths say: names and, without {@link FoldOptions.exactKeys}, text
 * compare without case, keys stand in any order, a path that names {@link FoldOptions.namespace} means the same as one that
 * names none, the one key of a class may have its name or not, and an integer, real or boolean may stand in quotes, because a
 * class gives each key one type. Otherwise paths are compared as they are written, after WMI: one through a superclass is
 * another path.
 *
 * @example samePath(parsed('root/cimv2:A.K="x"'), parsed('a="X"'), { namespace: "root/cimv2" }) // true
 */
export function samePath(left: ObjectPath, right: ObjectPath, options: FoldOptions = {}): boolean {
  return foldPath(left, options) === foldPath(right, options);
}

/** Keys with references in their plain form; the given array where they are in it. */
function plainKeys(keys: readonly KeyBinding[], options: FoldOptions): readonly KeyBinding[] {
  let changed: KeyBinding[] | undefined;
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] as KeyBinding;
    if (!isPath(key.value)) continue;
    const path = plainPath(key.value, options);
    if (path === key.value) continue;
    changed ??= [...keys];
    changed[index] = { name: key.name, value: path };
  }
  return changed ?? keys;
}

/**
 * A path without the namespace in which it stands and without the name of its only key, values of keys as the text that
 * would stand in quotes; itself where it is that.
 */
function plainPath(path: ObjectPath, options: FoldOptions): ObjectPath {
  const { server, namespace, className, keys } = path;
  const isHere =
    namespace !== undefined &&
    server === undefined &&
    options.namespace !== undefined &&
    foldName(namespace) === foldName(options.namespace);
  const isNamed = keys?.length === 1 && keys[0]?.name !== "";
  if (!isHere && !isNamed && !keys?.some(isBare)) return path;
  return {
    kind: "path",
    ...(server !== undefined && { server }),
    ...(namespace !== undefined && !isHere && { namespace }),
    className,
    ...(keys !== undefined && {
      keys: keys.map(({ name, value }) => ({ name: isNamed ? "" : name, value: quotableValue(value) })),
    }),
  };
}

/** Whether the value of a key stands without quotes in a path. */
function isBare({ value }: KeyBinding): boolean {
  return typeof value === "number" || typeof value === "bigint" || typeof value === "boolean";
}

/** A value as text where it would stand without quotes: as it is printed, and integers in full. */
function quotableValue(value: KeyBinding["value"]): KeyBinding["value"] {
  switch (typeof value) {
    case "boolean":
      return value ? "TRUE" : "FALSE";
    case "number":
      return Number.isInteger(value) && !Number.isSafeInteger(value) ? String(BigInt(value)) : String(value);
    case "bigint":
      return String(value);
    default:
      return value;
  }
}

function foldBindings(keys: readonly KeyBinding[], options: FoldOptions): readonly KeyBinding[] {
  return keys.map(({ name, value }) => ({
    name: foldName(name),
    value: isPath(value) ? foldPathNames(value, options) : value,
  }));
}

/** The path with its names folded; keys within its keys stay as they are spelled. */
function foldPathNames(path: ObjectPath, options: FoldOptions): ObjectPath {
  const { server, namespace, className, keys } = plainPath(path, options);
  return {
    kind: "path",
    ...(server !== undefined && { server: foldName(server) }),
    ...(namespace !== undefined && { namespace: foldName(namespace) }),
    className: foldName(className),
    ...(keys !== undefined && { keys: keys.map(({ name, value }) => ({ name: foldName(name), value })) }),
  };
}

function isPath(value: KeyBinding["value"]): value is ObjectPath {
  return typeof value === "object" && value !== null && value.kind === "path";
}
