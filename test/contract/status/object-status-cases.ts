import type { CimInstance } from "../../../src/cim/model.ts";
import { WbemContext } from "../../../src/wbem/context.ts";
import { WBEM_FLAG_CREATE_ONLY, WBEM_FLAG_UPDATE_ONLY } from "../../../src/wbem/flags.ts";
import { cimClass, instance, key, property, qualifier } from "../../repository/builders.ts";
import { collect } from "../contract-helpers.ts";

import { putInstance, type StatusCase, type StatusCases } from "./status-case.ts";

function query(text: string, language = "WQL"): StatusCase["refused"] {
  return (root) => collect(root.execQuery(language, text));
}

function partial(more: Readonly<Record<string, boolean | readonly string[]>>): StatusCase["refused"] {
  const context = new WbemContext().setValue("__PUT_EXTENSIONS", true).setValue("__PUT_EXT_CLIENT_REQUEST", true);
  for (const [name, value] of Object.entries(more)) context.setValue(name, value);
  return (root) => root.putInstance(instance("Thing", { K: "1" }), WBEM_FLAG_UPDATE_ONLY, context);
}

/** Every status that a put, a read, a deletion or a query of instances can be refused with, and some that classes share. */
export const objectStatusCases: StatusCases = {
  WBEM_E_NOT_FOUND: {
    number: 0x80041002,
    violations: ["instance-not-found"],
    refused: (root) => root.getInstance('Thing.K="1"'),
  },
  WBEM_E_ACCESS_DENIED: {
    number: 0x80041003,
    violations: ["read-only-repository"],
    options: () => ({ readOnly: true }),
    refused: (root) => root.deleteInstance('__EventFilter="f"'),
  },
  WBEM_E_TYPE_MISMATCH: {
    number: 0x80041005,
    violations: ["value-type-mismatch @property N part value"],
    refused: putInstance({ K: "1", N: "1" }),
  },
  WBEM_E_INVALID_CONTEXT: { number: 0x80041007, violations: ["extensions-missing"], refused: partial({}) },
  WBEM_E_INVALID_PARAMETER: {
    number: 0x80041008,
    violations: ["invalid-flags"],
    refused: (root) => root.getObject("Thing", WBEM_FLAG_CREATE_ONLY),
  },
  WBEM_E_NOT_SUPPORTED: {
    number: 0x8004100c,
    violations: ["event-query"],
    refused: query("SELECT * FROM __InstanceCreationEvent WITHIN 5"),
  },
  WBEM_E_INVALID_NAMESPACE: {
    number: 0x8004100e,
    violations: ["unknown-namespace"],
    refused: (_root, connection) => connection.openNamespace("root/nowhere"),
  },
  WBEM_E_INVALID_OBJECT: {
    number: 0x8004100f,
    violations: ["not-an-instance"],
    refused: async (root) => root.putInstance((await root.getClass("Thing")) as unknown as CimInstance),
  },
  WBEM_E_INVALID_CLASS: {
    number: 0x80041010,
    violations: ["unknown-class @part class"],
    refused: putInstance({}, "Nowhere"),
  },
  WBEM_E_INVALID_OPERATION: {
    number: 0x80041016,
    violations: ["undeletable-instance"],
    refused: (root) => root.deleteInstance("__thisNAMESPACE=@"),
  },
  WBEM_E_INVALID_QUERY: {
    number: 0x80041017,
    violations: ["unexpected-in-query"],
    refused: query("SELECT FROM Thing"),
  },
  WBEM_E_INVALID_QUERY_TYPE: {
    number: 0x80041018,
    violations: ["unknown-query-language"],
    refused: query("SELECT * FROM Thing", "CQL"),
  },
  WBEM_E_ALREADY_EXISTS: {
    number: 0x80041019,
    violations: ["class-exists"],
    refused: (root) => root.putClass(cimClass("Thing"), WBEM_FLAG_CREATE_ONLY),
  },
  WBEM_E_READ_ONLY: {
    number: 0x80041023,
    violations: ["read-only-instance"],
    refused: putInstance({}, "__thisNAMESPACE"),
  },
  WBEM_E_ILLEGAL_NULL: {
    number: 0x80041028,
    violations: ["null-not-allowed @property S"],
    refused: putInstance({ K: "1", S: null }),
  },
  WBEM_E_VALUE_OUT_OF_RANGE: {
    number: 0x8004102b,
    violations: ["value-out-of-range @property N part value"],
    refused: putInstance({ K: "1", N: -1 }),
  },
  WBEM_E_SYSTEM_PROPERTY: {
    number: 0x80041030,
    violations: ["system-property-qualified @property __CLASS qualifier Tag"],
    refused: (root) => {
      const properties = [{ name: "__CLASS", value: "Thing", qualifiers: [qualifier("Tag", "x")] }];
      return root.putInstance({ kind: "instance", className: "Thing", properties });
    },
  },
  WBEM_E_INVALID_PROPERTY: {
    number: 0x80041031,
    violations: ["unknown-property @property Nowhere"],
    refused: putInstance({ K: "1", Nowhere: 1 }),
  },
  WBEM_E_UNSUPPORTED_PARAMETER: {
    number: 0x80041035,
    violations: ["unsupported-get-extension"],
    refused: (root) => root.getInstance('Thing.K="1"', 0, new WbemContext().setValue("__GET_EXT_ALL", true)),
  },
  WBEM_E_INVALID_OBJECT_PATH: {
    number: 0x8004103a,
    violations: ["invalid-object-path"],
    refused: (root) => root.getObject("Thing.K="),
  },
  WBEM_E_UNSUPPORTED_PUT_EXTENSION: {
    number: 0x8004103d,
    violations: ["unsupported-put-extension"],
    refused: partial({ __PUT_EXT_ALL: true }),
  },
  WBEM_E_TOO_MUCH_DATA: {
    number: 0x80041044,
    violations: [`embedded-too-deep @property Inner ${"> property Inner ".repeat(64)}part value`],
    refused: async (root) => {
      await root.putClass(cimClass("Box", { properties: [key(), property("Box Inner")] }));
      let box = instance("Box", { K: "1" });
      for (let level = 0; level <= 65; level++) box = instance("Box", { K: "1", Inner: box });
      return root.putInstance(box);
    },
  },
  WBEM_E_PROPERTY_NOT_AN_OBJECT: {
    number: 0x8004105c,
    violations: ["property-without-parts"],
    refused: query("SELECT * FROM Thing WHERE N.Part = 1"),
  },
  WBEM_E_INVALID_OPERATOR: {
    number: 0x80041063,
    violations: ["operator-not-of-type"],
    refused: query('SELECT * FROM Thing WHERE N LIKE "1%"'),
  },
  WBEM_E_QUOTA_VIOLATION: {
    number: 0x8004106c,
    violations: ["query-too-long"],
    refused: query(`SELECT * FROM Thing WHERE S = "${"x".repeat(0x4000)}"`),
  },
  WBEM_E_NO_KEY: {
    number: 0x80041089,
    violations: ["class-without-key @part class"],
    refused: async (root) => {
      await root.putClass(cimClass("Keyless"));
      return root.putInstance(instance("Keyless", {}));
    },
  },
};
