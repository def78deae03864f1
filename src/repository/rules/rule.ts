import type { CimInstance, CimValue, QualifierType } from "../../cim/model.ts";
import type { ElementType } from "../../cim/types.ts";
import { checkValue } from "../../cim/values.ts";
import type { Dialect } from "../../codes/dialects.ts";
import { messageDefinition } from "../../codes/index.ts";
import type { Violation, ViolationTarget } from "../../wbem/error.ts";
import type { InstanceTable, PlacedInstance, Placement } from "../instance-table.ts";
import type { QualifierDefinition, QualifierDefinitions } from "../qualifier-definitions.ts";
import type {
  Embedding,
  QualifierUse,
  ResolvedClass,
  ResolvedElement,
  ResolvedMethod,
  ResolvedParameter,
  ResolvedProperty,
} from "../resolved-class.ts";

const nothing: readonly Violation[] = Object.freeze([]);

/** Collects what rules find, apart by what refuses a put and what only warns: the severity of the code decides. */
export class Report {
  #violations: Violation[] | undefined;
  #warnings: Violation[] | undefined;

  get violations(): readonly Violation[] {
    return this.#violations ?? nothing;
  }

  get warnings(): readonly Violation[] {
    return this.#warnings ?? nothing;
  }

  /** Everything that was found, what refuses first: what somebody who mends the object wants to know at once. */
  get all(): readonly Violation[] {
    return [...this.violations, ...this.warnings];
  }

  add(violation: Violation): void {
    if (messageDefinition(violation.code).severity === "error") {
      this.#violations ??= [];
      this.#violations.push(violation);
    } else {
      this.#warnings ??= [];
      this.#warnings.push(violation);
    }
  }
}

/** A check that has to wait until the transaction ends, because a class that it names may still come. */
export interface DeferredClassCheck {
  /** The class that must be there, as spelled. */
  readonly className: string;
  /** Folded name of a class that it must be or derive from. */
  readonly ancestor?: string;
  /** What is wrong when it is there and neither that class nor below it. */
  readonly violation?: Violation;
  /** What is wrong when it is not there; absent where another check says that. */
  readonly missing?: Violation;
  /** What is wrong when it stands for an enumeration. */
  readonly ofEnumeration?: Violation;
}

/** What a rule may ask about the namespace. */
export interface RuleContext {
  readonly dialect: Dialect;
  /** The path of the namespace. */
  readonly namespace: string;
  /** String keys compare exactly and not without case. */
  readonly exactKeys: boolean;
  readonly definitions: QualifierDefinitions;
  /** Checks an embedded instance by the laws of instances; what it breaks is reported inside of `target`. */
  checkEmbedded(instance: CimInstance, embedding: Embedding, target: ViolationTarget, report: Report): void;
  /**
   * A class of the namespace. One that is not in memory is loaded afterwards and all rules run again, so a rule may take
   * `undefined` for "there is none".
   */
  findClass(name: string): ResolvedClass | undefined;
  /** The class name that was probably meant. */
  suggestClass(name: string): string | undefined;
  /** Checks at the end of the transaction that a class which is not there now has come. */
  defer(check: DeferredClassCheck): void;
}

/** A class that is being put. */
export interface ClassSubject {
  readonly resolved: ResolvedClass;
  /** How the superclass was found; with `unknown` and `circular` the class is resolved without one. */
  readonly superclass: "none" | "known" | "unknown" | "circular";
  readonly context: RuleContext;
}

/**
 * One law of CIM or WMI, named after the state that is right. A rule has a check for each kind of element that its law is
 * about; each is called once per element, own elements only.
 */
export interface ClassRule {
  readonly name: string;
  /** The law is about what is inherited, so nothing can be said where the superclass is unknown. */
  readonly needsSuperclass?: boolean;
  /**
   * The law is about what belongs together: a localized class is a part of one, with the types of the other namespace and
   * without what is not localized, so nothing can be said of it.
   */
  readonly needsWholeClass?: boolean;
  /**
   * Bits of `elementTrait`: only a property, method or parameter that has one of them can break the law. Absent: any can. Of
   * the 13 rules that look at properties most properties meet four.
   */
  readonly elements?: number;
  /** Bits of `useTrait`: only a qualifier that has one of them can break the law. Absent: any can. */
  readonly uses?: number;
  checkClass?(subject: ClassSubject, report: Report): void;
  checkProperty?(property: ResolvedProperty, subject: ClassSubject, report: Report): void;
  checkMethod?(method: ResolvedMethod, subject: ClassSubject, report: Report): void;
  checkParameter?(parameter: ResolvedParameter, subject: ClassSubject, report: Report): void;
  /** Which qualifiers {@link checkQualifier} is about; asked once for each name. Absent: all. */
  concerns?(definition: QualifierDefinition): boolean;
  checkQualifier?(use: QualifierUse, element: ResolvedElement, subject: ClassSubject, report: Report): void;
}

/** One law about declared qualifier types. */
export interface QualifierTypeRule {
  readonly name: string;
  checkQualifierType(type: QualifierType, report: Report): void;
}

/** One law about instances, those that are put and those that are embedded in what is put. */
export interface InstanceRule {
  readonly name: string;
  /**
   * Whether an instance can break the law that sets these properties, whatever it sets them to; asked once for all that set
   * the same ones in the same order. Absent: any can.
   */
  concerns?(placement: Placement, table: InstanceTable): boolean;
  checkInstance(subject: PlacedInstance, isEmbedded: boolean, context: RuleContext, report: Report): void;
}

/**
 * Reports everything that keeps a value from being one of a type; embedded instances are looked into. The target is made
 * only where it is needed: of 31,000 qualifier values of CIM 2.49 none is wrong.
 */
export function reportValue(
  value: CimValue,
  type: ElementType,
  embedding: Embedding | undefined,
  target: () => ViolationTarget,
  context: RuleContext,
  report: Report,
): void {
  for (const { code, parameters, element } of checkValue(value, type)) {
    report.add({ code, parameters, target: { ...target(), ...(element !== undefined && { element }), part: "value" } });
  }
  if (embedding === undefined || value === null || typeof value !== "object") return;
  const values = Array.isArray(value) ? value : [value];
  values.forEach((one, element) => {
    if (typeof one !== "object" || one === null || one.kind !== "instance") return;
    context.checkEmbedded(one, embedding, Array.isArray(value) ? { ...target(), element } : target(), report);
  });
}

/** The target of a violation of an element of a class. */
export function targetOf(element: ResolvedElement): ViolationTarget {
  switch (element.kind) {
    case "class":
      return {};
    case "property":
      return withOccurrence({ property: element.declaration.name }, element.occurrence);
    case "method":
      return withOccurrence({ method: element.declaration.name }, element.occurrence);
    case "parameter": {
      const target = { method: element.method.declaration.name, parameter: element.declaration.name };
      return withOccurrence(target, element.occurrence);
    }
  }
}

/**
 * As {@link targetOf}, to be added to. An occurrence counts the innermost name, so that of the element is left out; an
 * element that repeats a name is reported as such anyway.
 */
export function elementTarget(element: ResolvedElement): ViolationTarget {
  const { occurrence: _occurrence, ...target } = targetOf(element);
  return target;
}

/** The target of a violation of a qualifier of an element. */
export function qualifierTarget(use: QualifierUse, element: ResolvedElement): ViolationTarget {
  return { ...elementTarget(element), qualifier: use.qualifier.name };
}

function withOccurrence(target: ViolationTarget, occurrence: number): ViolationTarget {
  return occurrence === 0 ? target : { ...target, occurrence };
}

/** What an element is called in a message: "property `Name`", "parameter `How` of method `Run`". */
export function describeElement(element: ResolvedElement): string {
  const { name } = element.declaration;
  if (element.kind === "parameter") return `parameter \`${name}\` of method \`${element.method.declaration.name}\``;
  if (element.kind === "property" && element.declaration.type === "reference") return `reference \`${name}\``;
  return `${element.kind} \`${name}\``;
}
