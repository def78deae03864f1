import type { ArraySpecifier, DataType } from "../ast/nodes.ts";
import { parseInteger } from "../cim/integer-literal.ts";
import { foldName } from "../cim/names.ts";
import { type ElementType, type IntrinsicType, intrinsicTypes } from "../cim/types.ts";
import type { LoweringPass } from "./lowering.ts";

const typesByWord = new Map<string, IntrinsicType>([
  ...intrinsicTypes.map((type) => [type, type] as const),
  // The one integer type of MOF 3.0.1 has no bounds; what holds most is the widest that has a sign.
  ["integer", "sint64"],
]);

const octetStringWord = "octetstring";

/** The type that a word of the language names, in any case; `octetstring` alone names none that CIM 2 has. */
export function intrinsicTypeOf(word: string): IntrinsicType {
  const type = typesByWord.get(word) ?? typesByWord.get(foldName(word));
  if (type === undefined) throw new TypeError(`the parser takes \`${word}\` for a type`);
  return type;
}

/** Whether a word names the type of MOF 3 for octets. */
export function isOctetString(word: string): boolean {
  return word.length === octetStringWord.length && foldName(word) === octetStringWord;
}

/**
 * A type with its brackets, as an element declares it. A name is that of an enumeration, or else of a class: what nobody
 * knows yet may be one that comes later.
 */
export function lowerType(type: DataType, array: ArraySpecifier | undefined, pass: LoweringPass): ElementType {
  const isArray = array !== undefined;
  const size = array?.size && parseInteger(array.size.text);
  const arraySize = size === undefined ? undefined : { arraySize: Number(size) };
  switch (type.kind) {
    case "PrimitiveType": {
      if (isOctetString(type.name)) {
        return isArray
          ? { type: "string", isArray, ...arraySize, octetString: true }
          : { type: "uint8", isArray: true, octetString: true };
      }
      const intrinsic = intrinsicTypeOf(type.name);
      return arraySize ? { type: intrinsic, isArray, ...arraySize } : { type: intrinsic, isArray };
    }
    case "ReferenceType":
      return { type: "reference", isArray, ...arraySize, ...(type.className && { className: type.className.name }) };
    case "ObjectType": {
      if (type.className === undefined) return { type: "object", isArray, ...arraySize };
      const className = pass.typeName(type.className.name);
      const shape = pass.enumerationOf(className);
      return shape?.enumerationType === undefined
        ? { type: "object", isArray, ...arraySize, className }
        : { type: shape.enumerationType, isArray, ...arraySize, enumeration: shape.definition.name };
    }
  }
}
