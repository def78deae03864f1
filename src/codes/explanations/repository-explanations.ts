import { defineExplanations, mof } from "../explanation.ts";
import type { repositoryMessages } from "../repository-messages.ts";

/** Explains {@link repositoryMessages}. */
export const repositoryExplanations = defineExplanations<keyof typeof repositoryMessages>({});
