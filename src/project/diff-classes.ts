import { keyPropertiesOf } from "../cim/class-elements.ts";
import { enumerationTypeOf } from "../cim/class-kinds.ts";
import type { CimClass } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import { hasTrueQualifier } from "../cim/qualifiers.ts";
import { ChangeList, type FoundChange } from "./diff-changes.ts";
import { type ClassRelation, compareMethods, compareProperties } from "./diff-elements.ts";
import { type BooleanRule, compareQualifiers } from "./diff-qualifiers.ts";

/** The superclass of every class of one side, by folded names; a class at the top has `undefined`. */
export type Hierarchy = ReadonlyMap<string, string | undefined>;

const classRules: Readonly<Record<string, BooleanRule>> = {
  abstract: { became: "became-abstract", noLonger: "no-longer-abstract" },
  terminal: { became: "became-terminal", noLonger: "no-longer-terminal" },
};

const kinds = ["Association", "Indication", "Exception", "Structure"] as const;

/**
 * Compares classes as clients see them, with all that they inherit. A change that a class inherits is told at the class that
 * makes it and not again at each of its descendants. Classes are given superclass first.
 */
export class ClassComparison {
  readonly #left: Hierarchy;
  readonly #right: Hierarchy;
  readonly #onlyDocumentation: boolean;
  /** What was found of classes that are not the same on both sides, inherited changes included. */
  readonly #foundByClass = new Map<string, ReadonlySet<string>>();

  constructor(left: Hierarchy, right: Hierarchy, onlyDocumentation: boolean) {
    this.#left = left;
    this.#right = right;
    this.#onlyDocumentation = onlyDocumentation;
  }

  /** What a class that both sides have changes itself. */
  compare(before: CimClass, after: CimClass): readonly FoundChange[] {
    const changes = new ChangeList(this.#onlyDocumentation);
    this.#compareHeads(changes, before, after);
    const context = {
      changes,
      relate: (old: string, now: string) => this.#relate(old, now),
    };
    const areValues = enumerationTypeOf(before) !== undefined && enumerationTypeOf(after) !== undefined;
    compareProperties(context, before.properties, after.properties, areValues);
    compareMethods(context, before.methods, after.methods);
    return this.#ownChanges(foldName(after.name), changes.found);
  }

  #compareHeads(changes: ChangeList, before: CimClass, after: CimClass): void {
    if (before.name !== after.name) changes.add("respelled", {}, before.name, after.name);
    this.#compareSuperclasses(changes, before, after);
    if (foldName(before.outer ?? "") !== foldName(after.outer ?? "")) {
      changes.add("moved-declaration", {}, placeOf(before), placeOf(after));
    }
    const told = new Set<string>();
    const [oldKind, newKind] = [kindText(before), kindText(after)];
    if (oldKind !== newKind) {
      changes.add("changed-class-kind", {}, oldKind, newKind, isDerived(before) && isDerived(after));
      for (const kind of kinds) told.add(foldName(kind));
      told.add("enumeration");
    }
    const [oldKeys, newKeys] = [keysText(before), keysText(after)];
    if (foldName(oldKeys ?? "") !== foldName(newKeys ?? "")) {
      changes.add("changed-keys", {}, oldKeys, newKeys, isDerived(before) && isDerived(after));
      told.add("singleton");
    }
    compareQualifiers(
      changes,
      { qualifiers: before.qualifiers },
      { qualifiers: after.qualifiers },
      { element: {}, told },
      classRules,
    );
  }

  #compareSuperclasses(changes: ChangeList, before: CimClass, after: CimClass): void {
    const [old, now] = [before.superclass, after.superclass];
    if (foldName(old ?? "") === foldName(now ?? "")) {
      if (old !== now) changes.add("respelled", {}, old, now);
      return;
    }
    const ancestors = new Set(ancestorsIn(this.#right, foldName(after.name)));
    const keepsAll = ancestorsIn(this.#left, foldName(before.name)).every((name) => ancestors.has(name));
    changes.add(keepsAll ? "inserted-superclass" : "changed-superclass", {}, old, now);
  }

  /** How a class stands to another one, on whichever side says so; `""` is above all. */
  #relate(old: string, now: string): ClassRelation {
    const [from, to] = [foldName(old), foldName(now)];
    if (from === to) return "same";
    const isBelow = (lower: string, upper: string): boolean =>
      upper === "" || [this.#right, this.#left].some((side) => ancestorsIn(side, lower).includes(upper));
    if (isBelow(to, from)) return "below";
    return isBelow(from, to) ? "above" : "elsewhere";
  }

  /** Leaves out what the nearest class above on both sides has as well. */
  #ownChanges(key: string, found: readonly FoundChange[]): readonly FoundChange[] {
    if (found.length === 0) return found;
    this.#foundByClass.set(key, new Set(found.map(identityOf)));
    const above = this.#commonAncestor(key);
    const known = above === undefined ? undefined : this.#foundByClass.get(above);
    if (known === undefined) return found;
    return found.filter((change) => !change.isInherited || !known.has(identityOf(change)));
  }

  #commonAncestor(key: string): string | undefined {
    const others = new Set(ancestorsIn(this.#left, key));
    return ancestorsIn(this.#right, key).find((name) => others.has(name));
  }
}

/** Of changes that are the same one in a class and below it. */
function identityOf({ code, element, before, after }: FoundChange): string {
  return JSON.stringify([code, element, before, after]);
}

/** The classes above a class, nearest first. */
function ancestorsIn(hierarchy: Hierarchy, key: string): readonly string[] {
  const ancestors: string[] = [];
  for (let above = hierarchy.get(key); above !== undefined; above = hierarchy.get(above)) ancestors.push(above);
  return ancestors;
}

function isDerived({ superclass }: CimClass): boolean {
  return superclass !== undefined;
}

function placeOf({ outer }: CimClass): string {
  return outer === undefined ? "by itself" : `in ${outer}`;
}

function kindText(definition: CimClass): string {
  const type = enumerationTypeOf(definition);
  if (type !== undefined) return `enumeration of ${type}`;
  const words = kinds.filter((kind) => hasTrueQualifier(definition.qualifiers, kind));
  return words.length === 0 ? "class" : words.join(", ").toLowerCase();
}

function keysText(definition: CimClass): string | undefined {
  const keys = keyPropertiesOf(definition).map(({ name }) => name);
  if (keys.length > 0) return keys.join(", ");
  return hasTrueQualifier(definition.qualifiers, "Singleton") ? "Singleton" : undefined;
}
