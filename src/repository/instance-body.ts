import { instanceToJson, valueToJson } from "../cim/json.ts";
import type { CimInstance, CimPropertyValue, CimValue } from "../cim/model.ts";
import type { InstanceProperty, PlacedInstance } from "./instance-table.ts";

/** How long a text is looked through for characters that JSON escapes; what is longer is left to the engine. */
const longestScan = 100;

const space = 0x20;
const doubleQuote = 0x22;
const backslash = 0x5c;
const tilde = 0x7e;

/** Text as JSON. Most is short and has nothing to escape, which is seen faster than `JSON.stringify` is called. */
function quote(text: string): string {
  if (text.length > longestScan) return JSON.stringify(text);
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < space || code > tilde || code === doubleQuote || code === backslash) return JSON.stringify(text);
  }
  return `"${text}"`;
}

function valueText(value: CimValue): string {
  switch (typeof value) {
    case "string":
      return quote(value);
    case "boolean":
      return value ? "true" : "false";
    case "bigint":
      return `"${value}"`;
    case "object":
      if (value === null) return "null";
      if ((value as { readonly kind?: string }).kind === "datetime") return quote((value as { text: string }).text);
  }
  return JSON.stringify(valueToJson(value));
}

/**
 * The text under which an instance in canonical form is stored: what `instanceToJson` says. Written directly for one that came
 * in canonical form and has values and nothing else, which takes half of the time that objects for `JSON.stringify` take.
 *
 * @param placed the instance as it was put
 */
export function instanceBody(instance: CimInstance, { instance: given, slots, table }: PlacedInstance): string {
  if (instance !== given || instance.qualifiers !== undefined) return JSON.stringify(instanceToJson(instance));
  const { properties } = instance;
  let text = table.bodyStart;
  for (let position = 0; position < properties.length; position++) {
    const { value, qualifiers } = properties[position] as CimPropertyValue;
    if (value === undefined || qualifiers !== undefined) return JSON.stringify(instanceToJson(instance));
    if (position > 0) text += ",";
    text += (slots[position] as InstanceProperty).bodyName + valueText(value);
  }
  return `${text}}}`;
}
