import { refuseMalformedKeys } from "../refuse-malformed-keys.ts";
import type {
  ClassRow,
  ImmediateRows,
  ImmediateWriter,
  InstanceKey,
  InstanceRow,
  NamespaceRow,
  QualifierTypeRow,
  StoreWriter,
} from "../store.ts";
import { SqliteReader } from "./sqlite-reader.ts";
import type { SqliteRows } from "./sqlite-rows.ts";

/** What the work of a transaction writes with. */
export class SqliteWriter extends SqliteReader implements StoreWriter {
  readonly immediate: ImmediateWriter = {
    getSetting: (name) => this.#runNow((rows) => rows.getSetting(name)),
    getNamespace: (namespace) => this.#runNow((rows) => rows.getNamespace(namespace)),
    putClasses: (namespace, classes) => this.#runNow((rows) => rows.putClasses(namespace, classes)),
    getInstance: (namespace, key) => {
      this.#checkUsable();
      try {
        return this.#rows.getInstance(namespace, key);
      } catch (error) {
        throw this.#fail(error);
      }
    },
    putInstance: (namespace, row) => {
      this.#checkUsable();
      if (!row.key.isWellFormed()) refuseMalformedKeys([row]);
      try {
        this.#rows.putInstance(namespace, row);
      } catch (error) {
        throw this.#fail(error);
      }
    },
  };
  readonly #rows: SqliteRows;
  readonly #translate: (error: unknown) => unknown;
  #isEnded = false;
  /** What failed first. Half of an operation may have been done, and SQLite may have ended the transaction: it is over. */
  #failure: unknown;

  /** @param translate what an error of the driver means for the user */
  constructor(rows: SqliteRows, translate: (error: unknown) => unknown) {
    super();
    this.#rows = rows;
    this.#translate = translate;
  }

  /** Ends the use of the writer. */
  end(): void {
    this.#isEnded = true;
  }

  /** @throws what failed, even if the work of the transaction caught it */
  throwFailure(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }

  protected override async run<Result>(operation: (rows: SqliteRows) => Result): Promise<Result> {
    return this.#runNow(operation);
  }

  readNow<Result>(read: (rows: ImmediateRows) => Result): Result {
    return read(this.immediate);
  }

  #runNow<Result>(operation: (rows: SqliteRows) => Result): Result {
    this.#checkUsable();
    try {
      return operation(this.#rows);
    } catch (error) {
      throw this.#fail(error);
    }
  }

  #checkUsable(): void {
    if (this.#isEnded) throw new Error("a writer was used after its transaction had ended");
    this.throwFailure();
  }

  #fail(error: unknown): unknown {
    this.#failure = this.#translate(error);
    return this.#failure;
  }

  putSetting(name: string, value: string): Promise<void> {
    return this.run((rows) => rows.putSetting(name, value));
  }

  putNamespace(row: NamespaceRow): Promise<void> {
    return this.run((rows) => rows.putNamespace(row));
  }

  deleteNamespace(namespace: string): Promise<void> {
    return this.run((rows) => rows.deleteNamespace(namespace));
  }

  putClasses(namespace: string, classes: readonly ClassRow[]): Promise<void> {
    return this.run((rows) => rows.putClasses(namespace, classes));
  }

  deleteClasses(namespace: string, keys: readonly string[]): Promise<void> {
    return this.run((rows) => rows.deleteClasses(namespace, keys));
  }

  putQualifierTypes(namespace: string, types: readonly QualifierTypeRow[]): Promise<void> {
    return this.run((rows) => rows.putQualifierTypes(namespace, types));
  }

  deleteQualifierTypes(namespace: string, keys: readonly string[]): Promise<void> {
    return this.run((rows) => rows.deleteQualifierTypes(namespace, keys));
  }

  async putInstances(namespace: string, instances: readonly InstanceRow[]): Promise<void> {
    refuseMalformedKeys(instances);
    return this.run((rows) => rows.putInstances(namespace, instances));
  }

  deleteInstances(namespace: string, keys: readonly InstanceKey[]): Promise<void> {
    return this.run((rows) => rows.deleteInstances(namespace, keys));
  }

  deleteInstancesOf(namespace: string, className: string): Promise<void> {
    return this.run((rows) => rows.deleteInstancesOf(namespace, className));
  }
}
