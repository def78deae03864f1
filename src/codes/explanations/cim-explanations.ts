import type { cimMessages } from "../cim-messages.ts";
import { defineExplanations, mof } from "../explanation.ts";

/** Explains {@link cimMessages}. */
export const cimExplanations = defineExplanations<keyof typeof cimMessages>({});
