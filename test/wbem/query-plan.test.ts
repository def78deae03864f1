import { describe, expect, test } from "vitest";
import { formatQueryPlan, type QueryAccess, type QueryPlan } from "../../src/wbem/query-plan.ts";

function plan(access: readonly QueryAccess[], more: Partial<QueryPlan> = {}): QueryPlan {
  return { kind: "data", returns: "instances", namespace: "root", access, used: [], left: [], ...more };
}

describe("a plan in words", () => {
  test("has a line for each access, then what the condition is used for and what is left of it", () => {
    const access: readonly QueryAccess[] = [
      { kind: "reference-lookup", classes: ["Crew"] },
      { kind: "association-scan", classes: ["Mooring", "Towing"] },
    ];
    expect(formatQueryPlan(plan(access, { used: ["A = 1"], left: ["B = 2", "C = 3"] }))).toBe(
      "look-up by the reference in the key over 1 class: Crew\n" +
        "association scan over 2 classes: Mooring, Towing\n" +
        "  by: A = 1\n" +
        "  asked of each: B = 2\n" +
        "  asked of each: C = 3",
    );
  });

  test.each<[QueryAccess, string]>([
    [{ kind: "key-lookup", path: 'A.K="1"' }, 'key look-up: A.K="1"'],
    [{ kind: "schema-scan" }, "schema scan over all classes"],
    [{ kind: "class-scan", classes: [] }, "class scan over 0 classes"],
    [{ kind: "class-lookup", classes: ["A"] }, "class look-up over 1 class: A"],
    [{ kind: "nothing" }, "nothing to read"],
  ])("says %o", (access, line) => {
    expect(formatQueryPlan(plan([access]))).toBe(line);
  });

  test("names the first of many classes and counts the others", () => {
    const classes = Array.from({ length: 11 }, (_, index) => `C${index}`);
    expect(formatQueryPlan(plan([{ kind: "class-scan", classes }]))).toBe(
      "class scan over 11 classes: C0, C1, C2, C3, C4, C5, C6, C7 and 3 more",
    );
  });
});
