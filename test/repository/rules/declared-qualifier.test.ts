import { expect, test } from "vitest";
import { openRepository } from "../../../src/repository/repository.ts";
import { MemoryStore } from "../../../src/repository/stores/memory.ts";
import { cimClass, key, qualifier, standardQualifiers } from "../builders.ts";
import { findings } from "./findings.ts";

const a = cimClass("A", { qualifiers: [qualifier("Descripton", "text")], properties: [key()] });

test("is silent where the namespace declares none", async () => {
  expect(await findings([a])).toEqual([]);
  expect(await findings([a], "wmi")).toEqual([]);
});

test("warns where it declares others, with the one that was meant", async () => {
  expect(await findings([...standardQualifiers, a])).toEqual(["A warns: undeclared-qualifier @qualifier Descripton"]);
  const connection = await openRepository(new MemoryStore(), { name: "memory:" });
  const services = await connection.openNamespace("root");
  for (const type of standardQualifiers) await services.setQualifier(type);
  expect((await services.putClass(a)).warnings[0]?.suggestion).toBe("Description");
});

test("refuses in the DMTF dialects, also where none are declared", async () => {
  expect(await findings([...standardQualifiers, a], "dmtf")).toEqual(["A: unknown-qualifier @qualifier Descripton"]);
  expect(await findings([a], "dmtf3")).toEqual([
    "A: unknown-qualifier @qualifier Descripton",
    "A: unknown-qualifier @property K qualifier Key",
  ]);
});
