import { bindKeys } from "../../cim/instance-keys.ts";
import type { CimInstance, CimPropertyValue } from "../../cim/model.ts";
import { foldName } from "../../cim/names.ts";
import { formatKeys, formatObjectPath, type KeyBinding, type ObjectPath } from "../../cim/object-path.ts";
import { parseObjectPath } from "../../cim/parse-object-path.ts";
import type { WbemContext } from "../../wbem/context.ts";
import type { ProviderCall } from "../../wbem/provider.ts";
import type { PutOutcome } from "../../wbem/services.ts";
import { type InstanceTable, instanceTableOf } from "../instance-table.ts";
import type { NamespaceSession } from "../namespace-session.ts";
import { relpath } from "../relpath.ts";
import { callProvider, invalidAnswer } from "./call-provider.ts";
import { providerCall } from "./namespace-reads.ts";
import type { ServedClass } from "./provider-access.ts";
import { foldedKeys, keysOf } from "./provider-answer.ts";
import { withKeptWork } from "./provider-journal.ts";
import { putAnswer, workOf } from "./work-answer.ts";

/** What providers made of an instance. */
export interface ProvidedPut {
  /** The instance with the keys that providers chose. */
  readonly instance: CimInstance;
  readonly path: string;
  /** What the last provider said. */
  readonly outcome: PutOutcome | undefined;
}

const method = "putInstance";

/** An instance as one of a class above its own: what that class has, as it spells it. */
function instanceAs(instance: CimInstance, table: InstanceTable): CimInstance {
  const className = table.resolved.declaration.name;
  if (className === instance.className) return instance;
  const properties: CimPropertyValue[] = [];
  for (const property of instance.properties) {
    const known = table.find(property.name);
    if (known !== undefined) properties.push({ ...property, name: known.name });
  }
  return { ...instance, className, properties };
}

/** Gives an instance the keys that it has not. */
function withKeys(instance: CimInstance, keys: readonly KeyBinding[]): CimInstance {
  const chosen = new Map(keys.map(({ name, value }) => [foldName(name), value]));
  const properties = instance.properties.map((property) =>
    property.value === null && chosen.has(foldName(property.name))
      ? { ...property, value: chosen.get(foldName(property.name)) as KeyBinding["value"] }
      : property,
  );
  return { ...instance, properties };
}

/** Puts one instance through its providers. */
class ProviderPutRun {
  readonly #session: NamespaceSession;
  readonly #table: InstanceTable;
  readonly #call: ProviderCall;
  #instance: CimInstance;
  #outcome: PutOutcome | undefined;

  constructor(session: NamespaceSession, table: InstanceTable, instance: CimInstance, call: ProviderCall) {
    this.#session = session;
    this.#table = table;
    this.#instance = instance;
    this.#call = call;
  }

  async run(chain: readonly ServedClass[]): Promise<ProvidedPut> {
    for (const served of chain) await this.#put(served);
    const keys = keysOf(this.#instance, this.#table);
    const unset = keys.find(({ value }) => value === null);
    if (unset !== undefined) {
      const reason = `it chose no value for key \`${unset.name}\`, which was NULL`;
      throw invalidAnswer(chain.at(-1) as ServedClass, method, reason);
    }
    return { instance: this.#instance, path: relpath(this.#table, formatKeys(keys)), outcome: this.#outcome };
  }

  async #put(served: ServedClass): Promise<void> {
    const table = instanceTableOf(served.resolved);
    const given = instanceAs(this.#instance, table);
    const { journal } = this.#session;
    const put = () => journal.serve(() => served.provider.putInstance?.(given, this.#call));
    const answer = await callProvider<unknown>(served, method, put);
    journal.record(method, relpath(table, formatKeys(keysOf(given, table))), workOf(answer));
    const said = putAnswer(served, answer);
    if (said.path !== undefined) this.#takeKeys(served, table, given, said.path);
    this.#outcome = said.outcome;
  }

  #takeKeys(served: ServedClass, table: InstanceTable, given: CimInstance, said: string | ObjectPath): void {
    const path = typeof said === "string" ? parseObjectPath(said) : said;
    const shown = typeof said === "string" ? said : formatObjectPath(said);
    const names = new Set([table.resolved.key, this.#table.resolved.key]);
    const keys = path.kind === "path" && names.has(foldName(path.className)) && bindKeys(path, table.keyDefinition);
    if (!keys || "kind" in keys) {
      throw invalidAnswer(served, method, `\`${shown}\` is no path of an instance of its class`);
    }
    const chosen = withKeys(given, keys);
    if (foldedKeys(keysOf(chosen, table), this.#session) !== foldedKeys(keys, this.#session)) {
      throw invalidAnswer(served, method, `\`${shown}\` has other keys than the instance that was put`);
    }
    this.#instance = withKeys(this.#instance, keys);
  }
}

/**
 * Puts an instance, whose rules have been checked, through the providers of its class and of those above, topmost first.
 * All have to succeed: where one fails, those before it are undone in reverse, and what could not be is told with its error.
 *
 * @param chain the classes with providers, topmost first, at least one
 */
export async function putThroughProviders(
  session: NamespaceSession,
  chain: readonly ServedClass[],
  table: InstanceTable,
  instance: CimInstance,
  flags: number,
  context: WbemContext | null,
): Promise<ProvidedPut> {
  const { journal } = session;
  const before = journal.length;
  try {
    return await new ProviderPutRun(session, table, instance, providerCall(session, flags, context)).run(chain);
  } catch (error) {
    throw withKeptWork(error, await journal.undoFrom(before));
  }
}
