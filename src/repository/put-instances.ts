import { describeValue } from "../cim/describe-value.ts";
import type { CimInstance } from "../cim/model.ts";
import { formatKeys } from "../cim/object-path.ts";
import { instanceShapeProblem, isInstance } from "../cim/shapes.ts";
import type { WbemContext } from "../wbem/context.ts";
import { type Violation, violation, WbemError, type WbemErrorDetails } from "../wbem/error.ts";
import { WBEM_FLAG_CREATE_ONLY, WBEM_FLAG_UPDATE_ONLY } from "../wbem/flags.ts";
import { checkFlags } from "../wbem/operation-flags.ts";
import type { PutResult } from "../wbem/services.ts";
import { amendedInstanceRefusal, storableInstance } from "./amended-writes.ts";
import { CheckContext } from "./check-context.ts";
import { type CheckedInstance, comparePut, prepareInstance } from "./checked-instance.ts";
import { type InstanceTable, instanceTableOf, PlacedInstance } from "./instance-table.ts";
import { namespaceClass, thisNamespaceClass } from "./namespace-instances.ts";
import type { NamespaceSession } from "./namespace-session.ts";
import { putNamespace } from "./namespaces.ts";
import {
  listedProperties,
  listedValues,
  mergeListed,
  type PartialUpdate,
  partialKeys,
  partialUpdateOf,
} from "./partial-update.ts";
import { judgeContext } from "./providers/judge-context.ts";
import { findMissingProvider } from "./providers/missing-provider.ts";
import { type PreparedInstance, prepareProvided } from "./providers/prepare-provided.ts";
import { isServed, type ProviderAccess, providersOf, type ServedClass } from "./providers/provider-access.ts";
import { foldedKeys, keysOf } from "./providers/provider-answer.ts";
import { withKeptWork } from "./providers/provider-journal.ts";
import { type ProvidedPut, putThroughProviders } from "./providers/put-through-providers.ts";
import { InstancePutter } from "./put-instance-now.ts";
import { relpath } from "./relpath.ts";
import { oneInstancePerKey } from "./rules/one-instance-per-key.ts";
import { Report } from "./rules/rule.ts";
import type { InstanceRow } from "./store.ts";
import { storedInstance, storedRelpath, storeKey } from "./stored-instance.ts";

const noProviders: readonly ServedClass[] = Object.freeze([]);

const kindNames: ReadonlyMap<string | undefined, string> = new Map([
  ["class", "a class"],
  ["qualifier", "a qualifier type"],
  ["path", "an object path"],
  ["instance", "an instance without its parts"],
]);

function isMadeByRepository({ resolved }: InstanceTable): boolean {
  return resolved.key === namespaceClass || resolved.key === thisNamespaceClass;
}

/** Puts a batch of instances in order. */
class InstanceBatch {
  readonly #session: NamespaceSession;
  readonly #context: CheckContext;
  readonly #flags: number;
  /** Which properties are updated; `undefined`: all; or why the store does not do what the context asks. */
  readonly #partial: PartialUpdate | WbemError | undefined;
  /** The context of the call, which providers get as it is. */
  readonly #callContext: WbemContext | null;
  readonly #providers: ProviderAccess | undefined;
  readonly #results: PutResult[] = [];
  #waiting: CheckedInstance[] = [];
  /** What is being put. */
  #current: unknown;
  /** The class of the instance before, which is nearly always that of the next. */
  #className = "";
  #table: InstanceTable | undefined;

  constructor(
    session: NamespaceSession,
    context: CheckContext,
    flags: number,
    partial: PartialUpdate | WbemError | undefined,
    callContext: WbemContext | null,
  ) {
    this.#session = session;
    this.#context = context;
    this.#flags = flags;
    this.#partial = partial;
    this.#callContext = callContext;
    this.#providers = providersOf(session);
  }

  async put(instances: readonly CimInstance[]): Promise<readonly PutResult[]> {
    if (!Array.isArray(instances))
      throw this.#refuse([violation("not-an-instance", { found: describeValue(instances) })], "");
    try {
      return await this.#putAll(instances);
    } catch (error) {
      // What is not there inside of an instance is not looked for in every instance that is put.
      const lacking = error instanceof TypeError ? instanceShapeProblem(this.#current) : undefined;
      if (lacking === undefined) throw error;
      await this.#store();
      const found = `an instance without its parts (${lacking})`;
      throw this.#refuse([violation("not-an-instance", { found })], (this.#current as CimInstance).className);
    }
  }

  async #putAll(instances: readonly CimInstance[]): Promise<readonly PutResult[]> {
    const putter = this.#partial === undefined ? InstancePutter.of(this.#session) : undefined;
    for (const given of instances) {
      this.#current = given;
      const result = putter?.put(given, this.#flags);
      if (result !== undefined) {
        this.#results.push(result);
        continue;
      }
      if (!isInstance(given)) await this.#refuseOther(given);
      const refusal = amendedInstanceRefusal(given, this.#session, this.#flags);
      if (refusal !== undefined) {
        await this.#store();
        throw this.#refuse([refusal], given.className);
      }
      const instance = storableInstance(given, this.#flags, this.#context.definitions);
      const table = this.#findTable(instance) ?? (await this.#loadTable(instance));
      const chain = this.#providers?.chainOf(table.resolved) ?? noProviders;
      if (chain.at(-1)?.resolved === table.resolved) {
        await this.#putProvided(instance, table, chain);
        continue;
      }
      if (this.#partial instanceof WbemError) {
        await this.#store();
        throw this.#refuse(this.#partial.violations, instance.className);
      }
      const report =
        this.#partial === undefined || isMadeByRepository(table)
          ? (this.#check(instance, table) ?? (await this.#checkLoaded(instance, table)))
          : await this.#checkPartial(instance, table, this.#partial);
      if (report instanceof Report) {
        await this.#store();
        throw this.#refuse(report.all, instance.className);
      }
      if (table.isDynamic) await this.#refuseWithoutProvider(report);
      if (chain.length > 0) {
        await this.#putThroughAncestors(report, chain);
        continue;
      }
      this.#waiting.push(report);
      if (isMadeByRepository(table)) await this.#putSystem();
      if (putter !== undefined) await this.#store();
    }
    await this.#store();
    return this.#results;
  }

  #findTable({ className }: CimInstance): InstanceTable | undefined {
    if (className === this.#className) return this.#table;
    const resolved = this.#session.findLoadedClass(className);
    if (resolved === undefined) return undefined;
    this.#className = className;
    this.#table = instanceTableOf(resolved);
    return this.#table;
  }

  async #loadTable(instance: CimInstance): Promise<InstanceTable> {
    if ((await this.#session.findClass(instance.className)) !== undefined) {
      return this.#findTable(instance) as InstanceTable;
    }
    await this.#store();
    await this.#session.loadClassNames();
    const report = new Report();
    this.#context.reportUnknownClass(instance.className, report);
    throw this.#refuse(report.violations, instance.className);
  }

  /** Refuses what is put in the place of an instance. */
  async #refuseOther(other: { readonly kind: string; readonly name?: string } | null | undefined): Promise<never> {
    await this.#store();
    const found = kindNames.get(other?.kind) ?? "no object of CIM";
    throw this.#refuse([violation("not-an-instance", { found })], other?.name ?? "");
  }

  /**
   * The stored instance with the listed properties of another one, or what is wrong with that. What waits is stored
   * before, because it may be the same instance.
   */
  async #checkPartial(
    given: CimInstance,
    table: InstanceTable,
    update: PartialUpdate,
  ): Promise<CheckedInstance | Report> {
    await this.#store();
    const refused = new Report();
    for (const refusal of table.refusals) refused.add(refusal);
    if (refused.violations.length > 0) return refused;
    const listed = listedProperties(update, table);
    if (listed instanceof Report) return listed;
    const placed = listedValues(given, table, listed);
    const found = partialKeys(placed, this.#context);
    if (found instanceof Report) return found;
    const path = relpath(table, found.text);
    const key = storeKey(table, found.keys, found.text, this.#session);
    const { keyClass } = table;
    const [existing] = await this.#session.reader.getInstances(this.#session.key, [{ keyClass, key }]);
    if (existing === undefined) throw this.#refuse([violation("instance-to-update-missing", { path })], path);
    if (existing.className !== table.resolved.key) throw await this.#heldByAnother(path, table, existing);
    const { instance, warnings } = mergeListed(storedInstance(this.#session, existing, table), placed, listed, update);
    const checked = this.#check(instance, table) ?? (await this.#checkLoaded(instance, table));
    if (checked instanceof Report || warnings.length === 0) return checked;
    return { ...checked, warnings: [...checked.warnings, ...warnings] };
  }

  /** The instance, or what it breaks; `undefined` where a class has to be loaded to know. */
  #check(instance: CimInstance, table: InstanceTable): CheckedInstance | Report | undefined {
    const report = new Report();
    const placed = new PlacedInstance(instance, table);
    this.#context.checkInstance(placed, false, report);
    if (!this.#context.isComplete) return undefined;
    return report.violations.length > 0 ? report : prepareInstance(placed, report, this.#session, this.#context);
  }

  async #checkLoaded(instance: CimInstance, table: InstanceTable): Promise<CheckedInstance | Report> {
    for (;;) {
      await this.#context.load();
      const checked = this.#check(instance, table);
      if (checked !== undefined) return checked;
    }
  }

  /** Puts the last instance, which is one that the repository itself makes. */
  async #putSystem(): Promise<void> {
    const { instance, path, warnings } = this.#waiting.pop() as CheckedInstance;
    await this.#store();
    const details = this.#details(path);
    const outcome = await putNamespace(this.#session, instance, this.#flags, details);
    this.#results.push({ path, outcome, warnings });
  }

  /** Puts an instance whose class has a provider, which keeps it. */
  async #putProvided(given: CimInstance, table: InstanceTable, chain: readonly ServedClass[]): Promise<void> {
    await this.#store();
    let prepared = this.#prepareProvided(given, table);
    while (prepared === undefined) {
      await this.#context.load();
      prepared = this.#prepareProvided(given, table);
    }
    if (prepared instanceof Report) throw this.#refuse(prepared.all, given.className);
    const { instance, warnings } = prepared;
    const path = relpath(table, formatKeys(keysOf(instance, table)));
    if (prepared.hasKeys) {
      const key = foldedKeys(keysOf(instance, table), this.#session);
      const row = { keyClass: table.keyClass, key };
      const [existing] = await this.#session.reader.getInstances(this.#session.key, [row]);
      const isElsewhere = existing !== undefined && existing.className !== table.resolved.key;
      if (isElsewhere) throw await this.#heldByAnother(path, table, existing);
    }
    const provided = await this.#callProviders(chain, table, instance, path);
    const created = (this.#flags & WBEM_FLAG_CREATE_ONLY) !== 0;
    this.#results.push({
      path: provided.path,
      outcome: provided.outcome ?? (created ? "created" : "updated"),
      warnings,
    });
  }

  #prepareProvided(given: CimInstance, table: InstanceTable): PreparedInstance | Report | undefined {
    return prepareProvided(given, table, this.#context, this.#partial !== undefined);
  }

  /** Puts an instance that is stored and whose ancestors have providers. */
  async #putThroughAncestors(checked: CheckedInstance, chain: readonly ServedClass[]): Promise<void> {
    await this.#store();
    const { reader, writer, journal, key: namespace } = this.#session;
    const { table, instance, path, row } = checked;
    const [existing] = await reader.getInstances(namespace, [row]);
    const compared = existing === undefined ? this.#compareWithNone(checked) : await this.#compare(checked, existing);
    if (compared instanceof WbemError) throw compared;
    const before = journal.length;
    await this.#callProviders(chain, table, instance, path);
    try {
      if (compared.outcome !== "unchanged") await writer.putInstances(namespace, [row]);
    } catch (error) {
      throw withKeptWork(error, await journal.undoFrom(before));
    }
    this.#results.push(compared);
  }

  async #callProviders(
    chain: readonly ServedClass[],
    table: InstanceTable,
    instance: CimInstance,
    path: string,
  ): Promise<ProvidedPut> {
    try {
      return await putThroughProviders(this.#session, chain, table, instance, this.#flags, this.#callContext);
    } catch (error) {
      if (!(error instanceof WbemError)) throw error;
      const { status, message, violations, cause } = error;
      throw new WbemError(status, message, { violations, ...this.#details(path), cause });
    }
  }

  /** Refuses an instance that a provider would have to keep, where there is none. */
  async #refuseWithoutProvider({ table, path }: CheckedInstance): Promise<void> {
    const missing = await findMissingProvider(this.#session, table.resolved);
    if (missing === undefined) return;
    await this.#store();
    throw this.#refuse([missing], path);
  }

  /** Compares what waits with what the store holds, and stores it. */
  async #store(): Promise<void> {
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    this.#waiting = [];
    const { reader, key: namespace } = this.#session;
    const stored = await reader.getInstances(
      namespace,
      waiting.map(({ row }) => row),
    );
    const rows: InstanceRow[] = [];
    const earlier = waiting.length > 1 ? new Map<string, Map<string, InstanceRow>>() : undefined;
    let conflict: WbemError | undefined;
    for (let index = 0; index < waiting.length; index++) {
      const checked = waiting[index] as CheckedInstance;
      const { row } = checked;
      let written = earlier?.get(row.keyClass);
      const existing = written?.get(row.key) ?? stored[index];
      const compared = existing === undefined ? this.#compareWithNone(checked) : await this.#compare(checked, existing);
      if (compared instanceof WbemError) {
        conflict = compared;
        break;
      }
      this.#results.push(compared);
      if (compared.outcome === "unchanged") continue;
      rows.push(row);
      if (earlier === undefined) continue;
      if (written === undefined) {
        written = new Map();
        earlier.set(row.keyClass, written);
      }
      written.set(row.key, row);
    }
    if (rows.length > 0) await this.#session.writer.putInstances(namespace, rows);
    if (conflict !== undefined) throw conflict;
  }

  #compareWithNone({ table, path, warnings }: CheckedInstance): PutResult | WbemError {
    // Whether a provider has it is not asked where nothing is to last.
    const isAsked = this.#session.settings.dryRun && isServed(this.#session, table.resolved);
    if ((this.#flags & WBEM_FLAG_UPDATE_ONLY) !== 0 && !isAsked) {
      return this.#refuse([violation("instance-to-update-missing", { path })], path);
    }
    return { path, outcome: "created", warnings };
  }

  async #compare(checked: CheckedInstance, existing: InstanceRow): Promise<PutResult | WbemError> {
    const { table, path, row } = checked;
    if (existing.className !== row.className) return this.#heldByAnother(path, table, existing);
    if ((this.#flags & WBEM_FLAG_CREATE_ONLY) !== 0) {
      return this.#refuse([violation("instance-exists", { path })], path);
    }
    return comparePut(checked, existing, this.#session);
  }

  async #heldByAnother(path: string, { resolved }: InstanceTable, existing: InstanceRow): Promise<WbemError> {
    const report = new Report();
    oneInstancePerKey.checkHolder(path, resolved, existing.className, await this.#pathOf(existing), report);
    return this.#refuse(report.violations, path);
  }

  async #pathOf(row: InstanceRow): Promise<string> {
    const holder = await this.#session.findClass(row.className);
    if (holder === undefined) throw this.#session.damaged(`${row.className}.${row.key}`);
    const table = instanceTableOf(holder);
    return storedRelpath(storedInstance(this.#session, row, table), table);
  }

  /** Where a refusal stands: the instance is the next one that has no result. */
  #details(path: string): WbemErrorDetails {
    const results = this.#results;
    return { object: this.#session.refused("instance", path), batchIndex: results.length, results };
  }

  #refuse(violations: readonly Violation[], path: string): WbemError {
    return WbemError.fromViolations(violations, this.#details(path));
  }
}

/**
 * Puts instances in order: see `WbemServices.putInstances`. Where one is refused, those before it are put; a transaction
 * decides whether they last. What is not refused and has not to wait is put by {@link InstancePutter}.
 */
export async function putInstances(
  session: NamespaceSession,
  instances: readonly CimInstance[],
  flags: number,
  context: WbemContext | null,
): Promise<readonly PutResult[]> {
  checkFlags("putInstance", flags);
  const partial = judgeContext(session, () => partialUpdateOf(context, flags));
  const checks = new CheckContext(session, await session.definitions());
  return new InstanceBatch(session, checks, flags, partial, context).put(instances);
}
