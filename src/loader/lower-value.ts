import type { Literal, NameValue, ObjectPathValue, ScalarValue, Value } from "../ast/nodes.ts";
import { naturalType, parseNonFinite, valueOfLiteral } from "../cim/literals.ts";
import type { CimScalar } from "../cim/model.ts";
import type { CimType, IntrinsicType } from "../cim/types.ts";
import { didYouMean } from "../diagnostics/create.ts";
import type { LoweringPass } from "./lowering.ts";

/** The words that are values. */
const literalKeywords: readonly string[] = ["true", "false", "null"];

/** A value that is written out, and neither stands for an object nor holds one. */
export type PlainValue = Literal | NameValue | ObjectPathValue;

/**
 * The value of a literal for an element of `type`. Whether it is a value of that type is for the target to say; only a
 * bare word, which would pass for text, is refused here.
 */
export function lowerPlainValue(value: PlainValue, type: CimType, pass: LoweringPass): CimScalar {
  if (value.kind === "NameValue" && (value.qualifier || parseNonFinite(value.name.name) === undefined)) {
    reportBareWord(value, pass);
    return null;
  }
  return valueOfLiteral(value, type, pass.scope.dialect);
}

function reportBareWord(value: NameValue, pass: LoweringPass): void {
  const { qualifier } = value;
  const { name } = value.name;
  if (qualifier !== undefined) {
    // What is wrong with the enumeration has been said.
    if (pass.scope.hasFailed(qualifier.name)) pass.usesFailed = true;
    else {
      const parameters = { value: `${qualifier.name}.${name}`, enumeration: qualifier.name };
      pass.report("unknown-enumeration", parameters, value);
    }
    return;
  }
  pass.report("bare-word", { word: name }, value, didYouMean(name, literalKeywords));
}

/** The type that a value has by itself: that of a qualifier or property nobody declared. */
export function naturalTypeOf(value: Value): { readonly type: IntrinsicType; readonly isArray: boolean } {
  const isArray = value.kind === "ArrayValue";
  const values: readonly ScalarValue[] = isArray ? value.elements : [value];
  // Most have no others, and an array may have a million.
  return { type: naturalType(values.every(isPlainValue) ? values : values.filter(isPlainValue)), isArray };
}

export function isPlainValue(value: ScalarValue): value is PlainValue {
  return value.kind !== "Alias" && value.kind !== "InstanceValue" && value.kind !== "StructureValue";
}
