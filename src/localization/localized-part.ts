import type { Node, ParameterDeclaration, PropertyDeclaration, Qualifier } from "../ast/nodes.ts";
import type { Locale } from "../cim/locale.ts";
import { foldName } from "../cim/names.ts";
import type { AmendedQualifiers } from "./amended-qualifiers.ts";
import { type ClassLike, hasQualifier, isClassLike, type Localizable } from "./localizable.ts";
import type { TextEdits } from "./text-edits.ts";
import type { WrittenText } from "./written-text.ts";

/** What stays beside the texts of an element, because the element would be another one without. */
const kept: Readonly<Partial<Record<Localizable["kind"], ReadonlySet<string>>>> = {
  PropertyDeclaration: new Set(["key"]),
  ParameterDeclaration: new Set(["in", "out"]),
};

/** Makes localized classes of those of a master, in the text of the localized file. */
export class LocalizedPart {
  readonly #text: WrittenText;
  readonly #edits: TextEdits;
  readonly #amended: AmendedQualifiers;
  readonly #locale: Locale;

  constructor(text: WrittenText, edits: TextEdits, amended: AmendedQualifiers, locale: Locale) {
    this.#text = text;
    this.#edits = edits;
    this.#amended = amended;
    this.#locale = locale;
  }

  /**
   * Leaves of a class what is to be translated: its name, its texts, and the properties, methods and parameters that have some.
   * What it derives from is left out, as the namespace of a language has other classes only where they have texts.
   */
  keepTexts(node: ClassLike): void {
    const { qualifiers } = node;
    const mark = `AMENDMENT, LOCALE(0x${this.#locale.id.toString(16)})`;
    const first = qualifiers.find((qualifier) => this.#isText(qualifier));
    if (first !== undefined) {
      const begins = this.#text.beginsLine(first.start);
      const indentation = begins ? this.#text.lineEnd + this.#text.indentationAt(first.start) : " ";
      this.#edits.insert(first.start, `${mark},${indentation}`);
      this.#keepQualifiers(node);
    } else if (qualifiers.length > 0) {
      this.#edits.replace(node.start, this.#text.endOfQualifiers(qualifiers), `[${mark}]`);
    } else {
      this.#edits.insert(node.start, `[${mark}]${this.#text.lineEnd}${this.#text.indentationAt(node.start)}`);
    }
    this.#keepBody(node);
  }

  #keepBody(node: ClassLike): void {
    this.#cutDerivation(node);
    for (const feature of node.features) {
      if (feature.kind === "EnumerationDeclaration" || !this.#hasTexts(feature)) {
        this.#text.cutWithComments(feature, this.#edits);
      } else if (isClassLike(feature)) {
        this.#keepQualifiers(feature);
        this.#keepBody(feature);
      } else if (feature.kind === "MethodDeclaration") {
        this.#keepQualifiers(feature);
        const { parameters } = feature;
        const end = this.#text.find(")", (parameters.at(-1) ?? feature.name).end);
        this.#text.cutFromList(parameters, (parameter) => this.#hasTexts(parameter), end, this.#edits);
        for (const parameter of parameters) if (this.#hasTexts(parameter)) this.#keepElement(parameter);
      } else {
        this.#keepElement(feature);
      }
    }
  }

  /** A property or parameter without its value. */
  #keepElement(node: PropertyDeclaration | ParameterDeclaration): void {
    this.#keepQualifiers(node);
    if (node.value === undefined) return;
    const equals = this.#text.find("=", (node.array ?? node.name).end);
    this.#edits.cut(equals, node.value.end);
  }

  #keepQualifiers(node: Localizable): void {
    const { qualifiers, kind } = node;
    if (qualifiers.length === 0) return;
    const isKept = (qualifier: Qualifier) =>
      this.#isText(qualifier) || kept[kind]?.has(foldName(qualifier.name.name)) === true;
    const end = this.#text.endOfQualifiers(qualifiers);
    if (qualifiers.some(isKept)) this.#text.cutFromList(qualifiers, isKept, end, this.#edits);
    else this.#edits.cut(node.start, end);
    for (const qualifier of qualifiers) {
      // The declared type stays in the neutral namespace.
      if (!this.#amended.isAmendedByType(qualifier)) continue;
      this.#edits.insert(qualifier.end, qualifier.flavors.length > 0 ? " Amended" : " : Amended");
    }
  }

  #cutDerivation(node: ClassLike): void {
    const alias: Node | undefined = "alias" in node ? node.alias : undefined;
    const parts = [alias, node.superclass].filter((part) => part !== undefined);
    let behind = node.name.end;
    for (const part of parts.sort((left, right) => left.start - right.start)) {
      this.#edits.cut(this.#text.skip(behind), part.end);
      behind = part.end;
    }
  }

  #isText(qualifier: Qualifier): boolean {
    return this.#amended.isAmended(qualifier);
  }

  #hasTexts(node: Localizable): boolean {
    return hasQualifier(node, (qualifier) => this.#isText(qualifier));
  }
}
