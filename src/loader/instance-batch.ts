import type { InstanceDeclaration, StructureValueDeclaration } from "../ast/nodes.ts";
import type { CimInstance } from "../cim/model.ts";
import type { Source } from "../source/types.ts";
import type { PutResult } from "../wbem/services.ts";
import type { AliasTable } from "./aliases.ts";
import type { LoadRun } from "./load-run.ts";
import { putDeclaration } from "./put-declaration.ts";
import { isRefusal } from "./refusals.ts";
import type { TargetNamespace } from "./target-namespace.ts";

/**
 * So many instances are put at once. 200,000 of them into SQLite took 3.5 s of CPU time in batches of 256, 3.7 s and more
 * in batches of 64 and of 1,024, and 4.0 s in batches of 16.
 */
const instanceBatchSize = 256;

/** What an instance that is put was declared as. */
type InstanceNode = InstanceDeclaration | StructureValueDeclaration;

/** Consecutive instances for one namespace, put together. */
export class InstanceBatch {
  readonly #run: LoadRun;
  readonly #aliases: AliasTable;
  #namespace: TargetNamespace | undefined;
  #flags = 0;
  #instances: CimInstance[] = [];
  #declarations: InstanceNode[] = [];
  #sources: Source[] = [];

  constructor(run: LoadRun, aliases: AliasTable) {
    this.#run = run;
    this.#aliases = aliases;
  }

  /**
   * Adds an instance. Where the batch is full, or for another namespace or other flags, it is put first, and the promise of
   * that is returned to be awaited.
   */
  add(
    namespace: TargetNamespace,
    flags: number,
    instance: CimInstance,
    declaration: InstanceNode,
    source: Source,
  ): Promise<unknown> | undefined {
    const fits = this.#instances.length < instanceBatchSize && namespace === this.#namespace && flags === this.#flags;
    const put = fits || this.#instances.length === 0 ? undefined : this.flush();
    this.#namespace = namespace;
    this.#flags = flags;
    this.#instances.push(instance);
    this.#declarations.push(declaration);
    this.#sources.push(source);
    return put;
  }

  get isEmpty(): boolean {
    return this.#instances.length === 0;
  }

  /** Puts what was added, and gives the path of the last instance where it was taken. */
  async flush(): Promise<string | undefined> {
    const namespace = this.#namespace;
    if (!namespace || this.#instances.length === 0) return undefined;
    const [instances, declarations, sources] = [this.#instances, this.#declarations, this.#sources];
    this.#instances = [];
    this.#declarations = [];
    this.#sources = [];
    const flags = this.#flags;

    let results: readonly PutResult[] = [];
    let next = instances.length;
    const begin = this.#run.now();
    try {
      results = await namespace.services.putInstances(instances, flags);
    } catch (error) {
      if (!isRefusal(error) || error.batchIndex === undefined) throw error;
      next = error.batchIndex;
      results = error.results;
    }
    const share = (this.#run.now() - begin) / results.length;
    for (let index = 0; index < results.length; index++) {
      const source = sources[index] as Source;
      const declaration = declarations[index] as InstanceNode;
      this.#run.stored(namespace.path, declaration, source, results[index] as PutResult, share);
    }
    let last = results.at(-1);
    // From a refused instance on they are put one by one, so that each gets its own answer.
    for (; next < instances.length; next++) {
      const instance = instances[next] as CimInstance;
      const declaration = declarations[next] as InstanceNode;
      const source = sources[next] as Source;
      last = await putDeclaration(
        this.#run,
        { declaration, source, namespace: namespace.path, aliases: this.#aliases },
        flags,
        (putFlags) => namespace.services.putInstance(instance, putFlags),
      );
      const alias = last === undefined && declaration.alias && this.#aliases.find(declaration.alias.name);
      if (alias) this.#aliases.change(alias, { isRefused: true });
    }
    return last?.path;
  }
}
