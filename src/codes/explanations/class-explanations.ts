import type { classMessages } from "../class-messages.ts";
import { defineExplanations } from "../explanation.ts";
import { derivationExplanations } from "./derivation-explanations.ts";
import { keyExplanations } from "./key-explanations.ts";
import { nameExplanations } from "./name-explanations.ts";
import { overrideExplanations } from "./override-explanations.ts";
import { qualifierExplanations } from "./qualifier-explanations.ts";
import { typeExplanations } from "./type-explanations.ts";

/** Explains {@link classMessages}, in files by what they are about. */
export const classExplanations = defineExplanations<keyof typeof classMessages.table>({
  ...nameExplanations,
  ...typeExplanations,
  ...derivationExplanations,
  ...keyExplanations,
  ...overrideExplanations,
  ...qualifierExplanations,
});
