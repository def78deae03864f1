/**
 * A process in which the command lines of examples run, so that each can have its own working folder, which threads
 * cannot. It answers each message `{ folder, argv }` with `{ code, stdout, stderr }`.
 */
import { once } from "node:events";
import { runMofkit } from "./run-mofkit.ts";

export interface ExampleRequest {
  readonly folder: string;
  readonly argv: readonly string[];
}

while (process.connected) {
  const [{ folder, argv }] = (await once(process, "message")) as [ExampleRequest];
  process.chdir(folder);
  process.send?.(await runMofkit(argv));
}
