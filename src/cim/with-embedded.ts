import type { CimInstance, CimScalar } from "./model.ts";

/** An instance and those that are embedded in it at any depth, each before those in it. */
export function* withEmbedded(instance: CimInstance): Generator<CimInstance> {
  yield instance;
  for (const { value } of instance.properties) {
    const values: readonly CimScalar[] = Array.isArray(value) ? value : [value as CimScalar];
    for (const one of values) {
      if (typeof one === "object" && one !== null && one.kind === "instance") yield* withEmbedded(one);
    }
  }
}
