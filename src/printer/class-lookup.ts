import { localName, nestedName } from "../cim/class-kinds.ts";
import type { CimClass } from "../cim/model.ts";
import { sameName } from "../cim/names.ts";

/** The classes of a namespace, as they were read. */
export interface ClassLookup {
  /** A class by its name in any case; `undefined` where there is none, or where nobody has read it yet. */
  find(name: string): CimClass | undefined;
}

/** What a local name means in the body of a class: the name under which that is kept. */
function meaningIn(local: string, body: CimClass, classes: ClassLookup): string | undefined {
  let scope: CimClass | undefined = body;
  while (scope !== undefined) {
    let current: CimClass | undefined = scope;
    while (current !== undefined) {
      const { name, superclass, nested = [] }: CimClass = current;
      const declared = nested.find((one) => sameName(one, local));
      if (declared !== undefined) return nestedName(name, declared);
      current = superclass === undefined ? undefined : classes.find(superclass);
    }
    scope = scope.outer === undefined ? undefined : classes.find(scope.outer);
  }
  return undefined;
}

/**
 * How a type is called in the body of a class: what is declared there, or above, by its local name.
 *
 * @param bodies from the outermost to the innermost: those of the classes whose values stand in each other
 */
export function typeNameIn(name: string, bodies: readonly CimClass[], classes: ClassLookup | undefined): string {
  const definition = classes?.find(name);
  if (classes === undefined || definition?.outer === undefined) return name;
  const local = localName(definition);
  for (const body of bodies.toReversed()) {
    const meaning = meaningIn(local, body, classes);
    if (meaning !== undefined) return sameName(meaning, name) ? local : name;
  }
  return name;
}
