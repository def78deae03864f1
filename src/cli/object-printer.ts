import type { CimClass, CimObject, QualifierType } from "../cim/model.ts";
import { foldName, sameName } from "../cim/names.ts";
import type { Dialect } from "../codes/dialects.ts";
import { hasTypeDeclarations, type PrintOptions, printObject } from "../printer/print-object.ts";
import { WbemError } from "../wbem/error.ts";
import type { WbemServices } from "../wbem/services.ts";

/** Prints objects of one namespace as MOF, with what the namespace says about them. */
export class ObjectPrinter {
  readonly #services: WbemServices;
  readonly #dialect: Dialect;
  #qualifierTypes: Map<string, QualifierType> | undefined;
  #lastClass: CimClass | undefined;
  /** The classes that others need to be printed, by folded name; `null`: there is none. */
  readonly #classes = new Map<string, CimClass | null>();

  constructor(services: WbemServices, dialect: Dialect = "auto") {
    this.#services = services;
    this.#dialect = dialect;
  }

  /** Whether an object is printed inside of another one and not by itself. */
  isInner(object: CimObject): boolean {
    return object.kind === "class" && object.outer !== undefined && hasTypeDeclarations(this.#dialect);
  }

  async print(object: CimObject, options: { readonly effective?: boolean } = {}): Promise<string> {
    const qualifierTypes = await this.#readQualifierTypes();
    const shared = { qualifierTypes, dialect: this.#dialect };
    if (object.kind !== "instance") return this.#print(await this.#outermost(object), { ...options, ...shared });
    return this.#print(object, { ...shared, definition: await this.#definitionOf(object.className) });
  }

  /** What is declared in a class compiles only with the class around it. */
  async #outermost(object: CimObject): Promise<CimObject> {
    let current = object;
    while (current.kind === "class" && current.outer !== undefined && this.isInner(current)) {
      current = await this.#services.getClass(current.outer);
    }
    return current;
  }

  /** Prints, and once more with the classes that turned out to be needed; for most objects none is. */
  async #print(object: CimObject, options: PrintOptions): Promise<string> {
    for (;;) {
      const missing: string[] = [];
      const find = (name: string): CimClass | undefined => {
        const known = this.#classes.get(foldName(name));
        if (known === undefined) missing.push(name);
        return known ?? undefined;
      };
      const text = printObject(object, { ...options, classes: { find } });
      if (missing.length === 0) return text;
      for (const name of missing) {
        if (!this.#classes.has(foldName(name))) this.#classes.set(foldName(name), await this.#readClass(name));
      }
    }
  }

  async #readClass(name: string): Promise<CimClass | null> {
    try {
      return await this.#services.getClass(name);
    } catch (error) {
      if (error instanceof WbemError && error.status === "WBEM_E_NOT_FOUND") return null;
      throw error;
    }
  }

  async #readQualifierTypes(): Promise<Map<string, QualifierType>> {
    if (this.#qualifierTypes === undefined) {
      this.#qualifierTypes = new Map();
      for await (const type of this.#services.enumerateQualifiers())
        this.#qualifierTypes.set(foldName(type.name), type);
    }
    return this.#qualifierTypes;
  }

  /** Instances come class by class, so it is enough to remember the last one. */
  async #definitionOf(className: string): Promise<CimClass> {
    if (this.#lastClass === undefined || !sameName(this.#lastClass.name, className)) {
      this.#lastClass = await this.#services.getClass(className);
    }
    return this.#lastClass;
  }
}
