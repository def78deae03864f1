import { describe, test } from "vitest";
import { OverlayStore } from "../../../src/repository/overlay-store.ts";
import type { Store, StoreWriter } from "../../../src/repository/store.ts";
import { openPostgresStore } from "../../../src/repository/stores/postgres.ts";
import { describeStore } from "../../contract/store-contract.ts";
import { newSchema, postgresServer, postgresTarget } from "../../support/postgres-server.ts";

const server = await postgresServer();

/** A repository that no other test has, filled by a transaction of its own. */
async function filled(fill?: (writer: StoreWriter) => Promise<void>): Promise<{ store: Store; target: string }> {
  if (server === undefined) throw new Error("there is no server");
  const target = postgresTarget(server, newSchema());
  const store = await openPostgresStore(target, { access: "write" });
  if (fill) await store.transaction(fill);
  return { store, target };
}

if (server === undefined) {
  describe("the PostgreSQL store", () => {
    test.skip("keeps the contract of stores (skipped: no server can be started here)", () => undefined);
  });
} else {
  describeStore("the PostgreSQL store", async (fill) => (await filled(fill)).store);
  describeStore("an overlay over a PostgreSQL store that is only read", async (fill) => {
    const { store, target } = await filled(fill ?? ((writer) => writer.putSetting("made", "")));
    await store.close();
    return new OverlayStore(await openPostgresStore(target, { access: "read" }));
  });
}
