import { hostname } from "node:os";
import { foldName } from "../../cim/names.ts";
import { createDiagnostic } from "../../diagnostics/create.ts";
import type { Configuration } from "../../project/configuration.ts";
import { CommandError } from "../command-error.ts";
import type { CommandIo } from "../io.ts";
import { findProject, type ProjectOptions, settingsFor } from "../project-settings.ts";
import { defaultRepository } from "../shared-options.ts";
import type { TargetNamespace } from "./plan.ts";

/** mofcomp has no options about project files. */
const nothingSaid: ProjectOptions = { config: undefined, target: [], "no-config": false, "warnings-as-errors": false };

/**
 * The repository into which a compile stores. That of a server is the one that the project file names under `servers`; of this
 * machine, which has the names `.` and `localhost` beside its own, it is `$MOFKIT_REPOSITORY`, else the one of the project
 * file, else {@link defaultRepository}.
 *
 * @throws {UsageError} with what is wrong with the project file
 * @throws {CommandError} with `unknown-server`
 */
export async function repositoryOf({ server }: TargetNamespace, { environment }: CommandIo): Promise<string> {
  if (server === undefined && environment.MOFKIT_REPOSITORY) return environment.MOFKIT_REPOSITORY;
  const { configuration } = await findProject(nothingSaid, {});
  if (server !== undefined) {
    const configured = repositoryOfServer(server, configuration);
    if (configured !== undefined) return configured;
    if (!isThisMachine(server)) throw new CommandError(createDiagnostic("unknown-server", { server }));
  }
  return environment.MOFKIT_REPOSITORY || settingsFor(configuration, nothingSaid)?.repository || defaultRepository;
}

function repositoryOfServer(server: string, configuration: Configuration | undefined): string | undefined {
  const servers = Object.entries(configuration?.servers ?? {});
  return servers.find(([name]) => foldName(name) === foldName(server))?.[1];
}

function isThisMachine(server: string): boolean {
  return ["localhost", hostname()].some((name) => foldName(name) === foldName(server));
}
