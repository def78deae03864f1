import { styleText } from "node:util";
import { shorten } from "../codes/shorten.ts";
import { printable } from "../diagnostics/formats/printable.ts";
import type { Change, ChangeCode, ChangedElement, ObjectDifference } from "../project/diff-repositories.ts";
import { countOf } from "./counts.ts";

type Style = Parameters<typeof styleText>[0];

/** How many objects differ, and how many changes there are of each severity. */
export interface DiffCounts {
  added: number;
  removed: number;
  changed: number;
  breaking: number;
  compatible: number;
  documentation: number;
  /** Changes of any severity that were accepted; they are counted here alone. */
  allowed: number;
}

/** A change as it is shown. */
export type ShownChange = Change & { readonly allowed?: true };

const objectNames = {
  namespace: "namespace",
  qualifier: "qualifier type",
  class: "class",
  instance: "instance",
} as const;

const signs = { added: "+", removed: "-", changed: "~" } as const;

const styles: Readonly<Record<string, Style>> = { "+": "green", "-": "red", "~": "yellow" };

/** What changed of an object itself, where its kind does not say it by a qualifier. */
const ownParts: Partial<Record<ChangeCode, string>> = {
  "changed-superclass": "superclass",
  "inserted-superclass": "superclass",
  "changed-class-kind": "kind",
  "changed-keys": "keys",
  "moved-declaration": "declaration",
  "retyped-qualifier-type": "type",
  "narrowed-scope": "scope",
  "widened-scope": "scope",
  "fixed-qualifier-type": "flavor",
  "changed-qualifier-type-flavor": "flavor",
  "changed-qualifier-type-default": "default",
};

/** Differences as a person reads them. */
export class DiffText {
  readonly #color: boolean;

  constructor(color: boolean) {
    this.#color = color;
  }

  /**
   * An object and its changes:
   *
   * ```
   * ~ class root/cimv2:Harbor_Vessel
   *     - property Length: uint32  [breaking: removed-property]
   *     ~ property Name, qualifier MaxLen: 64 -> 128  [widened-range]
   * ```
   */
  difference({
    kind,
    namespace,
    path,
    outcome,
    changes,
  }: ObjectDifference & { readonly changes: readonly ShownChange[] }): string {
    const sign = signs[outcome];
    const name = kind === "namespace" ? namespace : `${namespace}:${path}`;
    const head = this.#style(styles[sign] as Style, `${sign} ${objectNames[kind]} ${printable(name)}`);
    const [first] = changes;
    if (outcome !== "changed" && first !== undefined) return `${head}${this.#tag(first)}\n`;
    return `${head}\n${changes.map((change) => this.#change(change)).join("")}`;
  }

  #change(change: ShownChange): string {
    const { code, element, before, after } = change;
    const sign = before === undefined ? (after === undefined ? "~" : "+") : after === undefined ? "-" : "~";
    const values = [before, after].filter((value) => value !== undefined).map((value) => printable(shorten(value)));
    const head = this.#style(styles[sign] as Style, `${sign} ${printable(partOf(element, code))}`);
    return `    ${head}${values.length === 0 ? "" : `: ${values.join(" -> ")}`}${this.#tag(change)}\n`;
  }

  #tag({ code, severity, allowed }: ShownChange): string {
    if (allowed) return `  [allowed: ${code}]`;
    return severity === "breaking" ? `  [${this.#style(["bold", "red"], "breaking")}: ${code}]` : `  [${code}]`;
  }

  #style(style: Style, text: string): string {
    return this.#color ? styleText(style, text, { validateStream: false }) : text;
  }
}

function partOf({ property, method, parameter, qualifier }: ChangedElement, code: ChangeCode): string {
  const parts = [
    ...(property === undefined ? [] : [`property ${property}`]),
    ...(method === undefined ? [] : [`method ${method}`]),
    ...(parameter === undefined ? [] : [`parameter ${parameter}`]),
    ...(qualifier === undefined ? [] : [`qualifier ${qualifier}`]),
  ];
  return parts.length === 0 ? (ownParts[code] ?? "name") : parts.join(", ");
}

/** `1 object added, 2 changed; 3 breaking changes, 1 allowed`. */
export function describeDiffCounts({ added, removed, changed, breaking, allowed }: DiffCounts): string {
  const [first, ...others] = Object.entries({ added, removed, changed }).filter(([, count]) => count > 0);
  if (first === undefined) return "no differences";
  const objects = [
    `${countOf(first[1], "object")} ${first[0]}`,
    ...others.map(([outcome, count]) => `${count} ${outcome}`),
  ];
  const changes = breaking === 0 ? "no breaking changes" : countOf(breaking, "breaking change");
  return `${objects.join(", ")}; ${changes}${allowed === 0 ? "" : `, ${allowed} allowed`}`;
}
