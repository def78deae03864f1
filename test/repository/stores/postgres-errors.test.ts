import { expect, test } from "vitest";
import { translatePostgresError } from "../../../src/repository/stores/postgres-errors.ts";
import { WbemError } from "../../../src/wbem/error.ts";

test("who may not write because nobody may is told to name another server, and no grant", () => {
  const said = Object.assign(new Error("cannot execute INSERT in a read-only transaction"), {
    severity: "ERROR",
    code: "25006",
  });
  const context = { repository: "postgres://db/cim", wait: 10, work: "writing", isLost: false } as const;
  const error = translatePostgresError(said, context);
  expect(error).toBeInstanceOf(WbemError);
  expect((error as WbemError).violations).toMatchObject([
    { code: "postgres-permission-denied", hint: expect.stringContaining("target_session_attrs=read-write") },
  ]);
});
