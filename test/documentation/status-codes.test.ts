import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { messages } from "../../src/codes/index.ts";
import { type StatusName, statusNumbers } from "../../src/codes/status.ts";
import { statusCases } from "../contract/describe-status-codes.ts";

const page = readFileSync(join(import.meta.dirname, "../../grammar/deviations.md"), "utf8");
const section = page.split("\n### Status codes\n")[1] ?? "";
const [table = "", list = ""] = section.split("\nThese cannot arise:\n");

function namesIn(text: string): readonly string[] {
  return text.match(/\bWBEM(?:MOF)?_[ES]_[A-Z0-9_]+/g) ?? [];
}

const rows = table.split("\n").filter((line) => line.startsWith("| WBEM"));
/** The statuses that the first cell of each row names, before its colon. */
const reached = rows.flatMap((row) => namesIn(row.split(":")[0] ?? ""));
const unreached = list
  .split("\n")
  .flatMap((line) => (line.startsWith("- WBEM") ? namesIn(line.split(":")[0] ?? "") : []));
const ofMessages = new Set<string>(
  Object.values(messages.table).flatMap((message) => ("status" in message ? [message.status] : [])),
);

describe("each status", () => {
  test("stands in the table or among those that cannot arise, once", () => {
    expect([...reached, ...unreached].toSorted()).toEqual(Object.keys(statusNumbers).toSorted());
  });

  test("has the number there that it has in the code", () => {
    const numbered = rows.filter((row) => row.startsWith("| WBEM_"));
    expect(numbered.length).toBeGreaterThan(50);
    for (const row of numbered) {
      const [, name, number] = /^\| (\w+) (0x[0-9A-F]+):/.exec(row) ?? [];
      expect(statusNumbers[name as StatusName], row).toBe(Number(number));
    }
  });

  test("that the table says every store can give is reached over every store", () => {
    const shown = rows
      .filter((row) => row.includes("`have the status %s,"))
      .flatMap((row) => namesIn(row.slice(0, 60)));
    expect(shown.toSorted()).toEqual(Object.keys(statusCases).toSorted());
  });

  test("is the status of a message where the MOF compiler gives it", () => {
    const ofCompiler = reached.filter((name) => name.startsWith("WBEMMOF_"));
    expect(ofCompiler.length).toBeGreaterThan(30);
    expect(ofCompiler.filter((name) => !ofMessages.has(name))).toEqual([]);
  });

  test("that cannot arise is that of no message", () => {
    expect(unreached.filter((name) => ofMessages.has(name))).toEqual([]);
  });
});
