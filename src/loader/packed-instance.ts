import type { CimInstance, CimPropertyValue, CimValue } from "../cim/model.ts";

/**
 * An instance for the bytes of `PlainData`: the class, and name and value of each property behind each other, which takes half as long
 * as objects do. One with qualifiers, or with a property without a value, is as it is.
 */
export type PackedInstance = CimInstance | readonly (string | CimValue)[];

export function packInstance(instance: CimInstance): PackedInstance {
  if (instance.qualifiers !== undefined) return instance;
  const packed: (string | CimValue)[] = [instance.className];
  for (const { name, value, qualifiers } of instance.properties) {
    if (value === undefined || qualifiers !== undefined) return instance;
    packed.push(name, value);
  }
  return packed;
}

export function unpackInstance(packed: PackedInstance): CimInstance {
  if (!isPacked(packed)) return packed;
  const properties: CimPropertyValue[] = [];
  for (let index = 1; index < packed.length; index += 2) {
    properties.push({ name: packed[index] as string, value: packed[index + 1] as CimValue });
  }
  return { kind: "instance", className: packed[0] as string, properties };
}

function isPacked(packed: PackedInstance): packed is readonly (string | CimValue)[] {
  return Array.isArray(packed);
}
