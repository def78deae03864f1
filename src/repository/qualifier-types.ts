import { qualifierTypeToJson } from "../cim/json.ts";
import type { QualifierType } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import { type Violation, violation, violationMessage, WbemError } from "../wbem/error.ts";
import type { PutResult } from "../wbem/services.ts";
import { canonicalQualifier } from "./canonical-qualifiers.ts";
import { CheckContext } from "./check-context.ts";
import type { NamespaceSession } from "./namespace-session.ts";
import type { NamespaceView } from "./namespace-view.ts";
import { QualifierDefinitions } from "./qualifier-definitions.ts";
import type { QualifierUse, ResolvedClass, ResolvedElement } from "./resolved-class.ts";
import { qualifierTypeRules, qualifierUseRules } from "./rules/index.ts";
import { Report } from "./rules/rule.ts";

/** A use of a qualifier and where it stands. */
interface FoundUse {
  readonly use: QualifierUse;
  readonly element: ResolvedElement;
  readonly owner: ResolvedClass;
}

function* elementsOf(resolved: ResolvedClass): Generator<ResolvedElement> {
  yield resolved;
  yield* resolved.properties;
  for (const method of resolved.methods) {
    yield method;
    yield* method.parameters;
  }
}

/** All uses of a qualifier in the classes of a namespace, by its folded name. */
async function* usesOf(view: NamespaceView, key: string): AsyncGenerator<FoundUse> {
  for await (const owner of view.descendantsOf(null)) {
    for (const element of elementsOf(owner)) {
      for (const use of element.uses) if (use.definition.key === key) yield { use, element, owner };
    }
  }
}

/** A type in the form in which it is kept and read: every flavor decided, NULL as no default, scopes in a fixed order. */
function canonicalType(type: QualifierType): QualifierType {
  const { name, isArray, arraySize, value, scopes } = type;
  const { flavor } = new QualifierDefinitions([type]).find(name);
  return {
    kind: "qualifier",
    name,
    type: type.type,
    isArray,
    ...(arraySize !== undefined && { arraySize }),
    ...(value !== undefined && value !== null && { value }),
    scopes: [...new Set(scopes)].sort(),
    flavor,
  };
}

/** What a use would break if its qualifier were declared otherwise. */
function checkUse({ use, element, owner }: FoundUse, context: CheckContext, report: Report): void {
  const definition = context.definitions.find(use.qualifier.name);
  const changed = { qualifier: canonicalQualifier(use.qualifier, definition), definition };
  const superclass = owner.superclass === undefined ? "none" : "known";
  for (const rule of qualifierUseRules) {
    if (rule.concerns?.(definition) === false) continue;
    rule.checkQualifier?.(changed, element, { resolved: owner, superclass, context }, report);
  }
}

async function findConflict(
  session: NamespaceSession,
  type: QualifierType,
  definitions: QualifierDefinitions,
): Promise<Violation | undefined> {
  const context = new CheckContext(session, definitions);
  for await (const found of usesOf(session, foldName(type.name))) {
    const report = new Report();
    checkUse(found, context, report);
    const [conflict] = report.violations;
    if (conflict === undefined) continue;
    const { name } = found.owner.declaration;
    const parameters = { qualifier: type.name, class: name, reason: violationMessage(conflict) };
    return violation("qualifier-type-in-use", parameters, {}, { related: name });
  }
  return undefined;
}

/**
 * Creates or replaces a qualifier type: see `WbemServices.setQualifier`. Classes that use it follow the new declaration,
 * and where they would break its laws it is refused.
 */
export async function setQualifier(session: NamespaceSession, type: QualifierType): Promise<PutResult> {
  const key = foldName(type.name);
  const { types } = await session.definitions();
  const existing = types.get(key);
  const declared = canonicalType(existing === undefined ? type : { ...type, name: existing.name });
  const object = session.refused("qualifier", declared.name);
  const report = new Report();
  for (const rule of qualifierTypeRules) rule.checkQualifierType(declared, report);
  if (report.violations.length > 0) throw WbemError.fromViolations(report.violations, { object });

  const body = JSON.stringify(qualifierTypeToJson(declared));
  const result = { path: declared.name, warnings: report.warnings };
  if (existing !== undefined && JSON.stringify(qualifierTypeToJson(existing)) === body) {
    return { ...result, outcome: "unchanged" };
  }
  const definitions = new QualifierDefinitions(new Map(types).set(key, declared).values());
  const conflict = await findConflict(session, declared, definitions);
  if (conflict !== undefined) throw WbemError.fromViolations([conflict], { object });

  await session.writer.putQualifierTypes(session.key, [{ key, body }]);
  session.redefine(definitions);
  return { ...result, outcome: existing === undefined ? "created" : "updated" };
}

/** See `WbemServices.getQualifier`. */
export async function getQualifier(view: NamespaceView, name: string): Promise<QualifierType> {
  const definitions = await view.definitions();
  const found = definitions.types.get(foldName(name));
  if (found !== undefined) return found;
  const suggestion = definitions.suggest(name);
  const more = suggestion === undefined ? {} : { suggestion };
  throw WbemError.fromViolations([violation("qualifier-not-found", { qualifier: name }, {}, more)]);
}

/** See `WbemServices.deleteQualifier`. */
export async function deleteQualifier(session: NamespaceSession, name: string): Promise<void> {
  const type = await getQualifier(session, name);
  const key = foldName(name);
  for await (const { owner } of usesOf(session, key)) {
    const parameters = { qualifier: type.name, class: owner.declaration.name };
    throw WbemError.fromViolations(
      [violation("qualifier-in-use", parameters, {}, { related: owner.declaration.name })],
      { object: session.refused("qualifier", type.name) },
    );
  }
  await session.writer.deleteQualifierTypes(session.key, [key]);
  const types = new Map((await session.definitions()).types);
  types.delete(key);
  session.redefine(new QualifierDefinitions(types.values()));
}

/** See `WbemServices.enumerateQualifiers`. */
export async function* enumerateQualifiers(view: NamespaceView): AsyncGenerator<QualifierType> {
  const { types } = await view.definitions();
  yield* Array.from(types)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, type]) => type);
}
