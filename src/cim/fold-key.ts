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
 * are the same keys. A reference counts by its class, keys and namespace, not by its spelling; text within its keys that
 * is itself a path counts as text, because only a path that was never written down knows more.
 *
 * Keys of an instance come from `instanceKeys`; those of a parsed path from `bindKeys`, which gives them their types.
 *
 * @example foldKey([{ name: "Name", value: "Disk 1" }]) // 'name="disk 1"'
 */
export function foldKey(keys: readonly KeyBinding[], options: FoldOptions = {}): string {
  return options.exactKeys ? formatKeys(foldBindings(keys, options)) : foldName(formatKeys(localKeys(keys, options)));
}

/** The form of a path under which it is compared: that of its keys, with server, namespace and class folded. */
export function foldPath(path: ObjectPath, options: FoldOptions = {}): string {
  return options.exactKeys
    ? formatObjectPath(foldPathNames(path, options))
    : foldName(formatObjectPath(localPath(path, options)));
}

/** Keys whose references do not name the namespace in which they stand; the given array where none did. */
function localKeys(keys: readonly KeyBinding[], options: FoldOptions): readonly KeyBinding[] {
  if (options.namespace === undefined) return keys;
  let changed: KeyBinding[] | undefined;
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] as KeyBinding;
    if (!isPath(key.value)) continue;
    const path = localPath(key.value, options);
    if (path === key.value) continue;
    changed ??= [...keys];
    changed[index] = { name: key.name, value: path };
  }
  return changed ?? keys;
}

function localPath(path: ObjectPath, options: FoldOptions): ObjectPath {
  if (path.namespace === undefined || path.server !== undefined || options.namespace === undefined) return path;
  if (foldName(path.namespace) !== foldName(options.namespace)) return path;
  const { className, keys } = path;
  return keys === undefined ? { kind: "path", className } : { kind: "path", className, keys };
}

function foldBindings(keys: readonly KeyBinding[], options: FoldOptions): readonly KeyBinding[] {
  return keys.map(({ name, value }) => ({
    name: foldName(name),
    value: isPath(value) ? foldPathNames(value, options) : value,
  }));
}

/** The path with its names folded; keys within its keys stay as they are spelled. */
function foldPathNames(path: ObjectPath, options: FoldOptions): ObjectPath {
  const { server, namespace, className, keys } = localPath(path, options);
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
