import type { Alias, NodeBase, StringLiteral } from "../ast/nodes.ts";
import type { CimClass, CimInstance, CimScalar, QualifierFlavor } from "../cim/model.ts";
import { sameName } from "../cim/names.ts";
import { decodeString } from "../cim/string-literal.ts";
import type { ElementType } from "../cim/types.ts";
import type { Dialect } from "../codes/dialects.ts";
import type { MessageCode, MessageParameters } from "../codes/index.ts";
import { createDiagnostic, type DiagnosticDetails } from "../diagnostics/create.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Source } from "../source/types.ts";
import type { AliasedObject, AliasTable } from "./aliases.ts";
import type { ClassShape } from "./class-shape.ts";
import { embeddedLength, maximumEmbeddedLength } from "./embedded-length.ts";
import type { LocalTypes } from "./local-types.ts";
import type { TargetNamespace } from "./target-namespace.ts";
import type { LocalNames, LocalTypeSource } from "./type-names.ts";

/** Where text starts and ends. */
export type Span = Pick<NodeBase, "start" | "end">;

/** Makes diagnostics at places of one source. */
export interface SpanReporter {
  report<Code extends MessageCode>(
    code: Code,
    parameters: MessageParameters<Code>,
    span: Span,
    details?: DiagnosticDetails,
  ): void;
}

/** Where a declaration stands and what applies there; everything that lowering it needs besides the tree. */
export interface LoweringScope {
  readonly source: Source;
  readonly namespace: TargetNamespace;
  readonly dialect: Dialect;
  /** Flavors that statements such as `Qualifier Description : Amended;` gave, by folded name of the qualifier. */
  readonly flavors: ReadonlyMap<string, QualifierFlavor>;
  readonly aliases: AliasTable;
  /** Whether a declaration of this name was refused. */
  hasFailed(name: string): boolean;
  /** Fetches the shape of a class; a structure or enumeration that is not there and comes further down is put first. */
  provide(name: string): Promise<void>;
  /** Whether a structure or enumeration that is being loaded derives from another one by its declaration. */
  isDerived(name: string, ancestor: string): boolean;
  /** Puts a structure or enumeration of an earlier load anew that comes further down; `false` where none does. */
  renew(name: string): Promise<boolean>;
}

/** MOF text in a string, read: the object it declares, or why there is none. */
export type EmbeddedText = CimInstance | CimClass | { readonly kind: "problem"; readonly reason: string };

/** A value that cannot be judged as the type of its element is not known. */
export interface UntypedValue {
  /** As the class of the instance spells it. */
  readonly type: string;
  readonly value: Span;
}

const noTexts: ReadonlyMap<StringLiteral, EmbeddedText> = new Map();

/**
 * One pass of lowering a declaration. Lowering is synchronous; what it would have to wait for is noted, so that the
 * caller fetches it and lowers once more. A pass with anything noted gives an object that is not whole.
 *
 * A pass is used again for the next declaration, so that an instance costs no lists of its own.
 */
export class LoweringPass implements SpanReporter, LocalTypeSource {
  /** What local names mean at the current place. */
  names: LocalNames | undefined;
  scope: LoweringScope;
  /** What was reported; the caller takes it before the next {@link begin}. */
  diagnostics: Diagnostic[] = [];
  /** Classes whose shape is not known yet. */
  readonly neededClasses: string[] = [];
  /** Structures and enumerations that lack what is used of them: perhaps they are declared anew further down. */
  readonly outdatedTypes: string[] = [];
  /** Values of instances whose elements have a type that is neither an enumeration nor a class, at least not yet. */
  readonly untypedValues: UntypedValue[] = [];
  /** Strings that embed an object and are not read yet. */
  readonly neededTexts: StringLiteral[] = [];
  /** Uses of aliases whose object is not known yet. */
  readonly missingAliases: Alias[] = [];
  /** Those of the missing aliases that are in keys of the outermost instance, which has no path without them. */
  readonly missingKeyAliases: Alias[] = [];
  /** Whether what was refused is used, so that nothing more is to be said. */
  usesFailed = false;
  #texts = noTexts;
  #depth = 0;
  #embeddedLength = 0;

  constructor(scope: LoweringScope) {
    this.scope = scope;
  }

  begin(scope: LoweringScope, texts: ReadonlyMap<StringLiteral, EmbeddedText> = noTexts): void {
    this.scope = scope;
    this.#texts = texts;
    this.names = undefined;
    this.#embeddedLength = 0;
    if (this.isClean) return;
    this.diagnostics = [];
    this.neededClasses.length = 0;
    this.outdatedTypes.length = 0;
    this.untypedValues.length = 0;
    this.neededTexts.length = 0;
    this.missingAliases.length = 0;
    this.missingKeyAliases.length = 0;
    this.usesFailed = false;
  }

  /** Whether the object is whole and nothing is to be said about it. */
  get isClean(): boolean {
    return this.missingAliases.length === 0 && this.#isCleanButForAliases;
  }

  /** Whether nothing but aliases is missing for the object to be whole, and nothing is to be said about it. */
  get lacksOnlyAliases(): boolean {
    return this.missingAliases.length > 0 && this.#isCleanButForAliases;
  }

  get #isCleanButForAliases(): boolean {
    return (
      this.diagnostics.length === 0 &&
      this.neededClasses.length === 0 &&
      this.outdatedTypes.length === 0 &&
      this.untypedValues.length === 0 &&
      this.neededTexts.length === 0 &&
      !this.usesFailed
    );
  }

  /** Whether classes or texts have to be fetched before the declaration can be lowered. */
  get needsMore(): boolean {
    return this.neededClasses.length > 0 || this.neededTexts.length > 0;
  }

  get hasErrors(): boolean {
    return this.diagnostics.some(({ severity }) => severity === "error");
  }

  report<Code extends MessageCode>(
    code: Code,
    parameters: MessageParameters<Code>,
    { start, end }: Span,
    details?: DiagnosticDetails,
  ): void {
    this.diagnostics.push(createDiagnostic(code, parameters, { source: this.scope.source, start, end }, details));
  }

  /** The name under which the structure or enumeration is kept that a name of the text means. */
  typeName(name: string): string {
    return this.names?.localType(name, this) ?? name;
  }

  shapeOf(className: string): ClassShape | undefined {
    const shape = this.scope.namespace.shape(className);
    if (shape === undefined) this.neededClasses.push(className);
    return shape ?? undefined;
  }

  /** The shape of an enumeration; `undefined` where the name is none of one, or it has to be fetched first. */
  enumerationOf(className: string): ClassShape | undefined {
    if (this.scope.namespace.isOtherThanEnumeration(className)) return undefined;
    const shape = this.shapeOf(className);
    return shape?.enumerationType === undefined ? undefined : shape;
  }

  localTypesOf(className: string): LocalTypes | undefined {
    return this.scope.namespace.localTypesOf(className) ?? this.shapeOf(className)?.localTypes;
  }

  /** Instances nest: a key of an embedded one is none of the outermost one. */
  enterInstance(): void {
    this.#depth++;
  }

  leaveInstance(): void {
    this.#depth--;
  }

  /** Whether what is lowered is the value of an instance, and not a default or the value of a qualifier. */
  get isInInstance(): boolean {
    return this.#depth > 0;
  }

  /**
   * The object that MOF text in a string declares; NULL where it is not read yet or cannot be.
   *
   * @param isOtherwiseText whether a text that cannot be read is the value itself, for the target to judge
   */
  embeddedText(literal: StringLiteral, isOtherwiseText: boolean): CimScalar {
    const object = this.#texts.get(literal);
    if (!object) {
      this.neededTexts.push(literal);
      return null;
    }
    if (object.kind !== "problem") return object;
    if (isOtherwiseText) return decodeString(literal.parts, this.scope.dialect);
    this.report("invalid-embedded-text", { reason: object.reason }, literal);
    return null;
  }

  /** What an alias stands for as a value of `type`; NULL where it is not known yet or there is no such value. */
  aliasValue(alias: Alias, type: ElementType | undefined, isKey: boolean): CimScalar {
    // Nothing is known of the element, which the target will refuse.
    if (type === undefined) return null;
    if (type.type !== "reference" && type.type !== "object") {
      this.report("unexpected-alias", { alias: alias.name, type: type.type }, alias);
      return null;
    }
    const object = this.scope.aliases.find(alias.name);
    if (!object) return this.#missing(alias, isKey);
    if (object.failed) {
      this.usesFailed = true;
      return null;
    }
    if (object.name !== alias.name) {
      this.report("alias-case-differs", { alias: alias.name, declared: object.name }, alias, relatedAlias(object));
    }
    if (type.type === "object") return this.#aliasedInstance(alias, object, isKey);
    const { path } = object;
    if (path === undefined) return this.#missing(alias, isKey);
    if (path === null) {
      this.report("alias-without-path", { alias: alias.name }, alias, relatedAlias(object));
      return null;
    }
    return sameName(object.namespace, this.scope.namespace.path) ? path : { ...path, namespace: object.namespace };
  }

  #aliasedInstance(alias: Alias, object: AliasedObject, isKey: boolean): CimScalar {
    if (object.isClass) {
      this.report("alias-of-class", { alias: alias.name }, alias, relatedAlias(object));
      return null;
    }
    if (object.value === undefined) return this.#missing(alias, isKey);
    this.scope.aliases.noteEmbedded(object.id);
    this.#embeddedLength += embeddedLength(object.value);
    if (this.#embeddedLength <= maximumEmbeddedLength) return object.value;
    this.report("embedded-too-long", { alias: alias.name, limit: maximumEmbeddedLength }, alias, relatedAlias(object));
    return null;
  }

  #missing(alias: Alias, isKey: boolean): null {
    this.missingAliases.push(alias);
    if (isKey && this.#depth === 1) this.missingKeyAliases.push(alias);
    return null;
  }
}

/** Shows where an alias was declared. */
export function relatedAlias({ name, place }: AliasedObject): DiagnosticDetails {
  return place ? { related: [{ message: `\`$${name}\` is declared here`, place }] } : {};
}
