import type { CimQualifier, QualifierFlavor } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import { findQualifier, isTrue } from "../cim/qualifiers.ts";
import type { CimType } from "../cim/types.ts";
import { valuesEqual } from "../cim/values-equal.ts";
import { type ChangedElement, type ChangeList, pairByName } from "./diff-changes.ts";
import { boundChange } from "./diff-ranges.ts";
import type { ChangeCode } from "./diff-rules.ts";
import { qualifierText } from "./diff-text.ts";
import { bitMapChange, type ValueMapChange, valueMapChange } from "./diff-value-maps.ts";

/** Qualifiers that only people read, by folded name (DSP0004, 5.6.3 and 5.6.4; Microsoft, "Standard WMI qualifiers"). */
const documentary: ReadonlySet<string> = new Set([
  "bitvalues",
  "description",
  "displaydescription",
  "displayname",
  "experimental",
  "invisible",
  "locale",
  "mappingstrings",
  "modelcorrespondence",
  "revision",
  "umlpackagepath",
  "values",
  "version",
]);

/** What an array promises about its order, weakest first (DSP0004, 5.6.3.3). */
const arrayOrders: readonly string[] = ["bag", "ordered", "indexed"];

/** An element with qualifiers, as one side has it. */
export interface QualifiedElement {
  readonly qualifiers: readonly CimQualifier[];
  /** The whole of it is inherited. */
  readonly propagated?: boolean;
}

/** What is known of the element whose qualifiers are compared. */
export interface QualifierContext {
  readonly element: ChangedElement;
  /** The type of its values; absent where it has none, as a class has none. */
  readonly type?: CimType | "void";
  /** It is given back and never given: fewer values break nobody. */
  readonly isOutput?: boolean;
  /** Qualifiers, by folded name, whose change has been told in words of its own. */
  readonly told?: ReadonlySet<string>;
}

/** A boolean qualifier with words of its own for when it becomes TRUE and when it no longer is. */
export interface BooleanRule {
  readonly became: ChangeCode;
  readonly noLonger: ChangeCode;
  /** What it is where it does not stand. Default: FALSE. */
  readonly otherwise?: boolean;
}

/** Boolean qualifiers that mean the same on every element. */
const commonRules: Readonly<Record<string, BooleanRule>> = {
  deprecated: { became: "deprecated", noLonger: "no-longer-deprecated" },
};

/**
 * Compares the qualifiers of an element that both sides have. Every difference is told once: in words of its own where it
 * binds clients, else as one of a qualifier.
 */
export function compareQualifiers(
  changes: ChangeList,
  left: QualifiedElement,
  right: QualifiedElement,
  context: QualifierContext,
  rules: Readonly<Record<string, BooleanRule>> = {},
): void {
  const comparison = new QualifierComparison(changes, left, right, context, { ...commonRules, ...rules });
  comparison.run();
}

class QualifierComparison {
  readonly #changes: ChangeList;
  readonly #left: QualifiedElement;
  readonly #right: QualifiedElement;
  readonly #context: QualifierContext;
  readonly #rules: Readonly<Record<string, BooleanRule>>;
  readonly #told: Set<string>;

  constructor(
    changes: ChangeList,
    left: QualifiedElement,
    right: QualifiedElement,
    context: QualifierContext,
    rules: Readonly<Record<string, BooleanRule>>,
  ) {
    this.#changes = changes;
    this.#left = left;
    this.#right = right;
    this.#context = context;
    this.#rules = rules;
    this.#told = new Set(context.told);
  }

  run(): void {
    const { type } = this.#context;
    const [left, right] = [this.#left.qualifiers, this.#right.qualifiers];
    if (type !== undefined) {
      this.#compareValueMaps("ValueMap", "Values", valueMapChange(left, right, type));
      this.#compareValueMaps("BitMap", "BitValues", bitMapChange(left, right));
    }
    for (const [before, after] of pairByName(left, right)) this.#compare(before, after);
  }

  #compareValueMaps(map: string, names: string, change: ValueMapChange | undefined): void {
    if (change === undefined) return;
    const both = (name: string) =>
      [findQualifier(this.#left.qualifiers, name), findQualifier(this.#right.qualifiers, name)] as const;
    const isOfEnumeration = both(map).every((qualifier) => qualifier?.implied === true);
    if (isOfEnumeration) {
      // What an enumeration changes is told there.
      this.#told.add(foldName(map)).add(foldName(names));
      return;
    }
    const { narrows, widens, renamed, isSame } = change;
    if (!narrows && !widens && !isSame && renamed.length === 0) return;
    const changed = [map, names].filter((name) => both(name).some((qualifier) => qualifier !== undefined));
    if (isSame && sameMeaning(...both(map))) changed.shift();
    const qualifier = changed[0] as string;
    const [before, after] = both(qualifier);
    if (isSame) this.#tell("rearranged-values", qualifier, before, after);
    this.#tellRange(qualifier, before, after, change);
    for (const { before: old, after: now, isReassigned } of renamed) {
      this.#tell(isReassigned ? "reassigned-value" : "renamed-value", names, undefined, undefined, [old, now]);
    }
    this.#told.add(foldName(map)).add(foldName(qualifier));
    // Names that come or go as a whole are told as such.
    const [hadNames, hasNames] = both(names).map((one) => one !== undefined);
    if (hadNames === hasNames) this.#told.add(foldName(names));
  }

  #compare(before: CimQualifier | undefined, after: CimQualifier | undefined): void {
    const name = (after ?? before)?.name as string;
    const key = foldName(name);
    if (before?.implied === true && after?.implied === true && before.value === after.value) return;
    if (!this.#told.has(key) && !sameMeaning(before, after)) this.#tellMeaning(key, name, before, after);
    if (before === undefined || after === undefined) return;
    if (before.name !== after.name) this.#tell("respelled", name, before, after, [before.name, after.name]);
    if (before.implied || after.implied) return;
    const flavors = [before, after].map(({ flavor }) => flavorText(flavor));
    if (flavors[0] !== flavors[1]) this.#tell("changed-flavor", name, before, after, flavors);
    const isSamePlace = (this.#left.propagated === true) === (this.#right.propagated === true);
    if (isSamePlace && (before.propagated === true) !== (after.propagated === true)) {
      this.#tell("moved-declaration", name, before, after, [before, after].map(whereDeclared));
    }
  }

  #tellMeaning(key: string, name: string, before: CimQualifier | undefined, after: CimQualifier | undefined): void {
    const rule = Object.hasOwn(this.#rules, key) ? (this.#rules[key] as BooleanRule) : undefined;
    if (rule !== undefined) {
      const { otherwise = false } = rule;
      const was = before === undefined ? otherwise : isRaised(before);
      const is = after === undefined ? otherwise : isRaised(after);
      if (was !== is) {
        this.#tell(is ? rule.became : rule.noLonger, name, before, after);
        return;
      }
    }
    const bound = boundChange(key, before?.value, after?.value, this.#context.type);
    if (bound !== undefined && (bound.narrows || bound.widens)) {
      this.#tellRange(name, before, after, bound);
      return;
    }
    this.#tell(this.#codeOf(key, before, after), name, before, after);
  }

  #codeOf(key: string, before: CimQualifier | undefined, after: CimQualifier | undefined): ChangeCode {
    if ((key === "units" || key === "punit") && hasText(before)) return "changed-unit";
    if (key === "arraytype" && orderOf(after) < orderOf(before)) return "weakened-array-order";
    if (documentary.has(key)) return "changed-documentation";
    if (before === undefined) return "added-qualifier";
    return after === undefined ? "removed-qualifier" : "changed-qualifier";
  }

  #tellRange(
    name: string,
    before: CimQualifier | undefined,
    after: CimQualifier | undefined,
    { narrows, widens }: { readonly narrows: boolean; readonly widens: boolean },
  ): void {
    if (narrows) this.#tell(this.#context.isOutput ? "narrowed-result" : "narrowed-range", name, before, after);
    if (widens) this.#tell("widened-range", name, before, after);
  }

  #tell(
    code: ChangeCode,
    qualifier: string,
    before: CimQualifier | undefined,
    after: CimQualifier | undefined,
    texts: readonly (string | undefined)[] = qualifierTexts(before, after),
  ): void {
    const isInherited = this.#isInherited(this.#left, before) && this.#isInherited(this.#right, after);
    this.#changes.add(code, { ...this.#context.element, qualifier }, texts[0], texts[1], isInherited);
  }

  #isInherited(element: QualifiedElement, qualifier: CimQualifier | undefined): boolean {
    return qualifier === undefined || element.propagated === true || qualifier.propagated === true;
  }
}

/** Where a thing is declared, in words. */
export function whereDeclared({ propagated }: { readonly propagated?: boolean }): string {
  return propagated === true ? "inherited" : "declared here";
}

function sameMeaning(before: CimQualifier | undefined, after: CimQualifier | undefined): boolean {
  if (before === undefined || after === undefined) return false;
  // One that was written bare is TRUE.
  const [{ value: old = true }, { value: now = true }] = [before, after];
  return before.type === after.type && before.isArray === after.isArray && valuesEqual(old, now);
}

/** Whether a qualifier is more than FALSE, NULL or an empty list: Deprecated is a list of what stands in its place. */
function isRaised(qualifier: CimQualifier): boolean {
  const { value } = qualifier;
  return Array.isArray(value) ? value.length > 0 : isTrue(qualifier) || (typeof value === "string" && value !== "");
}

function hasText(qualifier: CimQualifier | undefined): boolean {
  return typeof qualifier?.value === "string" && qualifier.value !== "";
}

/** An array without ArrayType is a bag. */
function orderOf(qualifier: CimQualifier | undefined): number {
  const value = qualifier?.value;
  return typeof value === "string" ? arrayOrders.indexOf(foldName(value)) : 0;
}

/** Both values, with their types where only those differ. */
function qualifierTexts(before: CimQualifier | undefined, after: CimQualifier | undefined): (string | undefined)[] {
  const texts = [before && qualifierText(before), after && qualifierText(after)];
  if (before === undefined || after === undefined || texts[0] !== texts[1]) return texts;
  return [before, after].map(({ type, isArray }, index) => `${type}${isArray ? "[]" : ""} ${texts[index]}`);
}

/** Flavors in words, those that are not given as DSP0004 has them by default. */
export function flavorText(flavor: QualifierFlavor): string {
  const { overridable = true, toSubclass = true, toInstance = false, translatable = false, amended = false } = flavor;
  const words = [overridable ? "EnableOverride" : "DisableOverride", toSubclass ? "ToSubclass" : "Restricted"];
  if (toInstance) words.push("ToInstance");
  if (translatable) words.push("Translatable");
  if (amended) words.push("Amended");
  return words.join(" ");
}
