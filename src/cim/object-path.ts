import type { CimScalar } from "./model.ts";

/** One key of an instance path. */
export interface KeyBinding {
  readonly name: string;
  readonly value: CimScalar;
}

/** The name of a class or instance. */
export interface ObjectPath {
  readonly kind: "path";
  readonly server?: string;
  readonly namespace?: string;
  readonly className: string;
  /** Absent: a class. Empty: a singleton (`Class=@`). */
  readonly keys?: readonly KeyBinding[];
}
