import { defineExplanations } from "../explanation.ts";
import type { syntaxMessages } from "../syntax-messages.ts";
import { limitExplanations } from "./limit-explanations.ts";
import { literalExplanations } from "./literal-explanations.ts";
import { misplacedExplanations } from "./misplaced-explanations.ts";
import { missingExplanations } from "./missing-explanations.ts";

/** Explains {@link syntaxMessages}. */
export const syntaxExplanations = defineExplanations<keyof typeof syntaxMessages.table>({
  ...literalExplanations,
  ...missingExplanations,
  ...misplacedExplanations,
  ...limitExplanations,
});
