import type { Explanation } from "../explanation.ts";
import type { MessageCode } from "../index.ts";
import { amendedExplanations } from "./amended-explanations.ts";
import { callExplanations } from "./call-explanations.ts";
import { cimExplanations } from "./cim-explanations.ts";
import { classExplanations } from "./class-explanations.ts";
import { commandExplanations } from "./command-explanations.ts";
import { diagnosticsExplanations } from "./diagnostics-explanations.ts";
import { dialectExplanations } from "./dialect-explanations.ts";
import { diffExplanations } from "./diff-explanations.ts";
import { loaderExplanations } from "./loader-explanations.ts";
import { localizationExplanations } from "./localization-explanations.ts";
import { mofcompExplanations } from "./mofcomp-explanations.ts";
import { partialExplanations } from "./partial-explanations.ts";
import { postgresExplanations } from "./postgres-explanations.ts";
import { postgresTargetExplanations } from "./postgres-target-explanations.ts";
import { projectExplanations } from "./project-explanations.ts";
import { providerExplanations } from "./provider-explanations.ts";
import { queryExplanations } from "./query-explanations.ts";
import { recoveryExplanations } from "./recovery-explanations.ts";
import { removeExplanations } from "./remove-explanations.ts";
import { repositoryExplanations } from "./repository-explanations.ts";
import { searchExplanations } from "./search-explanations.ts";
import { sourceExplanations } from "./source-explanations.ts";
import { storeExplanations } from "./store-explanations.ts";
import { structureExplanations } from "./structure-explanations.ts";
import { syntaxExplanations } from "./syntax-explanations.ts";

/** The tables of explanations by what they are about, in the order in which a load comes to it. */
export const explanationTables = Object.freeze({
  "Reading files": sourceExplanations,
  Syntax: syntaxExplanations,
  "Constructs of other dialects": dialectExplanations,
  Values: cimExplanations,
  "Pragmas, includes and aliases": loaderExplanations,
  Classes: classExplanations,
  "Structures and enumerations": structureExplanations,
  "Instances, namespaces and operations": repositoryExplanations,
  "Partial updates and system properties": partialExplanations,
  Providers: providerExplanations,
  "Localized classes": amendedExplanations,
  "Splitting and merging localized MOF": localizationExplanations,
  "Calls of programs": callExplanations,
  "The file of the repository": storeExplanations,
  "The server of the repository": { ...postgresTargetExplanations, ...postgresExplanations },
  Queries: queryExplanations,
  "Recovery of a repository": recoveryExplanations,
  "Removing what sources declare": removeExplanations,
  "Searching for missing classes": searchExplanations,
  "The project file": projectExplanations,
  "Comparing repositories": diffExplanations,
  "Suppression and limits of messages": diagnosticsExplanations,
  "The command line": commandExplanations,
  "The command line of mofcomp": mofcompExplanations,
});

/** The explanation of every code. Apart from the messages, which every command loads: these are for `mofkit explain` alone. */
export const explanations: Readonly<Record<MessageCode, Explanation>> = Object.freeze({
  ...sourceExplanations,
  ...syntaxExplanations,
  ...dialectExplanations,
  ...cimExplanations,
  ...loaderExplanations,
  ...classExplanations,
  ...structureExplanations,
  ...repositoryExplanations,
  ...partialExplanations,
  ...providerExplanations,
  ...callExplanations,
  ...amendedExplanations,
  ...localizationExplanations,
  ...storeExplanations,
  ...postgresTargetExplanations,
  ...postgresExplanations,
  ...queryExplanations,
  ...recoveryExplanations,
  ...removeExplanations,
  ...searchExplanations,
  ...projectExplanations,
  ...diffExplanations,
  ...diagnosticsExplanations,
  ...commandExplanations,
  ...mofcompExplanations,
});
