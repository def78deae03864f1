import { join } from "node:path";
import { OverlayStore } from "../../src/repository/overlay-store.ts";
import { openRepository } from "../../src/repository/repository.ts";
import { MemoryStore } from "../../src/repository/stores/memory.ts";
import { openSqliteStore } from "../../src/repository/stores/sqlite.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { describeConnection } from "./describe-connection.ts";

const folder = temporaryFolder();
let files = 0;

/** A file that no other test has. */
function newFile(): string {
  return join(folder, `${++files}.db`);
}

describeConnection("a repository in memory", (options) =>
  openRepository(new MemoryStore(), { name: "memory:", ...options }),
);

describeConnection("a repository in a file", async (options) =>
  openRepository(await openSqliteStore(newFile(), { access: "write" }), { name: "file", ...options }),
);

describeConnection("an overlay over memory", (options) =>
  openRepository(new OverlayStore(new MemoryStore()), { name: "overlay", ...options }),
);

describeConnection("an overlay over a file", async (options) =>
  openRepository(new OverlayStore(await openSqliteStore(newFile(), { access: "write" })), {
    name: "overlay",
    ...options,
  }),
);
