import { createDiagnostic } from "../diagnostics/create.ts";
import type { Diagnostic, Place } from "../diagnostics/diagnostic.ts";
import type { TargetNamespace } from "./target-namespace.ts";

/**
 * Types of values that were not known when their input ended, with the first value of each. As a rule they are misspelt, and
 * the target says so of the declaration that names them.
 */
export class UntypedValues {
  readonly #firstByType = new Map<TargetNamespace, Map<string, Place>>();

  add(namespace: TargetNamespace, type: string, place: Place): void {
    const places = this.#firstByType.get(namespace) ?? new Map<string, Place>();
    this.#firstByType.set(namespace, places);
    if (!places.has(type)) places.set(type, place);
  }

  /** What is to be said of types that a later input has declared after all: instances before it were left out. */
  async findDeclaredLater(): Promise<readonly Diagnostic[]> {
    const diagnostics: Diagnostic[] = [];
    for (const [namespace, places] of this.#firstByType) {
      for (const [type, place] of places) {
        await namespace.fetchShape(type);
        if (!namespace.shape(type)) continue;
        const hint = `load the input that declares \`${type}\` before this one`;
        diagnostics.push(createDiagnostic("unknown-class", { class: type }, place, { hint }));
      }
    }
    return diagnostics;
  }
}
