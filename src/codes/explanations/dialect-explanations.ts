import type { dialectMessages } from "../dialect-messages.ts";
import { defineExplanations } from "../explanation.ts";
import { dialectDeclarationExplanations } from "./dialect-declaration-explanations.ts";
import { dialectQualifierExplanations } from "./dialect-qualifier-explanations.ts";
import { dialectTextExplanations } from "./dialect-text-explanations.ts";
import { dialectValueExplanations } from "./dialect-value-explanations.ts";

/** Explains {@link dialectMessages}. */
export const dialectExplanations = defineExplanations<keyof typeof dialectMessages.table>({
  ...dialectTextExplanations,
  ...dialectDeclarationExplanations,
  ...dialectQualifierExplanations,
  ...dialectValueExplanations,
});
