import type { Alias } from "../ast/nodes.ts";
import { foldName } from "../cim/names.ts";
import { suggestionHint } from "../diagnostics/create.ts";
import { findCycles } from "./alias-cycles.ts";
import { AliasSuggestions } from "./alias-suggestions.ts";
import type { AliasTable } from "./aliases.ts";
import type { PendingInstance } from "./kept-instances.ts";
import type { LoadRun } from "./load-run.ts";
import type { LoweringPass } from "./lowering.ts";
import { PagedTable } from "./paged-table.ts";
import { TextHash } from "./text-hash.ts";
import type { LeftInstances } from "./waiting-instances.ts";

/** One step of a cycle: an instance, and its use of the alias of the next one. */
interface CycleStep {
  readonly instance: PendingInstance;
  readonly use: Alias;
}

/**
 * Says of instances that wait for ever what they wait for: an alias that nobody declares, or each other. They are gone through one by
 * one, as often as needed, so that a few numbers of each are in memory.
 */
export class LeftReport {
  readonly #run: LoadRun;
  readonly #left: LeftInstances;
  readonly #aliases: AliasTable;
  readonly #lower: (instance: PendingInstance) => Promise<LoweringPass>;
  readonly #suggestions: AliasSuggestions;

  /** @param lower lowers an instance once more, and gives what was found */
  constructor(
    run: LoadRun,
    left: LeftInstances,
    aliases: AliasTable,
    lower: (instance: PendingInstance) => Promise<LoweringPass>,
  ) {
    this.#run = run;
    this.#left = left;
    this.#aliases = aliases;
    this.#lower = lower;
    this.#suggestions = new AliasSuggestions(aliases);
  }

  /** Reports it, in the order of the text. */
  async report(): Promise<void> {
    const cycles = new Map((await this.#findCycles()).map((cycle) => [cycle[0], cycle]));
    for (let index = 0; index < this.#left.count; index++) {
      if (this.#run.isTurnDue) await this.#run.takeTurn();
      const instance = this.#left.at(index);
      const { diagnostics, missingAliases } = await this.#lower(instance);
      for (const diagnostic of diagnostics) this.#run.report(diagnostic);
      const missing = [...missingAliases];
      await this.#reportCycle(cycles.get(index) ?? []);
      this.#reportMissing(instance, missing);
    }
  }

  async #findCycles(): Promise<readonly (readonly number[])[]> {
    const left = this.#left;
    const hash = new TextHash();
    /** The indexes of instances from 1 on, by their aliases. */
    const numbers = new PagedTable("the instances that wait for each other");
    try {
      let hasAlias = false;
      for (let index = 0; index < left.count; index++) {
        const { alias, declaration } = left.at(index);
        if (!alias || !declaration.alias) continue;
        hasAlias = true;
        hash.begin(foldName(declaration.alias.name));
        numbers.set(hash.first, hash.second, index + 1);
      }
      if (!hasAlias) return [];
      const next = new Int32Array(left.count);
      for (let index = 0; index < left.count; index++) {
        if (this.#run.isTurnDue) await this.#run.takeTurn();
        const { missingAliases } = await this.#lower(left.at(index));
        let number = 0;
        for (const { name } of missingAliases) {
          hash.begin(foldName(name));
          number = numbers.get(hash.first, hash.second);
          if (number !== 0) break;
        }
        next[index] = number - 1;
      }
      return findCycles(next);
    } finally {
      numbers.close();
    }
  }

  async #reportCycle(cycle: readonly number[]): Promise<void> {
    const steps: CycleStep[] = [];
    for (const [place, index] of cycle.entries()) {
      const instance = this.#left.at(index);
      const next = this.#left.at((cycle[place + 1] ?? cycle[0]) as number);
      const key = foldName(next.declaration.alias?.name ?? "");
      const { missingAliases } = await this.#lower(instance);
      const use = missingAliases.find(({ name }) => foldName(name) === key);
      if (use) steps.push({ instance, use });
    }
    const [first, ...others] = steps;
    if (!first) return;
    const related = others.map(({ instance: { scope }, use: { name, start, end } }) => ({
      message: `which needs \`$${name}\``,
      place: { source: scope.source, start, end },
    }));
    const { instance, use } = first;
    this.#run.at(instance.scope.source).report("circular-alias", { alias: use.name }, use, { related });
  }

  #reportMissing({ scope }: PendingInstance, missing: readonly Alias[]): void {
    // The alias may stand in what was not read.
    if (this.#run.failed.isIncomplete) return;
    for (const use of missing) {
      if (this.#aliases.find(use.name)) continue;
      const meant = this.#suggestions.find(use.name);
      const details = suggestionHint(meant && `$${meant}`);
      this.#run.at(scope.source).report("unknown-alias", { alias: use.name }, use, details);
    }
  }
}
