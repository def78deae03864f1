/**
 * Builds `dist`: the launchers `mofkit.js` and `mofcomp.js` with their command lines in chunks, the library `index.js`, and its declarations.
 *
 * Run by `node scripts/build.ts`. Takes about two seconds, nearly all of it the declarations.
 */
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { type BuildOptions, build, type Metafile } from "esbuild";
import ts from "typescript";

const root = resolve(import.meta.dirname, "..");
const distribution = join(root, "dist");

const shared = {
  absWorkingDir: root,
  outdir: "dist",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node24",
  metafile: true,
  legalComments: "none",
  logLevel: "warning",
} satisfies BuildOptions;

/** The command lines with their dependencies inside, so that a start reads a few small files and looks up no package. */
function buildCommandLines(): Promise<{ metafile: Metafile }> {
  return build({
    ...shared,
    entryPoints: { mofkit: "src/cli/mofkit.ts", mofcomp: "src/cli/mofcomp.ts" },
    chunkNames: "cli/[name]-[hash]",
    alias: {
      "string-width": join(root, "scripts/ascii-width.ts"),
      // Its main file is for loaders that find its parts at run time.
      "jsonc-parser": "jsonc-parser/lib/esm/main.js",
    },
    minify: true,
  });
}

/** The library, readable, with its dependencies left to the package that installs it. */
function buildLibrary(): Promise<{ metafile: Metafile }> {
  return build({
    ...shared,
    entryPoints: { index: "src/index.ts" },
    chunkNames: "library/[name]-[hash]",
    packages: "external",
  });
}

/** Declarations import each other with the extension of the source, which only the source has. */
function withBuiltExtensions(declarations: string): string {
  return declarations.replace(/(\bfrom |\bimport\()("\.[^"\n]*)\.ts"/g, '$1$2.js"');
}

/** Writes the declarations of the library's entry and of what they name; `tsc --noEmit` checks them, this only emits. */
function buildDeclarations(): string[] {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const folder = join(distribution, "types");
  const program = ts.createProgram({
    rootNames: [join(root, "src/index.ts")],
    options: {
      ...options,
      noCheck: true,
      declaration: true,
      emitDeclarationOnly: true,
      rootDir: join(root, "src"),
      outDir: folder,
    },
  });
  const emitted = new Map<string, string>();
  const { diagnostics } = program.emit(undefined, (path, text) => emitted.set(resolve(path), text));
  if (diagnostics.length > 0) {
    throw new Error(
      ts.formatDiagnostics(diagnostics, {
        ...ts.sys,
        getCanonicalFileName: (name) => name,
        getNewLine: () => "\n",
        getCurrentDirectory: () => root,
      }),
    );
  }
  const reached = reachedDeclarations(join(folder, "index.d.ts"), emitted);
  for (const path of reached) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, withBuiltExtensions(emitted.get(path) as string));
  }
  return reached;
}

/**
 * The declarations that those of an entry lead to, itself first. The compiler emits one for every module of the program; most
 * are only used within functions, of which declarations tell nothing.
 */
function reachedDeclarations(entry: string, emitted: ReadonlyMap<string, string>): string[] {
  const reached = new Set([entry]);
  for (const path of reached) {
    const text = emitted.get(path);
    if (text === undefined) throw new Error(`no declarations were emitted for ${path}`);
    for (const { fileName } of ts.preProcessFile(text).importedFiles) {
      if (fileName.startsWith(".")) reached.add(resolve(dirname(path), fileName.replace(/\.ts$/, ".d.ts")));
    }
  }
  return [...reached];
}

/** Deletes what an earlier build left in `dist`; at the end, so that a running tool never misses a file it needs. */
function removeStale(written: readonly string[]): void {
  const current = new Set(written);
  for (const entry of readdirSync(distribution, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !current.has(path)) rmSync(path);
  }
}

/** The schemas of reports, of the tree and of the project file, where programs that read them find them: `mofkit/report-schema.json`. */
function copySchemas(): string[] {
  return ["src/cli/report-schema.json", "src/ast/tree-schema.json", "src/project/config-schema.json"].map((path) => {
    const target = join(distribution, basename(path));
    copyFileSync(join(root, path), target);
    return target;
  });
}

mkdirSync(distribution, { recursive: true });
const bundles = Promise.all([buildCommandLines(), buildLibrary()]);
const declarations = buildDeclarations();
const outputs = (await bundles).flatMap(({ metafile }) => Object.keys(metafile.outputs));
removeStale([...outputs.map((output) => join(root, output)), ...declarations, ...copySchemas()]);
