// Loaded into every measured process with --require: tells processor time and peak memory as the process itself counted
// them, on the file descriptor that the benchmark opened for it. Node offers no such account of a finished child.
const { writeSync } = require("node:fs");

process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeSync(3, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1000, memory: maxRSS / 1024 }));
});
