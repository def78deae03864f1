import { foldName } from "../../cim/names.ts";
import type { ElementType } from "../../cim/types.ts";
import { intrinsicTypes } from "../../cim/types.ts";
import type { Dialect } from "../../codes/dialects.ts";
import { suggest } from "../../codes/suggest.ts";
import { type ViolationTarget, violation } from "../../wbem/error.ts";
import type {
  ResolvedClass,
  ResolvedElement,
  ResolvedMethod,
  ResolvedParameter,
  ResolvedProperty,
} from "../resolved-class.ts";
import { type ClassRule, type ClassSubject, type Report, targetOf } from "./rule.ts";
import { elementTrait } from "./traits.ts";

/** A word that stands where a type is due and is none: perhaps a misspelt type. */
export function unknownType(type: string, target: ViolationTarget) {
  const suggestion = suggest(type, intrinsicTypes);
  return violation("unknown-type", { type }, target, suggestion === undefined ? {} : { suggestion });
}

/**
 * The class or enumeration that has to be there for an element, as spelled.
 *
 * @param embedded the class that EmbeddedInstance names
 */
function requiredClass(
  { type, className, enumeration }: ElementType,
  embedded: string | undefined,
  dialect: Dialect,
): string | undefined {
  const isStrict = dialect === "dmtf" || dialect === "dmtf3";
  return enumeration ?? (type === "object" || isStrict ? (className ?? embedded) : undefined);
}

/** The classes and enumerations that have to be there for the elements of a class, as spelled. */
export function* requiredClasses({ properties, methods }: ResolvedClass, dialect: Dialect): Generator<string> {
  for (const element of elementsWithTypes(properties, methods)) {
    const { declaration } = element;
    const type = "returnType" in declaration ? declaration.returnType : declaration;
    if (type === "void") continue;
    const embedded = element.kind === "method" ? undefined : element.embedding?.className;
    const required = requiredClass(type, embedded, dialect);
    if (required !== undefined) yield required;
  }
}

function* elementsWithTypes(
  properties: ResolvedClass["properties"],
  methods: ResolvedClass["methods"],
): Generator<ResolvedProperty | ResolvedMethod | ResolvedParameter> {
  yield* properties;
  for (const method of methods) {
    yield method;
    yield* method.parameters;
  }
}

/** @param embedded the class that EmbeddedInstance names */
function checkNamedClass(
  element: ResolvedElement,
  elementType: ElementType,
  embedded: string | undefined,
  { resolved, context }: ClassSubject,
  report: Report,
): void {
  const { type, enumeration } = elementType;
  const className = requiredClass(elementType, embedded, context.dialect);
  if (className === undefined || foldName(className) === resolved.key) return;
  const target = { ...targetOf(element), part: "class" as const };
  const found = context.findClass(className);
  const ofEnumeration =
    enumeration === undefined
      ? violation(
          type === "object" ? "enumeration-after-use" : "enumeration-as-class",
          { enumeration: className },
          target,
          { related: className },
        )
      : undefined;
  if (found !== undefined) {
    if (found.isEnumeration && ofEnumeration !== undefined) report.add(ofEnumeration);
    return;
  }
  // The law of key types says it.
  if (type === "object" && element.kind === "property" && element.isKey && !element.declaration.isArray) return;
  const missing =
    type === "object" || enumeration !== undefined
      ? unknownType(className, target)
      : violation("unknown-element-class", { class: className }, target);
  context.defer({ className, missing, ...(ofEnumeration !== undefined && { ofEnumeration }) });
}

/**
 * Known classes of elements
 *
 * A class that stands as the type of a property, parameter or method is there when the transaction ends; otherwise the word is
 * probably a misspelt type (WBEMMOF_E_UNRECOGNIZED_TYPE). In the DMTF dialects that holds for the class of a reference or
 * of EmbeddedInstance too; WMI and DSC name classes of other files and namespaces there (DSP0004, 5.1.2.7). An enumeration
 * is no class, and whoever puts a class has to know which of the two a type is, so it is there before.
 */
export const knownElementClasses: ClassRule = {
  name: "known-element-classes",
  elements: elementTrait.named,
  needsWholeClass: true,
  checkProperty(property, subject, report) {
    checkNamedClass(property, property.declaration, property.embedding?.className, subject, report);
  },
  checkParameter(parameter, subject, report) {
    checkNamedClass(parameter, parameter.declaration, parameter.embedding?.className, subject, report);
  },
  checkMethod(method, subject, report) {
    const { returnType } = method.declaration;
    if (returnType !== "void") checkNamedClass(method, returnType, undefined, subject, report);
  },
};
