import { expect, test } from "vitest";
import { openRepository } from "../../src/repository/repository.ts";
import { MemoryStore } from "../../src/repository/stores/memory.ts";
import { WBEM_FLAG_RETURN_IMMEDIATELY, WBEM_FLAG_UPDATE_SAFE_MODE } from "../../src/wbem/flags.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { cimClass, instance, key, property, qualifier, standardQualifiers } from "./builders.ts";

async function inNamespace(work: (services: WbemServices) => Promise<void>): Promise<void> {
  const connection = await openRepository(new MemoryStore(), { name: "memory:" });
  await connection.transaction(async (transaction) => {
    const services = await transaction.openNamespace("root");
    for (const type of standardQualifiers) await services.setQualifier(type);
    await work(services);
  });
}

const wide = Array.from({ length: 100 }, (_, index) =>
  property(`string P${index}`, [qualifier("Description", "text")]),
);

const putSubclasses = (count: number) => async (services: WbemServices) => {
  await services.putClass(cimClass("Base", { properties: [key(), ...wide] }));
  for (let index = 0; index < count; index++) await services.putClass(cimClass(`Sub${index} : Base`));
};

test("a class with 10,000 subclasses can be changed safely", async () => {
  await inNamespace(async (services) => {
    await putSubclasses(10_000)(services);
    const changed = cimClass("Base", { properties: [key(), ...wide, property("uint32 Added")] });
    expect((await services.putClass(changed, WBEM_FLAG_UPDATE_SAFE_MODE)).outcome).toBe("updated");
    expect((await services.getClass("Sub9999")).properties).toHaveLength(102);
  });
});

test("a hierarchy of 2,000 levels is no deeper than the stack", async () => {
  await inNamespace(async (services) => {
    await services.putClass(cimClass("C0", { qualifiers: [qualifier("Description", "top")], properties: [key()] }));
    for (let level = 1; level <= 2000; level++) {
      const override = property("string K", [qualifier("Override", "K")]);
      await services.putClass(
        cimClass(`C${level} : C${level - 1}`, { properties: [override, property(`uint8 P${level}`)] }),
      );
    }
    const bottom = await services.getClass("C2000");
    expect(bottom.properties).toHaveLength(2001);
    expect(bottom.properties[0]?.qualifiers.map(({ name }) => name)).toEqual(["Override", "Key"]);
    expect(bottom.qualifiers[0]).toMatchObject({ name: "Description", value: "top", propagated: true });
    await services.deleteClass("C0");
  });
});

test("a class has 20,000 elements of each kind", async () => {
  const count = 20_000;
  const many = (prefix: string) => Array.from({ length: count }, (_, index) => `${prefix}${index}`);
  const qualifiers = many("Q").map((name) => qualifier(name, 1));
  const big = cimClass("Big", {
    qualifiers,
    properties: [key(), ...many("P").map((name) => property(`uint8 ${name}`))],
  });
  const again = cimClass("Again : Big", {
    qualifiers,
    properties: many("P").map((name) => property(`uint8 ${name}`, [qualifier("Override", name)])),
  });
  const repeated = cimClass("Repeated", { properties: many("P").map(() => property("uint8 Same")) });
  await inNamespace(async (services) => {
    await services.putClass(big);
    await services.putClass(again);
    await expect(services.putClass(repeated)).rejects.toMatchObject({ violations: { length: count - 1 } });
  });
});

test("50,000 calls of one transaction can fail, asked about or not", async () => {
  const failing = instance("Nothing", { K: "1" });
  await inNamespace(async (services) => {
    const calls = Array.from({ length: 50_000 }, () => services.putInstance(failing, WBEM_FLAG_RETURN_IMMEDIATELY));
    await expect(calls.at(-1)).rejects.toMatchObject({ status: "WBEM_E_INVALID_CLASS" });
    await Promise.allSettled(calls);
  });
  const forgotten = inNamespace(async (services) => {
    for (let index = 0; index < 50_000; index++) services.putInstance(failing, WBEM_FLAG_RETURN_IMMEDIATELY);
  });
  await expect(forgotten).rejects.toMatchObject({ status: "WBEM_E_INVALID_CLASS" });
});
