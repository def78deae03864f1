import { defineExplanations, mof } from "../explanation.ts";
import type { loaderMessages } from "../loader-messages.ts";

/** Explains {@link loaderMessages}. */
export const loaderExplanations = defineExplanations<keyof typeof loaderMessages>({});
