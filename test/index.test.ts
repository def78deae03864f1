import { expect, test } from "vitest";
import * as mofkit from "../src/index.ts";

test("what the library exports", () => {
  expect(Object.keys(mofkit).sort()).toMatchInlineSnapshot(`
    [
      "CimDateTime",
      "DiagnosticCollector",
      "ProviderRegistry",
      "SourceError",
      "WBEM_FLAG_BIDIRECTIONAL",
      "WBEM_FLAG_CREATE_ONLY",
      "WBEM_FLAG_CREATE_OR_UPDATE",
      "WBEM_FLAG_DEEP",
      "WBEM_FLAG_DIRECT_READ",
      "WBEM_FLAG_ENSURE_LOCATABLE",
      "WBEM_FLAG_FORWARD_ONLY",
      "WBEM_FLAG_OWNER_UPDATE",
      "WBEM_FLAG_PROTOTYPE",
      "WBEM_FLAG_RETURN_IMMEDIATELY",
      "WBEM_FLAG_RETURN_WBEM_COMPLETE",
      "WBEM_FLAG_SHALLOW",
      "WBEM_FLAG_UPDATE_COMPATIBLE",
      "WBEM_FLAG_UPDATE_FORCE_MODE",
      "WBEM_FLAG_UPDATE_ONLY",
      "WBEM_FLAG_UPDATE_SAFE_MODE",
      "WBEM_FLAG_USE_AMENDED_QUALIFIERS",
      "WBEM_INFINITE",
      "WbemCallResult",
      "WbemContext",
      "WbemError",
      "attachComments",
      "backupRepository",
      "children",
      "classToJson",
      "compareNames",
      "createDiagnostic",
      "createDiagnosticWriter",
      "defaultNamespace",
      "diagnosticFormats",
      "diagnosticOf",
      "diagnosticToJson",
      "dialects",
      "ensureNamespace",
      "explain",
      "foldName",
      "formatDiagnosticJson",
      "formatDiagnosticText",
      "formatObjectPath",
      "formatQueryPlan",
      "formatStatus",
      "formatType",
      "instanceKeys",
      "instancePath",
      "instanceToJson",
      "intrinsicTypes",
      "load",
      "maximumDeclarationLength",
      "maximumReferenceDepth",
      "messageDefinition",
      "messages",
      "nodeFileHost",
      "openConnection",
      "openSource",
      "openStandardInput",
      "openStream",
      "orderInputs",
      "parse",
      "parseBatches",
      "parseDeclarations",
      "parseObjectPath",
      "parseText",
      "printNode",
      "printObject",
      "propertyValue",
      "qualifierScopes",
      "qualifierTypeToJson",
      "sameName",
      "samePath",
      "severityIn",
      "severitySettings",
      "situations",
      "sourceFromText",
      "statusNumbers",
      "storedInstances",
      "valueToJson",
      "verify",
      "violationMessage",
      "visit",
    ]
  `);
});

test("a program as the README has it", async () => {
  const said: string[] = [];
  const connection = await mofkit.openConnection("memory:", { access: "write" });
  const text = "class Harbor_Vessel { [Key] string Name; };\nclass Wrong : Nowhere { };\n";
  const good = { kind: "text", text: text.split("\n")[0] as string, name: "good.mof" } as const;
  const onDiagnostic = ({ message }: mofkit.Diagnostic) => said.push(message);
  const refused = await mofkit.load(connection, [{ kind: "text", text, name: "wrong.mof" }], { onDiagnostic });
  const report = await mofkit.load(connection, [good], { onDiagnostic });
  expect([refused.committed, report.committed]).toEqual([false, true]);
  expect(said).toEqual(["superclass `Nowhere` does not exist"]);
  const cimv2 = await connection.openNamespace(mofkit.defaultNamespace);
  expect((await cimv2.getClass("harbor_vessel")).properties).toHaveLength(1);
  await connection.close();
});
