import { expect, test } from "vitest";
import type { QualifierScope } from "../../../src/cim/model.ts";
import { cimClass, key, method, parameter, property, qualifierType } from "../builders.ts";
import { findings } from "./findings.ts";

const kinds = ["Association : boolean", "Indication : boolean", "Key : boolean"].map((text) => qualifierType(text));

/** One element of every scope, all with the qualifier `Q`. */
const everything = [
  cimClass("C", { qualifiers: ["Q"], properties: [key(), property("string P", ["Q"])] }),
  cimClass("A", {
    qualifiers: ["Association", "Q"],
    properties: [property("C ref R", ["Key", "Q"]), key("C ref S")],
  }),
  cimClass("I", { qualifiers: ["Indication", "Q"] }),
  cimClass("M", { methods: [method("uint32 Run", [parameter("C ref X", ["Q"])], ["Q"])] }),
  cimClass("Below : A", { qualifiers: ["Q"] }),
];
const places: Record<string, string> = {
  class: "C: qualifier-outside-scope @qualifier Q",
  property: "C: qualifier-outside-scope @property P qualifier Q",
  association: "A: qualifier-outside-scope @qualifier Q",
  reference: "A: qualifier-outside-scope @property R qualifier Q",
  indication: "I: qualifier-outside-scope @qualifier Q",
  method: "M: qualifier-outside-scope @method Run qualifier Q",
  parameter: "M: qualifier-outside-scope @method Run parameter X qualifier Q",
};

test("accepts any element where the scope is any", async () => {
  expect(await findings([...kinds, qualifierType("Q : boolean", ["any"]), ...everything])).toEqual([]);
});

test.each(Object.keys(places))("with the scope %s refuses all others", async (scope) => {
  const found = await findings([...kinds, qualifierType("Q : boolean", [scope as QualifierScope]), ...everything]);
  const expected = Object.entries(places).filter(([other]) => other !== scope);
  for (const [, line] of expected) expect(found).toContain(line);
  expect(found).not.toContain(places[scope]);
});

test("takes what derives from an association for one", async () => {
  const found = await findings([...kinds, qualifierType("Q : boolean", ["association", "reference"]), ...everything]);
  expect(found.filter((line) => line.startsWith("Below") || line.startsWith("A"))).toEqual([]);
});
