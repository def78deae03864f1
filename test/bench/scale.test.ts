import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { extremes, generateRecords, recordForms } from "../../bench/scale/generate.ts";
import { load } from "../../src/loader/load.ts";
import { openConnection } from "../../src/open.ts";

const folder = mkdtempSync(join(tmpdir(), "mofkit-scale-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function loadText(text: string) {
  const connection = await openConnection("memory:", { access: "write" });
  const messages: string[] = [];
  const report = await load(connection, [{ kind: "text", text, name: "generated.mof" }], {
    onDiagnostic: ({ message }) => messages.push(message),
  });
  await connection.close();
  return { messages, counts: report.counts };
}

test.each(recordForms)("generated instances are created, each once: %s", async (form) => {
  const path = join(folder, "records.mof");
  generateRecords(path, 500, form);
  const { messages, counts } = await loadText(readFileSync(path, "utf8"));
  expect(messages).toEqual([]);
  expect(counts.instances.created).toBe(500);
});

test.each(extremes)("$name are loaded without a message, few as well as many", async ({ generate }) => {
  expect((await loadText(generate(1))).messages).toEqual([]);
});
