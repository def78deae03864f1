import { foldName } from "../cim/names.ts";
import { findSystemProperty, systemPropertyNames } from "../cim/system-properties.ts";
import { type ElementType, formatType } from "../cim/types.ts";
import { shorten } from "../codes/shorten.ts";
import { suggest } from "../codes/suggest.ts";
import { type ConditionType, everyForm, typeConstant } from "./constant-forms.ts";
import { compileLike } from "./like-pattern.ts";
import type {
  Comparison,
  Condition,
  Constant,
  DataQuery,
  IsaTest,
  NullTest,
  PropertyPath,
  QueryName,
  SchemaQuery,
} from "./nodes.ts";
import type { PreparedCondition, PreparedQuery } from "./prepared-query.ts";
import { BoundsCollector } from "./query-bounds.ts";
import type { QueryClass } from "./query-environment.ts";
import { fault, type QueryFault } from "./query-failure.ts";
import { formatPropertyPath } from "./query-nodes.ts";
import { problemsOf, type QueryProblems } from "./query-problem.ts";

/**
 * Checks a data query against the class behind FROM and makes it ready to be evaluated: every property that it names
 * exists, is no array where it is compared, and takes its operator and its constant. All problems are reported, before
 * anything is read.
 *
 * @param text what the query was parsed from, for lines and columns
 */
export function prepareDataQuery(
  query: DataQuery,
  definition: QueryClass,
  text: string,
): PreparedQuery | QueryProblems {
  const preparation = new Preparation(definition);
  for (const property of query.properties ?? []) preparation.checkSelected(property);
  return preparation.prepare(query.condition, text);
}

/** Schema queries know system properties only. */
const metaClass: QueryClass = {
  name: "meta_class",
  propertyType: () => undefined,
  propertyNames: () => [],
};

/** As {@link prepareDataQuery} for a schema query, whose objects are classes and have system properties only. */
export function prepareSchemaQuery(query: SchemaQuery, text: string): PreparedQuery | QueryProblems {
  return new Preparation(metaClass).prepare(query.condition, text);
}

/** The name under which an object itself is judged by ISA. */
const itself = "__this";

/** System properties that are paths, by their folded names. */
const pathProperties: ReadonlySet<string> = new Set(["__path", "__relpath"]);

/** What a condition may do with a property. */
type PropertyUse = ConditionType | "embedded" | "this" | undefined;

const orders = ["=", "<>", "<", "<=", ">", ">="];
const equality = ["=", "<>"];

class Preparation {
  readonly #definition: QueryClass;
  readonly #faults: QueryFault[] = [];
  readonly #bounds = new BoundsCollector();

  constructor(definition: QueryClass) {
    this.#definition = definition;
  }

  prepare(condition: Condition | undefined, text: string): PreparedQuery | QueryProblems {
    const prepared = condition && this.#prepare(condition, true);
    if (this.#faults.length > 0) return problemsOf(text, this.#faults);
    if (condition !== undefined) this.#bounds.complete(condition);
    return { ...(prepared !== undefined && { condition: prepared }), bounds: this.#bounds };
  }

  checkSelected(property: PropertyPath): void {
    this.#use(property, true);
  }

  /** @param isRequired whether every object that matches the query fulfils this part of it */
  #prepare(condition: Condition, isRequired: boolean): PreparedCondition | undefined {
    switch (condition.kind) {
      case "and":
      case "or": {
        const { kind } = condition;
        const conditions: PreparedCondition[] = [];
        for (const part of condition.conditions) {
          const prepared = this.#prepare(part, isRequired && kind === "and");
          if (prepared !== undefined) conditions.push(prepared);
        }
        return { kind, conditions };
      }
      case "not": {
        const prepared = this.#prepare(condition.condition, false);
        return prepared && { kind: "not", condition: prepared };
      }
      case "comparison":
        return this.#prepareComparison(condition, isRequired);
      case "null-test":
        return this.#prepareNullTest(condition, isRequired);
      case "isa":
        return this.#prepareIsa(condition, isRequired);
    }
  }

  #prepareComparison(condition: Comparison, isRequired: boolean): PreparedCondition | undefined {
    const { property, operator, constant } = condition;
    const use = this.#use(property);
    if (use === undefined) return undefined;
    const name = formatPropertyPath(property);
    if (use === "object" || use === "this") {
      this.#faults.push(fault("comparison-of-object", { property: name }, property));
      return undefined;
    }
    const operators = operatorsOf(use);
    if (!operators.includes(operator)) {
      const parameters = { operator, property: name, type: typeName(use), operators: inWords(operators) };
      this.#faults.push(fault("operator-not-of-type", parameters, property));
      return undefined;
    }
    if (operator === "LIKE") return this.#prepareLike(property, constant);
    if (use === "embedded") return { kind: "comparison", property, operator, forms: everyForm(constant) };
    const typed = typeConstant(constant, use);
    const isOrder = !equality.includes(operator);
    if (typed.kind === "problem" || (isOrder && constant.kind === "boolean")) {
      const hint = typed.kind === "problem" ? typed.hint : "TRUE and FALSE are compared with `=` and `<>`";
      const parameters = { constant: describeConstant(constant), property: name, type: typeName(use) };
      this.#faults.push(fault("constant-not-of-type", parameters, constant, hint));
      return undefined;
    }
    const { forms, value } = typed;
    if (isOrder && forms.datetime?.hasWildcards) {
      this.#faults.push(fault("order-of-wildcards", { constant: forms.datetime.text }, constant));
      return undefined;
    }
    if (operator === "=") this.#bounds.addEquality(condition, use, value, isRequired);
    return { kind: "comparison", property, operator, forms };
  }

  #prepareLike(property: PropertyPath, constant: Constant): PreparedCondition | undefined {
    const pattern = compileLike(String(constant.value));
    if ("kind" in pattern) {
      this.#faults.push(fault("malformed-like-pattern", { reason: pattern.reason }, constant));
      return undefined;
    }
    return { kind: "like", property, pattern };
  }

  #prepareNullTest({ property, isNegated }: NullTest, isRequired: boolean): PreparedCondition | undefined {
    const use = this.#use(property);
    if (use === undefined) return undefined;
    if (isRequired && !isNegated && property.names.length === 1) this.#bounds.addNull(property.names[0]);
    return { kind: "null-test", property, isNegated };
  }

  #prepareIsa({ property, className }: IsaTest, isRequired: boolean): PreparedCondition | undefined {
    const use = this.#use(property);
    if (use === undefined) return undefined;
    if (use !== "this" && use !== "object" && use !== "embedded") {
      const parameters = { operator: "ISA", property: formatPropertyPath(property), type: typeName(use) };
      this.#faults.push(
        fault("operator-not-of-type", { ...parameters, operators: inWords(operatorsOf(use)) }, property),
      );
      return undefined;
    }
    if (!classNamePattern.test(className.name)) {
      this.#faults.push(fault("invalid-query-class-name", { name: shorten(className.name) }, className));
      return undefined;
    }
    if (isRequired && use === "this") this.#bounds.addSubclassOf(className);
    return { kind: "isa", property, className };
  }

  /** What may be done with a property; `undefined` where it is refused, which is noted. */
  #use(property: PropertyPath, isSelected = false): PropertyUse {
    const [first, ...parts] = property.names;
    const type = this.#typeOf(first);
    if (type === undefined) return undefined;
    if (type === "this" || type === "path") {
      return parts.length === 0 ? type : this.#refuseParts(first, parts);
    }
    if (parts.length > 0) {
      return type.type === "object" && !type.isArray ? "embedded" : this.#refuseParts(first, parts);
    }
    if (type.isArray && !isSelected) {
      this.#faults.push(fault("array-in-condition", { property: shorten(first.name) }, property));
      return undefined;
    }
    return type.type;
  }

  #typeOf(name: QueryName): ElementType | "path" | "this" | undefined {
    if (name.key === itself.toLowerCase()) return "this";
    if (pathProperties.has(name.key)) return "path";
    const type = findSystemProperty(name.key)?.type ?? this.#definition.propertyType(name.key);
    if (type !== undefined) return type;
    const { name: className } = this.#definition;
    const meant = suggest(name.name, [...this.#definition.propertyNames(), ...systemPropertyNames, itself]);
    const hint =
      name.key === foldName(className)
        ? "write the property alone, without its class"
        : meant && `did you mean \`${meant}\`?`;
    this.#faults.push(fault("unknown-query-property", { className, property: shorten(name.name) }, name, hint));
    return undefined;
  }

  #refuseParts(first: QueryName, parts: readonly QueryName[]): undefined {
    const part = parts[0] as QueryName;
    this.#faults.push(
      fault("property-without-parts", { property: shorten(first.name), part: shorten(part.name) }, part),
    );
    return undefined;
  }
}

const classNamePattern = /^[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*$/;

function operatorsOf(type: ConditionType | "embedded"): readonly string[] {
  switch (type) {
    case "boolean":
      return equality;
    case "reference":
    case "path":
      return [...equality, "LIKE"];
    case "string":
    case "char16":
    case "datetime":
    case "embedded":
      return [...orders, "LIKE"];
    default:
      return orders;
  }
}

function inWords(operators: readonly string[]): string {
  return operators.map((operator) => `\`${operator}\``).join(", ");
}

function typeName(type: ConditionType | "embedded"): string {
  if (type === "path" || type === "embedded") return "string";
  return formatType({ type, isArray: false });
}

function describeConstant(constant: Constant): string {
  switch (constant.kind) {
    case "string":
      return `\`"${shorten(constant.value)}"\``;
    case "boolean":
      return constant.value ? "TRUE" : "FALSE";
    default:
      return `\`${shorten(String(constant.value))}\``;
  }
}
