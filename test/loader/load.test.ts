import { statSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import type { LoadProgress, ObjectOutcome } from "../../src/loader/load.ts";
import { load } from "../../src/loader/load.ts";
import type { FileHost } from "../../src/source/file-host.ts";
import { nodeFileHost } from "../../src/source/node-file-host.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { WbemError } from "../../src/wbem/error.ts";
import { WBEM_FLAG_CREATE_ONLY, WBEM_FLAG_UPDATE_ONLY } from "../../src/wbem/flags.ts";
import {
  file,
  findMarked,
  instanceAt,
  loadInto,
  loadText,
  openMemory,
  shownAt,
  valuesOf,
  writeFiles,
} from "./harness.ts";

const tree = "class Tree { [Key] string Tag; uint32 Height; };\n";

describe("a load", () => {
  test("puts what is declared and counts it", async () => {
    const { connection, report, diagnostics } = await loadText(
      `Qualifier Key : boolean = false, Scope(property);\n${tree}instance of Tree { Tag = "a"; Height = 3; };`,
    );
    expect(diagnostics).toEqual([]);
    expect(report).toMatchObject({ committed: true, files: 1, declarations: 3, errors: 0, warnings: 0 });
    expect(report.counts).toEqual({
      classes: { created: 1, updated: 0, unchanged: 0, deleted: 0 },
      instances: { created: 1, updated: 0, unchanged: 0, deleted: 0 },
      qualifiers: { created: 1, updated: 0, unchanged: 0, deleted: 0 },
      namespaces: { created: 0, updated: 0, unchanged: 0, deleted: 0 },
    });
    expect(await instanceAt(connection, 'Tree.Tag="a"')).toEqual({ Tag: "a", Height: 3 });
  });

  test("changes nothing when it is repeated", async () => {
    const connection = await openMemory();
    const text = `${tree}instance of Tree { Tag = "a"; };`;
    await loadInto(connection, [text]);
    const { report } = await loadInto(connection, [text]);
    expect(report.counts.classes).toMatchObject({ created: 0, unchanged: 1 });
    expect(report.counts.instances).toMatchObject({ created: 0, unchanged: 1 });
  });

  test("leaves nothing of itself after an error, and reports the errors behind it too", async () => {
    const connection = await openMemory();
    const { report, diagnostics } = await loadInto(connection, [
      `${tree}instance of Tree { Tag = "a"; Height = -1; }; instance of Tree { Tag = "b"; Hight = 2; };`,
      "class Bush : Shrub { };",
    ]);
    expect(diagnostics.map(({ code }) => code)).toEqual([
      "value-out-of-range",
      "unknown-property",
      "unknown-superclass",
    ]);
    expect(report).toMatchObject({ committed: false, errors: 3 });
    expect(report.counts.classes.created).toBe(0);
    const namespaces = await Array.fromAsync(connection.namespaces());
    expect(namespaces).toEqual(["root"]);
  });

  test("lasts with warnings, unless they count as errors", async () => {
    const text = `${tree}#pragma wibble`;
    expect((await loadText(text)).report).toMatchObject({ committed: true, warnings: 1 });
    expect((await loadText(text, { warningsAsErrors: true })).report).toMatchObject({ committed: false, warnings: 1 });
  });

  test("loads each input with namespace, flags, flavors and aliases of its own", async () => {
    const { diagnostics, connection } = await loadInto(await openMemory(), [
      `#pragma namespace("root/other")\n#pragma instanceflags("updateonly")\n${tree}class There { [Key] string K; };`,
      `${tree}instance of Tree as $A { Tag = "a"; }; class Pair { [Key] Tree ref One; };`,
      "instance of Pair { One = $A; };",
    ]);
    expect(diagnostics.map(({ code }) => code)).toEqual(["unknown-alias"]);
    expect(connection).toBeDefined();
  });

  test("tells of its progress and of each object", async () => {
    const folder = writeFiles({
      "main.mof": `#pragma include("tree.mof")\ninstance of Tree { Tag = "a"; };`,
      "tree.mof": tree,
    });
    const progress: LoadProgress[] = [];
    const outcomes: ObjectOutcome[] = [];
    await loadInto(await openMemory(), [file(folder, "main.mof")], {
      onProgress: (now) => progress.push({ ...now }),
      onObject: (outcome) => outcomes.push(outcome),
    });
    const total = { files: 2, bytes: statSync(join(folder, "main.mof")).size + tree.length };
    expect(progress).toEqual([
      { phase: "reading", files: 2, declarations: 1, file: `${folder}/tree.mof`, bytes: total.bytes, total },
      { phase: "reading", files: 2, declarations: 3, file: `${folder}/main.mof`, bytes: total.bytes, total },
      { phase: "storing", files: 2, declarations: 3, file: `${folder}/main.mof`, bytes: total.bytes, total },
    ]);
    expect(
      outcomes.map(({ kind, namespace, path, outcome, place }) => [kind, namespace, path, outcome, shownAt(place)]),
    ).toEqual([
      ["class", "root/cimv2", "Tree", "created", `${folder}/tree.mof:1 Tree`],
      ["instance", "root/cimv2", 'Tree.Tag="a"', "created", `${folder}/main.mof:2 Tree`],
    ]);
  });

  test("stops when its signal is aborted, and nothing of it lasts", async () => {
    const connection = await openMemory();
    const controller = new AbortController();
    const reason = new Error("enough");
    const loading = loadInto(connection, [tree, "class Never { };"], {
      signal: controller.signal,
      onProgress: () => controller.abort(reason),
    });
    await expect(loading).rejects.toBe(reason);
    expect(await Array.fromAsync(connection.namespaces())).toEqual(["root"]);
  });

  test("lets others have their turn, so that they can abort it", async () => {
    const inputs = Array.from({ length: 20_000 }, () => tree);
    const loading = loadInto(await openMemory(), inputs, { signal: AbortSignal.timeout(30) });
    await expect(loading).rejects.toMatchObject({ name: "TimeoutError" });
  });

  test("reports an input that cannot be read and goes on without blaming what may rest on it", async () => {
    const folder = writeFiles({ "bush.mof": "class Bush : Tree { };" });
    const { report, diagnostics } = await loadInto(await openMemory(), [
      file(folder, "no.mof"),
      file(folder, "bush.mof"),
    ]);
    expect(diagnostics.map(({ code }) => code)).toEqual(["file-not-found"]);
    expect(report).toMatchObject({ committed: false, files: 1 });
  });

  test("warns where the encoding of a file is doubtful", async () => {
    const folder = writeFiles({ "a.mof": Buffer.from('[Description("caf\xe9")] class A { };', "latin1") });
    const { diagnostics } = await loadInto(await openMemory(), [file(folder, "a.mof")]);
    expect(diagnostics.map(({ code, place }) => [code, shownAt(place).slice(-1)])).toEqual([
      ["windows-1252-assumed", "é"],
    ]);
  });

  test("rejects when its own namespace does not exist and none may be created", async () => {
    const loading = loadText(tree, { namespace: "root/nowhere", createNamespaces: false });
    await expect(loading).rejects.toSatisfy(
      (error) => error instanceof WbemError && error.status === "WBEM_E_INVALID_NAMESPACE",
    );
  });

  test("creates just the namespaces that it may", async () => {
    const createNamespaces = (path: string) => path === "root/Orchard/North";
    const text = `#pragma namespace("\\\\\\\\.\\\\root\\\\Orchard\\\\North")\n${tree}`;
    expect(await loadText(text, { createNamespaces })).toMatchObject({ report: { committed: true }, diagnostics: [] });
    const { diagnostics } = await loadText(text.replace("North", "South"), { createNamespaces });
    expect(diagnostics.map(({ code }) => code)).toEqual(["unknown-namespace"]);
  });

  test("hands on the failure of its target as it is", async () => {
    const connection = await openMemory();
    const failure = new Error("disk full");
    const broken: WbemConnection = {
      name: connection.name,
      dialect: connection.dialect,
      exactKeys: connection.exactKeys,
      locale: connection.locale,
      openNamespace: (path) => connection.openNamespace(path),
      revision: () => connection.revision(),
      namespaces: () => connection.namespaces(),
      close: () => connection.close(),
      transaction: (work) =>
        connection.transaction(async (transaction) => {
          await work(transaction);
          throw failure;
        }),
    };
    await expect(load(broken, [{ kind: "text", text: tree, name: "a" }], { onDiagnostic() {} })).rejects.toBe(failure);
  });
});

describe("a second declaration in one run", () => {
  test("is silent where it equals the first", async () => {
    const text = `${tree}${tree}instance of Tree { Tag = "a"; };`;
    expect(await findMarked(`${text}instance of Tree { Tag = "a"; };`)).toEqual([]);
  });

  test("is a warning with both places where it differs", async () => {
    expect(
      await findMarked(
        `class ‹A› { [Key] string K; };\nclass «A» { [Key] string K; string L; };\n` +
          `instance of ‹A› { K = "1"; };\ninstance of «A» { K = "1"; L = "x"; };\n` +
          "Qualifier ‹Q› : string, Scope(any);\nQualifier «Q» : uint32, Scope(any);",
      ),
    ).toEqual(["declared-differently", "declared-differently", "declared-differently"]);
  });

  test("is silent under create-only too where it equals the first, and an error where it differs", async () => {
    const flags = { classFlags: WBEM_FLAG_CREATE_ONLY, instanceFlags: WBEM_FLAG_CREATE_ONLY };
    const equal = await loadText(`${tree}${tree}${'instance of Tree { Tag = "a"; };'.repeat(3)}`, flags);
    expect(equal.diagnostics).toEqual([]);
    expect(equal.report).toMatchObject({ committed: true });
    const { report, diagnostics } = await loadText(
      `${tree}instance of Tree { Tag = "a"; }; instance of Tree { Tag = "a"; Height = 1; };`,
      flags,
    );
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({ severity: "error", status: "WBEM_E_ALREADY_EXISTS" });
    expect(diagnostics[0]?.related.map(({ place }) => shownAt(place))).toEqual(["test.mof:2 Tree"]);
    expect(report.committed).toBe(false);
  });

  test("under create-only of an object from before is refused", async () => {
    const connection = await openMemory();
    await loadInto(connection, [tree]);
    const { diagnostics } = await loadInto(connection, [tree], { classFlags: WBEM_FLAG_CREATE_ONLY });
    expect(diagnostics.map(({ status }) => status)).toEqual(["WBEM_E_ALREADY_EXISTS"]);
  });

  test("under update-only of an object that is not there is refused", async () => {
    const { diagnostics } = await loadText(tree, { classFlags: WBEM_FLAG_UPDATE_ONLY });
    expect(diagnostics.map(({ status }) => status)).toEqual(["WBEM_E_NOT_FOUND"]);
  });
});

describe("batches of instances", () => {
  const instances = (count: number, faulty: readonly number[]) =>
    Array.from(
      { length: count },
      (_, index) =>
        `instance of Tree { Tag = "${index}"; ${faulty.includes(index) ? "Hight" : "Height"} = ${index}; };`,
    ).join("\n");

  test("hold more instances than one", async () => {
    const { report } = await loadText(tree + instances(1000, []));
    expect(report.counts.instances.created).toBe(1000);
  });

  test("go on behind a refused one", async () => {
    const faulty = [0, 1, 300, 599, 998, 999];
    const { diagnostics, report } = await loadText(tree + instances(1000, faulty));
    expect(diagnostics.map(({ place }) => shownAt(place))).toEqual(
      faulty.map((index) => `test.mof:${index + 2} Hight`),
    );
    expect(report).toMatchObject({ committed: false, declarations: 1001 });
  });

  test("are put before what comes between them", async () => {
    const { diagnostics, connection } = await loadText(
      `${tree}instance of Tree { Tag = "a"; };\n#pragma deleteinstance("Tree.Tag='a'", FAIL)\n` +
        `instance of Tree { Tag = "a"; Height = 5; };\n#pragma namespace("root/other")\n${tree}` +
        'instance of Tree { Tag = "b"; };',
    );
    expect(diagnostics).toEqual([]);
    expect(await instanceAt(connection, 'Tree.Tag="a"')).toEqual({ Tag: "a", Height: 5 });
    expect(await instanceAt(connection, 'Tree.Tag="b"', "root/other")).toMatchObject({ Tag: "b" });
  });
});

describe("what only follows from an earlier error is not reported", () => {
  test("of a class with a syntax error", async () => {
    const { diagnostics } = await loadText(
      'class A { [Key] string K };\nclass B : A { };\nclass C : B { };\ninstance of B { K = 1; };\nclass D { A ref R; [EmbeddedInstance("A")] string E; };',
    );
    expect(diagnostics.map(({ code }) => code)).toEqual(["missing-semicolon"]);
  });

  test("of a class that was refused", async () => {
    const { diagnostics } = await loadText(
      'class A { [Key] string K[]; };\nclass B : A { };\ninstance of A { K = {"x"}; };\ninstance of B { Nothing = 5; };',
    );
    expect(diagnostics.map(({ code }) => code)).toEqual(["array-key"]);
  });

  test("of a qualifier type that was refused", async () => {
    const { diagnostics } = await loadText(
      "Qualifier Q : uint8 = 500, Scope(any);\n[Q(1)] class A { [Key] string K; };",
      { dialect: "dmtf" },
    );
    expect(diagnostics.filter(({ code }) => code === "value-out-of-range")).toHaveLength(1);
    expect(diagnostics.filter(({ message }) => message.includes("no qualifier `Q`"))).toEqual([]);
  });

  test("of an alias whose declaration failed", async () => {
    const { diagnostics } = await loadText(
      `${tree}class Pair { [Key] Tree ref One; };\ninstance of Tree as $A { Tag = "a" };\ninstance of Pair { One = $A; };`,
    );
    expect(diagnostics.map(({ code }) => code)).toEqual(["missing-semicolon"]);
  });
});

describe("a prelude", () => {
  test("is neither counted nor reported on", async () => {
    const { report, diagnostics } = await loadText('instance of Tree { Tag = "a"; };', {
      prelude: [{ kind: "text", text: `${tree}#pragma wibble`, name: "tree.mof" }],
    });
    expect(diagnostics).toEqual([]);
    expect(report).toMatchObject({ committed: true, files: 1, declarations: 1, warnings: 0 });
    expect(report.counts.classes.created).toBe(0);
  });

  test("shows as a related place", async () => {
    const { diagnostics } = await loadText("class Bush : Tree { uint8 Height; };", {
      prelude: [{ kind: "text", text: tree, name: "tree.mof" }],
    });
    expect(diagnostics.flatMap(({ related }) => related.map(({ place }) => shownAt(place)))).toContain(
      "tree.mof:1 Tree",
    );
  });

  test("that fails is one error", async () => {
    const { report, diagnostics } = await loadText("class Bush : Tree { };", {
      prelude: [{ kind: "text", text: "class A : B { }; class C : D { };", name: "tree.mof" }],
    });
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({
      code: "prelude-failed",
      message: "what was to be loaded before has 2 errors, the first of which is: superclass `B` does not exist",
    });
    expect(shownAt(diagnostics[0]?.related[0]?.place)).toBe("tree.mof:1 B");
    expect(report.committed).toBe(false);
  });

  test("is loaded without the flags for the inputs", async () => {
    const { diagnostics } = await loadText("class Tree { [Key] string Tag; uint8 Age; };", {
      prelude: [{ kind: "text", text: tree, name: "tree.mof" }],
      classFlags: WBEM_FLAG_UPDATE_ONLY,
    });
    expect(diagnostics).toEqual([]);
  });
});

describe("a rule that is checked at the end", () => {
  const text = `class A { [Key] string K; };
[Association] class Old { [Key] A ref First; [Key] A ref Second; };
[Association] class New : Old { [Override("First")] Later ref First; };
class Later { [Key] string K; };`;

  test("is reported at the declaration that breaks it", async () => {
    const { report, diagnostics } = await loadText(text);
    expect(diagnostics.map(({ code, place }) => [code, shownAt(place)])).toEqual([
      ["override-not-narrowed", "test.mof:3 Later"],
    ]);
    expect(report.committed).toBe(false);
  });

  test("is reported so in a file, too", async () => {
    const folder = writeFiles({ "a.mof": text });
    const { diagnostics } = await loadInto(await openMemory(), [file(folder, "a.mof")]);
    expect(diagnostics.map(({ place }) => shownAt(place))).toEqual([`${folder}/a.mof:3 Later`]);
  });

  test("is reported in the order of the errors, with each source read once for all of them", async () => {
    const broken = (name: string) => `class ${name} { [Key] string K; Nowhere X; };\n`;
    const folder = writeFiles({
      "a.mof": broken("A1") + broken("A2"),
      "main.mof": `${broken("M1")}#pragma include("a.mof")\n${broken("M3")}`,
    });
    const opened: string[] = [];
    const host: FileHost = {
      ...nodeFileHost,
      open(path) {
        opened.push(basename(path));
        return nodeFileHost.open(path);
      },
    };
    const inputs = [file(folder, "main.mof")];
    const { diagnostics } = await loadInto(await openMemory(), inputs, { host });
    // Places may open their files again, so what was opened is judged before they are asked.
    expect(opened.sort()).toEqual(["a.mof", "a.mof", "main.mof", "main.mof"]);
    const lines = diagnostics.map(({ place }) => place?.source.locate(place.start).line);
    expect(diagnostics.map(({ place }, index) => place && `${basename(place.source.name)}:${lines[index]}`)).toEqual([
      "main.mof:1",
      "a.mof:1",
      "a.mof:2",
      "main.mof:3",
    ]);
  });
});

describe("values of a property with an unknown type", () => {
  test("are not what is wrong", async () => {
    expect(
      await findMarked(
        "class U { [Key] «strin» k; «unt8» n; «boolen» b[]; «E» e; };\n" +
          'instance of U { k = "a"; n = 5; b = { true }; e = foo; };\ninstance of U as $U { k = "b"; };\n' +
          'class R { [Key] string k; U ref u; };\ninstance of R { k = "a"; u = $U; };',
      ),
    ).toEqual(["unknown-type", "unknown-type", "unknown-type", "unknown-type"]);
  });

  test("wait for a class that is declared further down", async () => {
    const { connection, diagnostics } = await loadText(
      'class U { [Key] string k; Later p; };\ninstance of U { k = "a"; p = "instance of Later { x = 7; };"; };\n' +
        "class Later { uint8 x; };",
    );
    expect(diagnostics).toEqual([]);
    expect(valuesOf((await instanceAt(connection, 'U.k="a"')).p)).toEqual({ x: 7 });
    expect(
      await findMarked(
        'class U { [Key] string k; Later p; };\ninstance of U { k = "a"; p = «"x"»; };\ninstance of U { k = "b"; p = «5»; };\n' +
          "class Later { uint8 x; };",
      ),
    ).toEqual(["invalid-embedded-text", "value-type-mismatch"]);
  });

  test("miss a class that another input declares later", async () => {
    const first = 'class U { [Key] string k; Later p; };\ninstance of U { k = "a"; p = "instance of Later { };"; };\n';
    const { diagnostics } = await loadInto(await openMemory(), [first, "class Later { uint8 x; };"]);
    expect(diagnostics.map(({ code }) => code)).toEqual(["unknown-class"]);
  });
});
