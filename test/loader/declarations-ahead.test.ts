import { describe, expect, test } from "vitest";
import { windowLength } from "../../src/parser/limits.ts";
import type { FileHost } from "../../src/source/file-host.ts";
import { nodeFileHost } from "../../src/source/node-file-host.ts";
import { file, loadInto, loadText, openMemory, writeFiles } from "./harness.ts";

/** What is behind it is not read together with what is before it. */
const filler = `\n${"// filler\n".repeat(windowLength / 4)}`;

describe("an enumeration", () => {
  test.each(["text", "file"])("may come after its use however long the %s between them is", async (kind) => {
    const text = `class C { Late L = A; Later M; };${filler}enumeration Later : Late { B };${filler}enumeration Late { A };`;
    const connection = await openMemory();
    const input = kind === "text" ? text : file(writeFiles({ "long.mof": text }), "long.mof");
    const { diagnostics, report } = await loadInto(connection, [input]);
    expect(diagnostics).toEqual([]);
    expect(report.counts.classes.created).toBe(3);
    const read = await (await connection.openNamespace("root/cimv2")).getClass("C");
    expect(read.properties).toMatchObject([{ enumeration: "Late", value: "A" }, { enumeration: "Later" }]);
  });

  test("is looked for far away in one more reading, however many names are unknown", async () => {
    const reads: number[] = [];
    const folder = writeFiles({ "long.mof": `class C { One A; Two B; };${filler}class D { Three C; };${filler}` });
    const host: FileHost = {
      ...nodeFileHost,
      open(path) {
        const opened = nodeFileHost.open(path);
        return {
          read(target, position) {
            reads.push(position);
            return opened.read(target, position);
          },
          close: () => opened.close(),
        };
      },
    };
    const { diagnostics } = await loadInto(await openMemory(), [file(folder, "long.mof")], { host });
    expect(diagnostics.map(({ code }) => code)).toEqual(["unknown-type", "unknown-type", "unknown-type"]);
    // The last one is for the places of the messages.
    expect(reads.filter((position) => position === 0)).toHaveLength(3);
  });

  test("that comes far away with an error is not said to be unknown", async () => {
    const { diagnostics } = await loadText(`class C { Late L = A; };${filler}enumeration Late { A = };`);
    expect(diagnostics.map(({ place }) => place?.source.locate(place.start).line)).toEqual([filler.split("\n").length]);
  });

  test.each(["", filler])(
    "is declared anew before it is used over an earlier load, where that needs it (%#)",
    async (between) => {
      const connection = await openMemory();
      await loadInto(connection, ["enumeration E { A }; structure S { string Old; };"]);
      const { diagnostics } = await loadInto(connection, [
        `class C { E P = B; S Q = value of S { New = "n"; }; };${between}enumeration E { A, B }; structure S { string New; };`,
      ]);
      expect(diagnostics).toEqual([]);
    },
  );

  test.each(["", filler])("is found behind pragmas that do not change what it is (%#)", async (between) => {
    const folder = writeFiles({
      "main.mof": `class C { Late L; };
#pragma include("base.mof")
#pragma instanceflags("createonly")
#pragma source("x")
${between}enumeration Late : Base { A };`,
      "base.mof": "enumeration Base { Z };",
    });
    const { diagnostics } = await loadInto(await openMemory(), [file(folder, "main.mof")]);
    expect(diagnostics.map(({ code }) => code)).toEqual(["unknown-base-enumeration"]);
  });

  test("is put wherever it is declared, though a use in another namespace needed it before", async () => {
    const folder = writeFiles({
      "main.mof": 'class C { Late L; };\n#pragma include("turn.mof")\nenumeration Late { A };',
      "turn.mof": '#pragma namespace("root/other")',
    });
    const { connection, diagnostics } = await loadInto(await openMemory(), [file(folder, "main.mof")]);
    expect(diagnostics).toEqual([]);
    for (const namespace of ["root/cimv2", "root/other"]) {
      expect((await (await connection.openNamespace(namespace)).getClass("Late")).name).toBe("Late");
    }
  });

  test.each(['deleteclass("Late", NOFAIL)', 'classflags("createonly")'])(
    "is not looked for behind `#pragma %s`, which changes what it is",
    async (pragma) => {
      for (const between of ["", filler]) {
        const { diagnostics } = await loadText(
          `class C { Late L; };\n#pragma ${pragma}\n${between}enumeration Late { A };`,
        );
        expect(diagnostics.map(({ code }) => code)).toEqual(["enumeration-after-use"]);
      }
    },
  );

  test("is looked for no further than the next pragma that changes the namespace", async () => {
    const { diagnostics } = await loadText(
      'class C { Late L; };\n#pragma namespace("root/other")\nenumeration Late { A };',
    );
    expect(diagnostics.map(({ code }) => code)).toEqual(["unknown-type"]);
  });

  test("that comes too late to be found says so", async () => {
    const { diagnostics } = await loadText(
      'class C { Late L; };\n#pragma namespace("root/cimv2")\nenumeration Late { A };',
    );
    expect(diagnostics.map(({ code }) => code)).toEqual(["enumeration-after-use"]);
  });
});

describe("a structure", () => {
  test.each(["", filler])("may derive from one that comes later (%#)", async (between) => {
    const { connection, diagnostics } = await loadText(
      `structure A : B { string One; };${between}structure B : C { string Two; };${between}structure C { string Three; };`,
    );
    expect(diagnostics).toEqual([]);
    const read = await (await connection.openNamespace("root/cimv2")).getClass("A");
    expect(read.properties.map(({ name }) => name)).toEqual(["One", "Two", "Three"]);
  });

  test.each(["", filler])("may come behind what it needs itself, where it is a type (%#)", async (between) => {
    const folder = writeFiles({
      "main.mof": `class C { Late L; };\n#pragma include("base.mof")\n${between}structure Late : Base { };`,
      "base.mof": "structure Base { };",
    });
    expect((await loadInto(await openMemory(), [file(folder, "main.mof")])).diagnostics).toEqual([]);
  });

  test("that derives from what derives from it is refused", async () => {
    const { diagnostics, report } = await loadText("structure A : B { }; structure B : A { };");
    expect(diagnostics).toHaveLength(1);
    expect(report.committed).toBe(false);
  });
});
