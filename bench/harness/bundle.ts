import { basename, join, resolve, sep } from "node:path";
import { build } from "rolldown";
import type { Checkout } from "./section.ts";

const bench = resolve(import.meta.dirname, "..");
const ownSources = join(bench, "..", "src") + sep;

/**
 * Bundles a program of `bench/` with all it imports, as the executable is bundled. What it imports from `src/` is taken from the checkout,
 * so that a comparison measures two revisions with the same program.
 *
 * @param program its path in `bench/`, such as `parser/cold-run.ts`
 * @returns the path of the bundle
 * @throws Error where the checkout has not what the program imports
 */
export async function bundleProgram(checkout: Checkout, program: string, folder: string): Promise<string> {
  const file = join(folder, `${basename(program, ".ts")}.mjs`);
  const sources = join(checkout.root, "src") + sep;
  await build({
    input: join(bench, program),
    logLevel: "silent",
    platform: "node",
    transform: { target: "node24" },
    plugins: [
      {
        name: "sources-of-checkout",
        resolveId(source, importer) {
          if (importer === undefined || !source.startsWith(".")) return null;
          const path = resolve(importer, "..", source);
          return path.startsWith(ownSources) ? sources + path.slice(ownSources.length) : null;
        },
      },
    ],
    output: { file, format: "esm", minify: true, codeSplitting: false },
  });
  return file;
}
