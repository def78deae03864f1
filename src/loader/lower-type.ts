import type { ArraySpecifier, DataType } from "../ast/nodes.ts";
import { parseInteger } from "../cim/integer-literal.ts";
import { foldName } from "../cim/names.ts";
import { type ElementType, type IntrinsicType, intrinsicTypes } from "../cim/types.ts";

const typesByWord = new Map<string, IntrinsicType>(intrinsicTypes.map((type) => [type, type]));

/** The type that a word of the language names, in any case. */
export function intrinsicTypeOf(word: string): IntrinsicType {
  const type = typesByWord.get(word) ?? typesByWord.get(foldName(word));
  if (type === undefined) throw new TypeError(`the parser takes \`${word}\` for a type`);
  return type;
}

/** A type with its brackets, as an element declares it. */
export function lowerType(type: DataType, array: ArraySpecifier | undefined): ElementType {
  const isArray = array !== undefined;
  const size = array?.size && parseInteger(array.size.text);
  const arraySize = size === undefined ? undefined : { arraySize: Number(size) };
  if (type.kind === "PrimitiveType") {
    const intrinsic = intrinsicTypeOf(type.name);
    return arraySize ? { type: intrinsic, isArray, ...arraySize } : { type: intrinsic, isArray };
  }
  return {
    type: type.kind === "ReferenceType" ? "reference" : "object",
    isArray,
    ...arraySize,
    ...(type.className && { className: type.className.name }),
  };
}
