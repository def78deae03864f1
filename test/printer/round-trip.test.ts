import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { classToJson, instanceToJson, qualifierTypeToJson } from "../../src/cim/json.ts";
import type { CimClass, CimInstance, CimObject, QualifierFlavor, QualifierType } from "../../src/cim/model.ts";
import { foldName } from "../../src/cim/names.ts";
import { parseObjectPath } from "../../src/cim/parse-object-path.ts";
import { printObject } from "../../src/printer/print-object.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { ensureNamespace } from "../../src/wbem/ensure-namespace.ts";
import { parsedPath, typedValue } from "../cim/arbitraries.ts";
import { loadInto, openMemory } from "../loader/harness.ts";

interface Content {
  readonly qualifierTypes: readonly QualifierType[];
  readonly classes: readonly CimClass[];
  readonly instances: readonly CimInstance[];
}

/** A repository with a namespace `root/test` that holds these objects. */
async function repositoryOf({ qualifierTypes, classes, instances }: Content): Promise<WbemConnection> {
  const connection = await openMemory();
  await connection.transaction(async (transaction) => {
    const { services } = await ensureNamespace(transaction, "root/test");
    for (const type of qualifierTypes) await services.setQualifier(type);
    for (const definition of classes) await services.putClass(definition);
    for (const instance of instances) await services.putInstance(instance);
  });
  return connection;
}

async function readAll(connection: WbemConnection): Promise<CimObject[]> {
  const services = await connection.openNamespace("root/test");
  const objects: CimObject[] = [];
  for await (const type of services.enumerateQualifiers()) objects.push(type);
  const classes: CimClass[] = [];
  for await (const definition of services.createClassEnum(null)) classes.push(definition);
  objects.push(...classes);
  for (const { name } of classes)
    for await (const instance of services.createInstanceEnum(name, 1)) objects.push(instance);
  return objects;
}

function toJson(object: CimObject): unknown {
  return object.kind === "class"
    ? classToJson(object)
    : object.kind === "instance"
      ? instanceToJson(object)
      : qualifierTypeToJson(object);
}

function printAll(objects: readonly CimObject[], effective: boolean): string {
  const qualifierTypes = new Map(
    objects.flatMap((object) => (object.kind === "qualifier" ? [[foldName(object.name), object]] : [])),
  );
  const classes = new Map(
    objects.flatMap((object) => (object.kind === "class" ? [[foldName(object.name), object]] : [])),
  );
  return objects
    .map((object) => {
      const definition = object.kind === "instance" ? classes.get(foldName(object.className)) : undefined;
      return printObject(object, { effective, qualifierTypes, ...(definition && { definition }) });
    })
    .join("\n");
}

/** Prints what a repository holds, compiles the text into an empty one, and compares object by object. */
async function expectRoundTrip(content: Content): Promise<void> {
  const before = await readAll(await repositoryOf(content));
  for (const effective of [false, true]) {
    const text = printAll(before, effective);
    const { connection, report, diagnostics } = await loadInto(await openMemory(), [text], { namespace: "root/test" });
    expect(diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message)).toEqual([]);
    expect(report.committed).toBe(true);
    const after = await readAll(connection);
    expect(after.map(toJson)).toEqual(before.map(toJson));
    expect(printAll(after, effective)).toBe(text);
  }
}

const anyFlavor: fc.Arbitrary<QualifierFlavor> = fc.record(
  {
    overridable: fc.boolean(),
    toSubclass: fc.boolean(),
    toInstance: fc.boolean(),
    amended: fc.constant(true),
    translatable: fc.constant(true),
  },
  { requiredKeys: [] },
);

const key = { name: "Key", type: "boolean", isArray: false, value: true, flavor: {} } as const;

/** Qualifier types with a use of each, a class with a property of any type, and an instance of it. */
const content: fc.Arbitrary<Content> = fc
  .record({
    declared: fc.array(fc.tuple(typedValue, anyFlavor, fc.boolean()), { maxLength: 4 }),
    undeclared: fc.array(
      fc.tuple(fc.oneof(fc.constant(true), fc.string(), fc.integer({ min: -100, max: 100 })), anyFlavor),
      { maxLength: 3 },
    ),
    properties: fc.array(
      fc.tuple(typedValue, fc.boolean(), fc.option(fc.integer({ min: 4, max: 9 }), { nil: undefined })),
      { minLength: 1, maxLength: 6 },
    ),
    target: parsedPath,
  })
  .map(({ declared, undeclared, properties, target }): Content => {
    const qualifiers = [
      ...declared.map(([{ type, isArray, value }], index) => ({ name: `D${index}`, type, isArray, value, flavor: {} })),
      ...undeclared.map(([value, flavor], index) => ({
        name: `U${index}`,
        type:
          typeof value === "string"
            ? ("string" as const)
            : typeof value === "number"
              ? ("sint32" as const)
              : ("boolean" as const),
        isArray: false,
        value,
        flavor,
      })),
    ];
    const names = properties.map((_, index) => `P${index}`);
    return {
      qualifierTypes: declared.map(([{ type, isArray, value }, flavor, hasDefault], index) => ({
        kind: "qualifier",
        name: `D${index}`,
        type,
        isArray,
        scopes: ["any"],
        flavor,
        ...(hasDefault && { value }),
      })),
      classes: [
        {
          kind: "class",
          name: "T_Thing",
          qualifiers,
          properties: [
            { name: "Id", type: "string", isArray: false, qualifiers: [key] },
            { name: "Target", type: "reference", isArray: false, className: "T_Thing", qualifiers: [] },
            ...properties.map(([{ type, isArray, value }, hasDefault, arraySize], index) => ({
              name: names[index] as string,
              type,
              isArray,
              qualifiers: index === 0 ? qualifiers : [],
              ...(isArray && arraySize !== undefined && { arraySize }),
              ...(hasDefault && { value }),
            })),
          ],
          methods: [
            {
              name: "Change",
              returnType: { type: "uint32", isArray: false },
              qualifiers,
              parameters: properties.map(([{ type, isArray }], index) => ({
                name: names[index] as string,
                type,
                isArray,
                qualifiers: [],
              })),
            },
          ],
        },
        {
          kind: "class",
          name: "T_Special",
          superclass: "T_Thing",
          qualifiers: [],
          properties: [],
          methods: [],
        },
      ],
      instances: ["T_Thing", "T_Special"].map((className) => ({
        kind: "instance",
        className,
        properties: [
          { name: "Id", value: `${className} "1"` },
          { name: "Target", value: target },
          ...properties.map(([{ value }], index) => ({ name: names[index] as string, value })),
        ],
      })),
    };
  });

describe("what is printed compiles to the same objects", () => {
  test("values, defaults, qualifiers and flavors of every type", async () => {
    await fc.assert(fc.asyncProperty(content, expectRoundTrip), { numRuns: 150 });
  });

  test("embedded instances, references and qualified instances", async () => {
    const inner: CimInstance = {
      kind: "instance",
      className: "T_Inner",
      properties: [
        { name: "Wide", value: 18446744073709551615n },
        { name: "Real", value: 5 },
        { name: "Far", value: parseObjectPath('T_Outer.Id="a\\"b"') as never },
      ],
    };
    await expectRoundTrip({
      qualifierTypes: [],
      classes: [
        {
          kind: "class",
          name: "T_Inner",
          qualifiers: [],
          properties: [
            { name: "Wide", type: "uint64", isArray: false, qualifiers: [] },
            { name: "Real", type: "real64", isArray: false, qualifiers: [] },
            { name: "Far", type: "reference", isArray: false, qualifiers: [] },
          ],
          methods: [],
        },
        {
          kind: "class",
          name: "T_Outer",
          qualifiers: [],
          properties: [
            { name: "Id", type: "string", isArray: false, qualifiers: [key] },
            { name: "One", type: "object", isArray: false, className: "T_Inner", qualifiers: [] },
            { name: "Many", type: "object", isArray: true, qualifiers: [] },
            {
              name: "AsText",
              type: "string",
              isArray: false,
              qualifiers: [{ name: "EmbeddedInstance", type: "string", isArray: false, value: "T_Inner", flavor: {} }],
            },
          ],
          methods: [],
        },
      ],
      instances: [
        {
          kind: "instance",
          className: "T_Outer",
          qualifiers: [{ name: "Note", type: "string", isArray: false, value: "about", flavor: { amended: true } }],
          properties: [
            { name: "Id", value: 'a"b' },
            { name: "One", value: inner },
            { name: "Many", value: [inner, inner] },
            {
              name: "AsText",
              value: inner,
              qualifiers: [{ name: "Note", type: "sint32", isArray: true, value: [1, 2], flavor: {} }],
            },
          ],
        },
      ],
    });
  });
});
