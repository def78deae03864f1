import type { CimClass, CimObject, QualifierType } from "../cim/model.ts";
import { foldName, sameName } from "../cim/names.ts";
import { printObject } from "../printer/print-object.ts";
import type { WbemServices } from "../wbem/services.ts";

/** Prints objects of one namespace as MOF, with what the namespace says about them. */
export class ObjectPrinter {
  readonly #services: WbemServices;
  #qualifierTypes: Map<string, QualifierType> | undefined;
  #lastClass: CimClass | undefined;

  constructor(services: WbemServices) {
    this.#services = services;
  }

  async print(object: CimObject, options: { readonly effective?: boolean } = {}): Promise<string> {
    const qualifierTypes = await this.#readQualifierTypes();
    if (object.kind !== "instance") return printObject(object, { ...options, qualifierTypes });
    return printObject(object, { qualifierTypes, definition: await this.#definitionOf(object.className) });
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
