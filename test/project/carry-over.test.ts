import { describe, expect, test } from "vitest";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { loadInto, openMemory } from "../loader/harness.ts";
import { compile, Files } from "./incremental-harness.ts";

const base = "class Base { [Key] string K; };";
const described = '[Description("changed")] class Base { [Key] string K; };';
const leaf = "class Leaf : Base { uint32 L; };";

const files = new Files();

async function compileOne(connection: WbemConnection, name: string, text: string): Promise<boolean> {
  files.set({ [name]: text });
  const { report, diagnostics } = await compile(connection, files, [name], { name });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return report.upToDate;
}

/** Compiles files, each by itself, and all of them again; then another second one. Whether the first one is then up to date. */
async function staysAfter(first: string, second: string, changed: string): Promise<boolean> {
  const connection = await openMemory();
  for (const _ of [1, 2]) {
    await compileOne(connection, "second.mof", second);
    await compileOne(connection, "first.mof", first);
  }
  expect(await compileOne(connection, "second.mof", second)).toBe(true);
  await compileOne(connection, "second.mof", changed);
  return compileOne(connection, "first.mof", first);
}

describe("another compile into a repository stays up to date", () => {
  test.each([
    ["when a class is derived from one of its own", base, "// nothing", leaf],
    ["when instances are put of its classes", base, "// nothing", 'instance of Base { K = "b"; };'],
    [
      "when other instances are put of the same class",
      `${base}instance of Base { K = "own"; };`,
      "// nothing",
      'instance of Base { K = "b"; };',
    ],
    ["when something else goes", base, "class Other { [Key] string K; };", "// nothing"],
  ])("%s", async (_, first, second, changed) => {
    expect(await staysAfter(first, second, changed)).toBe(true);
  });
});

test("compiles that share files stay up to date beside each other", async () => {
  const connection = await openMemory();
  const shared = `Qualifier Tag : string, Scope(any);\nenumeration E : uint8 { One = 1 };\n[Tag("t")] ${base}`;
  files.set({ "shared.mof": shared, "more.mof": leaf });
  const run = async (...names: readonly string[]) =>
    (await compile(connection, files, names, { name: names.join() })).report.upToDate;
  for (const _ of [1, 2]) {
    await run("shared.mof");
    await run("shared.mof", "more.mof");
  }
  files.set({ "more.mof": 'instance of Base { K = "a"; };' });
  expect(await run("shared.mof", "more.mof")).toBe(false);
  expect(await run("shared.mof")).toBe(true);
  expect(await run("shared.mof", "more.mof")).toBe(true);
});

describe("another compile into a repository is done again", () => {
  test.each([
    ["when a class changes that it derives from", leaf, base, described],
    [
      "when a class changes that its text names",
      'class H { [Key] string K; string E = "instance of Base { };"; };',
      base,
      described,
    ],
    [
      "when one of its instances is put",
      `${base}instance of Base { K = "a"; };`,
      "// nothing",
      'instance of Base { K = "A"; };',
    ],
    ["when qualifier types change", base, "// nothing", "Qualifier Tag : string, Scope(any);"],
    ["when an enumeration changes", base, "// nothing", "enumeration E : uint8 { One = 1 };"],
  ])("%s", async (_, first, second, changed) => {
    expect(await staysAfter(first, second, changed)).toBe(false);
  });

  test("when others have derived from a class that changes", async () => {
    const connection = await openMemory();
    await compileOne(connection, "second.mof", base);
    await loadInto(connection, ["class Middle : Base { };"]);
    await compileOne(connection, "second.mof", base);
    await compileOne(connection, "first.mof", "class Lower : Middle { };");
    expect(await compileOne(connection, "second.mof", base)).toBe(true);
    expect(await compileOne(connection, "first.mof", "class Lower : Middle { };")).toBe(true);
    await compileOne(connection, "second.mof", described);
    expect(await compileOne(connection, "first.mof", "class Lower : Middle { };")).toBe(false);
  });

  test("when anybody else has written", async () => {
    const connection = await openMemory();
    await compileOne(connection, "first.mof", base);
    await loadInto(connection, ["class Other { [Key] string K; };"]);
    await compileOne(connection, "second.mof", leaf);
    expect(await compileOne(connection, "first.mof", base)).toBe(false);
  });
});
