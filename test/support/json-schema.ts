type Schema = Readonly<Record<string, unknown>>;

/** Says nothing about values. */
const annotations = new Set(["$schema", "$defs", "title", "description"]);

/**
 * What a value breaks of a JSON Schema, each as `place: what`; empty when it is valid. Knows the keywords that the
 * schemas of this project use and throws for any other, so that none is taken for checked that is not.
 */
export function schemaProblems(value: unknown, schema: Schema, root: Schema = schema, place = "$"): string[] {
  const problems: string[] = [];
  const check = (inner: Schema, part: unknown = value, at = place) => schemaProblems(part, inner, root, at);
  const record = hasType(value, "object") ? (value as Readonly<Record<string, unknown>>) : undefined;
  for (const [keyword, rule] of Object.entries(schema)) {
    if (annotations.has(keyword)) continue;
    switch (keyword) {
      case "$ref":
        problems.push(...check(definition(root, rule as string)));
        break;
      case "allOf":
        for (const inner of rule as Schema[]) problems.push(...check(inner));
        break;
      case "oneOf": {
        const valid = (rule as Schema[]).filter((inner) => check(inner).length === 0).length;
        if (valid !== 1) {
          const tried = (rule as Schema[]).map((inner) => check(inner).join("; ")).join(" | ");
          problems.push(`${place}: ${valid} alternatives hold: ${tried}`);
        }
        break;
      }
      case "type": {
        const types = Array.isArray(rule) ? rule : [rule];
        if (!types.some((type) => hasType(value, type as string))) problems.push(`${place}: no ${types.join(" or ")}`);
        break;
      }
      case "const":
        if (value !== rule) problems.push(`${place}: not ${JSON.stringify(rule)}`);
        break;
      case "enum":
        if (!(rule as unknown[]).includes(value))
          problems.push(`${place}: ${JSON.stringify(value)} is none of the enum`);
        break;
      case "minimum":
        if ((value as number) < (rule as number)) problems.push(`${place}: below ${rule}`);
        break;
      case "pattern":
        if (!new RegExp(rule as string).test(value as string)) problems.push(`${place}: does not match ${rule}`);
        break;
      case "required":
        for (const name of rule as string[]) {
          if (record && !Object.hasOwn(record, name)) problems.push(`${place}: no member ${name}`);
        }
        break;
      case "properties":
        for (const [name, inner] of Object.entries(rule as Record<string, Schema>)) {
          if (record && Object.hasOwn(record, name)) problems.push(...check(inner, record[name], `${place}.${name}`));
        }
        break;
      case "additionalProperties":
        for (const [name, part] of Object.entries(record ?? {})) {
          if (Object.hasOwn((schema.properties as object | undefined) ?? {}, name)) continue;
          if (rule === false) problems.push(`${place}: unknown member ${name}`);
          else problems.push(...check(rule as Schema, part, `${place}.${name}`));
        }
        break;
      case "items":
        if (Array.isArray(value)) {
          value.forEach((part, index) => {
            problems.push(...check(rule as Schema, part, `${place}[${index}]`));
          });
        }
        break;
      default:
        throw new Error(`the keyword ${keyword} is not known here`);
    }
  }
  return problems;
}

function definition(root: Schema, reference: string): Schema {
  const name = /^#\/\$defs\/(\w+)$/.exec(reference)?.[1];
  const found = name && (root.$defs as Record<string, Schema>)[name];
  if (!found) throw new Error(`no definition ${reference}`);
  return found;
}

function hasType(value: unknown, type: string): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    case "integer":
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}
