import { enumerationTypeOf } from "../cim/class-kinds.ts";
import type { CimClass, QualifierType } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import { findClass } from "../wbem/find-in-target.ts";
import type { PutOutcome, WbemServices } from "../wbem/services.ts";
import { ClassShape } from "./class-shape.ts";
import { LocalTypes } from "./local-types.ts";
import type { LocalTypeSource } from "./type-names.ts";

/** The name of a qualifier as it is spelled. */
export interface QualifierName {
  /** One string for all uses, which is hashed once and equal to itself at a glance, wherever it is looked up. */
  readonly name: string;
  /** Its declared type; `undefined` where there is none. */
  readonly type: QualifierType | undefined;
}

/** A namespace that is loaded into, with what lowering has asked it so far. */
export class TargetNamespace implements LocalTypeSource {
  readonly services: WbemServices;
  /** By name as spelled; `null`: there is no such class. */
  readonly #shapes = new Map<string, ClassShape | null>();
  /** The names in {@link #shapes} of which there is no class. */
  #absent: string[] = [];
  /**
   * The local types of classes that are there as they were put, by name as spelled; enumerations are left out. `undefined`: those
   * above are not known.
   */
  readonly #put = new Map<string, LocalTypes | undefined>();
  /** By folded name. */
  readonly #qualifierTypes: Map<string, QualifierType>;
  /** By name as spelled. */
  readonly #qualifierNames = new Map<string, QualifierName>();

  private constructor(services: WbemServices, qualifierTypes: Map<string, QualifierType>) {
    this.services = services;
    this.#qualifierTypes = qualifierTypes;
  }

  /** Reads the declared qualifier types at once: there are few, and nearly all of them are used. */
  static async open(services: WbemServices): Promise<TargetNamespace> {
    const types = new Map<string, QualifierType>();
    for await (const type of services.enumerateQualifiers()) types.set(foldName(type.name), type);
    return new TargetNamespace(services, types);
  }

  /** The canonical path: `root/cimv2`. */
  get path(): string {
    return this.services.namespace;
  }

  /** The shape of a class, `null` where there is none, `undefined` where it has to be fetched first. */
  shape(className: string): ClassShape | null | undefined {
    return this.#shapes.get(className);
  }

  /** Asks the target for a class, so that {@link shape} knows it. */
  async fetchShape(className: string): Promise<void> {
    const definition = await findClass(this.services, className);
    if (!definition) {
      this.#shapes.set(className, null);
      this.#absent.push(className);
      return;
    }
    const chain = [definition];
    let superclass: ClassShape | null | undefined;
    for (let name = definition.superclass; name !== undefined; name = chain.at(-1)?.superclass) {
      superclass = this.#shapes.get(name);
      const ancestor = superclass === undefined ? await findClass(this.services, name) : undefined;
      if (!ancestor) break;
      chain.push(ancestor);
    }
    for (const current of chain.reverse()) {
      superclass = new ClassShape(current, superclass ?? undefined);
      this.#shapes.set(current.name, superclass);
    }
    this.#shapes.set(className, superclass as ClassShape);
  }

  /** Forgets all shapes: a class was changed or deleted, which may have changed its subclasses too. */
  forgetShapes(): void {
    if (this.#shapes.size > 0) this.#shapes.clear();
    if (this.#put.size > 0) this.#put.clear();
    this.#absent = [];
  }

  /**
   * Forgets which classes are not there, where one was created, which changes no other; and remembers of it what its declaration
   * says, so that it is read, with all that it inherits, only for what else is asked. A chain of 5,000 classes, each with a
   * property of the one before, took 20 s when each was read.
   *
   * @param definition the class, as it was put
   */
  rememberPut(definition: CimClass, outcome: PutOutcome): void {
    const { name, superclass, nested } = definition;
    if (outcome === "created") {
      for (const absent of this.#absent) this.#shapes.delete(absent);
      this.#absent = [];
    } else if (nested !== undefined || this.#shapes.has(name)) return;
    if (enumerationTypeOf(definition) === undefined) {
      const above = superclass === undefined ? LocalTypes.none : this.localTypesOf(superclass);
      this.#put.set(name, above && LocalTypes.of(definition, above));
      return;
    }
    // Of an enumeration nothing else is asked than what its own declaration says, and what the shape of the one above it does.
    if (outcome !== "created") return;
    const above = superclass === undefined ? undefined : this.#shapes.get(superclass);
    if (superclass === undefined || above) this.#shapes.set(name, new ClassShape(definition, above ?? undefined));
  }

  /** Whether a name is surely that of a class and of no enumeration; `false` where that is not known without fetching it. */
  isOtherThanEnumeration(className: string): boolean {
    return this.#put.has(className);
  }

  /** What is known of the local types of a class without fetching it. */
  localTypesOf(className: string): LocalTypes | undefined {
    return this.#put.get(className) ?? this.#shapes.get(className)?.localTypes;
  }

  /** What is known of the name of a qualifier. */
  qualifier(name: string): QualifierName {
    let known = this.#qualifierNames.get(name);
    if (known === undefined) {
      known = { name, type: this.#qualifierTypes.get(foldName(name)) };
      this.#qualifierNames.set(name, known);
    }
    return known;
  }

  /** A qualifier type was put. */
  rememberQualifierType(type: QualifierType): void {
    this.#qualifierTypes.set(foldName(type.name), type);
    this.#qualifierNames.clear();
  }
}
