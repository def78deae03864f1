import { join } from "node:path";
import { build } from "esbuild";

/**
 * Bundles a module, with all it imports, as the executable is bundled.
 *
 * @param from the folder of the module, this one by default
 * @returns the path of the bundle
 */
export async function bundle(name: string, folder: string, from: string = import.meta.dirname): Promise<string> {
  const outfile = join(folder, `${name}.mjs`);
  await build({
    entryPoints: [join(from, `${name}.ts`)],
    outfile,
    bundle: true,
    minify: true,
    format: "esm",
    platform: "node",
    target: "node24",
    logLevel: "warning",
  });
  return outfile;
}
