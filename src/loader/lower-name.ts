import type { NameValue } from "../ast/nodes.ts";
import { listElements } from "../cim/enumeration-elements.ts";
import type { CimScalar } from "../cim/model.ts";
import { sameName } from "../cim/names.ts";
import { type CimType, type ElementType, isWideInteger } from "../cim/types.ts";
import { didYouMean } from "../diagnostics/create.ts";
import type { ClassShape } from "./class-shape.ts";
import type { LoweringPass } from "./lowering.ts";

/**
 * The value that a name stands for, `Name` or `Enumeration.Name`: with its enumeration anywhere, alone where an element
 * has an enumeration for its type. `undefined` where the name can be none of an enumeration; NULL where it is one that is
 * not there, which has been reported, or that has to be fetched first.
 *
 * @param declared the type of the element; `undefined`: nothing is known of it
 */
export function lowerEnumerationName(
  value: NameValue,
  declared: ElementType | undefined,
  type: CimType,
  pass: LoweringPass,
): CimScalar | undefined {
  const shape = enumerationMeant(value, declared, pass);
  if (!shape) return shape;
  const { name } = value.name;
  const element = shape.elements.named(name);
  if (element !== undefined) return convert(element.value, type);
  const { elements, definition } = shape;
  pass.outdatedTypes.push(definition.name);
  const parameters = { enumeration: definition.name, element: name, elements: listElements(elements) };
  const names = Array.from(elements, (known) => known.name);
  pass.report("unknown-enumeration-element", parameters, value.name, didYouMean(name, names));
  return null;
}

/**
 * The enumeration that a qualified name names, or else that of the element; `undefined` where there is none, NULL where it
 * has to be fetched first or cannot stand here, which has been reported.
 */
export function enumerationMeant(
  value: NameValue,
  declared: ElementType | undefined,
  pass: LoweringPass,
): ClassShape | null | undefined {
  const { qualifier } = value;
  const expected = declared?.enumeration;
  const className = qualifier === undefined ? expected : pass.typeName(qualifier.name);
  if (className === undefined) return undefined;
  const shape = pass.shapeOf(className);
  if (shape === undefined && pass.needsMore) return null;
  if (shape?.enumerationType === undefined && (expected === undefined || !qualifier)) return undefined;
  if (!qualifier || expected === undefined || (shape && sameName(shape.definition.name, expected))) return shape;
  const whole = pass.shapeOf(expected);
  // An enumeration that is extended may be named for the elements that come from it.
  if (whole === undefined || (shape && whole.extends(shape.definition.name))) return shape ?? null;
  const text = `${qualifier.name}.${value.name.name}`;
  const elements = listElements(whole.elements);
  pass.report("no-enumeration-value", { value: text, enumeration: whole.definition.name, elements }, value);
  return null;
}

/** Integers of 64 bits have a form of their own. */
function convert(value: string | number | bigint, type: CimType): CimScalar {
  if (typeof value === "string") return value;
  if (isWideInteger(type)) return BigInt(value);
  return typeof value === "bigint" && BigInt(Number(value)) === value ? Number(value) : value;
}
