import { describeValue, showValue } from "./describe-value.ts";
import type { CimInstance } from "./model.ts";

/** How deep embedded instances are looked into: what stands deeper is refused for that. */
const maximumDepth = 64;

type Fields = Readonly<Record<string, unknown>>;

/** Whether something is an instance with its parts, as far as one can tell without looking into them. */
export function isInstance(given: unknown): given is CimInstance {
  if (typeof given !== "object" || given === null) return false;
  const { kind, className, properties } = given as Partial<CimInstance>;
  return kind === "instance" && typeof className === "string" && Array.isArray(properties);
}

/**
 * What something lacks that is to be an instance, in words for a message; `undefined` where it has all parts. Whoever puts a
 * well-formed instance never pays for this: it is asked where the work has ended in a `TypeError`.
 *
 * @example instanceShapeProblem({ kind: "instance", className: "A", properties: [null] }) // "property 0 is NULL"
 */
export function instanceShapeProblem(given: unknown): string | undefined {
  return problemOfInstance(given, 0);
}

/** As {@link instanceShapeProblem}, of a class. */
export function classShapeProblem(given: unknown): string | undefined {
  const fields = given as Fields;
  if (fields.superclass !== undefined && typeof fields.superclass !== "string") {
    return `its superclass is ${showValue(fields.superclass)}`;
  }
  return (
    qualifiersProblem(fields.qualifiers, "the class") ??
    eachProblem(fields.properties, "property", elementProblem) ??
    eachProblem(fields.methods, "method", methodProblem)
  );
}

/** As {@link instanceShapeProblem}, of a qualifier type. */
export function qualifierTypeShapeProblem(given: unknown): string | undefined {
  if (typeof given !== "object" || given === null) return `it is ${describeValue(given)}`;
  const { name, scopes, flavor } = given as Fields;
  if (typeof name !== "string") return `its name is ${describeValue(name)}`;
  if (!Array.isArray(scopes)) return `its scopes are ${describeValue(scopes)}`;
  return typeof flavor === "object" && flavor !== null ? undefined : `its flavor is ${describeValue(flavor)}`;
}

function problemOfInstance(given: unknown, depth: number): string | undefined {
  if (!isInstance(given)) return "it lacks its class or its properties";
  if (depth === maximumDepth) return undefined;
  const ofInstance = given.qualifiers === undefined ? undefined : qualifiersProblem(given.qualifiers, "the instance");
  return (
    ofInstance ??
    eachProblem(given.properties, "property", ({ qualifiers, value }, what) => {
      const ofProperty = qualifiers === undefined ? undefined : qualifiersProblem(qualifiers, what);
      return ofProperty ?? embeddedProblem(value, what, depth);
    })
  );
}

function embeddedProblem(value: unknown, what: string, depth: number): string | undefined {
  for (const one of Array.isArray(value) ? value : [value]) {
    if (typeof one !== "object" || one === null || (one as Fields).kind !== "instance") continue;
    const found = problemOfInstance(one, depth + 1);
    if (found !== undefined) return `in ${what}: ${found}`;
  }
  return undefined;
}

/** The first problem of a list whose elements have names. */
function eachProblem(
  list: unknown,
  kind: string,
  problemOf: (element: Fields, what: string) => string | undefined,
): string | undefined {
  if (!Array.isArray(list)) return `its list for each ${kind} is ${describeValue(list)}`;
  for (let index = 0; index < list.length; index++) {
    const element: unknown = list[index];
    if (typeof element !== "object" || element === null) return `${kind} ${index} is ${describeValue(element)}`;
    const { name } = element as Fields;
    if (typeof name !== "string") return `the name of ${kind} ${index} is ${describeValue(name)}`;
    const found = problemOf(element as Fields, `${kind} ${showValue(name)}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function qualifiersProblem(list: unknown, what: string): string | undefined {
  if (!Array.isArray(list)) return `the qualifiers of ${what} are ${describeValue(list)}`;
  return eachProblem(list, "qualifier", ({ flavor }, qualifier) =>
    typeof flavor === "object" && flavor !== null
      ? undefined
      : `the flavor of ${qualifier} is ${describeValue(flavor)}`,
  );
}

function elementProblem({ qualifiers }: Fields, what: string): string | undefined {
  return qualifiersProblem(qualifiers, what);
}

function methodProblem({ qualifiers, parameters, returnType }: Fields, what: string): string | undefined {
  if (typeof returnType !== "object" && returnType !== "void") return `${what} returns ${showValue(returnType)}`;
  if (returnType === null) return `${what} returns NULL`;
  return qualifiersProblem(qualifiers, what) ?? eachProblem(parameters, "parameter", elementProblem);
}
