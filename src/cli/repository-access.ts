import { findLocale } from "../cim/locale.ts";
import type { Dialect } from "../codes/dialects.ts";
import type { WbemConnection } from "../wbem/connection.ts";
import { WBEM_FLAG_USE_AMENDED_QUALIFIERS } from "../wbem/flags.ts";
import type { CommandContext } from "./command-context.ts";
import { unlessInterrupted } from "./interruptible.ts";
import { chosenTargets, oneTarget } from "./project-settings.ts";
import { defaultRepository } from "./shared-options.ts";
import { usageError } from "./usage.ts";

/**
 * Which repository is meant: `-r` over `--target` over environment over project file over default.
 *
 * @throws {UsageError} `several-targets`, where the project has several and none is chosen
 */
export function repositoryTarget({ config, global, io }: CommandContext, option: string | undefined): string {
  if (option !== undefined) return option;
  if (global.target.length === 0 && io.environment.MOFKIT_REPOSITORY) return io.environment.MOFKIT_REPOSITORY;
  const settings = config && (oneTarget(chosenTargets(config, global.target)) ?? config);
  return settings?.repository ?? defaultRepository;
}

export interface AccessOptions {
  readonly access: "read" | "write";
  /** Changes are kept in memory and forgotten in the end. */
  readonly overlay?: boolean;
  /** How a repository that is created compares string keys. */
  readonly keys?: "folded" | "exact";
  /** The language in which amended reads are, as the option says it. */
  readonly locale?: string | undefined;
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
  const { locale, ...others } = options;
  const localized = locale === undefined ? {} : { locale: readLocale(locale) };
  const { signal } = context.io;
  const opening = openConnection(target, { ...others, ...localized, dialect, signal });
  const connection = await unlessInterrupted(opening, signal, (late) => late.close());
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

/** The name of a locale; checked before anything is opened, because it is the command line that is wrong. */
function readLocale(text: string): string {
  const locale = findLocale(text);
  if (locale === undefined) throw usageError("invalid-locale", { locale: text });
  return locale.name;
}

/** The flags of a read in the language that is asked for, if one is. */
export function localeFlags(locale: string | undefined): number {
  return locale === undefined ? 0 : WBEM_FLAG_USE_AMENDED_QUALIFIERS;
}

/** Refuses a repository that is not there, where opening it otherwise would create it or take it as empty. */
export function requireRepository(context: CommandContext, target: string): Promise<void> {
  return withConnection(context, target, { access: "read" }, async () => undefined);
}
