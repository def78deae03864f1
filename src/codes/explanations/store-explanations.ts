import { defineExplanations, mof } from "../explanation.ts";
import type { storeMessages } from "../store-messages.ts";

/** Explains {@link storeMessages}. */
export const storeExplanations = defineExplanations<keyof typeof storeMessages>({});
