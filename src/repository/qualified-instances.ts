import type { CimInstance, CimQualifier } from "../cim/model.ts";
import { withEmbedded } from "../cim/with-embedded.ts";
import { instanceTableOf } from "./instance-table.ts";
import type { NamespaceView } from "./namespace-view.ts";
import type { ResolvedClass } from "./resolved-class.ts";
import { storedInstance, storedRelpath } from "./stored-instance.ts";
import { systemClasses } from "./system-classes.ts";
import { containsAny } from "./text-condition.ts";

/** An instance, or one that is embedded in it, that has qualifiers of its own or on its properties. */
export interface QualifiedInstance {
  readonly instance: CimInstance;
  readonly resolved: ResolvedClass;
  /** The path of the stored instance that it is or stands in. */
  readonly path: string;
}

/** What the body of an instance with qualifiers contains; in a value the quote would be escaped. */
const qualifiersMember = 'ualifiers":';

async function* storingClasses(view: NamespaceView): AsyncGenerator<ResolvedClass> {
  yield* systemClasses().values();
  yield* view.descendantsOf(null);
}

/** The qualifiers of an instance and of its properties. */
export function* qualifiersIn({ qualifiers = [], properties }: CimInstance): Generator<CimQualifier> {
  yield* qualifiers;
  for (const property of properties) if (property.qualifiers !== undefined) yield* property.qualifiers;
}

/**
 * The instances of a namespace that have qualifiers, which few have: all rows are looked at, but only what contains the word is
 * parsed.
 */
export async function* qualifiedInstances(view: NamespaceView): AsyncGenerator<QualifiedInstance> {
  const condition = containsAny([qualifiersMember]);
  for await (const resolved of storingClasses(view)) {
    const table = instanceTableOf(resolved);
    for await (const rows of view.reader.scanInstances(view.key, resolved.key, condition)) {
      for (const row of rows) {
        if (!row.body.includes(qualifiersMember)) continue;
        const stored = storedInstance(view, row, table);
        const path = storedRelpath(stored, table);
        for (const instance of withEmbedded(stored)) {
          if (qualifiersIn(instance).next().done) continue;
          const own = instance === stored ? resolved : await view.findClass(instance.className);
          if (own !== undefined) yield { instance, resolved: own, path };
        }
      }
    }
  }
}
