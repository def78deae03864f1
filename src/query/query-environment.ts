import type { CimClass, CimInstance, CimValue } from "../cim/model.ts";
import type { ObjectPath } from "../cim/object-path.ts";
import type { ElementType } from "../cim/types.ts";
import type { QueryName } from "./nodes.ts";

/** What a data query has to know of the class behind FROM before anything is read. */
export interface QueryClass {
  /** As spelled in its declaration. */
  readonly name: string;
  /**
   * The type of a property, own or inherited, by its folded name; `undefined` where the class has none. A string that a
   * qualifier makes hold embedded objects is of type `object`, as `valueTypeOf` says. System properties are not asked for.
   */
  propertyType(key: string): ElementType | undefined;
  /** The names of all properties, for the one that was probably meant. */
  propertyNames(): Iterable<string>;
}

/** What the evaluation of a condition has to know of an object that it judges. */
export interface QueryEnvironment {
  /**
   * The value of a property of an object, its default included, `null` for NULL; `undefined` where the object has no such
   * property. `object` is what was handed to `matches`, or an object embedded in it. Names that begin with two underscores
   * are system properties: `__CLASS`, `__SUPERCLASS`, `__DYNASTY`, `__RELPATH`, `__PATH`, `__NAMESPACE`, `__SERVER`,
   * `__GENUS`, `__PROPERTY_COUNT`. Never asked for `__this`.
   */
  valueOf(object: CimInstance | CimClass, property: QueryName): CimValue | undefined;
  /** Whether an object is of a class or of one derived from it; a class counts as being of itself. */
  isA(object: CimInstance | CimClass, className: QueryName): boolean;
  /**
   * The form of a reference under which it is compared: equal exactly for paths that mean one object. `foldPath` gives it
   * where nothing is known of the classes.
   */
  foldReference(path: ObjectPath): string;
}
