import type { Declaration, Node, Qualifier } from "../ast/nodes.ts";
import { visit } from "../ast/visit.ts";
import type { Locale } from "../cim/locale.ts";
import { foldName, sameName } from "../cim/names.ts";
import type { AmendedQualifiers } from "./amended-qualifiers.ts";
import { localeNumberOf } from "./locale-number.ts";
import { type ClassLike, describeLocalizable, isClassLike, qualifiersIn } from "./localizable.ts";
import type { Problems } from "./problems.ts";
import type { WrittenText } from "./written-text.ts";

const restrictingFlavors: ReadonlySet<string> = new Set(["restricted", "nottosubclass"]);

/** Warns of texts of a master that nobody will see, or that are none. */
export class SplitProblems {
  readonly #locale: Locale;
  readonly #amended: AmendedQualifiers;
  readonly #problems: Problems;
  /** The first text of each class that does not propagate, by the folded name of the class. */
  readonly #keptBack = new Map<string, { readonly qualifier: Qualifier; readonly text: WrittenText }>();

  constructor(locale: Locale, amended: AmendedQualifiers, problems: Problems) {
    this.#locale = locale;
    this.#amended = amended;
    this.#problems = problems;
  }

  checkClass(node: ClassLike, text: WrittenText): void {
    const { source } = text;
    let hasTexts = false;
    for (const [qualifier, element] of qualifiersIn(node, (one) => this.#amended.isAmended(one))) {
      hasTexts = true;
      const name = qualifier.name.name;
      const described = describeLocalizable(element);
      if (sameName(name, "ValueMap")) {
        this.#problems.report("amended-value-map", { element: described }, { source, node: qualifier });
      }
      if (qualifier.flavors.some((flavor) => restrictingFlavors.has(foldName(flavor.name)))) {
        const parameters = { qualifier: name, element: described };
        this.#problems.report("restricted-text", parameters, { source, node: qualifier });
      }
    }
    if (hasTexts) this.#checkLocale(node, text);
    this.#checkPropagation(node, text);
    this.#checkEnumerations(node, text);
  }

  /** Anything that has no localized copy. */
  checkOther(node: Declaration, text: WrittenText): void {
    visit(node, {
      enter: (inner: Node) => {
        if (inner.kind === "Qualifier" && this.#amended.isAmended(inner)) {
          const at = { source: text.source, node: inner };
          this.#problems.report("amended-outside-class", { qualifier: inner.name.name }, at);
        }
        return undefined;
      },
    });
  }

  #checkEnumerations({ features }: ClassLike, text: WrittenText): void {
    for (const feature of features) {
      if (feature.kind === "EnumerationDeclaration") this.checkOther(feature, text);
      else if (isClassLike(feature)) this.#checkEnumerations(feature, text);
    }
  }

  #checkLocale({ qualifiers }: ClassLike, text: WrittenText): void {
    const qualifier = qualifiers.find(({ name }) => sameName(name.name, "Locale"));
    const number = qualifier && localeNumberOf(qualifier);
    if (qualifier === undefined || number === undefined || number === this.#locale.id) return;
    const { value } = qualifier;
    const { name: locale, id } = this.#locale;
    const parameters = { number: value ? text.slice(value) : "", locale, digits: id.toString(16) };
    this.#problems.report("locale-mismatch", parameters, { source: text.source, node: value ?? qualifier });
  }

  /** A class whose superclass in the master has a text of its own that stays there, once for each superclass. */
  #checkPropagation(node: ClassLike, text: WrittenText): void {
    const inherited = node.superclass && this.#keptBack.get(foldName(node.superclass.name));
    if (inherited !== undefined) {
      const { name } = inherited.qualifier.name;
      const has = node.qualifiers.some((qualifier) => sameName(qualifier.name.name, name));
      if (!has) {
        const parameters = { subclass: node.name.name, qualifier: name };
        const at = { source: inherited.text.source, node: inherited.qualifier };
        this.#problems.report("text-not-inherited", parameters, at);
        this.#keptBack.delete(foldName((node.superclass as { name: string }).name));
      }
    }
    const keptBack = node.qualifiers.find(
      (qualifier) => this.#amended.isAmended(qualifier) && !this.#amended.reachesSubclasses(qualifier),
    );
    if (keptBack !== undefined) this.#keptBack.set(foldName(node.name.name), { qualifier: keptBack, text });
  }
}
