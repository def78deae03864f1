import { findProperty, localDeclaration } from "../cim/class-elements.ts";
import {
  enumerationTypeOf,
  impliedQualifier,
  isStructure,
  kindOfClass,
  localName,
  nestedName,
  plainQualifiers,
  plainType,
} from "../cim/class-kinds.ts";
import { EnumerationElements } from "../cim/enumeration-elements.ts";
import type {
  CimClass,
  CimInstance,
  CimMethod,
  CimObject,
  CimParameter,
  CimProperty,
  CimPropertyValue,
  CimQualifier,
  CimScalar,
  CimValue,
  QualifierType,
} from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import { textOfOctets } from "../cim/octet-string.ts";
import { findQualifier } from "../cim/qualifiers.ts";
import { type ElementType, formatType } from "../cim/types.ts";
import type { Dialect } from "../codes/dialects.ts";
import { type ClassLookup, typeNameIn } from "./class-lookup.ts";
import { flavorsIn, scopesIn, typeWordIn } from "./dialect-words.ts";
import { flavorsOfDeclaration, flavorsOfUse, policyOf } from "./flavors.ts";
import {
  append,
  indent,
  type Lines,
  layoutBody,
  layoutElements,
  layoutInstance,
  layoutMember,
  layoutMethod,
  layoutQualifiers,
  layoutQualifierType,
  lineWidth,
  memberWidth,
  type PrintedInstance,
  type PrintedMember,
  type PrintedMethod,
  type PrintedQualifier,
  type PrintedText,
  type PrintedValue,
} from "./layout.ts";
import { quoteText } from "./mof-text.ts";
import { type EmbeddedPrinter, printValue } from "./print-value.ts";

/** What a printer is told about the namespace of an object, and the language it prints. */
export interface PrintOptions {
  /** Prints what a class inherits too, as comments that say from which class it comes. */
  readonly effective?: boolean;
  /** The declared qualifier types by folded name: flavors that they say are left out at uses. */
  readonly qualifierTypes?: ReadonlyMap<string, QualifierType>;
  /** The class of an instance, as it was read: its reals and char16 are printed in their own form. */
  readonly definition?: CimClass;
  /**
   * The other classes of the namespace. Values of enumerations are printed by their names, values of structures as such,
   * and what is declared in a class inside of it; without this they are printed as they are kept.
   */
  readonly classes?: ClassLookup;
  /**
   * The words of this dialect are printed. `dmtf` and `wmi` have none for structures, enumerations and octet strings: what
   * CIM 2 keeps is printed.
   */
  readonly dialect?: Dialect;
}

/** Whether a dialect has the words of MOF 3. */
export function hasTypeDeclarations(dialect: Dialect): boolean {
  return dialect === "auto" || dialect === "dmtf3";
}

const commentPrefix = "// ";
const commentWidth = memberWidth - commentPrefix.length;

/**
 * An object as MOF that compiles to the same object: every value, type, size, default, flavor and qualifier as it is.
 * Of a class that was read the local declaration is printed; {@link PrintOptions.effective} adds the rest as comments.
 * Ends with a line end.
 *
 * @example printObject(await services.getClass("CIM_System"), { effective: true })
 */
export function printObject(object: CimObject, options: PrintOptions = {}): string {
  return `${new ObjectPrinter(options).layout(object).join("\n")}\n`;
}

/** Each instance is printed by a printer of its own. */
const elementsByDefinition = new WeakMap<CimClass, EnumerationElements>();

function elementsOf(definition: CimClass): EnumerationElements {
  let elements = elementsByDefinition.get(definition);
  if (elements === undefined) {
    elements = EnumerationElements.of(definition);
    elementsByDefinition.set(definition, elements);
  }
  return elements;
}

class ObjectPrinter implements EmbeddedPrinter {
  readonly #options: PrintOptions;
  readonly #dialect: Dialect;
  /** Only the words of CIM 2. */
  readonly #isPlain: boolean;
  /** In whose bodies or for whose instances something is printed, the innermost last: where local names hold. */
  readonly #bodies: CimClass[] = [];

  constructor(options: PrintOptions) {
    this.#options = options;
    this.#dialect = options.dialect ?? "auto";
    this.#isPlain = !hasTypeDeclarations(this.#dialect);
  }

  layout(object: CimObject): Lines {
    switch (object.kind) {
      case "class":
        return this.#layoutClass(object, object.name, lineWidth);
      case "instance":
        return layoutInstance(this.#instance(object, this.#options.definition, "instance"), lineWidth).with(-1, "};");
      case "qualifier":
        return this.#layoutQualifierType(object);
    }
  }

  printInstance(instance: CimInstance): PrintedInstance | PrintedText {
    const definition = this.#options.classes?.find(instance.className);
    const isValue = !this.#isPlain && definition !== undefined && isStructure(definition);
    const printed = this.#instance(instance, definition, isValue ? "value" : "instance");
    if (this.#dialect !== "dmtf") return printed;
    // DSP0004 has instances in values only as text.
    return { kind: "text", text: layoutInstance(printed, lineWidth).with(-1, "};").join("\n") };
  }

  printClass(definition: CimClass): string {
    return new ObjectPrinter({ ...this.#options, effective: false }).layout(localDeclaration(definition)).join("\n");
  }

  // --- classes ---

  #layoutClass(definition: CimClass, name: string, width: number): Lines {
    this.#bodies.push(definition);
    const kind = this.#isPlain ? "class" : kindOfClass(definition);
    const isType = kind === "structure" || kind === "enumeration";
    const above =
      isType && definition.superclass !== undefined ? this.#typeName(definition.superclass) : definition.superclass;
    const lines = [
      ...this.#commentOnPropagated(definition.qualifiers, definition.superclass),
      ...layoutQualifiers(this.#qualifiers(definition.qualifiers.filter(isLocal), kind !== "enumeration"), width),
      ...(kind === "enumeration"
        ? layoutBody(
            `enumeration ${name} : ${above ?? typeWordIn(this.#dialect, enumerationTypeOf(definition) ?? "string")}`,
            this.#elements(definition),
          )
        : layoutBody(
            above === undefined ? `${kind} ${name}` : `${kind} ${name} : ${above}`,
            this.#members(definition),
          )),
    ];
    this.#bodies.pop();
    return lines;
  }

  #members(definition: CimClass): readonly Lines[] {
    const { superclass, properties, methods } = definition;
    return [
      ...this.#nested(definition),
      ...properties.filter(isLocal).map((property) => layoutMember(this.#member(property, superclass), memberWidth)),
      ...methods.filter(isLocal).map((method) => layoutMethod(this.#method(method, superclass), memberWidth)),
      ...(this.#options.effective ? this.#layoutInherited(definition) : []),
    ];
  }

  /** What is declared in a class. */
  #nested({ name, nested = [] }: CimClass): readonly Lines[] {
    const { classes } = this.#options;
    if (this.#isPlain || classes === undefined) return [];
    return nested.flatMap((local) => {
      const definition = classes.find(nestedName(name, local));
      return definition === undefined ? [] : [this.#layoutClass(definition, localName(definition), memberWidth)];
    });
  }

  /** The elements of an enumeration; one that stands for its name is printed without a value. */
  #elements(definition: CimClass): readonly Lines[] {
    const own = definition.properties.filter(isLocal).map((element): PrintedMember => {
      const { name, value = null, type, qualifiers } = element;
      return {
        comment: this.#commentOnPropagated(qualifiers, definition.superclass),
        qualifiers: this.#qualifiers(qualifiers.filter(isLocal), false),
        head: name,
        value: value === null || value === name ? undefined : printValue(value, type, this),
      };
    });
    return [...layoutElements(own, memberWidth), ...(this.#options.effective ? this.#layoutInherited(definition) : [])];
  }

  /** Inherited features as comments, those of one class together. */
  #layoutInherited(definition: CimClass): readonly Lines[] {
    const linesByOrigin = new Map<string, string[]>();
    const add = (element: CimProperty | CimMethod, lines: Lines): void => {
      const origin = element.classOrigin ?? definition.superclass ?? "";
      const known = linesByOrigin.get(origin);
      if (known === undefined) linesByOrigin.set(origin, [`From ${origin}:`, ...lines]);
      else append(known, ["", ...lines]);
    };
    for (const property of definition.properties) {
      if (property.propagated) add(property, layoutMember(this.#inheritedMember(property), commentWidth));
    }
    for (const method of definition.methods) {
      if (method.propagated) add(method, layoutMethod(this.#inheritedMethod(method), commentWidth));
    }
    return Array.from(linesByOrigin.values(), comment);
  }

  /** A property or parameter that the class declares itself. */
  #member(element: CimProperty | CimParameter, superclass: string | undefined): PrintedMember {
    return {
      ...this.#inheritedMember(element),
      comment: this.#commentOnPropagated(element.qualifiers, superclass),
      qualifiers: this.#elementQualifiers(element.qualifiers.filter(isLocal), element),
    };
  }

  #inheritedMember(element: CimProperty | CimParameter): PrintedMember {
    return {
      qualifiers: this.#elementQualifiers(element.qualifiers, element),
      head: this.#declarationHead(element),
      value: element.value === undefined ? undefined : this.#value(element.value, element),
    };
  }

  /** A method that the class declares itself. */
  #method(method: CimMethod, superclass: string | undefined): PrintedMethod {
    return {
      comment: this.#commentOnPropagated(method.qualifiers, superclass),
      qualifiers: this.#elementQualifiers(method.qualifiers.filter(isLocal), method.returnType),
      head: this.#methodHead(method),
      parameters: method.parameters.map((parameter) => this.#member(parameter, superclass)),
    };
  }

  #inheritedMethod(method: CimMethod): PrintedMethod {
    return {
      qualifiers: this.#elementQualifiers(method.qualifiers, method.returnType),
      head: this.#methodHead(method),
      parameters: method.parameters.map((parameter) => this.#inheritedMember(parameter)),
    };
  }

  // --- types and values ---

  #typeName(name: string): string {
    return this.#isPlain ? name : typeNameIn(name, this.#bodies, this.#options.classes);
  }

  /** A type as it is printed: the words, and whether brackets go with them. */
  #typeOf(element: ElementType): { readonly word: string; readonly isArray: boolean } {
    const { type, isArray, className, enumeration, octetString } = element;
    if (this.#isPlain) {
      const isText = type === "object" && this.#dialect === "dmtf";
      return { word: isText ? "string" : formatType({ ...plainType(element), isArray: false }), isArray };
    }
    if (octetString) return { word: "octetstring", isArray: type !== "uint8" };
    if (enumeration !== undefined) return { word: this.#typeName(enumeration), isArray };
    if (type === "object" && className !== undefined) return { word: this.#typeName(className), isArray };
    return { word: typeWordIn(this.#dialect, formatType({ ...element, isArray: false })), isArray };
  }

  /** `uint32 Size[4]`, `CIM_System ref Antecedent`: the brackets stand behind the name. */
  #declarationHead(element: ElementType & { readonly name: string }): string {
    const { word, isArray } = this.#typeOf(element);
    return isArray ? `${word} ${element.name}[${element.arraySize ?? ""}]` : `${word} ${element.name}`;
  }

  #methodHead({ returnType, name }: CimMethod): string {
    if (returnType === "void") return `void ${name}`;
    const { word, isArray } = this.#typeOf(returnType);
    return `${word}${isArray ? `[${returnType.arraySize ?? ""}]` : ""} ${name}`;
  }

  /** A value of an element: of an enumeration the name, of an octet string the text. */
  #value(value: CimValue, type: ElementType | undefined): PrintedValue {
    if (type === undefined || this.#isPlain) return printValue(value, type?.type, this);
    if (type.octetString) return this.#octetString(value, type);
    const definition = type.enumeration === undefined ? undefined : this.#options.classes?.find(type.enumeration);
    if (definition === undefined) return printValue(value, type.type, this);
    const elements = elementsOf(definition);
    const print = (scalar: CimScalar) => elements.valued(scalar)?.name ?? printValue(scalar, type.type, this);
    return Array.isArray(value) ? (value as readonly CimScalar[]).map(print) : print(value as CimScalar);
  }

  #octetString(value: CimValue, { type }: ElementType): PrintedValue {
    const print = (octets: CimValue): PrintedValue => {
      const text = textOfOctets(octets);
      return text === undefined ? printValue(octets, type, this) : quoteText(text);
    };
    if (type === "uint8" || !Array.isArray(value)) return print(value);
    return (value as readonly CimScalar[]).map(print);
  }

  // --- qualifiers ---

  /** The inherited qualifiers of an element that the class declares itself, as a comment. */
  #commentOnPropagated(qualifiers: readonly CimQualifier[], superclass: string | undefined): Lines {
    if (!this.#options.effective) return [];
    const printed = this.#qualifiers(qualifiers.filter((qualifier) => !isLocal(qualifier)));
    if (printed.length === 0) return [];
    return comment([`From ${superclass}:`, ...layoutQualifiers(printed, commentWidth)]);
  }

  /** The qualifiers of an element; in `dmtf` an embedded object is text, and a qualifier says of which class. */
  #elementQualifiers(qualifiers: readonly CimQualifier[], type: ElementType | "void"): readonly PrintedQualifier[] {
    if (type === "void" || type.type !== "object" || this.#dialect !== "dmtf") return this.#qualifiers(qualifiers);
    const { className } = type;
    const isSaid = ["EmbeddedInstance", "EmbeddedObject"].some((name) => findQualifier(qualifiers, name) !== undefined);
    if (isSaid) return this.#qualifiers(qualifiers);
    const embedding =
      className === undefined
        ? impliedQualifier("EmbeddedObject", true)
        : impliedQualifier("EmbeddedInstance", className);
    return this.#qualifiers([...qualifiers, embedding]);
  }

  /**
   * @param withNames whether values of enumerations are printed by name. In an enumeration they are not: it may be read
   * before the qualifier type, whose own type may be that enumeration.
   */
  #qualifiers(qualifiers: readonly CimQualifier[], withNames = true): readonly PrintedQualifier[] {
    const written = this.#isPlain ? plainQualifiers(qualifiers) : qualifiers.filter(({ implied }) => implied !== true);
    return written.map(({ name, type, isArray, value, flavor, implied }) => {
      const declared = this.#options.qualifierTypes?.get(foldName(name));
      const valueType = declared?.enumeration === undefined || !withNames ? { type, isArray } : declared;
      return {
        name,
        value: value === undefined || value === true ? undefined : this.#value(value, valueType),
        flavors: implied ? [] : flavorsIn(this.#dialect, flavorsOfUse(flavor, declared)),
      };
    });
  }

  #layoutQualifierType(qualifierType: QualifierType): Lines {
    const { name, isArray, arraySize, value, scopes, flavor } = qualifierType;
    const hasPolicy = this.#dialect === "dmtf3";
    const flavors = flavorsIn(this.#dialect, flavorsOfDeclaration(flavor));
    const clauses = [
      ...(scopes.length > 0 ? [`Scope(${scopesIn(this.#dialect, scopes).join(", ")})`] : []),
      ...(flavors.length > 0 ? [`Flavor(${flavors.join(", ")})`] : []),
      ...(hasPolicy ? [`Policy(${policyOf(flavor)})`] : []),
    ];
    const head = `Qualifier ${name} : ${this.#typeOf(qualifierType).word}${isArray ? `[${arraySize ?? ""}]` : ""}`;
    const printed = value === undefined ? undefined : this.#value(value, qualifierType);
    return layoutQualifierType({ qualifiers: [], head, value: printed }, clauses, hasPolicy ? "" : ",");
  }

  // --- instances ---

  #instance(instance: CimInstance, definition: CimClass | undefined, word: "instance" | "value"): PrintedInstance {
    const name = word === "value" ? this.#typeName(instance.className) : instance.className;
    if (definition !== undefined) this.#bodies.push(definition);
    const printed: PrintedInstance = {
      kind: "instance",
      qualifiers: this.#qualifiers((instance.qualifiers ?? []).filter(isLocal)),
      head: `${word} of ${name}`,
      properties: instance.properties.filter(saysSomething).map(({ name, value, qualifiers }) => ({
        qualifiers: this.#qualifiers((qualifiers ?? []).filter(isLocal)),
        head: name,
        value: value === undefined ? undefined : this.#value(value, typeIn(definition, name)),
      })),
    };
    if (definition !== undefined) this.#bodies.pop();
    return printed;
  }
}

function isLocal(element: { readonly propagated?: boolean }): boolean {
  return element.propagated !== true;
}

/** Whether an instance that was read has said something of a property: what its class gives to it is no part of it. */
function saysSomething({ value, qualifiers }: CimPropertyValue): boolean {
  return value !== undefined || qualifiers === undefined || qualifiers.length === 0 || qualifiers.some(isLocal);
}

function typeIn(definition: CimClass | undefined, property: string): ElementType | undefined {
  return definition && findProperty(definition.properties, property);
}

function comment(lines: Lines): Lines {
  return indent(lines, commentPrefix).map((line) => (line === "" ? commentPrefix.trimEnd() : line));
}
