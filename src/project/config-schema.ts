import { severitySettings } from "../diagnostics/severities.ts";
import { schemaOfSetting } from "./config-kinds.ts";
import { settingsOf } from "./config-settings.ts";

/** The JSON Schema of a project file, `mofkit/config-schema.json`. */
export function configurationSchema(): Readonly<Record<string, unknown>> {
  const objectOf = (level: "project" | "target") => ({
    type: "object",
    properties: Object.fromEntries(settingsOf(level).map(([name, definition]) => [name, schemaOfSetting(definition)])),
    additionalProperties: false,
  });
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "config-schema.json",
    title: "Project file of mofkit",
    description: "mofkit.config.json, or the member `mofkit` of package.json. Paths are relative to the file.",
    ...objectOf("project"),
    $defs: {
      target: { description: "settings in place of those of the project", ...objectOf("target") },
      severity: { description: "what a code weighs", enum: severitySettings },
      error: { description: "an error, and it stays one", const: "error" },
    },
  };
}
