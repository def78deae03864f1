/**
 * Where the parser gives up with a clear error. Lengths count UTF-16 code units. Each limit is far beyond real files: in
 * those we know the longest string has 30 thousand characters, and the deepest nesting is four.
 */

/**
 * The longest string literal; longer texts can be several literals one after the other. The regular expression engine keeps
 * a stack entry for each escape of a literal and throws beyond 2.79 million of them (Node 24); a literal of this length
 * has 2.1 million at most.
 */
export const maximumLiteralLength = 4 * 1024 * 1024;

/** The longest declaration: the text that has to be held in memory while the end of a declaration is looked for. */
export const maximumDeclarationLength = 16 * 1024 * 1024;

/** How deep instances may nest in values. Node's default stack holds 170 to 210 levels before code is optimised. */
export const maximumNesting = 100;

/** After so many errors the rest of a file is not read: nobody works through more, and each costs an exception. */
export const maximumSyntaxErrors = 100;

/** How much text is parsed at once. Longer texts are read window by window so that memory stays flat. */
export const windowLength = 256 * 1024;

/**
 * How much text of what is longer a window begins with: so little that tokens and trees of short declarations mostly are garbage when
 * V8 collects next. Of 200,000 instances it copies 188 MB, and with windows of 64 KiB 625, which took 9 % more processor time in one run.
 */
export const pieceLength = 16 * 1024;

/**
 * How many times longer than the beginning of a declaration that the window before it has left the next window is, up to
 * {@link windowLength}: long declarations are read twice only in part.
 */
export const windowsOfRest = 16;
