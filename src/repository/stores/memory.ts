import { OverlayStore } from "../overlay-store.ts";

/** A store that is gone when the process ends: an overlay over nothing, so that both keep rows in one way. */
export class MemoryStore extends OverlayStore {
  constructor() {
    super(undefined);
  }
}
