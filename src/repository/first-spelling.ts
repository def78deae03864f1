import type { CimClass, CimMethod } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import type { ResolvedClass } from "./resolved-class.ts";

interface Named {
  readonly name: string;
}

/** Elements with the names that those of the same name had; the given array where they have them, as nearly always. */
function respelled<Element extends Named>(
  elements: readonly Element[],
  existing: readonly Named[],
  respellInner?: (element: Element, before: Named) => Element,
): readonly Element[] {
  if (existing.length === 0) return elements;
  let known: Map<string, Named> | undefined;
  let changed: Element[] | undefined;
  for (let index = 0; index < elements.length; index++) {
    const element = elements[index] as Element;
    let before = existing[index];
    if (before?.name !== element.name) {
      known ??= new Map(existing.map((one) => [foldName(one.name), one]));
      before = known.get(foldName(element.name));
      if (before === undefined) continue;
    }
    const inner = respellInner?.(element, before) ?? element;
    const kept = before.name === inner.name ? inner : { ...inner, name: before.name };
    if (kept === element) continue;
    changed ??= elements.slice();
    changed[index] = kept;
  }
  return changed ?? elements;
}

function respelledMethod(method: CimMethod, before: Named): CimMethod {
  const parameters = respelled(method.parameters, (before as CimMethod).parameters);
  return parameters === method.parameters ? method : { ...method, parameters };
}

/**
 * A class with its name, its superclass and what it declares itself spelled as they were first, so that a change of case
 * changes nothing: instances hold the names of properties as the class spelled them when they were put.
 *
 * @param existing the class as it is; `undefined`: it is new
 */
export function withFirstSpelling(
  definition: CimClass,
  existing: ResolvedClass | undefined,
  superclass: ResolvedClass | undefined,
): CimClass {
  const before = existing?.declaration;
  const name = before?.name ?? definition.name;
  const parent = superclass?.declaration.name ?? definition.superclass;
  const properties = respelled(definition.properties, before?.properties ?? []);
  const methods = respelled(definition.methods, before?.methods ?? [], respelledMethod);
  const isKept =
    name === definition.name &&
    parent === definition.superclass &&
    properties === definition.properties &&
    methods === definition.methods;
  if (isKept) return definition;
  return { ...definition, name, ...(parent !== undefined && { superclass: parent }), properties, methods };
}
