import { findProperty, localDeclaration } from "../cim/class-elements.ts";
import type {
  CimClass,
  CimInstance,
  CimMethod,
  CimObject,
  CimParameter,
  CimProperty,
  CimQualifier,
  QualifierType,
} from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import { type ElementType, formatType } from "../cim/types.ts";
import { flavorsOfDeclaration, flavorsOfUse } from "./flavors.ts";
import {
  append,
  indent,
  type Lines,
  layoutBody,
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
} from "./layout.ts";
import { type EmbeddedPrinter, printValue } from "./print-value.ts";

/** What a printer is told about the namespace of an object; the text means the same without it. */
export interface PrintOptions {
  /** Prints what a class inherits too, as comments that say from which class it comes. */
  readonly effective?: boolean;
  /** The declared qualifier types by folded name: flavors that they say are left out at uses. */
  readonly qualifierTypes?: ReadonlyMap<string, QualifierType>;
  /** The class of an instance, as it was read: its reals and char16 are printed in their own form. */
  readonly definition?: CimClass;
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

class ObjectPrinter implements EmbeddedPrinter {
  readonly #options: PrintOptions;

  constructor(options: PrintOptions) {
    this.#options = options;
  }

  layout(object: CimObject): Lines {
    switch (object.kind) {
      case "class":
        return this.#layoutClass(object);
      case "instance":
        return layoutInstance(this.#instance(object, this.#options.definition), lineWidth).with(-1, "};");
      case "qualifier":
        return this.#layoutQualifierType(object);
    }
  }

  printInstance(instance: CimInstance): PrintedInstance {
    return this.#instance(instance, undefined);
  }

  printClass(definition: CimClass): string {
    return new ObjectPrinter({ ...this.#options, effective: false }).layout(localDeclaration(definition)).join("\n");
  }

  // --- classes ---

  #layoutClass(definition: CimClass): Lines {
    const { name, superclass, properties, methods } = definition;
    const members = [
      ...properties.filter(isLocal).map((property) => layoutMember(this.#member(property, superclass), memberWidth)),
      ...methods.filter(isLocal).map((method) => layoutMethod(this.#method(method, superclass), memberWidth)),
      ...(this.#options.effective ? this.#layoutInherited(definition) : []),
    ];
    return [
      ...this.#commentOnPropagated(definition.qualifiers, superclass),
      ...layoutQualifiers(this.#qualifiers(definition.qualifiers.filter(isLocal)), lineWidth),
      ...layoutBody(superclass === undefined ? `class ${name}` : `class ${name} : ${superclass}`, members),
    ];
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
      qualifiers: this.#qualifiers(element.qualifiers.filter(isLocal)),
    };
  }

  #inheritedMember(element: CimProperty | CimParameter): PrintedMember {
    return {
      qualifiers: this.#qualifiers(element.qualifiers),
      head: declarationHead(element),
      value: element.value === undefined ? undefined : printValue(element.value, element.type, this),
    };
  }

  /** A method that the class declares itself. */
  #method(method: CimMethod, superclass: string | undefined): PrintedMethod {
    return {
      comment: this.#commentOnPropagated(method.qualifiers, superclass),
      qualifiers: this.#qualifiers(method.qualifiers.filter(isLocal)),
      head: methodHead(method),
      parameters: method.parameters.map((parameter) => this.#member(parameter, superclass)),
    };
  }

  #inheritedMethod(method: CimMethod): PrintedMethod {
    return {
      qualifiers: this.#qualifiers(method.qualifiers),
      head: methodHead(method),
      parameters: method.parameters.map((parameter) => this.#inheritedMember(parameter)),
    };
  }

  // --- qualifiers ---

  /** The inherited qualifiers of an element that the class declares itself, as a comment. */
  #commentOnPropagated(qualifiers: readonly CimQualifier[], superclass: string | undefined): Lines {
    if (!this.#options.effective) return [];
    const propagated = qualifiers.filter((qualifier) => !isLocal(qualifier));
    if (propagated.length === 0) return [];
    return comment([`From ${superclass}:`, ...layoutQualifiers(this.#qualifiers(propagated), commentWidth)]);
  }

  #qualifiers(qualifiers: readonly CimQualifier[]): readonly PrintedQualifier[] {
    return qualifiers.map(({ name, type, value, flavor }) => ({
      name,
      value: value === undefined || value === true ? undefined : printValue(value, type, this),
      flavors: flavorsOfUse(flavor, this.#options.qualifierTypes?.get(foldName(name))),
    }));
  }

  #layoutQualifierType({ name, type, isArray, arraySize, value, scopes, flavor }: QualifierType): Lines {
    const flavors = flavorsOfDeclaration(flavor);
    const clauses = [
      ...(scopes.length > 0 ? [`Scope(${scopes.join(", ")})`] : []),
      ...(flavors.length > 0 ? [`Flavor(${flavors.join(", ")})`] : []),
    ];
    const head = `Qualifier ${name} : ${type}${isArray ? `[${arraySize ?? ""}]` : ""}`;
    const printed = value === undefined ? undefined : printValue(value, type, this);
    return layoutQualifierType({ qualifiers: [], head, value: printed }, clauses);
  }

  // --- instances ---

  #instance(instance: CimInstance, definition: CimClass | undefined): PrintedInstance {
    return {
      kind: "instance",
      qualifiers: this.#qualifiers(instance.qualifiers ?? []),
      head: `instance of ${instance.className}`,
      properties: instance.properties.map(({ name, value, qualifiers }) => ({
        qualifiers: this.#qualifiers(qualifiers ?? []),
        head: name,
        value: value === undefined ? undefined : printValue(value, typeIn(definition, name), this),
      })),
    };
  }
}

function isLocal(element: { readonly propagated?: boolean }): boolean {
  return element.propagated !== true;
}

function typeIn(definition: CimClass | undefined, property: string): ElementType["type"] | undefined {
  return definition && findProperty(definition.properties, property)?.type;
}

/** `uint32 Size[4]`, `CIM_System ref Antecedent`: the brackets stand behind the name. */
function declarationHead(element: ElementType & { readonly name: string }): string {
  const type = formatType({ ...element, isArray: false });
  return element.isArray ? `${type} ${element.name}[${element.arraySize ?? ""}]` : `${type} ${element.name}`;
}

function methodHead({ returnType, name }: CimMethod): string {
  return `${returnType === "void" ? "void" : formatType(returnType)} ${name}`;
}

function comment(lines: Lines): Lines {
  return indent(lines, commentPrefix).map((line) => (line === "" ? commentPrefix.trimEnd() : line));
}
