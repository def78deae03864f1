import { join } from "node:path";
import { build } from "rolldown";

/**
 * Bundles a module, with all it imports, as the executable is bundled.
 *
 * @param from the folder of the module, this one by default
 * @returns the path of the bundle
 */
export async function bundle(name: string, folder: string, from: string = import.meta.dirname): Promise<string> {
  const outfile = join(folder, `${name}.mjs`);
  await build({
    input: join(from, `${name}.ts`),
    platform: "node",
    transform: { target: "node24" },
    output: { file: outfile, format: "esm", minify: true, codeSplitting: false },
  });
  return outfile;
}
