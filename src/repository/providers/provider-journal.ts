import { AsyncLocalStorage } from "node:async_hooks";
import { type Violation, violation, violationMessage, WbemError } from "../../wbem/error.ts";
import type { ProviderMethod, ProviderWork } from "../../wbem/provider.ts";
import type { ProviderRegistry } from "../../wbem/provider-registry.ts";

/** Something that a provider has done. */
interface ProviderStep {
  readonly method: ProviderMethod;
  /** The path of the object, by the name of the provider's class. */
  readonly path: string;
  readonly work: ProviderWork | undefined;
}

/** The journal of the transaction for which the running code of a provider works. */
const serving = new AsyncLocalStorage<ProviderJournal>();

/** What providers have done within a transaction, so that it can be taken back, and which registrations end with it. */
export class ProviderJournal {
  readonly #steps: ProviderStep[] = [];
  /** Folded names of classes by the folded path of their namespace. */
  readonly #unregistered = new Map<string, Set<string>>();

  /** How far it goes now, for {@link undoFrom}. */
  get length(): number {
    return this.#steps.length;
  }

  /** Runs a call of a provider that the transaction waits for. */
  serve<Answer>(call: () => Answer): Answer {
    return serving.run(this, call);
  }

  /** Whether the running code is that of a provider that the transaction waits for, so that it must not wait in turn. */
  get isServed(): boolean {
    return serving.getStore() === this;
  }

  record(method: ProviderMethod, path: string, work: ProviderWork | undefined): void {
    this.#steps.push({ method, path, work });
  }

  /** Takes back what was done since the journal had a length, in reverse; says what could not be. */
  async undoFrom(length: number): Promise<readonly Violation[]> {
    const kept: Violation[] = [];
    while (this.#steps.length > length) {
      const { method, path, work } = this.#steps.pop() as ProviderStep;
      const reason = await undo(work);
      if (reason !== undefined) kept.push(violation("provider-work-kept", { method, path, reason }));
    }
    return kept;
  }

  /** Notes that a class is deleted, with which its registration ends. */
  unregister(namespace: string, className: string): void {
    const classes = this.#unregistered.get(namespace) ?? new Set();
    this.#unregistered.set(namespace, classes.add(className));
  }

  isUnregistered(namespace: string, className: string): boolean {
    return this.#unregistered.get(namespace)?.has(className) === true;
  }

  /** Ends the registrations of what was deleted, once the transaction lasts. */
  keep(registry: ProviderRegistry): void {
    for (const [namespace, classes] of this.#unregistered) {
      for (const className of classes) {
        if (registry.find(namespace, className) !== undefined) registry.unregister(namespace, className);
      }
    }
  }
}

/** Takes back one thing; why it could not be. */
async function undo(work: ProviderWork | undefined): Promise<string | undefined> {
  try {
    // Also reading it may be the provider's own code.
    if (typeof work?.undo !== "function") return "it offers no `undo`";
    await work.undo();
    return undefined;
  } catch (error) {
    return `its \`undo\` failed: ${reasonOf(error)}`;
  }
}

/** What an error of any kind says. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * An error with the work of providers that outlasts it. What is no `WbemError` becomes the cause of one, because it has no
 * place for that; where nothing was kept, the error stays as it is.
 */
export function withKeptWork(error: unknown, kept: readonly Violation[]): unknown {
  const [first] = kept;
  if (first === undefined) return error;
  if (!(error instanceof WbemError)) {
    const details = { violations: kept, cause: error };
    return new WbemError("WBEM_E_PROVIDER_FAILURE", violationMessage(first), details);
  }
  const { status, message, violations, object, batchIndex, results } = error;
  return new WbemError(status, message, {
    violations: [...violations, ...kept],
    ...(object !== undefined && { object }),
    ...(batchIndex !== undefined && { batchIndex }),
    results,
    cause: error,
  });
}
