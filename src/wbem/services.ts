import type { CimClass, CimInstance, QualifierType } from "../cim/model.ts";
import type { ObjectPath } from "../cim/object-path.ts";
import type { WbemCallResult } from "./call-result.ts";
import type { WbemContext } from "./context.ts";
import type { Violation } from "./error.ts";
import type { QueryPlan } from "./query-plan.ts";

/** What a put did to the repository. `unchanged`: the same object was there already. */
export type PutOutcome = "created" | "updated" | "unchanged";

/** How a put ended. */
export interface PutResult {
  /** The path of what was put, relative to its namespace: `CIM_System`, `CIM_Thing.Name="a"`. */
  readonly path: string;
  readonly outcome: PutOutcome;
  /** Rules that are broken but do not refuse the put. */
  readonly warnings: readonly Violation[];
}

/** What went with a class that was deleted. */
export interface DeleteClassResult {
  /** The names of the classes, the one that was named and all below it or declared in them, superclass first. */
  readonly classes: readonly string[];
  /** How many instances they had. */
  readonly instances: number;
}

/**
 * One namespace, after `IWbemServices`, with the qualifier-type operations of CIM (DSP0200) beside it. Every operation
 * that is refused throws a `WbemError`; flags that it does not list are `WBEM_E_INVALID_PARAMETER`. An operation that can
 * be semisynchronous gives a {@link WbemCallResult}, which is a promise of what it gives and, with
 * `WBEM_FLAG_RETURN_IMMEDIATELY`, can be left to itself.
 *
 * Reads with `WBEM_FLAG_USE_AMENDED_QUALIFIERS` over a connection with a locale give what they give with the texts of that
 * language and the mark `amended`; what has the mark is put with the same flag, which leaves the texts out, and is refused
 * without it (`WBEM_E_AMENDED_OBJECT`).
 *
 * @example
 * const connection = await openConnection("repository.db", { access: "read", locale: "MS_407" });
 * const cimv2 = await connection.openNamespace("root/cimv2");
 * const vessel = await cimv2.getClass("Harbor_Vessel", WBEM_FLAG_USE_AMENDED_QUALIFIERS);
 */
export interface WbemServices {
  /** The path of the namespace in its canonical form: `root/cimv2`. */
  readonly namespace: string;

  /**
   * A namespace below this one by its path from here, either slash, any case: `Orchard`, `Orchard/North`. No server and no
   * slash in front; whole paths are for the connection. `WBEM_E_INVALID_NAMESPACE` where it does not exist or the path is
   * none. (Microsoft, "IWbemServices::OpenNamespace")
   *
   * @example const north = await root.openNamespace("Orchard\\North");
   */
  openNamespace(path: string, flags?: number, context?: WbemContext | null): WbemCallResult<WbemServices>;

  /**
   * Creates or updates a class. What of it was read as inherited is passed over. (Microsoft, "IWbemServices::PutClass")
   *
   * Flags: `WBEM_FLAG_CREATE_ONLY` (`WBEM_E_ALREADY_EXISTS`), `WBEM_FLAG_UPDATE_ONLY` (`WBEM_E_NOT_FOUND`), and for an update
   * compatible mode, which changes only unimportant qualifiers while there are subclasses or instances
   * (`WBEM_E_CLASS_HAS_CHILDREN`, `WBEM_E_CLASS_HAS_INSTANCES`), `WBEM_FLAG_UPDATE_SAFE_MODE`, which changes what conflicts
   * with no subclass and what no instance rests on (`WBEM_E_UPDATE_TYPE_MISMATCH`, `WBEM_E_UPDATE_PROPAGATED_METHOD`,
   * `WBEM_E_UPDATE_OVERRIDE_NOT_ALLOWED`, `WBEM_E_CANNOT_CHANGE_KEY_INHERITANCE`), or `WBEM_FLAG_UPDATE_FORCE_MODE`, which also
   * drops conflicting qualifiers of subclasses. No mode deletes instances.
   *
   * Every rule of CIM that the class breaks is one of the violations; among the statuses are `WBEM_E_INVALID_SUPERCLASS`,
   * `WBEM_E_CIRCULAR_REFERENCE`, `WBEM_E_CANNOT_BE_KEY`, `WBEM_E_TYPE_MISMATCH`, `WBEM_E_INVALID_CLASS` for what is no class
   * and `WBEM_E_INCOMPLETE_CLASS` for one without a name.
   *
   * @example await services.putClass(changed, WBEM_FLAG_UPDATE_ONLY | WBEM_FLAG_UPDATE_SAFE_MODE);
   */
  putClass(definition: CimClass, flags?: number, context?: WbemContext | null): WbemCallResult<PutResult>;
  /**
   * Creates an instance of a class of the namespace, or replaces the one that has its keys: a property that is not given has
   * the default of the class. A string key that is NULL gets a GUID, with a warning; the result has the path. (Microsoft,
   * "IWbemServices::PutInstance")
   *
   * Flags: `WBEM_FLAG_CREATE_ONLY` (`WBEM_E_ALREADY_EXISTS`), `WBEM_FLAG_UPDATE_ONLY` (`WBEM_E_NOT_FOUND`),
   * `WBEM_FLAG_USE_AMENDED_QUALIFIERS`, `WBEM_FLAG_RETURN_IMMEDIATELY`.
   *
   * A context with `__PUT_EXTENSIONS` and `__PUT_EXT_CLIENT_REQUEST` updates only what `__PUT_EXT_PROPERTIES` lists, together
   * with `WBEM_FLAG_UPDATE_ONLY`; NULL is written with `__PUT_EXT_STRICT_NULLS`. `WBEM_E_INVALID_CONTEXT` for what is wrong
   * with it, `WBEM_E_UNSUPPORTED_PUT_EXTENSION`.
   *
   * Every rule of CIM that the instance breaks is one of the violations; among the statuses are `WBEM_E_INVALID_OBJECT` for what
   * is no instance, `WBEM_E_INVALID_CLASS` for a class that is unknown or abstract, `WBEM_E_NO_KEY`, `WBEM_E_ILLEGAL_NULL`,
   * `WBEM_E_TYPE_MISMATCH`, `WBEM_E_INVALID_PROPERTY`, and `WBEM_E_ALREADY_EXISTS` where another class of the tree has an
   * instance with the keys. System properties are accepted where they are true (`WBEM_E_READ_ONLY`).
   *
   * The providers of the class and of its ancestors are called, topmost first, and all have to succeed: see
   * `InstanceProvider` for their statuses. A class that is `dynamic` and has none is `WBEM_E_PROVIDER_NOT_FOUND`,
   * `WBEM_E_PROVIDER_LOAD_FAILURE` where the namespace knows its provider, `WBEM_E_INVALID_PROVIDER_REGISTRATION` where it
   * names none.
   *
   * @example
   * const tree = { kind: "instance", className: "Orchard_Tree", properties: [{ name: "Name", value: "Oak" }] } as const;
   * const { path, outcome } = await services.putInstance(tree, WBEM_FLAG_CREATE_ONLY); // Orchard_Tree.Name="Oak", created
   */
  putInstance(instance: CimInstance, flags?: number, context?: WbemContext | null): WbemCallResult<PutResult>;
  /**
   * As {@link putInstance} for many, in order, under the same flags and context. Stops at the first that is refused; its error
   * has `batchIndex`, and `results` of those before it.
   *
   * @example await services.putInstances(trees);
   */
  putInstances(
    instances: readonly CimInstance[],
    flags?: number,
    context?: WbemContext | null,
  ): WbemCallResult<readonly PutResult[]>;

  /** A class by its name, with everything it inherits. `WBEM_E_NOT_FOUND`. */
  getClass(name: string, flags?: number, context?: WbemContext | null): WbemCallResult<CimClass>;
  /**
   * An instance by its path, also through the name of an ancestor class: the properties that it sets. `WBEM_E_NOT_FOUND` for
   * an instance or class that is not there, `WBEM_E_INVALID_OBJECT_PATH`. (Microsoft, "IWbemServices::GetObject")
   *
   * A context with `__GET_EXTENSIONS` and `__GET_EXT_CLIENT_REQUEST` reads the keys with what `__GET_EXT_PROPERTIES` lists, or
   * with `__GET_EXT_KEYS_ONLY` the keys alone; `WBEM_E_INVALID_CONTEXT`, `WBEM_E_UNSUPPORTED_PARAMETER`.
   *
   * @example const tree = await services.getInstance('Orchard_Tree.Name="Oak"');
   */
  getInstance(path: string | ObjectPath, flags?: number, context?: WbemContext | null): WbemCallResult<CimInstance>;
  /**
   * A class or an instance by its path. `WBEM_E_NOT_FOUND`, `WBEM_E_INVALID_OBJECT_PATH`. An empty path or `null`: an
   * empty class, to be filled in and put.
   */
  getObject(
    path: string | ObjectPath | null,
    flags?: number,
    context?: WbemContext | null,
  ): WbemCallResult<CimClass | CimInstance>;

  /**
   * Deletes a class, its subclasses and all their instances. `WBEM_E_NOT_FOUND`; `WBEM_E_INVALID_OPERATION` for a system
   * class. (Microsoft, "IWbemServices::DeleteClass")
   *
   * @example const { instances } = await services.deleteClass("Harbor_Vessel");
   */
  deleteClass(name: string, flags?: number, context?: WbemContext | null): WbemCallResult<DeleteClassResult>;
  /**
   * Deletes an instance by its path, also through the name of an ancestor class; one of `__Namespace` with the whole namespace.
   * Associations that name it stay. `WBEM_E_NOT_FOUND`, `WBEM_E_INVALID_OBJECT_PATH`; `WBEM_E_INVALID_OPERATION` for the
   * instance of `__thisNAMESPACE`. The providers of the classes above and below are called, of which the topmost decides.
   * (Microsoft, "IWbemServices::DeleteInstance")
   *
   * @example await services.deleteInstance('Orchard_Tree.Name="Oak"');
   */
  deleteInstance(path: string | ObjectPath, flags?: number, context?: WbemContext | null): WbemCallResult<void>;

  /**
   * Classes in the order superclass first, then by name. `superclass` null or `""`: from the top. Deep (default): all
   * descendants, without the class itself; `WBEM_FLAG_SHALLOW`: direct subclasses. System classes are left out.
   */
  createClassEnum(superclass: string | null, flags?: number, context?: WbemContext | null): AsyncIterable<CimClass>;
  /**
   * Instances by class and key. Deep (default): with those of subclasses; `WBEM_FLAG_SHALLOW`: of just this class. Where a
   * class with a provider has subclasses, theirs come first. Of a class that is `dynamic` and has no provider come those that
   * are stored, then its error as in {@link putInstance}; `storedInstances` leaves that out.
   */
  createInstanceEnum(className: string, flags?: number, context?: WbemContext | null): AsyncIterable<CimInstance>;

  /**
   * The objects that a query in WQL asks for: instances for `SELECT` of a class, classes for `SELECT * FROM meta_class`, and
   * for `ASSOCIATORS OF` and `REFERENCES OF` instances or, with SchemaOnly or ClassDefsOnly, classes. Objects come as they
   * are found; nothing is read before the first is asked for, so what is wrong with the query is thrown then. No result is
   * success.
   *
   * An instance of `SELECT *` is as {@link getInstance} gives it, so that it can be put back. Named properties come in
   * their order with their values, defaults included, and behind them the keys that were not named.
   *
   * Flags: `WBEM_FLAG_ENSURE_LOCATABLE` adds `__PATH`, `__RELPATH` and `__SERVER` to every instance; with
   * `WBEM_FLAG_PROTOTYPE` nothing is executed and the result is one instance that shows the form, none where the results
   * have no class in common; `WBEM_FLAG_USE_AMENDED_QUALIFIERS`, `WBEM_FLAG_DIRECT_READ`, `WBEM_FLAG_FORWARD_ONLY`,
   * `WBEM_FLAG_RETURN_IMMEDIATELY`.
   *
   * `WBEM_E_INVALID_QUERY_TYPE` for another language than `WQL`; `WBEM_E_INVALID_QUERY` and its kin, each violation with
   * its place in `target.query`; `WBEM_E_NOT_FOUND` for a class that does not exist; `WBEM_E_QUOTA_VIOLATION`. Source:
   * Microsoft, "IWbemServices::ExecQuery" and "WQL (SQL for WMI)".
   *
   * @example
   * for await (const vessel of services.execQuery("WQL", "SELECT Name FROM Harbor_Vessel WHERE Tonnage > 500")) show(vessel);
   */
  execQuery(
    language: string,
    query: string,
    flags?: number,
    context?: WbemContext | null,
  ): AsyncIterable<CimInstance | CimClass>;
  /**
   * How {@link execQuery} would answer a query: what is looked up, what is gone through, and what of the condition says so.
   * Refused as the query itself; instances are read only where keys refer to them.
   */
  explainQuery(language: string, query: string): Promise<QueryPlan>;

  /**
   * Creates or replaces a qualifier type; what uses it follows it. `WBEM_E_INVALID_OPERATION` where a class or instance uses it
   * otherwise, judged when the transaction ends; `WBEM_E_TYPE_MISMATCH`, `WBEM_E_VALUE_OUT_OF_RANGE` for its default. (DSP0200)
   */
  setQualifier(type: QualifierType): Promise<PutResult>;
  /** A qualifier type by its name. `WBEM_E_NOT_FOUND`. */
  getQualifier(name: string): Promise<QualifierType>;
  /** Deletes a qualifier type. `WBEM_E_NOT_FOUND`; `WBEM_E_INVALID_OPERATION` while a class or instance uses it, judged when the transaction ends. */
  deleteQualifier(name: string): Promise<void>;
  /** Qualifier types by name. */
  enumerateQualifiers(): AsyncIterable<QualifierType>;
}
