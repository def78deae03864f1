// Loaded before the program that is measured: tells processor time and peak memory as the process itself counted
// them, on the file descriptor that the benchmark opened for it. Node offers no such account of a finished child.
const { readFileSync, writeSync } = require("node:fs");
const { isMainThread } = require("node:worker_threads");

// On Linux maxRSS begins with what the benchmark had when it started the process; /proc has the peak of this program alone.
function peakKibibytes(maxRSS) {
  if (process.platform !== "linux") return maxRSS;
  return Number(/^VmHWM:\s*(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? maxRSS);
}

function tellUsage() {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeSync(3, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1000, memory: peakKibibytes(maxRSS) / 1024 }));
}

// It is loaded into the workers of the program too.
if (isMainThread) process.on("exit", tellUsage);
