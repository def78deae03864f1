import { describe, expect, test } from "vitest";
import { findMarked, loadText } from "./harness.ts";

const qualifierTypes = `Qualifier Key : boolean = false, Scope(property, reference), Flavor(DisableOverride);
Qualifier Override : string, Scope(property, reference, method), Flavor(Restricted);
Qualifier In : boolean = true, Scope(parameter);
Qualifier Level : uint8, Scope(any);
Qualifier ForClasses : boolean, Scope(class);
Qualifier Terminal : boolean, Scope(class);
`;

describe("a broken rule is shown at", () => {
  test.each([
    ["the name of the superclass", "class A : «Missing» { };", ["unknown-superclass"]],
    ["the second property of a name", "class A { string ‹P›; string Q; uint8 «p»; };", ["duplicate-property"]],
    ["the second method of a name", "class A { uint8 ‹M›(); uint8 «m»(); };", ["duplicate-method"]],
    ["the second parameter of a name", "class A { uint8 M(string ‹P›, string «p»); };", ["duplicate-parameter"]],
    ["the second qualifier of a name", "[‹Level›(1), «LEVEL»(2)] class A { };", ["duplicate-qualifier"]],
    ["the second qualifier of a property", "class A { [‹Level›(1), «LEVEL»(2)] string P; };", ["duplicate-qualifier"]],
    ["a default", "class A { uint8 P = «300»; };", ["value-out-of-range"]],
    [
      "an element of a default",
      "class A { uint8 P[] = { 1, «300», 2, «-1» }; };",
      ["value-out-of-range", "value-out-of-range"],
    ],
    ["the value of a qualifier", "[Level(«300»)] class A { };", ["value-out-of-range"]],
    ["the value of a qualifier of a property", 'class A { [Level(«"x"»)] string P; };', ["value-type-mismatch"]],
    [
      "the value of a qualifier of a parameter",
      "class A { uint8 M([In, Level(«300»)] string P); };",
      ["value-out-of-range"],
    ],
    ["a qualifier outside its scope", "class A { [«ForClasses»] string P; };", ["qualifier-outside-scope"]],
    ["the type of a key", "class A { [Key] «string» P[]; };", ["array-key"]],
    [
      "the type of an override",
      'class ‹A› { string P; }; class B : A { [Override("P")] «uint8» P; };',
      ["override-changes-type"],
    ],
    [
      "the class of an override",
      'class R { }; class S { };\nclass ‹A› { R ref P; }; class B : A { [Override("P")] «S» ref P; };',
      ["override-not-narrowed"],
    ],
    ["a terminal superclass", "[Terminal] class ‹A› { }; class B : «A» { };", ["terminal-superclass"]],
    ["the default of a qualifier type", "Qualifier Q : uint8 = «300», Scope(any);", ["value-out-of-range"]],
    ["the class of an instance", "instance of «Missing» { };", ["unknown-class"]],
    [
      "the class of an instance that cannot be",
      '[Terminal] class ‹A› { string P; };\ninstance of «A» { P = "x"; };',
      ["class-without-key"],
    ],
    [
      "a property the class does not have",
      'class ‹A› { [Key] string K; };\ninstance of A { K = "1"; «L» = 2; };',
      ["unknown-property"],
    ],
    [
      "the second value of a property",
      'class A { [Key] string K; };\ninstance of A { ‹K› = "1"; «k» = "2"; };',
      ["property-set-twice"],
    ],
    ["a value", "class A { [Key] uint8 K; };\ninstance of A { K = «300»; };", ["value-out-of-range"]],
    [
      "an element of a value",
      "class A { [Key] uint8 K; uint8 L[]; };\ninstance of A { K = 1; L = { 1, «300» }; };",
      ["value-out-of-range"],
    ],
    ["the class of an instance that lacks a key", "class A { [Key] uint8 K; };\ninstance of «A» { };", ["null-key"]],
    [
      "a reference that is no path",
      'class A { [Key] A ref R; };\ninstance of A { R = «"no path = ="»; };',
      ["invalid-object-path"],
    ],
    [
      "several places at once",
      "class A { uint8 ‹P› = «300»; [«ForClasses»] uint8 «p»; };",
      ["value-out-of-range", "qualifier-outside-scope", "duplicate-property"],
    ],
  ])("%s", async (_, text, codes) => {
    expect(await findMarked(qualifierTypes + text)).toEqual(codes);
  });
});

test("what was probably meant is suggested", async () => {
  const { diagnostics } = await loadText("class Harbor_Pier { };\nclass Harbor_LongPier : Harbor_Peer { };");
  expect(diagnostics[0]).toMatchObject({ code: "unknown-superclass", hint: "did you mean `Harbor_Pier`?" });
});

describe("what is wrong in an aliased value is shown once, where it is written", () => {
  const types = "structure S { uint8 x; S below; };\nclass A { [Key] uint8 K; S s; S t[]; };\n";

  test.each([
    ["used twice", "value of S as $R { x = «300»; };\ninstance of A { K = 1; t = { $R, $R }; };"],
    ["used before", "instance of A { K = 1; s = $R; };\nvalue of S as $R { x = «300»; };"],
    [
      "used by several instances",
      "value of S as $R { x = «300»; };\ninstance of A { K = 1; s = $R; };\ninstance of A { K = 2; s = $R; };",
    ],
    [
      "used as a default",
      "value of S as $R { x = «300»; };\nclass B { S s = $R; };\ninstance of A { K = 1; s = $R; };",
    ],
    ["used nowhere", "value of S as $R { x = «300»; };"],
    [
      "in another one",
      "value of S as $R { x = «300»; };\nvalue of S as $T { below = $R; };\ninstance of A { K = 1; s = $T; t = { $R }; };",
    ],
    [
      "in one that is written in a property",
      "value of S as $R { x = «300»; };\ninstance of A { K = 1; s = value of S { below = $R; }; };",
    ],
  ])("%s", async (_, text) => {
    expect(await findMarked(types + text)).toEqual(["value-out-of-range"]);
  });

  test("with all that is wrong in it and around it", async () => {
    expect(
      await findMarked(
        `${types}value of S as $R { x = «300»; below = value of S { x = «-1»; }; };\ninstance of A { K = «300»; s = $R; };`,
      ),
    ).toEqual(["value-out-of-range", "value-out-of-range", "value-out-of-range"]);
  });

  test.each([
    ["a value", "class B { uint8 x; };"],
    ["put by itself", "class B { [Key] uint8 x; };"],
  ])("also an instance that is %s", async (_, declared) => {
    expect(
      await findMarked(
        `${declared}\nclass A { [Key] uint8 K; B b[]; };\n` +
          "instance of B as $R { x = «300»; };\ninstance of A { K = 1; b = { $R, $R }; };",
      ),
    ).toEqual(["value-out-of-range"]);
  });

  test("but a class that does not fit is the mistake of the use", async () => {
    expect(
      await findMarked(
        "structure S { uint8 x; };\nstructure ‹T› { };\nclass A { [Key] uint8 K; T t; };\n" +
          "value of S as $R { x = 1; };\ninstance of A { K = 1; t = «$R»; };",
      ),
    ).toEqual(["embedded-class-mismatch"]);
  });
});
