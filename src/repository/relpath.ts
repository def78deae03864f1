import type { InstanceTable } from "./instance-table.ts";

/** The relpath of an instance, in canonical form: `Class.Key="value"`, `Class=@`. `keys` is what `formatKeys` says. */
export function relpath(table: InstanceTable, keys: string): string {
  return `${table.resolved.declaration.name}${table.keys.length === 0 ? "=" : "."}${keys}`;
}
