import { OverlayStore } from "../../src/repository/overlay-store.ts";
import { openRepository } from "../../src/repository/repository.ts";
import { MemoryStore } from "../../src/repository/stores/memory.ts";
import { describeConnection } from "./describe-connection.ts";

describeConnection("a repository in memory", (options) =>
  openRepository(new MemoryStore(), { name: "memory:", ...options }),
);

describeConnection("a repository in an overlay", (options) =>
  openRepository(new OverlayStore(new MemoryStore()), { name: "overlay", ...options }),
);
