import { expect, test } from "vitest";
import { cimClass, key, property, qualifier } from "../builders.ts";
import { findings } from "./findings.ts";

const a = cimClass("A", { properties: [key()] });
const link = cimClass("Link", { qualifiers: ["Association"], properties: [key("A ref X"), key("A ref Y")] });
const event = cimClass("Event", { qualifiers: ["Indication"] });

test("accepts subclasses that say the same or nothing", async () => {
  const classes = [
    a,
    link,
    event,
    cimClass("L1 : Link"),
    cimClass("L2 : L1", { qualifiers: ["Association"] }),
    cimClass("E1 : Event", { qualifiers: ["Indication"] }),
    cimClass("E2 : __ExtrinsicEvent", { qualifiers: ["Indication"] }),
    cimClass("A1 : A", { qualifiers: [qualifier("Association", false)] }),
  ];
  expect(await findings(classes)).toEqual([]);
});

test("refuses a kind that the superclass has not, and the loss of one", async () => {
  const classes = [
    a,
    link,
    cimClass("B : A", { qualifiers: ["Association"], properties: [property("A ref X"), property("A ref Y")] }),
    cimClass("C : A", { qualifiers: ["Indication"] }),
    cimClass("D : Link", { qualifiers: [qualifier("Association", false)] }),
  ];
  expect(await findings(classes)).toEqual([
    "B: kind-added @qualifier Association",
    "C: kind-added @qualifier Indication",
    "D: kind-revoked @qualifier Association",
  ]);
});

test("refuses a class of both kinds", async () => {
  expect(await findings([cimClass("B", { qualifiers: ["Association", "Indication"] })])).toEqual([
    "B: association-and-indication @qualifier Indication",
    "B: too-few-references",
  ]);
});
