import type { CimInstance, CimScalar, CimValue } from "../cim/model.ts";

/**
 * How much what a declaration embeds by aliases may be, in code units: as much as a declaration that has it all written out could be. By
 * aliases that embed others twice, thirty short lines would make a value of gigabytes.
 */
export const maximumEmbeddedLength = 16 * 1024 * 1024;

/** What a value takes that is no text, with what stands around it. */
const lengthOfOthers = 8;

/** Of values that several embed, which are the same object, each is looked through once. */
const lengths = new WeakMap<CimInstance, number>();

/** About how long an instance is when it is written, with all that it embeds, each time that it does. */
export function embeddedLength(instance: CimInstance): number {
  const known = lengths.get(instance);
  if (known !== undefined) return known;
  let length = instance.className.length + lengthOfOthers;
  for (const { name, value } of instance.properties) length += name.length + lengthOfValue(value);
  lengths.set(instance, length);
  return length;
}

function lengthOfValue(value: CimValue | undefined): number {
  if (!isArray(value)) return lengthOfScalar(value);
  let length = lengthOfOthers;
  for (const element of value) length += lengthOfScalar(element);
  return length;
}

function lengthOfScalar(value: CimScalar | undefined): number {
  if (typeof value === "string") return value.length + lengthOfOthers;
  const isInstance = typeof value === "object" && value !== null && "kind" in value && value.kind === "instance";
  return isInstance ? embeddedLength(value) : lengthOfOthers;
}

function isArray(value: CimValue | undefined): value is readonly CimScalar[] {
  return Array.isArray(value);
}
