import { expect, test } from "vitest";
import {
  findSystemProperty,
  type SystemPropertySource,
  systemPropertyNames,
  systemPropertyValue,
} from "../../src/cim/system-properties.ts";

const tree: SystemPropertySource = {
  genus: 2,
  className: "Orchard_Tree",
  derivation: ["Orchard_Plant", "Orchard_Thing"],
  propertyCount: 7,
  namespace: "root/Orchard",
  relpath: 'Orchard_Tree.Name="a/b"',
};

function valuesOf(source: SystemPropertySource): Record<string, unknown> {
  return Object.fromEntries(systemPropertyNames.map((name) => [name, systemPropertyValue(name, source)]));
}

test("an instance is named by its class, its namespace and its keys", () => {
  expect(valuesOf(tree)).toEqual({
    __GENUS: 2,
    __CLASS: "Orchard_Tree",
    __SUPERCLASS: "Orchard_Plant",
    __DYNASTY: "Orchard_Thing",
    __RELPATH: 'Orchard_Tree.Name="a/b"',
    __PROPERTY_COUNT: 7,
    __DERIVATION: ["Orchard_Plant", "Orchard_Thing"],
    __SERVER: ".",
    __NAMESPACE: "root\\Orchard",
    __PATH: '\\\\.\\root\\Orchard:Orchard_Tree.Name="a/b"',
  });
});

test("a class without a superclass is its own dynasty", () => {
  const top = { ...tree, genus: 1, className: "Orchard_Thing", derivation: [], relpath: "Orchard_Thing" } as const;
  expect(valuesOf(top)).toMatchObject({
    __GENUS: 1,
    __SUPERCLASS: null,
    __DYNASTY: "Orchard_Thing",
    __DERIVATION: [],
    __PATH: "\\\\.\\root\\Orchard:Orchard_Thing",
  });
});

test("what stands nowhere has no path", () => {
  const embedded = { ...tree, namespace: null, relpath: null };
  expect(valuesOf(embedded)).toMatchObject({ __PATH: null, __RELPATH: null, __NAMESPACE: null, __SERVER: null });
  expect(systemPropertyValue("__PATH", { ...tree, relpath: null })).toBe(null);
});

test("one system property is found by its name in any case", () => {
  expect(systemPropertyValue("__relPath", tree)).toBe('Orchard_Tree.Name="a/b"');
  expect(systemPropertyValue("__Nothing", tree)).toBeUndefined();
  expect(findSystemProperty("__Property_Count")).toMatchObject({ name: "__PROPERTY_COUNT", type: { type: "sint32" } });
  expect(findSystemProperty("CLASS")).toBeUndefined();
  expect(findSystemProperty("__CLASSES")).toBeUndefined();
  expect(systemPropertyNames).toHaveLength(10);
});
