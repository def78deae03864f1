import { expect, test } from "vitest";
import { cimClass, key, qualifier } from "../builders.ts";
import { findings } from "./findings.ts";

test("refuses a subclass of a terminal class", async () => {
  const open = cimClass("Open", { qualifiers: [qualifier("Terminal", false)], properties: [key()] });
  const terminal = cimClass("Last : Open", { qualifiers: ["terminal"] });
  expect(await findings([open, terminal, cimClass("B : Last")])).toEqual(["B: terminal-superclass @part superclass"]);
});

test("refuses a class that is terminal and abstract", async () => {
  expect(await findings([cimClass("A", { qualifiers: ["Terminal", "Abstract"] })])).toEqual([
    "A: terminal-and-abstract @qualifier Terminal",
  ]);
});

test("refuses subclasses of what the repository itself makes", async () => {
  expect(await findings([cimClass("A : __Namespace"), cimClass("B : __thisNAMESPACE")])).toEqual([
    "A: terminal-superclass @part superclass",
    "B: terminal-superclass @part superclass",
  ]);
});
