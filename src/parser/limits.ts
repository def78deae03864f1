/**
 * Where the parser gives up with a clear error. Lengths count UTF-16 code units. Each limit is far beyond real files: in
 * those we know the longest string has 30 thousand characters, and the deepest nesting is four.
 */

/**
 * The longest string literal. The regular expression engine keeps a stack entry for each escape of a literal and throws
 * beyond 8 million of them; a literal of this length has half as many at most.
 */
export const maximumLiteralLength = 8 * 1024 * 1024;

/** The longest declaration: the text that has to be held in memory while the end of a declaration is looked for. */
export const maximumDeclarationLength = 32 * 1024 * 1024;

/** How deep inline instances may nest; each level takes a good 20 frames of the stack. */
export const maximumNesting = 100;

/** After so many errors the rest of a file is not read: nobody works through more, and each costs an exception. */
export const maximumSyntaxErrors = 100;

/** How much text is parsed at once. Longer texts are read window by window so that memory stays flat. */
export const windowLength = 256 * 1024;
