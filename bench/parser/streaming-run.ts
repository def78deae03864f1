/**
 * One run: `node streaming-run.js FILE` reads a file declaration by declaration, `node streaming-run.js FILE worker` in a
 * worker with a small nursery. Without a file it reads nothing and makes and forgets small objects, to show what memory V8
 * takes for that alone. Prints a {@link StreamingRun} as JSON.
 */
import { once } from "node:events";
import { statSync } from "node:fs";
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { parseDeclarations } from "../../src/parser/parse.ts";
import { openSource } from "../../src/source/open-source.ts";

export interface StreamingRun {
  readonly declarations: number;
  readonly seconds: number;
  /** MiB of the file a second. */
  readonly rate?: number;
}

async function countDeclarations(file: string): Promise<number> {
  const source = await openSource(file);
  let count = 0;
  for await (const _ of parseDeclarations(source, ({ message }) => console.error(message))) count++;
  source.close();
  return count;
}

/** As much as it takes V8 to let its nursery grow to the size at which it stays. */
const allocatedBatches = 3000;
const objectsOfBatch = 20_000;

function allocate(): void {
  for (let batch = 0; batch < allocatedBatches; batch++) {
    const alive: unknown[] = [];
    for (let count = 0; count < objectsOfBatch; count++) alive.push({ count, list: [count] });
  }
}

/** A small nursery; the copies that V8 makes when it collects are part of it. */
const maxYoungGenerationSizeMb = 32;

async function countInWorker(file: string): Promise<number> {
  const worker = new Worker(new URL(import.meta.url), { argv: [file], resourceLimits: { maxYoungGenerationSizeMb } });
  const [count] = await once(worker, "message");
  return count;
}

const [file, place] = process.argv.slice(2);
if (!isMainThread) {
  parentPort?.postMessage(await countDeclarations(file as string));
} else {
  const begin = performance.now();
  let declarations = 0;
  if (file === undefined) allocate();
  else declarations = await (place === "worker" ? countInWorker(file) : countDeclarations(file));
  const seconds = (performance.now() - begin) / 1000;
  const rate = file === undefined ? {} : { rate: statSync(file).size / 2 ** 20 / seconds };
  console.log(JSON.stringify({ declarations, seconds, ...rate } satisfies StreamingRun));
}
