import { defineExplanations } from "../explanation.ts";
import type { repositoryMessages } from "../repository-messages.ts";
import { classChangeExplanations } from "./class-change-explanations.ts";
import { identityExplanations } from "./identity-explanations.ts";
import { instanceExplanations } from "./instance-explanations.ts";
import { operationExplanations } from "./operation-explanations.ts";

/** Explains {@link repositoryMessages}, in files by what they are about. */
export const repositoryExplanations = defineExplanations<keyof typeof repositoryMessages.table>({
  ...classChangeExplanations,
  ...identityExplanations,
  ...instanceExplanations,
  ...operationExplanations,
});
