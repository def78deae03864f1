import type { Declaration, Pragma, Qualifier } from "../ast/nodes.ts";
import type { Locale } from "../cim/locale.ts";
import { foldName } from "../cim/names.ts";
import type { Dialect } from "../codes/dialects.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ReadableSource } from "../source/readable-source.ts";
import { AmendedQualifiers } from "./amended-qualifiers.ts";
import { amendmentOf } from "./amendment-pragma.ts";
import { type ClassLike, isClassLike, qualifiersIn } from "./localizable.ts";
import { LocalizedPart } from "./localized-part.ts";
import {
  defaultMasterNamespace,
  isLocaleNamespace,
  localeNamespaceLines,
  localePragma,
  namespaceKey,
  namespaceOfPath,
  namespaceOfPragma,
  readNamespace,
  type WrittenNamespace,
} from "./master-namespace.ts";
import { cutTexts } from "./neutral-part.ts";
import { openWritten } from "./open-written.ts";
import { Problems } from "./problems.ts";
import { SplitProblems } from "./split-problems.ts";
import { TextEdits } from "./text-edits.ts";
import type { WrittenText } from "./written-text.ts";

/** How a master is split. */
export interface SplitOptions {
  /** The language of its texts, such as `MS_409`. Default: what `#pragma amendment` says. */
  readonly locale?: string;
  /** The MOF that is meant. Default: `auto`. */
  readonly dialect?: Dialect;
  /**
   * The namespace of classes that no `#pragma namespace` governs, whose localized copies go below it: the localized file names
   * it, as `root/cimv2`, `root\cimv2` or `\\.\root\cimv2`. Default: {@link defaultMasterNamespace}.
   */
  readonly namespace?: string;
  /** Called for each mistake and warning. */
  onDiagnostic(diagnostic: Diagnostic): void;
}

/** The two parts of a master, each MOF that compiles, the neutral one first. */
export interface SplitResult {
  /** All but the texts. */
  readonly neutral: string;
  /** The texts, in the namespaces of their language. */
  readonly localized: string;
  /** The language, in its canonical form: `MS_409`. */
  readonly locale: string;
  /** How many classes have texts. */
  readonly classes: number;
  /** How many texts there are. */
  readonly texts: number;
  /** How the parts are to be written: as the master was, if that is UTF-16, which mofcomp reads with a byte order mark. */
  readonly encoding: "utf-8" | "utf-16le";
}

/**
 * Splits a master, a MOF file with texts marked `: Amended`, into neutral MOF and localized MOF, as `mofcomp -AMENDMENT` does
 * (Microsoft, "Localizing WMI class information"). Both keep the comments and the layout of what they keep. Nothing is stored.
 *
 * @param source the master, read to its end; it stays open, as diagnostics have places in it
 * @returns `undefined` where there was an error: `missing-amendment`, `invalid-locale`, `invalid-amendment`,
 *   `duplicate-amendment` (WBEMMOF_E_INVALID_DUPLICATE_AMENDMENT), `invalid-namespace`, and those of the syntax and of reading
 *
 * @example
 * const source = await openSource("orchard.master.mof");
 * const parts = await splitMaster(source, { locale: "MS_409", onDiagnostic: ({ message }) => console.error(message) });
 * source.close();
 * if (parts !== undefined) {
 *   await writeFile("orchard.mof", parts.neutral);
 *   await writeFile("orchard.mfl", parts.localized);
 * }
 */
export async function splitMaster(source: ReadableSource, options: SplitOptions): Promise<SplitResult | undefined> {
  const problems = new Problems(options);
  const master = await openWritten(source, problems);
  const locale = amendmentOf(master, options.locale, problems);
  const namespace = readNamespace(options.namespace ?? defaultMasterNamespace, problems);
  if (locale === undefined || namespace === undefined) return undefined;
  const split = new Split(locale, namespace, problems);
  const { neutral, localized } = split.add(master);
  split.finish(master);
  if (problems.hasErrors) return undefined;
  return {
    neutral: neutral.apply(),
    localized: localized.apply(),
    locale: locale.name,
    classes: split.classes,
    texts: split.texts,
    encoding: source.encoding.startsWith("utf-16") ? "utf-16le" : "utf-8",
  };
}

/** The changes that make the two parts of a text. */
interface Parts {
  readonly neutral: TextEdits;
  readonly localized: TextEdits;
}

/** A namespace that classes go to, and where it is written. */
interface CurrentNamespace extends WrittenNamespace {
  readonly pragma?: { readonly node: Pragma; readonly text: WrittenText; readonly edits: TextEdits };
  /** Whether the localized part has come to its classes. */
  isUsed: boolean;
}

/** Pragmas that say how a file is compiled, which goes for both parts. */
const sharedPragmas: ReadonlySet<string> = new Set(["autorecover", "classflags", "locale"]);

class Split {
  classes = 0;
  texts = 0;
  readonly #locale: Locale;
  readonly #problems: Problems;
  readonly #rules: SplitProblems;
  readonly #amended = new AmendedQualifiers();
  #namespace: CurrentNamespace;
  /** Namespaces for which the localized part has created the one of the language. */
  readonly #created = new Set<string>();
  /** What is cut from the localized part if no text of the name follows, by name. */
  readonly #unusedFlavors = new Map<string, () => void>();

  constructor(locale: Locale, namespace: string, problems: Problems) {
    this.#locale = locale;
    this.#problems = problems;
    this.#rules = new SplitProblems(locale, this.#amended, problems);
    this.#namespace = { ...namespaceOfPath(namespace), isUsed: false };
  }

  add(text: WrittenText): Parts {
    const parts = { neutral: new TextEdits(text.text), localized: new TextEdits(text.text) };
    for (const declaration of text.declarations) this.#addDeclaration(declaration, text, parts);
    return parts;
  }

  finish(master: WrittenText): void {
    this.#leaveNamespace();
    for (const cut of this.#unusedFlavors.values()) cut();
    if (this.classes === 0) this.#problems.report("nothing-to-split", { file: master.source.name });
  }

  #addDeclaration(declaration: Declaration, text: WrittenText, { neutral, localized }: Parts): void {
    const isText = (qualifier: Qualifier) => this.#amended.isAmended(qualifier);
    if (declaration.kind === "Pragma") {
      this.#addPragma(declaration, text, { neutral, localized });
    } else if (declaration.kind === "QualifierFlavorsDeclaration") {
      this.#amended.declare(declaration);
      const cut = () => text.cutWithComments(declaration, localized);
      const key = foldName(declaration.name.name);
      this.#unusedFlavors.get(key)?.();
      this.#unusedFlavors.set(key, cut);
    } else if (isClassLike(declaration) && !isLocaleNamespace(this.#namespace)) {
      this.#rules.checkClass(declaration, text);
      const found = [...qualifiersIn(declaration, isText)];
      if (found.length === 0) {
        cutTexts(declaration, this.#amended, text, neutral);
        text.cutWithComments(declaration, localized);
        return;
      }
      this.classes++;
      this.texts += found.length;
      for (const [{ name }] of found) this.#unusedFlavors.delete(foldName(name.name));
      cutTexts(declaration, this.#amended, text, neutral);
      this.#enterNamespace(declaration, text, localized);
      new LocalizedPart(text, localized, this.#amended, this.#locale).keepTexts(declaration);
    } else {
      if (declaration.kind === "QualifierTypeDeclaration") this.#amended.declare(declaration);
      else if (!isClassLike(declaration)) this.#rules.checkOther(declaration, text);
      text.cutWithComments(declaration, localized);
    }
  }

  #addPragma(pragma: Pragma, text: WrittenText, { neutral, localized }: Parts): void {
    const name = foldName(pragma.name.name);
    if (name === "amendment") text.cutWithComments(pragma, neutral);
    if (name === "include") this.#rules.checkInclude(pragma, text);
    if (name === "namespace") {
      this.#leaveNamespace();
      this.#namespace = {
        ...namespaceOfPragma(pragma),
        pragma: { node: pragma, text, edits: localized },
        isUsed: false,
      };
    } else if (!sharedPragmas.has(name)) text.cutWithComments(pragma, localized);
  }

  /** Lets the localized part go to the namespace of the language, before its first class there. */
  #enterNamespace(declaration: ClassLike, text: WrittenText, edits: TextEdits): void {
    const namespace = this.#namespace;
    if (namespace.isUsed) return;
    namespace.isUsed = true;
    const lines: string[] = [];
    const key = namespaceKey(namespace);
    if (!this.#created.has(key)) lines.push(...localeNamespaceLines(namespace, this.#locale));
    this.#created.add(key);
    lines.push(localePragma(namespace, this.#locale));
    const { pragma } = namespace;
    if (pragma?.edits === edits) {
      edits.replace(pragma.node.start, pragma.node.end, lines.join(text.lineEnd));
      return;
    }
    this.#cutPragma(namespace);
    edits.insert(text.startWithComments(declaration), [...lines, "", ""].join(text.lineEnd));
  }

  #leaveNamespace(): void {
    if (!this.#namespace.isUsed) this.#cutPragma(this.#namespace);
  }

  #cutPragma({ pragma }: CurrentNamespace): void {
    pragma?.text.cutWithComments(pragma.node, pragma.edits);
  }
}
