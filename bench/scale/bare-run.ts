/**
 * One run: `node bare-run.js REPOSITORY FILE`. Puts the instances of a repository into FILE, which does not exist, by one prepared
 * insert in one transaction, with mofkit's tables, index and settings. Prints `{"count", "wall", "rate", "cpu"}` as JSON.
 *
 * The clock starts where the tables are there and stops when the transaction is committed; it stands while a block of rows is read.
 */
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { currentLayout } from "../../src/repository/stores/sqlite-layout.ts";
import { draftPragmas } from "../../src/repository/stores/sqlite-write-store.ts";

const blockLength = 1000;

type InstanceRow = [number, number, number, string, string];

const [repository = "", file = ""] = process.argv.slice(2);
const source = new DatabaseSync(repository, { readOnly: true });
const select = source.prepare(
  "SELECT id, key_class_id, key_hash, key, body FROM instance WHERE id > ? ORDER BY id LIMIT ?",
);
select.setReturnArrays(true);
const target = new DatabaseSync(file);
target.exec(`${draftPragmas} BEGIN EXCLUSIVE; ${currentLayout.create}`);
const insert = target.prepare("INSERT INTO instance VALUES (?, ?, ?, ?, ?)");

let count = 0;
let wall = 0;
let cpu = 0;

function measured(work: () => void): void {
  const usage = process.cpuUsage();
  const begin = performance.now();
  work();
  wall += performance.now() - begin;
  const { user, system } = process.cpuUsage(usage);
  cpu += (user + system) / 1000;
}

for (let last = 0; ; ) {
  const rows = select.all(last, blockLength) as unknown as InstanceRow[];
  const end = rows.at(-1)?.[0];
  if (end === undefined) break;
  measured(() => {
    for (const [id, keyClassId, keyHash, key, body] of rows)
      insert.run(id, keyClassId, keyHash, key, body as SQLInputValue);
  });
  count += rows.length;
  last = end;
}
measured(() => target.exec("COMMIT"));
console.log(JSON.stringify({ count, wall, cpu, rate: (count / wall) * 1000 }));
