import type { CimQualifier } from "./model.ts";
import { sameName } from "./names.ts";

/** The qualifier of a name, in any case; `undefined` where there is none. */
export function findQualifier(qualifiers: readonly CimQualifier[], name: string): CimQualifier | undefined {
  for (const qualifier of qualifiers) if (sameName(qualifier.name, name)) return qualifier;
  return undefined;
}

/** Whether a boolean qualifier is there and TRUE. One written bare, `[Key]`, is. */
export function isTrue(qualifier: CimQualifier | undefined): boolean {
  return qualifier !== undefined && (qualifier.value === undefined || qualifier.value === true);
}

/** Whether the qualifier of a name is there and TRUE. */
export function hasTrueQualifier(qualifiers: readonly CimQualifier[], name: string): boolean {
  return isTrue(findQualifier(qualifiers, name));
}
