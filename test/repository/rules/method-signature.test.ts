import { expect, test } from "vitest";
import { cimClass, method, parameter, qualifier } from "../builders.ts";
import { findings } from "./findings.ts";

const override = [qualifier("Override", "Run")];
const base = cimClass("A", {
  methods: [method("uint32 Run", [parameter("string P"), parameter("uint8[] Q")]), method("void Stop")],
});

test("accepts the same signature, names in any case", async () => {
  const b = cimClass("B : A", {
    methods: [
      method("uint32 RUN", [parameter("string p"), parameter("uint8[4] q")], override),
      method("void Stop", [], [qualifier("Override", "Stop")]),
    ],
  });
  expect(await findings([base, b])).toEqual([]);
});

test.each([
  ["string Run", ["string P", "uint8[] Q"], "method-return-type-changed @method Run part type"],
  ["void Run", ["string P", "uint8[] Q"], "method-return-type-changed @method Run part type"],
  ["uint32 Run", ["string P"], "method-parameters-changed @method Run"],
  ["uint32 Run", ["uint8[] Q", "string P"], "method-parameter-renamed @method Run parameter Q"],
  ["uint32 Run", ["string P", "uint8 Q"], "method-parameter-type-changed @method Run parameter Q part type"],
])("refuses %s(%s)", async (text, parameters, expected) => {
  const changed = method(
    text,
    parameters.map((one) => parameter(one)),
    override,
  );
  const found = await findings([base, cimClass("B : A", { methods: [changed] })]);
  expect(found[0]).toBe(`B: ${expected}`);
});

test("refuses a return value where there was none", async () => {
  const stop = method("uint32 Stop", [], [qualifier("Override", "Stop")]);
  expect(await findings([base, cimClass("B : A", { methods: [stop] })])).toEqual([
    "B: method-return-type-changed @method Stop part type",
  ]);
});
