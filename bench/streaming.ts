import { rmSync } from "node:fs";
import { join } from "node:path";
import { generateInstanceFile } from "./generate-schema.ts";
import { bundleProgram } from "./harness/bundle.ts";
import { programSubject } from "./harness/measure.ts";
import type { Column, Section } from "./harness/section.ts";

const mebibyte = 2 ** 20;
const smallFile = 64 * mebibyte;
const smallNursery = "--max-semi-space-size=16";

const columns: readonly Column[] = [
  { heading: "declared", measure: "declarations", unit: "count" },
  { heading: "seconds", measure: "seconds", unit: "s" },
  { heading: "MiB/s", measure: "rate", unit: "MiB/s" },
  { heading: "peak MiB", measure: "memory", unit: "MiB" },
];

/** The memory in which files of instances are read, which must not grow with them. */
export const streaming: Section = {
  name: "streaming",
  summary: "the parser over long files (--stream): its memory must not grow with them",
  seconds: ({ stream }) => 5 + (smallFile + 3 * stream) / mebibyte / 20,
  async *groups({ checkout, folder, settings: { stream } }) {
    const child = await bundleProgram(checkout, "parser/streaming-run.ts", folder);
    const read = "parseDeclarations";
    const once = { title: "streaming, bytes", columns, rounds: 1, warmUps: 0 };
    yield { ...once, size: 0, subjects: [programSubject("nothing read, objects made", [child])] };
    for (const size of new Set([smallFile, stream])) {
      const file = join(folder, "streamed.mof");
      generateInstanceFile(file, size);
      const subjects = [programSubject(read, [child, file])];
      if (size === stream) {
        subjects.push(programSubject(`${read}, in a worker`, [child, file, "worker"]));
        subjects.push(programSubject(`${read}, ${smallNursery.slice(2)}`, [smallNursery, child, file]));
      }
      yield { ...once, size, subjects };
      rmSync(file);
    }
  },
};
