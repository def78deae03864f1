import { describe, expect, test } from "vitest";
import type { CimInstance } from "../../../src/cim/model.ts";
import { maximumEmbeddingDepth } from "../../../src/repository/check-context.ts";
import { cimClass, instance, key, property, qualifier } from "../builders.ts";
import { findings } from "./findings.ts";

describe("instantiable class", () => {
  test("accepts concrete classes with keys and singletons", async () => {
    const objects = [
      cimClass("A", { qualifiers: ["Abstract"], properties: [key()] }),
      cimClass("B : A"),
      cimClass("S", { qualifiers: ["Singleton"] }),
      instance("B", { K: "1" }),
      instance("S", {}),
    ];
    expect(await findings(objects)).toEqual([]);
  });

  test("refuses abstract classes, indications and classes without keys", async () => {
    const objects = [
      cimClass("A", { qualifiers: ["Abstract"], properties: [key()] }),
      cimClass("I : __ExtrinsicEvent", { properties: [key()] }),
      cimClass("N", { properties: [property("string S")] }),
      instance("A", { K: "1" }),
      instance("I", { K: "1" }),
      instance("N", { S: "1" }),
      instance("Missing", {}),
    ];
    expect(await findings(objects)).toEqual([
      "instance of A: instance-of-abstract-class @part class",
      "instance of I: instance-of-indication @part class",
      "instance of N: class-without-key @part class",
      "instance of Missing: unknown-class @part class",
    ]);
  });
});

describe("properties of instances", () => {
  const tree = cimClass("Tree", {
    properties: [key("string Tag"), property("uint8 Height"), property("uint8[] Rings")],
  });

  test("are those of the class, once", async () => {
    expect(await findings([tree, instance("tree", { TAG: "1", height: 5, Rings: null })])).toEqual([]);
    const twice: CimInstance = {
      kind: "instance",
      className: "Tree",
      properties: [
        { name: "Tag", value: "1" },
        { name: "Height", value: 5 },
        { name: "Heigth", value: 5 },
        { name: "height", value: 6 },
        { name: "HEIGHT", value: 6 },
      ],
    };
    expect(await findings([tree, twice])).toEqual([
      "instance of Tree: unknown-property @property Heigth",
      "instance of Tree: property-set-twice @property height occurrence 1",
      "instance of Tree: property-set-twice @property HEIGHT occurrence 2",
    ]);
  });

  test("have values of their types", async () => {
    const wrong = instance("Tree", { Tag: "1", Height: 500, Rings: [1, 999, "x"] });
    expect(await findings([tree, wrong])).toEqual([
      "instance of Tree: value-out-of-range @property Height part value",
      "instance of Tree: value-out-of-range @property Rings element 1 part value",
      "instance of Tree: value-type-mismatch @property Rings element 2 part value",
    ]);
  });
});

describe("values that cannot be NULL", () => {
  const a = cimClass("A", {
    properties: [
      key("uint32 N"),
      property("string S", ["Not_Null"]),
      property("string I", ["Indexed"], "default"),
      property("string F", [qualifier("Not_Null", false)]),
    ],
  });

  test("are keys, Not_Null and Indexed", async () => {
    expect(await findings([a, instance("A", { N: 1, S: "x" })])).toEqual([]);
    expect(await findings([a, instance("A", { I: null })])).toEqual([
      "instance of A: null-key @property N",
      "instance of A: null-not-allowed @property S",
      "instance of A: null-not-allowed @property I",
    ]);
  });

  test("are generated for string keys, with a warning", async () => {
    const b = cimClass("B", { properties: [key(), property("uint8 N")] });
    expect(await findings([b, instance("B", { N: 1 })])).toEqual(["instance of B warns: generated-key @property K"]);
  });
});

describe("keys", () => {
  test("cannot hold half a surrogate pair", async () => {
    const a = cimClass("A", { properties: [key()] });
    expect(await findings([a, instance("A", { K: "x\uD83C" })])).toEqual([
      "instance of A: malformed-key @property K part value",
    ]);
  });
});

describe("embedded instances", () => {
  const classes = [
    cimClass("Inner", { properties: [property("uint8 X"), property("Inner Deeper"), property("string Id", ["Key"])] }),
    cimClass("Below : Inner", { properties: [property("string Y")] }),
    cimClass("Ghost", { qualifiers: ["Abstract"] }),
    cimClass("Outer", {
      properties: [
        key(),
        property("Inner I"),
        property("string T", [qualifier("EmbeddedInstance", "Inner")]),
        property("string[] L", [qualifier("EmbeddedInstance", "Inner")]),
        property("string O", ["EmbeddedObject"]),
        property("object Any"),
      ],
    }),
  ];
  const outer = (values: Parameters<typeof instance>[1]) => instance("Outer", { K: "1", ...values });

  test("are of their class or a subclass, and need no keys", async () => {
    const good = outer({
      I: instance("inner", { x: 1 }),
      T: instance("Below", { Y: "y", Deeper: instance("Below", { X: 2 }) }),
      L: [instance("Inner", {}), null],
      O: cimClass("Some"),
      Any: instance("Outer", { T: instance("Inner", {}) }),
    });
    expect(await findings([...classes, good])).toEqual([]);
  });

  test("obey the laws of instances, however deep", async () => {
    const bad = outer({
      I: instance("Inner", { X: 300, Deeper: instance("Below", { Z: 1 }) }),
      T: instance("Outer", {}),
      L: [instance("Inner", {}), instance("Innr", {}), instance("Inner", { X: "x" })],
      O: "text",
      Any: instance("Ghost", {}),
    });
    expect(await findings([...classes, bad])).toEqual([
      "instance of Outer: value-out-of-range @property I > property X part value",
      "instance of Outer: unknown-property @property I > property Deeper > property Z",
      "instance of Outer: embedded-class-mismatch @property T > part class",
      "instance of Outer: unknown-class @property L element 1 > part class",
      "instance of Outer: value-type-mismatch @property L element 2 > property X part value",
      "instance of Outer: value-type-mismatch @property O part value",
    ]);
  });

  test("stand in each other up to a limit", async () => {
    const nest = (depth: number): CimInstance =>
      depth === 0 ? instance("Inner", { X: 1 }) : instance("Inner", { Deeper: nest(depth - 1) });
    expect(await findings([...classes, outer({ I: nest(maximumEmbeddingDepth - 1) })])).toEqual([]);
    const [found] = await findings([...classes, outer({ I: nest(maximumEmbeddingDepth) })]);
    expect(found).toMatch(/^instance of Outer: embedded-too-deep @property I > .* > property Deeper part value$/);
  });
});

describe("qualifiers of instances", () => {
  const fixedTag = qualifier("Tag", "one", { overridable: false, toInstance: true });
  const a = cimClass("A", { qualifiers: [fixedTag], properties: [property("string K", ["Key", fixedTag])] });
  const qualified = (own: readonly ReturnType<typeof qualifier>[]): CimInstance => ({
    kind: "instance",
    className: "A",
    qualifiers: own,
    properties: [{ name: "K", value: "1", qualifiers: own }],
  });

  test("may be new, and repeat what is fixed", async () => {
    expect(await findings([a, qualified([qualifier("Own", 1), qualifier("Tag", "one")])])).toEqual([]);
  });

  test("are of their types, once, and change nothing that is fixed", async () => {
    const wrong = { ...qualifier("Typed", "x"), type: "uint8" } as const;
    const found = await findings([
      a,
      qualified([qualifier("Tag", "two"), wrong, qualifier("Own", 1), qualifier("own", 2), qualifier("Key")]),
    ]);
    const expected = (where: string) => [
      `instance of A: override-not-allowed @${where}qualifier Tag part value`,
      `instance of A: value-type-mismatch @${where}qualifier Typed part value`,
      `instance of A: duplicate-qualifier @${where}qualifier own occurrence 1`,
      `instance of A: key-on-instance @${where}qualifier Key`,
    ];
    expect(found).toEqual([...expected(""), ...expected("property K ")]);
  });
});
