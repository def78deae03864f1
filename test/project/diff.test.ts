import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openConnection } from "../../src/open.ts";
import { type ChangeCode, changeRules } from "../../src/project/diff-rules.ts";
import { diffCases, equalCases } from "./diff-cases.ts";
import { compareTexts, differencesOf, linesOf, repositoryOf } from "./diff-harness.ts";

describe("a change is told by its kind", () => {
  for (const [code, cases] of Object.entries(diffCases)) {
    test.each(cases.map((one, index) => [`${code} ${index + 1}`, one] as const))("%s", async (_title, one) => {
      const differences = await compareTexts(one.before, one.after);
      expect(linesOf(differences).sort()).toEqual([...one.told].sort());
      expect(linesOf(differences).some((line) => line.includes(` ${code}`))).toBe(true);
    });
  }

  test.each(Object.keys(diffCases) as ChangeCode[])("with the severity of the table: %s", async (code) => {
    const [one] = diffCases[code];
    const changes = (await compareTexts(one?.before ?? "", one?.after ?? "")).flatMap(
      (difference) => difference.changes,
    );
    expect(changes.find((change) => change.code === code)?.severity).toBe(changeRules[code].severity);
  });
});

test("the documentation lists every kind of change, in the order of the table, and no other", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/diff.md"), "utf8");
  const rows = Object.entries(changeRules).map(
    ([code, { severity, meaning, reason }]) => `| \`${code}\` | ${severity} | ${meaning} | ${reason} |`,
  );
  expect(page.split("## The kinds of change")[1]?.match(/^\| `.*$/gm)).toEqual(rows);
});

describe("repositories are equal", () => {
  test.each(Object.entries(equalCases))("%s", async (_title, [before, after]) => {
    expect(linesOf(await compareTexts(before, after))).toEqual([]);
  });

  test("that hold nothing", async () => {
    expect(await compareTexts("", "")).toEqual([]);
  });

  test("that differ in a hidden namespace alone", async () => {
    const [before, after] = [
      await repositoryOf(""),
      await repositoryOf('#pragma namespace("root/__harbor")\nclass T { };'),
    ];
    expect(await differencesOf(before, after)).toEqual([]);
  });
});

describe("an inherited change", () => {
  const below = "class U : T { }; class V : U { };";

  test("is told at the class that makes it", async () => {
    expect(
      linesOf(
        await compareTexts(
          `class T { [MaxLen(9)] string X; uint32 M(uint8 P); }; ${below}`,
          `class T { [MaxLen(8)] string X; uint64 M(uint8 P); }; ${below}`,
        ),
      ),
    ).toEqual([
      "T property X, qualifier MaxLen narrowed-range: 9 -> 8",
      "T method M changed-return-type: uint32 -> uint64",
    ]);
  });

  test("is told at a subclass that has it for reasons of its own", async () => {
    expect(
      linesOf(
        await compareTexts("class T { }; class U : T { };", "[Abstract] class T { }; [Abstract] class U : T { };"),
      ),
    ).toEqual(["T qualifier Abstract became-abstract: -> TRUE", "U qualifier Abstract became-abstract: -> TRUE"]);
  });

  test("that comes with another superclass is told at the class that has it", async () => {
    expect(
      linesOf(
        await compareTexts(
          "class A { uint32 X; }; class B { uint32 Y; }; class T : A { }; class U : T { };",
          "class A { uint32 X; }; class B { uint32 Y; }; class T : B { }; class U : T { };",
        ),
      ),
    ).toEqual([
      "T changed-superclass: A -> B",
      "T property Y added-property: -> uint32",
      "T property X removed-property: uint32",
    ]);
  });

  test("of a class that came between is told below it and not at the one above", async () => {
    expect(
      linesOf(
        await compareTexts(
          "class A { uint32 X; }; class T : A { };",
          "class A { uint64 X; }; class M : A { uint32 Y; }; class T : M { };",
        ),
      ),
    ).toEqual([
      "A property X retyped-property: uint32 -> uint64",
      "M added-class",
      "T inserted-superclass: A -> M",
      "T property Y added-property: -> uint32",
    ]);
  });

  test("of where something is declared is told of the element, and of its qualifiers only where it stays", async () => {
    const types = `Qualifier Counter : boolean = false, Scope(property), Flavor(EnableOverride, ToSubclass);
       Qualifier Override : string = null, Scope(property), Flavor(Restricted);`;
    const moved = await compareTexts(
      `${types} class T { }; class U : T { [Counter] uint32 X; };`,
      `${types} class T { [Counter] uint32 X; }; class U : T { };`,
    );
    expect(linesOf(moved)).toEqual([
      "T property X added-property: -> uint32",
      "U property X moved-declaration: declared here -> inherited",
    ]);
    const repeated = (qualifiers: string) =>
      `${types} class T { [Counter] uint32 X; }; class U : T { [Override("X")${qualifiers}] uint32 X; };`;
    expect(linesOf(await compareTexts(repeated(", Counter"), repeated("")))).toEqual([
      "U property X, qualifier Counter moved-declaration: declared here -> inherited",
    ]);
  });

  test("of a qualifier that a subclass does not repeat is not told at its override", async () => {
    const schema = (length: number) =>
      `Qualifier MaxLen : uint32 = null, Scope(property), Flavor(EnableOverride, ToSubclass);
       Qualifier Override : string = null, Scope(property), Flavor(Restricted);
       class T { [MaxLen(${length})] string X; }; class U : T { [Override("X")] string X = "a"; };`;
    expect(linesOf(await compareTexts(schema(9), schema(8)))).toEqual([
      "T property X, qualifier MaxLen narrowed-range: 9 -> 8",
    ]);
  });
});

describe("what is compared", () => {
  test("comes in the order of a dump, what is gone behind its kind", async () => {
    const differences = await compareTexts(
      'Qualifier Q : string, Scope(any); class A { [Key] uint8 K; }; class Z { }; instance of A { K = 2; };\n#pragma namespace("root/old")',
      "class Z : A2 { }; class A2 { }; class A { [Key] uint8 K; }; instance of A { K = 1; };".replace(
        "class Z : A2 { }; class A2 { };",
        "class A2 { }; class Z : A2 { };",
      ),
    );
    expect(differences.map(({ kind, path, outcome }) => `${outcome} ${kind} ${path}`)).toEqual([
      "removed qualifier Q",
      "added class A2",
      "changed class Z",
      "added instance A.K=1",
      "removed instance A.K=2",
      "removed namespace root/old",
    ]);
  });

  test("are the instances of system classes too", async () => {
    const filter = (query: string) =>
      `instance of __EventFilter { Name = "f"; QueryLanguage = "WQL"; Query = "${query}"; };`;
    expect(linesOf(await compareTexts(filter("SELECT * FROM A"), filter("SELECT * FROM B")))).toEqual([
      '__EventFilter.Name="f" property Query changed-value: "SELECT * FROM A" -> "SELECT * FROM B"',
    ]);
  });

  test("are instances of a class whose keys changed by their new keys", async () => {
    expect(
      linesOf(
        await compareTexts(
          'class T { [Key] string A; string B; }; instance of T { A = "1"; B = "2"; };',
          'class T { string A; [Key] string B; }; instance of T { A = "1"; B = "2"; };',
        ),
      ),
    ).toEqual(["T changed-keys: A -> B", 'T.A="1" removed-instance', 'T.B="2" added-instance']);
  });

  test("are instances side by side whatever characters their keys begin with", async () => {
    const names = ["Z", "a", "é", "\uffee", "\u{10000}"];
    const instances = (value: number, without?: string) =>
      names.filter((name) => name !== without).map((name) => `instance of T { Name = "${name}"; X = ${value}; };`);
    const schema = "class T { [Key] string Name; uint8 X; };";
    for (const gone of names) {
      const [before, after] = [instances(1), instances(2, gone)].map((lines) => [schema, ...lines].join("\n"));
      const differences = await compareTexts(before as string, after as string);
      expect(differences.map(({ outcome }) => outcome).sort()).toEqual([
        ...names.slice(1).map(() => "changed"),
        "removed",
      ]);
      expect(differences.find(({ outcome }) => outcome === "removed")?.path).toContain(gone);
    }
  });

  test("are instances of classes that derive from a system class once", async () => {
    const consumer = (text: string) =>
      `class Harbor_Bell : __EventConsumer { [Key] string Name; string Text; };
       instance of Harbor_Bell { Name = "b"; Text = "${text}"; };`;
    expect(linesOf(await compareTexts(consumer("ding"), consumer("dong")))).toEqual([
      'Harbor_Bell.Name="b" property Text changed-value: "ding" -> "dong"',
    ]);
  });

  test("are texts of a language as documentation", async () => {
    const german = (text: string) => `#pragma namespace("root/ms_407")\n${text}`;
    const changes = (await compareTexts(german("class T { uint32 X; };"), german("class T { };"))).flatMap(
      (difference) => difference.changes,
    );
    expect(changes.map(({ code, severity }) => [code, severity])).toEqual([["removed-property", "documentation"]]);
  });

  test("is counted as it goes on, and what the count throws ends it", async () => {
    const [before, after] = [await repositoryOf("class T { };"), await repositoryOf("class T { };")];
    const { diffRepositories } = await import("../../src/project/diff-repositories.ts");
    const counts: number[] = [];
    for await (const _ of diffRepositories(before, after, { onProgress: (count) => void counts.push(count) }));
    expect(counts).toEqual(Array.from(counts, (_, index) => index + 1));
    const stop = new Error("stop");
    const stopped = diffRepositories(before, after, {
      onProgress() {
        throw stop;
      },
    });
    await expect(stopped.next()).rejects.toBe(stop);
  });

  test("cannot be repositories that compare keys differently", async () => {
    const [exact, folded] = [
      await openConnection("memory:", { access: "write", keys: "exact" }),
      await openConnection("memory:", { access: "write" }),
    ];
    await expect(differencesOf(exact, folded)).rejects.toMatchObject({
      status: "WBEM_E_INVALID_PARAMETER",
      violations: [{ code: "keys-not-comparable" }],
    });
  });
});
