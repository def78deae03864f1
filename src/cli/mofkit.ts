#!/usr/bin/env node
// The launcher. It must be understood by a Node far too old for the rest (tried down to Node 10), so it imports nothing
// before it has looked at the version, and its syntax is of 2015 but for `import()`.
const oldestMajor = 24;

if (Number.parseInt(process.versions.node, 10) < oldestMajor) {
  process.stderr.write(
    `mofkit needs Node.js ${oldestMajor} or newer and this is Node.js ${process.versions.node}; a newer one is at https://nodejs.org\n`,
  );
  process.exitCode = 2;
} else {
  process.getBuiltinModule("node:module").enableCompileCache();
  Promise.all([import("./run-process.ts"), import("./main.ts")]).then(([{ runProcess }, { main }]) => runProcess(main));
}
