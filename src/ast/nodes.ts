/**
 * The syntax tree of MOF: what the text says, before anything is resolved. Nodes are plain readonly objects, so a tree is
 * JSON as it is. `start` and `end` are offsets in UTF-16 code units from the beginning of the decoded source, `end`
 * exclusive; spelling is kept as written.
 *
 * What is optional may be absent or `undefined`: the parser writes every property of a kind, so that all nodes of a kind
 * have one shape in memory.
 */

/** What every node has. */
export interface NodeBase {
  /** The offset of its first character. */
  readonly start: number;
  /** The offset behind its last character. */
  readonly end: number;
}

/** A name as it is spelled. Any word may be one, keywords included, except TRUE, FALSE and NULL. */
export interface Identifier extends NodeBase {
  readonly kind: "Identifier";
  readonly name: string;
}

/** `$Name`; `name` is without the dollar sign. */
export interface Alias extends NodeBase {
  readonly kind: "Alias";
  readonly name: string;
}

// --- values ---

/** An integer in any of the four bases; `text` is the literal with its sign, as written. */
export interface IntegerLiteral extends NodeBase {
  readonly kind: "IntegerLiteral";
  readonly text: string;
}

/** A real number; `text` is the literal with its sign, as written. */
export interface RealLiteral extends NodeBase {
  readonly kind: "RealLiteral";
  readonly text: string;
}

/** `'c'`; `text` includes the quotes and keeps escapes. */
export interface CharacterLiteral extends NodeBase {
  readonly kind: "CharacterLiteral";
  readonly text: string;
}

/** One of the adjacent `"…"` of a string; `text` includes the quotes and keeps escapes. */
export interface StringPart extends NodeBase {
  readonly kind: "StringPart";
  readonly text: string;
}

/** A string: one or more adjacent parts, each decoded by itself and then joined. */
export interface StringLiteral extends NodeBase {
  readonly kind: "StringLiteral";
  readonly parts: readonly StringPart[];
}

export interface BooleanLiteral extends NodeBase {
  readonly kind: "BooleanLiteral";
  readonly value: boolean;
}

export interface NullLiteral extends NodeBase {
  readonly kind: "NullLiteral";
}

/** `Name` or `Enumeration.Name`: an enumeration value of MOF 3, or INF and NaN for a real. */
export interface NameValue extends NodeBase {
  readonly kind: "NameValue";
  readonly qualifier?: Identifier;
  readonly name: Identifier;
}

/** An object path written without quotes; `text` is the path as written. */
export interface ObjectPathValue extends NodeBase {
  readonly kind: "ObjectPathValue";
  readonly text: string;
}

/** `{ a, b }`. */
export interface ArrayValue extends NodeBase {
  readonly kind: "ArrayValue";
  readonly elements: readonly ScalarValue[];
}

/** An `instance of C { … }` that stands as a value. */
export interface InstanceValue extends InstanceBody {
  readonly kind: "InstanceValue";
}

/** A `value of S { … }` that stands as a value (MOF 3). */
export interface StructureValue extends InstanceBody {
  readonly kind: "StructureValue";
}

/** A value that says itself what it is. */
export type Literal = IntegerLiteral | RealLiteral | CharacterLiteral | StringLiteral | BooleanLiteral | NullLiteral;
/** What can stand for one value, an element of an array included. */
export type ScalarValue = Literal | Alias | NameValue | ObjectPathValue | InstanceValue | StructureValue;
/** What can stand behind `=`, or in the parentheses of a qualifier. */
export type Value = ScalarValue | ArrayValue;

// --- types ---

/** A type that the language itself names, such as `uint32`; `name` is as written. */
export interface PrimitiveType extends NodeBase {
  readonly kind: "PrimitiveType";
  readonly name: string;
}

/** `ClassName ref`, or `object ref` where `className` is absent. */
export interface ReferenceType extends NodeBase {
  readonly kind: "ReferenceType";
  readonly className?: Identifier | undefined;
}

/**
 * A type that the language itself does not name: a class, a structure or an enumeration, which only their declarations tell
 * apart; or `object`, where `className` is absent.
 */
export interface ObjectType extends NodeBase {
  readonly kind: "ObjectType";
  readonly className?: Identifier | undefined;
}

/** `void`, the return type of a method without a value. */
export interface VoidType extends NodeBase {
  readonly kind: "VoidType";
}

/** The type of a property, parameter or return value as it is written. */
export type DataType = PrimitiveType | ReferenceType | ObjectType;

/** `[]` or `[n]`. */
export interface ArraySpecifier extends NodeBase {
  readonly kind: "ArraySpecifier";
  readonly size?: IntegerLiteral | undefined;
}

// --- qualifiers ---

/** One entry of a qualifier list; `flavors` are those written at the use, in their spelling. */
export interface Qualifier extends NodeBase {
  readonly kind: "Qualifier";
  readonly name: Identifier;
  readonly value?: Value | undefined;
  readonly flavors: readonly Identifier[];
}

// --- features of classes ---

/** A property or, with a {@link ReferenceType}, a reference. */
export interface PropertyDeclaration extends NodeBase {
  readonly kind: "PropertyDeclaration";
  readonly qualifiers: readonly Qualifier[];
  readonly type: DataType;
  readonly name: Identifier;
  readonly array?: ArraySpecifier | undefined;
  readonly value?: Value | undefined;
}

export interface ParameterDeclaration extends NodeBase {
  readonly kind: "ParameterDeclaration";
  readonly qualifiers: readonly Qualifier[];
  readonly type: DataType;
  readonly name: Identifier;
  readonly array?: ArraySpecifier | undefined;
  readonly value?: Value | undefined;
}

export interface MethodDeclaration extends NodeBase {
  readonly kind: "MethodDeclaration";
  readonly qualifiers: readonly Qualifier[];
  readonly returnType: DataType | VoidType;
  readonly returnArray?: ArraySpecifier | undefined;
  readonly name: Identifier;
  readonly parameters: readonly ParameterDeclaration[];
}

/** What a structure holds: all that a class holds but methods (MOF 3). */
export type StructureFeature = PropertyDeclaration | StructureDeclaration | EnumerationDeclaration;
/** Declarations inside a class are MOF 3. */
export type ClassFeature = StructureFeature | MethodDeclaration;

// --- declarations ---

export interface ClassDeclaration extends NodeBase {
  readonly kind: "ClassDeclaration";
  readonly qualifiers: readonly Qualifier[];
  readonly name: Identifier;
  readonly alias?: Alias | undefined;
  readonly superclass?: Identifier | undefined;
  readonly features: readonly ClassFeature[];
}

/** `association Name : Superclass { … };` (MOF 3); elsewhere an association is a class with a qualifier. */
export interface AssociationDeclaration extends NodeBase {
  readonly kind: "AssociationDeclaration";
  readonly qualifiers: readonly Qualifier[];
  readonly name: Identifier;
  readonly superclass?: Identifier | undefined;
  readonly features: readonly ClassFeature[];
}

/** `structure Name : Superstructure { … };`, by itself or inside a class or structure (MOF 3). */
export interface StructureDeclaration extends NodeBase {
  readonly kind: "StructureDeclaration";
  readonly qualifiers: readonly Qualifier[];
  readonly name: Identifier;
  readonly superclass?: Identifier | undefined;
  readonly features: readonly StructureFeature[];
}

/** `Name = 1` in an enumeration; without a value the element of a string enumeration stands for its name. */
export interface EnumerationElement extends NodeBase {
  readonly kind: "EnumerationElement";
  readonly qualifiers: readonly Qualifier[];
  readonly name: Identifier;
  readonly value?: Literal | undefined;
}

/**
 * `enumeration Name : uint16 { … };`, by itself or inside a class or structure (MOF 3). `base` is the type of its values or
 * the enumeration that it extends.
 */
export interface EnumerationDeclaration extends NodeBase {
  readonly kind: "EnumerationDeclaration";
  readonly qualifiers: readonly Qualifier[];
  readonly name: Identifier;
  readonly base?: PrimitiveType | Identifier | undefined;
  readonly elements: readonly EnumerationElement[];
}

/** `class Name;`: says that a class will come, declares nothing. */
export interface ForwardClassDeclaration extends NodeBase {
  readonly kind: "ForwardClassDeclaration";
  readonly qualifiers: readonly Qualifier[];
  readonly name: Identifier;
}

/** `Name = value;` in an instance, or `Name;` which only hangs qualifiers on a property. */
export interface PropertyInitializer extends NodeBase {
  readonly kind: "PropertyInitializer";
  readonly qualifiers: readonly Qualifier[];
  readonly name: Identifier;
  readonly value?: Value | undefined;
}

/** What an instance declaration and an instance value share. */
export interface InstanceBody extends NodeBase {
  readonly qualifiers: readonly Qualifier[];
  readonly className: Identifier;
  readonly alias?: Alias | undefined;
  readonly properties: readonly PropertyInitializer[];
}

export interface InstanceDeclaration extends InstanceBody {
  readonly kind: "InstanceDeclaration";
}

/** `value of S as $Alias { … };` by itself (MOF 3): a value for those that use the alias. */
export interface StructureValueDeclaration extends InstanceBody {
  readonly kind: "StructureValueDeclaration";
}

/**
 * `Qualifier Name : type = value, Scope(…), Flavor(…);`, and `Qualifier Name : type = value Scope(…) Policy(…);` in MOF 3,
 * where the type may be an enumeration.
 */
export interface QualifierTypeDeclaration extends NodeBase {
  readonly kind: "QualifierTypeDeclaration";
  readonly qualifiers: readonly Qualifier[];
  readonly name: Identifier;
  readonly type: PrimitiveType | ObjectType;
  readonly array?: ArraySpecifier | undefined;
  readonly value?: Value | undefined;
  readonly scopes: readonly Identifier[];
  readonly flavors: readonly Identifier[];
  readonly policy?: Identifier | undefined;
}

/** `Qualifier Name : Flavor Flavor;`: flavors for every later use of the qualifier in the compile unit (WMI). */
export interface QualifierFlavorsDeclaration extends NodeBase {
  readonly kind: "QualifierFlavorsDeclaration";
  readonly qualifiers: readonly Qualifier[];
  readonly name: Identifier;
  readonly flavors: readonly Identifier[];
}

/** An argument of a pragma; a bare word such as `createonly` is an identifier. */
export type PragmaArgument = StringLiteral | IntegerLiteral | Identifier;

/** `#pragma name(…)`; `#include("…")` is one whose `directive` is `include` and whose name is `include`. */
export interface Pragma extends NodeBase {
  readonly kind: "Pragma";
  readonly directive: "pragma" | "include";
  readonly name: Identifier;
  readonly arguments: readonly PragmaArgument[];
}

/** What a file is made of. */
export type Declaration =
  | Pragma
  | QualifierTypeDeclaration
  | QualifierFlavorsDeclaration
  | ClassDeclaration
  | ForwardClassDeclaration
  | AssociationDeclaration
  | StructureDeclaration
  | EnumerationDeclaration
  | InstanceDeclaration
  | StructureValueDeclaration;

/** Everything that a tree is made of. */
export type Node =
  | Identifier
  | Alias
  | Value
  | StringPart
  | DataType
  | VoidType
  | ArraySpecifier
  | Qualifier
  | ClassFeature
  | EnumerationElement
  | ParameterDeclaration
  | PropertyInitializer
  | Declaration;

/** What the `kind` of a node can be. */
export type NodeKind = Node["kind"];
