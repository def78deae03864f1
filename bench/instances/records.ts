import { CimDateTime } from "../../src/cim/datetime.ts";
import type { CimClass, CimInstance, CimProperty } from "../../src/cim/model.ts";
import type { CimType } from "../../src/cim/types.ts";
import { hashKey } from "../../src/repository/stores/sqlite-key-hash.ts";
import { instancesPerClass } from "../../src/repository/stores/sqlite-layout.ts";

function property(name: string, type: CimType, isKey = false): CimProperty {
  const key = { name: "Key", type: "boolean", isArray: false, value: true, flavor: {} } as const;
  return { name, type, isArray: false, qualifiers: isKey ? [key] : [] };
}

/** A class with five properties. */
export const recordClass: CimClass = {
  kind: "class",
  name: "GEN_Record",
  qualifiers: [],
  properties: [
    property("Name", "string", true),
    property("Number", "uint32"),
    property("Size", "uint64"),
    property("Active", "boolean"),
    property("Changed", "datetime"),
  ],
  methods: [],
};

export type KeyOrder = "ascending" | "random";

/** What makes of the numbers up to 2^32 the same numbers in an order that looks like none: an odd factor has an inverse. */
const scatter = 0x9e3779b1;

/** The text in one piece, as whoever read it from somewhere has it; V8 keeps what was put together in parts until it is used. */
function inOnePiece(text: string): string {
  return Buffer.from(text, "latin1").toString("latin1");
}

/** The key of a record, of 20 characters. */
export function recordName(index: number, order: KeyOrder): string {
  const number = order === "ascending" ? index : Math.imul(index, scatter) >>> 0;
  return inOnePiece(`Record ${String(number).padStart(13, "0")}`);
}

export function recordPath(index: number, order: KeyOrder): string {
  return inOnePiece(`GEN_Record.Name="${recordName(index, order)}"`);
}

/** The record of a number as an instance. */
export function recordInstance(index: number, order: KeyOrder): CimInstance {
  return {
    kind: "instance",
    className: "GEN_Record",
    properties: [
      { name: "Name", value: recordName(index, order) },
      { name: "Number", value: index },
      { name: "Size", value: BigInt(index) * 1_048_576n },
      { name: "Active", value: (index & 1) === 0 },
      {
        name: "Changed",
        value: new CimDateTime(inOnePiece(`20260101120000.${String(index % 1_000_000).padStart(6, "0")}+000`)),
      },
    ],
  };
}

/** The columns of `instance` in a repository: `id`, `key_class_id`, `key_hash`, `key`, `body`. */
export type RecordRow = [number, number, number, string, string];

/** The number that the class of the first instance gets in a new repository. */
const classId = 1;

/** The row of a record, the very one that mofkit stores for {@link recordInstance} (a test compares them). */
export function recordRow(index: number, order: KeyOrder): RecordRow {
  const { className, properties } = recordInstance(index, order);
  const values: Record<string, unknown> = {};
  for (const { name, value } of properties) {
    values[name] = typeof value === "bigint" ? String(value) : value instanceof CimDateTime ? value.text : value;
  }
  const key = inOnePiece(`name="${recordName(index, order).toLowerCase()}"`);
  const body = JSON.stringify({ className, values });
  return [classId * instancesPerClass + index + 1, classId, hashKey(classId, key), key, body];
}
