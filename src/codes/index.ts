import { amendedMessages } from "./amended-messages.ts";
import { callMessages } from "./call-messages.ts";
import { cimMessages } from "./cim-messages.ts";
import { classMessages } from "./class-messages.ts";
import { commandMessages } from "./command-messages.ts";
import { defineMessages, type MessageDefinition, type MessageText } from "./define.ts";
import { diagnosticsMessages } from "./diagnostics-messages.ts";
import { dialectMessages } from "./dialect-messages.ts";
import { diffMessages } from "./diff-messages.ts";
import { loaderMessages } from "./loader-messages.ts";
import { localizationMessages } from "./localization-messages.ts";
import { mofcompMessages } from "./mofcomp-messages.ts";
import { partialMessages } from "./partial-messages.ts";
import { postgresMessages } from "./postgres-messages.ts";
import { postgresTargetMessages } from "./postgres-target-messages.ts";
import { projectMessages } from "./project-messages.ts";
import { providerMessages } from "./provider-messages.ts";
import { queryMessages } from "./query-messages.ts";
import { recoveryMessages } from "./recovery-messages.ts";
import { removeMessages } from "./remove-messages.ts";
import { repositoryMessages } from "./repository-messages.ts";
import { searchMessages } from "./search-messages.ts";
import { sourceMessages } from "./source-messages.ts";
import { storeMessages } from "./store-messages.ts";
import { structureMessages } from "./structure-messages.ts";
import { syntaxMessages } from "./syntax-messages.ts";

/** Every message there is, by its code. */
export const messages = defineMessages(() => ({
  ...sourceMessages.table,
  ...syntaxMessages.table,
  ...dialectMessages.table,
  ...cimMessages.table,
  ...classMessages.table,
  ...structureMessages.table,
  ...repositoryMessages.table,
  ...partialMessages.table,
  ...providerMessages.table,
  ...callMessages.table,
  ...amendedMessages.table,
  ...localizationMessages.table,
  ...storeMessages.table,
  ...postgresTargetMessages.table,
  ...postgresMessages.table,
  ...queryMessages.table,
  ...loaderMessages.table,
  ...recoveryMessages.table,
  ...removeMessages.table,
  ...searchMessages.table,
  ...projectMessages.table,
  ...diffMessages.table,
  ...diagnosticsMessages.table,
  ...commandMessages.table,
  ...mofcompMessages.table,
}));

type Messages = typeof messages.table;

/** The code of a message: lower-case words joined by hyphens. */
export type MessageCode = keyof Messages;

type NamesOf<Text> = Text extends MessageText<infer Name> ? Name : never;

/** The parameters that the message and the hint of a code need. */
export type MessageParameters<Code extends MessageCode> = Readonly<
  Record<
    NamesOf<Messages[Code]["message"]> | (Messages[Code] extends { hint: infer Hint } ? NamesOf<Hint> : never),
    import("./define.ts").MessageParameter
  >
>;

/**
 * The definition of a code with its types widened, for code that handles any message.
 *
 * What a repository refuses is looked for first, and in its own table: to ask whether there is a namespace is to be refused, and a check
 * over an empty repository has nothing else to say. Then what is said of classes: a schema of 1,631 has nine warnings, for which making
 * all tables and one of them took a hundredth of its compile.
 */
export function messageDefinition(code: MessageCode): MessageDefinition {
  const refusals: MessagesByCode = repositoryMessages.table;
  return refusals[code] ?? (classMessages.table as MessagesByCode)[code] ?? messages.table[code];
}

type MessagesByCode = Partial<Record<MessageCode, MessageDefinition>>;

/** Whether there is a message with a code. */
export function isMessageCode(word: string): word is MessageCode {
  return Object.hasOwn(messages.table, word);
}
