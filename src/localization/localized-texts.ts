import type { Qualifier } from "../ast/nodes.ts";
import { findLocale, type Locale, localeOfNamespace } from "../cim/locale.ts";
import { foldName } from "../cim/names.ts";
import { AmendedQualifiers } from "./amended-qualifiers.ts";
import { localeNumberOf } from "./locale-number.ts";
import { type ClassLike, isClassLike, type Localizable, partsOf, qualifiersIn } from "./localizable.ts";
import { namespaceOfPath, namespaceOfPragma, type WrittenNamespace } from "./master-namespace.ts";
import type { Problems } from "./problems.ts";
import type { WrittenText } from "./written-text.ts";

/** A text of a localized file. */
export interface LocalizedText {
  readonly qualifier: Qualifier;
  /** The flavors that other declarations of the file give to it, for a place where these are not. */
  flavorsLostAt(other: AmendedQualifiers): readonly string[];
}

/** An element of a localized file that has texts, or parts with texts. */
export interface LocalizedElement {
  readonly node: Localizable;
  readonly text: WrittenText;
  readonly texts: readonly LocalizedText[];
  readonly parts: readonly LocalizedElement[];
}

/** A localized class, and where the class is that it belongs to. */
export interface LocalizedClass {
  readonly element: LocalizedElement;
  readonly name: string;
  readonly locale: Locale;
  /** The namespace of the neutral class. */
  readonly parent: string;
  /** Whether the file names it. */
  readonly isParentNamed: boolean;
}

/** What says where a localized file belongs, where it does not say so itself. */
export interface LocalizedDefaults {
  readonly locale: Locale | undefined;
  readonly namespace: string;
}

/** What holds texts for people in the schemas of DMTF and of Windows, in lower case. */
const textQualifiers: ReadonlySet<string> = new Set(["description", "displayname", "values"]);

/** The localized classes of a file, in the order of the text; texts that are not marked are reported where a class has no other ones. */
export function readLocalizedClasses(
  text: WrittenText,
  defaults: LocalizedDefaults,
  problems: Problems,
): readonly LocalizedClass[] {
  const amended = new AmendedQualifiers();
  const classes: LocalizedClass[] = [];
  let namespace: WrittenNamespace = namespaceOfPath(defaults.namespace);
  let isNamed = false;
  for (const declaration of text.declarations) {
    const { kind } = declaration;
    if (kind === "QualifierFlavorsDeclaration" || kind === "QualifierTypeDeclaration") amended.declare(declaration);
    else if (kind === "Pragma" && foldName(declaration.name.name) === "namespace") {
      namespace = namespaceOfPragma(declaration);
      isNamed = true;
    } else if (isClassLike(declaration)) {
      const { path = "" } = namespace;
      const named = isNamed ? localeOfNamespace(path) : undefined;
      // A class of a namespace of no language is none of those that a merge is about.
      if (isNamed && named === undefined) continue;
      const element = readElement(declaration, text, amended);
      if (element === undefined) {
        if (named !== undefined || isAmendment(declaration)) reportUnmarked(declaration, text, problems);
        continue;
      }
      const locale = named ?? defaults.locale ?? localeOfClass(declaration);
      if (locale === undefined) {
        const at = { source: text.source, node: declaration.name };
        problems.report("missing-locale-namespace", { class: declaration.name.name }, at);
        continue;
      }
      const parent = named === undefined ? defaults.namespace : path.slice(0, path.lastIndexOf("/"));
      classes.push({ element, name: declaration.name.name, locale, parent, isParentNamed: isNamed });
    }
  }
  return classes;
}

function readElement(node: Localizable, text: WrittenText, amended: AmendedQualifiers): LocalizedElement | undefined {
  const parts = partsOf(node).flatMap((part) => readElement(part, text, amended) ?? []);
  const qualifiers = node.qualifiers.filter((qualifier) => amended.isAmended(qualifier));
  if (parts.length === 0 && qualifiers.length === 0) return undefined;
  const { snapshot } = amended;
  const texts = qualifiers.map((qualifier) => ({
    qualifier,
    flavorsLostAt: (other: AmendedQualifiers) => snapshot.flavorsLostAt(qualifier, other),
  }));
  return { node, text, texts, parts };
}

function isAmendment({ qualifiers }: ClassLike): boolean {
  return qualifiers.some(({ name }) => foldName(name.name) === "amendment");
}

function reportUnmarked(declaration: ClassLike, text: WrittenText, problems: Problems): void {
  for (const [qualifier] of qualifiersIn(declaration, ({ name }) => textQualifiers.has(foldName(name.name)))) {
    const parameters = { qualifier: qualifier.name.name, class: declaration.name.name };
    problems.report("unmarked-text", parameters, { source: text.source, node: qualifier });
    return;
  }
}

function localeOfClass({ qualifiers }: ClassLike): Locale | undefined {
  const qualifier = qualifiers.find(({ name }) => foldName(name.name) === "locale");
  const number = qualifier && localeNumberOf(qualifier);
  return number === undefined ? undefined : findLocale(`MS_${number.toString(16)}`);
}
