import pg from "pg";
import type { PostgresClientSettings } from "./postgres-settings.ts";

/** A connection of the driver. */
export type PostgresClient = InstanceType<typeof pg.Client> & {
  readonly connection: import("node:events").EventEmitter;
};

/** A connection that is not made yet, over which statements go out without waiting for the answers to those before. */
export function createClient(settings: PostgresClientSettings): PostgresClient {
  return new pg.Client({ ...settings, pipeline: true } as pg.ClientConfig) as PostgresClient;
}
