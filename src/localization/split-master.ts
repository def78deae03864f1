import type { Declaration, Pragma, Qualifier } from "../ast/nodes.ts";
import type { Locale } from "../cim/locale.ts";
import { foldName } from "../cim/names.ts";
import { argumentKinds, requireArgument, requireOptions } from "../cim/require-arguments.ts";
import type { Dialect } from "../codes/dialects.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { FileHost } from "../source/file-host.ts";
import { nodeFileHost } from "../source/node-file-host.ts";
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
import { Problems } from "./problems.ts";
import { type Master, readMaster } from "./read-master.ts";
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
  /** Looked in for included files after the folder of the including file, in this order. */
  readonly includeFolders?: readonly string[];
  /** Included files must lie below this folder. Default: anywhere. */
  readonly includeRoot?: string;
  /** The file system to read included files from. Default: that of Node.js. */
  readonly host?: FileHost;
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
  /** The paths of the files that the master includes, at any depth, in the order of the text. */
  readonly includedFiles: readonly string[];
  /** How the parts are to be written: as UTF-16, which mofcomp reads with a byte order mark, if the master or an included file is. */
  readonly encoding: "utf-8" | "utf-16le";
}

/**
 * Splits a master, a MOF file with texts marked `: Amended`, into neutral MOF and localized MOF, as `mofcomp -AMENDMENT` does
 * (Microsoft, "Localizing WMI class information"). Both keep the comments and the layout of what they keep; the
 * text of an included file stands in the place of its include. Nothing is stored.
 *
 * @param source the master, read to its end; it stays open, as diagnostics have places in it
 * @returns `undefined` where there was an error: `missing-amendment`, `invalid-locale`, `invalid-amendment`,
 *   `duplicate-amendment` (WBEMMOF_E_INVALID_DUPLICATE_AMENDMENT), `invalid-namespace`, those of includes (`include-not-found`), and
 *   those of the syntax and of reading
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
  requireArgument("source", source, argumentKinds.source);
  requireOptions(options, ["onDiagnostic"]);
  const problems = new Problems(options);
  const { host = nodeFileHost } = options;
  const master = await readMaster(source, { ...options, host }, problems);
  const locale = amendmentOf(master, options.locale, problems);
  const namespace = readNamespace(options.namespace ?? defaultMasterNamespace, problems);
  if (locale === undefined || namespace === undefined) return undefined;
  const split = new Split(master, locale, namespace, problems);
  const { neutral, localized } = split.run();
  if (problems.hasErrors) return undefined;
  return {
    neutral: neutral.apply(),
    localized: localized.apply(),
    locale: locale.name,
    classes: split.classes,
    texts: split.texts,
    includedFiles: master.includedFiles,
    encoding: master.isWide ? "utf-16le" : "utf-8",
  };
}

/** The changes that make the two parts of a text. */
interface Parts {
  readonly neutral: TextEdits;
  readonly localized: TextEdits;
}

/** A file that stands in the place of its include. */
interface IncludedParts {
  readonly pragma: Pragma;
  readonly around: WrittenText;
  readonly into: Parts;
  readonly parts: Parts;
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
  readonly #master: Master;
  /** The innermost first. */
  readonly #included: IncludedParts[] = [];

  constructor(master: Master, locale: Locale, namespace: string, problems: Problems) {
    this.#master = master;
    this.#locale = locale;
    this.#problems = problems;
    this.#rules = new SplitProblems(locale, this.#amended, problems);
    this.#namespace = { ...namespaceOfPath(namespace), isUsed: false };
  }

  run(): Parts {
    const { text } = this.#master;
    const parts = this.#add(text);
    this.#leaveNamespace();
    for (const cut of this.#unusedFlavors.values()) cut();
    for (const { pragma, around, into, parts: inner } of this.#included) {
      around.replaceDirective(pragma, inner.neutral.apply(), into.neutral);
      around.replaceDirective(pragma, inner.localized.apply(), into.localized);
    }
    if (this.classes === 0 && !this.#problems.hasErrors) {
      this.#problems.report("nothing-to-split", { file: text.source.name });
    }
    return parts;
  }

  #add(text: WrittenText): Parts {
    const parts = { neutral: new TextEdits(text.text), localized: new TextEdits(text.text) };
    for (const declaration of text.declarations) this.#addDeclaration(declaration, text, parts);
    return parts;
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

  #addPragma(pragma: Pragma, text: WrittenText, into: Parts): void {
    const included = this.#master.includes.get(pragma);
    if (included !== undefined) {
      const parts = this.#add(included);
      this.#included.push({ pragma, around: text, into, parts });
      return;
    }
    const { neutral, localized } = into;
    const name = foldName(pragma.name.name);
    if (name === "amendment") text.cutWithComments(pragma, neutral);
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
    if (pragma === undefined) edits.insert(text.startWithComments(declaration), [...lines, "", ""].join(text.lineEnd));
    else pragma.edits.replace(pragma.node.start, pragma.node.end, lines.join(pragma.text.lineEnd));
  }

  #leaveNamespace(): void {
    const { pragma, isUsed } = this.#namespace;
    if (!isUsed) pragma?.text.cutWithComments(pragma.node, pragma.edits);
  }
}
