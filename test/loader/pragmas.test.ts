import { describe, expect, test } from "vitest";
import type { Dialect } from "../../src/codes/dialects.ts";
import { file, findMarked, instanceAt, loadInto, loadText, openMemory, shownAt, writeFiles } from "./harness.ts";

const tree = "class Tree { [Key] string Tag; uint32 Height; };\n";

describe("#pragma namespace", () => {
  test.each([
    ['"\\\\\\\\.\\\\root\\\\orchard"', "root/orchard"],
    ['"//./root/orchard"', "root/orchard"],
    ['"\\\\root\\\\orchard"', "root/orchard"],
    ['"root/orchard/"', "root/orchard"],
    ['"root\\\\orchard"', "root/orchard"],
    ['"root/" "orchard"', "root/orchard"],
    ['"\\\\\\\\localhost\\\\root\\\\orchard"', "root/orchard"],
    ['"//LocalHost/root/orchard"', "root/orchard"],
    ['"\\\\\\\\.\\\\root/orchard\\\\"', "root/orchard"],
  ])("takes %s", async (argument, namespace) => {
    const { diagnostics, connection, report } = await loadText(
      `#pragma namespace(${argument})\n${tree}instance of Tree { Tag = "a"; };`,
    );
    expect(diagnostics).toEqual([]);
    expect(await instanceAt(connection, 'Tree.Tag="a"', namespace)).toMatchObject({ Tag: "a" });
    expect(report.counts.namespaces.created).toBe(1);
    expect(await Array.fromAsync(connection.namespaces())).toEqual(["root", "root/orchard"]);
  });

  test.each(["\\\\.\\root\\orchard", "root\\orchard", "\\root\\orchard"])(
    "takes single backslashes for what they are meant to be, with one warning: %s",
    async (path) => {
      const { diagnostics, connection } = await loadText(`#pragma namespace("${path}")\n${tree}`);
      expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([["undoubled-backslash", "warning"]]);
      expect(await Array.fromAsync(connection.namespaces())).toEqual(["root", "root/orchard"]);
    },
  );

  test.each<[Dialect, string]>([
    ["dmtf3", "root/\u{6f61}"],
    ["auto", "root/o61"],
  ])("decodes escapes as %s does", async (dialect, namespace) => {
    const { connection } = await loadText('#pragma namespace("root/\\x006f61")', { dialect });
    expect(await Array.fromAsync(connection.namespaces())).toEqual(["root", namespace]);
  });

  test("holds until the next, and opens a namespace of the same name once", async () => {
    const { diagnostics, connection } = await loadText(
      `#pragma namespace("root")\ninstance of __Namespace { Name = "Orchard"; };\n#pragma namespace("root/Orchard")\n${tree}` +
        `#pragma namespace("root/other")\n${tree}#pragma namespace("ROOT\\\\orchard")\ninstance of Tree { Tag = "a"; };`,
    );
    expect(diagnostics).toEqual([]);
    expect(await instanceAt(connection, 'Tree.Tag="a"', "root/Orchard")).toMatchObject({ Tag: "a" });
  });

  test("refuses what is no path, another server and other arguments, and leaves out what follows", async () => {
    expect(
      await findMarked(
        `#pragma namespace(«"root/a b"»)\nclass A : Nothing { };\n#pragma namespace(«"//elsewhere/root"»)\nclass A : Nothing { };\n` +
          `«#pragma namespace»\nclass A : Nothing { };\n«#pragma namespace("root", "x")»\n#pragma namespace(«""»)\n` +
          `#pragma namespace("root/good")\nclass A : «Nothing» { };`,
      ),
    ).toEqual([
      "invalid-namespace-path",
      "namespace-of-another-server",
      "invalid-namespace-pragma",
      "invalid-namespace-pragma",
      "invalid-namespace-pragma",
      "unknown-superclass",
    ]);
  });

  test("refuses a namespace that does not exist where none may be created", async () => {
    const connection = await openMemory();
    await loadInto(connection, [tree]);
    const { diagnostics } = await loadInto(connection, [`#pragma namespace("root/none")\nclass A : Nothing { };`], {
      createNamespaces: false,
    });
    expect(diagnostics.map(({ place, status }) => [shownAt(place), status])).toEqual([
      ['test.mof:1 "root/none"', "WBEM_E_INVALID_NAMESPACE"],
    ]);
  });
});

describe("#pragma deleteclass and #pragma deleteinstance", () => {
  test("delete at their place", async () => {
    const { diagnostics, report } = await loadText(
      `${tree}instance of Tree { Tag = "a"; };\n#pragma deleteinstance("Tree.Tag=\\"a\\"", FAIL)\n` +
        `#pragma deleteclass("Tree", FAIL)\nclass Tree { [Key] uint8 Number; };\ninstance of Tree { Number = 5; };`,
    );
    expect(diagnostics).toEqual([]);
    expect(report.counts.classes).toMatchObject({ created: 2, deleted: 1 });
    expect(report.counts.instances).toMatchObject({ created: 2, deleted: 1 });
  });

  test("go on with NOFAIL where nothing is there", async () => {
    const { diagnostics } = await loadText(
      `#pragma deleteclass("None", NOFAIL)\n#pragma deleteinstance("None.K='x'", nofail)\n#pragma deleteinstance("root/cimv2:None.K='x'", NoFail)`,
    );
    expect(diagnostics).toEqual([]);
  });

  test.each(["FAIL", "fail", "Fail", '"FAIL"', "NOFAIL", "nofail", "NoFail", '"nofail"'])(
    "take the flag %s",
    async (flag) => {
      const there = `${tree}instance of Tree { Tag = "a"; };\n`;
      const removal = `#pragma DeleteInstance("Tree.Tag='a'", ${flag})\n#PRAGMA deleteclass("TREE", ${flag})\n`;
      expect((await loadText(there + removal)).report.counts).toMatchObject({
        classes: { created: 1, deleted: 1 },
        instances: { created: 1, deleted: 1 },
      });
      const { diagnostics } = await loadText(removal);
      const statuses = diagnostics.map(({ code, status }) => `${code} ${status}`);
      const absent = "nothing-to-delete WBEM_E_NOT_FOUND";
      expect(statuses).toEqual(/nofail/i.test(flag) ? [] : [absent, absent]);
    },
  );

  test.each([
    "Tree.Tag='a'",
    'Tree.Tag=\\"a\\"',
    "TREE.TAG='A'",
    "Tree='a'",
    "root/cimv2:Tree.Tag='a'",
    "\\\\\\\\.\\\\root\\\\cimv2:Tree.Tag='a'",
    "//./ROOT/cimv2:Tree.Tag='a'",
    "//localhost/root/cimv2:Tree.Tag='a'",
  ])("find an instance by the path %s", async (path) => {
    const { diagnostics, report } = await loadText(
      `${tree}instance of Tree { Tag = "a"; };\n#pragma deleteinstance(\n  "${path}",\n  FAIL)`,
    );
    expect(diagnostics).toEqual([]);
    expect(report.counts.instances.deleted).toBe(1);
  });

  test("say with FAIL whether the class or the instance is missing alike, and NOFAIL covers both", async () => {
    const missing = (flag: string) =>
      `${tree}#pragma deleteinstance("None.K='x'", ${flag})\n#pragma deleteinstance("Tree.Tag='x'", ${flag})`;
    expect((await loadText(missing("NOFAIL"))).diagnostics).toEqual([]);
    expect((await loadText(missing("FAIL"))).diagnostics.map(({ status }) => status)).toEqual([
      "WBEM_E_NOT_FOUND",
      "WBEM_E_NOT_FOUND",
    ]);
  });

  test("delete a namespace, which is created anew when it is named again", async () => {
    const { diagnostics, connection, report } = await loadText(
      `#pragma namespace("root/orchard")\n${tree}#pragma namespace("root")\n` +
        `#pragma deleteinstance("__Namespace.Name='orchard'", FAIL)\n#pragma namespace("root/orchard")\nclass Bush { };`,
    );
    expect(diagnostics).toEqual([]);
    expect(report.counts.namespaces).toMatchObject({ created: 2, deleted: 1 });
    const orchard = await connection.openNamespace("root/orchard");
    expect(await Array.fromAsync(orchard.createClassEnum(null), ({ name }) => name)).toEqual(["Bush"]);
  });

  test("refuse what is not there, and what they do not understand", async () => {
    expect(
      await findMarked(
        `${tree}#pragma deleteclass(«"None"», FAIL)\n#pragma deleteinstance(«"Tree.Tag='x'"», FAIL)\n` +
          `«#pragma deleteclass("Tree")»\n«#pragma deleteclass("Tree", PERHAPS)»\n«#pragma deleteclass(Tree, FAIL)»\n` +
          `#pragma deleteinstance(«"no path"», NOFAIL)\n#pragma deleteinstance(«"Tree"», NOFAIL)\n«#pragma deleteinstance»\n` +
          `#pragma deleteinstance(«"root/other:Tree.Tag='x'"», NOFAIL)\n#pragma deleteclass(«"__EventFilter"», NOFAIL)`,
      ),
    ).toEqual([
      "nothing-to-delete",
      "nothing-to-delete",
      "invalid-delete-class",
      "invalid-delete-class",
      "invalid-delete-class",
      "invalid-delete-instance",
      "invalid-delete-instance",
      "invalid-delete-instance",
      "delete-in-another-namespace",
      "system-class-fixed",
    ]);
  });
});

describe("other pragmas", () => {
  test("that tell about the text change nothing of what is loaded, and are told in their place", async () => {
    const told: string[] = [];
    const names = ["locale", "InstanceLocale", "source", "sourcetype", "nonlocal", "NonLocalType"];
    const { diagnostics, report } = await loadText(
      names.map((name, index) => `#pragma ${name}("${index}")`).join("\n"),
      {
        onPragma: ({ name, value, place }) => told.push(`${name} ${value} ${shownAt(place)}`),
      },
    );
    expect(diagnostics).toEqual([]);
    expect(report.counts).toEqual((await loadText("")).report.counts);
    expect(told).toEqual(
      names.map((name, index) => `${name.toLowerCase()} ${index} test.mof:${index + 1} #pragma ${name}("${index}")`),
    );
  });

  test("that tell about the text have one string, and others are passed over with a warning", async () => {
    const told: unknown[] = [];
    expect(
      await findMarked('«#pragma locale»\n«#pragma source(x)»\n«#pragma nonlocal("a", "b")»\nclass A { };', {
        onPragma: (pragma) => told.push(pragma),
      }),
    ).toEqual(["invalid-pragma-argument", "invalid-pragma-argument", "invalid-pragma-argument"]);
    expect(told).toEqual([]);
  });

  test("that nobody knows are a warning, and an error where WMI's rules hold", async () => {
    const text = '#pragma «autorecovery»\n#pragma «wibble»("x")\nclass A { };';
    expect(await findMarked(text)).toEqual(["unknown-pragma", "unknown-pragma"]);
    expect(await findMarked(text, { dialect: "wmi" })).toEqual(["invalid-pragma", "invalid-pragma"]);
    const { diagnostics } = await loadText("#pragma autorecovery");
    expect(diagnostics[0]?.hint).toBe("did you mean `autorecover`?");
  });

  test("amendment is accepted once in what an input includes, anywhere, with a warning that names what splits", async () => {
    expect(await findMarked('class A { };\n«#pragma amendment("ms_0409")»')).toEqual(["amendment-not-split"]);
    const { diagnostics, report } = await loadText('#pragma amendment("MS_409")\nclass A { };');
    expect(diagnostics[0]?.hint).toContain("mofkit split");
    expect(report.committed).toBe(true);
    expect(
      await findMarked('«#pragma amendment("MS_409")»\n«#pragma amendment("MS_40C")»\n«#pragma amendment»'),
    ).toEqual(["amendment-not-split", "duplicate-amendment", "invalid-amendment"]);
    const folder = writeFiles({
      "main.mof": '#pragma amendment("MS_409")\n#include("part.mof")',
      "part.mof": '#pragma amendment("MS_409")',
    });
    const included = await loadInto(await openMemory(), [file(folder, "main.mof"), file(folder, "part.mof")]);
    expect(included.diagnostics.map(({ code }) => code)).toEqual([
      "amendment-not-split",
      "duplicate-amendment",
      "amendment-not-split",
    ]);
  });

  test.each(['"english"', '"MS_"', '"MS_0"', '"MS_XYZ"', '"409"', "MS_409", "1033", '"MS_409", "MS_40C"', '""'])(
    "amendment refuses %s, which is no locale in quotes",
    async (argument) => {
      expect(await findMarked(`«#pragma amendment(${argument})»`)).toEqual(["invalid-amendment"]);
    },
  );
});

test("a class that is a type is not deleted, unless it is declared anew", async () => {
  const declared = "structure S { uint8 x; };\nclass A { [Key] string K; S s; };\n";
  expect(await findMarked(`${declared}«#pragma deleteclass("S", FAIL)»`)).toEqual(["class-in-use"]);
  expect(await findMarked(`${declared}#pragma deleteclass("S", FAIL)\nstructure S { uint16 y; };`)).toEqual([]);
});
