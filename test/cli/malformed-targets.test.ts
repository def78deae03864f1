import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { runMofkit } from "../support/run-mofkit.ts";

const good = "samples/first-steps.mof";

test.each([
  ["postgres://user:tide@one@two/cim", "malformed-postgres-target"],
  ["postgres://db?sslmod=require", "unknown-postgres-parameter"],
  ["postgres://db?sslcrl=revoked.pem", "unsupported-postgres-parameter"],
  ["postgres://db?sslmode=perhaps", "invalid-postgres-parameter"],
  ["host=db dbname=cim password=tide", "postgres-keywords"],
  ["north:harbor.db", "unknown-target"],
  ["https://user:tide@host", "unsupported-target"],
])("a target that cannot be understood is a wrong command line: %s", async (target, code) => {
  for (const words of [
    ["list", "classes"],
    ["compile", good],
    ["compile", good, "-r", "memory:"],
  ]) {
    const { code: exitCode, stdout, stderr } = await runMofkit([...words, "-r", target]);
    expect(stderr).toContain(code);
    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).not.toContain("tide");
  }
  expect(existsSync(target)).toBe(false);
});
