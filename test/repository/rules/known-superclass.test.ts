import { expect, test } from "vitest";
import { openRepository } from "../../../src/repository/repository.ts";
import { MemoryStore } from "../../../src/repository/stores/memory.ts";
import { cimClass, key, property, qualifier } from "../builders.ts";
import { errorOf } from "../expect-error.ts";
import { findings } from "./findings.ts";

test("accepts a class that is there and a system class", async () => {
  const classes = [cimClass("A", { properties: [key()] }), cimClass("B : a"), cimClass("C : __ExtrinsicEvent")];
  expect(await findings(classes)).toEqual([]);
});

test("refuses one that is not, at the superclass, with the one that was meant", async () => {
  const connection = await openRepository(new MemoryStore(), { name: "memory:" });
  const services = await connection.openNamespace("root");
  await services.putClass(cimClass("CIM_ManagedElement", { properties: [key()] }));
  const error = await errorOf(services.putClass(cimClass("A : CIM_ManagedElemnt")));
  expect(error.violations).toMatchObject([
    { code: "unknown-superclass", target: { part: "superclass" }, suggestion: "CIM_ManagedElement" },
  ]);
  const system = await errorOf(services.putClass(cimClass("A : __EventConsummer")));
  expect(system.violations[0]?.suggestion).toBe("__EventConsumer");
});

test("says nothing that only follows from it", async () => {
  const a = cimClass("A : Missing", {
    qualifiers: ["Association"],
    properties: [property("uint32 N", [qualifier("Override", "N"), "Key"])],
  });
  expect(await findings([a])).toEqual(["A: unknown-superclass @part superclass"]);
});
