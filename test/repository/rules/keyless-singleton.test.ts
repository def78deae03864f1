import { expect, test } from "vitest";
import { cimClass, key } from "../builders.ts";
import { findings } from "./findings.ts";

test("accepts singletons without keys, under an abstract class and under another singleton", async () => {
  const classes = [
    cimClass("Base", { qualifiers: ["Abstract"] }),
    cimClass("S : Base", { qualifiers: ["Singleton"] }),
    cimClass("T : S"),
    cimClass("U : T", { qualifiers: ["Singleton"] }),
  ];
  expect(await findings(classes)).toEqual([]);
});

test("refuses singletons with keys and below classes that are none", async () => {
  const classes = [
    cimClass("Keyed", { properties: [key()] }),
    cimClass("Plain"),
    cimClass("A", { qualifiers: ["Singleton"], properties: [key()] }),
    cimClass("B : Keyed", { qualifiers: ["Singleton"] }),
    cimClass("C : Plain", { qualifiers: ["Singleton"] }),
  ];
  expect(await findings(classes)).toEqual([
    "A: singleton-with-key @qualifier Singleton",
    "B: singleton-with-key @qualifier Singleton",
    "C: singleton-under-plain-class @qualifier Singleton",
  ]);
});
