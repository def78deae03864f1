import { randomUUID } from "node:crypto";
import { localName } from "../cim/class-kinds.ts";
import { instancePath } from "../cim/instance-keys.ts";
import type { CimClass, CimInstance, CimMethod, CimProperty, CimQualifier, QualifierType } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import { formatObjectPath } from "../cim/object-path.ts";
import { WbemCallResult } from "../wbem/call-result.ts";
import { violation, WbemError } from "../wbem/error.ts";
import { findClass } from "../wbem/find-in-target.ts";
import type { DeleteClassResult, PutResult, WbemServices } from "../wbem/services.ts";

/** What stands for a key that the target made, or would make: no path with it is one of an instance. */
export const unknownKey: string = randomUUID();

/**
 * A namespace into which a load puts nothing: a put only tells what the path of the object is there. Values are read by the classes
 * as the sources declare them, else as the target has them; keys by those of the target, because by them its instances are found.
 *
 * What the sources declare need not fit what is there: nothing is checked, and what is to be deleted stays.
 */
export class DeclaringServices implements WbemServices {
  readonly namespace: string;
  /** The namespace itself; absent where the target has none. */
  readonly #there: WbemServices | undefined;
  /** What the sources declare, by folded name. */
  readonly #classes = new Map<string, CimClass>();
  /** The local names of what is declared in a class, by its folded name. */
  readonly #nested = new Map<string, string[]>();
  /** Classes of the target, by name as spelled. */
  readonly #known = new Map<string, CimClass | null>();

  constructor(namespace: string, there: WbemServices | undefined) {
    this.namespace = namespace;
    this.#there = there;
  }

  putClass(definition: CimClass): WbemCallResult<PutResult> {
    this.#classes.set(foldName(definition.name), definition);
    if (definition.outer !== undefined) {
      const key = foldName(definition.outer);
      this.#nested.set(key, [...(this.#nested.get(key) ?? []), localName(definition)]);
    }
    return done(declared(definition.name));
  }

  putInstance(instance: CimInstance): WbemCallResult<PutResult> {
    return new WbemCallResult(this.#declare(instance));
  }

  putInstances(instances: readonly CimInstance[]): WbemCallResult<readonly PutResult[]> {
    return new WbemCallResult(this.#declareAll(instances));
  }

  async #declareAll(instances: readonly CimInstance[]): Promise<readonly PutResult[]> {
    const results: PutResult[] = [];
    for (const instance of instances) results.push(await this.#declare(instance));
    return results;
  }

  async #declare(instance: CimInstance): Promise<PutResult> {
    const { className } = instance;
    let definition = this.#known.get(className);
    if (definition === undefined) {
      definition = (await this.#findThere(className)) ?? null;
      this.#known.set(className, definition);
    }
    const path = instancePath(instance, definition ?? (await this.#find(className)) ?? noClass);
    if (path !== undefined) return declared(formatObjectPath(path));
    const keys = [{ name: "Key", value: unknownKey }];
    return declared(formatObjectPath({ kind: "path", className, keys }));
  }

  getClass(name: string): WbemCallResult<CimClass> {
    return new WbemCallResult(this.#get(name));
  }

  async #get(name: string): Promise<CimClass> {
    const definition = await this.#find(name);
    if (definition !== undefined) return definition;
    throw WbemError.fromViolations([violation("unknown-class", { class: name })]);
  }

  /** A class with what it inherits, as the sources declare it where they do. */
  async #find(name: string): Promise<CimClass | undefined> {
    const chain: CimClass[] = [];
    const seen = new Set<string>();
    let above: string | undefined = name;
    let found: CimClass | undefined;
    while (above !== undefined && !seen.has(foldName(above))) {
      seen.add(foldName(above));
      const own = this.#classes.get(foldName(above));
      if (own === undefined) {
        found = await this.#findThere(above);
        break;
      }
      chain.push(own);
      above = own.superclass;
    }
    for (const own of chain.reverse()) found = this.#inheriting(own, found);
    return found;
  }

  #inheriting(own: CimClass, above: CimClass | undefined): CimClass {
    const nested = this.#nested.get(foldName(own.name));
    return {
      ...own,
      ...(nested !== undefined && { nested }),
      properties: merged<CimProperty>(above?.properties ?? [], own.properties),
      methods: merged<CimMethod>(above?.methods ?? [], own.methods),
    };
  }

  async #findThere(name: string): Promise<CimClass | undefined> {
    return this.#there && findClass(this.#there, name);
  }

  /** What a pragma deletes has been deleted. */
  deleteClass(): WbemCallResult<DeleteClassResult> {
    return done({ classes: [], instances: 0 });
  }

  deleteInstance(): WbemCallResult<void> {
    return done(undefined);
  }

  async setQualifier(type: QualifierType): Promise<PutResult> {
    return declared(type.name);
  }

  async *enumerateQualifiers(): AsyncGenerator<QualifierType> {
    if (this.#there !== undefined) yield* this.#there.enumerateQualifiers();
  }

  /** The list of `#pragma autorecover` is all that a load goes through: it is empty. */
  async *createInstanceEnum(): AsyncGenerator<CimInstance> {}

  // A load reads nothing else.
  readonly openNamespace: () => never = notRead;
  readonly getInstance: () => never = notRead;
  readonly getObject: () => never = notRead;
  readonly createClassEnum: () => never = notRead;
  readonly execQuery: () => never = notRead;
  readonly explainQuery: () => never = notRead;
  readonly getQualifier: () => never = notRead;
  readonly deleteQualifier: () => never = notRead;
}

/** Stands for a class that is nowhere: its instances have no keys. */
const noClass: CimClass = { kind: "class", name: "", qualifiers: [], properties: [], methods: [] };

function notRead(): never {
  throw new Error("a load that only tells what is declared does not read this");
}

function done<Result>(result: Result): WbemCallResult<Result> {
  return new WbemCallResult(Promise.resolve(result));
}

function declared(path: string): PutResult {
  return { path, outcome: "created", warnings: [] };
}

/** Inherited elements, those that are declared again in their places, then the others. */
function merged<Element extends { readonly name: string; readonly qualifiers: readonly CimQualifier[] }>(
  inherited: readonly Element[],
  own: readonly Element[],
): readonly Element[] {
  const left = new Map(own.map((element) => [foldName(element.name), element]));
  const elements = inherited.map((element) => {
    const key = foldName(element.name);
    const override = left.get(key);
    if (override === undefined) return element;
    left.delete(key);
    return { ...override, qualifiers: [...override.qualifiers, ...element.qualifiers] };
  });
  return [...elements, ...left.values()];
}
