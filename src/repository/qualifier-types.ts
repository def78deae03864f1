import { qualifierTypeToJson } from "../cim/json.ts";
import type { QualifierType } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import { qualifierTypeShapeProblem } from "../cim/shapes.ts";
import { checkText } from "../wbem/check-arguments.ts";
import { violation, WbemError } from "../wbem/error.ts";
import type { PutResult } from "../wbem/services.ts";
import type { NamespaceSession } from "./namespace-session.ts";
import type { NamespaceView } from "./namespace-view.ts";
import { QualifierDefinitions } from "./qualifier-definitions.ts";
import { qualifierTypeRules } from "./rules/index.ts";
import { Report } from "./rules/rule.ts";

/** A type in the form in which it is kept and read: every flavor decided, NULL as no default, scopes in a fixed order. */
function canonicalType(type: QualifierType): QualifierType {
  const { name, isArray, arraySize, enumeration, value, scopes } = type;
  const { flavor } = new QualifierDefinitions([type]).find(name);
  return {
    kind: "qualifier",
    name,
    type: type.type,
    isArray,
    ...(arraySize !== undefined && { arraySize }),
    ...(enumeration !== undefined && { enumeration }),
    ...(value !== undefined && value !== null && { value }),
    scopes: [...new Set(scopes)].sort(),
    flavor,
  };
}

/**
 * Creates or replaces a qualifier type: see `WbemServices.setQualifier`. Classes and instances that use it follow the new
 * declaration; where they break its laws, it is refused when the transaction ends.
 */
export async function setQualifier(session: NamespaceSession, type: QualifierType): Promise<PutResult> {
  const lacking = qualifierTypeShapeProblem(type);
  if (lacking !== undefined)
    throw WbemError.fromViolations([violation("malformed-qualifier-type", { reason: lacking })]);
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
  // Without classes nothing uses it that was not put after it.
  if (await session.hasClasses()) session.deferred.qualifierTypes.add(key);
  await session.writer.putQualifierTypes(session.key, [{ key, body }]);
  await session.redefineType(key, declared);
  return { ...result, outcome: existing === undefined ? "created" : "updated" };
}

/** See `WbemServices.getQualifier`. */
export async function getQualifier(view: NamespaceView, name: string): Promise<QualifierType> {
  checkText(name, "the name of the qualifier type");
  const definitions = await view.definitions();
  const found = definitions.types.get(foldName(name));
  if (found !== undefined) return found;
  const suggestion = definitions.suggest(name);
  const more = suggestion === undefined ? {} : { suggestion };
  throw WbemError.fromViolations([violation("qualifier-not-found", { qualifier: name }, {}, more)]);
}

/** See `WbemServices.deleteQualifier`. Whether something uses it is judged when the transaction ends. */
export async function deleteQualifier(session: NamespaceSession, name: string): Promise<void> {
  const type = await getQualifier(session, name);
  const key = foldName(name);
  session.deferred.deletedQualifiers.set(key, type.name);
  await session.writer.deleteQualifierTypes(session.key, [key]);
  await session.redefineType(key, undefined);
}

/** See `WbemServices.enumerateQualifiers`. */
export async function* enumerateQualifiers(view: NamespaceView): AsyncGenerator<QualifierType> {
  const { types } = await view.definitions();
  yield* Array.from(types)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, type]) => type);
}
