import type { CimClass } from "../../../src/cim/model.ts";
import { WBEM_FLAG_UPDATE_FORCE_MODE, WBEM_FLAG_USE_AMENDED_QUALIFIERS } from "../../../src/wbem/flags.ts";
import {
  cimClass,
  instance,
  key,
  method,
  parameter,
  property,
  qualifier,
  qualifierType,
} from "../../repository/builders.ts";

import type { StatusCase, StatusCases } from "./status-case.ts";

const long = "L".repeat(256);
const wmi = () => ({ dialect: "wmi" }) as const;

function putClass(definition: CimClass, flags = 0): StatusCase["refused"] {
  return (root) => root.putClass(definition, flags);
}

const tagged = cimClass("Other", {
  qualifiers: [qualifier("Tag", "one", { overridable: false, toSubclass: true })],
  properties: [key(), property("string Indexed", ["Indexed"], "x")],
});

/** Every status that only a class can be refused with. */
export const classStatusCases: StatusCases = {
  WBEM_E_INVALID_SUPERCLASS: {
    number: 0x8004100d,
    violations: ["unknown-superclass @part superclass"],
    refused: putClass(cimClass("New : Nowhere")),
  },
  WBEM_E_OVERRIDE_NOT_ALLOWED: {
    number: 0x8004101a,
    violations: ["override-not-allowed @qualifier Tag part value"],
    refused: putClass(cimClass("New : Fixed", { qualifiers: [qualifier("Tag", "two")] })),
  },
  WBEM_E_CANNOT_BE_KEY: {
    number: 0x8004101f,
    violations: ["array-key @property K part type"],
    refused: putClass(cimClass("New", { properties: [key("string[] K")] })),
  },
  WBEM_E_INCOMPLETE_CLASS: {
    number: 0x80041020,
    violations: ["incomplete-class"],
    refused: (root) => root.putClass({ ...cimClass("New"), name: "" }),
  },
  WBEM_E_INVALID_QUALIFIER_TYPE: {
    number: 0x80041029,
    violations: ["invalid-qualifier-type @part type"],
    refused: (root) => root.setQualifier({ ...qualifierType("New : string"), type: "text" as never }),
  },
  WBEM_E_INVALID_PROPERTY_TYPE: {
    number: 0x8004102a,
    violations: ["invalid-property-type @property P part type"],
    refused: putClass(cimClass("New", { properties: [{ ...property("string P"), type: "text" as never }] })),
  },
  WBEM_E_INVALID_CIM_TYPE: {
    number: 0x8004102d,
    violations: ["invalid-cim-type @method M part type"],
    refused: putClass(cimClass("New", { methods: [{ ...method("uint8 M"), returnType: "int" as never }] })),
  },
  WBEM_E_CLASS_HAS_CHILDREN: {
    number: 0x80041025,
    violations: ["class-has-subclasses"],
    refused: putClass(cimClass("Thing", { properties: [key()] })),
  },
  WBEM_E_CLASS_HAS_INSTANCES: {
    number: 0x80041026,
    violations: ["class-has-instances"],
    refused: async (root) => {
      await root.putInstance(instance("Fixed", { K: "1" }));
      return root.putClass(cimClass("Fixed", { properties: [key(), property("uint8 N")] }));
    },
  },
  WBEM_E_CANNOT_BE_SINGLETON: {
    number: 0x8004102c,
    violations: ["singleton-with-key @qualifier Singleton"],
    refused: putClass(cimClass("New", { qualifiers: ["Singleton"], properties: [key()] })),
  },
  WBEM_E_INVALID_METHOD: {
    number: 0x8004102e,
    violations: ["duplicate-method @method run occurrence 1"],
    refused: putClass(cimClass("New", { methods: [method("void Run"), method("void run")] })),
  },
  WBEM_E_PROPAGATED_METHOD: {
    number: 0x80041034,
    violations: ["method-return-type-changed @method Run part type"],
    refused: putClass(
      cimClass("New : Thing", {
        methods: [method("uint8 Run", [parameter("uint8 P")], [qualifier("Override", "Run")])],
      }),
    ),
  },
  WBEM_E_INVALID_QUALIFIER: {
    number: 0x80041042,
    violations: ["misplaced-key @qualifier Key"],
    refused: putClass(cimClass("New", { qualifiers: ["Key"] })),
  },
  WBEM_E_INVALID_DUPLICATE_PARAMETER: {
    number: 0x80041043,
    violations: ["duplicate-parameter @method Run parameter p occurrence 1"],
    refused: putClass(cimClass("New", { methods: [method("void Run", [parameter("uint8 P"), parameter("uint8 p")])] })),
  },
  WBEM_E_INVALID_FLAVOR: {
    number: 0x80041046,
    violations: ["contradictory-flavor @qualifier Pinned part flavor"],
    refused: async (root) => {
      await root.setQualifier(qualifierType("Pinned : boolean", ["any"], { overridable: false }));
      return root.putClass(cimClass("New", { qualifiers: [qualifier("Pinned", true, { overridable: true })] }));
    },
  },
  WBEM_E_CIRCULAR_REFERENCE: {
    number: 0x80041047,
    violations: ["derivation-from-itself @part superclass"],
    refused: putClass(cimClass("New : New")),
  },
  WBEM_E_CANNOT_CHANGE_KEY_INHERITANCE: {
    number: 0x80041049,
    violations: ["keys-in-use"],
    refused: putClass(
      cimClass("Other", { properties: [key(), key("string L"), property("string Indexed", ["Indexed"], "x")] }),
      WBEM_FLAG_UPDATE_FORCE_MODE,
    ),
  },
  WBEM_E_CANNOT_CHANGE_INDEX_INHERITANCE: {
    number: 0x80041050,
    violations: ["indexes-in-use"],
    refused: putClass(
      cimClass("Other", { properties: [key(), property("string Indexed", [], "x")] }),
      WBEM_FLAG_UPDATE_FORCE_MODE,
    ),
  },
  WBEM_E_TOO_MANY_PROPERTIES: {
    number: 0x80041051,
    violations: ["too-many-properties"],
    options: wmi,
    refused: putClass(
      cimClass("New", { properties: Array.from({ length: 1025 }, (_, index) => property(`uint8 P${index}`)) }),
    ),
  },
  WBEM_E_UPDATE_TYPE_MISMATCH: {
    number: 0x80041052,
    violations: ["subclass-conflict"],
    refused: putClass(cimClass("Thing", { properties: [key(), property("string Own")] }), WBEM_FLAG_UPDATE_FORCE_MODE),
  },
  WBEM_E_UPDATE_OVERRIDE_NOT_ALLOWED: {
    number: 0x80041053,
    violations: ["subclass-conflict"],
    refused: putClass(tagged),
  },
  WBEM_E_UPDATE_PROPAGATED_METHOD: {
    number: 0x80041054,
    violations: ["subclass-conflict"],
    refused: putClass(
      cimClass("Thing", { properties: [key()], methods: [method("string Stop")] }),
      WBEM_FLAG_UPDATE_FORCE_MODE,
    ),
  },
  WBEM_E_AMENDED_OBJECT: {
    number: 0x80041066,
    violations: ["amended-object"],
    options: () => ({ locale: "MS_409" }),
    refused: async (root) => {
      await root.putInstance(instance("__Namespace", { Name: "ms_409" }));
      return root.putClass(await root.getClass("Thing", WBEM_FLAG_USE_AMENDED_QUALIFIERS));
    },
  },
  WBEM_E_INVALID_ASSOCIATION: {
    number: 0x8004106a,
    violations: ["association-and-indication @qualifier Indication"],
    refused: putClass(cimClass("New", { qualifiers: ["Association", "Indication", "Abstract"] })),
  },
  WBEM_E_PROPERTY_NAME_TOO_WIDE: {
    number: 0x80041073,
    violations: [`property-name-too-long @property ${long}`],
    options: wmi,
    refused: putClass(cimClass("New", { properties: [property(`uint8 ${long}`)] })),
  },
  WBEM_E_CLASS_NAME_TOO_WIDE: {
    number: 0x80041074,
    violations: ["class-name-too-long"],
    options: wmi,
    refused: putClass(cimClass(long)),
  },
  WBEM_E_METHOD_NAME_TOO_WIDE: {
    number: 0x80041075,
    violations: [`method-name-too-long @method ${long}`],
    options: wmi,
    refused: putClass(cimClass("New", { methods: [method(`void ${long}`)] })),
  },
  WBEM_E_QUALIFIER_NAME_TOO_WIDE: {
    number: 0x80041076,
    violations: [`qualifier-name-too-long @qualifier ${long}`],
    options: wmi,
    refused: putClass(cimClass("New", { qualifiers: [long] })),
  },
};
