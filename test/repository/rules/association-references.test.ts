import { expect, test } from "vitest";
import { cimClass, key, property, qualifier, standardQualifiers } from "../builders.ts";
import { findings } from "./findings.ts";

const a = cimClass("A", { properties: [key()] });
const link = cimClass("Link", { qualifiers: ["Association"], properties: [key("A ref X"), key("A ref Y")] });

test("accepts two references and more, inherited or overridden ones", async () => {
  const classes = [
    a,
    link,
    cimClass("Narrow : Link", { properties: [property("A ref X", [qualifier("Override", "X")])] }),
    cimClass("Base", { qualifiers: ["Association", "Abstract"] }),
    cimClass("Filled : Base", { properties: [key("A ref X"), key("A ref Y"), key("A ref Z")] }),
  ];
  expect(await findings(classes)).toEqual([]);
});

test("warns of fewer, and of one that is added below", async () => {
  const classes = [
    a,
    link,
    cimClass("None", { qualifiers: ["Association"] }),
    cimClass("One", { qualifiers: ["Association"], properties: [key("A ref X")] }),
    cimClass("More : Link", { properties: [property("A ref Z")] }),
  ];
  expect(await findings(classes)).toEqual([
    "None warns: too-few-references",
    "One warns: too-few-references",
    "More warns: added-reference @property Z",
  ]);
});

test("refuses a reference outside an association in the dialect of DSP0004 only", async () => {
  const objects = [...standardQualifiers, a, cimClass("B", { properties: [key(), property("A ref R")] })];
  expect(await findings(objects)).toEqual([]);
  expect(await findings(objects, "wmi")).toEqual([]);
  expect(await findings(objects, "dmtf3")).toEqual([]);
  expect(await findings(objects, "dmtf")).toEqual(["B: reference-outside-association @property R"]);
});
