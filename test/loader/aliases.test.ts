import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { formatObjectPath, type ObjectPath } from "../../src/cim/object-path.ts";
import { aliasComparisonLimit } from "../../src/loader/alias-suggestions.ts";
import { SpillingAliases } from "../../src/loader/aliases.ts";
import { ByteLog } from "../../src/loader/byte-log.ts";
import { WaitingInstances } from "../../src/loader/waiting-instances.ts";
import { findMarked, instanceAt, loadText, valuesOf } from "./harness.ts";

const schema = `class A { [Key] string K; A ref R; };
class B { [Key] A ref R; };
class Chain { [Key] Chain ref Next; };
class End { [Key] string K; };
`;

async function referenceAt(text: string, path: string, property = "R"): Promise<string> {
  const { diagnostics, connection } = await loadText(schema + text);
  expect(diagnostics).toEqual([]);
  return formatObjectPath((await instanceAt(connection, path))[property] as ObjectPath);
}

/** All must be the same wherever aliases, and the instances that wait for them, are kept. */
describe.each([
  ["on the heap", SpillingAliases.kept, WaitingInstances.kept, ByteLog.blockBytes],
  ["outside of memory", 1, 0, 64],
])("with aliases and what waits for them %s", (_, keptAliases, keptInstances, blockBytes) => {
  const before = [SpillingAliases.kept, WaitingInstances.kept, ByteLog.blockBytes] as const;

  beforeAll(() => {
    SpillingAliases.kept = keptAliases;
    WaitingInstances.kept = keptInstances;
    ByteLog.blockBytes = blockBytes;
  });

  afterAll(() => {
    [SpillingAliases.kept, WaitingInstances.kept, ByteLog.blockBytes] = before;
  });

  describe("an alias", () => {
    test("stands for the path of an instance before it", async () => {
      expect(
        await referenceAt('instance of A as $X { K = "x"; }; instance of A { K = "a"; R = $X; };', 'A.K="a"'),
      ).toBe('A.K="x"');
    });

    test("stands for the path of an instance behind it", async () => {
      expect(
        await referenceAt('instance of A { K = "a"; R = $X; }; instance of A as $X { K = "x"; };', 'A.K="a"'),
      ).toBe('A.K="x"');
    });

    test("may be the key of an instance that is itself used before", async () => {
      const { diagnostics, report } = await loadText(
        `${schema}class Top { [Key] B ref R; };\ninstance of Top { R = $B; };\ninstance of B as $B { R = $A; };\ninstance of A as $A { K = "a"; };`,
      );
      expect(diagnostics).toEqual([]);
      expect(report.counts.instances.created).toBe(3);
    });

    test("may lead round, as long as no key does", async () => {
      const { diagnostics, connection } = await loadText(
        `${schema}instance of A as $X { K = "x"; R = $Y; };\ninstance of A as $Y { K = "y"; R = $X; };\ninstance of A as $Self { K = "s"; R = $Self; };`,
      );
      expect(diagnostics).toEqual([]);
      for (const [path, target] of [
        ["x", "y"],
        ["y", "x"],
        ["s", "s"],
      ]) {
        const { R } = await instanceAt(connection, `A.K="${path}"`);
        expect(formatObjectPath(R as ObjectPath)).toBe(`A.K="${target}"`);
      }
    });

    test("names the namespace where it is another", async () => {
      const text = `instance of A as $X { K = "x"; };\n#pragma namespace("root/other")\n${schema}instance of A { K = "a"; R = $X; };`;
      const { diagnostics, connection } = await loadText(schema + text);
      expect(diagnostics).toEqual([]);
      const { R } = await instanceAt(connection, 'A.K="a"', "root/other");
      expect(formatObjectPath(R as ObjectPath)).toBe('root/cimv2:A.K="x"');
    });

    test("of an instance whose key the target makes has the path that it was given", async () => {
      const { diagnostics, connection } = await loadText(
        `${schema}instance of A { K = "a"; R = $X; };\ninstance of A as $X { };`,
      );
      expect(diagnostics.map(({ code }) => code)).toEqual(["generated-key"]);
      const { R } = await instanceAt(connection, 'A.K="a"');
      expect(formatObjectPath(R as ObjectPath)).toMatch(/^A\.K="\{[-0-9A-F]{36}\}"$/);
    });

    test("of a class stands for the class", async () => {
      const { diagnostics, connection } = await loadText(
        'class Meta { [Key] string K; object ref R; };\ninstance of Meta { K = "a"; R = $It; };\nclass It as $It { };',
      );
      expect(diagnostics).toEqual([]);
      expect(formatObjectPath((await instanceAt(connection, 'Meta.K="a"')).R as ObjectPath)).toBe("It");
    });

    test("may be an element of an array of references", async () => {
      const { diagnostics, connection } = await loadText(
        `${schema}class Many { [Key] string K; A ref All[]; };\ninstance of Many { K = "m"; All = { $X, "A.K='b'", $Y }; };` +
          'instance of A as $X { K = "x"; }; instance of A as $Y { K = "y"; };',
      );
      expect(diagnostics).toEqual([]);
      const { All } = await instanceAt(connection, 'Many.K="m"');
      expect((All as readonly ObjectPath[]).map(formatObjectPath)).toEqual(['A.K="x"', 'A.K="b"', 'A.K="y"']);
    });
  });

  describe("aliases of later instances", () => {
    test("are looked up a few times each, however many an instance uses", async () => {
      const count = 500;
      const names = Array.from({ length: count }, (_, index) => `$X${index}`);
      const find = vi.spyOn(SpillingAliases.prototype, "find");
      onTestFinished(() => find.mockRestore());
      const { diagnostics, connection } = await loadText(
        `${schema}class Many { [Key] string K; A ref All[]; };\ninstance of Many { K = "m"; All = { ${names.join(", ")} }; };\n` +
          names.map((name, index) => `instance of A as ${name} { K = "${index}"; };`).join("\n"),
      );
      expect(diagnostics).toEqual([]);
      expect((await instanceAt(connection, 'Many.K="m"')).All).toHaveLength(count);
      expect(find.mock.calls.length).toBeLessThanOrEqual(5 * count);
    });

    test.each([
      ["before", "Other = $Y; R = $A;", "Other = $X; R = $B;"],
      ["behind", "R = $A; Other = $Y;", "R = $B; Other = $X;"],
    ])("may be keys of instances that refer to each other %s these keys", async (_, first, second) => {
      const { diagnostics, report } = await loadText(
        `${schema}class Pair { [Key] A ref R; Pair ref Other; };\ninstance of Pair as $X { ${first} };\n` +
          `instance of Pair as $Y { ${second} };\ninstance of A as $A { K = "a"; };\ninstance of A as $B { K = "b"; };`,
      );
      expect(diagnostics).toEqual([]);
      expect(report.counts.instances.created).toBe(4);
    });

    test("that fail decide of an instance, whatever else it waits for", async () => {
      expect(
        await findMarked(
          `${schema}class Many { [Key] string K; A ref All[]; };\ninstance of Many { K = "m"; All = { $Nobody, $X }; };\n` +
            "instance of A as $X { K = «Word»; };",
        ),
      ).toEqual(["bare-word"]);
    });
  });

  describe("a mistake with aliases", () => {
    test.each([
      [
        "an unknown name",
        `instance of A as $One { K = "1"; };\ninstance of A { K = "2"; R = «$Onee»; };`,
        ["unknown-alias"],
      ],
      [
        "a second declaration",
        `instance of A as ‹$One› { K = "1"; };\ninstance of A as «$ONE» { K = "2"; };`,
        ["duplicate-alias"],
      ],
      [
        "another case",
        `instance of A as ‹$One› { K = "1"; };\ninstance of A { K = "2"; R = «$ONE»; };`,
        ["alias-case-differs"],
      ],
      [
        "another case, used before",
        `instance of A { K = "2"; R = «$ONE»; };\ninstance of A as ‹$One› { K = "1"; };`,
        ["alias-case-differs"],
      ],
      [
        "a property of another type",
        `instance of A as $One { K = "1"; };\ninstance of A { K = «$One»; };`,
        ["unexpected-alias"],
      ],
      [
        "keys that need each other",
        `instance of Chain as $X { Next = «$Y»; };\ninstance of Chain as $Y { Next = ‹$X›; };`,
        ["circular-alias"],
      ],
      ["a key that needs itself", "instance of Chain as $X { Next = «$X»; };", ["circular-alias"]],
      [
        "an embedded instance",
        'class Inner { A R; }; class Outer { [Key] string K; Inner I; };\ninstance of Outer { K = "1"; I = instance of Inner as «$X» { }; };',
        ["alias-of-embedded"],
      ],
      ["a qualifier", "[Q(«$X»)] class C { };", ["unexpected-alias"]],
      ["a default of a class", "class C { A ref R = «$X»; };", ["unknown-alias"]],
    ])("is reported: %s", async (_, text, codes) => {
      expect(await findMarked(schema + text)).toEqual(codes);
    });

    test("suggests a name that is near", async () => {
      const { diagnostics } = await loadText(
        `${schema}instance of A as $Harbour { K = "1"; }; instance of A { K = "2"; R = $Harbor; };`,
      );
      expect(diagnostics[0]?.hint).toBe("did you mean `$Harbour`?");
    });

    test("is told once, and not of what only follows from it", async () => {
      expect(
        await findMarked(
          `${schema}instance of Chain as $X { Next = «$Y»; };\ninstance of Chain as $Y { Next = ‹$X›; };\n` +
            "instance of Chain as $Z { Next = $X; };\ninstance of Chain { Next = $Z; };\n" +
            "instance of B as $B { R = «$Nobody»; };\nclass Top { [Key] B ref R; };\ninstance of Top { R = $B; };",
        ),
      ).toEqual(["circular-alias", "unknown-alias"]);
    });

    test("is not told of a declaration that could not be put", async () => {
      expect(
        await findMarked(
          `#pragma namespace(«""»)\ninstance of A as $X { };\n#pragma namespace("root/x")\n${schema}` +
            `class Bad as $Bad { uint8 N = «Word»; };\nclass Top { [Key] string K; object ref R; };\n` +
            'instance of A { K = "1"; R = $X; };\ninstance of Top { K = "1"; R = $Bad; };',
        ),
      ).toEqual(["invalid-namespace-pragma", "bare-word"]);
    });

    test("is found in long chains", async () => {
      const links = Array.from(
        { length: 5000 },
        (_, index) => `instance of Chain as $L${index} { Next = $L${index + 1}; };`,
      );
      const { diagnostics } = await loadText(`${schema}${links.join("\n")}`);
      expect(diagnostics.map(({ code }) => code)).toEqual(["unknown-alias"]);
    });
  });

  describe("an aliased instance as a value", () => {
    const dsc = `class MSFT_Credential { string UserName; string Password; };
[Abstract] class OMI_BaseResource { string ResourceId; [EmbeddedInstance("MSFT_Credential")] string RunAs; };
class Pattern { uint32 On; uint32 Off; };
class Light : OMI_BaseResource { [Key] string Name; [EmbeddedInstance("Pattern")] string Patterns[]; };
class OMI_ConfigurationDocument { string Version; };
`;

    test("is embedded and, where its class has no keys, not stored by itself", async () => {
      const { diagnostics, connection, report } = await loadText(
        `${dsc}instance of MSFT_Credential as $Credential { UserName = "keeper"; Password = "secret"; };
instance of Light as $Light1 { Name = "North"; RunAs = $Credential; Patterns = { $One, $Two }; };
instance of Pattern as $One { On = 1; Off = 2; };
instance of Pattern as $Two { On = 3; Off = 4; };
instance of OMI_ConfigurationDocument { Version = "2.0.0"; };`,
      );
      expect(diagnostics).toEqual([]);
      expect(report.counts.instances.created).toBe(1);
      const { RunAs, Patterns } = await instanceAt(connection, 'Light.Name="North"');
      expect(valuesOf(RunAs)).toEqual({ UserName: "keeper", Password: "secret" });
      expect((Patterns as readonly unknown[]).map(valuesOf)).toEqual([
        { On: 1, Off: 2 },
        { On: 3, Off: 4 },
      ]);
    });

    test("is embedded and stored where its class has keys", async () => {
      const { diagnostics, report, connection } = await loadText(
        `class Inner { [Key] string K; };\nclass Outer { [Key] string K; Inner I; };\n` +
          'instance of Outer { K = "o"; I = $Inner; };\ninstance of Inner as $Inner { K = "i"; };',
      );
      expect(diagnostics).toEqual([]);
      expect(report.counts.instances.created).toBe(2);
      expect(valuesOf((await instanceAt(connection, 'Outer.K="o"')).I)).toEqual({ K: "i" });
    });

    test("has to be whole before it is embedded", async () => {
      const { diagnostics, connection } = await loadText(
        `class Leaf { uint8 N; };\nclass Branch { Leaf L; };\nclass Root { [Key] string K; Branch B; };\n` +
          'instance of Root { K = "r"; B = $B; };\ninstance of Branch as $B { L = $L; };\ninstance of Leaf as $L { N = 7; };',
      );
      expect(diagnostics).toEqual([]);
      expect(valuesOf(valuesOf((await instanceAt(connection, 'Root.K="r"')).B).L)).toEqual({ N: 7 });
    });

    test.each([
      ["embeds itself", "class C { C Self; };\ninstance of C as $X { Self = «$X»; };", ["circular-alias"]],
      [
        "has no path to refer to",
        'class C { string S; };\nclass D { [Key] C ref R; };\ninstance of C as ‹$X› { S = "s"; };\ninstance of D { R = «$X»; };',
        ["alias-without-path"],
      ],
      [
        "is a class",
        'class D { [Key] string K; object O; };\nclass C as ‹$X› { };\ninstance of D { K = "1"; O = «$X»; };',
        ["alias-of-class"],
      ],
      [
        "is of an abstract class and nothing embeds it",
        '[Abstract] class ‹C› { [Key] string K; };\ninstance of «C» as $X { K = "1"; };',
        ["instance-of-abstract-class"],
      ],
    ])("is refused where it %s", async (_, text, codes) => {
      expect(await findMarked(text)).toEqual(codes);
    });
  });
});

test("what is said and put, and in which order, does not depend on where aliases are kept", async () => {
  const count = 60;
  const text = Array.from({ length: count }, (_, index) => {
    const others = [index + 1, (index * 7) % count, (index * 11 + 3) % count].map((other) => `$Many${other}`);
    return (
      `instance of Many as $Many${index} { K = "ж${index}"; Size = ${index - 5}; All = { ${others.join(", ")} }; I = $Inner${(index * 17) % count}; };\n` +
      `instance of Inner as $Inner${index} { N = ${index * 5}; };\ninstance of Pair { One = $Many${(index * 13) % count}; Other = $Many${index}; };\n` +
      (index % 10 === 0
        ? `instance of Many as $many${index} { K = "again ${index}"; };\ninstance of Pair { One = $Nobody${index}; };\n`
        : "")
    );
  });
  const run = async () => {
    const paths: string[] = [];
    const { diagnostics } = await loadText(
      `${schema}class Inner { uint8 N; };\nclass Many { [Key] string K; sint64 Size; Many ref All[]; Inner I; };\n` +
        `class Pair { [Key] Many ref One; [Key] Many ref Other; };\n${text.join("")}instance of Many as $Many${count} { K = "last"; };`,
      { onObject: ({ path }) => paths.push(path) },
    );
    const said = diagnostics.map(({ code, message, place, related }) => [
      code,
      message,
      place?.start,
      related.map((other) => other.place.start),
    ]);
    return { paths, said };
  };
  const expected = await run();
  expect(expected.paths.length).toBeGreaterThan(count);
  expect(new Set(expected.said.map(([code]) => code))).toContain("unknown-alias");
  const before = [SpillingAliases.kept, WaitingInstances.kept, ByteLog.blockBytes] as const;
  onTestFinished(() => {
    [SpillingAliases.kept, WaitingInstances.kept, ByteLog.blockBytes] = before;
  });
  for (const [keptAliases, keptInstances, blockBytes] of [
    [1, 0, 8],
    [7, 20, 4096],
  ] as const) {
    SpillingAliases.kept = keptAliases;
    WaitingInstances.kept = keptInstances;
    ByteLog.blockBytes = blockBytes;
    expect(await run()).toEqual(expected);
  }
});

test("aliases are suggested up to a limit of comparisons, and what is known also beyond", async () => {
  const aliases = 2000;
  const hinted = aliasComparisonLimit / aliases;
  const declared = Array.from(
    { length: aliases },
    (_, index) => `instance of A as $Harbour${index} { K = "${index}"; };`,
  );
  const unknown = Array.from({ length: hinted + 10 }, (_, index) => `$Harbor${index}`);
  const uses = [...unknown, unknown[0]].map((name, index) => `instance of A { K = "u${index}"; R = ${name}; };`);
  const { diagnostics } = await loadText(schema + declared.join("\n") + uses.join("\n"));
  const hints = diagnostics.map(({ hint }) => hint);
  expect(hints.slice(0, hinted)).not.toContain(undefined);
  expect(hints[3]).toBe("did you mean `$Harbour3`?");
  expect(hints.slice(hinted)).toEqual([...Array.from({ length: 10 }, () => undefined), hints[0]]);
});

test.each([
  ["its text", "", []],
  ["its tree, as there is something to say of the form of others", ";", ["stray-semicolon"]],
])("an instance that waits outside of memory is the same, kept as %s", async (_, behind, codes) => {
  const before = [WaitingInstances.kept, ByteLog.blockBytes] as const;
  onTestFinished(() => {
    [WaitingInstances.kept, ByteLog.blockBytes] = before;
  });
  [WaitingInstances.kept, ByteLog.blockBytes] = [0, 64];
  const { diagnostics, connection } = await loadText(
    'class A { [Key] datetime D; string S; A ref R; };\n// жук\ninstance of A as $One { D = "20260101120000.000000+000";\n' +
      ` S = "ж\\n" /* ; */ "x"; R = $Two; };${behind}\n` +
      'instance of A as $Two { D = "20260101120001.000000+000"; R = $One; };',
  );
  expect(diagnostics.map(({ code }) => code)).toEqual(codes);
  const { S, R } = await instanceAt(connection, 'A.D="20260101120000.000000+000"');
  expect(S).toBe("ж\nx");
  expect(formatObjectPath(R as ObjectPath)).toBe('A.D="20260101120001.000000+000"');
});
