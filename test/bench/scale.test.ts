import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, expect, test } from "vitest";
import { workingTree } from "../../bench/harness/checkout.ts";
import { runForOutput } from "../../bench/harness/measure.ts";
import { extremes, generateRecords, recordForms } from "../../bench/scale/generate.ts";
import { scale } from "../../bench/scale.ts";
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

/** What is in the first file and not in the second: rows with all their columns, and the SQL of tables and indexes. */
function onlyInFirst(first: string, second: string): unknown[] {
  const database = new DatabaseSync(first, { readOnly: true });
  database.prepare("ATTACH ? AS other").run(second);
  const only = ["instance", "sqlite_schema"].flatMap((table) => {
    const columns = table === "instance" ? "*" : "type, name, tbl_name, sql";
    return database.prepare(`SELECT ${columns} FROM main.${table} EXCEPT SELECT ${columns} FROM other.${table}`).all();
  });
  database.close();
  return only;
}

test.each(recordForms)("the bare program inserts the very rows of the repository: %s", async (form) => {
  const count = 1100;
  const path = join(folder, "rows.mof");
  generateRecords(path, count, form);
  const [repository, bare] = [join(folder, `${form}.db`), join(folder, `bare ${form}.db`)];
  const connection = await openConnection(repository, { access: "write" });
  await load(connection, [{ kind: "file", path }], { onDiagnostic: ({ message }) => expect.fail(message) });
  await connection.close();
  const program = join(import.meta.dirname, "../../bench/scale/bare-run.ts");
  expect(JSON.parse(await runForOutput([program, repository, bare]))).toMatchObject({ count });
  expect(onlyInFirst(repository, bare)).toEqual([]);
  expect(onlyInFirst(bare, repository)).toEqual([]);
});

test("growth is told where the size before is a tenth at least, as else it tells of starts", async () => {
  const settings = { rounds: 1, sizes: [10, 200, 2000], stream: 0, cim: undefined };
  const { signal } = new AbortController();
  const groups = scale.groups({
    checkout: workingTree,
    settings,
    folder,
    schemas: new Map(),
    signal,
    skip: expect.fail,
  });
  const measured: unknown[] = [];
  for (let next = await groups.next(new Map()); next.done !== true; ) {
    const { title, size, subjects } = next.value;
    if (!title.endsWith(recordForms[0])) measured.push([title, size]);
    if (measured.length > 1) break;
    next = await groups.next(new Map(subjects.map(({ name }) => [name, [{ wall: size ?? 0 }]])));
  }
  await groups.return();
  expect(measured).toEqual([
    ["growth from the size before, next to that of bare inserts", 2000],
    [`instances, ${recordForms[1]}`, 10],
  ]);
});

test.each(extremes)("$name are loaded without a message, few as well as many", async ({ generate }) => {
  expect((await loadText(generate(1))).messages).toEqual([]);
});
