#!/usr/bin/env node
// The launcher. As that of mofkit it must be understood by a Node far too old for the rest.
const oldestMajor = 24;

if (Number.parseInt(process.versions.node, 10) < oldestMajor) {
  process.stderr.write(
    `mofcomp needs Node.js ${oldestMajor} or newer and this is Node.js ${process.versions.node}; a newer one is at https://nodejs.org\n`,
  );
  process.exitCode = 2;
} else {
  process.getBuiltinModule("node:module").enableCompileCache();
  Promise.all([import("./run-process.ts"), import("./mofcomp/main.ts")]).then(([{ runProcess }, { mofcomp }]) =>
    runProcess(mofcomp),
  );
}
