import type { Qualifier } from "../ast/nodes.ts";
import { sameName } from "../cim/names.ts";
import type { AmendedQualifiers } from "./amended-qualifiers.ts";
import type { Localizable } from "./localizable.ts";
import type { LocalizedElement, LocalizedText } from "./localized-texts.ts";
import type { TextEdits } from "./text-edits.ts";
import type { WrittenText } from "./written-text.ts";

/** Where texts are added: an element of the neutral file. */
export interface TextTarget {
  readonly node: Localizable;
  readonly text: WrittenText;
  readonly edits: TextEdits;
  /** What the neutral file declares above it. */
  readonly amended: AmendedQualifiers;
}

/**
 * Adds the texts of a localized element to the neutral one: in the place of a qualifier of the same name, else behind the others,
 * else as a list of its own, laid out as in the localized file.
 *
 * @param onReplaced called for each qualifier that is replaced and whose text then is in neither part of the master
 */
export function addTexts(
  localized: LocalizedElement,
  { node, text, edits, amended }: TextTarget,
  onReplaced: (qualifier: Qualifier) => void,
): void {
  const written = (one: LocalizedText) => writtenAt(one, localized.text, text, amended);
  const added: LocalizedText[] = [];
  for (const one of localized.texts) {
    const { qualifier } = one;
    const neutral = node.qualifiers.find(({ name }) => sameName(name.name, qualifier.name.name));
    if (neutral === undefined) {
      added.push(one);
      continue;
    }
    // What is amended goes to the localized file anyhow when it is split, and nothing is lost if both say the same.
    if (!amended.isAmended(neutral) || saidBy(neutral, text) !== saidBy(qualifier, localized.text)) onReplaced(neutral);
    edits.replace(neutral.start, neutral.end, written(one));
  }
  const [first] = added;
  if (first === undefined) return;
  const last = node.qualifiers.at(-1);
  if (last === undefined) {
    edits.insert(node.start, newList(localized, added.map(written), text, node.start));
    return;
  }
  const begins = text.beginsLine(last.start);
  const comment = text.commentsOf(last).trailing.findLast(({ end }) => end < text.endOfQualifiers(node.qualifiers));
  const separator = begins || comment ? text.lineEnd + text.indentationAt(last.start) : " ";
  const items = added.map(written).join(`,${separator}`);
  if (comment === undefined) edits.insert(last.end, `,${separator}${items}`);
  else {
    // The comment stays with what it stands behind.
    edits.insert(last.end, ",");
    edits.insert(comment.end, `${separator}${items}`);
  }
}

/** A qualifier as it has to be written in the neutral file. */
function writtenAt(
  { qualifier, flavorsLostAt }: LocalizedText,
  from: WrittenText,
  to: WrittenText,
  amended: AmendedQualifiers,
): string {
  const flavors = flavorsLostAt(amended);
  const said = from.slice(qualifier).replace(/\r?\n/g, to.lineEnd);
  if (flavors.length === 0) return said;
  return `${said}${qualifier.flavors.length > 0 ? "" : " :"} ${flavors.join(" ")}`;
}

function newList(
  { node, text: from, texts }: LocalizedElement,
  items: readonly string[],
  to: WrittenText,
  offset: number,
): string {
  const indentation = to.indentationAt(offset);
  const [first, second] = texts as [LocalizedText, ...LocalizedText[]];
  const isWide = from.beginsLine((node.qualifiers[0] as Qualifier).start);
  const end = from.endOfQualifiers(node.qualifiers);
  const goesOn = /^[^\S\n]*\r?\n/.test(from.text.slice(end)) ? `${to.lineEnd}${indentation}` : " ";
  const around = from.indentationAt(node.start);
  const inner = from.indentationAt(first.qualifier.start);
  const step = inner.startsWith(around) && inner !== around ? inner.slice(around.length) : "    ";
  if (isWide) {
    const line = `${to.lineEnd}${indentation}${step}`;
    return `[${line}${items.join(`,${line}`)}${to.lineEnd}${indentation}]${goesOn}`;
  }
  const isBroken = second !== undefined && from.beginsLine(second.qualifier.start);
  return `[${items.join(isBroken ? `,${to.lineEnd}${indentation} ` : ", ")}]${goesOn}`;
}

/** What a qualifier says, apart from how the text is broken into lines. */
function saidBy({ value }: Qualifier, text: WrittenText): string {
  return value === undefined ? "" : text.slice(value).replace(/\s+/g, " ");
}
