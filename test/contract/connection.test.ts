import { join } from "node:path";
import { OverlayStore } from "../../src/repository/overlay-store.ts";
import { openRepository } from "../../src/repository/repository.ts";
import { MemoryStore } from "../../src/repository/stores/memory.ts";
import { openSqliteStore } from "../../src/repository/stores/sqlite.ts";
import { openEmptyPostgresStore } from "../support/postgres-repositories.ts";
import { postgresServer } from "../support/postgres-server.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import type { OpenConnection } from "./contract-helpers.ts";
import { describeAmended } from "./describe-amended.ts";
import { describeAmendedWrites } from "./describe-amended-writes.ts";
import { describeAssociators } from "./describe-associators.ts";
import { describeClasses } from "./describe-classes.ts";
import { describeDeleteClass } from "./describe-delete-class.ts";
import { describeDeleteInstance } from "./describe-delete-instance.ts";
import { describeDynamicClasses } from "./describe-dynamic-classes.ts";
import { describeEnumerations } from "./describe-enumerations.ts";
import { describeGetObject } from "./describe-get-object.ts";
import { describeInstanceKeys } from "./describe-instance-keys.ts";
import { describeInstances } from "./describe-instances.ts";
import { describeMalformedArguments } from "./describe-malformed-arguments.ts";
import { describeModes } from "./describe-modes.ts";
import { describeNamespaces } from "./describe-namespaces.ts";
import { describeObjectPaths } from "./describe-object-paths.ts";
import { describeOddFlags } from "./describe-odd-flags.ts";
import { describePartialUpdates } from "./describe-partial-updates.ts";
import { describeProviderDeletes } from "./describe-provider-deletes.ts";
import { describeProviderPuts } from "./describe-provider-puts.ts";
import { describeProviderReads } from "./describe-provider-reads.ts";
import { describeProviderUndo } from "./describe-provider-undo.ts";
import { describePutClass } from "./describe-put-class.ts";
import { describePutInstance } from "./describe-put-instance.ts";
import { describeQualifierTypes } from "./describe-qualifier-types.ts";
import { describeQueries } from "./describe-queries.ts";
import { describeQueryReads } from "./describe-query-reads.ts";
import { describeReferences } from "./describe-references.ts";
import { describeSchemaQueries } from "./describe-schema-queries.ts";
import { describeSemisynchronousCalls } from "./describe-semisynchronous-calls.ts";
import { describeStatusCodes } from "./describe-status-codes.ts";
import { describeSystemClasses } from "./describe-system-classes.ts";
import { describeSystemProperties } from "./describe-system-properties.ts";
import { describeTransactions } from "./describe-transactions.ts";
import { describeTypes } from "./describe-types.ts";
import { describeUpdateModes } from "./describe-update-modes.ts";
import { describeUpdateTable } from "./describe-update-table.ts";

const folder = temporaryFolder();
const server = await postgresServer();
let files = 0;

/** A file that no other test has. */
function newFile(): string {
  return join(folder, `${++files}.db`);
}

/** Every kind of repository, by what it is called. */
const repositories: Readonly<Record<string, OpenConnection>> = {
  "a repository in memory": (options) => openRepository(new MemoryStore(), { name: "memory:", ...options }),
  "a repository in a file": async (options) =>
    openRepository(await openSqliteStore(newFile(), { access: "write" }), { name: "file", ...options }),
  "an overlay over memory": (options) =>
    openRepository(new OverlayStore(new MemoryStore()), { name: "overlay", ...options }),
  "an overlay over a file": async (options) =>
    openRepository(new OverlayStore(await openSqliteStore(newFile(), { access: "write" })), {
      name: "overlay",
      ...options,
    }),
  ...(server && {
    "a repository in a PostgreSQL database": async (options) =>
      openRepository(await openEmptyPostgresStore(server), { name: "database", ...options }),
  }),
};

/** What every one of them does, an operation of `IWbemServices` or a theme of them in each. */
const suites = [
  describeAmendedWrites,
  describeAmended,
  describeClasses,
  describeUpdateModes,
  describeUpdateTable,
  describeModes,
  describePutClass,
  describeEnumerations,
  describeDeleteClass,
  describeNamespaces,
  describeSystemClasses,
  describeQualifierTypes,
  describeTransactions,
  describeSemisynchronousCalls,
  describeObjectPaths,
  describeInstances,
  describeInstanceKeys,
  describeReferences,
  describeOddFlags,
  describeMalformedArguments,
  describeTypes,
  describePutInstance,
  describePartialUpdates,
  describeSystemProperties,
  describeGetObject,
  describeDeleteInstance,
  describeStatusCodes,
  describeQueries,
  describeQueryReads,
  describeAssociators,
  describeSchemaQueries,
  describeProviderPuts,
  describeProviderUndo,
  describeProviderReads,
  describeProviderDeletes,
  describeDynamicClasses,
];

for (const [name, open] of Object.entries(repositories)) {
  for (const describeSuite of suites) describeSuite(name, open);
}
