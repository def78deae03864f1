import fc from "fast-check";
import type {
  ArraySpecifier,
  ClassFeature,
  DataType,
  Declaration,
  Identifier,
  InstanceBody,
  Literal,
  PropertyInitializer,
  Qualifier,
  ScalarValue,
  StringLiteral,
  StructureFeature,
  Value,
} from "../../src/ast/nodes.ts";
import { flavorWords, scopeWords } from "../../src/parser/keywords.ts";

/**
 * Arbitrary trees, of every kind of node. They have no places: nobody has written them yet. What the grammar cannot tell
 * apart is left out: no class is named like a type, and where the type of a qualifier is an enumeration, it has scopes.
 */

const place = { start: 0, end: 0 };

/** Keywords are names wherever one is wanted. */
const keywordNames = ["class", "Instance", "OF", "as", "ref", "qualifier", "Scope", "flavor", "pragma", "include"];
const laterKeywordNames = ["association", "structure", "Enumeration", "value", "policy", "key", "any", "method"];
const plainNames = ["A", "CIM_Thing", "_x9", "Ångström", "名前"];

const word = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...plainNames, ...keywordNames, ...laterKeywordNames) },
  fc.stringMatching(/^[A-Za-z_]\w{0,12}$/).filter((name) => !/^(?:true|false|null)$/i.test(name)),
);

/** Names of classes: not those of types, nor words that make a type of what follows. */
const className = word.filter(
  (name) =>
    !/^(?:[us]int(?:8|16|32|64)|real32|real64|boolean|string|datetime|char16|object|void|ref|integer|octetstring)$/i.test(
      name,
    ),
);

function identifierOf(name: fc.Arbitrary<string>): fc.Arbitrary<Identifier> {
  return name.map((text) => ({ kind: "Identifier", ...place, name: text }));
}

const identifier = identifierOf(word);
const classIdentifier = identifierOf(className);
const alias = word.map((name) => ({ kind: "Alias" as const, ...place, name }));

function optional<Item>(item: fc.Arbitrary<Item>): fc.Arbitrary<Item | undefined> {
  return fc.option(item, { nil: undefined });
}

function some<Item>(item: fc.Arbitrary<Item>, maxLength = 3): fc.Arbitrary<Item[]> {
  return fc.array(item, { maxLength });
}

// --- literals ---

const sign = fc.constantFrom("", "+", "-");

function numeral(pattern: RegExp): fc.Arbitrary<string> {
  return fc.tuple(sign, fc.stringMatching(pattern)).map((parts) => parts.join(""));
}

const integerText = fc.oneof(
  numeral(/^(?:0|[1-9]\d{0,20})$/),
  numeral(/^0[0-7]{1,8}$/),
  numeral(/^0[xX][\da-fA-F]{1,16}$/),
  numeral(/^[01]{1,16}[bB]$/),
);

const realText = fc.oneof(
  numeral(/^\d{0,8}\.\d{1,8}$/),
  numeral(/^\d{1,4}\.\d{0,4}[eE][+-]?\d{1,3}$/),
  numeral(/^\d{1,4}[eE][+-]?\d{1,3}$/),
  fc.constantFrom("-INF", "+inf", "-NaN"),
);

const escapeSequence = fc.constantFrom(
  "\\b",
  "\\t",
  "\\n",
  "\\f",
  "\\r",
  '\\"',
  "\\'",
  "\\\\",
  "\\x41",
  "\\X263a",
  "\\xD834\\xDD1E",
);
const stringText = some(
  fc.oneof(
    fc.stringMatching(/^[^"\\\r\n]{1,6}$/),
    fc.constantFrom("//", "/*", "*/", "'", "{", "}", ";", "𝄞"),
    escapeSequence,
  ),
  5,
).map((parts) => `"${parts.join("")}"`);

const stringLiteral: fc.Arbitrary<StringLiteral> = fc
  .array(stringText, { minLength: 1, maxLength: 3 })
  .map((texts) => ({
    kind: "StringLiteral",
    ...place,
    parts: texts.map((text) => ({ kind: "StringPart", ...place, text })),
  }));

const integerLiteral = integerText.map((text) => ({ kind: "IntegerLiteral" as const, ...place, text }));

const literal: fc.Arbitrary<Literal> = fc.oneof(
  integerLiteral,
  realText.map((text) => ({ kind: "RealLiteral" as const, ...place, text })),
  fc
    .oneof(fc.constantFrom("'a'", "'\\n'", "'\\''", "'\"'", "'\\x1F'", "' '", "'/'"))
    .map((text) => ({ kind: "CharacterLiteral" as const, ...place, text })),
  stringLiteral,
  fc.boolean().map((value) => ({ kind: "BooleanLiteral" as const, ...place, value })),
  fc.constant({ kind: "NullLiteral" as const, ...place }),
);

// --- values ---

const nameValue = fc
  .tuple(optional(classIdentifier), identifier)
  .map(([qualifier, name]) => ({ kind: "NameValue" as const, ...place, ...(qualifier && { qualifier }), name }));

const objectPath = fc
  .constantFrom('A.K="x"', "root/cimv2:A.K=5", 'A.K="x",L=TRUE', "A.K=0x1F,L='c'")
  .map((text) => ({ kind: "ObjectPathValue" as const, ...place, text }));

function scalar(depth: number): fc.Arbitrary<ScalarValue> {
  const leaf = fc.oneof({ weight: 6, arbitrary: literal }, alias, nameValue, objectPath);
  if (depth === 0) return leaf;
  return fc.oneof(
    { weight: 8, arbitrary: leaf },
    body(depth - 1).map((inner) => ({ kind: "InstanceValue" as const, ...inner })),
    body(depth - 1).map((inner) => ({ kind: "StructureValue" as const, ...inner, qualifiers: [], alias: undefined })),
  );
}

function value(depth: number): fc.Arbitrary<Value> {
  return fc.oneof(
    { weight: 3, arbitrary: scalar(depth) },
    some(scalar(depth)).map((elements) => ({ kind: "ArrayValue" as const, ...place, elements })),
  );
}

// --- qualifiers ---

const flavor = identifierOf(fc.constantFrom(...flavorWords));

const qualifier: fc.Arbitrary<Qualifier> = fc
  .record({ name: identifier, value: optional(value(0)), flavors: some(flavor) })
  .map((parts) => ({ kind: "Qualifier", ...place, ...parts }));

const qualifiers = fc.oneof({ weight: 2, arbitrary: fc.constant<Qualifier[]>([]) }, some(qualifier));

// --- types and features ---

const primitiveType = fc
  .constantFrom("uint8", "UINT64", "sint32", "real32", "boolean", "String", "char16", "datetime")
  .map((name) => ({ kind: "PrimitiveType" as const, ...place, name }));
const classType = classIdentifier.map((name) => ({ kind: "ObjectType" as const, ...place, className: name }));

const dataType: fc.Arbitrary<DataType> = fc.oneof(
  { weight: 4, arbitrary: primitiveType },
  classType,
  fc.constant({ kind: "ObjectType" as const, ...place }),
  classIdentifier.map((name) => ({ kind: "ReferenceType" as const, ...place, className: name })),
  fc.constant({ kind: "ReferenceType" as const, ...place }),
);

const array: fc.Arbitrary<ArraySpecifier> = optional(fc.constantFrom("1", "16", "0x10", "010", "11b", "+4")).map(
  (text) => ({
    kind: "ArraySpecifier",
    ...place,
    ...(text !== undefined && { size: { kind: "IntegerLiteral" as const, ...place, text } }),
  }),
);

const element = {
  qualifiers,
  type: dataType,
  name: identifier,
  array: optional(array),
  value: optional(value(1)),
};

const property = fc.record(element).map((parts) => ({ kind: "PropertyDeclaration" as const, ...place, ...parts }));
const parameter = fc.record(element).map((parts) => ({ kind: "ParameterDeclaration" as const, ...place, ...parts }));

const method = fc
  .record({
    qualifiers,
    result: fc.oneof(
      fc.record({ returnType: dataType, returnArray: optional(array) }),
      fc.constant({ returnType: { kind: "VoidType" as const, ...place }, returnArray: undefined }),
    ),
    name: identifier,
    parameters: some(parameter),
  })
  .map(({ result, ...parts }) => ({ kind: "MethodDeclaration" as const, ...place, ...parts, ...result }));

const enumeration = fc
  .record({
    qualifiers,
    name: identifier,
    base: optional(fc.oneof(primitiveType, classIdentifier)),
    elements: some(
      fc
        .record({ qualifiers, name: identifier, value: optional(fc.oneof(integerLiteral, stringLiteral)) })
        .map((parts) => ({ kind: "EnumerationElement" as const, ...place, ...parts })),
    ),
  })
  .map((parts) => ({ kind: "EnumerationDeclaration" as const, ...place, ...parts }));

function structureFeature(depth: number): fc.Arbitrary<StructureFeature> {
  if (depth === 0) return property;
  return fc.oneof({ weight: 4, arbitrary: property }, structure(depth - 1), enumeration);
}

function structure(depth: number) {
  return fc
    .record({
      qualifiers,
      name: identifier,
      superclass: optional(classIdentifier),
      features: some(structureFeature(depth)),
    })
    .map((parts) => ({ kind: "StructureDeclaration" as const, ...place, ...parts }));
}

const features: fc.Arbitrary<ClassFeature[]> = some(fc.oneof({ weight: 2, arbitrary: structureFeature(1) }, method));

// --- instances ---

function initializer(depth: number): fc.Arbitrary<PropertyInitializer> {
  return fc
    .record({ qualifiers, name: identifier, value: optional(value(depth)) })
    .map((parts) => ({ kind: "PropertyInitializer", ...place, ...parts }));
}

function body(depth: number): fc.Arbitrary<InstanceBody> {
  return fc
    .record({
      qualifiers,
      className: classIdentifier,
      alias: optional(alias),
      properties: some(initializer(depth)),
    })
    .map((parts) => ({ ...place, ...parts }));
}

// --- declarations ---

const scope = identifierOf(fc.constantFrom(...scopeWords));
const clauses = fc.oneof(
  fc.record({ scopes: some(scope), flavors: some(flavor) }),
  fc.record({
    scopes: some(scope),
    flavors: fc.constant<Identifier[]>([]),
    policy: identifierOf(fc.constantFrom("EnableOverride", "disableoverride", "Restricted")),
  }),
);

const qualifierType = fc
  .record({
    qualifiers,
    name: identifier,
    type: fc.oneof({ weight: 4, arbitrary: primitiveType }, classType),
    array: optional(array),
    value: optional(value(0)),
    clauses,
  })
  .filter(({ type, clauses: { scopes } }) => type.kind === "PrimitiveType" || scopes.length > 0)
  .filter(({ type }) => type.kind === "PrimitiveType" || !isFlavor(type.className.name))
  .map(({ clauses: more, ...parts }) => ({ kind: "QualifierTypeDeclaration" as const, ...place, ...parts, ...more }));

function isFlavor(name: string): boolean {
  return flavorWords.some((candidate) => candidate.toLowerCase() === name.toLowerCase());
}

const include = stringLiteral.map((file) => ({
  kind: "Pragma" as const,
  ...place,
  directive: "include" as const,
  name: { kind: "Identifier" as const, ...place, name: "include" },
  arguments: [file],
}));

/** A tree of one declaration. */
export const declaration: fc.Arbitrary<Declaration> = fc.oneof(
  fc
    .record({
      qualifiers,
      name: identifier,
      alias: optional(alias),
      superclass: optional(classIdentifier),
      features,
    })
    .map((parts) => ({ kind: "ClassDeclaration" as const, ...place, ...parts })),
  fc
    .record({ qualifiers, name: identifier, superclass: optional(classIdentifier), features })
    .map((parts) => ({ kind: "AssociationDeclaration" as const, ...place, ...parts })),
  structure(2),
  enumeration,
  fc
    .record({ qualifiers, name: identifier })
    .map((parts) => ({ kind: "ForwardClassDeclaration" as const, ...place, ...parts })),
  body(2).map((inner) => ({ kind: "InstanceDeclaration" as const, ...inner })),
  body(2).map((inner) => ({ kind: "StructureValueDeclaration" as const, ...inner, qualifiers: [] })),
  qualifierType,
  fc
    .record({ qualifiers, name: identifier, flavors: fc.array(flavor, { minLength: 1, maxLength: 3 }) })
    .map((parts) => ({ kind: "QualifierFlavorsDeclaration" as const, ...place, ...parts })),
  fc
    .record({ name: identifier, arguments: some(fc.oneof(stringLiteral, integerLiteral, identifier)) })
    .map((parts) => ({ kind: "Pragma" as const, ...place, directive: "pragma" as const, ...parts })),
  include,
);
