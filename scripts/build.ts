/**
 * Builds `dist`: the launchers `mofkit.js` and `mofcomp.js` with their command lines in chunks, the library `index.js`, and its declarations.
 *
 * Run by `node scripts/build.ts`. Takes about two seconds, nearly all of it the declarations.
 */
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { build, type CodeSplittingGroup, type InputOptions, type OutputOptions, type Plugin } from "rolldown";
import ts from "typescript";

const root = resolve(import.meta.dirname, "..");
const distribution = join(root, "dist");

/**
 * What one step of a command loads together with all that it imports, so that Node looks up a few large files and not 80 small ones: a
 * check of one class took 5.0 empty Node starts with those and takes 3.9. A module goes into the first group that reaches it.
 */
const groups: readonly CodeSplittingGroup[] = [
  { name: "launch", test: /src\/cli\/main\.ts$/, priority: 5 },
  { name: "start", test: /src\/cli\/run-command-line\.ts$/, priority: 4 },
  {
    name: "store",
    // The last two are what the drivers of databases share; with the first of them the others would load that one.
    test: /src\/(open|repository\/(repository|overlay-store|row-condition|stores\/shared-key-filter)|project\/incremental)\.ts$/,
    priority: 3,
  },
  { name: "sqlite", test: /src\/repository\/stores\/sqlite\.ts$/, priority: 2 },
  { name: "compile", test: /src\/(loader\/load|project\/recompile)\.ts$/, priority: 1 },
];

/** Bundles modules with what they import, and gives the paths of the files. */
async function bundle(input: InputOptions, output: OutputOptions): Promise<string[]> {
  const built = await build({
    cwd: root,
    platform: "node",
    ...input,
    transform: { target: "node24", ...input.transform },
    checks: { ineffectiveDynamicImport: false },
    output: {
      dir: distribution,
      cleanDir: false,
      format: "esm",
      entryFileNames: "[name].js",
      comments: false,
      ...output,
    },
  });
  return built.output.map(({ fileName }) => join(distribution, fileName));
}

/** What the launchers load. */
const executables = {
  "run-process": "src/cli/run-process.ts",
  mofkit: "src/cli/main.ts",
  mofcomp: "src/cli/mofcomp/main.ts",
} as const;

/**
 * Leaves out what yargs checks of the calls of programs, which has the number and kinds of arguments parsed from a text each time: a tenth
 * of a help. The compiler checks the calls of this one.
 */
const withoutArgumentChecks: Plugin = {
  name: "without-argument-checks",
  load: (path) => (/[\\/]yargs[\\/]build[\\/]lib[\\/]argsert\.js$/.test(path) ? "export function argsert() {}" : null),
};

/**
 * The command lines with their dependencies inside, so that a start looks up no package; nor one of its own for each file, as it
 * would to learn what kind of module a `.js` is. They are CommonJS, because an ECMAScript module that imports one name of a part of Node
 * makes Node load whatever any name of it leads to: `node:fs` brings its promises, and with them streams and readline, `node:crypto`
 * the web's cryptography. That takes 6 ms of a help or a check, a fifth of an empty Node start.
 */
function buildCommandLines(): Promise<string[]> {
  return bundle(
    {
      input: executables,
      plugins: [withoutArgumentChecks],
      // Of yargs only what inherits settings from other packages asks for it, which nothing here does.
      transform: { define: { "import.meta.resolve": "undefined" } },
      resolve: {
        alias: {
          "string-width": join(root, "scripts/ascii-width.ts"),
          "wrap-ansi": join(root, "scripts/ascii-wrap.ts"),
          // Its main file is for loaders that find its parts at run time.
          "jsonc-parser": join(root, "node_modules/jsonc-parser/lib/esm/main.js"),
        },
      },
    },
    {
      format: "cjs",
      entryFileNames: "cli/[name].cjs",
      chunkFileNames: "cli/[name]-[hash].cjs",
      minify: true,
      codeSplitting: { groups: [...groups] },
    },
  );
}

/** The launchers by themselves, which name the files that they load. */
function buildLaunchers(): Promise<string[]> {
  const paths = Object.entries(executables).map(([name, path]) => [join(root, path), `./cli/${name}.cjs`]);
  return bundle(
    {
      input: { mofkit: "src/cli/mofkit.ts", mofcomp: "src/cli/mofcomp.ts" },
      external: paths.map(([path]) => path as string),
    },
    { format: "cjs", minify: true, paths: Object.fromEntries(paths) },
  );
}

/** The library, readable, with its dependencies left to the package that installs it. */
function buildLibrary(): Promise<string[]> {
  return bundle(
    { input: { index: "src/index.ts" }, external: /^[^./]/ },
    { chunkFileNames: "library/[name]-[hash].js", minify: false },
  );
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
const bundles = Promise.all([buildLaunchers(), buildCommandLines(), buildLibrary()]);
const declarations = buildDeclarations();
const outputs = (await bundles).flat();
removeStale([...outputs, ...declarations, ...copySchemas()]);
