import type {
  Alias,
  ArrayValue,
  InstanceDeclaration,
  NodeBase,
  PropertyInitializer,
  ScalarValue,
} from "../ast/nodes.ts";
import { maximumLiteralLength } from "./limits.ts";
import { isInteger, isReal, judgeReal } from "./literals.ts";
import {
  aliasAt,
  arrayValue,
  booleanLiteralAt,
  identifierAt,
  instanceDeclaration,
  integerLiteralAt,
  nullLiteralAt,
  propertyInitializer,
  realLiteralAt,
  stringLiteral,
  stringPartAt,
} from "./node-factories.ts";
import { none } from "./rule.ts";

/** More values than this are not worth a pattern so long. */
const maximumValues = 100;
/** In one string: for each the engine keeps a stack entry. */
const maximumEscapes = 1000;
/** A longer number is left to the lexer, which divides one of more than 4,096 characters. */
const maximumNumberLength = 1000;

const aliasPattern = String.raw`(\$[A-Za-z_]\w*)`;
/**
 * A literal or an alias that all dialects have. Of numbers it takes also what is none; no pattern in it can match the same text in
 * two ways, so that what does not match is left at once.
 */
const valuePattern = `(${[
  String.raw`"[^"\\\r\n]*(?:\\[btnfr"'\\][^"\\\r\n]*){0,${maximumEscapes}}"`,
  String.raw`[+-]?\.?\d[\w.+-]*`,
  "[tT][rR][uU][eE]",
  "[fF][aA][lL][sS][eE]",
  "[nN][uU][lL][lL]",
  aliasPattern.slice(1, -1),
].join("|")})`;

/**
 * What may stand between values: words, punctuation and white space that all dialects have; no comment, and nothing in brackets. It
 * consists of the same tokens whatever the values are, because no value goes on with what can begin or end it.
 */
const plainSegment = /^[\w \t\r\n={},;]*$/;

/** Where a property is; places count from the end of the value or element before them, the first from the beginning of the instance. */
interface PropertyPlaces {
  readonly name: string;
  readonly toName: number;
  /** To the value; of an array to its brace. */
  readonly toValue: number;
  /** To each element, where the value is an array. */
  readonly toElements: readonly number[] | undefined;
  /** To the end of an array. */
  readonly toClosed: number;
  /** To the end of the property. */
  readonly toEnd: number;
}

/**
 * Instances of one form: what stands between the values is the same, character by character, as in files that programs write.
 *
 * One regular expression finds the values of the next one in the text, before there are tokens; its nodes are those that the tokens
 * give. That takes 0.5 to 0.8 µs for an instance of five properties, where tokens take 3.7, and a scanner by hand, which needs no
 * form, 1.6 to 2.1.
 */
export class InstanceTemplate {
  /** The pattern; two templates are the same where their patterns are. */
  readonly source: string;
  /** What the instances end with, behind the last value. */
  readonly tail: string;
  readonly #pattern: RegExp;
  readonly #className: string;
  readonly #toClassName: number;
  readonly #toAlias: number | undefined;
  readonly #properties: readonly PropertyPlaces[];

  private constructor(
    { start, className, alias }: InstanceDeclaration,
    segments: readonly string[],
    properties: readonly PropertyPlaces[],
  ) {
    const [first, ...others] = segments.map((segment) => segment.replace(/[{}]/g, "\\$&"));
    const values = others.map((segment, index) => (index === 0 && alias ? aliasPattern : valuePattern) + segment);
    this.source = first + values.join("");
    this.tail = segments.at(-1) as string;
    this.#pattern = new RegExp(this.source, "y");
    this.#className = className.name;
    this.#toClassName = className.start - start;
    this.#toAlias = alias && alias.start - start;
    this.#properties = properties;
  }

  /**
   * The form of a plain instance; `undefined` where there is more between its values than templates are for.
   *
   * @param text where it stands, at its offsets less `base`
   */
  static of(instance: InstanceDeclaration, text: string, base: number): InstanceTemplate | undefined {
    const segments: string[] = [];
    let at = instance.start;
    const take = ({ start, end }: NodeBase): number => {
      const segment = text.slice(at - base, start - base);
      segments.push(segment);
      at = end;
      return segment.length;
    };
    if (instance.alias !== undefined) take(instance.alias);
    const properties: PropertyPlaces[] = [];
    for (const { start, end, name, value } of instance.properties) {
      if (value === undefined) return undefined;
      const toName = start - at;
      const toValue = value.start - at;
      let toElements: number[] | undefined;
      if (value.kind === "ArrayValue") toElements = value.elements.map(take);
      else take(value);
      properties.push({ name: name.name, toName, toValue, toElements, toClosed: value.end - at, toEnd: end - at });
    }
    take({ start: instance.end, end: instance.end });
    if (segments.length > maximumValues || !segments.every((segment) => plainSegment.test(segment))) return undefined;
    return new InstanceTemplate(instance, segments, properties);
  }

  /**
   * The instance of this form that begins at an index of a text; `undefined` where none does.
   *
   * @param base the offset of the text in its source
   */
  read(text: string, index: number, base: number): InstanceDeclaration | undefined {
    this.#pattern.lastIndex = index;
    const match = this.#pattern.exec(text);
    if (match === null || match[0].length > maximumLiteralLength) return undefined;
    const start = base + index;
    const className = identifierAt(start + this.#toClassName, this.#className);
    let at = start;
    let group = 1;
    let alias: Alias | undefined;
    if (this.#toAlias !== undefined) {
      alias = aliasAt(start + this.#toAlias, match[group++] as string);
      at = alias.end;
    }
    const properties: PropertyInitializer[] = [];
    for (const { name, toName, toValue, toElements, toClosed, toEnd } of this.#properties) {
      const nameNode = identifierAt(at + toName, name);
      const valueStart = at + toValue;
      let value: ScalarValue | ArrayValue | undefined;
      if (toElements === undefined) {
        value = readScalar(match[group++] as string, valueStart);
        if (value === undefined) return undefined;
        at = value.end;
      } else {
        const elements: ScalarValue[] = [];
        for (const toElement of toElements) {
          const element = readScalar(match[group++] as string, at + toElement);
          if (element === undefined) return undefined;
          elements.push(element);
          at = element.end;
        }
        value = arrayValue(valueStart, at + toClosed, elements);
      }
      properties.push(propertyInitializer(nameNode.start, at + toEnd, none, nameNode, value));
    }
    return instanceDeclaration(start, start + match[0].length, none, className, alias, properties);
  }
}

/** The value that a text is which {@link valuePattern} matches; `undefined` for a number that some dialect has not, or none has. */
function readScalar(text: string, start: number): ScalarValue | undefined {
  switch (text.charAt(0)) {
    case '"':
      return stringLiteral([stringPartAt(start, text)]);
    case "$":
      return aliasAt(start, text);
    case "t":
    case "T":
    case "f":
    case "F":
      return booleanLiteralAt(start, text);
    case "n":
    case "N":
      return nullLiteralAt(start);
    default:
      if (text.length > maximumNumberLength) return undefined;
      if (isInteger(text)) return integerLiteralAt(start, text);
      return isReal(text) && judgeReal(text) === undefined ? realLiteralAt(start, text) : undefined;
  }
}
