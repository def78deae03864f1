import { expect, test } from "vitest";
import type { CimClass } from "../../../src/cim/model.ts";
import type { Dialect } from "../../../src/codes/dialects.ts";
import { openRepository } from "../../../src/repository/repository.ts";
import { MemoryStore } from "../../../src/repository/stores/memory.ts";
import {
  cimClass,
  key,
  method,
  parameter,
  property,
  qualifier,
  qualifierType,
  standardQualifiers,
} from "../builders.ts";
import { errorOf } from "../expect-error.ts";

const types = [...standardQualifiers, qualifierType("EmbeddedInstance : string"), qualifierType("In : boolean")];

async function putAll(classes: readonly CimClass[], dialect: Dialect): Promise<void> {
  const connection = await openRepository(new MemoryStore(), { name: "memory:", dialect });
  await connection.transaction(async (transaction) => {
    const services = await transaction.openNamespace("root");
    for (const type of types) await services.setQualifier(type);
    for (const definition of classes) await services.putClass(definition);
  });
}

const link = cimClass("Link", { qualifiers: ["Association"], properties: [key("Link ref X"), key("Later ref Y")] });
const embeds = cimClass("Embeds", {
  properties: [key(), property("string E", [qualifier("EmbeddedInstance", "Later")])],
});
const takes = cimClass("Takes", { methods: [method("uint32 Run", [parameter("Later ref P")])] });

test.each(["auto", "wmi", "dmtf"] as const)("that are types are there at the end, in %s", async (dialect) => {
  const holds = cimClass("Holds", { properties: [key(), property("Later One"), property("strng Two")] });
  await putAll([cimClass("Good", { properties: [key(), property("Later One")] }), cimClass("later")], dialect);
  const error = await errorOf(putAll([holds, cimClass("Later")], dialect));
  expect(error.status).toBe("WBEMMOF_E_UNRECOGNIZED_TYPE");
  expect(error.violations).toMatchObject([
    { code: "unknown-type", target: { property: "Two", part: "class" }, suggestion: "string" },
  ]);
});

test.each([
  ["a reference", link, { property: "Y", part: "class" }],
  ["an embedded instance", embeds, { property: "E", part: "class" }],
  ["a reference parameter", takes, { method: "Run", parameter: "P", part: "class" }],
])("of %s are there at the end, in the DMTF dialects", async (_name, definition, target) => {
  await putAll([definition, cimClass("later", { properties: [key()] })], "dmtf");
  const error = await errorOf(putAll([definition], "dmtf"));
  expect(error.object).toMatchObject({ kind: "class", path: definition.name });
  expect(error.violations).toMatchObject([{ code: "unknown-element-class", target }]);
  await putAll([definition], "auto");
  await putAll([definition], "wmi");
});
