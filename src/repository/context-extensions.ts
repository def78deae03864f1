import { describeValue } from "../cim/describe-value.ts";
import { foldName } from "../cim/names.ts";
import { checkContextArgument } from "../wbem/check-arguments.ts";
import type { WbemContext, WbemContextValue } from "../wbem/context.ts";
import { type Violation, violation, WbemError } from "../wbem/error.ts";

/** The values by which a context asks for more than a plain put or read. */
export interface ExtensionFamily {
  /** What the names of all of them begin with. */
  readonly prefix: string;
  /** Says that at least one of the others is there. */
  readonly announcement: string;
  /** Says that the request is the client's own and no provider's that hands the context on. */
  readonly request: string;
  /** Those that are TRUE or not there. */
  readonly switches: readonly string[];
  /** The list of names of properties. */
  readonly list: string;
  readonly unsupported: "unsupported-put-extension" | "unsupported-get-extension";
}

/** What a context asks for, with no mistake in it. */
export interface Extensions {
  /** Folded names of the switches that are on. */
  readonly on: ReadonlySet<string>;
  /** The names of the list as they were spelled; `undefined` where there is no list. */
  readonly listed: readonly string[] | undefined;
}

function described(value: WbemContextValue): string {
  if (!Array.isArray(value)) return describeValue(value);
  if (value.length === 0) return "an empty list";
  const other = value.findIndex((one) => typeof one !== "string");
  return other === -1 ? "a list of names" : `a list with ${describeValue(value[other])}`;
}

function isListOfNames(value: WbemContextValue): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

/** Collects what is wrong with the values, all of it. */
class ExtensionReader {
  readonly violations: Violation[] = [];
  readonly #context: WbemContext;
  readonly #family: ExtensionFamily;

  constructor(context: WbemContext, family: ExtensionFamily) {
    this.#context = context;
    this.#family = family;
  }

  read(): Extensions | undefined {
    const { announcement, request, switches, list } = this.#family;
    const names = this.#names();
    if (names.length === 0) return undefined;
    const known = new Set([announcement, request, ...switches, list].map(foldName));
    for (const name of names) {
      if (!known.has(foldName(name))) {
        const shown = [...switches, list].map((one) => `\`${one}\``).join(", ");
        this.violations.push(violation(this.#family.unsupported, { name, known: shown }));
      }
    }
    const on = new Set([announcement, request, ...switches].filter((name) => this.#isOn(name)).map(foldName));
    const listed = this.#list();
    const asked = listed !== undefined || switches.some((name) => on.has(foldName(name)));
    const isAnnounced = on.has(foldName(announcement));
    const isRequested = on.has(foldName(request));
    if (this.violations.length > 0) return undefined;
    if (isAnnounced) {
      if (!asked) this.violations.push(violation("extensions-missing", { announcement, example: list }));
      if (!isRequested) this.violations.push(violation("client-request-missing", { announcement, request }));
    } else if (asked || isRequested) {
      const name = listed !== undefined ? list : (switches.find((one) => on.has(foldName(one))) ?? request);
      this.violations.push(violation("extensions-not-announced", { name, announcement }));
    } else {
      // Every switch is FALSE, which is the same as not there.
      return undefined;
    }
    return { on, listed };
  }

  #names(): readonly string[] {
    const prefix = foldName(this.#family.prefix);
    return this.#context.getNames().filter((name) => foldName(name).startsWith(prefix));
  }

  #isOn(name: string): boolean {
    const value = this.#context.getValue(name);
    if (value === undefined || typeof value === "boolean") return value === true;
    this.violations.push(violation("invalid-context-value", { name, found: described(value), expected: "`true`" }));
    return false;
  }

  #list(): readonly string[] | undefined {
    const name = this.#family.list;
    const value = this.#context.getValue(name);
    if (value === undefined || isListOfNames(value)) return value;
    const expected = "a list of names of properties";
    this.violations.push(violation("invalid-context-value", { name, found: described(value), expected }));
    return undefined;
  }
}

/**
 * Reads the extensions of a family from a context; `undefined` where it has none. FALSE is the same as not there.
 *
 * @param rule what else is wrong with the call where there are extensions
 * @throws `WbemError` `WBEM_E_INVALID_CONTEXT`, or for an extension that there is none of, the family's own status, with
 *   everything that is wrong
 */
export function readExtensions(
  context: WbemContext | null,
  family: ExtensionFamily,
  rule?: () => Violation | undefined,
): Extensions | undefined {
  checkContextArgument(context);
  if (context === null) return undefined;
  const reader = new ExtensionReader(context, family);
  const extensions = reader.read();
  const { violations } = reader;
  const other = extensions === undefined && violations.length === 0 ? undefined : rule?.();
  if (other !== undefined) violations.push(other);
  if (violations.length > 0) throw WbemError.fromViolations(violations);
  return extensions;
}
