import { describe, test } from "vitest";
import type { StatusName } from "../../src/codes/status.ts";
import { expectRefusal } from "../repository/expect-error.ts";
import type { OpenConnection } from "./contract-helpers.ts";
import { classStatusCases } from "./status/class-status-cases.ts";
import { objectStatusCases } from "./status/object-status-cases.ts";
import { providerStatusCases } from "./status/provider-status-cases.ts";
import { prepareStatusCases, type StatusCases } from "./status/status-case.ts";

/** Every status that a refusal over any store can have, and a way to it. */
export const statusCases: StatusCases = { ...objectStatusCases, ...classStatusCases, ...providerStatusCases };

/** Every status that a refusal can have whatever store is below, each reached once. */
export function describeStatusCodes(name: string, open: OpenConnection): void {
  describe(`refusals of ${name}`, () => {
    test.each(Object.entries(statusCases))(
      "have the status %s, its number and all violations where it is documented",
      async (status, { number, violations, options, refused }) => {
        const settings = options?.() ?? {};
        const connection = await open(settings);
        try {
          const root = await connection.openNamespace("root");
          if (settings.readOnly !== true) await prepareStatusCases(root);
          await expectRefusal(refused(root, connection), status as StatusName, number, violations);
        } finally {
          await connection.close();
        }
      },
    );
  });
}
