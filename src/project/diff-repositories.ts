import { localeOfNamespace } from "../cim/locale.ts";
import type { CimClass, CimInstance, QualifierType } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import { argumentKinds, requireArgument, requireOptions } from "../cim/require-arguments.ts";
import type { WbemConnection } from "../wbem/connection.ts";
import { violation, WbemError } from "../wbem/error.ts";
import type { WbemServices } from "../wbem/services.ts";
import { type Change, type FoundChange, type ObjectDifference, toldChange } from "./diff-changes.ts";
import { ClassComparison, type Hierarchy } from "./diff-classes.ts";
import { compareInstances, type InstanceSource, pairInstances, pathOfInstance } from "./diff-instances.ts";
import { compareQualifierTypes } from "./diff-qualifier-types.ts";
import { type ChangeCode, changeRules } from "./diff-rules.ts";
import { generatedClasses, namespacesOf, systemRoot } from "./repository-walk.ts";

export type { Change, ChangedElement, ObjectDifference } from "./diff-changes.ts";
export { type ChangeCode, type ChangeRule, type ChangeSeverity, changeRules } from "./diff-rules.ts";

/** How two repositories are compared. */
export interface DiffOptions {
  /**
   * Is told how many objects have been compared, each time one has been, also where nothing differs. What it throws ends the
   * comparison.
   */
  readonly onProgress?: (compared: number) => void | Promise<void>;
}

/**
 * Compares two repositories object by object and says of each change what it means for those who use them: which changes
 * break clients is decided by {@link changeRules}, a row for each kind of change.
 *
 * Objects come in the order of a dump: namespaces, in each qualifier types, classes superclass first, instances by class and key;
 * what only `before` has comes behind its kind. Classes are compared as clients see them, with all that they inherit; an inherited change is
 * told once, at the class that makes it. Names compare without case. The order in which a class declares its elements, and whether it does
 * so in words of MOF 2 or 3, is no difference; neither are hidden namespaces, those whose names begin with `__`. Instances are read side by
 * side, so that of any number of them two are held; of the schema the names and what changed.
 *
 * Two reads of connections that others write to may see different states: open both for reading.
 *
 * @throws `WbemError` `WBEM_E_INVALID_PARAMETER` with `keys-not-comparable` where one compares string keys exactly and the other
 * without case, so that neither says which instances are the same
 * @example
 * for await (const { path, changes } of diffRepositories(released, current)) {
 *   for (const { code, severity } of changes) if (severity === "breaking") console.log(path, code);
 * }
 */
export async function* diffRepositories(
  before: WbemConnection,
  after: WbemConnection,
  options: DiffOptions = {},
): AsyncGenerator<ObjectDifference> {
  requireArgument("before", before, argumentKinds.connection);
  requireArgument("after", after, argumentKinds.connection);
  requireOptions(options);
  if (before.exactKeys !== after.exactKeys) {
    const [exact, folded] = before.exactKeys ? [before.name, after.name] : [after.name, before.name];
    throw WbemError.fromViolations([violation("keys-not-comparable", { exact, folded })]);
  }
  let compared = 0;
  const count = async (): Promise<void> => options.onProgress?.(++compared);
  const [left, right] = [await namespacesOf(before), await namespacesOf(after)];
  const known = new Map(left.map((namespace) => [foldName(namespace), namespace]));
  const kept = new Set(right.map(foldName));
  const pairs: (readonly [string | undefined, string | undefined])[] = [
    ...right.map((namespace) => [known.get(foldName(namespace)), namespace] as const),
    ...left.filter((namespace) => !kept.has(foldName(namespace))).map((namespace) => [namespace, undefined] as const),
  ];
  for (const [old, now] of pairs) {
    const namespace = (now ?? old) as string;
    await count();
    const difference = (changes: readonly Change[], outcome: ObjectDifference["outcome"]): ObjectDifference => ({
      kind: "namespace",
      namespace,
      path: namespace,
      outcome,
      changes,
    });
    if (old === undefined) yield difference([wholeChange("added-namespace")], "added");
    else if (now === undefined) yield difference([wholeChange("removed-namespace")], "removed");
    else if (old !== now) {
      yield difference([{ ...wholeChange("respelled"), before: old, after: now }], "changed");
    }
    const sides = [
      old === undefined ? undefined : await before.openNamespace(old),
      now === undefined ? undefined : await after.openNamespace(now),
    ] as const;
    yield* new NamespaceComparison(namespace, ...sides, before.exactKeys, count).run();
  }
}

function wholeChange(code: ChangeCode): Change {
  return { code, severity: changeRules[code].severity, element: {} };
}

/** The classes of one side of a namespace. */
interface ClassList {
  readonly names: ReadonlyMap<string, string>;
  readonly hierarchy: Hierarchy;
}

class NamespaceComparison {
  readonly #namespace: string;
  readonly #left: WbemServices | undefined;
  readonly #right: WbemServices | undefined;
  readonly #exactKeys: boolean;
  readonly #count: () => Promise<void>;

  constructor(
    namespace: string,
    left: WbemServices | undefined,
    right: WbemServices | undefined,
    exactKeys: boolean,
    count: () => Promise<void>,
  ) {
    this.#namespace = namespace;
    this.#left = left;
    this.#right = right;
    this.#exactKeys = exactKeys;
    this.#count = count;
  }

  async *run(): AsyncGenerator<ObjectDifference> {
    yield* this.#compareQualifierTypes();
    const [left, right] = [await readClasses(this.#left), await readClasses(this.#right)];
    // Those that are gone come last: no class that stays has one of them for what both sides have above it.
    const keys = new Set([...right.names.keys(), ...left.names.keys()]);
    yield* this.#compareClasses(keys, left, right);
    for (const name of await this.#systemClassesWithInstances()) yield* this.#compareInstances(name, name);
    for (const key of keys) yield* this.#compareInstances(left.names.get(key), right.names.get(key));
  }

  async *#compareQualifierTypes(): AsyncGenerator<ObjectDifference> {
    const [left, right] = [await readQualifierTypes(this.#left), await readQualifierTypes(this.#right)];
    for (const key of new Set([...right.keys(), ...left.keys()])) {
      await this.#count();
      const [before, after] = [left.get(key), right.get(key)];
      const path = ((after ?? before) as QualifierType).name;
      const changes = before && after && compareQualifierTypes(before, after);
      yield* this.#tell("qualifier", path, before, after, changes, ["removed-qualifier-type", "added-qualifier-type"]);
    }
  }

  async *#compareClasses(keys: Iterable<string>, left: ClassList, right: ClassList): AsyncGenerator<ObjectDifference> {
    const comparison = new ClassComparison(left.hierarchy, right.hierarchy, this.#isLocalized());
    for (const key of keys) {
      await this.#count();
      const [before, after] = [
        await findClass(this.#left, left.names.get(key)),
        await findClass(this.#right, right.names.get(key)),
      ];
      const path = ((after ?? before) as CimClass).name;
      const changes = before && after && comparison.compare(before, after);
      yield* this.#tell("class", path, before, after, changes, ["removed-class", "added-class"]);
    }
  }

  async *#compareInstances(left: string | undefined, right: string | undefined): AsyncGenerator<ObjectDifference> {
    const [before, after] = [await instanceSource(this.#left, left), await instanceSource(this.#right, right)];
    for await (const [old, now] of pairInstances(before, after, this.#exactKeys)) {
      await this.#count();
      const source = now === undefined ? before : after;
      const path = () => pathOfInstance((now ?? old) as CimInstance, (source as InstanceSource).definition);
      if (old === undefined || now === undefined) {
        yield* this.#tell("instance", path(), old, now, undefined, ["removed-instance", "added-instance"]);
        continue;
      }
      const changes = compareInstances(
        old,
        now,
        (before as InstanceSource).definition,
        (after as InstanceSource).definition,
        { exactKeys: this.#exactKeys, namespace: this.#namespace },
      );
      if (changes.length > 0)
        yield { ...this.#object("instance", path()), outcome: "changed", changes: changes.map(toldChange) };
    }
  }

  /** System classes are the same on both sides, so it is known which of them have instances before these are compared. */
  async #systemClassesWithInstances(): Promise<ReadonlySet<string>> {
    const names = new Set<string>();
    for (const services of [this.#left, this.#right]) {
      if (services === undefined) continue;
      for await (const { className } of services.createInstanceEnum(systemRoot)) {
        // Behind the system classes come those that derive from them, which are compared with all others.
        if (!className.startsWith("__")) break;
        if (!generatedClasses.has(foldName(className))) names.add(className);
      }
    }
    return names;
  }

  *#tell(
    kind: ObjectDifference["kind"],
    path: string,
    before: unknown,
    after: unknown,
    changes: readonly FoundChange[] | undefined,
    [removed, added]: readonly [ChangeCode, ChangeCode],
  ): Generator<ObjectDifference> {
    const object = this.#object(kind, path);
    if (before === undefined) yield { ...object, outcome: "added", changes: [this.#whole(added)] };
    else if (after === undefined) yield { ...object, outcome: "removed", changes: [this.#whole(removed)] };
    else if (changes !== undefined && changes.length > 0) {
      yield { ...object, outcome: "changed", changes: changes.map(toldChange) };
    }
  }

  #object(kind: ObjectDifference["kind"], path: string) {
    return { kind, namespace: this.#namespace, path };
  }

  #whole(code: ChangeCode): Change {
    return { ...wholeChange(code), ...(this.#isLocalized() && { severity: "documentation" }) };
  }

  /** Whether the namespace holds the texts of a language (`root/cimv2/ms_409`), which only people read. */
  #isLocalized(): boolean {
    return localeOfNamespace(this.#namespace) !== undefined;
  }
}

async function readQualifierTypes(services: WbemServices | undefined): Promise<ReadonlyMap<string, QualifierType>> {
  const types = new Map<string, QualifierType>();
  if (services === undefined) return types;
  for await (const type of services.enumerateQualifiers()) types.set(foldName(type.name), type);
  return types;
}

async function readClasses(services: WbemServices | undefined): Promise<ClassList> {
  const names = new Map<string, string>();
  const hierarchy = new Map<string, string | undefined>();
  if (services === undefined) return { names, hierarchy };
  for await (const { name, superclass } of services.createClassEnum(null)) {
    const key = foldName(name);
    names.set(key, name);
    hierarchy.set(key, superclass === undefined ? undefined : foldName(superclass));
  }
  return { names, hierarchy };
}

async function findClass(services: WbemServices | undefined, name: string | undefined): Promise<CimClass | undefined> {
  return services === undefined || name === undefined ? undefined : services.getClass(name);
}

async function instanceSource(
  services: WbemServices | undefined,
  name: string | undefined,
): Promise<InstanceSource | undefined> {
  if (services === undefined || name === undefined) return undefined;
  return { services, definition: await services.getClass(name) };
}
