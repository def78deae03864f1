import { localeOfNamespace } from "../cim/locale.ts";
import type { CimClass } from "../cim/model.ts";
import { CheckContext } from "./check-context.ts";
import type { NamespaceView } from "./namespace-view.ts";
import type { QualifierDefinition, QualifierDefinitions } from "./qualifier-definitions.ts";
import { resolveClass } from "./resolve-class.ts";
import type { ResolvedClass, ResolvedElement } from "./resolved-class.ts";
import { classRules } from "./rules/index.ts";
import { type ClassRule, type ClassSubject, type DeferredClassCheck, Report } from "./rules/rule.ts";

/** Rules by the kind of element that they check, so that each element meets only those that look at it. */
interface RuleSet {
  readonly ofClass: readonly ClassRule[];
  readonly ofProperty: readonly ClassRule[];
  readonly ofMethod: readonly ClassRule[];
  readonly ofParameter: readonly ClassRule[];
  readonly ofQualifier: readonly ClassRule[];
  /** Of these the ones that a qualifier concerns. */
  readonly byDefinition: WeakMap<QualifierDefinition, readonly ClassRule[]>;
}

function ruleSet(rules: readonly ClassRule[]): RuleSet {
  return {
    ofClass: rules.filter((rule) => rule.checkClass),
    ofProperty: rules.filter((rule) => rule.checkProperty),
    ofMethod: rules.filter((rule) => rule.checkMethod),
    ofParameter: rules.filter((rule) => rule.checkParameter),
    ofQualifier: rules.filter((rule) => rule.checkQualifier),
    byDefinition: new WeakMap(),
  };
}

const partRules = classRules.filter((rule) => !rule.needsWholeClass);

/** The rules of whole classes, and those of localized classes, which are parts. */
const rulesOfWhole = { all: ruleSet(classRules), withoutSuperclass: ruleSet(withoutSuperclass(classRules)) };
const rulesOfPart = { all: ruleSet(partRules), withoutSuperclass: ruleSet(withoutSuperclass(partRules)) };

function withoutSuperclass(rules: readonly ClassRule[]): readonly ClassRule[] {
  return rules.filter((rule) => !rule.needsSuperclass);
}

function rulesOf(definition: QualifierDefinition, { ofQualifier, byDefinition }: RuleSet): readonly ClassRule[] {
  let rules = byDefinition.get(definition);
  if (rules === undefined) {
    rules = ofQualifier.filter((rule) => rule.concerns?.(definition) ?? true);
    byDefinition.set(definition, rules);
  }
  return rules;
}

function checkQualifiers(element: ResolvedElement, subject: ClassSubject, rules: RuleSet, report: Report): void {
  for (const use of element.uses) {
    if (use.qualifier.implied) continue;
    for (const rule of rulesOf(use.definition, rules)) rule.checkQualifier?.(use, element, subject, report);
  }
}

function checkElements(subject: ClassSubject, rules: RuleSet, report: Report): void {
  const { resolved } = subject;
  for (const rule of rules.ofClass) rule.checkClass?.(subject, report);
  checkQualifiers(resolved, subject, rules, report);
  for (const property of resolved.properties) {
    for (const rule of rules.ofProperty) rule.checkProperty?.(property, subject, report);
    checkQualifiers(property, subject, rules, report);
  }
  for (const method of resolved.methods) {
    for (const rule of rules.ofMethod) rule.checkMethod?.(method, subject, report);
    checkQualifiers(method, subject, rules, report);
    for (const parameter of method.parameters) {
      for (const rule of rules.ofParameter) rule.checkParameter?.(parameter, subject, report);
      checkQualifiers(parameter, subject, rules, report);
    }
  }
}

export interface CheckedClass {
  readonly resolved: ResolvedClass;
  readonly report: Report;
  readonly deferred: readonly DeferredClassCheck[];
}

/** What a class is checked as: itself and how its superclass was found. */
export interface ClassToCheck {
  readonly definition: CimClass;
  readonly superclass: ResolvedClass | undefined;
  readonly state: ClassSubject["superclass"];
}

/** One class with the rules that it is checked by, in a namespace as far as that is in memory. */
class ClassCheck {
  readonly #subject: ClassSubject;
  readonly #rules: RuleSet;
  readonly context: CheckContext;

  constructor({ definition, superclass, state }: ClassToCheck, view: NamespaceView, definitions: QualifierDefinitions) {
    const sets = localeOfNamespace(view.path) === undefined ? rulesOfWhole : rulesOfPart;
    this.#rules = state === "unknown" || state === "circular" ? sets.withoutSuperclass : sets.all;
    this.context = new CheckContext(view, definitions);
    const resolved = resolveClass(definition, superclass, definitions);
    this.#subject = { resolved, superclass: state, context: this.context };
  }

  /** Asks all rules. What they say counts if the context is complete then. */
  run(): CheckedClass {
    const report = new Report();
    checkElements(this.#subject, this.#rules, report);
    return { resolved: this.#subject.resolved, report, deferred: this.context.deferred };
  }
}

/** Resolves a class and asks all laws of classes about it. */
export async function checkClass(view: NamespaceView, given: ClassToCheck): Promise<CheckedClass> {
  const check = new ClassCheck(given, view, await view.definitions());
  for (;;) {
    const checked = check.run();
    if (!(await check.context.load())) return checked;
  }
}

/** {@link checkClass} at once; `undefined` where something has to be loaded for it. */
export function checkClassNow(view: NamespaceView, given: ClassToCheck): CheckedClass | undefined {
  const { definitions } = view.cache;
  if (definitions === undefined) return undefined;
  const check = new ClassCheck(given, view, definitions);
  const checked = check.run();
  return check.context.isComplete ? checked : undefined;
}
