import type { CimClass, CimMethod, CimParameter, CimProperty } from "../cim/model.ts";
import { effectiveQualifiers, propagatedQualifiers } from "./effective-qualifiers.ts";
import type { ResolvedClass, ResolvedMethod, ResolvedParameter, ResolvedProperty } from "./resolved-class.ts";

/** Inherited elements as every subclass shows them, made once and shared. */
const inheritedProperties = new WeakMap<ResolvedProperty, CimProperty>();
const inheritedMethods = new WeakMap<ResolvedMethod, CimMethod>();

function ownProperty(property: ResolvedProperty): CimProperty {
  return { ...property.declaration, qualifiers: effectiveQualifiers(property), classOrigin: property.origin };
}

function inheritedProperty(property: ResolvedProperty): CimProperty {
  let inherited = inheritedProperties.get(property);
  if (inherited === undefined) {
    const qualifiers = propagatedQualifiers(property);
    inherited = { ...property.declaration, qualifiers, classOrigin: property.origin, propagated: true };
    inheritedProperties.set(property, inherited);
  }
  return inherited;
}

function parametersOf(
  method: ResolvedMethod,
  qualifiersOf: (parameter: ResolvedParameter) => CimParameter["qualifiers"],
): readonly CimParameter[] {
  return method.parameters.map((parameter) => ({ ...parameter.declaration, qualifiers: qualifiersOf(parameter) }));
}

function ownMethod(method: ResolvedMethod): CimMethod {
  return {
    ...method.declaration,
    qualifiers: effectiveQualifiers(method),
    parameters: parametersOf(method, effectiveQualifiers),
    classOrigin: method.origin,
  };
}

function inheritedMethod(method: ResolvedMethod): CimMethod {
  let inherited = inheritedMethods.get(method);
  if (inherited === undefined) {
    inherited = {
      ...method.declaration,
      qualifiers: propagatedQualifiers(method),
      parameters: parametersOf(method, propagatedQualifiers),
      classOrigin: method.origin,
      propagated: true,
    };
    inheritedMethods.set(method, inherited);
  }
  return inherited;
}

/** Own elements, then what each ancestor declares that nothing below it redeclares, the nearest first. */
function collect<Resolved extends { readonly key: string }, Read>(
  from: ResolvedClass,
  elementsOf: (current: ResolvedClass) => readonly Resolved[],
  own: (element: Resolved) => Read,
  inherited: (element: Resolved) => Read,
): readonly Read[] {
  const result = elementsOf(from).map(own);
  if (from.superclass === undefined) return result;
  const seen = new Set(elementsOf(from).map(({ key }) => key));
  for (let current: ResolvedClass | undefined = from.superclass; current !== undefined; current = current.superclass) {
    for (const element of elementsOf(current)) {
      if (seen.has(element.key)) continue;
      seen.add(element.key);
      result.push(inherited(element));
    }
  }
  return result;
}

const propertiesOf = ({ properties }: ResolvedClass) => properties;
const methodsOf = ({ methods }: ResolvedClass) => methods;

/**
 * A class as it is read: its own declaration in its own order, then everything inherited, the nearest class first, each
 * such element marked `propagated`; every flavor is complete. Putting it back changes nothing.
 */
export function readClass(resolved: ResolvedClass): CimClass {
  const { name, superclass, outer, nested } = resolved.declaration;
  return {
    kind: "class",
    name,
    ...(superclass !== undefined && { superclass: resolved.superclass?.declaration.name ?? superclass }),
    qualifiers: effectiveQualifiers(resolved),
    properties: collect(resolved, propertiesOf, ownProperty, inheritedProperty),
    methods: collect(resolved, methodsOf, ownMethod, inheritedMethod),
    ...(outer !== undefined && { outer }),
    ...(nested !== undefined && { nested }),
  };
}
