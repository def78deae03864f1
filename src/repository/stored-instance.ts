import { foldKey } from "../cim/fold-key.ts";
import { instanceFromJson } from "../cim/json.ts";
import type { InstanceJson } from "../cim/json-types.ts";
import type { CimInstance, CimPropertyValue, CimQualifier, CimScalar } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import { formatKeys, type KeyBinding } from "../cim/object-path.ts";
import { canonicalQualifier } from "./canonical-qualifiers.ts";
import { type InstanceTable, PlacedInstance } from "./instance-table.ts";
import type { NamespaceView } from "./namespace-view.ts";
import { completeFlavor, type QualifierDefinitions } from "./qualifier-definitions.ts";
import { relpath } from "./relpath.ts";
import type { InstanceRow } from "./store.ts";

/** The form of keys under which the store holds them. `text` is what {@link formatKeys} says of them. */
export function storeKey(table: InstanceTable, keys: readonly KeyBinding[], text: string, view: NamespaceView): string {
  // Without references the folded form of the keys is their folded text, which is at hand already.
  if (!view.exactKeys && !table.hasReferenceKey) return foldName(text);
  return foldKey(keys, { exactKeys: view.exactKeys, namespace: view.key });
}

/** An instance as its row has it, flavors as they were specified. */
export function storedInstance(view: NamespaceView, row: InstanceRow, table: InstanceTable): CimInstance {
  const fromJson = (json: InstanceJson): CimInstance => instanceFromJson(json, (name) => table.find(name)?.type.type);
  return view.decode(row.body, `${row.className}.${row.key}`, fromJson);
}

/** The relpath of a stored instance, with its keys as they were spelled. */
export function storedRelpath(instance: CimInstance, table: InstanceTable): string {
  const placed = new PlacedInstance(instance, table);
  const keys = table.keys.map((property) => ({ name: property.name, value: placed.valueOf(property) as CimScalar }));
  return relpath(table, formatKeys(keys));
}

function readQualifier(qualifier: CimQualifier, definitions: QualifierDefinitions): CimQualifier {
  const definition = definitions.find(qualifier.name);
  // Of the type that is declared now, as it may have been declared anew since.
  return { ...canonicalQualifier(qualifier, definition), flavor: completeFlavor(qualifier.flavor, definition.flavor) };
}

function readProperty(property: CimPropertyValue, definitions: QualifierDefinitions): CimPropertyValue {
  const { qualifiers } = property;
  if (qualifiers === undefined) return property;
  return { ...property, qualifiers: qualifiers.map((qualifier) => readQualifier(qualifier, definitions)) };
}

function hasQualifiers({ qualifiers }: { readonly qualifiers?: readonly CimQualifier[] }): boolean {
  return qualifiers !== undefined;
}

/** An instance as it is read: what was stored, every flavor complete. */
export function readInstance(
  view: NamespaceView,
  row: InstanceRow,
  table: InstanceTable,
  definitions: QualifierDefinitions,
): CimInstance {
  const stored = storedInstance(view, row, table);
  if (!hasQualifiers(stored) && !stored.properties.some(hasQualifiers)) return stored;
  const { qualifiers } = stored;
  return {
    ...stored,
    properties: stored.properties.map((property) => readProperty(property, definitions)),
    ...(qualifiers && { qualifiers: qualifiers.map((qualifier) => readQualifier(qualifier, definitions)) }),
  };
}
