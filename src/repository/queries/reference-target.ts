import { foldKey } from "../../cim/fold-key.ts";
import { bindKeys } from "../../cim/instance-keys.ts";
import type { CimScalar } from "../../cim/model.ts";
import { foldName } from "../../cim/names.ts";
import type { KeyBinding, ObjectPath } from "../../cim/object-path.ts";
import { localServer } from "../../cim/system-properties.ts";
import { instanceTableOf } from "../instance-table.ts";
import type { NamespaceView } from "../namespace-view.ts";
import { isClassOrSubclass, type ResolvedClass } from "../resolved-class.ts";
import type { RowCondition } from "../row-condition.ts";
import { containsAny } from "../text-condition.ts";

/** Whether a path means an object of the view's own namespace. */
export function isLocalPath(view: NamespaceView, { server, namespace }: ObjectPath): boolean {
  if (server !== undefined && server !== localServer) return false;
  return namespace === undefined || foldName(namespace) === view.key;
}

/** The form of keys under which two paths through classes of one hierarchy mean one object; `undefined` for none. */
export function identityOf(view: NamespaceView, path: ObjectPath, resolved: ResolvedClass): string | undefined {
  const table = instanceTableOf(resolved);
  if (path.keys?.length === 0) return resolved.isSingleton ? `${resolved.key}=@` : undefined;
  const keys = bindKeys(path, table.keyDefinition);
  if ("kind" in keys || keys.length === 0) return undefined;
  return `${table.keyClass}.${foldKey(keys, { exactKeys: view.exactKeys, namespace: view.key })}`;
}

/**
 * Whether every key of a class has one form in references, by which it can be looked up. A real has several, a boolean in
 * quotes has where text compares exactly, and a reference whatever its path can be spelled like.
 */
function hasOneForm({ exactKeys }: NamespaceView, resolved: ResolvedClass): boolean {
  return instanceTableOf(resolved).keys.every(({ type: { type } }) => {
    return type !== "reference" && !type.startsWith("real") && !(exactKeys && type === "boolean");
  });
}

/**
 * Every form in which a reference to an object can be kept, by which look-ups find it: through its class or an ancestor
 * that has the same keys. `undefined` where there are more than these.
 *
 * @param keys of the object, with the types that its class gives them
 */
export function referenceForms(
  view: NamespaceView,
  actual: ResolvedClass,
  keys: readonly KeyBinding[],
): readonly ObjectPath[] | undefined {
  if (!hasOneForm(view, actual)) return undefined;
  const forms: ObjectPath[] = [];
  for (let named: ResolvedClass | undefined = actual; named !== undefined; named = named.superclass) {
    if (named.keys.length === 0 && !named.isSingleton) break;
    forms.push({ kind: "path", className: named.declaration.name, keys });
  }
  return forms;
}

function isWhole(value: CimScalar): value is number | bigint {
  return typeof value === "bigint" || Number.isSafeInteger(value);
}

/** Whether nothing in a value is escaped, by a path or by JSON. */
function hasOneText(value: CimScalar): boolean {
  return typeof value !== "string" || /^[ !#-[\]-~]*$/.test(value);
}

/**
 * Whether an object is there: `missing` where nothing has its keys, `taken` where they are those of an object of another
 * class of the hierarchy.
 */
export type Presence = "there" | "missing" | "taken";

/**
 * The object whose associations are asked for, as the references in them are compared with it: by the object that is
 * meant, however the path spells it, also through the name of an ancestor of its class.
 */
export class ReferenceTarget {
  /** The class of the object where it is there, else the class that its path names. */
  readonly resolved: ResolvedClass;
  readonly presence: Presence;
  /** Its keys with the types and names that the class gives them; empty for a singleton. */
  readonly keys: readonly KeyBinding[];
  readonly #view: NamespaceView;
  readonly #identity: string;
  /** By the spelling of its name, each class that a reference has named; `undefined`: it cannot be that of the object. */
  readonly #named = new Map<string, ResolvedClass | undefined>();

  constructor(
    view: NamespaceView,
    resolved: ResolvedClass,
    presence: Presence,
    identity: string,
    keys: readonly KeyBinding[],
  ) {
    this.#view = view;
    this.#identity = identity;
    this.resolved = resolved;
    this.presence = presence;
    this.keys = keys;
  }

  /** Whether a reference that is declared for a class can refer to the object; `undefined`: for any class. */
  async canBeOf(className: string | undefined): Promise<boolean> {
    if (className === undefined) return true;
    const declared = await this.#view.findClass(className);
    if (declared === undefined) return false;
    if (isClassOrSubclass(this.resolved, declared.key)) return true;
    return this.presence !== "there" && isClassOrSubclass(declared, this.resolved.key);
  }

  /** Whether a class is one through whose name the object can be meant. */
  isInLineWith(named: ResolvedClass): boolean {
    // Through any other name the object is meant that has the keys.
    if (this.presence === "taken") return named === this.resolved;
    if (isClassOrSubclass(this.resolved, named.key)) return true;
    // Of an object that is not there only one of its classes is known.
    return this.presence === "missing" && isClassOrSubclass(named, this.resolved.key);
  }

  /**
   * What the bodies of rows contain whose references refer to the object; `undefined` where that cannot be told. It rests on
   * how paths are written: a number as such or in quotes, and text in quotes, which stand in JSON.
   */
  get bodyCondition(): RowCondition | undefined {
    const conditions: RowCondition[] = [];
    for (const { value } of this.keys) {
      const texts =
        typeof value === "string"
          ? [`=\\"${foldName(value)}\\"`]
          : isWhole(value)
            ? [`=${value},`, `=${value}"`, `=\\"${value}\\"`]
            : [];
      const condition = texts.length > 0 && hasOneText(value) ? containsAny(texts) : undefined;
      if (condition !== undefined) conditions.push(condition);
    }
    return conditions.length < 2 ? conditions[0] : { kind: "and", conditions };
  }

  /** Whether a reference refers to the object. */
  async isMeantBy(reference: ObjectPath): Promise<boolean> {
    if (reference.keys === undefined || !isLocalPath(this.#view, reference)) return false;
    const { className } = reference;
    let named = this.#named.get(className);
    if (named === undefined) {
      if (this.#named.has(className)) return false;
      const found = await this.#view.findClass(className);
      named = found !== undefined && this.isInLineWith(found) ? found : undefined;
      this.#named.set(className, named);
      if (named === undefined) return false;
    }
    // Of a hierarchy of singletons the first class that has an instance is meant, as `getInstance` finds it.
    if (reference.keys.length === 0) return named.isSingleton && this.keys.length === 0;
    return identityOf(this.#view, reference, named) === this.#identity;
  }
}
