import type { Identifier } from "../ast/nodes.ts";
import type { QualifierFlavor } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import type { SpanReporter } from "./lowering.ts";

/** What each flavor word says (DSP0004, qualifier flavors; Microsoft, "Qualifier flavors"). */
const flavorsByWord: ReadonlyMap<string, QualifierFlavor> = new Map<string, QualifierFlavor>([
  ["enableoverride", { overridable: true }],
  ["disableoverride", { overridable: false }],
  ["tosubclass", { toSubclass: true }],
  ["nottosubclass", { toSubclass: false }],
  ["toinstance", { toInstance: true }],
  ["nottoinstance", { toInstance: false }],
  ["restricted", { toSubclass: false, toInstance: false }],
  ["translatable", { translatable: true }],
  ["amended", { amended: true }],
]);

const fields = ["overridable", "toSubclass", "toInstance", "translatable", "amended"] as const;

const nothing: QualifierFlavor = Object.freeze({});

/** What flavor words specify; `before` is what applies where they say nothing. Two that contradict each other are an error. */
export function lowerFlavors(
  words: readonly Identifier[],
  before: QualifierFlavor | undefined,
  reporter: SpanReporter,
): QualifierFlavor {
  if (words.length === 0) return before ?? nothing;
  const specified: { -readonly [Field in keyof QualifierFlavor]: QualifierFlavor[Field] } = {};
  const wordOf = new Map<keyof QualifierFlavor, Identifier>();
  for (const word of words) {
    const flavor = flavorsByWord.get(foldName(word.name));
    if (!flavor) throw new TypeError(`the parser takes \`${word.name}\` for a flavor`);
    for (const field of fields) {
      const value = flavor[field];
      if (value === undefined) continue;
      const earlier = wordOf.get(field);
      if (earlier && specified[field] !== value) reportContradiction(earlier, word, reporter);
      specified[field] = value;
      wordOf.set(field, word);
    }
  }
  return before === undefined ? specified : { ...before, ...specified };
}

function reportContradiction(first: Identifier, second: Identifier, reporter: SpanReporter): void {
  const span = { start: first.start, end: second.end };
  const isRestricted = [first, second].some(({ name }) => foldName(name) === "restricted");
  const parameters = { first: first.name, second: second.name };
  reporter.report(isRestricted ? "restricted-flavor-propagates" : "contradicting-flavors", parameters, span);
}
