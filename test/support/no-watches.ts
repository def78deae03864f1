/** Loaded before a program: the system refuses to watch any folder, as it does at its limit. */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

fs.watch = () => {
  throw Object.assign(new Error("ENOSPC"), { code: "ENOSPC", errno: -28, syscall: "watch" });
};
syncBuiltinESMExports();
