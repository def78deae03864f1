import { hostname } from "node:os";
import { foldName } from "../../cim/names.ts";
import { createDiagnostic } from "../../diagnostics/create.ts";
import { CommandError } from "../command-error.ts";
import type { CommandIo } from "../io.ts";
import { defaultRepository } from "../shared-options.ts";
import type { TargetNamespace } from "./plan.ts";

/**
 * The repository into which a compile stores. That of a server is the one that the project file names under `servers`; of this
 * machine, which has the names `.` and `localhost` beside its own, it is `$MOFKIT_REPOSITORY`, else the one of the project
 * file, else {@link defaultRepository}.
 *
 * @throws {CommandError} with `unknown-server`
 */
export async function repositoryOf({ server }: TargetNamespace, io: CommandIo): Promise<string> {
  if (server === undefined || isThisMachine(server)) return io.environment.MOFKIT_REPOSITORY || defaultRepository;
  throw new CommandError(createDiagnostic("unknown-server", { server }));
}

function isThisMachine(server: string): boolean {
  return [".", "localhost", hostname()].some((name) => foldName(name) === foldName(server));
}
