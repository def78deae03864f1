import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { WBEM_FLAG_CREATE_ONLY, WBEM_FLAG_UPDATE_ONLY } from "../../src/wbem/flags.ts";
import { file, findMarked, loadInto, loadText, openMemory, shownAt, writeFiles } from "./harness.ts";

const tree = "class Tree { [Key] string Tag; uint32 Height; };\n";

describe("#pragma classflags and #pragma instanceflags", () => {
  const redeclared = "class Tree { [Key] string Tag; };";

  test.each([
    '"createonly"',
    "CreateOnly",
    '"CREATEONLY"',
    "2",
    "0x2",
    "0X02",
    "10b",
    "02",
    '"2"',
    '"0x2"',
    '" createonly "',
    '"\\tcreateonly"',
    '"createonly,createonly"',
    '"create" "only"',
  ])("take %s", async (argument) => {
    const connection = await openMemory();
    await loadInto(connection, [`${tree}instance of Tree { Tag = "a"; Height = 1; };`]);
    const { diagnostics } = await loadInto(connection, [
      `#pragma classflags(${argument})\n${redeclared}\n#pragma instanceflags(${argument})\ninstance of Tree { Tag = "a"; };`,
    ]);
    // The second refusal only follows from the first.
    expect(diagnostics.map(({ status }) => status)).toEqual(["WBEM_E_ALREADY_EXISTS"]);
    const second = await loadInto(connection, [`#pragma instanceflags(${argument})\ninstance of Tree { Tag = "a"; };`]);
    expect(second.diagnostics.map(({ status }) => status)).toEqual(["WBEM_E_ALREADY_EXISTS"]);
  });

  test.each([
    '"updateonly, forceupdate"',
    '"forceupdate,updateonly"',
    '"UpdateOnly ,\\n ForceUpdate"',
    '"updateonly","forceupdate"',
    "updateonly, forceupdate",
    'updateonly, "ForceUpdate"',
    "1, 64",
    '"1, 0x40"',
    "65",
    "0x41",
  ])("combine with %s", async (argument) => {
    const { diagnostics } = await loadText(`#pragma classflags(${argument})\n${tree}`);
    expect(diagnostics.map(({ status }) => status)).toEqual(["WBEM_E_NOT_FOUND"]);
  });

  test("are reset by 0", async () => {
    const { diagnostics } = await loadText(`#pragma classflags("updateonly")\n#pragma classflags(0)\n${tree}`);
    expect(diagnostics).toEqual([]);
  });

  test("refuse contradictions, other words and nothing at all", async () => {
    expect(
      await findMarked(
        `#pragma classflags(«"createonly", "updateonly"»)\n#pragma classflags(«"safeupdate,forceupdate"»)\n` +
          `#pragma classflags(«"sometimes"»)\n#pragma instanceflags(«"safeupdate"»)\n#pragma instanceflags(«3»)\n` +
          `#pragma classflags(«4»)\n#pragma classflags(«12345678901234567890»)\n«#pragma instanceflags»\n#pragma classflags(«""»)\n${tree}`,
      ),
    ).toEqual([
      "contradicting-flags",
      "contradicting-flags",
      "unknown-update-flag",
      "unknown-update-flag",
      "contradicting-flags",
      "unknown-update-flag",
      "unknown-update-flag",
      "missing-flags",
      "missing-flags",
    ]);
  });

  test.each([
    ["createonly", "updateonly"],
    ["createonly", "safeupdate"],
    ["createonly", "forceupdate"],
    ["safeupdate", "forceupdate"],
  ])("refuse %s with %s, in any order, whatever else is there", async (first, second) => {
    for (const words of [`${first}, ${second}`, `${second},${first}`, `updateonly, ${second}, ${first}`]) {
      const { diagnostics } = await loadText(`#pragma classflags("${words}")\n`);
      expect(diagnostics.map(({ code, status }) => [code, status])).toEqual([
        ["contradicting-flags", "WBEMMOF_E_INVALID_FLAGS_SYNTAX"],
      ]);
    }
    expect((await loadText(`#pragma classflags("${first}, ${second}")`)).diagnostics[0]?.message).toBe(
      `\`${first}\` and \`${second}\` contradict each other`,
    );
  });

  test("name the word that was probably meant", async () => {
    const { diagnostics } = await loadText('#pragma classflags("forceupdat")');
    expect(diagnostics[0]?.hint).toContain("did you mean `forceupdate`?");
  });
});

describe("the scope of a flags pragma", () => {
  const created = 'instance of Tree { Tag = "new"; };\n';
  const statusesOf = async (...inputs: Parameters<typeof loadInto>[1]) => {
    const { diagnostics } = await loadInto(await openMemory(), inputs);
    return diagnostics.map(({ status, place }) => `${status} ${place ? place.source.locate(place.start).line : ""}`);
  };

  test("is what comes behind it, up to the next one of its name", async () => {
    expect(
      await statusesOf(
        `class First { };\n#pragma classflags("updateonly")\nclass Second { };\n#pragma instanceflags("createonly")\nclass Third { };\n` +
          `#pragma classflags("safeupdate")\nclass Fourth { };\n`,
      ),
    ).toEqual(["WBEM_E_NOT_FOUND 3", "WBEM_E_NOT_FOUND 5"]);
    expect(
      await statusesOf(
        `${tree}${created}#pragma instanceflags("updateonly")\ninstance of Tree { Tag = "other"; };\n#pragma instanceflags(0)\ninstance of Tree { Tag = "third"; };\n`,
      ),
    ).toEqual(["WBEM_E_NOT_FOUND 4"]);
  });

  test("stays as it was behind a pragma that is refused", async () => {
    expect(await statusesOf('#pragma classflags("updateonly")\n#pragma classflags("sometimes")\nclass A { };')).toEqual(
      ["WBEMMOF_E_INVALID_FLAGS_SYNTAX 2", "WBEM_E_NOT_FOUND 3"],
    );
  });

  test("ends with the input", async () => {
    expect(await statusesOf('#pragma classflags("updateonly")\n', "class A { };")).toEqual([]);
  });

  test("is that of its place for an instance that waits for an alias", async () => {
    const waiting =
      `class Tree { [Key] string Tag; };\nclass Pair { [Key] string Name; Tree ref One; };\n` +
      `#pragma instanceflags("updateonly")\ninstance of Pair { Name = "p"; One = $Later; };\n#pragma instanceflags(0)\n` +
      `instance of Tree as $Later { Tag = "a"; };\n`;
    expect(await statusesOf(waiting)).toEqual(["WBEM_E_NOT_FOUND 4"]);
    const other = waiting.replace("updateonly", "createonly").replace("(0)", '("createonly")');
    expect(await statusesOf(other)).toEqual([]);
  });

  test("goes into an included file, and comes back from it as it was left", async () => {
    const folder = writeFiles({
      "main.mof": '#pragma classflags("updateonly")\n#include("part.mof")\nclass Behind { };\n',
      "part.mof": 'class Inherited { };\n#pragma classflags("createonly")\nclass Own { };\n',
    });
    expect(await statusesOf(file(folder, "main.mof"))).toEqual(["WBEM_E_NOT_FOUND 1"]);
    const again = await openMemory();
    await loadInto(again, ["class Behind { };\n"]);
    const { diagnostics } = await loadInto(again, [file(folder, "main.mof")]);
    expect(diagnostics.map(({ status, place }) => `${status} ${shownAt(place)}`)).toEqual([
      `WBEM_E_NOT_FOUND ${join(folder, "part.mof")}:1 Inherited`,
      `WBEM_E_ALREADY_EXISTS ${join(folder, "main.mof")}:3 Behind`,
    ]);
  });
});

describe("a flags pragma and the option", () => {
  const redeclared = "class Tree { [Key] string Tag; };";
  const overridden = ["flags-override-option"];

  test("contradict each other with a warning, and the pragma wins", async () => {
    const connection = await openMemory();
    await loadInto(connection, [tree]);
    const { diagnostics, report } = await loadInto(connection, [`#pragma classflags(0)\n${redeclared}`], {
      classFlags: WBEM_FLAG_CREATE_ONLY,
    });
    expect(diagnostics.map(({ code }) => code)).toEqual(overridden);
    expect(report.counts.classes.updated).toBe(1);
  });

  test("that say the same, or are about other objects, are no contradiction", async () => {
    const classFlags = WBEM_FLAG_CREATE_ONLY;
    expect(await findMarked(`#pragma classflags("createonly")\n${tree}`, { classFlags })).toEqual([]);
    expect(await findMarked(`#pragma instanceflags("createonly")\n${tree}`, { classFlags })).toEqual([]);
    expect(await findMarked(`#pragma classflags("createonly")\n${tree}`)).toEqual([]);
  });

  test("is said at the first place and once of each pragma, however many files have it", async () => {
    const folder = writeFiles({
      "main.mof": '#include("a.mof")\n#include("b.mof")\n',
      "a.mof": '#pragma classflags("forceupdate")\n#pragma instanceflags("createonly")\nclass A { };\n',
      "b.mof": '#pragma classflags("safeupdate")\nclass B { };\n',
    });
    const { diagnostics, report } = await loadInto(
      await openMemory(),
      [file(folder, "main.mof"), file(folder, "b.mof")],
      {
        classFlags: WBEM_FLAG_UPDATE_ONLY,
        instanceFlags: WBEM_FLAG_UPDATE_ONLY,
      },
    );
    expect(diagnostics.map(({ code, place }) => `${code} ${shownAt(place)}`)).toEqual([
      `flags-override-option ${join(folder, "a.mof")}:1 #pragma classflags("forceupdate")`,
      `flags-override-option ${join(folder, "a.mof")}:2 #pragma instanceflags("createonly")`,
    ]);
    expect(report.warnings).toBe(2);
  });

  test("are told of where the first place suppresses it, and no comment is called unused that does", async () => {
    const suppressed = "// mofkit-disable-next-line flags-override-option -- it has to be\n#pragma classflags(0)\n";
    const settings = { classFlags: WBEM_FLAG_UPDATE_ONLY };
    expect(await findMarked(`${suppressed}${tree}«#pragma classflags(0)»\n#pragma classflags(0)\n`, settings)).toEqual(
      overridden,
    );
    expect(await findMarked(`«#pragma classflags(0)»\n${suppressed}${tree}${suppressed}`, settings)).toEqual(
      overridden,
    );
  });

  test("hold for each input by its own settings", async () => {
    const text = (classFlags: number) =>
      ({
        kind: "text",
        text: `#pragma classflags("createonly")\n`,
        name: "test.mof",
        settings: { classFlags },
      }) as const;
    const codes = async (classFlags: number) =>
      (await loadInto(await openMemory(), [text(classFlags)])).diagnostics.map(({ code }) => code);
    expect(await codes(WBEM_FLAG_CREATE_ONLY)).toEqual([]);
    expect(await codes(WBEM_FLAG_UPDATE_ONLY)).toEqual(overridden);
  });
});
