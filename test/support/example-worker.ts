/**
 * A process in which the command lines of examples run, so that each can have its own working folder, which threads
 * cannot. It answers each message `{ folder, argv, executable }` with `{ code, stdout, stderr }`.
 */
import { once } from "node:events";
import { runMofcomp, runMofkit } from "./run-mofkit.ts";

export interface ExampleRequest {
  readonly folder: string;
  readonly argv: readonly string[];
  readonly executable: "mofkit" | "mofcomp";
}

while (process.connected) {
  const [{ folder, argv, executable }] = (await once(process, "message")) as [ExampleRequest];
  process.chdir(folder);
  process.send?.(await (executable === "mofcomp" ? runMofcomp(argv) : runMofkit(argv)));
}
