import fc from "fast-check";
import { describe, test } from "vitest";
import { fuzzProperties } from "./properties.ts";

describe("whatever the input", () => {
  test.each(fuzzProperties.map((property) => [property.name, property] as const))(
    "%s",
    async (_, { input, check, runs }) => {
      await fc.assert(
        fc.asyncProperty(input, async (value) => check(value)),
        { numRuns: runs },
      );
    },
  );
});
