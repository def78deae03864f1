import { describe, expect, test } from "vitest";
import { CimDateTime } from "../../src/cim/datetime.ts";
import type {
  CimClass,
  CimInstance,
  CimProperty,
  CimQualifier,
  CimValue,
  QualifierFlavor,
  QualifierType,
} from "../../src/cim/model.ts";
import { foldName } from "../../src/cim/names.ts";
import { parseObjectPath } from "../../src/cim/parse-object-path.ts";
import type { CimType, IntrinsicType } from "../../src/cim/types.ts";
import { lineWidth } from "../../src/printer/layout.ts";
import { printObject } from "../../src/printer/print-object.ts";
import { printReal } from "../../src/printer/print-value.ts";

const description =
  "ManagedElement is an abstract class that provides a common superclass (or top of the inheritance tree) for the " +
  'non-association classes in the CIM Schema.\nIt is "abstract".';

function qualifier(name: string, type: IntrinsicType, value?: CimValue, flavor: QualifierFlavor = {}): CimQualifier {
  return { name, type, isArray: Array.isArray(value), flavor, ...(value !== undefined && { value }) };
}

function property(name: string, type: CimType, more: Partial<CimProperty> = {}): CimProperty {
  return { name, type, isArray: Array.isArray(more.value), qualifiers: [], ...more };
}

function classOf(more: Partial<CimClass>): CimClass {
  return { kind: "class", name: "CIM_A", qualifiers: [], properties: [], methods: [], ...more };
}

function instanceOf(values: Record<string, CimValue>): CimInstance {
  const properties = Object.entries(values).map(([name, value]) => ({ name, value }));
  return { kind: "instance", className: "CIM_A", properties };
}

const key = qualifier("Key", "boolean", true);

describe("a class", () => {
  test("without anything", () => {
    expect(printObject(classOf({}))).toBe("class CIM_A {\n};\n");
    expect(printObject(classOf({ superclass: "CIM_B" }))).toBe("class CIM_A : CIM_B {\n};\n");
  });

  test("in the manner of the CIM schema", () => {
    const definition = classOf({
      superclass: "CIM_B",
      qualifiers: [
        qualifier("Abstract", "boolean", true),
        qualifier("Version", "string", "2.45.0"),
        qualifier("Description", "string", description),
      ],
      properties: [
        property("InstanceID", "string", { qualifiers: [key, qualifier("MaxLen", "uint32", 64)] }),
        property("Codes", "uint16", {
          isArray: true,
          qualifiers: [
            qualifier(
              "ValueMap",
              "string",
              Array.from({ length: 40 }, (_, index) => String(index)),
            ),
          ],
        }),
        property("Plain", "uint8"),
        property("Also", "uint8"),
      ],
      methods: [
        {
          name: "Stop",
          returnType: { type: "uint32", isArray: false },
          qualifiers: [],
          parameters: [
            { name: "Force", type: "boolean", isArray: false, qualifiers: [qualifier("In", "boolean")] },
            { name: "Job", type: "reference", isArray: false, className: "CIM_Job", qualifiers: [] },
          ],
        },
        {
          name: "Change",
          returnType: "void",
          qualifiers: [qualifier("Static", "boolean", true)],
          parameters: [
            {
              name: "States",
              type: "uint16",
              isArray: true,
              qualifiers: [qualifier("Description", "string", description)],
            },
            { name: "Job", type: "object", isArray: false, qualifiers: [qualifier("Out", "boolean", true)] },
          ],
        },
      ],
    });
    expect(printObject(definition)).toBe(`\
[Abstract,
 Version("2.45.0"),
 Description(
   "ManagedElement is an abstract class that provides a common superclass (or top of the "
   "inheritance tree) for the non-association classes in the CIM Schema.\\n"
   "It is \\"abstract\\".")]
class CIM_A : CIM_B {
  [Key, MaxLen(64)]
  string InstanceID;

  [ValueMap{
     "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16",
     "17", "18", "19", "20", "21", "22", "23", "24", "25", "26", "27", "28", "29", "30", "31",
     "32", "33", "34", "35", "36", "37", "38", "39"}]
  uint16 Codes[];

  uint8 Plain;
  uint8 Also;
  uint32 Stop([In] boolean Force, CIM_Job ref Job);

  [Static]
  void Change(
    [Description(
       "ManagedElement is an abstract class that provides a common superclass (or top of the "
       "inheritance tree) for the non-association classes in the CIM Schema.\\n"
       "It is \\"abstract\\".")]
    uint16 States[],
    [Out] object Job);
};
`);
  });

  test("types, sizes and defaults; NULL is not none, an empty array is not NULL", () => {
    const definition = classOf({
      properties: [
        property("none", "string"),
        property("null", "string", { value: null }),
        property("empty", "uint8", { value: [] }),
        property("sized", "uint8", { value: [1, null], arraySize: 4 }),
        property("open", "uint8", { isArray: true }),
        property("strong", "reference", { className: "CIM_B" }),
        property("weak", "reference", { isArray: true }),
        property("embedded", "object", { className: "CIM_B" }),
        property("any", "object"),
        property("wide", "uint64", { value: 18446744073709551615n }),
        property("real", "real64", { value: [5, 0.1, 1e21, 5e-324, -0, Number.POSITIVE_INFINITY, Number.NaN] }),
        property("character", "char16", { value: ["a", "'", "\n", "\ud800"] }),
        property("flag", "boolean", { value: false }),
        property("when", "datetime", { value: new CimDateTime("00000007121314.000000:000") }),
        property("target", "reference", { value: parseObjectPath('A.K="x"') as never }),
      ],
    });
    expect(printObject(definition)).toBe(`\
class CIM_A {
  string none;
  string null = NULL;
  uint8 empty[] = {};
  uint8 sized[4] = {1, NULL};
  uint8 open[];
  CIM_B ref strong;
  object ref weak[];
  CIM_B embedded;
  object any;
  uint64 wide = 18446744073709551615;
  real64 real[] = {5.0, 0.1, 1.0e+21, 5.0e-324, -0.0, INF, NaN};
  char16 character[] = {'a', '\\'', '\\n', '\\xD800'};
  boolean flag = FALSE;
  datetime when = "00000007121314.000000:000";
  object ref target = "A.K=\\"x\\"";
};
`);
  });

  test("qualifier values: scalars in parentheses, arrays in braces, TRUE and what was bare by the name alone", () => {
    const qualifiers = [
      qualifier("Bare", "string"),
      qualifier("Yes", "boolean", true),
      qualifier("No", "boolean", false),
      qualifier("Nothing", "string", null),
      qualifier("Text", "string", "a"),
      qualifier("Texts", "string", ["a"]),
      qualifier("Empty", "string", []),
      qualifier("Flags", "boolean", [true]),
      qualifier("Real", "real32", 1),
    ];
    expect(printObject(classOf({ qualifiers })).split("\n")[0]).toBe(
      '[Bare, Yes, No(FALSE), Nothing(NULL), Text("a"), Texts{"a"}, Empty{}, Flags{TRUE}, Real(1.0)]',
    );
  });

  test("lines stay within their width where they can be broken", () => {
    const words = description.repeat(3);
    const definition = classOf({
      qualifiers: [qualifier("Description", "string", words, { toSubclass: true, amended: true })],
      properties: [
        property("Text", "string", { value: words, qualifiers: [qualifier("Values", "string", [words, words])] }),
        property("Texts", "string", { value: [words, "short", words] }),
      ],
      methods: [
        {
          name: "Long",
          returnType: { type: "uint32", isArray: false },
          qualifiers: [],
          parameters: ["First", "Second", "Third"].map((name) => ({
            name: name.repeat(5),
            type: "reference" as const,
            className: "CIM_ConcreteJob",
            isArray: false,
            qualifiers: [qualifier("In", "boolean", false), qualifier("Out", "boolean", true)],
          })),
        },
      ],
    });
    const text = printObject(definition);
    expect(text.split("\n").filter((line) => line.length > lineWidth)).toEqual([]);
    expect(text).toContain("\n  uint32 Long(\n    [In(FALSE), Out] CIM_ConcreteJob ref FirstFirstFirstFirstFirst,\n");
  });
});

describe("flavors at uses", () => {
  const line = (flavor: QualifierFlavor, declared?: QualifierFlavor): string => {
    const types = new Map<string, QualifierType>();
    if (declared !== undefined) {
      types.set(foldName("Q"), {
        kind: "qualifier",
        name: "q",
        type: "boolean",
        isArray: false,
        scopes: ["any"],
        flavor: declared,
      });
    }
    const definition = classOf({ qualifiers: [qualifier("Q", "boolean", true, flavor)] });
    return printObject(definition, { qualifierTypes: types }).split("\n")[0] as string;
  };
  const complete = { overridable: true, toSubclass: false, toInstance: false, translatable: false, amended: false };

  test.each<[QualifierFlavor, string]>([
    [{}, "[Q]"],
    [complete, "[Q]"],
    [{ ...complete, toSubclass: true }, "[Q : ToSubclass]"],
    [{ ...complete, toInstance: true }, "[Q : ToInstance]"],
    [
      { overridable: false, toSubclass: true, toInstance: true, translatable: true, amended: true },
      "[Q : DisableOverride ToSubclass ToInstance Translatable Amended]",
    ],
  ])("of a qualifier nobody declared, as WMI has them: %o", (flavor, expected) => {
    expect(line(flavor)).toBe(expected);
  });

  test.each<[QualifierFlavor, QualifierFlavor, string]>([
    [{ ...complete, toSubclass: true }, {}, "[Q]"],
    [{ overridable: false, toSubclass: true }, { overridable: false }, "[Q]"],
    [{ overridable: true }, { overridable: false }, "[Q : EnableOverride]"],
    [complete, {}, "[Q : Restricted]"],
    [complete, { toSubclass: false }, "[Q]"],
    [complete, { toInstance: true }, "[Q : Restricted]"],
    [{ ...complete, toInstance: true }, {}, "[Q : NotToSubclass ToInstance]"],
    [{ ...complete, toSubclass: true }, { toInstance: true }, "[Q : NotToInstance]"],
    [{ ...complete, toSubclass: true, amended: true }, { translatable: true }, "[Q : Amended]"],
  ])("of a declared one, only what the declaration does not say: %o of %o", (flavor, declared, expected) => {
    expect(line(flavor, declared)).toBe(expected);
  });
});

describe("what a class inherits", () => {
  const inherited = { propagated: true } as const;
  const definition = classOf({
    superclass: "CIM_B",
    qualifiers: [
      { ...qualifier("UMLPackagePath", "string", "CIM::Core"), ...inherited },
      qualifier("Version", "string", "1"),
    ],
    properties: [
      property("Inherited", "string", {
        ...inherited,
        classOrigin: "CIM_C",
        qualifiers: [{ ...qualifier("MaxLen", "uint32", 64), ...inherited }],
        value: "x",
      }),
      property("Own", "string", {
        classOrigin: "CIM_C",
        qualifiers: [{ ...qualifier("Write", "boolean", true), ...inherited }, qualifier("Override", "string", "Own")],
      }),
    ],
    methods: [
      {
        name: "Reset",
        returnType: "void",
        qualifiers: [],
        parameters: [
          {
            name: "How",
            type: "uint8",
            isArray: false,
            qualifiers: [{ ...qualifier("In", "boolean", true), ...inherited }],
          },
        ],
        classOrigin: "CIM_B",
      },
      { name: "Stop", returnType: "void", qualifiers: [], parameters: [], classOrigin: "CIM_C", ...inherited },
      { name: "Start", returnType: "void", qualifiers: [], parameters: [], classOrigin: "CIM_D", ...inherited },
    ],
  });

  test("is left out", () => {
    expect(printObject(definition)).toBe(`\
[Version("1")]
class CIM_A : CIM_B {
  [Override("Own")]
  string Own;

  void Reset(uint8 How);
};
`);
  });

  test("stands in comments that say from which class, when asked for", () => {
    expect(printObject(definition, { effective: true })).toBe(`\
// From CIM_B:
// [UMLPackagePath("CIM::Core")]
[Version("1")]
class CIM_A : CIM_B {
  // From CIM_B:
  // [Write]
  [Override("Own")]
  string Own;

  void Reset(
    // From CIM_B:
    // [In]
    uint8 How);

  // From CIM_C:
  // [MaxLen(64)]
  // string Inherited = "x";
  //
  // void Stop();

  // From CIM_D:
  // void Start();
};
`);
  });
});

describe("an instance", () => {
  test("with values of all kinds", () => {
    const inner = instanceOf({ X: 1 });
    const instance: CimInstance = {
      ...instanceOf({
        Name: "a",
        Text: description,
        Number: 5,
        Wide: -9223372036854775808n,
        Real: 0.5,
        Nothing: null,
        Empty: [],
        Numbers: [1, 2],
        One: inner,
        Many: [inner, { ...inner, properties: [] }],
        Target: parseObjectPath('root/cimv2:A.K="x"') as never,
      }),
      qualifiers: [qualifier("Description", "string", "about")],
    };
    expect(printObject(instance)).toBe(`\
[Description("about")]
instance of CIM_A {
  Name = "a";
  Text =
    "ManagedElement is an abstract class that provides a common superclass (or top of the "
    "inheritance tree) for the non-association classes in the CIM Schema.\\n"
    "It is \\"abstract\\".";
  Number = 5;
  Wide = -9223372036854775808;
  Real = 0.5;
  Nothing = NULL;
  Empty = {};
  Numbers = {1, 2};
  One = instance of CIM_A {
    X = 1;
  };
  Many = {
    instance of CIM_A {
      X = 1;
    },
    instance of CIM_A {
    }
  };
  Target = "root/cimv2:A.K=\\"x\\"";
};
`);
  });

  test("property qualifiers, also of a property without a value", () => {
    const instance: CimInstance = {
      kind: "instance",
      className: "CIM_A",
      properties: [
        { name: "Only", qualifiers: [qualifier("PropertyContext", "string", "x")] },
        { name: "Both", value: 1, qualifiers: [key] },
      ],
    };
    expect(printObject(instance)).toBe(
      'instance of CIM_A {\n  [PropertyContext("x")]\n  Only;\n  [Key]\n  Both = 1;\n};\n',
    );
  });

  test("with its class at hand, reals and characters in their own form", () => {
    const instance = instanceOf({ R: 5, C: "c", N: 5, Unknown: 5 });
    const definition = classOf({
      properties: [property("r", "real32"), property("c", "char16"), property("n", "uint8")],
    });
    expect(printObject(instance, { definition })).toBe(
      "instance of CIM_A {\n  R = 5.0;\n  C = 'c';\n  N = 5;\n  Unknown = 5;\n};\n",
    );
    expect(printObject(instance)).toBe('instance of CIM_A {\n  R = 5;\n  C = "c";\n  N = 5;\n  Unknown = 5;\n};\n');
  });

  test("an embedded class is its MOF as text", () => {
    const embedded = classOf({
      properties: [property("P", "string", { value: "a" }), property("Q", "string", { propagated: true })],
    });
    expect(printObject(instanceOf({ E: embedded }))).toBe(
      'instance of CIM_A {\n  E = "class CIM_A {\\n  string P = \\"a\\";\\n};";\n};\n',
    );
  });

  test("of a great many values is printed", () => {
    const numbers = new Array<CimValue>(400_000).fill(255) as number[];
    const text = printObject(instanceOf({ E: [instanceOf({ N: numbers, T: "a b\n".repeat(200_000) })] }));
    expect(text.match(/255/g)).toHaveLength(numbers.length);
  });
});

describe("a qualifier type", () => {
  const type = (more: Partial<QualifierType>): string =>
    printObject({ kind: "qualifier", name: "Q", type: "string", isArray: false, scopes: ["any"], flavor: {}, ...more });

  test.each<[Partial<QualifierType>, string]>([
    [{}, "Qualifier Q : string,\n  Scope(any);\n"],
    [{ value: null }, "Qualifier Q : string = NULL,\n  Scope(any);\n"],
    [{ scopes: [] }, "Qualifier Q : string;\n"],
    [{ isArray: true, value: ["a"] }, 'Qualifier Q : string[] = {"a"},\n  Scope(any);\n'],
    [{ isArray: true, arraySize: 3 }, "Qualifier Q : string[3],\n  Scope(any);\n"],
    [{ type: "real64", value: 1 }, "Qualifier Q : real64 = 1.0,\n  Scope(any);\n"],
    [
      {
        type: "boolean",
        value: false,
        scopes: ["property", "reference"],
        flavor: { overridable: false, toSubclass: true },
      },
      "Qualifier Q : boolean = FALSE,\n  Scope(property, reference),\n  Flavor(DisableOverride, ToSubclass);\n",
    ],
    [
      { flavor: { toSubclass: false } },
      "Qualifier Q : string,\n  Scope(any),\n  Flavor(EnableOverride, Restricted);\n",
    ],
    [
      { flavor: { toSubclass: false, toInstance: true } },
      "Qualifier Q : string,\n  Scope(any),\n  Flavor(EnableOverride, NotToSubclass, ToInstance);\n",
    ],
    [
      { flavor: { overridable: true, toSubclass: true, toInstance: false, translatable: true, amended: false } },
      "Qualifier Q : string,\n  Scope(any),\n  Flavor(EnableOverride, ToSubclass, Translatable);\n",
    ],
    [
      { flavor: { overridable: true, toSubclass: true, toInstance: false, translatable: false, amended: false } },
      "Qualifier Q : string,\n  Scope(any);\n",
    ],
  ])("%o", (more, text) => {
    expect(type(more)).toBe(text);
  });
});

test.each([
  [0, "0.0"],
  [-0, "-0.0"],
  [1, "1.0"],
  [-2.5, "-2.5"],
  [0.1 + 0.2, "0.30000000000000004"],
  [1e21, "1.0e+21"],
  [1.5e300, "1.5e+300"],
  [5e-324, "5.0e-324"],
  [Number.NEGATIVE_INFINITY, "-INF"],
])("the real %d is %s", (value, text) => {
  expect(printReal(value)).toBe(text);
});
