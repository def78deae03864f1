import { formatMessage, type MessageText } from "./define.ts";

/**
 * A message that is about nothing in particular: what is put into it stands in angle brackets.
 *
 * @example placeholders(text`superclass \`${"superclass"}\` does not exist`) // "superclass `<superclass>` does not exist"
 */
export function placeholders(message: MessageText): string {
  const wordOf = (name: string) => `<${name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}>`;
  return formatMessage(message, Object.fromEntries(message.names.map((name) => [name, wordOf(name)])));
}
