import type { CimInstance } from "../../src/cim/model.ts";
import { foldName } from "../../src/cim/names.ts";
import type { ObjectPath } from "../../src/cim/object-path.ts";
import type { StatusName } from "../../src/codes/status.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { WbemError } from "../../src/wbem/error.ts";
import type { InstanceProvider, ProviderCall, ProviderPut, ProviderWork } from "../../src/wbem/provider.ts";
import { ProviderRegistry } from "../../src/wbem/provider-registry.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { cimClass, key, property } from "../repository/builders.ts";
import type { OpenConnection } from "./contract-helpers.ts";

/** The value of the key `K`, folded as WMI compares it. */
function keyOf(instance: CimInstance): string {
  return foldName(String(instance.properties.find(({ name }) => name === "K")?.value));
}

function keyOfPath({ keys = [] }: ObjectPath): string {
  return foldName(String(keys[0]?.value));
}

/** A provider that keeps its instances, undoes what is wanted of it, and writes down its calls. */
export class KeepingProvider implements InstanceProvider {
  readonly name: string;
  readonly log: string[];
  readonly instances = new Map<string, CimInstance>();
  readonly calls: ProviderCall[] = [];
  /** What it refuses everything with. */
  refusal: unknown;
  canUndo = true;

  constructor(name: string, log: string[] = []) {
    this.name = name;
    this.log = log;
  }

  putInstance(instance: CimInstance, call: ProviderCall): ProviderPut | undefined {
    this.#begin(`put ${instance.className} ${keyOf(instance)}`, call);
    const name = keyOf(instance);
    const before = this.instances.get(name);
    this.instances.set(name, instance);
    return this.#work(`put ${name}`, () => this.#restore(name, before));
  }

  deleteInstance(path: ObjectPath, call: ProviderCall): ProviderWork | undefined {
    this.#begin(`delete ${path.className} ${keyOfPath(path)}`, call);
    const name = keyOfPath(path);
    const before = this.instances.get(name);
    if (before === undefined) throw new WbemError("WBEM_E_NOT_FOUND", "there is none");
    this.instances.delete(name);
    return this.#work(`delete ${name}`, () => this.#restore(name, before));
  }

  getObject(path: ObjectPath, call: ProviderCall): CimInstance | undefined {
    this.#begin(`get ${path.className} ${keyOfPath(path)}`, call);
    return this.instances.get(keyOfPath(path));
  }

  createInstanceEnum(className: string, call: ProviderCall): Iterable<CimInstance> {
    this.#begin(`enumerate ${className}`, call);
    return this.instances.values();
  }

  #begin(what: string, call: ProviderCall): void {
    this.log.push(`${this.name}: ${what}`);
    this.calls.push(call);
    if (this.refusal !== undefined) throw this.refusal;
  }

  #work(what: string, undo: () => void): ProviderWork | undefined {
    if (!this.canUndo) return undefined;
    return {
      undo: () => {
        this.log.push(`${this.name}: undo ${what}`);
        undo();
      },
    };
  }

  #restore(name: string, before: CimInstance | undefined): void {
    if (before === undefined) this.instances.delete(name);
    else this.instances.set(name, before);
  }
}

/** An error of a provider with a status of its own. */
export function refusal(status: StatusName): WbemError {
  return new WbemError(status, "the lamps are fixed");
}

/** A repository with the classes A, B : A, C : B and D : B, of which some have a provider each. */
export interface ServedRepository {
  readonly connection: WbemConnection;
  readonly root: WbemServices;
  readonly providers: ProviderRegistry;
  /** The calls of all providers, in order. */
  readonly log: string[];
  /** Registers a provider for a class. */
  serve(className: string): KeepingProvider;
}

export async function openServed(
  open: OpenConnection,
  abstract: readonly string[] = [],
  options: Parameters<OpenConnection>[0] = {},
): Promise<ServedRepository> {
  const providers = new ProviderRegistry();
  const connection = await open({ providers, ...options });
  const root = await connection.openNamespace("root");
  const qualifiers = (name: string) => (abstract.includes(name) ? ["Abstract"] : []);
  await connection.transaction(async (transaction) => {
    const services = await transaction.openNamespace("root");
    const top = { properties: [key(), property("uint32 Height")], qualifiers: qualifiers("A") };
    await services.putClass(cimClass("A", top));
    await services.putClass(cimClass("B : A", { properties: [property("uint32 Width")], qualifiers: qualifiers("B") }));
    await services.putClass(cimClass("C : B", { properties: [property("uint32 Depth")], qualifiers: qualifiers("C") }));
    await services.putClass(cimClass("D : B", { qualifiers: qualifiers("D") }));
  });
  const log: string[] = [];
  const serve = (className: string) => {
    const provider = new KeepingProvider(className, log);
    providers.register("root", className, provider);
    return provider;
  };
  return { connection, root, providers, log, serve };
}
