import type { CimScalar, CimValue } from "./model.ts";

/** The length of a string of octets stands before it, in so many octets, and counts them too (DSP0004, qualifier OctetString). */
const lengthOctets = 4;

const hexadecimal = /^0[xX](?:[0-9a-fA-F]{2})*$/;

/**
 * The octets that a literal of MOF 3 shows, `0x0AFF`, in the form that CIM 2 keeps in a `uint8[]`: the length first;
 * `undefined` for other text.
 *
 * @example octetsOfText("0x0AFF") // [0, 0, 0, 6, 10, 255]
 */
export function octetsOfText(text: string): readonly number[] | undefined {
  if (!hexadecimal.test(text)) return undefined;
  const count = (text.length - 2) / 2 + lengthOctets;
  const octets = [count >>> 24, (count >>> 16) & 0xff, (count >>> 8) & 0xff, count & 0xff];
  for (let index = 2; index < text.length; index += 2) octets.push(Number.parseInt(text.slice(index, index + 2), 16));
  return octets;
}

/** As {@link octetsOfText}, in the form that CIM 2 keeps in an element of a `string[]`: `0x00000006` and the octets. */
export function lengthenedText(text: string): string | undefined {
  if (!hexadecimal.test(text)) return undefined;
  const count = (text.length - 2) / 2 + lengthOctets;
  return `0x${count
    .toString(16)
    .toUpperCase()
    .padStart(2 * lengthOctets, "0")}${text.slice(2).toUpperCase()}`;
}

/**
 * The literal of MOF 3 for a value that is kept as `uint8[]` or as an element of a `string[]`; `undefined` where the value
 * does not say its length correctly, so that it is no octet string.
 */
export function textOfOctets(value: CimValue): string | undefined {
  const text = Array.isArray(value) ? textOfArray(value as readonly CimScalar[]) : value;
  if (typeof text !== "string" || !hexadecimal.test(text)) return undefined;
  const start = 2 + 2 * lengthOctets;
  const isWhole = Number.parseInt(text.slice(2, start), 16) === (text.length - 2) / 2;
  return text.length >= start && isWhole ? `0x${text.slice(start).toUpperCase()}` : undefined;
}

function textOfArray(octets: readonly CimScalar[]): string | undefined {
  let text = "0x";
  for (const octet of octets) {
    if (typeof octet !== "number") return undefined;
    text += octet.toString(16).padStart(2, "0");
  }
  return text;
}
