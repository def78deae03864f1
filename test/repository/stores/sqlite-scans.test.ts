import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RowCondition } from "../../../src/repository/row-condition.ts";
import type { InstanceRow, Store } from "../../../src/repository/store.ts";
import { openSqliteStore } from "../../../src/repository/stores/sqlite.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const path = join(temporaryFolder(), "scans.db");
const count = 5000;

/** Keys that come in another order than they were put. */
const keys = Array.from({ length: count }, (_, index) => String((index * 7919) % count).padStart(5, "0"));
const sorted = keys.toSorted();

function row(key: string): InstanceRow {
  return { keyClass: "a", className: "a", key, body: `{"key":"${key}"}` };
}

function contains(...texts: string[]): RowCondition {
  return { kind: "contains", texts };
}

beforeAll(async () => {
  const store = await openSqliteStore(path, { access: "write" });
  await store.transaction(async (writer) => {
    await writer.putNamespace({ key: "root", path: "root", generation: 0 });
    await writer.putInstances("root", keys.map(row));
  });
  await store.close();
});

async function keysOf(rows: AsyncIterable<readonly InstanceRow[]>): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const batch of rows) found.push(...batch.map(({ key }) => key));
  return found;
}

describe.each(["read", "write"] as const)("scans of a file opened to %s", (access) => {
  let store: Store;
  beforeAll(async () => {
    store = await openSqliteStore(path, { access });
  });
  afterAll(() => store.close());

  test("can be left early, and begin anew", async () => {
    for (let round = 0; round < 3; round++) {
      for await (const batch of store.scanInstances("root", "a")) {
        expect(batch[0]?.key).toBe("00000");
        break;
      }
    }
    expect(await keysOf(store.scanInstances("root", "a"))).toEqual(sorted);
  });

  test("go on side by side, each with its own place", async () => {
    const first = store.scanInstances("root", "a")[Symbol.asyncIterator]();
    await first.next();
    const second = store.scanInstances("root", "a")[Symbol.asyncIterator]();
    const [one, other] = [(await first.next()).value, (await second.next()).value];
    expect(other?.[0]?.key).toBe("00000");
    expect(one?.[0]?.key > other?.[0]?.key).toBe(true);
    await first.return?.();
    const rest: string[] = other.map(({ key }: InstanceRow) => key);
    for (let next = await second.next(); !next.done; next = await second.next()) {
      rest.push(...next.value.map(({ key }) => key));
    }
    expect(rest).toEqual(sorted);
  });

  test("find by a condition few in the order of their keys, many too, and none", async () => {
    const few = keys.filter((key) => key.includes("77"));
    expect(await keysOf(store.scanInstances("root", "a", contains("77")))).toEqual(few.toSorted());
    expect(await keysOf(store.scanInstances("root", "a", contains("key")))).toEqual(sorted);
    expect(await keysOf(store.scanInstances("root", "a", contains("nothing")))).toEqual([]);
    expect(await keysOf(store.scanInstances("root", "b", contains("77")))).toEqual([]);
  });

  test("let others have their turn while they find nothing", async () => {
    let turns = 0;
    let isOver = false;
    const turn = () => {
      turns++;
      if (!isOver) setImmediate(turn);
    };
    setImmediate(turn);
    await keysOf(store.scanInstances("root", "a", contains("nothing")));
    isOver = true;
    expect(turns).toBeGreaterThan(1);
  });
});

test("what is put again in the middle of a scan by a condition is given once", async () => {
  const store = await openSqliteStore(path, { access: "write" });
  const other = await openSqliteStore(path, { access: "write" });
  const found: string[] = [];
  const moved = keys[0] as string;
  const scan = keysOf(store.scanInstances("root", "a", contains(moved, keys[count - 1] as string)));
  await other.transaction(async (writer) => {
    await writer.deleteInstances("root", [{ keyClass: "a", key: moved }]);
    await writer.putInstances("root", [row(moved)]);
  });
  found.push(...(await scan));
  expect(found).toEqual([...new Set(found)]);
  expect(found).toContain(keys[count - 1]);
  await store.close();
  await other.close();
});
