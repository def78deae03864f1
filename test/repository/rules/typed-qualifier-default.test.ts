import { expect, test } from "vitest";
import { qualifierType } from "../builders.ts";
import { findings } from "./findings.ts";

test("accepts defaults of the type, and none", async () => {
  const types = [
    qualifierType("A : uint8", ["any"], {}, 255),
    qualifierType("B : string[]", ["any"], {}, ["x"]),
    qualifierType("C : sint64", ["any"], {}, null),
    qualifierType("D : boolean"),
  ];
  expect(await findings(types)).toEqual([]);
});

test("refuses others", async () => {
  const types = [
    qualifierType("A : uint8", ["any"], {}, 256),
    qualifierType("B : string[]", ["any"], {}, ["x", 5]),
    qualifierType("C : boolean", ["any"], {}, "yes"),
  ];
  expect(await findings(types)).toEqual([
    "A: value-out-of-range @part value",
    "B: value-type-mismatch @element 1 part value",
    "C: value-type-mismatch @part value",
  ]);
});
