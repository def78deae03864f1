import { join } from "node:path";
import { generateInstanceFile } from "./generate-schema.ts";
import { runForOutput } from "./measure.ts";
import { bundle } from "./parser/bundle.ts";
import type { StreamingRun } from "./parser/streaming-run.ts";
import { row } from "./table.ts";

const mebibyte = 2 ** 20;
const smallFile = 64 * mebibyte;
const smallNursery = "--max-semi-space-size=16";

/** The number of bytes that `64MB` or `1GB` names. */
export function parseSize(text: string): number {
  const [, number, unit] = /^(\d+)(MB|GB)$/i.exec(text) ?? [];
  if (number === undefined || unit === undefined) throw new Error(`--stream: ${text} is no size such as 64MB or 1GB`);
  return Number(number) * (unit.toUpperCase() === "GB" ? 1024 * mebibyte : mebibyte);
}

/** The memory in which files of instances are read, which must not grow with them. */
export async function benchStreaming(folder: string, size: number): Promise<void> {
  const child = await bundle("streaming-run", folder);
  const runs: { name: string; bytes?: number; flags?: readonly string[]; arguments?: readonly string[] }[] = [
    { name: "nothing read, objects made" },
    { name: "parseDeclarations", bytes: smallFile },
    { name: "parseDeclarations", bytes: size },
    { name: "parseDeclarations, in a worker", bytes: size, arguments: ["worker"] },
    { name: `parseDeclarations, ${smallNursery.slice(2)}`, bytes: size, flags: [smallNursery] },
  ];
  console.log(row("streaming", "file MiB", "declared", "seconds", "MiB/s", "peak MiB"));
  for (const { name, bytes, flags = [], arguments: more = [] } of runs) {
    const files: string[] = [];
    if (bytes !== undefined) {
      const file = join(folder, "streamed.mof");
      generateInstanceFile(file, bytes);
      files.push(file);
    }
    const run = JSON.parse(await runForOutput([...flags, child, ...files, ...more])) as StreamingRun;
    const { declarations, seconds, peak } = run;
    const megabytes = (bytes ?? 0) / mebibyte;
    const numbers = [declarations.toString(), seconds.toFixed(1), (megabytes / seconds).toFixed(0), peak.toFixed(0)];
    console.log(row(name, megabytes.toFixed(0), ...numbers));
  }
}
