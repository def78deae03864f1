import type { CimClass } from "../cim/model.ts";
import { CheckContext } from "./check-context.ts";
import { overriddenElement } from "./effective-qualifiers.ts";
import type { NamespaceSession } from "./namespace-session.ts";
import type { QualifierDefinition, QualifierDefinitions } from "./qualifier-definitions.ts";
import { resolveClass } from "./resolve-class.ts";
import type { ResolvedClass, ResolvedElement } from "./resolved-class.ts";
import { classRules } from "./rules/index.ts";
import { type ClassRule, type ClassSubject, type DeferredClassCheck, Report } from "./rules/rule.ts";
import { traitsOfMethod, traitsOfParameter, traitsOfProperty, traitsOfUse, useTrait } from "./rules/traits.ts";

/** Rules for one kind of element or for one qualifier, chosen once for each combination of traits. */
class RuleChoice {
  readonly #rules: readonly ClassRule[];
  readonly #bits: "elements" | "uses";
  readonly #chosen: (readonly ClassRule[] | undefined)[] = [];

  constructor(rules: readonly ClassRule[], bits: "elements" | "uses") {
    this.#rules = rules;
    this.#bits = bits;
  }

  /** The rules that something with these traits can break. */
  of(traits: number): readonly ClassRule[] {
    let chosen = this.#chosen[traits];
    if (chosen === undefined) {
      chosen = this.#rules.filter((rule) => {
        const bits = rule[this.#bits];
        return bits === undefined || (bits & traits) !== 0;
      });
      this.#chosen[traits] = chosen;
    }
    return chosen;
  }
}

/** Rules by the kind of element that they check, so that each element meets only those that look at it. */
interface RuleSet {
  readonly ofClass: readonly ClassRule[];
  readonly ofProperty: RuleChoice;
  readonly ofMethod: RuleChoice;
  readonly ofParameter: RuleChoice;
  readonly ofQualifier: readonly ClassRule[];
  /** Of these the ones that a qualifier concerns. */
  readonly byDefinition: WeakMap<QualifierDefinition, RuleChoice>;
}

function ruleSet(rules: readonly ClassRule[]): RuleSet {
  const choose = (kind: "checkProperty" | "checkMethod" | "checkParameter") =>
    new RuleChoice(
      rules.filter((rule) => rule[kind]),
      "elements",
    );
  return {
    ofClass: rules.filter((rule) => rule.checkClass),
    ofProperty: choose("checkProperty"),
    ofMethod: choose("checkMethod"),
    ofParameter: choose("checkParameter"),
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

function rulesOf(definition: QualifierDefinition, { ofQualifier, byDefinition }: RuleSet): RuleChoice {
  let rules = byDefinition.get(definition);
  if (rules === undefined) {
    const concerned = ofQualifier.filter((rule) => rule.concerns?.(definition) ?? true);
    rules = new RuleChoice(concerned, "uses");
    byDefinition.set(definition, rules);
  }
  return rules;
}

function checkQualifiers(element: ResolvedElement, subject: ClassSubject, rules: RuleSet, report: Report): void {
  const { uses } = element;
  if (uses.length === 0) return;
  const heir = overriddenElement(element) === undefined ? 0 : useTrait.heir;
  for (const use of uses) {
    if (use.qualifier.implied) continue;
    const concerned = rulesOf(use.definition, rules).of(traitsOfUse(use, heir));
    for (const rule of concerned) rule.checkQualifier?.(use, element, subject, report);
  }
}

function checkElements(subject: ClassSubject, rules: RuleSet, report: Report): void {
  const { resolved } = subject;
  for (const rule of rules.ofClass) rule.checkClass?.(subject, report);
  checkQualifiers(resolved, subject, rules, report);
  for (const property of resolved.properties) {
    for (const rule of rules.ofProperty.of(traitsOfProperty(property))) rule.checkProperty?.(property, subject, report);
    checkQualifiers(property, subject, rules, report);
  }
  for (const method of resolved.methods) {
    for (const rule of rules.ofMethod.of(traitsOfMethod(method))) rule.checkMethod?.(method, subject, report);
    checkQualifiers(method, subject, rules, report);
    for (const parameter of method.parameters) {
      const concerned = rules.ofParameter.of(traitsOfParameter(parameter));
      for (const rule of concerned) rule.checkParameter?.(parameter, subject, report);
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

  constructor(
    { definition, superclass, state }: ClassToCheck,
    session: NamespaceSession,
    definitions: QualifierDefinitions,
  ) {
    const sets = session.localizes === undefined ? rulesOfWhole : rulesOfPart;
    this.#rules = state === "unknown" || state === "circular" ? sets.withoutSuperclass : sets.all;
    this.context = new CheckContext(session, definitions);
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
export async function checkClass(session: NamespaceSession, given: ClassToCheck): Promise<CheckedClass> {
  const check = new ClassCheck(given, session, await session.definitions());
  for (;;) {
    const checked = check.run();
    if (!(await check.context.load())) return checked;
  }
}

/** {@link checkClass} at once; `undefined` where something has to be loaded for it. */
export function checkClassNow(session: NamespaceSession, given: ClassToCheck): CheckedClass | undefined {
  const { definitions } = session.cache;
  if (definitions === undefined) return undefined;
  const check = new ClassCheck(given, session, definitions);
  const checked = check.run();
  return check.context.isComplete ? checked : undefined;
}
