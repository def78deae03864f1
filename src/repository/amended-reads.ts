import { localeFallbacks, localeNamespaceName, localeOfNamespace } from "../cim/locale.ts";
import type { CimClass, CimInstance, CimPropertyValue, CimQualifier } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import { WBEM_FLAG_USE_AMENDED_QUALIFIERS } from "../wbem/flags.ts";
import { hasAmendedUse, mergeAmendment } from "./merge-amendment.ts";
import { childrenOf } from "./namespace-instances.ts";
import type { NamespaceView } from "./namespace-view.ts";
import type { QualifierDefinitions } from "./qualifier-definitions.ts";
import { readClass } from "./read-class.ts";
import { resolveClass } from "./resolve-class.ts";
import type { ResolvedClass } from "./resolved-class.ts";

/** A class with its texts, and what it was made of: it holds as long as these are the same. */
interface Merged {
  readonly localized: ResolvedClass | undefined;
  readonly superclass: ResolvedClass | undefined;
  readonly resolved: ResolvedClass;
}

/**
 * The merged form of each class that was read so. A resolved class never changes, and the caches of the namespaces give a new
 * one after every write, so what is remembered for one is right as long as its parts are the same objects.
 */
const mergedClasses = new WeakMap<ResolvedClass, Merged>();

/** What the class of an instance gives to it. */
interface InstanceTexts {
  readonly qualifiers: readonly CimQualifier[];
  /** By the folded name of the property. */
  readonly properties: ReadonlyMap<string, { readonly name: string; readonly qualifiers: readonly CimQualifier[] }>;
}

const textsByClass = new WeakMap<ResolvedClass, InstanceTexts>();

/** Reads classes and instances of one namespace with localized qualifiers, for one operation. */
export class AmendedReader {
  readonly #view: NamespaceView;
  readonly #definitions: QualifierDefinitions;
  /** The namespaces of localized classes, that of the locale first. */
  readonly #sources: readonly NamespaceView[];
  /** What {@link #merge} has given in this operation. */
  readonly #merged = new Map<ResolvedClass, ResolvedClass>();

  private constructor(view: NamespaceView, definitions: QualifierDefinitions, sources: readonly NamespaceView[]) {
    this.#view = view;
    this.#definitions = definitions;
    this.#sources = sources;
  }

  static async open(view: NamespaceView): Promise<AmendedReader> {
    const { locale } = view.settings;
    const children = childrenOf(await view.reader.listNamespaces(), view.key);
    const sources = (locale === undefined ? [] : localeFallbacks(locale)).flatMap((wanted) => {
      const spellings = children.filter(({ path }) => localeOfNamespace(path)?.id === wanted.id);
      // Of several spellings of one number the canonical one counts first.
      const canonical = `${view.key}/${localeNamespaceName(wanted)}`;
      spellings.sort((left, right) => Number(right.key === canonical) - Number(left.key === canonical));
      return spellings.map((row) => view.views.viewOf(row, view.exactKeys));
    });
    return new AmendedReader(view, await view.definitions(), sources);
  }

  /** A class as it is read, with the texts of the locale, and marked so. */
  async readClass(resolved: ResolvedClass): Promise<CimClass> {
    return { ...readClass(await this.#merge(resolved)), amended: true };
  }

  /** Each of some stored instances as {@link amendInstance} gives it. */
  async *amendInstances(instances: AsyncIterable<CimInstance>): AsyncGenerator<CimInstance> {
    for await (const instance of instances) yield this.amendInstance(instance);
  }

  /** A stored instance with the amended qualifiers that its class propagates to instances, and marked so. */
  async amendInstance(instance: CimInstance): Promise<CimInstance> {
    const resolved = (await this.#view.findClass(instance.className)) as ResolvedClass;
    const texts = this.#textsOf(await this.#merge(resolved));
    if (texts.qualifiers.length === 0 && texts.properties.size === 0) return { ...instance, amended: true };
    const unset = new Map(texts.properties);
    const properties = instance.properties.map((property): CimPropertyValue => {
      const key = foldName(property.name);
      const text = unset.get(key);
      unset.delete(key);
      return text === undefined ? property : { ...property, qualifiers: add(property.qualifiers, text.qualifiers) };
    });
    const qualifiers = add(instance.qualifiers, texts.qualifiers);
    return {
      ...instance,
      properties: [...properties, ...unset.values()],
      ...(qualifiers.length > 0 && { qualifiers }),
      amended: true,
    };
  }

  /** A class with the texts of every class of its chain, each merged by itself and then propagated by flavor. */
  async #merge(resolved: ResolvedClass): Promise<ResolvedClass> {
    const chain: ResolvedClass[] = [];
    let above: ResolvedClass | undefined = resolved;
    for (; above !== undefined && !above.isSystem; above = above.superclass) {
      const known = this.#merged.get(above);
      if (known !== undefined) {
        above = known;
        break;
      }
      chain.push(above);
    }
    for (const current of chain.reverse()) {
      above = this.#mergeOne(current, await this.#findLocalized(current), above);
      this.#merged.set(current, above);
    }
    return above ?? resolved;
  }

  #mergeOne(
    neutral: ResolvedClass,
    localized: ResolvedClass | undefined,
    superclass: ResolvedClass | undefined,
  ): ResolvedClass {
    if (localized === undefined && superclass === neutral.superclass) return neutral;
    const known = mergedClasses.get(neutral);
    if (known !== undefined && known.localized === localized && known.superclass === superclass) return known.resolved;
    const declaration = localized === undefined ? neutral.declaration : mergeAmendment(neutral, localized);
    const resolved = resolveClass(declaration, superclass, this.#definitions);
    mergedClasses.set(neutral, { localized, superclass, resolved });
    return resolved;
  }

  /** The localized class of the first locale that has texts for a class. */
  async #findLocalized({ key }: ResolvedClass): Promise<ResolvedClass | undefined> {
    for (const source of this.#sources) {
      const found = await source.findClass(key);
      if (found !== undefined && hasAmendedUse(found)) return found;
    }
    return undefined;
  }

  #textsOf(merged: ResolvedClass): InstanceTexts {
    let texts = textsByClass.get(merged);
    if (texts !== undefined) return texts;
    const { qualifiers, properties } = readClass(merged);
    const textsOfProperties = properties.flatMap(({ name, qualifiers: own }) => {
      const reaching = this.#reachingInstances(own);
      return reaching.length === 0 ? [] : [[foldName(name), { name, qualifiers: reaching }] as const];
    });
    texts = { qualifiers: this.#reachingInstances(qualifiers), properties: new Map(textsOfProperties) };
    textsByClass.set(merged, texts);
    return texts;
  }

  /** As with propagation to subclasses, a declared type decides where there is one. */
  #reachingInstances(qualifiers: readonly CimQualifier[]): readonly CimQualifier[] {
    const reaching = qualifiers.filter(({ name, flavor }) => {
      const { type, flavor: declared } = this.#definitions.find(name);
      return flavor.amended === true && (type === undefined ? flavor.toInstance : declared.toInstance) === true;
    });
    return reaching.map((qualifier) => ({ ...qualifier, propagated: true }));
  }
}

/** The qualifiers of an instance, and those of its class that it does not have itself. */
function add(own: readonly CimQualifier[] | undefined, propagated: readonly CimQualifier[]): readonly CimQualifier[] {
  if (own === undefined) return propagated;
  const names = new Set(own.map(({ name }) => foldName(name)));
  return [...own, ...propagated.filter(({ name }) => !names.has(foldName(name)))];
}

/** The flags of the same read without localized qualifiers. */
export function withoutAmended(flags: number): number {
  return flags & ~WBEM_FLAG_USE_AMENDED_QUALIFIERS;
}

/**
 * What reads with localized qualifiers, where flags and connection ask for it; `undefined`, at the cost of testing a bit,
 * where they do not.
 */
export function amendedReader(view: NamespaceView, flags: number): Promise<AmendedReader> | undefined {
  const isAsked = (flags & WBEM_FLAG_USE_AMENDED_QUALIFIERS) !== 0 && view.settings.locale !== undefined;
  return isAsked ? AmendedReader.open(view) : undefined;
}
