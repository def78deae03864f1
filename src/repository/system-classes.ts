import type { CimClass, CimMethod, CimProperty, CimQualifier, CimValue } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import { type ElementType, type IntrinsicType, intrinsicTypes } from "../cim/types.ts";
import { QualifierDefinitions } from "./qualifier-definitions.ts";
import { resolveClass } from "./resolve-class.ts";
import type { ResolvedClass } from "./resolved-class.ts";
import { type SystemClassDescription, systemClassDescriptions } from "./system-class-descriptions.ts";

function trueQualifier(name: string): CimQualifier {
  return { name, type: "boolean", isArray: false, value: true, flavor: {} };
}

function typeOf(text: string, isReference: boolean): ElementType {
  const isArray = text.endsWith("[]");
  const name = isArray ? text.slice(0, -2) : text;
  if (isReference) return { type: "reference", isArray, className: name };
  if (name === "object") return { type: "object", isArray };
  return intrinsicTypes.includes(name as IntrinsicType)
    ? { type: name as IntrinsicType, isArray }
    : { type: "object", isArray, className: name };
}

function defaultOf(text: string): CimValue {
  if (text === "TRUE" || text === "FALSE") return text === "TRUE";
  return text.includes(",") ? text.split(",").map(Number) : Number(text);
}

const propertyPattern = /^(key )?(\S+)( ref)? (\w+)(?: = (\S+))?$/;

function propertyOf(text: string): CimProperty {
  const [, key, type = "", reference, name = "", value] = propertyPattern.exec(text) as RegExpExecArray;
  return {
    name,
    ...typeOf(type, reference !== undefined),
    qualifiers: key === undefined ? [] : [trueQualifier("Key")],
    ...(value !== undefined && { value: defaultOf(value) }),
  };
}

function methodOf(name: string): CimMethod {
  return { name, returnType: { type: "uint32", isArray: false }, qualifiers: [], parameters: [] };
}

function classOf(description: SystemClassDescription): CimClass {
  const { name, superclass, qualifiers = [], properties = [], methods = [] } = description;
  return {
    kind: "class",
    name,
    ...(superclass !== undefined && { superclass }),
    qualifiers: qualifiers.map(trueQualifier),
    properties: properties.map(propertyOf),
    methods: methods.map(methodOf),
  };
}

let resolvedClasses: ReadonlyMap<string, ResolvedClass> | undefined;

/** All system classes by folded name, superclass first. */
export function systemClasses(): ReadonlyMap<string, ResolvedClass> {
  if (resolvedClasses === undefined) {
    const undeclared = new QualifierDefinitions([]);
    const classes = new Map<string, ResolvedClass>();
    for (const description of systemClassDescriptions) {
      const superclass =
        description.superclass === undefined ? undefined : classes.get(foldName(description.superclass));
      const resolved = resolveClass(classOf(description), superclass, undeclared, true);
      classes.set(resolved.key, resolved);
    }
    resolvedClasses = classes;
  }
  return resolvedClasses;
}

/** The names of all system classes by folded name. */
export function systemClassNames(): Map<string, string> {
  const names = new Map<string, string>();
  for (const [key, { declaration }] of systemClasses()) names.set(key, declaration.name);
  return names;
}

/** A system class by its folded name. */
export function findSystemClass(key: string): ResolvedClass | undefined {
  return key.startsWith("__") ? systemClasses().get(key) : undefined;
}
