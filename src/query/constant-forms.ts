import type { CimDateTime } from "../cim/datetime.ts";
import type { ObjectPath } from "../cim/object-path.ts";

/**
 * What a constant is for values of each kind. Against a property of a known type it has the one form that the type asks for;
 * against a property of an embedded object, whose class only shows with the object, every form that it can have.
 */
export interface ConstantForms {
  /** Folded, for text and characters. */
  readonly text: string | undefined;
  /** For integers and reals. */
  readonly number: number | bigint | undefined;
  readonly boolean: boolean | undefined;
  readonly datetime: CimDateTime | undefined;
  /** For references, and for text that is compared as the path it shows. */
  readonly path: ObjectPath | undefined;
  /** Whether numbers are compared as `real32`, of which more digits are written than it holds. */
  readonly isSingle: boolean;
}

/** A constant that is a value of no kind, from which the others are made. */
export const noForm: ConstantForms = {
  text: undefined,
  number: undefined,
  boolean: undefined,
  datetime: undefined,
  path: undefined,
  isSingle: false,
};
