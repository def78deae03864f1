import { expect, test } from "vitest";
import { CimDateTime } from "../../src/cim/datetime.ts";
import { instanceToJson } from "../../src/cim/json.ts";
import type { CimInstance, CimValue } from "../../src/cim/model.ts";
import type { CimType } from "../../src/cim/types.ts";
import { instanceBody } from "../../src/repository/instance-body.ts";
import { InstanceTable, PlacedInstance } from "../../src/repository/instance-table.ts";
import { QualifierDefinitions } from "../../src/repository/qualifier-definitions.ts";
import { resolveClass } from "../../src/repository/resolve-class.ts";

function bodyOf(type: CimType, values: readonly CimValue[]): { body: string; expected: string } {
  const names = values.map((_, index) => `P${index}`);
  const resolved = resolveClass(
    {
      kind: "class",
      name: "Thing",
      qualifiers: [],
      properties: names.map((name) => ({ name, type, isArray: false, qualifiers: [] })),
      methods: [],
    },
    undefined,
    new QualifierDefinitions([]),
  );
  const instance: CimInstance = {
    kind: "instance",
    className: "Thing",
    properties: values.map((value, index) => ({ name: `P${index}`, value })),
  };
  const body = instanceBody(instance, new PlacedInstance(instance, new InstanceTable(resolved)));
  return { body, expected: JSON.stringify(instanceToJson(instance)) };
}

const texts = [
  "",
  "a",
  'a "b" \\c',
  "\u0000\n\u001f\u007f\u0080\u2028",
  "é €",
  "\ud83d\ude00",
  "\ud800",
  "x".repeat(1000),
];
const wide = [0n, 1n, -1n, 2n ** 53n - 1n, 2n ** 53n, 2n ** 53n + 1n, 2n ** 64n - 1n, -(2n ** 63n), -(2n ** 53n) - 1n];
const reals = [0, -0, 1.5, 1e300, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

test.each<[string, CimType, readonly CimValue[]]>([
  ["texts", "string", texts],
  ["64-bit integers", "sint64", wide],
  ["other numbers", "real64", reals],
  ["booleans and NULL", "boolean", [true, false, null]],
  [
    "datetimes",
    "datetime",
    [new CimDateTime("20260101120000.000000+000"), new CimDateTime("00000001000000.000000:000")],
  ],
  ["arrays", "string", [["a", null, '"'], [], [1n, 2]]],
  ["references", "reference", [{ kind: "path", className: "A", keys: [{ name: "K", value: 'v"' }] }]],
])("the body of an instance says of %s what its JSON says", (_, type, values) => {
  const { body, expected } = bodyOf(type, values);
  expect(body).toBe(expected);
});

test("the body of an instance without values says so", () => {
  expect(bodyOf("string", []).body).toBe('{"className":"Thing","values":{}}');
});
