import type { NamespaceView } from "../namespace-view.ts";
import type { ResolvedClass } from "../resolved-class.ts";
import { systemClasses } from "../system-classes.ts";

/**
 * All associations of a namespace, each before its subclasses. What derives from an association is one, and nothing else
 * is but for classes at the top (see the rule constant-kind), so that of a schema of 1,600 classes only the top and the
 * associations are read.
 */
export async function* associationClasses(view: NamespaceView): AsyncGenerator<ResolvedClass> {
  for (const system of systemClasses().values()) {
    if (!system.isAssociation) continue;
    yield system;
    for (const subclass of await view.subclassesOf(system)) yield* withDescendants(view, subclass);
  }
  for (const top of await view.subclassesOf(null)) {
    if (top.isAssociation) yield* withDescendants(view, top);
  }
}

async function* withDescendants(view: NamespaceView, top: ResolvedClass): AsyncGenerator<ResolvedClass> {
  yield top;
  yield* view.descendantsOf(top);
}
