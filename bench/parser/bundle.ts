import { join } from "node:path";
import { build } from "esbuild";

/** Bundles a module of this folder, with all it imports, as the executable is bundled; returns the path of the bundle. */
export async function bundle(name: string, folder: string): Promise<string> {
  const outfile = join(folder, `${name}.mjs`);
  await build({
    entryPoints: [join(import.meta.dirname, `${name}.ts`)],
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
