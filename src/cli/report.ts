import { classToJson, instanceToJson, qualifierTypeToJson } from "../cim/json.ts";
import type { ClassJson, InstanceJson, QualifierTypeJson } from "../cim/json-types.ts";
import type { CimObject } from "../cim/model.ts";

/** The version of the reports of `--json`: raised when a program that reads them would have to change. */
export const reportVersion = 1;

/** An object of a repository as reports have it. */
export type ObjectReport =
  | ({ readonly kind: "class" } & ClassJson)
  | ({ readonly kind: "instance" } & InstanceJson)
  | ({ readonly kind: "qualifier" } & QualifierTypeJson);

export function objectReport(object: CimObject): ObjectReport {
  switch (object.kind) {
    case "class":
      return { kind: "class", ...classToJson(object) };
    case "instance":
      return { kind: "instance", ...instanceToJson(object) };
    case "qualifier":
      return { kind: "qualifier", ...qualifierTypeToJson(object) };
  }
}
