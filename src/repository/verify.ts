import type { CimClass, CimInstance } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import type { WbemConnection } from "../wbem/connection.ts";
import { ensureNamespace } from "../wbem/ensure-namespace.ts";
import { type RefusedObject, type Violation, violation, WbemError } from "../wbem/error.ts";
import { WBEM_FLAG_SHALLOW } from "../wbem/flags.ts";
import type { WbemServices } from "../wbem/services.ts";
import { isProviderMissing, storedInstances } from "../wbem/stored-instances.ts";
import { namespaceClass, thisNamespaceClass } from "./namespace-instances.ts";
import { findStaleAmendments } from "./stale-amendments.ts";
import { systemClasses } from "./system-classes.ts";

/** A stored object that the rules would refuse, or a localized class whose texts are never shown. */
export interface VerifyFinding {
  readonly object: RefusedObject;
  readonly violations: readonly Violation[];
}

/** How many instances are checked at once. */
const batchSize = 1000;

/** Thrown to take back what a check has put. */
const takeBack = Symbol("take back");

/** Checks one namespace by putting what it holds into an empty one. */
class NamespaceVerifier {
  readonly #stored: WbemServices;
  readonly #scratch: WbemConnection;
  readonly #count: (checked: number) => unknown;
  /** Classes that the rules refuse, by folded name; what rests on them is not reported. */
  readonly #refused = new Set<string>();

  /** @param count told how many more objects were checked; to be awaited */
  constructor(stored: WbemServices, scratch: WbemConnection, count: (checked: number) => unknown) {
    this.#stored = stored;
    this.#scratch = scratch;
    this.#count = count;
  }

  async *run(): AsyncGenerator<VerifyFinding> {
    const classNames: string[] = [];
    yield* await this.#checkSchema(classNames);
    for (const [key, { declaration }] of systemClasses()) {
      if (key !== namespaceClass && key !== thisNamespaceClass) yield* this.#checkInstances(declaration.name);
    }
    for (const name of classNames) if (!this.#refused.has(foldName(name))) yield* this.#checkInstances(name);
  }

  /** Puts qualifier types and classes, which stay for the instances to be checked against. */
  async #checkSchema(classNames: string[]): Promise<readonly VerifyFinding[]> {
    const findings: VerifyFinding[] = [];
    let waiting: CimClass[] = [];
    await this.#scratch.transaction(async (transaction) => {
      const { services } = await ensureNamespace(transaction, this.#stored.namespace);
      for await (const type of this.#stored.enumerateQualifiers()) {
        const finding = await findingOf(() => services.setQualifier(type));
        if (finding !== undefined) findings.push(finding);
      }
      const qualifierFindings = findings.length;
      for await (const definition of this.#stored.createClassEnum(null)) {
        classNames.push(definition.name);
        await this.#count(1);
        if ((await findingOf(() => services.putClass(definition))) !== undefined) waiting.push(definition);
      }
      // A default may embed an instance of a class that came later, and what derives from its class waited for that.
      for (let before = 0; waiting.length !== before; ) {
        before = waiting.length;
        findings.length = qualifierFindings;
        this.#refused.clear();
        waiting = await this.#putAgain(services, waiting, findings);
      }
    });
    return findings;
  }

  /** Puts classes that were refused before, and gives those that are refused still. */
  async #putAgain(
    services: WbemServices,
    definitions: readonly CimClass[],
    findings: VerifyFinding[],
  ): Promise<CimClass[]> {
    const refused: CimClass[] = [];
    for (const definition of definitions) {
      const finding = await findingOf(() => services.putClass(definition));
      if (finding === undefined) continue;
      if (!this.#restsOnRefused(definition)) findings.push(finding);
      this.#refused.add(foldName(definition.name));
      refused.push(definition);
    }
    return refused;
  }

  #restsOnRefused({ superclass }: CimClass): boolean {
    return superclass !== undefined && this.#refused.has(foldName(superclass));
  }

  async *#checkInstances(className: string): AsyncGenerator<VerifyFinding> {
    let batch: CimInstance[] = [];
    for await (const instance of storedInstances(this.#stored.createInstanceEnum(className, WBEM_FLAG_SHALLOW))) {
      batch.push(instance);
      if (batch.length < batchSize) continue;
      yield* await this.#checkBatch(batch);
      await this.#count(batch.length);
      batch = [];
    }
    if (batch.length === 0) return;
    yield* await this.#checkBatch(batch);
    await this.#count(batch.length);
  }

  /** Puts instances and takes them back, so that memory stays flat however many there are. */
  async #checkBatch(instances: readonly CimInstance[]): Promise<readonly VerifyFinding[]> {
    const findings: VerifyFinding[] = [];
    const check = this.#scratch.transaction(async (transaction) => {
      const services = await transaction.openNamespace(this.#stored.namespace);
      for (let from = 0; from < instances.length; ) {
        const rest = instances.slice(from);
        let next = instances.length;
        const finding = await findingOf(async () => {
          try {
            await services.putInstances(rest);
          } catch (error) {
            if (error instanceof WbemError && error.batchIndex !== undefined) next = from + error.batchIndex + 1;
            throw error;
          }
        });
        if (finding !== undefined) findings.push(finding);
        from = next;
      }
      throw takeBack;
    });
    await check.catch((reason: unknown) => {
      if (reason !== takeBack) throw reason;
    });
    return findings;
  }
}

/** What the rules say of a put; `undefined` where they accept it. */
async function findingOf(put: () => Promise<unknown>): Promise<VerifyFinding | undefined> {
  try {
    await put();
    return undefined;
  } catch (error) {
    // Stored before its class was dynamic, say: a provider's affair and no rule of CIM.
    if (isProviderMissing(error)) return undefined;
    if (!(error instanceof WbemError) || error.object === undefined || error.violations.length === 0) throw error;
    return { object: error.object, violations: error.violations };
  }
}

/**
 * Checks that everything a repository holds obeys the rules, by putting it once more, in the order of a dump, into an empty
 * repository in memory that `openEmpty` opens. Says what would be refused, each with all its violations; a row that cannot
 * be read is a finding (`damaged-object`) and ends the check of its namespace. Nothing is found in a sound repository.
 * Localized classes whose texts no read ever shows are findings too, whose violations are warnings
 * (`orphaned-localized-class`, `stale-localized-element`).
 *
 * Instances are taken back in batches, so memory stays flat. That keys are unique within a tree of classes is not asked
 * again: the store has a row for each.
 *
 * @param onProgress called now and then with how many objects have been checked so far; what it returns is awaited, and what it
 * throws ends the check
 * @example for await (const { object, violations } of verify(connection, openEmpty)) report(object, violations);
 */
export async function* verify(
  connection: WbemConnection,
  openEmpty: () => Promise<WbemConnection>,
  onProgress?: (objects: number) => unknown,
): AsyncGenerator<VerifyFinding> {
  let objects = 0;
  const count = (checked: number) => {
    objects += checked;
    return onProgress?.(objects);
  };
  const scratch = await openEmpty();
  try {
    for await (const path of connection.namespaces()) {
      const stored = await connection.openNamespace(path);
      try {
        yield* new NamespaceVerifier(stored, scratch, count).run();
        yield* findStaleAmendments(connection, path);
      } catch (error) {
        if (!(error instanceof WbemError) || error.status !== "WBEM_E_CRITICAL_ERROR" || !error.object) throw error;
        const { object } = error;
        const damage = violation("damaged-object", { object: object.path, namespace: object.namespace });
        yield { object, violations: [damage] };
      }
    }
  } finally {
    await scratch.close();
  }
}
