import type { Dialect } from "../codes/dialects.ts";
import type { WbemConnection } from "../wbem/connection.ts";
import type { CommandContext } from "./command-context.ts";
import { defaultRepository } from "./shared-options.ts";

/** Which repository is meant: option over environment over default. */
export function repositoryTarget(context: CommandContext, option: string | undefined): string {
  return option ?? (context.io.environment.MOFKIT_REPOSITORY || defaultRepository);
}

export interface AccessOptions {
  readonly access: "read" | "write";
  /** Changes are kept in memory and forgotten in the end. */
  readonly overlay?: boolean;
  /** How a repository that is created compares string keys. */
  readonly keys?: "folded" | "exact";
}

/** Opens a repository for the time of `work`. */
export async function withConnection<Result>(
  context: CommandContext,
  target: string,
  options: AccessOptions,
  work: (connection: WbemConnection) => Promise<Result>,
): Promise<Result> {
  const { openConnection } = await import("../open.ts");
  const dialect: Dialect = context.global.dialect ?? "auto";
  const connection = await openConnection(target, { ...options, dialect });
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

/** Refuses a repository that is not there, where opening it otherwise would create it or take it as empty. */
export function requireRepository(context: CommandContext, target: string): Promise<void> {
  return withConnection(context, target, { access: "read" }, async () => undefined);
}
