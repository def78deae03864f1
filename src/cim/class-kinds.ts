import type { CimClass, CimProperty, CimQualifier } from "./model.ts";
import { foldName } from "./names.ts";
import { findQualifier, isTrue } from "./qualifiers.ts";
import { type ElementType, type IntegerType, type IntrinsicType, isIntegerType } from "./types.ts";

/** The words of MOF 3 with which a class is declared. */
export type ClassKind = "class" | "association" | "structure" | "enumeration";

/** What CIM 2 says of a structure: it has no keys and is only embedded (DSP0004, qualifier Structure). */
export const structureQualifier = "Structure";

/**
 * Marks the class that stands for an enumeration; its value is the type of the enumeration's values. CIM 2 has no such
 * qualifier, so the mark is always implied.
 */
export const enumerationQualifier = "Enumeration";

/** The types that an enumeration may have (DSP0221, enumeration declaration). */
export type EnumerationType = IntegerType | "string";

/** Whether values of a type can be those of an enumeration. */
export function isEnumerationType(type: IntrinsicType): type is EnumerationType {
  return type === "string" || isIntegerType(type);
}

/** A qualifier that says in the terms of CIM 2 what a declaration says in a word of MOF 3. */
export function impliedQualifier(name: string, value: true | string): CimQualifier {
  return { name, type: value === true ? "boolean" : "string", isArray: false, value, flavor: {}, implied: true };
}

/** The word with which a class was declared; an association and a structure of CIM 2 is a class with a qualifier. */
export function kindOfClass({ qualifiers }: Pick<CimClass, "qualifiers">): ClassKind {
  for (const { name, implied, propagated } of qualifiers) {
    if (implied !== true || propagated === true) continue;
    const key = foldName(name);
    if (key === "association" || key === "structure" || key === "enumeration") return key;
  }
  return "class";
}

/** The type of the values of an enumeration; `undefined` for what is none. */
export function enumerationTypeOf({ qualifiers }: Pick<CimClass, "qualifiers">): EnumerationType | undefined {
  const mark = findQualifier(qualifiers, enumerationQualifier);
  return mark?.implied === true ? (mark.value as EnumerationType) : undefined;
}

/** Whether a class is a structure, declared as one or qualified so. The class is one that was read. */
export function isStructure({ qualifiers }: Pick<CimClass, "qualifiers">): boolean {
  return isTrue(findQualifier(qualifiers, structureQualifier));
}

/**
 * The name under which a structure or enumeration is kept that is declared inside of a class: that of the class, an
 * underscore, its own. So it is a name of CIM 2; a class that has this name already is not replaced.
 *
 * @example nestedName("Harbor_Vessel", "Colors") // "Harbor_Vessel_Colors"
 */
export function nestedName(outer: string, name: string): string {
  return `${outer}_${name}`;
}

/** The name with which a class is declared: inside of another it is the local one. */
export function localName({ name, outer }: Pick<CimClass, "name" | "outer">): string {
  return outer === undefined ? name : name.slice(outer.length + 1);
}

/** The plain type of an element, without what MOF 3 calls it. */
export function plainType({ enumeration: _, octetString: __, ...type }: ElementType): ElementType {
  return type;
}

/** Qualifiers as CIM 2 has them: what the words of MOF 3 imply among them, but not the mark of an enumeration. */
export function plainQualifiers(qualifiers: CimProperty["qualifiers"]): readonly CimQualifier[] {
  return qualifiers.filter(({ name, implied }) => !(implied && foldName(name) === "enumeration"));
}
