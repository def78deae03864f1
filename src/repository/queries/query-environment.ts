import { foldPath } from "../../cim/fold-key.ts";
import type { CimClass, CimInstance, CimValue } from "../../cim/model.ts";
import { foldName } from "../../cim/names.ts";
import type { ObjectPath } from "../../cim/object-path.ts";
import { findSystemProperty, type SystemPropertySource, systemPropertyValue } from "../../cim/system-properties.ts";
import { withEmbedded } from "../../cim/with-embedded.ts";
import type { QueryName } from "../../query/nodes.ts";
import type { PreparedCondition } from "../../query/prepared-query.ts";
import type { QueryEnvironment } from "../../query/query-environment.ts";
import { type InstanceTable, instanceTableOf } from "../instance-table.ts";
import type { NamespaceView } from "../namespace-view.ts";
import { classAndDescendants } from "../read-objects.ts";
import { isClassOrSubclass, type ResolvedClass } from "../resolved-class.ts";
import type { QueryRead } from "./query-read.ts";
import { identityOf, isLocalPath } from "./reference-target.ts";
import { systemSourceOf, systemSourceOfClass } from "./system-values.ts";

/** Whether a condition is about more than values of the object itself, so that something has to be read before it is judged. */
export function needsLoading(condition: PreparedCondition | undefined): boolean {
  if (condition === undefined) return false;
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.conditions.some(needsLoading);
    case "not":
      return needsLoading(condition.condition);
    case "isa":
      return true;
    default:
      return (
        condition.property.names.length > 1 || (condition.kind === "comparison" && condition.forms.path !== undefined)
      );
  }
}

/**
 * What conditions are told of the objects of a namespace. Conditions are evaluated without waiting, so everything that
 * has to be read for one is read before: the classes that it names by {@link NamespaceEnvironment.load}, those of
 * embedded objects by {@link NamespaceEnvironment.lookInside}.
 */
export class NamespaceEnvironment implements QueryEnvironment {
  readonly #read: QueryRead;
  readonly #view: NamespaceView;
  /** The classes of the objects that constants mean, by identity. */
  readonly #meant = new Map<string, ResolvedClass>();
  /** By the folded name of a class that an ISA names, the folded names of it and of all that derives from it. */
  readonly #families = new Map<string, ReadonlySet<string>>();
  /** The classes of objects, embedded ones too, that have been loaded. */
  readonly #seen = new Set<string>();
  #looksInside = false;
  /** The object that is judged; any other is embedded in it. */
  #object: CimInstance | CimClass | undefined;
  #source: SystemPropertySource | undefined;

  #lastName: string | undefined;
  #lastTable: InstanceTable | undefined;

  constructor(read: QueryRead) {
    this.#read = read;
    this.#view = read.view;
  }

  /** Reads the classes that a condition names, and what it compares references with. */
  async load(condition: PreparedCondition | undefined): Promise<void> {
    if (condition === undefined) return;
    switch (condition.kind) {
      case "and":
      case "or":
        for (const part of condition.conditions) await this.load(part);
        return;
      case "not":
        return this.load(condition.condition);
      default:
        if (condition.property.names.length > 1) this.#looksInside = true;
        if (condition.kind === "isa") await this.#loadFamily(condition.className);
        if (condition.kind === "comparison" && condition.forms.path !== undefined) {
          await this.#loadReferenced(condition.forms.path, condition.forms.text === undefined);
        }
    }
  }

  /** Whether objects have to be {@link lookInside} before they are judged. */
  get looksInside(): boolean {
    return this.#looksInside;
  }

  /** Reads the classes of an instance and of the objects that are embedded in it. */
  async lookInside(instance: CimInstance): Promise<void> {
    for (const { className } of withEmbedded(instance)) {
      if (this.#seen.has(className)) continue;
      await this.#view.findClass(className);
      this.#seen.add(className);
    }
    this.#lastName = undefined;
  }

  /** Takes the object that is judged next. */
  judge(object: CimInstance | CimClass): void {
    this.#object = object;
    this.#source = undefined;
  }

  valueOf(object: CimInstance | CimClass, property: QueryName): CimValue | undefined {
    if (findSystemProperty(property.name) !== undefined) return this.#systemValue(object, property);
    if (object.kind === "class") {
      return object.properties.find(({ name }) => foldName(name) === property.key)?.value ?? null;
    }
    const slot = this.#tableOf(object.className)?.find(property.name);
    for (const { name, value } of object.properties) {
      if (value !== undefined && (name === slot?.name || foldName(name) === property.key)) return value;
    }
    return slot?.default;
  }

  isA(object: CimInstance | CimClass, className: QueryName): boolean {
    const key = foldName(object.kind === "class" ? object.name : object.className);
    return key === className.key || this.#families.get(className.key)?.has(key) === true;
  }

  foldReference(path: ObjectPath): string {
    const resolved = isLocalPath(this.#view, path) ? this.#view.findLoadedClass(path.className) : undefined;
    const identity =
      resolved === undefined || path.keys === undefined ? undefined : identityOf(this.#view, path, resolved);
    if (resolved === undefined || identity === undefined) return foldPath(path, { namespace: this.#view.key });
    const actual = this.#meant.get(identity);
    // Through the name of a class that it is not of, the object is not meant.
    return actual === undefined || isClassOrSubclass(actual, resolved.key) ? identity : `${resolved.key}:${identity}`;
  }

  /** Objects come class by class. */
  #tableOf(className: string): InstanceTable | undefined {
    if (this.#lastName === className) return this.#lastTable;
    const resolved = this.#view.findLoadedClass(className);
    this.#lastName = className;
    this.#lastTable = resolved === undefined ? undefined : instanceTableOf(resolved);
    return this.#lastTable;
  }

  #systemValue(object: CimInstance | CimClass, property: QueryName): CimValue | undefined {
    const isEmbedded = object !== this.#object;
    if (!isEmbedded) {
      this.#source ??= this.#sourceOf(object, false);
      return this.#source && systemPropertyValue(property.name, this.#source);
    }
    const source = this.#sourceOf(object, true);
    return source && systemPropertyValue(property.name, source);
  }

  #sourceOf(object: CimInstance | CimClass, isEmbedded: boolean): SystemPropertySource | undefined {
    const resolved = this.#view.findLoadedClass(object.kind === "class" ? object.name : object.className);
    if (resolved === undefined) return undefined;
    return object.kind === "class"
      ? systemSourceOfClass(this.#view, resolved)
      : systemSourceOf(this.#view, object, instanceTableOf(resolved), isEmbedded);
  }

  async #loadFamily({ name, key }: QueryName): Promise<void> {
    if (this.#families.has(key)) return;
    const family = new Set<string>();
    const top = await this.#view.findClass(name);
    if (top !== undefined) {
      for await (const member of classAndDescendants(this.#view, top)) family.add(member.key);
    }
    this.#families.set(key, family);
  }

  /**
   * What a constant means that is a path: the classes through which its object can be referred to, and the object itself.
   * That is not looked for where the constant may as well be text, which should ask no provider.
   */
  async #loadReferenced(path: ObjectPath, isCertain: boolean): Promise<void> {
    if (path.keys === undefined) return;
    const named = await this.#view.findClass(path.className);
    if (named === undefined) return;
    for await (const { key } of classAndDescendants(this.#view, named)) await this.#view.findClass(key);
    if (!isCertain) return;
    const identity = identityOf(this.#view, path, named);
    const found = await this.#read.findHere({ ...path, className: (named.keyClass ?? named).declaration.name });
    const actual = found && (await this.#view.findClass(found.className));
    if (identity !== undefined && actual !== undefined) this.#meant.set(identity, actual);
  }
}
