import type { Alias } from "../ast/nodes.ts";
import { foldName } from "../cim/names.ts";
import type { AliasTable } from "./aliases.ts";
import type { PendingInstance } from "./pending-instance.ts";

/** One step of a cycle: an instance, and its use of the alias of the next one. */
export interface CycleStep {
  readonly instance: PendingInstance;
  readonly use: Alias;
}

/**
 * The cycles among instances that wait for each other, each once, beginning with the instance that stands first in
 * `waiting`. Of an instance in several cycles one is found.
 */
export function findAliasCycles(
  waiting: readonly PendingInstance[],
  aliases: AliasTable,
): readonly (readonly CycleStep[])[] {
  const byAlias = new Map<string, PendingInstance>();
  for (const instance of waiting) {
    if (instance.alias !== undefined) byAlias.set(foldName(aliases.get(instance.alias).name), instance);
  }
  const cycles: CycleStep[][] = [];
  /** The walk in which an instance was reached; each is reached once, so that many instances take no longer than few. */
  const walks = new Map<PendingInstance, number>();
  waiting.forEach((start, walk) => {
    const steps: CycleStep[] = [];
    let instance: PendingInstance | undefined = start;
    while (instance && !walks.has(instance)) {
      walks.set(instance, walk);
      const use = instance.missing.find(({ name }) => byAlias.has(foldName(name)));
      if (!use) return;
      steps.push({ instance, use });
      instance = byAlias.get(foldName(use.name));
    }
    if (!instance || walks.get(instance) !== walk) return;
    cycles.push(steps.slice(steps.findIndex((step) => step.instance === instance)));
  });
  return cycles;
}
