import fc from "fast-check";
import { describe, test } from "vitest";
import { fuzzProperties } from "./properties.ts";

/** Printed with every failure; `SEED=… npx vitest run test/fuzz` runs the same cases again. */
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);

describe(`whatever the input (SEED=${seed})`, () => {
  test.each(fuzzProperties.map((property) => [property.name, property] as const))(
    "%s",
    async (_, { input, check, runs }) => {
      await fc.assert(
        fc.asyncProperty(input, async (value) => check(value)),
        { seed, numRuns: runs },
      );
    },
  );
});
