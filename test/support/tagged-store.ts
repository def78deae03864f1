import type { StoreReader, StoreWriter } from "../../src/repository/store.ts";

/** What a store says of itself where every row says the same. */
export interface Tag {
  readonly tag: string | undefined;
  readonly count: number;
  /** Whether some rows say otherwise, so that half of a transaction shows. */
  readonly isTorn: boolean;
}

const namespace = "root";
const batchSize = 500;

/** Replaces everything by `count` rows that all say `tag`. */
export async function writeTag(
  writer: StoreWriter,
  tag: string,
  count: number,
  onBatch: () => void = () => undefined,
): Promise<void> {
  await writer.putSetting("tag", tag);
  await writer.putNamespace({ key: namespace, path: namespace, generation: 0 });
  await writer.putClasses(namespace, [{ key: "a", superclass: null, body: tag }]);
  await writer.deleteInstancesOf(namespace, "a");
  for (let from = 0; from < count; from += batchSize) {
    const length = Math.min(batchSize, count - from);
    const rows = Array.from({ length }, (_, index) => ({
      keyClass: "a",
      className: "a",
      key: `name="${((from + index) * 7919) % 1_000_003}"`,
      body: JSON.stringify({ tag, text: "a text that takes some room ".repeat(10) }),
    }));
    await writer.putInstances(namespace, rows);
    onBatch();
  }
}

/** Reads everything and compares it. */
export async function readTag(reader: StoreReader): Promise<Tag> {
  const tag = await reader.getSetting("tag");
  const [definition] = await reader.getClasses(namespace, ["a"]);
  let count = 0;
  let isTorn = definition?.body !== tag;
  for await (const rows of reader.scanInstances(namespace, "a")) {
    count += rows.length;
    isTorn ||= rows.some(({ body }) => JSON.parse(body).tag !== tag);
  }
  return { tag, count, isTorn };
}
