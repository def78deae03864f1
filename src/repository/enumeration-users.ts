import { type EnumerationElements, enumerationQualifiers } from "../cim/enumeration-elements.ts";
import type { CimClass, CimQualifier } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import type { ElementType } from "../cim/types.ts";
import { violation, WbemError } from "../wbem/error.ts";
import type { NamespaceSession } from "./namespace-session.ts";
import { resolveClass } from "./resolve-class.ts";
import type { ResolvedClass } from "./resolved-class.ts";
import { enumerationElementsOf } from "./rules/enumerated-values.ts";

type Enumerations = ReadonlyMap<string, EnumerationElements>;

interface Keys {
  has(key: string): boolean;
}

type Typed = Pick<ElementType, "enumeration">;

function* typesIn({ declaration }: ResolvedClass): Generator<Typed> {
  yield* declaration.properties;
  for (const { returnType, parameters } of declaration.methods) {
    if (returnType !== "void") yield returnType;
    yield* parameters;
  }
}

/** The enumeration among some that one of some types is, as it is spelled there. */
function findUsed(types: Iterable<Typed>, keys: Keys): string | undefined {
  for (const { enumeration } of types) {
    if (enumeration !== undefined && keys.has(foldName(enumeration))) return enumeration;
  }
  return undefined;
}

/** Who has an enumeration for a type. */
interface EnumerationUse {
  readonly enumeration: string;
  /** A class or qualifier type. */
  readonly user: string;
}

function refuse(session: NamespaceSession, { enumeration, user }: EnumerationUse): WbemError {
  return WbemError.fromViolations([violation("enumeration-in-use", { enumeration, user }, {}, { related: user })], {
    object: session.refused("class", enumeration),
  });
}

/** A use of one of some enumerations by what is not to be deleted itself. */
async function findUse(
  session: NamespaceSession,
  keys: Keys,
  doomed?: ReadonlySet<string>,
): Promise<EnumerationUse | undefined> {
  for (const type of (await session.definitions()).types.values()) {
    const enumeration = findUsed([type], keys);
    if (enumeration !== undefined) return { enumeration, user: type.name };
  }
  for await (const candidate of session.descendantsOf(null)) {
    const enumeration = doomed?.has(candidate.key) ? undefined : findUsed(typesIn(candidate), keys);
    if (enumeration !== undefined) return { enumeration, user: candidate.declaration.name };
  }
  return undefined;
}

/** Refuses to delete classes while others have an enumeration among them for a type. */
export async function refuseDeletionInUse(session: NamespaceSession, doomed: readonly ResolvedClass[]): Promise<void> {
  const enumerations = doomed.filter(({ isEnumeration }) => isEnumeration);
  if (enumerations.length === 0) return;
  const keys = new Set(enumerations.map(({ key }) => key));
  const use = await findUse(session, keys, new Set(doomed.map(({ key }) => key)));
  if (use !== undefined) throw refuse(session, use);
}

/** Whether every element is still there with its value. */
function keepsAll(before: EnumerationElements, after: EnumerationElements): boolean {
  for (const { name, value } of before) if (after.named(name)?.value !== value) return false;
  return true;
}

/** Refuses a change of an enumeration that takes an element from those who use it. */
export async function refuseChangeInUse(
  session: NamespaceSession,
  before: ResolvedClass,
  after: ResolvedClass,
): Promise<void> {
  if (!before.isEnumeration) return;
  const isKept = after.isEnumeration && keepsAll(enumerationElementsOf(before), enumerationElementsOf(after));
  if (isKept) return;
  const keys = new Set([before.key]);
  for await (const { key } of session.descendantsOf(before)) keys.add(key);
  const use = await findUse(session, keys);
  // Of what extends it the change takes the same.
  if (use !== undefined) throw refuse(session, { ...use, enumeration: before.declaration.name });
}

function renewed<Element extends { readonly qualifiers: readonly CimQualifier[] }>(
  element: Element,
  { enumeration }: ElementType,
  enumerations: Enumerations,
): Element {
  const elements = enumeration === undefined ? undefined : enumerations.get(foldName(enumeration));
  if (elements === undefined) return element;
  const implied = enumerationQualifiers(elements, []);
  const qualifiers = element.qualifiers.map((qualifier) => {
    const key = foldName(qualifier.name);
    return (qualifier.implied && implied.find(({ name }) => foldName(name) === key)) || qualifier;
  });
  return { ...element, qualifiers };
}

function renewedClass(declaration: CimClass, enumerations: Enumerations): CimClass {
  return {
    ...declaration,
    properties: declaration.properties.map((property) => renewed(property, property, enumerations)),
    methods: declaration.methods.map((method) => {
      const parameters = method.parameters.map((parameter) => renewed(parameter, parameter, enumerations));
      const { returnType } = method;
      const own = returnType === "void" ? method : renewed(method, returnType, enumerations);
      return { ...own, parameters };
    }),
  };
}

/** Gives those who use an enumeration, or one that extends it, the values that it has now. */
export async function renewUsers(session: NamespaceSession, enumeration: ResolvedClass): Promise<void> {
  const enumerations = new Map([[enumeration.key, enumerationElementsOf(enumeration)]]);
  for await (const descendant of session.descendantsOf(enumeration)) {
    enumerations.set(descendant.key, enumerationElementsOf(descendant));
  }
  const users: ResolvedClass[] = [];
  for await (const candidate of session.descendantsOf(null))
    if (findUsed(typesIn(candidate), enumerations) !== undefined) users.push(candidate);
  if (users.length === 0) return;
  const definitions = await session.definitions();
  await session.writeClasses(
    users.map(({ declaration, superclass }) =>
      resolveClass(renewedClass(declaration, enumerations), superclass, definitions),
    ),
  );
  // What derives from them was resolved with them as they were.
  session.redefine(definitions);
}
