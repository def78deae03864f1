import { expect, test } from "vitest";
import { openRepository } from "../../src/repository/repository.ts";
import { MemoryStore } from "../../src/repository/stores/memory.ts";
import { WBEM_FLAG_UPDATE_SAFE_MODE } from "../../src/wbem/flags.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { cimClass, key, property, qualifier, standardQualifiers } from "./builders.ts";

/** How often the time for ten times as much may be ten times the time. */
const slack = 3;

async function milliseconds(work: (services: WbemServices) => Promise<void>): Promise<number> {
  const connection = await openRepository(new MemoryStore(), { name: "memory:" });
  const start = performance.now();
  await connection.transaction(async (transaction) => {
    const services = await transaction.openNamespace("root");
    for (const type of standardQualifiers) await services.setQualifier(type);
    await work(services);
  });
  return performance.now() - start;
}

const wide = Array.from({ length: 100 }, (_, index) =>
  property(`string P${index}`, [qualifier("Description", "text")]),
);

const putSubclasses = (count: number) => async (services: WbemServices) => {
  await services.putClass(cimClass("Base", { properties: [key(), ...wide] }));
  for (let index = 0; index < count; index++) await services.putClass(cimClass(`Sub${index} : Base`));
};

test("10,000 subclasses of a big class take ten times the time of 1,000", async () => {
  await milliseconds(putSubclasses(1000));
  const few = await milliseconds(putSubclasses(1000));
  const many = await milliseconds(putSubclasses(10_000));
  expect(many).toBeLessThan(few * 10 * slack);
});

test("a class with 10,000 subclasses can be changed safely", async () => {
  await milliseconds(async (services) => {
    await putSubclasses(10_000)(services);
    const changed = cimClass("Base", { properties: [key(), ...wide, property("uint32 Added")] });
    expect((await services.putClass(changed, WBEM_FLAG_UPDATE_SAFE_MODE)).outcome).toBe("updated");
    expect((await services.getClass("Sub9999")).properties).toHaveLength(102);
  });
});

test("a hierarchy of 2,000 levels is no deeper than the stack", async () => {
  await milliseconds(async (services) => {
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

test("a class of 20,000 elements of each kind takes no square of time", async () => {
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
  const taken = await milliseconds(async (services) => {
    await services.putClass(big);
    await services.putClass(again);
    await expect(services.putClass(repeated)).rejects.toMatchObject({ violations: { length: count - 1 } });
  });
  expect(taken).toBeLessThan(10_000);
});
