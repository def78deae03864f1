import { expect, test } from "vitest";
import { cimClass, key } from "../builders.ts";
import { findings } from "./findings.ts";

test("accepts abstract under abstract and concrete under abstract", async () => {
  const classes = [
    cimClass("A", { qualifiers: ["Abstract"], properties: [key()] }),
    cimClass("B : A", { qualifiers: ["Abstract"] }),
    cimClass("C : B"),
  ];
  expect(await findings(classes)).toEqual([]);
});

test("warns of abstract under concrete", async () => {
  const classes = [cimClass("A", { properties: [key()] }), cimClass("B : A", { qualifiers: ["abstract"] })];
  expect(await findings(classes)).toEqual(["B warns: abstract-under-concrete @qualifier Abstract"]);
});
