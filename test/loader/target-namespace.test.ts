import { expect, onTestFinished, test, vi } from "vitest";
import { TargetNamespace } from "../../src/loader/target-namespace.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { loadInto, loadText } from "./harness.ts";

/** The namespace that a text was loaded into, and the names of the classes that it asked the repository for. */
async function openLoaded(text: string): Promise<{ readonly namespace: TargetNamespace; readonly asked: string[] }> {
  const { connection, diagnostics } = await loadText(text);
  expect(diagnostics).toEqual([]);
  const services = await connection.openNamespace("root/cimv2");
  const asked: string[] = [];
  const watched: Pick<WbemServices, "enumerateQualifiers" | "getClass"> = {
    enumerateQualifiers: () => services.enumerateQualifiers(),
    getClass: (name) => {
      asked.push(name);
      return services.getClass(name);
    },
  };
  return { namespace: await TargetNamespace.open(watched as WbemServices), asked };
}

const chain =
  "class A { [Key] string K; structure S { uint8 X; }; };\n" +
  'class B : A { [EmbeddedInstance("A_S")] string E; };\nclass C : B { [Override("E")] string E; };';

test("a class is asked for once, whatever derives from it", async () => {
  const { namespace, asked } = await openLoaded(chain);
  await namespace.fetchShape("B");
  await namespace.fetchShape("C");
  expect(asked).toEqual(["B", "A", "C"]);
  const shape = namespace.shape("C");
  expect(shape?.extends("a")).toBe(true);
  expect(shape?.extends("C")).toBe(false);
  expect(shape?.localType("s")).toBe("A_S");
  // What B says of its values holds below it too.
  expect(shape?.property("E")?.type).toMatchObject({ type: "object", className: "A_S" });
});

test("a class that was created changes nothing but what is not there", async () => {
  const { namespace } = await openLoaded(chain);
  await namespace.fetchShape("B");
  await namespace.fetchShape("D");
  expect(namespace.shape("D")).toBeNull();
  namespace.rememberPut({ kind: "class", name: "D", qualifiers: [], properties: [], methods: [] }, "created");
  expect(namespace.shape("D")).toBeUndefined();
  expect(namespace.shape("B")).toBeDefined();
  namespace.forgetShapes();
  expect(namespace.shape("B")).toBeUndefined();
});

test("classes that the load put are not read to learn that they are no enumerations", async () => {
  const fetch = vi.spyOn(TargetNamespace.prototype, "fetchShape");
  onTestFinished(() => fetch.mockRestore());
  const classes = Array.from({ length: 50 }, (_, index) =>
    index === 0 ? "class C0 { uint8 P0; };" : `class C${index} : C${index - 1} { C${index - 1} P${index}; };`,
  );
  const { connection, report } = await loadText(classes.join("\n"));
  expect(report.counts.classes.created).toBe(50);
  expect(fetch).not.toHaveBeenCalled();
  const again = await loadInto(connection, [classes.join("\n")]);
  expect(again.report.counts.classes.unchanged).toBe(50);
  expect(fetch).not.toHaveBeenCalled();
});

test("what a class of the load declares in its body is known below it without reading it", async () => {
  const { connection, diagnostics } = await loadText(
    "class A { enumeration E { X }; structure S { uint8 N; }; };\nclass B : A { e First = X; };\nclass C : B { S Second; B Third; };",
  );
  expect(diagnostics).toEqual([]);
  const { properties } = await (await connection.openNamespace("root/cimv2")).getClass("C");
  expect(properties.map(({ name, className, enumeration }) => [name, className ?? enumeration])).toEqual([
    ["Second", "A_S"],
    ["Third", "B"],
    ["First", "A_E"],
  ]);
});

test("a class that takes the place of an enumeration is told from it", async () => {
  const { connection } = await loadText("enumeration E { X };");
  const { diagnostics } = await loadInto(connection, [
    '#pragma deleteclass("E", fail)\nclass E { [Key] uint8 K; };\nclass U { E Whole; };',
  ]);
  expect(diagnostics).toEqual([]);
  const { properties } = await (await connection.openNamespace("root/cimv2")).getClass("U");
  expect(properties).toMatchObject([{ name: "Whole", type: "object", className: "E" }]);
});

test("a long row of enumerations, each extending the one before, takes no time of its own", async () => {
  const names = Array.from({ length: 3000 }, (_, index) => `E${index}`);
  const text = names.map((name, index) => `enumeration ${name}${index === 0 ? "" : ` : E${index - 1}`} { V${index} };`);
  const { diagnostics, connection } = await loadText(text.join("\n"));
  expect(diagnostics).toEqual([]);
  const last = await (await connection.openNamespace("root/cimv2")).getClass("E2999");
  expect(last.properties).toHaveLength(3000);
});
