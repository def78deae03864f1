import type { CimInstance } from "../cim/model.ts";
import type { Dialect } from "../codes/dialects.ts";
import { type Violation, type ViolationTarget, violation } from "../wbem/error.ts";
import { instanceTableOf, PlacedInstance } from "./instance-table.ts";
import type { NamespaceView } from "./namespace-view.ts";
import type { QualifierDefinitions } from "./qualifier-definitions.ts";
import type { Embedding, ResolvedClass } from "./resolved-class.ts";
import { embeddedClass } from "./rules/embedded-class.ts";
import { instanceRules } from "./rules/index.ts";
import { type DeferredClassCheck, Report, type RuleContext } from "./rules/rule.ts";

/** How deep embedded instances stand in embedded instances: WBEM_MAX_OBJECT_NESTING of wbemcli.h. */
export const maximumEmbeddingDepth = 64;

/**
 * What rules may ask, answered from memory. Rules do not wait: a class that is not in memory is noted, and after
 * {@link load} the check is made again, which happens once or never.
 */
export class CheckContext implements RuleContext {
  readonly dialect: Dialect;
  readonly namespace: string;
  readonly exactKeys: boolean;
  readonly definitions: QualifierDefinitions;
  deferred: DeferredClassCheck[] = [];
  readonly #view: NamespaceView;
  readonly #missing = new Set<string>();
  readonly #absent = new Set<string>();
  #needsNames = false;
  #depth = 0;

  constructor(view: NamespaceView, definitions: QualifierDefinitions) {
    this.#view = view;
    this.dialect = view.settings.dialect;
    this.namespace = view.path;
    this.exactKeys = view.exactKeys;
    this.definitions = definitions;
  }

  findClass(name: string): ResolvedClass | undefined {
    const found = this.#view.findLoadedClass(name);
    if (found === undefined && !this.#absent.has(name) && !this.#view.lacksClass(name)) this.#missing.add(name);
    return found;
  }

  suggestClass(name: string): string | undefined {
    if (this.#view.hasClassNames) return this.#view.suggestClass(name);
    this.#needsNames = true;
    return undefined;
  }

  defer(check: DeferredClassCheck): void {
    this.deferred.push(check);
  }

  /** Whether the last check had everything in memory that it asked for. */
  get isComplete(): boolean {
    return this.#missing.size === 0 && !this.#needsNames;
  }

  /** Loads what the last check asked for in vain; whether the check has to be made again. */
  async load(): Promise<boolean> {
    if (this.isComplete) return false;
    for (const name of this.#missing) {
      if ((await this.#view.findClass(name)) === undefined) this.#absent.add(name);
    }
    this.#missing.clear();
    if (this.#needsNames) await this.#view.loadClassNames();
    this.#needsNames = false;
    this.deferred = [];
    return true;
  }

  /** Reports a class that is not there. */
  reportUnknownClass(name: string, report: Report): void {
    const suggestion = this.suggestClass(name);
    const more = suggestion === undefined ? {} : { suggestion };
    report.add(violation("unknown-class", { class: name }, { part: "class" }, more));
  }

  checkInstance(placed: PlacedInstance, isEmbedded: boolean, report: Report): void {
    const { table, placement } = placed;
    if (!isEmbedded) for (const refusal of table.refusals) report.add(refusal);
    placement.rules ??= instanceRules.filter((rule) => rule.concerns?.(placement, table) ?? true);
    for (const rule of placement.rules) rule.checkInstance(placed, isEmbedded, this, report);
  }

  checkEmbedded(instance: CimInstance, embedding: Embedding, target: ViolationTarget, report: Report): void {
    if (this.#depth === maximumEmbeddingDepth) {
      report.add(violation("embedded-too-deep", { maximum: maximumEmbeddingDepth }, { ...target, part: "value" }));
      return;
    }
    const inner = new Report();
    const resolved = this.findClass(instance.className);
    if (resolved === undefined) this.reportUnknownClass(instance.className, inner);
    else {
      embeddedClass.checkEmbeddedClass(instance, resolved, embedding, inner);
      this.#depth++;
      this.checkInstance(new PlacedInstance(instance, instanceTableOf(resolved)), true, inner);
      this.#depth--;
    }
    const embed = (found: Violation): Violation => ({ ...found, target: { ...target, embedded: found.target } });
    for (const found of inner.violations) report.add(embed(found));
    for (const found of inner.warnings) report.add(embed(found));
  }
}
