import type { QualifierDefinitions } from "./qualifier-definitions.ts";
import type { ResolvedClass } from "./resolved-class.ts";

/**
 * The resolved classes of one namespace, in the state that one generation of it has. A transaction works on a layer over
 * the cache that readers share: what it loads and writes stays in the layer until it lasts, and is dropped with the layer
 * when it does not.
 */
export class ClassCache {
  /** The generation of the namespace whose state this is. */
  generation: number;
  /** Rises when the state changes in place, so that what was read from the store before is not put in after. */
  epoch = 0;
  #base: ClassCache | undefined;
  /** `undefined` under a key: forgotten here, whatever the cache below holds. */
  readonly #classes = new Map<string, ResolvedClass | undefined>();
  #definitions: QualifierDefinitions | undefined;
  #extended: Set<string> | undefined;
  #names: Map<string, string> | undefined;

  constructor(generation: number, base?: ClassCache) {
    this.generation = generation;
    this.#base = base;
  }

  /** A class by its folded name; `undefined` where it has to be loaded. */
  find(key: string): ResolvedClass | undefined {
    const own = this.#classes.get(key);
    if (own !== undefined || this.#base === undefined || this.#classes.has(key)) return own;
    return this.#base.find(key);
  }

  /** Takes in a class as it was read. */
  set(resolved: ResolvedClass): void {
    this.#classes.set(resolved.key, resolved);
  }

  /** Takes in classes that were written or follow from what was; their rows have changed before. */
  change(classes: Iterable<ResolvedClass>): void {
    this.epoch++;
    for (const resolved of classes) {
      this.#classes.set(resolved.key, resolved);
      this.#names?.set(resolved.key, resolved.declaration.name);
    }
  }

  /** Forgets classes by their folded names; their rows were deleted before, so that nobody loads them again. */
  forget(keys: Iterable<string>): void {
    this.epoch++;
    for (const key of keys) {
      this.#classes.set(key, undefined);
      this.#names?.delete(key);
    }
  }

  /** Forgets all classes, because the qualifier types have changed that they were resolved with. */
  redefine(definitions: QualifierDefinitions): void {
    this.epoch++;
    this.#names = this.#allNames();
    this.#extended = this.extendedSystemClasses;
    this.#base = undefined;
    this.#classes.clear();
    this.#definitions = definitions;
  }

  /**
   * The system classes, by folded name, from which classes of the namespace may derive; `undefined`: not known. One from
   * which nothing derives any more may be among them.
   */
  get extendedSystemClasses(): Set<string> | undefined {
    return this.#extended ?? this.#base?.extendedSystemClasses;
  }

  set extendedSystemClasses(keys: Set<string>) {
    this.#extended = keys;
  }

  /** Notes that a class derives from a system class. */
  extendSystemClass(key: string): void {
    const known = this.extendedSystemClasses;
    if (known !== undefined && !known.has(key)) this.#extended = new Set(known).add(key);
  }

  /** The names of all classes, those of the system too, by folded name; `undefined`: not known. */
  get classNames(): ReadonlyMap<string, string> | undefined {
    this.#names = this.#allNames();
    return this.#names;
  }

  set classNames(names: Map<string, string>) {
    this.#names = names;
  }

  /** Whether there is surely no class of a folded name: all names are known, and it is not among them. */
  lacks(key: string): boolean {
    return this.classNames?.has(key) === false;
  }

  /** The names as they are here, of which those below are a part. */
  #allNames(): Map<string, string> | undefined {
    const below = this.#names === undefined ? this.#base?.classNames : undefined;
    if (below === undefined) return this.#names;
    const names = new Map(below);
    renameIn(names, this.#classes);
    return names;
  }

  get definitions(): QualifierDefinitions | undefined {
    return this.#definitions ?? this.#base?.definitions;
  }

  set definitions(definitions: QualifierDefinitions) {
    this.#definitions = definitions;
  }

  /** Takes over a layer whose transaction lasts; `false` where the layer has cut itself off and replaces this cache. */
  merge(layer: ClassCache): boolean {
    if (layer.#base !== this) return false;
    this.epoch++;
    this.generation = layer.generation;
    for (const [key, resolved] of layer.#classes) {
      if (resolved === undefined) this.#classes.delete(key);
      else this.#classes.set(key, resolved);
    }
    if (layer.#names !== undefined) this.#names = layer.#names;
    else if (this.#names !== undefined) renameIn(this.#names, layer.#classes);
    this.#definitions = layer.definitions;
    this.#extended = layer.extendedSystemClasses;
    return true;
  }
}

/** Brings names up to what is known of classes by folded name; `undefined`: deleted. */
function renameIn(names: Map<string, string>, classes: Iterable<readonly [string, ResolvedClass | undefined]>): void {
  for (const [key, resolved] of classes) {
    if (resolved === undefined) names.delete(key);
    else names.set(key, resolved.declaration.name);
  }
}
