import { describe, expect, test } from "vitest";
import * as library from "../../src/index.ts";
import { openRepository } from "../../src/repository/repository.ts";
import { MemoryStore } from "../../src/repository/stores/memory.ts";

const connection = await openRepository(new MemoryStore(), { name: "arguments" });
const inputs = [{ kind: "text", text: "class A { };", name: "a.mof" }];
const options = { onDiagnostic: () => undefined };
const source = () => library.sourceFromText("class A { };", "a.mof");

/** Calls a function of the library as a program without types does. */
async function call(name: string, given: readonly unknown[]): Promise<unknown> {
  const called = (library as unknown as Record<string, (...given: readonly unknown[]) => unknown>)[name];
  const result = called?.(...given);
  if (name === "diffRepositories") for await (const _ of result as AsyncIterable<unknown>);
  return result;
}

describe.each(["load", "compileIncrementally", "removeSources", "findMissing"])("%s refuses", (name) => {
  const wellFormed = { ...options, folders: [] };

  test.each([
    ["no connection", ["repository.db", inputs, wellFormed], "`connection`", "a string"],
    ["a path for the inputs", [connection, "schema.mof", wellFormed], "`inputs`", "a string"],
    ["a number among the inputs", [connection, [5], wellFormed], "`inputs[0]`", "an integer"],
    ["a path among the inputs", [connection, [...inputs, "a.mof"], wellFormed], "`inputs[1]`", "a string"],
    ["an input of a kind that is none", [connection, [{ kind: "glob" }], wellFormed], "`inputs[0].kind`", "a string"],
    ["a file without a path", [connection, [{ kind: "file" }], wellFormed], "`inputs[0].path`", "nothing"],
    ["a text without one", [connection, [{ kind: "text" }], wellFormed], "`inputs[0].text`", "nothing"],
    ["a text without a name", [connection, [{ kind: "text", text: "" }], wellFormed], "`inputs[0].name`", "nothing"],
    ["no options", [connection, inputs], "`options`", "nothing"],
    ["nobody to tell", [connection, inputs, { folders: [] }], "`options.onDiagnostic`", "nothing"],
    [
      "a number as namespace",
      [connection, inputs, { ...wellFormed, namespace: 5 }],
      "`options.namespace`",
      "an integer",
    ],
    ["a path as prelude", [connection, inputs, { ...wellFormed, prelude: "a.mof" }], "`options.prelude`", "a string"],
    [
      "a setting of an input of another kind",
      [connection, [{ ...inputs[0], settings: { includeFolders: "lib" } }], wellFormed],
      "`inputs[0].settings.includeFolders`",
      "a string",
    ],
  ])("%s, by the name of the argument", async (_title, given, argument, found) => {
    const error = await call(name, given).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TypeError);
    const { message } = error as TypeError;
    expect(message.startsWith(`${argument} has to be `)).toBe(true);
    expect(message.endsWith(`, and is ${found}`)).toBe(true);
  });

  test("nothing that is well-formed", async () => {
    await expect(call(name, [connection, inputs, wellFormed])).resolves.toBeDefined();
  });
});

test.each([
  ["findMissing", [connection, inputs, options], "`options.folders` has to be an array of strings, and is nothing"],
  ["splitMaster", [inputs[0], options], "`source` has to be a source, as `openSource` gives it, and is another object"],
  ["splitMaster", [source()], "`options` has to be an object, and is nothing"],
  ["splitMaster", [source(), {}], "`options.onDiagnostic` has to be a function, and is nothing"],
  ["mergeLocalized", ["a.mof", [], options], "`neutral` has to be a source, as `openSource` gives it, and is a string"],
  [
    "mergeLocalized",
    [source(), source(), options],
    "`localized` has to be an array of sources, and is an object of the class `TextSource`",
  ],
  [
    "mergeLocalized",
    [source(), ["a.mfl"], options],
    "`localized[0]` has to be a source, as `openSource` gives it, and is a string",
  ],
  ["mergeLocalized", [source(), []], "`options` has to be an object, and is nothing"],
  [
    "diffRepositories",
    [connection, "b.db"],
    "`after` has to be a connection, as `openConnection` gives it, and is a string",
  ],
  [
    "diffRepositories",
    [undefined, connection],
    "`before` has to be a connection, as `openConnection` gives it, and is nothing",
  ],
  ["diffRepositories", [connection, connection, 5], "`options` has to be an object, and is an integer"],
  ["readConfiguration", [undefined, options], "`path` has to be a string, and is nothing"],
  ["readConfiguration", ["mofkit.config.json"], "`options` has to be an object, and is nothing"],
  ["readConfiguration", ["mofkit.config.json", {}], "`options.onDiagnostic` has to be a function, and is nothing"],
])("%s refuses what it cannot take, by the name of the argument (%#)", async (name, given, message) => {
  await expect(call(name, given)).rejects.toThrow(new TypeError(message));
});
