/** Names and values are cut in messages: they may have millions of characters. */
const shownLength = 80;

/**
 * A name or value as messages show it: whole, or its first 80 characters and `…`.
 *
 * @example createDiagnostic("invalid-array-size", { size: shorten(token.image) }, place)
 */
export function shorten(text: string): string {
  return text.length > shownLength ? `${text.slice(0, shownLength)}…` : text;
}
