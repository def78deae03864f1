import type { commandMessages } from "../command-messages.ts";
import { defineExplanations, mof } from "../explanation.ts";

/** Explains {@link commandMessages}. */
export const commandExplanations = defineExplanations<keyof typeof commandMessages>({});
