import { expect, test } from "vitest";
import { cimClass, key, property, qualifier } from "../builders.ts";
import { findings } from "./findings.ts";

const override = (text: string, ...more: readonly ReturnType<typeof qualifier>[]) =>
  property(text, [qualifier("Override", text.slice(text.lastIndexOf(" ") + 1)), ...more]);
const classes = [
  cimClass("Base", { properties: [key()] }),
  cimClass("Derived : Base"),
  cimClass("Other", { properties: [key()] }),
  cimClass("Holder", {
    properties: [
      key(),
      property("uint32 N"),
      property("string[] S"),
      property("Derived ref R"),
      property("object ref Any"),
      property("Base E"),
      property("string T", [qualifier("EmbeddedInstance", "Base")]),
      property("string O", ["EmbeddedObject"]),
    ],
  }),
];

test("accepts the same type, and narrower classes", async () => {
  const narrow = cimClass("Narrow : Holder", {
    properties: [
      override("uint32 n"),
      override("string[] S"),
      override("derived ref R"),
      override("Other ref Any"),
      override("Derived E"),
      override("string T", qualifier("EmbeddedInstance", "Derived")),
      override("string O", qualifier("EmbeddedInstance", "Other")),
      override("string K"),
    ],
  });
  const again = cimClass("Again : Narrow", { properties: [override("string T"), override("Narrow ref Any")] });
  expect(await findings([...classes, narrow])).toEqual([]);
  expect(await findings([...classes, narrow, again])).toEqual([
    "Again: override-not-narrowed @property Any part class",
  ]);
});

test("accepts a class that narrows to itself", async () => {
  const self = [
    cimClass("A", { properties: [key(), property("A ref Parent")] }),
    cimClass("B : A", { properties: [override("B ref Parent")] }),
  ];
  expect(await findings(self)).toEqual([]);
});

test("refuses other types and other classes", async () => {
  const wrong = cimClass("Wrong : Holder", {
    properties: [
      override("string N"),
      override("string S"),
      override("Base ref R"),
      override("Other E"),
      override("string T", qualifier("EmbeddedInstance", "Other")),
    ],
  });
  const weak = cimClass("Weak : Holder", { properties: [override("object E"), override("object ref R")] });
  expect(await findings([...classes, wrong, weak])).toEqual([
    "Wrong: override-changes-type @property N part type",
    "Wrong: override-changes-type @property S part type",
    "Wrong: override-not-narrowed @property R part class",
    "Wrong: override-not-narrowed @property E part class",
    "Wrong: override-not-narrowed @property T part class",
    "Weak: override-not-narrowed @property E part class",
    "Weak: override-not-narrowed @property R part class",
  ]);
});
