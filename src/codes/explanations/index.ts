import type { Explanation } from "../explanation.ts";
import type { MessageCode } from "../index.ts";
import { cimExplanations } from "./cim-explanations.ts";
import { classExplanations } from "./class-explanations.ts";
import { commandExplanations } from "./command-explanations.ts";
import { loaderExplanations } from "./loader-explanations.ts";
import { repositoryExplanations } from "./repository-explanations.ts";
import { sourceExplanations } from "./source-explanations.ts";
import { storeExplanations } from "./store-explanations.ts";
import { syntaxExplanations } from "./syntax-explanations.ts";

/** The explanation of every code. Apart from the messages, which every command loads: these are for `mofkit explain` alone. */
export const explanations: Readonly<Record<MessageCode, Explanation>> = Object.freeze({
  ...sourceExplanations,
  ...syntaxExplanations,
  ...cimExplanations,
  ...classExplanations,
  ...repositoryExplanations,
  ...storeExplanations,
  ...loaderExplanations,
  ...commandExplanations,
});
