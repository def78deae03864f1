import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import treeSchema from "../../src/ast/tree-schema.json" with { type: "json" };
import reportSchema from "../../src/cli/report-schema.json" with { type: "json" };

// In the schema of reports each command adds members to one object, whose type stands at the root alone.
const ajv = new Ajv2020({ allErrors: true, strictTypes: false, strictRequired: false });
ajv.addSchema([treeSchema, reportSchema]);

function problems(reference: string, value: unknown): string[] {
  const validate = ajv.getSchema(reference) as ValidateFunction;
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
}

/** What a report breaks of `mofkit/report-schema.json`, each as `place: what`; empty when it is valid. */
export function reportProblems(report: unknown): string[] {
  return problems("report-schema.json", report);
}

/** What a value breaks of a definition of `mofkit/tree-schema.json`, such as `Declaration`. */
export function treeProblems(definition: "Node" | "Declaration" | "Comment", value: unknown): string[] {
  return problems(`tree-schema.json#/$defs/${definition}`, value);
}
