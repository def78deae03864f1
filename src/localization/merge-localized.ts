import type { Pragma, Qualifier } from "../ast/nodes.ts";
import { findLocale, type Locale } from "../cim/locale.ts";
import { foldName, sameName } from "../cim/names.ts";
import { argumentKinds, requireArgument, requireOptions } from "../cim/require-arguments.ts";
import type { Dialect } from "../codes/dialects.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ReadableSource } from "../source/readable-source.ts";
import type { Source } from "../source/types.ts";
import { addTexts } from "./add-texts.ts";
import { AmendedQualifiers } from "./amended-qualifiers.ts";
import { localeNumberOf } from "./locale-number.ts";
import { type ClassLike, describeLocalizable, isClassLike, type Localizable, partsOf } from "./localizable.ts";
import { type LocalizedClass, type LocalizedElement, readLocalizedClasses } from "./localized-texts.ts";
import {
  defaultMasterNamespace,
  isLocaleNamespace,
  namespaceKey,
  namespaceOfPath,
  namespaceOfPragma,
  readNamespace,
} from "./master-namespace.ts";
import { openWritten } from "./open-written.ts";
import { Problems } from "./problems.ts";
import { TextEdits } from "./text-edits.ts";
import type { WrittenText } from "./written-text.ts";

/** How a master is put together. */
export interface MergeOptions {
  /** The language of localized files that do not name its namespace, such as `MS_409`. Default: their `Locale` qualifiers. */
  readonly locale?: string;
  /** The MOF that is meant. Default: `auto`. */
  readonly dialect?: Dialect;
  /** The namespace of classes that no `#pragma namespace` governs. Default: that of {@link splitMaster}. */
  readonly namespace?: string;
  /** Called for each mistake and warning. */
  onDiagnostic(diagnostic: Diagnostic): void;
}

/** A master that was put together. */
export interface MergeResult {
  readonly text: string;
  /** The language of its texts, in its canonical form: `MS_409`; absent where there are none. */
  readonly locale?: string;
  /** How many classes got texts. */
  readonly classes: number;
  /** How many texts they got. */
  readonly texts: number;
  /** How it is to be written: as the neutral file was, if that is UTF-16. */
  readonly encoding: "utf-8" | "utf-16le";
}

/**
 * Puts the texts of localized MOF back into neutral MOF, which gives the master that {@link splitMaster} splits into both
 * again. Comments and layout are those of the neutral file; of the localized ones nothing but texts is taken.
 *
 * @param neutral the classes; read to its end, it stays open
 * @param localized the texts of one language, in one file or several
 * @returns `undefined` where there was an error: `several-locales`, `missing-locale-namespace`, `invalid-locale`,
 *   `invalid-namespace`, `unmarked-text`, `duplicate-qualifier`, and those of the syntax and of reading. Texts whose class or element the neutral file has not are left out, with the warnings
 *   `orphaned-localized-class` and `stale-localized-element`; of a class that is localized twice the later texts are taken,
 *   with `repeated-localized-class`
 *
 * @example
 * const neutral = await openSource("orchard.mof");
 * const english = await openSource("orchard.mfl");
 * const master = await mergeLocalized(neutral, [english], { onDiagnostic: ({ message }) => console.error(message) });
 * console.log(master?.text);
 */
export async function mergeLocalized(
  neutral: ReadableSource,
  localized: readonly ReadableSource[],
  options: MergeOptions,
): Promise<MergeResult | undefined> {
  requireArgument("neutral", neutral, argumentKinds.source);
  requireArgument("localized", localized, { ...argumentKinds.list, words: "an array of sources" });
  for (const [index, source] of localized.entries()) {
    requireArgument(`localized[${index}]`, source, argumentKinds.source);
  }
  requireOptions(options, ["onDiagnostic"]);
  const problems = new Problems(options);
  const { locale: given } = options;
  const namespace = readNamespace(options.namespace ?? defaultMasterNamespace, problems);
  const locale = given === undefined ? undefined : findLocale(given);
  if (given !== undefined && locale === undefined) problems.report("invalid-locale", { locale: given });
  if (namespace === undefined) return undefined;
  const master = await openWritten(neutral, problems);
  const classes: LocalizedClass[] = [];
  for (const source of localized) {
    const text = await openWritten(source, problems);
    const found = readLocalizedClasses(text, { locale, namespace }, problems);
    if (found.length === 0 && !problems.hasErrors) problems.report("nothing-to-merge", { file: source.name });
    classes.push(...found);
  }
  const language = oneLocale(classes, problems);
  const merge = new Merge(master, classes, problems);
  merge.run(namespace);
  if (problems.hasErrors) return undefined;
  return {
    text: merge.edits.apply(),
    ...(language && { locale: language.name }),
    classes: merge.classes,
    texts: merge.texts,
    encoding: neutral.encoding.startsWith("utf-16") ? "utf-16le" : "utf-8",
  };
}

/** The language of all of them; a class of another one is an error. */
function oneLocale(classes: readonly LocalizedClass[], problems: Problems): Locale | undefined {
  const first = classes[0]?.locale;
  const other = classes.find(({ locale }) => locale.id !== first?.id);
  if (first !== undefined && other !== undefined) {
    const { node, text } = other.element;
    const at = { source: text.source, node: node.name };
    problems.report("several-locales", { locale: other.locale.name, other: first.name }, at);
  }
  return first;
}

/** A class of the neutral file, with what is declared above it. */
interface NeutralClass {
  readonly node: ClassLike;
  /** Its key. */
  readonly namespace: string;
  /** Whether a pragma names it. */
  readonly isNamed: boolean;
  readonly amended: AmendedQualifiers;
}

class Merge {
  readonly edits: TextEdits;
  classes = 0;
  texts = 0;
  readonly #master: WrittenText;
  readonly #problems: Problems;
  /** The texts that elements of the neutral file have got, by the folded name of the qualifier. */
  readonly #added = new Map<Localizable, Map<string, TextPlace>>();
  /** Those that no class has taken yet, by the folded name. */
  readonly #waiting = new Map<string, LocalizedClass[]>();

  constructor(master: WrittenText, classes: readonly LocalizedClass[], problems: Problems) {
    this.edits = new TextEdits(master.text);
    this.#master = master;
    this.#problems = problems;
    for (const one of classes) {
      const key = foldName(one.name);
      this.#waiting.set(key, [...(this.#waiting.get(key) ?? []), one]);
    }
  }

  run(defaultNamespace: string): void {
    const neutral = [...this.#classesBelow(defaultNamespace)];
    const places = new Set(neutral.map(({ node, namespace }) => placeOf(namespace, node.name.name)));
    // Of two classes of a name a compile keeps the last one.
    const taken = neutral.toReversed().map((one) => [one, this.#take(one, places)] as const);
    for (const [one, localized] of taken.reverse()) {
      const last = localized.at(-1);
      for (const earlier of localized.slice(0, -1)) this.#leaveOut(earlier);
      if (last !== undefined) this.#addClass(one, last);
    }
    for (const { element, name, locale, parent } of [...this.#waiting.values()].flat()) {
      const at = { source: element.text.source, node: element.node.name };
      this.#problems.report("orphaned-localized-class", { class: name, locale: locale.name, parent }, at);
    }
  }

  /** The classes of the neutral file that may have texts. */
  *#classesBelow(defaultNamespace: string): Generator<NeutralClass> {
    const amended = new AmendedQualifiers();
    let namespace = namespaceOfPath(defaultNamespace);
    let isNamed = false;
    for (const declaration of this.#master.declarations) {
      const { kind } = declaration;
      if (kind === "QualifierFlavorsDeclaration" || kind === "QualifierTypeDeclaration") {
        amended.declare(declaration);
      } else if (isNamespacePragma(declaration)) {
        namespace = namespaceOfPragma(declaration);
        isNamed = true;
      } else if (isClassLike(declaration) && !isLocaleNamespace(namespace)) {
        yield { node: declaration, namespace: namespaceKey(namespace), isNamed, amended: amended.snapshot };
      }
    }
  }

  /** The localized classes of a class; where one of the files names no namespace, the name alone tells. */
  #take({ node, namespace, isNamed }: NeutralClass, places: ReadonlySet<string>): readonly LocalizedClass[] {
    const key = foldName(node.name.name);
    const candidates = this.#waiting.get(key) ?? [];
    const isMeant = ({ parent, isParentNamed }: LocalizedClass) => {
      if (foldName(parent) === namespace) return true;
      return !(isNamed && isParentNamed) && !places.has(placeOf(foldName(parent), key));
    };
    this.#waiting.set(
      key,
      candidates.filter((one) => !isMeant(one)),
    );
    return candidates.filter(isMeant);
  }

  #leaveOut({ element, name, locale }: LocalizedClass): void {
    const at = { source: element.text.source, node: element.node.name };
    this.#problems.report("repeated-localized-class", { class: name, locale: locale.name }, at);
  }

  #addClass({ node, amended }: NeutralClass, localized: LocalizedClass): void {
    this.classes++;
    const locale = node.qualifiers.find(({ name }) => sameName(name.name, "Locale"));
    const { id } = localized.locale;
    if (locale?.value?.kind === "IntegerLiteral" && localeNumberOf(locale) === id) {
      this.edits.replace(locale.value.start, locale.value.end, `0x${id.toString(16)}`);
    }
    this.#addElement(node, localized.element, localized, amended);
  }

  #addElement(
    node: Localizable,
    element: LocalizedElement,
    localized: LocalizedClass,
    amended: AmendedQualifiers,
  ): void {
    const { texts, text } = element;
    const target = { node, text: this.#master, edits: this.edits, amended };
    const name = describeLocalizable(node);
    const locale = localized.locale.name;
    this.#refuseRepeated(node, element);
    this.texts += texts.length;
    addTexts(element, target, (qualifier: Qualifier) => {
      const parameters = { qualifier: qualifier.name.name, element: name, locale };
      this.#problems.report("neutral-text-replaced", parameters, { source: this.#master.source, node: qualifier });
    });
    const parts = partsOf(node);
    for (const part of element.parts) {
      const neutral = parts.find((one) => one.kind === part.node.kind && sameName(one.name.name, part.node.name.name));
      if (neutral !== undefined) {
        this.#addElement(neutral, part, localized, amended);
        continue;
      }
      const { name: className, parent } = localized;
      const stale = describeLocalizable(part.node, element.node);
      const at = { source: text.source, node: part.node.name };
      this.#problems.report("stale-localized-element", { element: stale, class: className, locale, parent }, at);
    }
  }

  /** An element has one text of a kind: a second one behind the first would be no MOF. */
  #refuseRepeated(node: Localizable, { text: { source }, texts }: LocalizedElement): void {
    const added = this.#added.get(node) ?? new Map<string, TextPlace>();
    this.#added.set(node, added);
    for (const { qualifier } of texts) {
      const { name } = qualifier.name;
      const earlier = added.get(foldName(name));
      added.set(foldName(name), { source, node: qualifier });
      if (earlier === undefined) continue;
      const { start, end } = earlier.node;
      const related = [{ message: "it stands here before", place: { source: earlier.source, start, end } }];
      const parameters = { qualifier: name, element: describeLocalizable(node) };
      this.#problems.report("duplicate-qualifier", parameters, { source, node: qualifier }, { related });
    }
  }
}

/** Where a text is written. */
interface TextPlace {
  readonly source: Source;
  readonly node: Qualifier;
}

function placeOf(namespace: string, name: string): string {
  return `${namespace}:${foldName(name)}`;
}

function isNamespacePragma(node: { readonly kind: string }): node is Pragma {
  return node.kind === "Pragma" && foldName((node as Pragma).name.name) === "namespace";
}
