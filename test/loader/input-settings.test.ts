import { join } from "node:path";
import { expect, test } from "vitest";
import { WBEM_FLAG_CREATE_ONLY, WBEM_FLAG_UPDATE_ONLY } from "../../src/wbem/flags.ts";
import { file, loadInto, openMemory, shownAt, writeFiles } from "./harness.ts";

test("the settings of an input hold for it alone, in place of those of the load", async () => {
  const folder = writeFiles({
    "a/main.mof": '#include("part.mof")\n',
    "a/parts/part.mof": "class Part { [Key] string Name; };\n",
    "b/main.mof": '#include("part.mof")\n',
    "b/parts/part.mof": "class Other { [Key] string Name; };\n",
    "c.mof": "class Third { };\ninstance of Third { };\n",
  });
  const connection = await openMemory();
  const main = (name: string) => ({
    ...file(folder, name, "main.mof"),
    settings: { namespace: `root/${name}`, includeFolders: [join(folder, name, "parts")] },
  });
  const settings = { namespace: "root/rest", classFlags: WBEM_FLAG_UPDATE_ONLY };
  const { diagnostics } = await loadInto(connection, [file(folder, "c.mof")], settings);
  expect(diagnostics.map(({ status, place }) => [status, shownAt(place)])).toEqual([
    ["WBEM_E_NOT_FOUND", `${join(folder, "c.mof")}:1 Third`],
  ]);
  const { report } = await loadInto(
    connection,
    [
      { ...main("a"), settings: { ...main("a").settings, classFlags: WBEM_FLAG_CREATE_ONLY } },
      { ...main("b"), settings: { ...main("b").settings, classFlags: 0 } },
    ],
    settings,
  );
  expect(report.committed).toBe(true);
  const names = async (namespace: string) =>
    Array.fromAsync((await connection.openNamespace(namespace)).createClassEnum(null), ({ name }) => name);
  expect([await names("root/a"), await names("root/b")]).toEqual([["Part"], ["Other"]]);
});

test("the settings of an input confine its includes", async () => {
  const folder = writeFiles({ "in/main.mof": '#include("../out.mof")', "out.mof": "class A { };" });
  const confined = { ...file(folder, "in/main.mof"), settings: { includeRoot: join(folder, "in") } };
  const codes = async (input: typeof confined | ReturnType<typeof file>) =>
    (await loadInto(await openMemory(), [input])).diagnostics.map(({ code }) => code);
  expect(await codes(confined)).toEqual(["include-outside-root"]);
  expect(await codes(file(folder, "in/main.mof"))).toEqual([]);
});
