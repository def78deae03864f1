import type { Qualifier } from "../ast/nodes.ts";
import { parseInteger } from "../cim/integer-literal.ts";
import { sameName } from "../cim/names.ts";
import type { AmendedQualifiers } from "./amended-qualifiers.ts";
import { type Localizable, partsOf } from "./localizable.ts";
import type { TextEdits } from "./text-edits.ts";
import type { WrittenText } from "./written-text.ts";

/**
 * Takes the texts out of a class: what remains is the neutral class, with its Locale in decimal, as mofcomp writes it
 * (Microsoft, "Localizing WMI class information").
 */
export function cutTexts(node: Localizable, amended: AmendedQualifiers, text: WrittenText, edits: TextEdits): void {
  const { qualifiers } = node;
  const isKept = (qualifier: Qualifier) => !amended.isAmended(qualifier);
  if (!qualifiers.every(isKept)) {
    const end = text.endOfQualifiers(qualifiers);
    if (qualifiers.some(isKept)) text.cutFromList(qualifiers, isKept, end, edits);
    else edits.cut(node.start, end);
  }
  for (const { name, value } of qualifiers.filter(isKept)) {
    if (!sameName(name.name, "Locale") || value?.kind !== "IntegerLiteral") continue;
    const number = parseInteger(value.text);
    if (number !== undefined) edits.replace(value.start, value.end, String(number));
  }
  for (const part of partsOf(node)) cutTexts(part, amended, text, edits);
}
