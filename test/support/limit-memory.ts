/** Loaded before a program, on Linux: the process gets no more than 128 MB of memory beyond what it has. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const [, kilobytes = ""] = /^VmSize:\s*(\d+) kB$/m.exec(readFileSync("/proc/self/status", "latin1")) ?? [];
execFileSync("prlimit", [`--pid=${process.pid}`, `--as=${(Number(kilobytes) + 128 * 1024) * 1024}`]);
