import type { CimInstance } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import { findSystemProperty } from "../cim/system-properties.ts";
import { suggest } from "../codes/suggest.ts";
import type { WbemContext } from "../wbem/context.ts";
import { violation, WbemError } from "../wbem/error.ts";
import { type ExtensionFamily, readExtensions } from "./context-extensions.ts";
import type { InstanceTable } from "./instance-table.ts";

const propertyList = "__GET_EXT_PROPERTIES";
const keysOnly = "__GET_EXT_KEYS_ONLY";

const getExtensions: ExtensionFamily = {
  prefix: "__GET_EXT",
  announcement: "__GET_EXTENSIONS",
  request: "__GET_EXT_CLIENT_REQUEST",
  switches: [keysOnly],
  list: propertyList,
  unsupported: "unsupported-get-extension",
};

/** Which properties a read gives. */
export interface PartialRead {
  /** The names that the client wants beside the keys, as they were spelled. */
  readonly listed: readonly string[];
}

/**
 * What the context of a read asks for (Microsoft, "Requesting a partial-instance operation"); `undefined`: everything.
 * Keys alone win over a list.
 *
 * @throws `WbemError` `WBEM_E_INVALID_CONTEXT`, `WBEM_E_UNSUPPORTED_PARAMETER`
 */
export function partialReadOf(context: WbemContext | null): PartialRead | undefined {
  const extensions = readExtensions(context, getExtensions);
  if (extensions === undefined) return undefined;
  if (extensions.on.has(foldName(keysOnly))) return { listed: [] };
  return extensions.listed && { listed: extensions.listed };
}

/** Refuses a list that names what a class has not. System properties follow from what is read anyway. */
export function checkListed({ listed }: PartialRead, table: InstanceTable): void {
  const className = table.resolved.declaration.name;
  const violations = listed
    .filter((name) => table.find(name) === undefined && findSystemProperty(name) === undefined)
    .map((property) => {
      const suggestion = suggest(property, table.propertyNames);
      const more = { related: className, ...(suggestion !== undefined && { suggestion }) };
      return violation("unknown-listed-property", { name: propertyList, property, class: className }, {}, more);
    });
  if (violations.length > 0) throw WbemError.fromViolations(violations);
}

/** What a read gives of the instances of a class: folded names of its keys, by which they are found again, and of what is listed. */
export function wantedProperties({ listed }: PartialRead, table: InstanceTable): ReadonlySet<string> {
  return new Set([...table.keys.map(({ key }) => key), ...listed.map(foldName)]);
}

/** An instance with some properties only. */
export function selectProperties(instance: CimInstance, wanted: ReadonlySet<string>): CimInstance {
  return { ...instance, properties: instance.properties.filter(({ name }) => wanted.has(foldName(name))) };
}
