import { foldName } from "../cim/names.ts";
import { type ChangeCode, type ChangeSeverity, changeRules } from "./diff-rules.ts";

/** Which part of an object changed; none for the object itself. */
export interface ChangedElement {
  readonly property?: string;
  /** Without a parameter: the method itself, or what it returns. */
  readonly method?: string;
  readonly parameter?: string;
  /** A qualifier of the rest, or of the object. */
  readonly qualifier?: string;
}

/** One change of one object. */
export interface Change {
  readonly code: ChangeCode;
  readonly severity: ChangeSeverity;
  readonly element: ChangedElement;
  /** What there was, as MOF on one line; absent where there was nothing. */
  readonly before?: string;
  /** What there is. */
  readonly after?: string;
}

/** An object that is not the same on both sides. */
export interface ObjectDifference {
  readonly kind: "namespace" | "qualifier" | "class" | "instance";
  readonly namespace: string;
  /** The name of a namespace, qualifier type or class, or the path of an instance within its namespace. */
  readonly path: string;
  readonly outcome: "added" | "removed" | "changed";
  /** At least one; of an object that was added or removed the one that says so. */
  readonly changes: readonly Change[];
}

/** A change while it is not known whether the superclass has it too. */
export interface FoundChange extends Change {
  /** What it is about is inherited on both sides, so that it may be told at the class which makes it. */
  readonly isInherited: boolean;
}

/** The changes of one object, in the order in which they are found. */
export class ChangeList {
  readonly found: FoundChange[] = [];
  readonly #onlyDocumentation: boolean;

  /** @param onlyDocumentation the object holds texts for people and nothing else */
  constructor(onlyDocumentation = false) {
    this.#onlyDocumentation = onlyDocumentation;
  }

  add(
    code: ChangeCode,
    element: ChangedElement,
    before?: string | undefined,
    after?: string | undefined,
    isInherited = false,
  ): void {
    this.found.push({
      code,
      severity: this.#onlyDocumentation ? "documentation" : changeRules[code].severity,
      element,
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
      isInherited,
    });
  }
}

/** A found change as it is told. */
export function toldChange({ isInherited: _, ...change }: FoundChange): Change {
  return change;
}

/** Things with names of two sides, those of the right side in its order, then those that only the left side has. */
export function* pairByName<Named extends { readonly name: string }>(
  left: readonly Named[],
  right: readonly Named[],
): Generator<readonly [left: Named | undefined, right: Named | undefined]> {
  const others = new Map(left.map((one) => [foldName(one.name), one]));
  for (const one of right) {
    const key = foldName(one.name);
    yield [others.get(key), one];
    others.delete(key);
  }
  for (const one of others.values()) yield [one, undefined];
}
