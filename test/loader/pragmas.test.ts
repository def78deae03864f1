import { describe, expect, test } from "vitest";
import type { Dialect } from "../../src/codes/dialects.ts";
import { WBEM_FLAG_CREATE_ONLY } from "../../src/wbem/flags.ts";
import { findMarked, instanceAt, loadInto, loadText, openMemory, shownAt } from "./harness.ts";

const tree = "class Tree { [Key] string Tag; uint32 Height; };\n";

describe("#pragma namespace", () => {
  test.each([
    ['"\\\\\\\\.\\\\root\\\\orchard"', "root/orchard"],
    ['"//./root/orchard"', "root/orchard"],
    ['"\\\\root\\\\orchard"', "root/orchard"],
    ['"root/orchard/"', "root/orchard"],
    ['"root\\\\orchard"', "root/orchard"],
    ['"root/" "orchard"', "root/orchard"],
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

describe("#pragma classflags and #pragma instanceflags", () => {
  const redeclared = "class Tree { [Key] string Tag; };";

  test.each(['"createonly"', "CreateOnly", '"CREATEONLY"', "2", "0x2"])("take %s", async (argument) => {
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

  test.each(['"updateonly, forceupdate"', '"updateonly","forceupdate"', "updateonly, forceupdate", "65"])(
    "combine with %s",
    async (argument) => {
      const { diagnostics } = await loadText(`#pragma classflags(${argument})\n${tree}`);
      expect(diagnostics.map(({ status }) => status)).toEqual(["WBEM_E_NOT_FOUND"]);
    },
  );

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

  test("win over flags from outside, with a warning", async () => {
    const connection = await openMemory();
    await loadInto(connection, [tree]);
    const { diagnostics, report } = await loadInto(connection, [`#pragma classflags(0)\n${redeclared}`], {
      classFlags: WBEM_FLAG_CREATE_ONLY,
    });
    expect(diagnostics.map(({ code }) => code)).toEqual(["flags-override-option"]);
    expect(report.counts.classes.updated).toBe(1);
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
  test("that say nothing of what is loaded are accepted silently", async () => {
    const names = ["locale", "instancelocale", "source", "sourcetype", "nonlocal", "NonLocalType"];
    expect((await loadText(names.map((name) => `#pragma ${name}("x")`).join("\n"))).diagnostics).toEqual([]);
  });

  test("that nobody knows are a warning, and an error where WMI's rules hold", async () => {
    const text = '#pragma «autorecovery»\n#pragma «wibble»("x")\nclass A { };';
    expect(await findMarked(text)).toEqual(["unknown-pragma", "unknown-pragma"]);
    expect(await findMarked(text, { dialect: "wmi" })).toEqual(["invalid-pragma", "invalid-pragma"]);
    const { diagnostics } = await loadText("#pragma autorecovery");
    expect(diagnostics[0]?.hint).toBe("did you mean `autorecover`?");
  });

  test("amendment is accepted once, with a warning", async () => {
    expect(await findMarked('«#pragma amendment("MS_409")»\nclass A { };')).toEqual(["amendment-not-split"]);
    expect(
      await findMarked('«#pragma amendment("MS_409")»\n«#pragma amendment("MS_40C")»\n«#pragma amendment»'),
    ).toEqual(["amendment-not-split", "duplicate-amendment", "invalid-amendment"]);
  });
});

test("a class that is a type is not deleted, unless it is declared anew", async () => {
  const declared = "structure S { uint8 x; };\nclass A { [Key] string K; S s; };\n";
  expect(await findMarked(`${declared}«#pragma deleteclass("S", FAIL)»`)).toEqual(["class-in-use"]);
  expect(await findMarked(`${declared}#pragma deleteclass("S", FAIL)\nstructure S { uint16 y; };`)).toEqual([]);
});
